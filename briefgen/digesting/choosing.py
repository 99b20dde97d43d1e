"""What is printed of each event, what stands on the first page, in the table and in the list of deadlines."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from briefgen.calendar import Days
from briefgen.digesting.models import DueRow, Event, Highlight, Item, Line, TableRow
from briefgen.digesting.topics import ABROAD
from briefgen.lexicons import load

FEW, MANY = 40, 150
"""Items up to which a digest gives two or three sentences to each, and beyond which one short one:
20 articles make 3 to 6 pages, a thousand must not make 300."""
HIGHLIGHTS, PER_TOPIC = 5, 2
"""Items of the week, and how many of them may be of one topic."""
TABLE_ROWS = 24
"""Rows of the table of indicators: what stands on one page with its heading."""
LEAST_WEIGHT = 5.0
"""Weight in the lexicon of indicators, with rank and change, that a row of the table has at least."""
LESS = 0.8
"""Exponent of the worth of lines: more about one event is worth less than the first word of another. On every
second day of `benchmarks/digest.py` coverage and R-2 at 1 / .9 / .8 / .7 / .6: .557 .563 .564 .560 .555,
36.8 37.3 37.3 37.3 37.1."""
FURTHER = 0.3
"""Share of the worth of further sentences: they say much again. From .15 to .5 it moves nothing."""
IMPORTANCE = 0.1
"""What each point of an event's weight adds to the worth of its lines; coverage at 0 / .1 / .3 / 1: .551 .550
.547 .520."""
LATER_DUES = 12
"""Tasks due after the week that follows, the nearest first."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def by_weight(event: Event) -> tuple[float, str, str, int]:
    """The order of events inside a topic: by weight, then by date and place of reading."""
    return -event.weight, event.report.date or "", event.report.path, event.report.part


def allot(events: Sequence[Event]) -> list[tuple[Line, ...]]:
    """The sentences of each event: one to three, by its place in the order of weight."""
    places = _ranks(events)
    count = len(events)
    return [_lines(event, place, count) for event, place in zip(events, places, strict=True)]


def _ranks(events: Sequence[Event]) -> list[int]:
    order = sorted(range(len(events)), key=lambda i: by_weight(events[i]))
    places = {at: place for place, at in enumerate(order)}
    return [places[at] for at in range(len(events))]


