"""What is to be done by a day that an article names, and the last day of a deadline: `8月底前`, `本周内`."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from briefgen.digesting.models import Due
from briefgen.lexicons import load
from briefgen.models import Analysis, Sentence, Task
from briefgen.openings import gated
from briefgen.wording import full_width

LONGEST_TASK = 80
"""Characters of a task in the list of deadlines; of a longer one the clauses round the deadline are listed."""
SHORTEST = 14
"""Characters of such clauses; shorter ones take in the clause that follows."""

_DAY = re.compile(r"(?:(\d{4})年|(明年))?(\d{1,2})月份?(?:(\d{1,2})[日号]|(上旬|中旬|下旬|底|末|初)?)")
_YEAR_END = re.compile(r"(?:(\d{4})年|(今年|本年度?|年))(?:底|末|内|前)")
_RELATIVE = re.compile(r"(下?)(?:本|个)?(周|月|季度?)(?:底|末|内|前|之前|以前)")
_WITHIN = re.compile(r"(\d{1,3})(?:天|日)(?:之)?内")
_CLAUSE = re.compile(r"[^，,；;。：:]+")
_ENDS = {"上旬": 10, "中旬": 20, "初": 10}
_FEASTS = {"国庆": (9, 30), "元旦": (12, 31)}

PASSED = 6
"""A month named without a year that lies so many months behind the article's is next year's."""


def dues(analysis: Analysis, sentences: Sequence[Sentence]) -> Iterator[Due]:
    """What is to be done by a day, of these sentences, in their order.

    A task of the tree is told as it stands there; what states a deadline without being one (a target, the
    second date of a task, a task too long for a line) by the clauses round the deadline.
    """
    tasks: dict[int, list[Task]] = {}
    for task in _all(analysis.tasks):
        tasks.setdefault(task.sentence, []).append(task)
    for sentence in sentences:
        named = [match.span() for match in _pattern().finditer(sentence.text)]
        if analysis.labels[sentence.index].section in ("task", "target"):
            yield from _of_sentence(analysis, sentence, named, tasks.get(sentence.index, []))


def _of_sentence(
    analysis: Analysis, sentence: Sentence, named: Sequence[tuple[int, int]], tasks: Sequence[Task]
) -> Iterator[Due]:
    whole = [task for task in tasks if task.deadline and len(task.text) <= LONGEST_TASK and not task.children]
    told: set[str] = set()
    for begin, finish in named:
        deadline = sentence.text[begin:finish]
        at = analysis.document.span(sentence, begin, finish)[0]
        over = next((task for task in tasks if task.start <= at < task.end), None)
        alone = len(named) == 1 or over is None or sum(over.text.count(sentence.text[b:f]) for b, f in named) == 1
        task = next((task for task in whole if alone and task is over and task.deadline == deadline), None)
        low, high = _clauses(sentence.text, begin, [start for start, _ in named if start != begin])
        text = task.text if task else sentence.text[low:high]
        if text in told:
            continue
        told.add(text)
        start, end = (task.start, task.end) if task else analysis.document.span(sentence, low, high)
        day = last_day(deadline, analysis.document.date)
        lead = over.lead if over else None
        yield Due(full_width(text).rstrip("。；，"), start, end, lead, deadline, day.isoformat() if day else None)


def _clauses(text: str, at: int, others: Sequence[int]) -> tuple[int, int]:
    """The clause that holds a place, with those behind it that name no other day, or else before it, until
    they say something."""
    found = [match.span() for match in _CLAUSE.finditer(text)]
    first = last = next(i for i, (_, end) in enumerate(found) if end > at)
    while last + 1 < len(found) and found[last][1] - found[first][0] < SHORTEST:
        if any(found[last + 1][0] <= other < found[last + 1][1] for other in others):
            break
        last += 1
    while first and found[last][1] - found[first][0] < SHORTEST:
        first -= 1
    return found[first][0], found[last][1]


def _all(tasks: Iterable[Task]) -> Iterator[Task]:
    for task in tasks:
        yield task
        yield from _all(task.children)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(gated("|".join(load("tasks")["deadline"])))


def last_day(deadline: str, published: str | None) -> date | None:
    """The last day of a deadline as an article of that ISO date means it; None when it cannot be told."""
    if not published or len(published) < 7:
        return None
    year, month = int(published[:4]), int(published[5:7])
    try:
        found = list(_DAY.finditer(deadline))
        if found:
            return _of_month(found[-1], year, month)
        feast = next((day for name, day in _FEASTS.items() if deadline.startswith(name)), None)
        if feast:
            return date(year, *feast)
        match = _YEAR_END.search(deadline)
        if match:
            return date(int(match[1] or year), 12, 31)
        return _from_day(deadline, date.fromisoformat(published)) if len(published) == 10 else None
    except (ValueError, OverflowError):
        return None


def _of_month(match: re.Match[str], year: int, month: int) -> date:
    named = int(match[3])
    if match[1]:
        year = int(match[1])
    elif match[2] or month - named >= PASSED:
        year += 1
    last = calendar.monthrange(year, named)[1] if 1 <= named <= 12 else 0
    return date(year, named, int(match[4]) if match[4] else min(_ENDS.get(match[5] or "", last), last))


def _from_day(deadline: str, published: date) -> date | None:
    """The end of this or the next week, month or quarter, or so many days from the article's."""
    match = _WITHIN.search(deadline)
    if match:
        return published + timedelta(days=int(match[1]))
    match = _RELATIVE.search(deadline)
    if not match:
        return None
    if match[2] == "周":
        return published + timedelta(days=6 - published.weekday() + (7 if match[1] else 0))
    months = published.month + (1 if match[1] else 0)
    if match[2] != "月":
        months += -months % 3
    year, month = published.year + (months - 1) // 12, (months - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
