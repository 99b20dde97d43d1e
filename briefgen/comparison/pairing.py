"""Which readings of the two sides stand against each other.

A reading is what one side says of one indicator in one period: level, growth, rank. Readings
are brought together by key, status and subject; where a side gives a name several values at one
time, also by what stands around it: the first indicator of the sentence, the heading, the topic.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.comparison.facts import Fact
from briefgen.comparison.naming import is_stock, loose
from briefgen.comparison.units import kind, value
from briefgen.models import Period

Key = tuple[str, str, str]
"""Key of the indicator, status, subject."""
MEASURES = ("level", "change", "rank")
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a side says of one indicator in one period. `by` holds a fact for each measure."""

    period: Period | None
    by: Mapping[str, Fact]
    others: tuple[Fact, ...] = field(default=())
    """Further facts of the same measures and period, of other reports, with other values."""

    @property
    def first(self) -> Fact:
        """The fact that stands for the reading's name: the one said first."""
        return min(self.by.values(), key=lambda fact: (fact.report, fact.index))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings of one indicator, and the words of their context when they were needed."""

    a: Reading
    b: Reading
    context: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What both sides name, and the readings that stay alone."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Reading, ...]
    only_b: tuple[Reading, ...]


_Context = Callable[[Fact], str]
_CONTEXTS: tuple[tuple[_Context, _Context], ...] = (
    (lambda fact: fact.whole, lambda fact: fact.whole_name),
    (lambda fact: fact.heading, lambda fact: fact.heading),
    (lambda fact: fact.topic, lambda fact: ""),
    (
        lambda fact: f"{fact.heading}·{fact.whole}" if fact.heading and fact.whole else "",
        lambda fact: fact.whole_name,
    ),
)
"""What tells facts of one name apart, and what a page says of it."""


def pair(a: Sequence[Fact], b: Sequence[Fact], main: tuple[Period | None, Period | None]) -> Pairing:
    """Bring the facts of two sides together; `main` are the periods most of each side is about."""
    sides = _grouped(a), _grouped(b)
    pairs: list[Pair] = []
    done: set[Key] = set()
    for key in (key for key in sides[0] if key in sides[1]):
        found = _paired(sides[0][key], sides[1][key], main)
        pairs += found
        done.update({key} if found else set())
    pairs += _loosely(sides, done, main)
    used = {id(fact) for pair in pairs for side in (pair.a, pair.b) for fact in side.by.values()}
    names = {_name(fact) for fact in (*a, *b) if id(fact) in used}
    rest = tuple(
        tuple(_alone(found) for found in side.values() if not any(id(f) in used or _name(f) in names for f in found))
        for side in sides
    )
    return Pairing(tuple(pairs), *rest)


def alike(a: Reading, b: Reading) -> bool:
    """Whether one reading may be subtracted from the other: of periods of one length, or read at a moment."""
    p, q = a.period, b.period
    return p is not None and q is not None and (p.months == q.months or same_months(a, b))


def same_months(a: Reading, b: Reading) -> bool:
    """Whether two readings are of the same months of a year; what is read at a moment, of the same last month."""
    p, q = a.period, b.period
    if p is None or q is None or p.end[5:] != q.end[5:]:
        return False
    return p.months == q.months or (is_stock(a.first.key) and is_stock(b.first.key))


def shared(a: Reading, b: Reading) -> tuple[str, ...]:
    """The measures both readings have, in units of one kind."""
    return tuple(
        measure
        for measure in MEASURES
        if measure in a.by
        and measure in b.by
        and (measure != "level" or kind(a.by[measure].figure.unit) == kind(b.by[measure].figure.unit))
    )


def _grouped(facts: Iterable[Fact]) -> dict[Key, list[Fact]]:
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.key + fact.base, fact.figure.status, fact.subject].append(fact)
    return found


def _paired(a: Sequence[Fact], b: Sequence[Fact], main: tuple[Period | None, Period | None]) -> list[Pair]:
    """The pairs of one key: one when each side means one thing by it, else one for each context they share.

    A name of the lexicon that is not wide means one thing; what is said of it first stands.
    """
    wide = any(fact.wide for fact in (*a, *b))
    if not wide and (a[0].known or not (_is_ambiguous(a) or _is_ambiguous(b))):
        return _matched(a, b, main, "")
    for context, shown in _CONTEXTS:
        pairs = [
            found
            for first, second in _shared_contexts(a, b, context)
            if not _is_ambiguous(first) and not _is_ambiguous(second)
            for found in _matched(first, second, main, min(map(shown, (*first, *second)), key=lambda s: (len(s), s)))
        ]
        if pairs:
            return pairs
    return []


def _shared_contexts(a: Sequence[Fact], b: Sequence[Fact], context: _Context) -> list[tuple[list[Fact], list[Fact]]]:
    sides: tuple[dict[str, list[Fact]], dict[str, list[Fact]]] = (defaultdict(list), defaultdict(list))
    for side, facts in zip(sides, (a, b), strict=True):
        for fact in facts:
            if context(fact):
                side[context(fact)].append(fact)
    return [(sides[0][name], sides[1][name]) for name in sides[0] if name in sides[1]]


def _is_ambiguous(facts: Iterable[Fact]) -> bool:
    """Whether a name has two values of one measure, period and kind of unit: then it names two things."""
    seen: dict[tuple[object, ...], object] = {}
    for fact in facts:
        unit = kind(fact.figure.unit)
        place = (fact.figure.measure, fact.period, unit, fact.figure.scope)
        amount = value(fact.figure.value or "0", fact.figure.unit)
        if seen.setdefault(place, amount) != amount:
            return True
    return False


def _matched(
    a: Sequence[Fact], b: Sequence[Fact], main: tuple[Period | None, Period | None], context: str
) -> list[Pair]:
    """The two readings whose periods fit best, if any two can stand against each other.

    The measures that the best pair lacks are looked for in no other period: what stands in a row
    is of one time.
    """
    best = [
        (fit, x, y)
        for x in _readings(a)
        for y in _readings(b)
        if shared(x, y) and _same_scale(x, y) and (fit := _fit(x, y, main))
    ]
    if not best:
        return []
    _, first, second = max(best, key=lambda found: found[0])
    return [Pair(first, second, context)]


def _same_scale(a: Reading, b: Reading) -> bool:
    """Whether both are of a year at most, or both of as many years: a plan's five years are no year."""
    if a.period is None or b.period is None:
        return True
    lengths = a.period.months, b.period.months
    return lengths[0] == lengths[1] or max(lengths) <= _YEAR


