"""What became of the targets of one report, by what a later one says."""

from decimal import Decimal

from briefgen import wording
from briefgen.comparison.models import Cited, Outcome, Promise
from briefgen.comparison.naming import key_of, known_indicator
from briefgen.figures.units import amount, parse_unit
from briefgen.models import Analysis, Figure, Period

# 左右 in a target: what comes within a tenth of it has kept it.
_ABOUT = Decimal("0.1")


def promises(a: Analysis, b: Analysis) -> tuple[Promise, ...]:
    """The targets of `a` whose period `b` reports on, each with the actual figure of `b`, if any.

    A target without a period or a number is left out: nothing can be set against it.
    """
    years = {figure.period.end[:4] for figure in b.figures if figure.status == "actual" and figure.period}
    found = []
    for index, target in enumerate(a.figures):
        period = target.period
        if target.status != "target" or target.value is None or period is None or period.end[:4] not in years:
            continue
        actual = _actual(a, b, target, period)
        cited = Cited("a", index, wording.number(target))
        found.append(Promise(_name(target), cited, actual, _outcome(b, target, period, actual)))
    return tuple(found)


def _actual(a: Analysis, b: Analysis, target: Figure, period: Period) -> Cited | None:
    """The actual figure of the target's indicator, measure and subject that reaches furthest into its period."""
    key = key_of(target, a.document)
    candidates = [
        index
        for index, figure in enumerate(b.figures)
        if figure.status == "actual"
        and figure.value is not None
        and figure.measure == target.measure
        and (figure.subject or "") == (target.subject or "")
        and figure.period is not None
        and period.start <= figure.period.start
        and figure.period.end <= period.end
        and parse_unit(figure.unit)[1].base == parse_unit(target.unit)[1].base
        and (figure.scope == target.scope or target.measure != "rank")
        and key_of(figure, b.document) == key
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda index: (_end(b.figures[index]), -index))
    return Cited("b", best, wording.number(b.figures[best]))


def _end(figure: Figure) -> str:
    return figure.period.end if figure.period else ""


def _outcome(b: Analysis, target: Figure, period: Period, actual: Cited | None) -> Outcome:
    if actual is None:
        return "no word"
    figure = b.figures[actual.figure]
    if _kept(target, figure):
        return "reached"
    return "missed" if _end(figure) == period.end else "under way"


def _kept(target: Figure, actual: Figure) -> bool:
    """Whether the actual figure is at least as good as the target."""
    aim, got = amount(target.value or "0", target.unit), amount(actual.value or "0", actual.unit)
    known = known_indicator(target)
    less = target.measure == "rank" or target.bound == "max" or (known is not None and known.better == "less")
    room = abs(aim) * _ABOUT if target.bound == "about" else Decimal(0)
    return got <= aim + room if less else got >= aim - room


def _name(figure: Figure) -> str:
    name = figure.indicator
    return f"{name}（{figure.subject}）" if figure.subject and figure.subject not in name else name
