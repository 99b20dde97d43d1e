"""Numbers that follow from two figures, with the formula that gives them."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from briefgen.comparison.models import Cited, Computed
from briefgen.figures.units import amount, parse_unit
from briefgen.models import Figure

Rule = Callable[[Figure, Figure, tuple[Cited, Cited]], Computed | None]

# A page shows two decimals at most; what is computed is no more exact than what it is computed from.
_DECIMALS = 2
_MINUS = "−"


def difference(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second level less the first, in the larger of their units; rates in 个百分点.

    None when the two are not of one kind (亿元 and 亿美元), or one has no number.
    """
    if a.value is None or b.value is None or not _same_kind(a.unit, b.unit):
        return None
    unit = max(a.unit, b.unit, key=lambda text: (parse_unit(text)[0] * parse_unit(text)[1].factor, text))
    scale, parsed = parse_unit(unit)
    value = (amount(b.value, b.unit) - amount(a.value, a.unit)) / (scale * parsed.factor)
    places = max(_decimals(a.value), _decimals(b.value)) if a.unit == b.unit else _DECIMALS
    shown_unit = "个百分点" if unit == "%" else unit
    return Computed(_round(value, min(places, _DECIMALS)), shown_unit, _minus(shown), shown)


def ratio(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second level as a multiple of the first; None for rates, and when the first is not above 0."""
    if a.value is None or b.value is None or not _same_kind(a.unit, b.unit) or a.unit in ("%", "个百分点"):
        return None
    first, second = amount(a.value, a.unit), amount(b.value, b.unit)
    if first <= 0 or second < 0:
        return None
    return Computed(_round(second / first, _DECIMALS), "倍", f"{shown[1].text} ÷ {shown[0].text}", shown)


def growth(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second growth rate less the first in 个百分点; None unless both are in per cent."""
    if a.value is None or b.value is None or (a.unit, b.unit) != ("%", "%"):
        return None
    places = min(max(_decimals(a.value), _decimals(b.value)), _DECIMALS)
    return Computed(_round(Decimal(b.value) - Decimal(a.value), places), "个百分点", _minus(shown), shown)


def places_won(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """How many places the second rank is better than the first; None in two different fields."""
    if a.value is None or b.value is None or a.scope != b.scope or "max" in (a.bound, b.bound):
        return None
    return Computed(str(int(a.value) - int(b.value)), "位", f"{shown[0].text} → {shown[1].text}", shown)


def _same_kind(a: str, b: str) -> bool:
    first, second = parse_unit(a)[1], parse_unit(b)[1]
    return (first.kind, first.base) == (second.kind, second.base)


def _minus(shown: tuple[Cited, Cited]) -> str:
    return f"{shown[1].text} {_MINUS} {shown[0].text}"


def _decimals(value: str) -> int:
    return len(value.partition(".")[2])


def _round(value: Decimal, places: int) -> str:
    """Half away from zero, so that swapping the two sides only turns the sign."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))
