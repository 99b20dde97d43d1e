"""From a matched expression of time to months, with what is known of the date.

What an expression does not say is taken from the year spoken of, then from the date of publication.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from briefgen.figures.numerals import modern, read_numeral
from briefgen.lexicons import load
from briefgen.models import Period

Role = Literal["span", "reading", "base", "deadline", "date"]
Kind = Literal["year", "years", "half", "quarter", "months", "month", "day", "plan", "now", "relative"]
Month = tuple[int, int]
Months = tuple[Month, Month] | None
Resolved = tuple[Kind, Months]


_CENTURY_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# In the first quarter a half, quarter or year that ends this many months later was last year's.
_EARLY, _FAR = 3, 7
_SINCE = ("起", "开始")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of the date of publication, and the year spoken of."""

    year: int | None
    month: int | None
    day: datetime.date | None
    spoken: int | None
    last: Period | None = None
    """The last span that was named."""

    @property
    def now(self) -> Month | None:
        return (self.year, self.month) if self.year and self.month else None


def anchor_of(date: str | None, year: int | None) -> Anchor:
    """The anchor of an ISO date as exactly as known; what is no month or day counts as unknown."""
    parts = [int(part) for part in (date or "").split("-") if part.isdecimal()]
    try:
        day = datetime.date(*parts) if len(parts) == 3 else None
    except ValueError:
        day = None
    month = parts[1] if len(parts) > 1 and 1 <= parts[1] <= 12 else None
    return Anchor(parts[0] if parts else None, month, day, year)


