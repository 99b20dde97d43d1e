"""The table of key figures and the table of targets: records of one thing merged into rows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from briefgen import wording
from briefgen.figures.indicators import canonical
from briefgen.figures.units import parse_unit, without_scale
from briefgen.lexicons import load
from briefgen.models import Analysis, Derived, Figure, Period, TargetRow
from briefgen.products import FigureRow, Number, TargetLine
from briefgen.spoken import Spoken, is_told_between, spoken
from briefgen.wording import full_width

RowT = TypeVar("RowT", FigureRow, TargetLine)
_Key = tuple[str, str | None, tuple[str, str] | None]
_Stack = dict[tuple[str, str], int]
"""The figures of a row by measure and unit."""
_PART = "其中"

# Weights on the scale of the lexicon of indicators (0 to 10). A name that is not in the lexicon
# weighs as a branch's figure does; what is about one company or county among others, as a detail.
UNKNOWN = 2.5
OTHER_SUBJECT = -3.0
# A rank is worth a line of the page for its own sake, the more the better it is.
RANKED, TOP_THREE, FIRST = 0.5, 1.0, 1.5
# A change of a half or more is news, a number without any change is half a story.
LARGE_CHANGE, LARGE = 0.5, 50.0
WITH_CHANGE = 0.5
# A fall is what a director must not learn from others, unless less is better; half so much when
# the lexicon does not know what fell.
FELL, UNKNOWN_FELL = 4.0, 2.0
# What a period before the report's own year brought, or a small part of its period, is there to be compared with.
PAST = -4.0
_OF_A_PLACE = re.compile(r"(?![全本该我])[\u4e00-\u9fff]{2,3}[省市区县州](?=..)")
BARE = 2
"""Characters; things counted under so short a name (`8项机制`) are known from their sentence only."""
LONGEST_NAME = 18
"""Characters of a name that the lexicon does not know; a longer one is half a sentence."""
HEADLINE = 6.0
"""From this weight of the lexicon on an indicator stands before the others, in order of weight."""


def figure_rows(analysis: Analysis) -> tuple[FigureRow, ...]:
    """One row for each indicator of one subject in one period: the actual figures of a report.

    Headline indicators come first by weight, the others follow in the report's order. `order` is
    the row's place by weight. Rows that their names do not tell apart are left to the sentences;
    of an indicator of the lexicon the first stays, it is the report's own.
    """
    groups: dict[tuple[*_Key, str], list[int]] = {}
    told = spoken(analysis)
    for index, figure in enumerate(analysis.figures):
        if figure.status == "actual" and figure.value is not None and _fits_its_name(figure) and names_a_row(figure):
            at = _stands_behind(analysis, index)
            words = told[at].words if at in told else ""
            groups.setdefault((*_key(analysis.figures[at], analysis.figures), words), []).append(index)
    year = (analysis.document.date or "")[:4] or None
    rows = _told_apart([row for key, indices in groups.items() for row in _rows(analysis, indices, year, key[-1])])
    own = _own_year(rows, analysis.figures)
    past = [_year(row, analysis.figures) < own for row in rows]
    months = [_period(row, analysis.figures) or _nominal(row, told) for row in rows]
    usual = _usual_period(months)
    wholes: dict[str, list[Period | None]] = {}
    for row, one in zip(rows, months, strict=True):
        wholes.setdefault(row.indicator, []).append(one)
    aside = [
        old or _is_part(one, usual) or any(_is_part(one, whole) for whole in wholes.get(row.indicator, ()))
        for row, one, old in zip(rows, months, past, strict=True)
    ]
    alone = [weight(row, analysis.figures) + PAST * off for row, off in zip(rows, aside, strict=True)]
    weights = _behind_their_own(analysis, rows, alone)
    places = {at: place for place, at in enumerate(sorted(range(len(rows)), key=lambda at: (-weights[at], at)))}
    rows = [replace(row, order=places[at]) for at, row in enumerate(rows)]
    old = {rows[at].order for at in range(len(rows)) if past[at]}
    return tuple(sorted(rows, key=lambda row: (row.order in old, *_headline(row, analysis.figures))))


def target_lines(analysis: Analysis) -> tuple[TargetLine, ...]:
    """One line for the targets of one indicator in one period, in the report's order; `order` by weight.

    Lines that show progress come first in weight.
    """
    figures = analysis.figures
    groups: dict[_Key, list[TargetRow]] = {}
    for row in analysis.targets:
        if analysis.document.type == "bulletin" or not names_a_row(figures[row.target]):
            continue  # a bulletin tells what has been
        groups.setdefault(_key(figures[row.target], figures), []).append(row)
    year = (analysis.document.date or "")[:4] or None
    clear = [kept for rows in groups.values() if (kept := _of_one_thing(figures, rows))]
    due = {period.end[:4] for rows in clear if (period := figures[rows[0].target].period)}
    if len(due) > 1:
        year = None  # of several years each is named
    lines = _told_apart([_target_line(figures, rows, year) for rows in clear])

    def worth(at: int) -> tuple[bool, float, bool, int]:
        first = figures[lines[at].figures[0]]
        weight = _lexicon_weight([first]) + _subject_weight(first)
        return lines[at].progress is None, -weight, not lines[at].period, at

    places = {at: place for place, at in enumerate(sorted(range(len(lines)), key=worth))}
    return tuple(replace(line, order=places[at]) for at, line in enumerate(lines))


def _base(unit: str) -> str:
    """A unit without its scale, and without the name of our currency: 元 for 万亿元人民币."""
    return without_scale(unit).removesuffix("人民币")


def _fits_its_name(figure: Figure) -> bool:
    """Whether a level is in such a unit as its indicator can have: a table shows no money counted in pieces."""
    indicator = canonical(figure.canonical or "")
    money = indicator is not None and indicator.kind == "amount"
    return figure.measure != "level" or not money or _base(figure.unit).endswith("元")


def names_a_row(figure: Figure) -> bool:
    """Whether a name tells what was measured without its sentence.

    第一产业 alone does not, though the lexicon takes it for its value added: it may be its investment. Nor
    does a name that is in doubt, as in a list with more numbers than names.
    """
    called = figure.indicator
    if figure.notes or called in load("excerpts")["half_names"]:
        return False
    if canonical(called) is not None and canonical(called) == canonical(figure.canonical or ""):
        return True
    if len(called) <= BARE and parse_unit(figure.unit)[1].kind == "count":
        return False
    return len(called) <= LONGEST_NAME and not any(re.search(words, called) for words in load("excerpts")["no_name"])


def _year(row: FigureRow, figures: Sequence[Figure]) -> str:
    period = _period(row, figures)
    return period.end[:4] if period else "9999"


def _own_year(rows: Sequence[FigureRow], figures: Sequence[Figure]) -> str:
    """The year most rows tell of."""
    years = Counter(year for row in rows if (year := _year(row, figures)) != "9999")
    return max(years, key=lambda year: (years[year], year), default="")


def _period(row: FigureRow, figures: Sequence[Figure]) -> Period | None:
    return next((f.period for i in row.figures if (f := figures[i]).period), None)


def _nominal(row: FigureRow, told: Mapping[int, Spoken]) -> Period | None:
    """The months of a nominal year that the words for a row's time stand for."""
    return next((told[i].months for i in row.figures if i in told), None)


