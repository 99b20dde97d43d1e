"""The last day of a deadline: `8月底前`, `7月31日前`, `年底前`."""

import calendar
import re
from datetime import date

_DAY = re.compile(r"(?:(\d{4})年|(明年))?(\d{1,2})月(?:(\d{1,2})[日号]|(上旬|中旬|下旬|底|末|初|份)?)")
_YEAR_END = re.compile(r"(?:(\d{4})年|(今年|本年|年))(?:底|末|内|前)")
_ENDS = {"上旬": 10, "中旬": 20, "初": 10}

PASSED = 6
"""A month named without a year that lies so many months behind the article's is next year's."""


def last_day(deadline: str, published: str | None) -> date | None:
    """The last day of a deadline as an article of that ISO date means it; None when it cannot be told."""
    if not published or len(published) < 7:
        return None
    year, month = int(published[:4]), int(published[5:7])
    try:
        found = list(_DAY.finditer(deadline))
        if found:
            return _of_month(found[-1], year, month)
        match = _YEAR_END.search(deadline)
        return date(int(match[1] or year), 12, 31) if match else None
    except ValueError:
        return None


def _of_month(match: re.Match[str], year: int, month: int) -> date:
    named = int(match[3])
    if match[1]:
        year = int(match[1])
    elif match[2] or month - named >= PASSED:
        year += 1
    last = calendar.monthrange(year, named)[1] if 1 <= named <= 12 else 0
    return date(year, named, int(match[4]) if match[4] else min(_ENDS.get(match[5] or "", last), last))
