"""Targets beside what was reached so far.

A target and a result belong together when they measure the same thing in the same way: the same
indicator of the lexicon, or the same name once words like 计划 and 完成 are taken off, of the same
subject at the same stage (what is begun is not finished), level with level and growth with growth,
and the result's period inside the target's.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

from briefgen.figures.units import amount, parse_unit
from briefgen.lexicons import load
from briefgen.models import Derived, Document, Figure, Period, TargetRow
from briefgen.rounding import rounded

NEAR = 2
"""Sentences; further apart, or with a heading between, two names that are not in the lexicon are
not taken for one thing: each section of a report has a 完成投资 of its own."""
STATED_EXACT, STATED_LOOSE = Decimal("0.1"), Decimal("1")
"""Percentage points by which a rate the report states may differ from the one computed: figures
are rounded before they are printed. The wider one holds when its name says that it is such a rate."""

MEANINGFUL = 2
"""Characters a name must have to be found inside another."""

_PERCENT = frozenset({"percent", "points"})


def target_rows(document: Document, figures: Sequence[Figure]) -> tuple[TargetRow, ...]:
    """A row for each target among `figures`, in the report's order.

    `progress` is actual ÷ target in percent, one decimal, rounded half up; None where nothing
    accumulates (growth, rates, ranks, upper limits) and where the report states the rate itself:
    then `stated` is the index of that figure. `elapsed` is the share of the target's months that
    had gone by at the end of the result's, and is given where there is a rate of either kind.
    """
    targets = list(_targets(figures))
    actuals = _pair(document, figures, targets)
    return tuple(_row(figures, target, actuals.get(target)) for target in targets)


def _targets(figures: Sequence[Figure]) -> Iterator[int]:
    """Targets, each once; how much a plan has grown is no target."""
    seen: set[tuple[str | Period | None, ...]] = set()
    for index, figure in enumerate(figures):
        key = (_family(figure), figure.subject, figure.measure, figure.value, figure.unit, figure.period)
        of_plan = "计划" in figure.indicator and parse_unit(figure.unit)[1].kind in _PERCENT
        if figure.status == "target" and key not in seen and not of_plan:
            seen.add(key)
            yield index


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(load("tasks")["target_words"]))


@cache
def _stages() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(words)) for words in load("tasks")["stages"])


def _stage(figure: Figure) -> frozenset[int]:
    """How far the counted things have come: begun, finished, signed, as far as the name tells."""
    return frozenset(at for at, words in enumerate(_stages()) if words.search(figure.indicator))


@cache
def _plans() -> re.Pattern[str]:
    return re.compile("|".join(load("tasks")["plan_words"]))


@cache
def _rates() -> re.Pattern[str]:
    return re.compile("|".join(load("tasks")["rate_words"]))


def _key(figure: Figure) -> str | None:
    """The lexicon's key, unless the key itself says that the thing is planned or done."""
    return figure.canonical if figure.canonical and not _words().search(figure.canonical) else None


def _family(figure: Figure) -> str:
    """What is measured, whether planned or done."""
    return _key(figure) or _words().sub("", figure.indicator)


