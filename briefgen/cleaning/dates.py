"""The date of publication, exactly as far as the article tells it, never guessed from today."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.lexicons import load

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0"}
_CHINESE_DATE = re.compile(
    r"([一二][〇○零Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_FULL = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d|\s?月)")
_ADDRESS = re.compile(r"(?<!\d)(20\d{2})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d年至到自从])(?<!截至)(?<!截止)(?<!年 )(\d{1,2})月(\d{1,2})日(?![起前以之至到—–~-])")
_LEAD = 200
"""Characters of the body in which a date is the day of the news, not of something told in it."""

_YEAR = re.compile(r"(?<![比较到至自从\d])(?<!迎战)(?<!截至)((?:19|20)\d{2})年(?!以来|底|末|之前|前|起)")
_PRESENT = re.compile(
    r"度?(?:上半年|下半年|第?[一二三四1-4]季度|前[一二三]季度|前?\d{1,2}[-—–~至到]?\d{0,2}个?月|第[一二三四五六七八九十]+次"
    r"|.{0,4}(?:安排|计划|将|要|需)|(?:政府|经济|重点)?工作|[,，]|[全我](?:市|县|区|省|州|国|年))|度"
)
"""What follows a year that is spoken of as the present one."""

_PLAN_YEARS = {
    "开局": 0,
    "起步": 0,
    "首": 0,
    "第一": 0,
    "第二": 1,
    "第三": 2,
    "第四": 3,
    "第五": 4,
    "收官": 4,
    "最后一": 4,
}
_PLAN = re.compile(rf"[“\"]?十([二三四五六七])五[”\"]?(?:规划|时期|计划)?的?({'|'.join(_PLAN_YEARS)})之?年")
_SINCE = re.compile(rf"今年是?[^。]{{0,30}}?({'|'.join(load('metadata')['since'])})(\d{{2,3}})周年")
_MENTIONS = 2.0
"""Weight a year needs to date an article by itself: one plain mention may tell of any year."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may tell the date: the container's word, the page's lines, the article."""

    told: str | None
    address: str | None
    page: tuple[str, ...]
    """Lines of source and time, as `reason` in `lines` calls bylines."""
    titles: tuple[str, ...]
    body: tuple[str, ...]
    """Paragraphs without the title."""


def published(evidence: Evidence) -> str | None:
    """ISO date, month or year of publication; None when the article does not tell."""
    return next((found for _, rule in _RULES if (found := rule(evidence))), None)


def _container(evidence: Evidence) -> str | None:
    """What the container says, unless the page shows an earlier day: a site that moves dates its pages anew."""
    told = evidence.told or ""
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", told)
    stated = found.group() if found else _first(_FULL, [told])
    shown = _page(evidence)
    return min(stated, shown) if stated and shown else stated


def _page(evidence: Evidence) -> str | None:
    return _first(_FULL, evidence.page)


def _link(evidence: Evidence) -> str | None:
    return _first(_ADDRESS, [evidence.address or ""])


def _signature(evidence: Evidence) -> str | None:
    return _first(_FULL, [arabic(line) for line in evidence.body[-3:][::-1] if len(line) <= 24])


def _subtitle(evidence: Evidence) -> str | None:
    return _first(_FULL, map(arabic, (*evidence.titles, *(line for line in evidence.body[:3] if len(line) <= 60))))


def _dateline(evidence: Evidence) -> str | None:
    lead = arabic("\n".join(evidence.body))[:_LEAD]
    full = _first(_FULL, [lead])
    if full:
        return full
    found = _MONTH_DAY.search(lead)
    if not found:
        return None
    month, day = int(found[1]), int(found[2])
    spoken = year(evidence, month)
    return _iso(spoken, month, day) if spoken else None


def _year_only(evidence: Evidence) -> str | None:
    spoken = year(evidence)
    return f"{spoken:04d}" if spoken else None


_RULES: tuple[tuple[str, Callable[[Evidence], str | None]], ...] = (
    ("container", _container),
    ("page", _page),
    ("signature", _signature),
    ("subtitle", _subtitle),
    ("address", _link),
    ("dateline", _dateline),
    ("year", _year_only),
)
"""Where a date is looked for, the surest place first."""


def year(evidence: Evidence, month: int | None = None) -> int | None:
    """The year an article speaks of as the present one; `month` is the month it appeared in."""
    body = "\n".join(evidence.body)
    weights: dict[int, float] = defaultdict(float)
    for text, weight in ((" ".join(evidence.titles), 3.0), (body[:_LEAD], 2.0), (body[_LEAD:], 1.0)):
        for found in _YEAR.finditer(arabic(text)):
            weights[int(found[1])] += weight + bool(_PRESENT.match(found.string, found.end()))
    if weights:
        best = max(weights, key=lambda y: (weights[y], y))
        if month is not None and month <= 3 and best + 1 in weights:
            return best + 1  # the first months of a year look back on the last one
        if weights[best] >= _MENTIONS:
            return best
    return _of_occasion(" ".join(evidence.titles) + body)


def _of_occasion(text: str) -> int | None:
    """The year by what it is of a five-year plan, the twelfth of which ran from 2011, or since an event."""
    plan = _PLAN.search(text)
    if plan:
        return 2011 + 5 * (int(_DIGITS[plan[1]]) - 2) + _PLAN_YEARS[plan[2]]
    since = _SINCE.search(text)
    return int(load("metadata")["since"][since[1]]) + int(since[2]) if since else None


def arabic(text: str) -> str:
    """Dates in Chinese numerals as `2023年7月28日`; all else unchanged."""
    return (
        _CHINESE_DATE.sub(_in_digits, text) if "〇" in text or "○" in text or "二零" in text or "年" in text else text
    )


def _in_digits(found: re.Match[str]) -> str:
    day = f"{_number(found[3])}日" if found[3] else ""
    return f"{''.join(_DIGITS[c] for c in found[1])}年{_number(found[2])}月{day}"


def _number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    return 10 * (int(_DIGITS[tens]) if tens else 1) + (int(_DIGITS[ones]) if ones else 0)


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    for text in texts:
        for found in pattern.finditer(text):
            iso = _iso(*map(int, found.groups()))
            if iso:
                return iso
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
