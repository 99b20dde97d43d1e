"""Expressions of time in a text, resolved to months, and what each stands for beside a figure."""

import re
from dataclasses import dataclass, replace

from briefgen.figures.period_forms import pattern
from briefgen.figures.period_months import Anchor, Kind, Month, Months, Role, anchor_of, resolve, same_months, year_of
from briefgen.lexicons import load
from briefgen.models import Period

_END = re.compile("[。！？；;\n]")
_LONGEST = 20  # characters of one date; a longer expression is joined already
_DASHES = ("-", "－", "–", "—", "~", "～", "至", "到")


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


def find_periods(text: str, date: str | None = None, year: int | None = None) -> list[PeriodMention]:
    """The expressions of time in a text, in order, with offsets into it.

    `date` is the ISO date of publication, as exactly as known (`2023-07-28`, `2023-07`, `2023`);
    `year` the year the text speaks of when it is known (a bulletin on 2022 that came out in
    2023), used where an expression names none. With neither, `period` is None but for
    expressions that name their year. Never raises on any text; linear in its length.
    """
    anchor = anchor_of(date, year)
    found: list[PeriodMention] = []
    sentence = 0
    for match in pattern().finditer(text):
        if _END.search(text, sentence, match.start()):
            anchor = replace(anchor, spoken=year)
        sentence = match.end()
        mention = _mention(text, match, anchor)
        if mention is None:
            continue
        if found and _continues(text, found[-1], mention):
            found[-1] = _through(text, found[-1], mention)
            continue
        if found and found[-1].role == "base" and mention.role == "span" and _joined_to(text, found[-1], mention):
            mention = replace(mention, role="base")
        found.append(mention)
        if mention.role == "span" and mention.period:
            spoken = year_of(match["year"]) if match["year"] and not match["suffix"] else anchor.spoken
            anchor = replace(anchor, spoken=spoken, last=mention.period)
    return found


def _mention(text: str, match: re.Match[str], anchor: Anchor) -> PeriodMention | None:
    raw = match[0].rstrip(" ")
    end = match.start() + len(raw)
    role = _role(text, match, end)
    try:
        kind, months = resolve(match, anchor, role)
        if role == "deadline" and not match["suffix"] and (kind in ("day", "now") or _is_over(months, anchor)):
            role = "span"
            kind, months = resolve(match, anchor, role)
    except ValueError:
        return None
    if match["same_time"] or match["suffix"] == "同期":
        months = same_months(months, anchor.last)
    if role == "span" and (match["now"] or match["edge"]):
        role = "reading"
    elif role == "span" and kind == "day":
        role = "date"
    period = Period(_iso(months[0]), _iso(months[1])) if months else None
    return PeriodMention(match.start(), end, raw, kind, period, role)


def _is_over(months: Months, anchor: Anchor) -> bool:
    return bool(months and anchor.now and months[1] < anchor.now)


def _role(text: str, match: re.Match[str], end: int) -> Role:
    """What the words around an expression make of it."""
    words = load("periods")["roles"]
    before, after = text[max(0, match.start() - 5) : match.start()].rstrip(" "), text[end : end + 4]
    if match["same_time"] or match["suffix"] == "同期" or _is_base(before, after):
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


def _continues(text: str, first: PeriodMention, last: PeriodMention) -> bool:
    """2022年1月 至 2023年6月."""
    between = text[first.end : last.start][:5].strip(" ")
    joined = first.end - first.start > _LONGEST
    return between in _DASHES and bool(first.period and last.period) and first.role != "base" and not joined


def _joined_to(text: str, first: PeriodMention, last: PeriodMention) -> bool:
    """比1-3月、1-4月: what is compared with is more than one time."""
    return text[first.end : last.start].strip(" ") in ("、", "和", "及", "与")


def _through(text: str, first: PeriodMention, last: PeriodMention) -> PeriodMention:
    period = first.period and last.period and Period(min(first.period.start, last.period.end), last.period.end)
    kind: Kind = "months" if last.kind in ("day", "month") else last.kind
    role: Role = "span" if first.role == "date" else first.role
    return PeriodMention(first.start, last.end, text[first.start : last.end], kind, period, role)


def whole_year(period: Period) -> Period:
    """The year in which a period begins."""
    return Period.of_year(period.start[:4])


def since_january(period: Period) -> Period:
    """From the January of a period's last year to its end."""
    return Period(f"{period.end[:4]}-01", period.end)


def _iso(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"