def _lines(event: Event, place: int, count: int) -> tuple[Line, ...]:
    """Three sentences for the first third, two for the second, one for the last; shorter in a long digest."""
    lead, more = event.report.lead, event.report.more
    if count > MANY:
        return lead[1:2]
    if count > FEW:
        return (lead[1], *more[: 1 if place < FEW // 2 else 0])
    told = lead[0].marks and all(number in lead[0].text for number in _NUMBER.findall(event.report.title))
    further = max(2 - 3 * place // count, 0 if told else 1)  # without its number one sentence is little
    return tuple(sorted((lead[0], *more[:further]), key=lambda line: line.excerpt.sentence))


def fit(events: Sequence[Event], characters: int) -> list[tuple[Line, ...]]:
    """The sentences of each event when all together may have so many characters.

    A line is worth what it says of its article's subject, so that breadth comes by itself: the first
    words about an event say more for a character than further ones. Steps from nothing to a line and from a
    line to a longer one are taken by worth a character (the greedy choice for a budget of Lin and Bilmes
    2010); one that does not fit is passed over. An event for which there is no room gets none.
    """
    given: list[tuple[Line, ...]] = [()] * len(events)
    steps = [(gain, at, lines) for at, event in enumerate(events) for gain, lines in _steps(event)]
    for _, at, lines in sorted(steps, key=lambda step: (-step[0], by_weight(events[step[1]]))):
        cost = _length(lines) - _length(given[at])
        if 0 < cost <= characters:
            given[at], characters = lines, characters - cost
    return given


def _steps(event: Event) -> Iterator[tuple[float, tuple[Line, ...]]]:
    """What an event may be given, each more than the one before it, with the gain in worth a character."""
    lead, more = event.report.lead, event.report.more
    open_: list[tuple[Line, ...]] = [(line,) for line in dict.fromkeys(reversed(lead))]
    open_ += [(lead[0], *more[:count]) for count in range(1, len(more) + 1)]
    worth, length = 0.0, 0
    scale = 1 + IMPORTANCE * max(event.weight, 0.0)
    while open_:
        gains = [(_worth(lines) - worth) / (_length(lines) - length) for lines in open_]
        at = max(range(len(open_)), key=lambda i: (gains[i], i))
        yield scale * gains[at], open_[at]
        worth, length = _worth(open_[at]), _length(open_[at])
        open_ = [lines for lines in open_ if _length(lines) > length]


def _worth(lines: Sequence[Line]) -> float:
    return float((lines[0].worth + FURTHER * sum(line.worth for line in lines[1:])) ** LESS)


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def highlights(items: Sequence[Item]) -> tuple[Highlight, ...]:
    """The weightiest items of the week, each in a line with its leading figure when the line has none."""
    chosen: list[Item] = []
    for item in sorted(items, key=lambda item: by_weight(item.event)):
        of_topic = sum(other.report.topic == item.report.topic for other in chosen)
        if len(chosen) < HIGHLIGHTS and of_topic < PER_TOPIC:
            chosen.append(item)
    return tuple(_highlight(item) for item in chosen)


def _highlight(item: Item) -> Highlight:
    """The lead; when that has no number the next sentence, or else the leading figure, that has."""
    line, report = item.report.lead[1], item.report
    if line.marks:
        return Highlight(item, line, None, None)
    further = next((one for one in report.more[:1] if one.marks), None)
    weighty = (fact for fact in report.facts if fact.weight >= LEAST_WEIGHT and not fact.target)
    leading = next((fact for fact in weighty if fact.row.values or fact.row.changes), None)  # a rank alone says little
    return Highlight(item, line, further, None if further else leading)


def table(items: Sequence[Item]) -> tuple[TableRow, ...]:
    """The weightiest indicators of the week in the order of the lexicon: those of one name together, targets
    behind; none of places abroad."""
    rows = [
        TableRow(fact, item)
        for item in items
        for fact in (item.report.facts if item.report.topic != ABROAD else ())
        if fact.weight >= LEAST_WEIGHT and fact.figures[0].canonical and (fact.row.values or fact.row.changes)
    ]
    rows = sorted(rows, key=lambda row: (-row.fact.weight, row.item.number))
    kept: dict[tuple[str, str, str, bool, int], TableRow] = {}
    for row in rows:  # of two numbers that one report gives, the first is its own, the other a part's
        kept.setdefault((row.indicator, row.place, row.fact.row.period, row.fact.target, row.item.number), row)
    rows = list(kept.values())[:TABLE_ROWS]
    names = _places()
    return tuple(
        sorted(
            rows,
            key=lambda row: (names.get(row.indicator, len(names)), row.indicator, row.fact.target, row.item.number),
        )
    )


@cache
def _places() -> dict[str, int]:
    """The place of each indicator in the lexicon, where what belongs together stands together."""
    groups = (lines for group, lines in load("indicators").items() if group != "fold")
    return {key: at for at, key in enumerate(key for lines in groups for key in lines)}


def dues(items: Sequence[Item], days: Days) -> tuple[tuple[DueRow, ...], tuple[DueRow, ...]]:
    """Tasks with a day in the week that follows, and the nearest of those due later; by day."""
    first = days.last + timedelta(days=1)
    last = days.last + timedelta(days=7)
    found: dict[str, tuple[date, DueRow]] = {}
    for item in items:
        for due in item.report.dues:
            day = date.fromisoformat(due.day) if due.day else None
            if day and day >= first:
                found.setdefault(due.text, (day, DueRow(due, item)))
    ordered = sorted(found.values(), key=lambda pair: (pair[0], pair[1].item.number))
    later = [row for day, row in ordered if day > last]
    return tuple(row for day, row in ordered if day <= last), tuple(later[:LATER_DUES])
