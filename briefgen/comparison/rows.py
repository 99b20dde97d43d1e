"""Figures of two reports brought together, indicator by indicator."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from briefgen import wording
from briefgen.comparison import computing
from briefgen.comparison.models import Cell, Cited, Computed, Row, Side, Verdict
from briefgen.comparison.naming import key_of, known_indicator
from briefgen.models import Analysis, Figure, Period

OTHER_LENGTH = "期间长度不同,不作差"
UNKNOWN_PERIOD = "期间不明,不作差"
REVISED = "口径或基数可能调整"
OTHER_SCOPE = "名次范围不同"

_Key = tuple[str, str]
"""The indicator's key and the subject."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The figures of one indicator, subject and period in one report, by index."""

    period: Period | None
    level: int | None = None
    change: int | None = None
    rank: int | None = None

    @property
    def first(self) -> int:
        return min(index for index in (self.level, self.change, self.rank) if index is not None)


def rows(a: Analysis, b: Analysis) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The indicators of both reports, of the first only, and of the second only.

    Only actual figures; of an indicator that a report gives for several periods, those of the
    periods that match best stand against each other.
    """
    readings_a, readings_b = _readings(a), _readings(b)
    order = {key: min(reading.first for reading in found) for key, found in readings_b.items()}
    shared = sorted(readings_a.keys() & readings_b.keys(), key=order.__getitem__)
    both = [_pair(a, b, *_match(readings_a[key], readings_b[key])) for key in shared]
    return (
        tuple(sorted(both, key=lambda row: row.group == "")),
        tuple(_single(a, "a", found) for key, found in readings_a.items() if key not in readings_b),
        tuple(_single(b, "b", found) for key, found in readings_b.items() if key not in readings_a),
    )


def _readings(analysis: Analysis) -> dict[_Key, list[_Reading]]:
    found: dict[_Key, dict[Period | None, _Reading]] = {}
    for index, figure in enumerate(analysis.figures):
        if figure.status != "actual" or figure.value is None or _is_step(figure):
            continue
        key = (key_of(figure, analysis.document), figure.subject or "")
        before = found.get(key, {}).get(figure.period, _Reading(figure.period))
        reading = _with(before, figure.measure, index)
        if reading is not None:
            found.setdefault(key, {})[figure.period] = reading
    return {key: list(periods.values()) for key, periods in found.items()}


def _with(reading: _Reading, measure: str, index: int) -> _Reading | None:
    """The reading with one figure more; what is said first of a measure stands. None for gaps and multiples."""
    match measure:
        case "level":
            return replace(reading, level=index) if reading.level is None else reading
        case "change":
            return replace(reading, change=index) if reading.change is None else reading
        case "rank":
            return replace(reading, rank=index) if reading.rank is None else reading
    return None


def _is_step(figure: Figure) -> bool:
    """A change that is not a growth rate: `增加1.85万人`, `加快1.0个百分点`, `进位15名`."""
    return figure.measure == "change" and figure.unit != "%"


def _match(a: list[_Reading], b: list[_Reading]) -> tuple[_Reading, _Reading]:
    """The two readings whose periods fit best: same months, then the same measures, then the longest."""

    def fit(pair: tuple[_Reading, _Reading]) -> tuple[bool, int, int, int]:
        first, second = pair
        same = _months(first.period) == _months(second.period) and first.period is not None
        shared = sum(getattr(first, name) is not None and getattr(second, name) is not None for name in _MEASURES)
        return same, shared, _length(first.period) + _length(second.period), -first.first - second.first

    return max(((first, second) for first in a for second in b), key=fit)


_MEASURES = ("level", "change", "rank")


def _months(period: Period | None) -> tuple[str, str, int] | None:
    """First and last month of the year and how many there are: what makes two periods alike."""
    return (period.start[5:], period.end[5:], _length(period)) if period else None


def _length(period: Period | None) -> int:
    if period is None:
        return 0
    (first_year, first), (last_year, last) = (map(int, text.split("-")) for text in (period.start, period.end))
    return (last_year - first_year) * 12 + last - first + 1


def _pair(a: Analysis, b: Analysis, first: _Reading, second: _Reading) -> Row:
    left, right = _cell(a, "a", first), _cell(b, "b", second)
    known = known_indicator(b.figures[second.first])
    row = Row(
        indicator=_name(b.figures[second.first]),
        group=known.group if known else "",
        a=left,
        b=right,
        notes=_notes(a, b, left, right, first.period, second.period),
    )
    if OTHER_LENGTH in row.notes or UNKNOWN_PERIOD in row.notes:
        return row
    row = replace(
        row,
        difference=_computed(computing.difference, a, b, left.level, right.level),
        ratio=_computed(computing.ratio, a, b, left.level, right.level),
        growth=_computed(computing.growth, a, b, left.change, right.change),
        places=_computed(computing.places_won, a, b, left.rank, right.rank),
    )
    return replace(row, verdict=_verdict(row, known.better if known else ""))


def _computed(function: computing.Rule, a: Analysis, b: Analysis, x: Cited | None, y: Cited | None) -> Computed | None:
    if x is None or y is None:
        return None
    return function(a.figures[x.figure], b.figures[y.figure], (x, y))


def _cell(analysis: Analysis, side: Side, reading: _Reading) -> Cell:
    def cited(index: int | None) -> Cited | None:
        return Cited(side, index, wording.number(analysis.figures[index])) if index is not None else None

    period = wording.period(reading.period, None)
    return Cell(period, cited(reading.level), cited(reading.change), cited(reading.rank))


def _single(analysis: Analysis, side: Side, found: Iterable[_Reading]) -> Row:
    reading = max(found, key=lambda one: (_length(one.period), -one.first))
    cell = _cell(analysis, side, reading)
    figure = analysis.figures[reading.first]
    known = known_indicator(figure)
    sides = (cell, None) if side == "a" else (None, cell)
    return Row(_name(figure), known.group if known else "", *sides)


def _name(figure: Figure) -> str:
    name = figure.indicator
    return f"{name}（{figure.subject}）" if figure.subject and figure.subject not in name else name


def _notes(
    a: Analysis, b: Analysis, left: Cell, right: Cell, first: Period | None, second: Period | None
) -> tuple[str, ...]:
    notes = []
    if first is None or second is None:
        notes.append(UNKNOWN_PERIOD)
    elif _months(first) != _months(second):
        notes.append(OTHER_LENGTH)
    elif _is_revised(a, b, left, right, first, second):
        notes.append(REVISED)
    if left.rank and right.rank and a.figures[left.rank.figure].scope != b.figures[right.rank.figure].scope:
        notes.append(OTHER_SCOPE)
    return tuple(notes)


def _is_revised(a: Analysis, b: Analysis, left: Cell, right: Cell, first: Period, second: Period) -> bool:
    """Whether the levels of one year and the next move against the growth the later report states."""
    years = int(second.start[:4]) - int(first.start[:4])
    if abs(years) != 1 or left.level is None or right.level is None:
        return False
    earlier, later, change = (
        (left.level, right.level, right.change) if years == 1 else (right.level, left.level, left.change)
    )
    reports = {"a": a, "b": b}
    if change is None:
        return False
    sides = (earlier, later) if years == 1 else (later, earlier)
    moved = computing.difference(a.figures[sides[0].figure], b.figures[sides[1].figure], sides)
    stated = Decimal(reports[change.side].figures[change.figure].value or "0")
    return moved is not None and Decimal(moved.value) * years * stated < 0


def _verdict(row: Row, better: str) -> Verdict:
    """Of the second report against the first: by level, else by growth, else by rank."""
    if row.places is not None and row.difference is None and row.growth is None:
        return _sign(Decimal(row.places.value), "more")
    for computed in (row.difference, row.growth):
        if computed is not None and better:
            return _sign(Decimal(computed.value), better)
    return ""


def _sign(value: Decimal, better: str) -> Verdict:
    if not value:
        return "same"
    return "better" if (value > 0) == (better == "more") else "worse"
