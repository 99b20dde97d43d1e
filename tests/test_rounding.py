"""Rounding goes half away from zero, whatever the length of a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.rounding import rounded


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [("66.25", 1, "66.3"), ("-66.25", 1, "-66.3"), ("5", 2, "5.00"), ("9" * 40 + ".25", 1, "9" * 40 + ".3")],
)
def test_halves_go_away_from_zero(number: str, places: int, shown: str) -> None:
    assert str(rounded(Decimal(number), places)) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=8))
def test_a_rounded_number_is_at_most_half_a_step_away(number: Decimal) -> None:
    assert abs(rounded(number, 1) - number) <= Decimal("0.05")
