"""What became of the targets of one side, by what the other says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from briefgen import wording
from briefgen.comparison.facts import Fact
from briefgen.comparison.models import Outcome, Promise
from briefgen.comparison.naming import loose
from briefgen.comparison.units import kind, value

# 左右 in a target: what comes within a tenth of it has kept it.
_ABOUT = Decimal("0.1")

_Key = tuple[str, str, str]


def promises(a: Sequence[Fact], b: Sequence[Fact]) -> tuple[Promise, ...]:
    """The targets of each side whose period the other reports on, with the actual figure, if any.

    Commonly only the earlier report has such targets. A target without a period or a number is
    left out: nothing can be set against it. Known indicators first, then as the report has them.
    """
    found = [*_promises(a, b), *_promises(b, a)]
    found.sort(key=_order)
    return tuple(promise for _, promise in found)


def _order(entry: tuple[Fact, Promise]) -> tuple[object, ...]:
    """Alike for both orders of the sides."""
    target, promise = entry
    end = target.period.end if target.period else ""
    return -promise.weight, end, target.index, promise.indicator, promise.target.text


def _promises(given: Sequence[Fact], later: Sequence[Fact]) -> list[tuple[Fact, Promise]]:
    actuals = [fact for fact in later if fact.figure.status == "actual" and fact.period]
    years = {fact.period.end[:4] for fact in actuals if fact.period}
    by_key: Mapping[_Key, list[Fact]] = defaultdict(list)
    for fact in actuals:
        for key in _keys(fact):
            by_key[key].append(fact)
    found, seen = [], set()
    for target in given:
        period = target.period
        if target.figure.status != "target" or period is None or period.end[:4] not in years:
            continue
        same = (target.key, target.subject, target.figure.measure, target.figure.value, period)
        if same in seen:
            continue
        seen.add(same)
        actual = _actual(target, [fact for key in _keys(target) for fact in by_key.get(key, ())])
        found.append((target, _promise(target, actual)))
    return found


def _keys(fact: Fact) -> list[_Key]:
    """What a target and its actual share; a name the lexicon lacks has a second, looser one."""
    names = [fact.key + fact.base]
    if fact.known is None and not fact.wide and loose(fact.key):
        names.append("~" + loose(fact.key))
    return [(name, fact.subject, fact.figure.measure) for name in names]


def _actual(target: Fact, candidates: Iterable[Fact]) -> Fact | None:
    """The actual figure that reaches furthest into the target's period; None when two of one time differ."""
    period = target.period
    if period is None or target.wide:
        return None
    fitting = [
        fact
        for fact in candidates
        if fact.period is not None
        and period.start <= fact.period.start
        and fact.period.end <= period.end
        and kind(fact.figure.unit) == kind(target.figure.unit)
        and (fact.figure.scope == target.figure.scope or target.figure.measure != "rank")
    ]
    if not fitting:
        return None
    last = max(_end(fact) for fact in fitting)
    latest = [fact for fact in fitting if _end(fact) == last]
    numbers = {value(fact.figure.value or "0", fact.figure.unit) for fact in latest}
    return latest[0] if len(numbers) == 1 or target.known else None


def _promise(target: Fact, actual: Fact | None) -> Promise:
    return Promise(
        indicator=target.name,
        period=wording.period(target.period, None),
        target=target.cited,
        actual=actual.cited if actual else None,
        outcome=_outcome(target, actual),
        weight=target.known.weight if target.known else 0.0,
    )


def _outcome(target: Fact, actual: Fact | None) -> Outcome:
    if actual is None:
        return "no word"
    whole = _end(actual) == _end(target)
    if _kept(target, actual):
        # A rate or a ceiling that holds at half-time may still be broken.
        sure = whole or (target.figure.measure == "level" and not _is_ceiling(target) and target.figure.unit != "%")
        return "reached" if sure else "under way"
    return "missed" if whole else "under way"


def _kept(target: Fact, actual: Fact) -> bool:
    """Whether the actual figure is at least as good as the target."""
    aim = value(target.figure.value or "0", target.figure.unit)
    got = value(actual.figure.value or "0", actual.figure.unit)
    if target.figure.bound == "about":
        aim += abs(aim) * (_ABOUT if _is_ceiling(target) else -_ABOUT)
    return got <= aim if _is_ceiling(target) else got >= aim


def _is_ceiling(target: Fact) -> bool:
    """Whether less is better: of a rank, of `以内`, and of what the lexicon calls so."""
    less = target.known is not None and target.known.better == "less"
    return target.figure.measure == "rank" or target.figure.bound == "max" or less


def _end(fact: Fact) -> str:
    return fact.period.end if fact.period else ""