def _usual_period(months: Sequence[Period | None]) -> Period | None:
    """The period that more than half of the rows tell of."""
    periods = Counter(filter(None, months))
    period, times = max(periods.items(), key=lambda item: item[1], default=(None, 0))
    return period if 2 * times > len(months) else None


def _is_part(period: Period | None, whole: Period | None) -> bool:
    """Whether a period is at most half of one it lies in: a month of half a year, a quarter of a year."""
    if period is None or whole is None or not whole.start <= period.start <= period.end <= whole.end:
        return False
    return 2 * period.months <= whole.months


def _told_apart(rows: list[RowT]) -> list[RowT]:
    """The rows without those that bear the same name for the same period."""
    names = [(row.indicator, row.period) for row in rows]
    times = Counter(names)
    return [
        row
        for at, row in enumerate(rows)
        if times[names[at]] == 1 or (canonical(row.indicator) is not None and names.index(names[at]) == at)
    ]


def headlines(figures: Sequence[Figure], count: int) -> tuple[frozenset[int], ...]:
    """The figures of the `count` weightiest indicators of the lexicon among them, by indicator and weight."""
    found: dict[str, float] = {}
    for figure in figures:
        indicator = canonical(figure.canonical or "")
        if indicator and not figure.subject and not figure.notes:
            found.setdefault(indicator.key, indicator.weight)
    top = sorted(found, key=lambda key: -found[key])[:count]
    return tuple(
        frozenset(
            i for i, figure in enumerate(figures) if figure.canonical == key and not figure.subject and not figure.notes
        )
        for key in top
    )


