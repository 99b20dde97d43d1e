"""Expressions of time in a text, resolved to months.

An expression is a year, a part of the year, an edge and a suffix in this order, each of which
may be missing (`今年` `上半年` `末` `以来`), or one of a few fixed forms. What is not said is taken from
the year spoken of earlier in the sentence, then from the date of publication.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from briefgen.figures.numerals import modern, read_numeral
from briefgen.lexicons import load
from briefgen.models import Period

Role = Literal["span", "reading", "base", "deadline", "date"]
Kind = Literal["year", "years", "half", "quarter", "months", "month", "day", "plan", "now", "relative"]
Month = tuple[int, int]
Months = tuple[Month, Month] | None
Resolved = tuple[Kind, Months]

_D = "0-9０-９"
_TO = r" ?[-－–—~～至到] ?"
_N = rf"(?:(?<![{_D}.])[{_D}]{{1,2}}|十[一二]?|[一二三四五六七八九])"
_DAY = rf"[{_D}]{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_QUARTER = r"[一二三四1-4]"
_CENTURY = r"[〇零○一二三四五六七八九]"
_YEAR = rf"(?:19|20|１９|２０)[{_D}]{{2}}|[一二][〇零○九]{_CENTURY}{{2}}"
_PART = (
    rf"(?P<half>[上下前后]半年)"
    rf"|第?(?P<q1>{_QUARTER})(?:季度)?[、至到\-—](?P<q2>{_QUARTER})季度|第?(?P<q>{_QUARTER})个?季度"
    rf"|前(?P<nq>[二两三23])个?季度|前(?P<nm>{_N}) ?个月"
    rf"|(?P<m1>{_N}) ?月?份?{_TO}(?P<m2>{_N}) ?月(?:份)?(?![{_D}])(?! ?{_N} ?[日号])"
    rf"|(?P<m>{_N}) ?月(?: ?(?P<d>{_DAY}) ?[日号])?(?:份|[上中下]旬)?"
    rf"|(?P<all>全年)"
)
_EDGE = r"(?P<edge>末|底(?![线部气色子])|初(?![步级中心次衷]))"
_SUFFIX = (
    r"(?P<suffix>以来|至今|同期|期间|之前|以前|起|开始|以内|内(?![需部外容蒙地陆])"
    rf"|前(?![{_D}一二三四五六七八九十两后几列沿提]))"
)
_END = re.compile("[。！？；;\n]")
_DASHES = ("-", "－", "–", "—", "~", "～", "至", "到")
_CENTURY_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# In the first quarter a half, quarter or year that ends this many months later was last year's.
_EARLY, _FAR = 3, 7


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """An expression of time at `text[start:end]`."""

    start: int
    end: int
    raw: str
    kind: Kind
    period: Period | None
    """The months it stands for; None when the text and the date do not tell."""
    role: Role
    """span: what happened in it; reading: as it was at its end; base: what is compared with;
    deadline: by when; date: the day of an event or of the report."""


@dataclass(frozen=True, slots=True)
class _Anchor:
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


def _anchor(date: str | None, year: int | None) -> _Anchor:
    parts = [int(part) for part in (date or "").split("-") if part.isdecimal()]
    try:
        day = datetime.date(*parts) if len(parts) == 3 else None
    except ValueError:
        day = None
    return _Anchor(parts[0] if parts else None, parts[1] if len(parts) > 1 else None, day, year)


@cache
def _pattern() -> re.Pattern[str]:
    words = load("periods")
    relative = _either([*words["years"]["published"], *words["years"]["spoken"]])
    year = (
        rf"(?:(?<![{_D}])(?P<year>{_YEAR})(?: ?年度?(?![级代轮限])|(?= ?[上下]半年| ?第?{_QUARTER}季度))"
        rf"|(?<![以文近])(?P<relative>{relative})(?![均龄代轻]))"
    )
    parts = re.sub(r"\(\?P<\w+>", "(?:", rf"{year}|{_PART}|年[末底初内]")
    forms = [
        r"[“\"]?(?P<plan>十[一二三四五六七]五)[”\"]?(?P<planned>期间|时期|以来|末|前?[一二三四五]年)?",
        rf"(?<![{_D}])(?P<iso>[12][0-9]{{3}}[-/.](?:0[1-9]|1[0-2])(?:[-/.](?:3[01]|[12][0-9]|0?[1-9]))?)(?![0-9万亿元%％个])",
        rf"(?<![{_D}])(?P<y1>{_YEAR}) ?年?{_TO}(?P<y2>{_YEAR}) ?年(?!{_N} ?月)",
        rf"(?P<count>(?:近|过去|未来|最近|今后|接下来|连续)的?[{_D}一二两三四五六七八九十几]{{1,3}} ?年"
        rf"|(?<![{_D}第])[{_D}一二两三四五六七八九十]{{1,2}} ?年(?:多来|以来|来|间))",
        rf"(?=(?P<common>{parts}))(?:{year})? ?(?:{_PART})? ?年?{_EDGE}?{_SUFFIX}?",
        rf"(?P<moon>{_either(words['months']['published'])}|当月)",
        rf"(?P<word>{_either([*words['days']['published'], *words['days']['about']])})",
        rf"(?<![表体实呈出展发截])(?P<now>{_either(words['now']['words'])})(?![天日年期置])",
        rf"(?<![{_D}.第])(?P<dd>[{_D}]{{1,2}})日(?![元均])",
        r"(?P<same>同期)",
    ]
    return re.compile("|".join(forms))


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def find_periods(text: str, date: str | None = None, year: int | None = None) -> list[PeriodMention]:
    """The expressions of time in a text, in order, with offsets into it.

    `date` is the ISO date of publication, as exactly as known (`2023-07-28`, `2023-07`, `2023`);
    `year` the year the text speaks of when it is known (a bulletin on 2022 that came out in
    2023), used where an expression names none. With neither, `period` is None but for
    expressions that name their year. Never raises on any text; linear in its length.
    """
    anchor = _anchor(date, year)
    found: list[PeriodMention] = []
    sentence = 0
    for match in _pattern().finditer(text):
        if _END.search(text, sentence, match.start()):
            anchor = replace(anchor, spoken=year)
        sentence = match.end()
        mention = _mention(text, match, anchor)
        if mention is None:
            continue
        if found and _continues(text, found[-1], mention):
            found[-1] = _through(text, found[-1], mention)
            continue
        found.append(mention)
        if mention.role == "span" and mention.period:
            spoken = _year(match["year"]) if match["year"] and not match["suffix"] else anchor.spoken
            anchor = replace(anchor, spoken=spoken, last=mention.period)
    return found


def _mention(text: str, match: re.Match[str], anchor: _Anchor) -> PeriodMention | None:
    raw = match[0].rstrip(" ")
    end = match.start() + len(raw)
    resolve = next(resolve for group, resolve in _RESOLVERS if match[group])
    role = _role(text, match, end)
    try:
        kind, months = resolve(match, anchor, role)
        if role == "deadline" and not match["suffix"] and (kind in ("day", "now") or _is_over(months, anchor)):
            role = "span"
            kind, months = resolve(match, anchor, role)
    except ValueError:
        return None
    if match["same"] or match["suffix"] == "同期":
        months = _same_months(months, anchor.last)
    if role == "span" and (match["now"] or match["edge"]):
        role = "reading"
    elif role == "span" and kind == "day":
        role = "date"
    period = Period(_iso(months[0]), _iso(months[1])) if months else None
    return PeriodMention(match.start(), end, raw, kind, period, role)


def _is_over(months: Months, anchor: _Anchor) -> bool:
    return bool(months and anchor.now and months[1] < anchor.now)


def _role(text: str, match: re.Match[str], end: int) -> Role:
    """What the words around an expression make of it."""
    words = load("periods")["roles"]
    before, after = text[max(0, match.start() - 5) : match.start()].rstrip(" "), text[end : end + 4]
    if match["same"] or match["suffix"] == "同期" or _is_base(before, after):
        return "base"
    if before.endswith(tuple(words["reading_before"])):
        return "reading"
    if match["suffix"] in ("前", "之前", "以前", "内", "以内"):
        return "deadline"
    if before.endswith(tuple(words["deadline_before"])) and not before.endswith(tuple(words["not_until"])):
        return "deadline"
    return "span"


def _is_base(before: str, after: str) -> bool:
    words = load("periods")["roles"]
    if before.endswith(tuple(words["base_before"])):
        return True
    if before.endswith(tuple(words["with_before"])):
        return after.startswith(tuple(words["with_after"]))
    return before.endswith(tuple(words["of_before"])) and after.startswith("的")


def _plan(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
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


def _date(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    year, month, *day = (int(part) for part in re.split("[-/.]", match["iso"]))
    return "day" if day else "month", ((year, month), (year, month))


def _years(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    return "years", ((_year(match["y1"]), 1), (_year(match["y2"]), 12))


def _counted(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    """近4年, 未来两年: the text does not tell where they begin."""
    return "years", None


def _moon(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    offset = load("periods")["months"]["published"].get(match["moon"])
    if offset is None or anchor.now is None:
        return "month", None
    month = _shift(anchor.now, offset)
    return "month", (month, month)


def _word(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    offset = load("periods")["days"]["published"].get(match["word"])
    if offset and anchor.day:
        day = anchor.day + datetime.timedelta(days=offset)
        return "day", ((day.year, day.month), (day.year, day.month))
    return "day", (anchor.now, anchor.now) if anchor.now and not offset else None


def _now(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    return "now", (anchor.now, anchor.now) if anchor.now else None


def _day(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    if not 1 <= _number(match["dd"]) <= 31:
        raise ValueError
    return "day", (anchor.now, anchor.now) if anchor.now else None


def _same(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
    return "relative", None


def _common(match: re.Match[str], anchor: _Anchor, role: Role) -> Resolved:
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
    if match["q"] or match["q1"]:
        first, last = _number(match["q"] or match["q1"]), _number(match["q"] or match["q2"])
        return "quarter", 3 * first - 2, _ordered(first, last) * 3
    if match["nq"]:
        return "quarter", 1, 3 * _number(match["nq"])
    if match["nm"]:
        return "months", 1, _month(match["nm"])
    if match["m1"]:
        first, last = _month(match["m1"]), _month(match["m2"])
        return "months", first, _ordered(first, last)
    if match["m"]:
        month = _month(match["m"])
        return "day" if match["d"] else "month", month, month
    return "year", 1, 12


def _ordered(first: int, last: int) -> int:
    if first > last:
        raise ValueError
    return last


def _month(text: str) -> int:
    month = _number(text)
    if not 1 <= month <= 12:
        raise ValueError
    return month


def _number(text: str) -> int:
    numeral = read_numeral(text)
    if numeral is None:
        raise ValueError
    return int(numeral[0])


def _year(text: str) -> int:
    return int(text.translate(_CENTURY_DIGITS)) if modern(text)[0] not in "12" else int(modern(text))


def _named_year(match: re.Match[str], anchor: _Anchor) -> int | None:
    if match["year"]:
        return _year(match["year"])
    years = load("periods")["years"]
    if match["relative"] in years["published"]:
        return anchor.year + years["published"][match["relative"]] if anchor.year else None
    spoken = anchor.spoken or anchor.year
    if match["relative"]:
        return spoken + years["spoken"][match["relative"]] if spoken else None
    return anchor.spoken


def _likely_year(match: re.Match[str], anchor: _Anchor, role: Role, last: int) -> int | None:
    """The year of an expression without one, from the date: the last in which it can be over.

    Halves, quarters and the whole year are as often planned as reported, so they are last
    year's only when the date is so early that this year's would be far away.
    """
    year, month = anchor.year, anchor.month
    if match["relative"] or year is None or month is None or role == "deadline":
        return None if match["relative"] else year
    if match["m"] or match["m1"] or match["nm"]:
        return year - 1 if last > month and not _is_to_come(match) else year
    early = month <= _EARLY and last - month >= _FAR and match["edge"] != "初"
    return year - 1 if early else year


def _is_to_come(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 4) : match.start()]
    return match["suffix"] in ("起", "开始") or before.endswith(tuple(load("periods")["roles"]["future_before"]))


def _edged(match: re.Match[str], anchor: _Anchor, role: Role, first: Month, last: Month) -> Months:
    edge, suffix = match["edge"], match["suffix"]
    if edge:
        first = last = first if edge == "初" else last
    if suffix in ("以来", "至今", "起", "开始"):
        return (first, anchor.now) if anchor.now and first <= anchor.now else (first, last)
    if role == "deadline" and (edge or match["m"]):
        return ((last[0], 1), last)
    return (first, last)


def _same_months(months: Months, last: Period | None) -> Months:
    """2019年同期: the months spoken of last, in that year."""
    if not months or not last or last.start[:4] != last.end[:4]:
        return None
    year = months[0][0]
    return (year, int(last.start[5:])), (year, int(last.end[5:]))


def _continues(text: str, first: PeriodMention, last: PeriodMention) -> bool:
    """2022年1月 至 2023年6月."""
    between = text[first.end : last.start].strip(" ")
    return between in _DASHES and bool(first.period and last.period) and first.role != "base"


def _through(text: str, first: PeriodMention, last: PeriodMention) -> PeriodMention:
    period = first.period and last.period and Period(min(first.period.start, last.period.end), last.period.end)
    kind: Kind = "months" if last.kind in ("day", "month") else last.kind
    role: Role = "span" if first.role == "date" else first.role
    return PeriodMention(first.start, last.end, text[first.start : last.end], kind, period, role)


def _shift(month: Month, by: int) -> Month:
    count = month[0] * 12 + month[1] - 1 + by
    return count // 12, count % 12 + 1


def _iso(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


_RESOLVERS: tuple[tuple[str, Callable[[re.Match[str], _Anchor, Role], Resolved]], ...] = (
    ("plan", _plan),
    ("iso", _date),
    ("y1", _years),
    ("count", _counted),
    ("common", _common),
    ("moon", _moon),
    ("word", _word),
    ("now", _now),
    ("dd", _day),
    ("same", _same),
)
