"""Two units brought to one, with the spellings and counting words of the lexicon of comparison."""

from decimal import Decimal

from briefgen.figures.numerals import scale_value
from briefgen.figures.units import Unit, parse_unit
from briefgen.lexicons import load

_SCALES = ("万", "亿")


def plain(unit: str) -> str:
    """A unit in its usual spelling: `万人/公里` is 万人公里, `亿元人民币` 亿元."""
    for spelled, usual in load("comparison")["units"].items():
        if unit.endswith(spelled):
            return unit.removesuffix(spelled) + str(usual)
    return unit


def kind(unit: str) -> tuple[str, str]:
    """What two units must share to be subtracted: what they measure, and in which base."""
    parsed = _parsed(unit)[1]
    same = load("comparison")["classifiers"]["same"]
    return parsed.kind, same[0] if parsed.base in same else parsed.base


def value(number: str, unit: str) -> Decimal:
    """A number with its unit in bases of the unit."""
    return Decimal(number) * size(unit)


def size(unit: str) -> Decimal:
    """How many bases one of a unit is."""
    scale, parsed = _parsed(unit)
    return scale * parsed.factor


def _parsed(unit: str) -> tuple[int, Unit]:
    """Scale and unit, also where the lexicon of units has the two as one word (`万头`)."""
    scale, parsed = parse_unit(plain(unit))
    if parsed.name.startswith(_SCALES) and len(parsed.name) > 1:
        return scale * scale_value(parsed.name[0]), parse_unit(parsed.name[1:])[1]
    return scale, parsed