def weight(row: FigureRow, figures: Sequence[Figure]) -> float:
    """How much a row belongs on the page: lexicon weight, rank, size of change."""
    members = [figures[index] for index in row.figures]
    total = _lexicon_weight(members) + _subject_weight(members[0])
    ranks = [int(f.value) for f in members if f.measure == "rank" and f.value and f.value.isdigit()]
    if ranks:
        total += FIRST if min(ranks) == 1 else TOP_THREE if min(ranks) <= 3 else RANKED
    changes = [float(f.value) for f in members if f.measure == "change" and f.value and f.unit == "%"]
    if changes:
        total += WITH_CHANGE + (LARGE_CHANGE if max(map(abs, changes)) >= LARGE else 0.0)
        fell = FELL if any(canonical(f.canonical or f.indicator) for f in members) else UNKNOWN_FELL
        total += fell if min(changes) < 0 and not _less_is_better(members) else 0.0
    return total


def _lexicon_weight(members: Iterable[Figure]) -> float:
    known = [found.weight for f in members if (found := canonical(f.canonical or f.indicator))]
    return max(known, default=UNKNOWN)


def _less_is_better(members: Iterable[Figure]) -> bool:
    return any((found := canonical(f.canonical or f.indicator)) and found.better == "less" for f in members)


def _subject_weight(figure: Figure) -> float:
    return OTHER_SUBJECT if figure.subject else 0.0


def is_of_others(row: FigureRow, analysis: Analysis) -> bool:
    """Whether a row tells of a place or organisation that is not the report's own."""
    first, place = analysis.figures[row.figures[0]], analysis.document.place
    match = _OF_A_PLACE.match(first.indicator)
    if first.subject or not match or canonical(first.indicator[match.end() :]) is None:
        return first.subject is not None
    return not first.indicator.startswith(tuple(filter(None, (place.province, place.city, place.county, place.zone))))


def _behind_their_own(analysis: Analysis, rows: Sequence[FigureRow], weights: Sequence[float]) -> list[float]:
    """The weights, where what is told of others never weighs more than the report's own of the same indicator."""
    things = [(first := analysis.figures[row.figures[0]]).canonical or first.indicator for row in rows]
    others = [is_of_others(row, analysis) for row in rows]
    own: dict[str, float] = {}
    for thing, other, weight in zip(things, others, weights, strict=True):
        if not other:
            own[thing] = max(weight, own.get(thing, weight))
    return [
        min(weight, own.get(thing, weight) + OTHER_SUBJECT) if other else weight
        for thing, other, weight in zip(things, others, weights, strict=True)
    ]


def is_headline(row: FigureRow, figures: Sequence[Figure]) -> bool:
    """Whether a row is of an indicator that stands before the others."""
    return _headline(row, figures)[0] < 0


def _headline(row: FigureRow, figures: Sequence[Figure]) -> tuple[float, int]:
    members = [figures[index] for index in row.figures]
    known = _lexicon_weight(members) + _subject_weight(members[0])
    return (-known if known >= HEADLINE else 0.0, min(row.figures))


def _meant(figure: Figure) -> str:
    """The lexicon's key when the name is one of its names; a name with a place before it stands for itself."""
    known = canonical(figure.indicator)
    own = known is not None and known.key == figure.canonical and not _OF_A_PLACE.match(figure.indicator)
    return known.key if known and own else figure.indicator


def _key(figure: Figure, figures: Sequence[Figure]) -> _Key:
    """What makes two figures one row. A figure without a period joins its indicator's in the same sentence."""
    name = _meant(figure)
    period = figure.period
    if period is None:
        near = [f for f in figures if f.sentence == figure.sentence and f.subject == figure.subject and f.period]
        near.sort(key=lambda f: (f.start > figure.start, abs(f.start - figure.start)))
        period = next((f.period for f in near if _meant(f) == name), None)
    return name, figure.subject, (period.start, period.end) if period else None


def _stands_behind(analysis: Analysis, index: int) -> int:
    """The number that a rank or gap stands behind in its sentence, when no other time is told between; else itself."""
    figures = analysis.figures
    figure = figures[index]
    if figure.measure not in ("rank", "gap"):
        return index
    thing = figure.sentence, figure.status, figure.subject, _meant(figure)
    before = (i for i, f in enumerate(figures) if f.start < figure.start and f.measure not in ("rank", "gap"))
    beside = (i for i in before if figures[i].sentence == figure.sentence)
    same = (i for i in beside if ((f := figures[i]).sentence, f.status, f.subject, _meant(f)) == thing)
    nearest = max(same, key=lambda i: figures[i].start, default=index)
    return index if is_told_between(analysis, figures[nearest], figure) else nearest


