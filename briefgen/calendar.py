"""Weeks and months of a digest: which days they hold and how they are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefgen.errors import SettingsError

_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a digest, both ends included, and the name the user knows them by."""

    first: date
    last: date
    name: str
    """`2023-W30`, `2023-07` or `2023-07-24..2023-07-30`; also good as a file name."""

    @property
    def kind(self) -> Literal["week", "month", "days"]:
        """What the name says they are."""
        if ".." in self.name:
            return "days"
        return "week" if "W" in self.name else "month"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def text(self) -> str:
        """As a Chinese reader writes it: `2023年7月24日—7月30日`."""
        first, last = self.first, self.last
        opening = f"{first.year}年{first.month}月{first.day}日"
        if first == last:
            return opening
        year = f"{last.year}年" if last.year != first.year else ""
        return f"{opening}—{year}{last.month}月{last.day}日"


def week(text: str) -> Days:
    """The days of an ISO 8601 week such as `2023-W30`, Monday to Sunday.

    Raises SettingsError when the text is no week, or the year has no such week.
    """
    match = _WEEK.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise SettingsError(f"--week {text}: not a week of a year; write it as 2023-W30") from None


def week_of(day: date) -> Days:
    """The ISO week that holds a day."""
    first = day - timedelta(days=day.weekday())
    year, number, _ = first.isocalendar()
    return Days(first, first + timedelta(days=6), f"{year}-W{number:02}")


def month(text: str) -> Days:
    """The days of a month such as `2023-07`. Raises SettingsError when it is none."""
    match = _MONTH.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        first = date(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise SettingsError(f"--month {text}: not a month; write it as 2023-07") from None
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Days(first, last, f"{first:%Y-%m}")


def between(first: str, last: str) -> Days:
    """The days from one ISO date to another. Raises SettingsError when there are none."""
    try:
        days = Days(date.fromisoformat(first), date.fromisoformat(last), f"{first}..{last}")
    except ValueError:
        raise SettingsError(f"--from {first} --to {last}: not two dates; write them as 2023-07-24") from None
    if days.last < days.first:
        raise SettingsError(f"--from {first} --to {last}: ends before it begins; swap the two dates")
    return days


def named(name: str) -> Days:
    """The days of a name. Raises SettingsError when it is none."""
    if ".." in name:
        first, _, last = name.partition("..")
        return between(first, last)
    return week(name) if "W" in name else month(name)


def newest_complete_week(days: Iterable[date]) -> Days | None:
    """The newest week whose last day is not after the newest day given; None without a day.

    A week is complete when the sources reach its Sunday, or, when they are all of one
    unfinished week, that week: the only one there is to report.
    """
    known = set(days)
    if not known:
        return None
    newest = week_of(max(known))
    if max(known) == newest.last:
        return newest
    earlier = [day for day in known if day < newest.first]
    return week_of(max(earlier)) if earlier else newest


def asked(week_: str | None, month_: str | None, first: str | None, last: str | None) -> Days | None:
    """The days that options name, None when none does.

    Raises SettingsError when they name more than one period, or one end of one.
    """
    if sum(option is not None for option in (week_, month_, first or last)) > 1:
        raise SettingsError("--week, --month and --from with --to: each is a period; give one of them")
    if (first is None) != (last is None):
        raise SettingsError("--from and --to: give both, or --week or --month")
    if week_ is not None:
        return week(week_)
    if month_ is not None:
        return month(month_)
    return between(first, last) if first is not None and last is not None else None