def _fit(a: Reading, b: Reading, main: tuple[Period | None, Period | None]) -> tuple[object, ...]:
    """How well two readings stand against each other, alike for both orders of the sides."""
    length = sum(x.period.months for x in (a, b) if x.period)
    ends = sorted(x.period.end if x.period else "" for x in (a, b))
    places = sorted((x.first.report, x.first.index) for x in (a, b))
    return (
        same_months(a, b),
        alike(a, b),
        (a.period == main[0]) + (b.period == main[1]),
        len(shared(a, b)),
        length,
        ends[::-1],
        [-number for place in places for number in place],
    )


def _readings(facts: Iterable[Fact]) -> list[Reading]:
    """The facts by period; of a measure what is said first stands, of the fullest report."""
    periods: dict[Period | None, dict[str, Fact]] = defaultdict(dict)
    others: dict[Period | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        stands = periods[fact.period].setdefault(fact.figure.measure, fact)
        if stands.report != fact.report and _differ(stands, fact):
            others[fact.period].append(fact)
    return [Reading(period, by, tuple(others[period])) for period, by in periods.items()]


def _differ(a: Fact, b: Fact) -> bool:
    return (value(a.figure.value or "0", a.figure.unit), a.figure.scope) != (
        value(b.figure.value or "0", b.figure.unit),
        b.figure.scope,
    )


def _loosely(
    sides: tuple[Mapping[Key, list[Fact]], Mapping[Key, list[Fact]]],
    done: set[Key],
    main: tuple[Period | None, Period | None],
) -> list[Pair]:
    """Pairs of names the lexicon lacks that are alike but for filling words and order."""
    names: list[dict[Key, list[Key]]] = []
    for side in sides:
        by_name: dict[Key, list[Key]] = defaultdict(list)
        for key, facts in side.items():
            name = loose(key[0])
            if key not in done and name and not facts[0].known and not facts[0].wide:
                by_name[name, key[1], key[2]].append(key)
        names.append(by_name)
    alike = [(names[0][name], names[1][name]) for name in names[0] if name in names[1]]
    return [
        found
        for first, second in alike
        if len(first) == len(second) == 1 and first != second
        for found in _paired(sides[0][first[0]], sides[1][second[0]], main)
    ]


def _alone(facts: Sequence[Fact]) -> Reading:
    """The reading that stands for an indicator of one side: of its longest period, the first said."""
    return max(_readings(facts), key=lambda one: (one.period.months if one.period else 0, -one.first.index))


def _name(fact: Fact) -> tuple[str, str, str]:
    return fact.key, fact.figure.status, fact.subject