def _rows(analysis: Analysis, indices: list[int], year: str | None, words: str) -> list[FigureRow]:
    """A row for the figures of one key; what would be a second number of a kind opens a row of its own.

    So does a part of what was told before it, and a rank or gap goes to the row of the number it stands behind.
    `words` tell the time where no period is known.
    """
    figures = analysis.figures
    stacks: list[_Stack] = []
    before: int | None = None
    for index in sorted(indices, key=lambda index: (figures[index].start, index)):
        stack = {} if _opens_part(analysis, before, index) else _place(figures, stacks, before, index)
        stacks = [one for one in stacks if one is not stack] + [stack]  # the last is the one spoken of
        stack.setdefault(_kind(figures[index]), index)
        before = index
    stacks.sort(key=lambda stack: min(stack.values()))
    return [_row(figures, list(stack.values()), year, words) for stack in stacks]


def _place(figures: Sequence[Figure], stacks: Sequence[_Stack], before: int | None, index: int) -> _Stack:
    """A number's row: one that says the same, the one its sentence speaks of, the first with room, or a new one."""
    kind, figure = _kind(figures[index]), figures[index]
    for stack in stacks:
        if kind in stack and (figures[stack[kind]].value, figures[stack[kind]].unit) == (figure.value, figure.unit):
            return stack
    beside = before is not None and figures[before].sentence == figure.sentence
    rooms = stacks[-1:] if beside else sorted(stacks, key=lambda stack: min(stack.values()))
    return next((stack for stack in rooms if kind not in stack), {})


def _kind(figure: Figure) -> tuple[str, str]:
    return figure.measure, _base(figure.unit) if figure.measure in ("level", "change") else figure.scope or ""


def _opens_part(analysis: Analysis, before: int | None, index: int) -> bool:
    """Whether a number is of a part of what the one before it is of: `其中` stands between."""
    figure = analysis.figures[index]
    if before is None or figure.measure in ("rank", "gap") or analysis.figures[before].sentence != figure.sentence:
        return False
    return _PART in analysis.document.raw.text[analysis.figures[before].end : figure.start]


def _row(figures: Sequence[Figure], indices: list[int], year: str | None, words: str) -> FigureRow:
    """A row; where a change is told as an amount and as a rate, the rate is shown."""
    first = figures[indices[0]]
    period = next((figures[i].period for i in indices if figures[i].period), None)

    def numbers(*measures: str) -> tuple[Number, ...]:
        of = [i for i in indices if figures[i].measure in measures]
        rates = [i for i in of if figures[i].measure == "change" and figures[i].unit == "%"]
        return tuple(Number(wording.number(figures[i]), i) for i in rates or of)

    return FigureRow(
        indicator=name(first),
        period=wording.period(period, year) or words,
        values=numbers("level"),
        changes=numbers("change", "multiple"),
        ranks=numbers("rank"),
        gaps=numbers("gap"),
    )


def name(figure: Figure) -> str:
    """The indicator with the place or organisation it is about, when that is not the report's own.

    What is told as done is not called planned, though its name was given with the plan.
    """
    called = figure.indicator
    if figure.status == "actual" and called.startswith(("应完成", "应开工")):
        called = called[1:]
    return full_width(wording.named(called, figure.subject))


def _of_one_thing(figures: Sequence[Figure], rows: Sequence[TargetRow]) -> list[TargetRow]:
    """The targets of one name and period, the first of each kind.

    None when its name does not tell which of several values is meant: one outside the lexicon has
    two, or one that is no headline indicator more than two.
    """
    found: dict[tuple[str, str], list[TargetRow]] = {}
    for row in rows:
        figure = figures[row.target]
        same = found.setdefault((figure.measure, _base(figure.unit)), [])
        if all((figures[r.target].value, figures[r.target].unit) != (figure.value, figure.unit) for r in same):
            same.append(row)
    weight = _lexicon_weight([figures[rows[0].target]])
    most = len(rows) if weight >= HEADLINE else 2 if weight > UNKNOWN else 1
    return [same[0] for same in found.values()] if all(len(same) <= most for same in found.values()) else []


def _target_line(figures: Sequence[Figure], rows: Sequence[TargetRow], year: str | None) -> TargetLine:
    first = figures[rows[0].target]
    measured = (row for row in rows if row.progress or row.stated is not None)
    reached = next(measured, None) or next((row for row in rows if row.actual is not None), rows[0])
    texts = {wording.number(figures[row.target]): row.target for row in reversed(rows)}

    def derived(value: Derived | None) -> Number | None:
        return Number(f"{value.value}{value.unit}", derived=value) if value else None

    rate = derived(reached.progress)
    if reached.stated is not None:
        rate = Number(wording.number(figures[reached.stated]), reached.stated)
    return TargetLine(
        indicator=name(first),
        period=wording.period(first.period, year),
        targets=tuple(Number(text, index) for text, index in reversed(texts.items())),
        actual=Number(wording.number(figures[reached.actual]), reached.actual) if reached.actual is not None else None,
        progress=rate,
        elapsed=derived(reached.elapsed) if rate else None,
    )