def resolve(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    """The kind and the months of an expression; ValueError when it is none (13月)."""
    find = next(find for group, find in _RESOLVERS if match[group])
    return find(match, anchor, role)


def _plan(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    """“十四五” is 2021 to 2025; “十四五”以来 ends with the date."""
    first = 2021 + 5 * (_number(match["plan"][:-1]) - 14)
    when = match["planned"] or ""
    if not when and role != "base":
        raise ValueError  # a name: “十四五”规划
    if when == "以来":
        return "plan", ((first, 1), anchor.now) if anchor.now else None
    if when == "末":
        return "plan", ((first + 4, 12), (first + 4, 12))
    if when.endswith("年"):
        last = first + _number(when.strip("前年")) - 1
        return "plan", ((first, 1), (last, 12))
    return "plan", ((first, 1), (first + 4, 12))


def _date(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    year, month, *day = (int(part) for part in re.split("[-/.]", match["iso"]))
    return "day" if day else "month", ((year, month), (year, month))


def _years(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    return "years", ((year_of(match["first_year"]), 1), (year_of(match["last_year"]), 12))


def _counted(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    """近4年, 未来两年: the text does not tell where they begin."""
    return "years", None


def _moon(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    if match["near_month"] == "当月" and anchor.last:
        month = int(anchor.last.end[:4]), int(anchor.last.end[5:])
        return "month", (month, month)
    offset = load("periods")["months"]["published"].get(match["near_month"])
    if offset is None or anchor.now is None:
        return "month", None
    month = _shift(anchor.now, offset)
    return "month", (month, month)


def _word(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    offset = load("periods")["days"]["published"].get(match["near_day"])
    if offset and anchor.day:
        day = anchor.day + datetime.timedelta(days=offset)
        return "day", ((day.year, day.month), (day.year, day.month))
    return "day", (anchor.now, anchor.now) if anchor.now and not offset else None


def _now(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    return "now", (anchor.now, anchor.now) if anchor.now else None


def _day(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    if not 1 <= _number(match["lone_day"]) <= 31:
        raise ValueError
    return "day", (anchor.now, anchor.now) if anchor.now else None


def _same(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    return "relative", None


def _common(match: re.Match[str], anchor: Anchor, role: Role) -> Resolved:
    """A year, a part of it, or both; then the edge and the suffix."""
    kind, first, last = _part(match)
    year = _named_year(match, anchor)
    if year is None:
        year = _likely_year(match, anchor, role, last)
    if year is None:
        return kind, None
    return kind, _edged(match, anchor, role, (year, first), (year, last))


def _part(match: re.Match[str]) -> tuple[Kind, int, int]:
    """The kind of a part of the year and its first and last month."""
    if match["half"]:
        return ("half", 1, 6) if match["half"][0] in "上前" else ("half", 7, 12)
    if match["quarter"] or match["first_quarter"]:
        first, last = (
            _number(match["quarter"] or match["first_quarter"]),
            _number(match["quarter"] or match["last_quarter"]),
        )
        return "quarter", 3 * first - 2, _ordered(first, last) * 3
    if match["opening_quarter"]:
        return "quarter", 1, 3
    if match["quarters"]:
        return "quarter", 1, 3 * _number(match["quarters"])
    if match["first_months"]:
        return "months", 1, _month(match["first_months"])
    if match["first_month"]:
        first, last = _month(match["first_month"]), _month(match["last_month"])
        return "months", first, _ordered(first, last)
    if match["month"]:
        month = _month(match["month"])
        return "day" if match["day"] else "month", month, month
    return "year", 1, 12


def _ordered(first: int, last: int) -> int:
    if first > last:
        raise ValueError
    return last


def _month(text: str) -> int:
    month = 1 if text == "元" else _number(text)
    if not 1 <= month <= 12:
        raise ValueError
    return month


def _number(text: str) -> int:
    numeral = read_numeral(text)
    if numeral is None:
        raise ValueError
    return int(numeral[0])


def year_of(text: str) -> int:
    return int(text.translate(_CENTURY_DIGITS)) if modern(text)[0] not in "12" else int(modern(text))


def _named_year(match: re.Match[str], anchor: Anchor) -> int | None:
    if match["year"]:
        return year_of(match["year"])
    years = load("periods")["years"]
    if match["relative"] in years["published"]:
        return anchor.year + years["published"][match["relative"]] if anchor.year else None
    spoken = anchor.spoken or anchor.year
    if match["relative"]:
        return spoken + years["spoken"][match["relative"]] if spoken else None
    return anchor.spoken


def _likely_year(match: re.Match[str], anchor: Anchor, role: Role, last: int) -> int | None:
    """The year of an expression without one, from the date: the last in which it can be over.

    Halves, quarters and the whole year are as often planned as reported, so they are last
    year's only when the date is so early that this year's would be far away.
    """
    year, month = anchor.year, anchor.month
    if match["relative"] or year is None or month is None or role == "deadline":
        return None if match["relative"] else year
    if match["month"] or match["first_month"] or match["first_months"]:
        return year - 1 if last > month and not _is_to_come(match) else year
    early = month <= _EARLY and last - month >= _FAR and match["edge"] != "初"
    return year - 1 if early else year


def _is_to_come(match: re.Match[str]) -> bool:
    """Whether the words around an expression tell of what is still ahead (将于9月, 9月1日起)."""
    return match["suffix"] in _SINCE or _follows(match, "future_before")


def _follows(match: re.Match[str], words: str) -> bool:
    """Whether one of the lexicon's words stands directly before an expression."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    return before.endswith(tuple(load("periods")["roles"][words]))


def _edged(match: re.Match[str], anchor: Anchor, role: Role, first: Month, last: Month) -> Months:
    edge, suffix = match["edge"], match["suffix"]
    if edge:
        first = last = first if edge == "初" else last
    if suffix in ("以来", "至今") or (suffix in _SINCE and _follows(match, "since_before")):
        return (first, anchor.now) if anchor.now and first <= anchor.now else (first, last)
    if role == "deadline" and (edge or match["month"]):
        return ((last[0], 1), last)
    return (first, last)


def same_months(months: Months, last: Period | None) -> Months:
    """2019年同期: the months spoken of last, in that year."""
    if not months or not last or last.start[:4] != last.end[:4]:
        return None
    year = months[0][0]
    return (year, int(last.start[5:])), (year, int(last.end[5:]))


def _shift(month: Month, by: int) -> Month:
    count = month[0] * 12 + month[1] - 1 + by
    return count // 12, count % 12 + 1


_RESOLVERS: tuple[tuple[str, Callable[[re.Match[str], Anchor, Role], Resolved]], ...] = (
    ("plan", _plan),
    ("iso", _date),
    ("first_year", _years),
    ("some_years", _counted),
    ("common", _common),
    ("near_month", _moon),
    ("near_day", _word),
    ("now", _now),
    ("lone_day", _day),
    ("same_time", _same),
)
