"""Rounding as reports round: half away from zero, numbers of any length."""

from decimal import ROUND_HALF_UP, Context, Decimal

_EXACT = Context(prec=200)
"""Digits. Python's own 28 are fewer than a share of two numbers from a damaged text may have."""


def rounded(number: Decimal, places: int) -> Decimal:
    """A number with `places` decimals; swapping its sign only turns the sign of the result."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
