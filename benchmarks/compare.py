"""Pairs of figures that `compare` finds, against tables made by reading both reports.

    .venv/bin/python benchmarks/compare.py [--list]

The tables are tests/data/compare/*.tsv, one pair of figures a line. `must` pairs count for recall;
a `may` pair is one that two readers could judge differently, neither asked for nor wrong; any other
pair is false. A pair whose figures extraction did not find is counted as lost before pairing.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from briefgen.analysis import analyse
from briefgen.comparison.comparing import Comparison, compare
from briefgen.comparison.units import plain
from briefgen.models import Analysis, Figure

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TABLES = ROOT / "tests" / "data" / "compare"

PAIRS = {
    "hailar-2014-2015": ("corpus/reports/hailar-2014.gb18030.txt", "corpus/reports/hailar-2015.gb18030.txt"),
    "hunan-2025-2026": ("corpus/reports/hunan-2025.docx", "corpus/reports/hunan-2026.txt"),
    "wanzai-2015-2022": ("corpus/reports/wanzai_2015.html", "corpus/reports/wanzai_2022.html"),
    "p34-p35": ("gold/dev/p34.txt", "gold/dev/p35.txt"),
    "p07-p10": ("gold/dev/p07.txt", "gold/dev/p10.txt"),
    "qingyu-2023-2024": ("seeds/qingyu-2023h1.txt", "seeds/qingyu-2024h1.txt"),
}
OURS = {"qingyu-2023-2024"}

Number = tuple[Decimal, str]
Couple = tuple[Number, Number]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one pair of reports."""

    wanted: tuple[str, ...]
    missed: tuple[str, ...]
    """Both figures were extracted, but not paired."""
    lost: tuple[str, ...]
    """A figure was not extracted, or not under a name, status or unit that says what it is."""
    false: tuple[str, ...]

    @property
    def found(self) -> int:
        """How many pairs that must be found were."""
        return len(self.wanted) - len(self.missed) - len(self.lost)


def measure(name: str, a: Analysis, b: Analysis) -> Result:
    """Compare two reports and hold the result against the table of that name."""
    comparison = compare(a, b, force=True)
    found = dict(couples(comparison, a, b))
    must, may = _table(name, "must"), _table(name, "may")
    gone = {line: couple for line, couple in must.items() if couple not in found.values()}
    lost = [line for line, couple in gone.items() if not _are_extracted(line, couple, a, b)]
    right = {*must.values(), *may.values()}
    return Result(
        tuple(must),
        tuple(line for line in gone if line not in lost),
        tuple(lost),
        tuple(name for name, couple in found.items() if couple not in right),
    )


def _are_extracted(line: str, couple: Couple, a: Analysis, b: Analysis) -> bool:
    """Whether both figures were found, each under a name with two characters of the right one, and a right status."""
    names = [half.rsplit(" ", 1)[0] for half in line.split(" | ")]
    return all(
        any(
            _number(figure) == number and figure.status == _status(name) and _are_akin(figure.indicator, name)
            for figure in report.figures
        )
        for name, number, report in zip(names, couple, (a, b), strict=True)
    )


def _status(name: str) -> str:
    return (
        "target" if "目标" in name or name.endswith(("年度投资计划", "年度投资计划增速", "全市计划比重")) else "actual"
    )


def _are_akin(a: str, b: str) -> bool:
    return any(x + y in b for x, y in pairwise(a))


def couples(comparison: Comparison, a: Analysis, b: Analysis) -> Iterator[tuple[str, Couple]]:
    """Every two figures that stand against each other, with the row they stand in."""
    for at, row in enumerate(comparison.rows):
        for measure in ("level", "change", "rank"):
            x, y = (getattr(cell, measure) for cell in (row.a, row.b))
            if x is not None and y is not None:
                numbers = _number(a.figures[x.figure]), _number(b.figures[y.figure])
                yield f"{at}: {row.indicator} {x.text} | {y.text}", numbers


def _number(figure: Figure) -> Number:
    return Decimal(figure.value or "0"), "位" if figure.measure == "rank" else plain(figure.unit)


def _table(name: str, need: str) -> dict[str, Couple]:
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file, delimiter="\t") if line["need"] == need]
    return {
        f"{line['indicator_a']} {line['value_a']} | {line['indicator_b']} {line['value_b']}": (
            _parsed(line["value_a"]),
            _parsed(line["value_b"]),
        )
        for line in lines
    }


def _parsed(text: str) -> Number:
    digits = text.lstrip("+-")
    end = next((at for at, character in enumerate(digits) if character not in "0123456789."), len(digits))
    sign = -1 if text.startswith("-") else 1
    return sign * Decimal(digits[:end]), digits[end:]


def reports(name: str) -> tuple[Analysis, Analysis]:
    """The two reports of a pair."""
    folder = ROOT if name in OURS else SHARED
    first, second = PAIRS[name]
    return analyse(folder / first), analyse(folder / second)


def main(arguments: Iterable[str]) -> None:
    """Print one line for each pair and one for all, with `--list` also what is missing or false."""
    total = [0, 0, 0, 0]
    print(f"{'pair':18}{'wanted':>8}{'found':>8}{'recall':>8}{'lost':>6}{'missed':>8}{'false':>7}")
    for name in PAIRS:
        result = measure(name, *reports(name))
        counts = len(result.wanted), result.found, len(result.lost), len(result.false)
        total = [sum(both) for both in zip(total, counts, strict=True)]
        print(_line(name, *counts))
        if "--list" in arguments:
            for label, lines in (("missed", result.missed), ("lost", result.lost), ("false", result.false)):
                for line in lines:
                    print(f"    {label}: {line}")
    print(_line("all", *total))


def _line(name: str, wanted: int, found: int, lost: int, false: int) -> str:
    missed = wanted - found - lost
    return f"{name:18}{wanted:8}{found:8}{found / max(1, wanted):8.3f}{lost:6}{missed:8}{false:7}"


if __name__ == "__main__":
    main(sys.argv[1:])
