"""The scanner against an outside test set: Chinese number specifications of Recognizers-Text.

    python benchmarks/recognizers.py            prints the scores
    python benchmarks/recognizers.py --write    writes docs/recognizers.md as well

A case passes when the scanner finds the expected numbers of the case's kind, all of them and no
other, each with the expected value at a place that overlaps the expected one.

Some cases are of other genres than government and economic reports. The rules that tell them
apart, OUTSIDE, were written down before the first run; the full score counts every case.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from opencc import OpenCC

from briefgen.figures.quantities import scan
from briefgen.figures.units import parse_unit
from briefgen.models import Quantity

ROOT = Path(__file__).resolve().parents[1]
SPECIFICATIONS = ROOT.parent / "shared" / "peers" / "recognizers-zh"
MODELS = ("Number", "Percent", "Currency", "Dimension")
SIZES = {"length", "area", "volume", "mass", "energy", "power", "heat", "frequency"}
NUMERAL = "零〇一二两兩三四五六七八九十百千万萬亿億壹贰貳叁肆伍陆陸柒捌玖拾佰仟倆点點"

# Each: what it is, where to look (the input or an expected text), the pattern.
OUTSIDE: tuple[tuple[str, str, str], ...] = (
    ("spaces inside a numeral or unit, which cleaning closes", "expected",
     rf"[{NUMERAL}余余几幾]\s+[{NUMERAL}余余几幾]|[\d０-９]\s+[千万萬]\s*\d|[百佰]\s+分|分\s+[之点點]|[个個]\s+百"),
    ("powers and letters for scales (12k, 2e5, 2^5)", "input", r"^[^:]*[\d０-９]\s*[kKＫMEeｅ](?![a-z])|\^"),
    ("discounts (折)", "input", "折(?!扣)"),
    ("fractions", "input", rf"^[^:]*[/／]|(?<![百佰千仟万萬])\s*分\s*之|[{NUMERAL}][百佰千仟万萬]+分\s*之|又"),
    ("dozens and halves", "input", "打|半"),
    ("兆, which is 10¹² in one place and 10⁶ in another", "input", "兆"),
    ("lone spelled digits without a unit", "number", rf"^[{NUMERAL}]$"),
    ("dates and clock times, which are no quantities", "number input", r"[\d０-９]年.*月"),
    ("decimals without a whole (.5), stray points and signs", "input", r"(?<![\d０-９])\.\d|\d\.\d+\.\d|－－"),
    ("signs of currency, currencies of several units, money without a number", "currency input",
     r"[$￥]|[元圆].{0,2}[毛角]|美分|銭|人民币 ?美元|比特币"),
    ("bits and bytes", "expected", "比特|字节|位$"),
    ("the weight 两", "dimension input", "两$"),
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One specification: what stands in the text, and what was found."""

    model: str
    index: int
    text: str
    expected: tuple[tuple[int, int, Decimal], ...]
    expected_texts: tuple[str, ...]

    @property
    def outside(self) -> str | None:
        """Why the case is of another genre, or None."""
        for reason, where, pattern in OUTSIDE:
            if where.split()[0] in ("number", "currency", "dimension") and where.split()[0] != self.model.lower():
                continue
            texts = (self.text,) if where.endswith("input") else self.expected_texts
            if any(re.search(pattern, text) for text in texts):
                return reason
        return None

    @property
    def found(self) -> tuple[tuple[int, int, Decimal], ...]:
        """The numbers of the case's kind that the scanner finds."""
        return tuple(number for quantity in scan(simplified(self.text)) for number in numbers_of(quantity, self.model))

    @property
    def passes(self) -> bool:
        found, expected = self.found, self.expected
        return len(found) == len(expected) and all(
            start < other_end and other_start < end and close(value, other)
            for (start, end, value), (other_start, other_end, other) in zip(found, expected, strict=True)
        )


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text as the scanner meets it: cleaning has made traditional characters simplified ones."""
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text


def close(one: Decimal, other: Decimal) -> bool:
    """Equal but for the fifteen digits the specifications print."""
    return abs(one - other) <= Decimal("1e-13") * max(abs(one), abs(other))


def numbers_of(quantity: Quantity, model: str) -> Iterator[tuple[int, int, Decimal]]:
    """A quantity as the model counts it; both ends of a range."""
    scale, unit = parse_unit(quantity.unit)
    percent = unit.kind in ("percent", "points")
    of_model = {"Number": True, "Percent": percent, "Currency": unit.kind == "money", "Dimension": unit.kind in SIZES}
    if of_model[model]:
        factor = scale * unit.factor if model == "Percent" else Decimal(scale)
        for value in filter(None, (quantity.value, quantity.upper)):
            yield quantity.start, quantity.end, Decimal(value) * factor


def cases(folder: Path) -> list[Case]:
    """The cases of all models, read from the specifications."""
    return [
        _case(model, index, specification)
        for model in MODELS
        for index, specification in enumerate(json.loads((folder / f"{model}Model.json").read_text("utf-8-sig")))
    ]


def _case(model: str, index: int, specification: dict[str, Any]) -> Case:
    results = specification["Results"]
    expected = tuple(
        (result["Start"], result["End"] + 1, Decimal(result["Resolution"]["value"].rstrip("%")))
        for result in results
        if result["Resolution"].get("value")
    )
    texts = tuple(specification["Input"][result["Start"] : result["End"] + 1] for result in results)
    return Case(model, index, specification["Input"], expected, texts)


def share(chosen: list[Case]) -> str:
    """How many of the cases pass."""
    return f"{sum(case.passes for case in chosen)}/{len(chosen)}"


def values(numbers: tuple[tuple[int, int, Decimal], ...]) -> str:
    """The values of some numbers, or 无."""
    return ", ".join(f"{value.normalize():f}" for *_, value in numbers) or "—"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SPECIFICATIONS)
    parser.add_argument("--list", action="store_true", help="print the failing cases of the genre")
    arguments = parser.parse_args()
    everything = cases(arguments.folder)
    for model in (*MODELS, "all"):
        chosen = [case for case in everything if model in (case.model, "all")]
        print(f"{model:10} all {share(chosen)}  genre {share([case for case in chosen if case.outside is None])}")
    for reason, count in Counter(case.outside for case in everything if case.outside).items():
        print(f"{count:4} {reason}")
    if arguments.list:
        for case in everything:
            if case.outside is None and not case.passes:
                print(case.model, case.index, case.text, values(case.expected), values(case.found), sep=" | ")


if __name__ == "__main__":
    main()
