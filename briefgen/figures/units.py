"""Units: what they measure, and quantities brought to one unit.

The units are data, `lexicons/units.toml`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from briefgen.figures.numerals import scale_value
from briefgen.lexicons import load

_SCALES = ("百万亿", "千万亿", "万亿", "百亿", "千亿", "亿", "百万", "千万", "万万", "万", "千", "百")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the lexicon, without a scale."""

    name: str
    kind: str
    """`money`, `percent`, `points`, `multiple`, `area`, `people`, `duration`, `count` …"""
    base: str
    """The unit its magnitudes are given in: 亩 for 公顷, itself for a classifier."""
    factor: Decimal
    """How many bases one of it is."""


@cache
def units() -> dict[str, Unit]:
    """Every unit of the lexicon by its name."""
    lexicon = load("units")
    found = {name: Unit(name, "count", name, Decimal(1)) for name in lexicon["count"]["units"]}
    found |= {name: Unit(name, "money", name, Decimal(1)) for name in lexicon["money"]["units"]}
    for measure in lexicon["measure"]:
        for name, factor in measure["units"].items():
            found[name] = Unit(name, measure["kind"], measure["base"], Decimal(factor))
    return found


def parse_unit(text: str) -> tuple[int, Unit]:
    """Take a written unit apart: `亿元` is 10⁸ and 元, `万千瓦` is 10⁴ and 千瓦.

    A unit the lexicon does not know is its own base, of kind `unknown`; the empty unit
    is of kind `number`. A rate (`元/平方米`) has the kind `rate` and stays as it is written.
    """
    known = units()
    if text in known:
        return 1, known[text]
    for scale in _SCALES:
        if text.startswith(scale):
            rest = text[len(scale) :]
            if rest in known or not rest or "/" in rest:
                return scale_value(scale), known.get(rest) or _loose(rest)
    return 1, _loose(text)


def _loose(name: str) -> Unit:
    kind = "rate" if "/" in name else "unknown" if name else "number"
    return Unit(name, kind, name, Decimal(1))


def kind(unit: str) -> str:
    """What a written unit measures: `kind("万亩")` is `area`."""
    return parse_unit(unit)[1].kind


def base_unit(unit: str) -> str:
    """The unit in which `amount` counts: `base_unit("万公顷")` is 亩."""
    return parse_unit(unit)[1].base


def without_scale(unit: str) -> str:
    """A written unit without its scale: 元 for 万亿元, 公顷 for 万公顷."""
    return unit.lstrip("十百千万亿")


def amount(value: str | Decimal, unit: str) -> Decimal:
    """A number with its unit as a number of `base_unit(unit)`: 1102284 and 万元 give 11022840000."""
    scale, parsed = parse_unit(unit)
    return Decimal(value) * scale * parsed.factor
