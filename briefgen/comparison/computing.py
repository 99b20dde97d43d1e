"""Numbers that follow from two figures, with the formula that gives them."""

from collections.abc import Callable
from decimal import Decimal

from briefgen.comparison.models import Cited, Computed
from briefgen.comparison.units import kind, plain, size, value
from briefgen.models import Figure
from briefgen.rounding import rounded

Rule = Callable[[Figure, Figure, tuple[Cited, Cited]], Computed | None]

# A page shows two decimals at most; what is computed is no more exact than what it is computed from.
_DECIMALS = 2
_MINUS = "−"


def difference(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second level less the first, in the larger of their units; rates in 个百分点.

    None when the two are not of one kind (亿元 and 亿美元), or one is a range or no number.
    """
    if not _are_numbers(a, b) or kind(a.unit) != kind(b.unit):
        return None
    unit = max(a.unit, b.unit, key=lambda text: (size(text), text))
    found = (value(b.value or "0", b.unit) - value(a.value or "0", a.unit)) / size(unit)
    places = max(_decimals(a), _decimals(b)) if size(a.unit) == size(b.unit) else _DECIMALS
    shown_unit = "个百分点" if unit == "%" else plain(unit)
    return Computed(_round(found, min(places, _DECIMALS)), shown_unit, _minus(shown), shown)


def ratio(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second level as a multiple of the first; None for rates, and when the first is not above 0."""
    if not _are_numbers(a, b) or kind(a.unit) != kind(b.unit) or a.unit in ("%", "‰", "个百分点"):
        return None
    first, second = value(a.value or "0", a.unit), value(b.value or "0", b.unit)
    if first <= 0 or second < 0:
        return None
    return Computed(_round(second / first, _DECIMALS), "倍", f"{shown[1].text} ÷ {shown[0].text}", shown)


def growth(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """The second growth rate less the first in 个百分点; None unless both are in per cent."""
    if not _are_numbers(a, b) or (a.unit, b.unit) != ("%", "%"):
        return None
    places = min(max(_decimals(a), _decimals(b)), _DECIMALS)
    found = _round(Decimal(b.value or "0") - Decimal(a.value or "0"), places)
    return Computed(found, "个百分点", _minus(shown), shown)


def places_won(a: Figure, b: Figure, shown: tuple[Cited, Cited]) -> Computed | None:
    """How many places the second rank is better than the first; None in two different fields.

    A rank `前5` is no place.
    """
    if not _are_numbers(a, b) or a.scope != b.scope or "max" in (a.bound, b.bound):
        return None
    won = Decimal(a.value or "0") - Decimal(b.value or "0")
    return Computed(_round(won, 0), "位", f"{shown[0].text} → {shown[1].text}", shown)


def _are_numbers(a: Figure, b: Figure) -> bool:
    return None not in (a.value, b.value) and a.upper is None and b.upper is None


def _minus(shown: tuple[Cited, Cited]) -> str:
    return f"{_bracketed(shown[1].text)} {_MINUS} {_bracketed(shown[0].text)}"


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith(("+", _MINUS)) else text


def _decimals(figure: Figure) -> int:
    return len((figure.value or "").partition(".")[2])


def _round(number: Decimal, places: int) -> str:
    """Half away from zero, so that swapping the two sides only turns the sign; nothing is written 0."""
    found = rounded(number, places)
    return str(found) if found else "0"
