"""Weeks, months and other stretches of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.calendar import between, month, newest_complete_week, week, week_of
from briefgen.errors import SettingsError


def test_an_iso_week_runs_from_monday_to_sunday() -> None:
    days = week("2023-W30")
    assert (days.first, days.last) == (date(2023, 7, 24), date(2023, 7, 30))
    assert days.text == "2023年7月24日—7月30日"
    assert date(2023, 7, 30) in days
    assert date(2023, 7, 31) not in days


def test_a_week_over_new_year_names_both_years() -> None:
    assert week("2024-W01").text == "2024年1月1日—1月7日"
    assert week("2020-W53").text == "2020年12月28日—2021年1月3日"


@given(st.dates(min_value=date(2000, 1, 3), max_value=date(2100, 1, 1)))
def test_a_week_is_known_by_its_name(day: date) -> None:
    days = week_of(day)
    assert day in days
    assert days.last - days.first == timedelta(days=6)
    assert week(days.name) == days


@pytest.mark.parametrize("text", ["2023-W54", "2023-30", "W30", "2023-W00", "", "2023-W1000"])
def test_no_week_is_told_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="write it as 2023-W30"):
        week(text)


def test_a_month_ends_where_it_ends() -> None:
    assert month("2024-02").last == date(2024, 2, 29)
    assert month("2023-12").text == "2023年12月1日—12月31日"


@pytest.mark.parametrize("text", ["2023-13", "2023", "2023-00"])
def test_no_month_is_told_in_one_line(text: str) -> None:
    with pytest.raises(SettingsError, match="write it as 2023-07"):
        month(text)


def test_dates_the_wrong_way_round_are_told() -> None:
    with pytest.raises(SettingsError, match="ends before it begins"):
        between("2023-07-30", "2023-07-24")


def test_the_newest_week_with_its_sunday_is_complete() -> None:
    sunday, tuesday = date(2023, 7, 30), date(2023, 8, 1)
    assert newest_complete_week([date(2023, 7, 25), sunday]) == week("2023-W30")
    assert newest_complete_week([date(2023, 7, 25), tuesday]) == week("2023-W30")


def test_one_unfinished_week_is_better_than_none() -> None:
    assert newest_complete_week([date(2023, 8, 1)]) == week("2023-W31")
    assert newest_complete_week([]) is None
