"""Different numbers for one thing in reports of one event.

Two numbers differ only when they are of the same thing: the same indicator, measure, subject and unit, not of
places that their clauses tell apart, and, of an indicator of the lexicon, of the same period, both reached or
both aimed at. What a report itself gives twice is left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from briefgen import wording
from briefgen.digesting.models import Conflict, Reading, Report
from briefgen.figures.indicators import canonical
from briefgen.figures.numerals import scale_value
from briefgen.figures.units import without_scale
from briefgen.lexicons import load
from briefgen.models import Figure

_CLAUSE = re.compile(r"[，,。；;：:]")
_OWN = "全本该我"
_PLACE = re.compile(rf"[{_OWN}][国省市州县区旗镇]|[\u4e00-\u9fff]{{2,6}}?[省市州县区旗镇]|全球|世界")

_ZONES = ("高新区", "经开区")

Key = tuple[str, str, str | None, str]
"""Name, measure, subject, unit without its scale."""
Held = list[tuple[Report, list[Figure]]]


def conflicts(reports: Sequence[Report]) -> Iterator[Conflict]:
    """Things to which the reports of an event give different numbers, each report one of its own."""
    given: dict[Key, Held] = {}
    for report in reports:
        own: dict[Key, list[Figure]] = {}
        for figure in report.readings:
            called = figure.canonical or figure.indicator
            thing: Key = called, figure.measure, figure.subject, without_scale(figure.unit)
            own.setdefault(thing, []).append(figure)
        for name, figures in own.items():
            given.setdefault(name, []).append((report, figures))
    for key, held in given.items():
        for alike in _alike(held):
            if any(not agree(a, b) for (_, a), (_, b) in combinations(alike, 2)):
                shown = tuple(Reading(report, figure, wording.number(figure)) for report, figure in alike)
                yield Conflict(next((figure.indicator for _, figure in alike), key[0]), _each_once(shown))


def _alike(held: Held) -> Iterator[list[tuple[Report, Figure]]]:
    """Of each report the figure of one thing, for each thing that several reports tell of."""
    taken: set[int] = set()
    for at, (report, figures) in enumerate(held):
        for figure in figures:
            if id(figure) in taken:
                continue
            group = [(report, [f for f in figures if _same(report, figure, report, f)])]
            group += [
                (other, [f for f in others if _same(report, figure, other, f)]) for other, others in held[at + 1 :]
            ]
            taken.update(id(f) for _, found in group for f in found)
            clear = [(one, found[0]) for one, found in group if found and all(agree(found[0], f) for f in found)]
            if len(clear) > 1:
                yield clear


def _same(a: Report, x: Figure, b: Report, y: Figure) -> bool:
    """Whether two figures under one name are of one thing."""
    if not _may_be_one(_place(a, x), _place(b, y)):
        return False
    if canonical(x.canonical or "") is not None:
        return x.status == y.status and x.period == y.period
    return x.status == y.status and (x.period == y.period or not x.period or not y.period)


def _may_be_one(mine: str, theirs: str) -> bool:
    """Whether two names of places may mean one: 全市 and 澜江市, 高新区 and 澜江高新区."""
    if not mine or not theirs or mine.endswith(theirs) or theirs.endswith(mine):
        return True
    return mine[-1] == theirs[-1] and any(place[0] in _OWN for place in (mine, theirs))


def _place(report: Report, figure: Figure) -> str:
    """The place that the clause of a figure names in front of it; empty when it names none."""
    held = report.evidence.sentences.get(figure.sentence)
    if held is None:
        return ""
    before = held.text.text[: bisect_left(held.text.starts, figure.start)]
    none = tuple(load("topics")["no_place"])
    named = _PLACE.findall(_CLAUSE.split(before)[-1])
    found = [name for name in named if name[0] in _OWN or name.endswith(_ZONES) or not name.endswith(none)]
    return found[-1] if found else ""


def _each_once(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Of readings that agree the first: the reader wants to see what differs."""
    kept: list[Reading] = []
    for reading in readings:
        if not any(agree(reading.figure, other.figure) for other in kept):
            kept.append(reading)
    return tuple(kept)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two levels say the same: equal, or equal when the finer is rounded to the coarser.

    Ranges and bounds (`以上`) agree with all, since they do not say how much.
    """
    if a.upper or b.upper or {a.bound, b.bound} & {"min", "max", "with"}:
        return True
    (x, step_x), (y, step_y) = _amount(a), _amount(b)
    step = max(step_x, step_y)
    near = step if "about" in (a.bound, b.bound) else step / 2
    return abs(x - y) <= near if step_x != step_y or "about" in (a.bound, b.bound) else x == y


def _amount(figure: Figure) -> tuple[Decimal, Decimal]:
    """The number in its base unit, and the size of its last digit."""
    value = Decimal(figure.value or "0")
    scale = scale_value(figure.unit.removesuffix(without_scale(figure.unit)))
    return value * scale, Decimal(1).scaleb(int(value.as_tuple().exponent)) * scale