def _pair(document: Document, figures: Sequence[Figure], targets: Sequence[int]) -> dict[int, int]:
    """The result for each target that has one, the best match first; a result serves one target of a period."""
    by_key: dict[str, list[int]] = {}
    by_sentence: dict[int, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.status == "actual" and not figure.notes:
            by_key.setdefault(_key(figure) or "", []).append(index)
            by_sentence.setdefault(figure.sentence, []).append(index)

    def candidates(target: Figure) -> Sequence[int]:
        if key := _key(target):
            return by_key.get(key, [])
        near = range(target.sentence - NEAR, target.sentence + NEAR + 1)
        return [index for sentence in near for index in by_sentence.get(sentence, [])]

    matches = sorted(
        (match, target, actual)
        for target in targets
        for actual in candidates(figures[target])
        if (match := _match(document, figures[target], figures[actual]))
    )
    pairs: dict[int, int] = {}
    taken: set[tuple[int, Period | None]] = set()
    for _, target, actual in matches:
        period = figures[target].period
        if target not in pairs and (actual, period) not in taken:
            pairs[target] = actual
            taken.add((actual, period))
    return pairs


def _match(document: Document, target: Figure, actual: Figure) -> tuple[int, int, int, int] | None:
    """How well a result fits a target, the smaller the better, or None."""
    if (target.measure, target.subject) != (actual.measure, actual.subject) or not _comparable(target, actual):
        return None
    likeness = _likeness(target, actual)
    if likeness is None or _stage(target) != _stage(actual) or not _inside(actual.period, target.period):
        return None
    if target.measure == "change" and target.period and actual.period and actual.period.start != target.period.start:
        return None  # the growth of one month is none of the year
    distance = abs(actual.sentence - target.sentence)
    if _key(target):
        return likeness, -_end(actual), _start(actual), distance
    if _parted(document, target.sentence, actual.sentence):
        return None
    return likeness, distance, int(actual.sentence < target.sentence), -_end(actual)


def _parted(document: Document, one: int, other: int) -> bool:
    """Whether a heading stands between two sentences."""
    first, last = sorted((one, other))
    return any(sentence.kind == "heading" for sentence in document.sentences[first + 1 : last])


def _comparable(target: Figure, actual: Figure) -> bool:
    if target.measure == "rank":
        return target.scope == actual.scope
    if target.measure not in ("level", "change") or None in (_number(target), _number(actual)):
        return False
    one, other = parse_unit(target.unit)[1], parse_unit(actual.unit)[1]
    return (one.kind, one.base) == (other.kind, other.base)


def _likeness(target: Figure, actual: Figure) -> int | None:
    """0 for the same name, 1 when one name says more than the other, 2 for a bold guess, else None.

    `总投资` is no other word for `投资`: the whole of a project is not the share of a year. What is
    `开工` beside a plan of `新开工` in one sentence is taken for it.
    """
    one, other = _family(target), _family(actual)
    if one == other:
        return 0
    if _key(target) or _key(actual):
        return None
    long, short = sorted((one, other), key=len, reverse=True)
    more = long.removesuffix(short)
    if len(short) < MEANINGFUL or more == long or more.endswith("总"):
        return None
    if more.endswith("新"):
        return 2 if target.sentence == actual.sentence else None
    return 1


def _inside(inner: Period | None, outer: Period | None) -> bool:
    """Whether a result may count for a target; a period that is not known does not stand against it."""
    return inner is None or outer is None or (outer.start <= inner.end <= outer.end and outer.start <= inner.start)


def _end(figure: Figure) -> int:
    return figure.period.last if figure.period else 0


def _start(figure: Figure) -> int:
    return figure.period.first if figure.period else 0


def _number(figure: Figure) -> Decimal | None:
    try:
        return Decimal((figure.value or "").replace(",", ""))
    except InvalidOperation:
        return None


def _row(figures: Sequence[Figure], target: int, actual: int | None) -> TargetRow:
    if actual is None:
        return TargetRow(target, None, None, None)
    progress = _progress(figures, target, actual)
    stated = _stated(figures, actual, progress) if progress else None
    elapsed = _elapsed(figures[target].period, figures[actual].period) if progress else None
    return TargetRow(target, actual, None if stated is not None else progress, elapsed, stated)


def _progress(figures: Sequence[Figure], target: int, actual: int) -> Derived | None:
    """Actual ÷ target, for levels that accumulate towards the target."""
    plan, done = figures[target], figures[actual]
    planned = plan.period is not None or _key(plan) or _plans().search(plan.indicator)
    if (
        not planned
        or plan.measure != "level"
        or plan.bound == "max"
        or plan.upper
        or parse_unit(plan.unit)[1].kind in _PERCENT
    ):
        return None
    above, below = _magnitude(done), _magnitude(plan)
    if above is None or not below:
        return None
    same = plan.unit == done.unit
    formula = f"{done.value}{'' if same else done.unit} ÷ {plan.value}{'' if same else plan.unit}"
    return Derived(_percent(above / below), "%", formula, (actual, target))


def _magnitude(figure: Figure) -> Decimal | None:
    """The value in the unit's base: 元 for 亿元."""
    number = _number(figure)
    return None if number is None else amount(number, figure.unit)


def _percent(share: Decimal) -> str:
    return str(rounded(share * 100, 1))


def _stated(figures: Sequence[Figure], actual: int, progress: Derived) -> int | None:
    """The figure by which the report itself says how much of the target is done."""
    done, computed = figures[actual], Decimal(progress.value)
    for index, figure in enumerate(figures):
        beside = figure.sentence - done.sentence in (0, 1) and figure.subject == done.subject
        if not beside or (figure.measure, figure.unit, figure.status) != ("level", "%", "actual"):
            continue
        number = _number(figure)
        room = STATED_LOOSE if _rates().search(figure.indicator) else STATED_EXACT
        if number is not None and abs(number - computed) <= room:
            return index
    return None


def _elapsed(whole: Period | None, gone: Period | None) -> Derived | None:
    """Months from the beginning of the target's period to the end of the result's ÷ all its months."""
    if whole is None or gone is None:
        return None
    past = gone.last - whole.first + 1
    return Derived(_percent(Decimal(past) / whole.months), "%", f"{past} ÷ {whole.months}", ())
