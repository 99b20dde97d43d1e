"""The arithmetic of a report, checked: what does not fit is doubtful (存疑), not wrong.

Every number in print is rounded, so that a computation gives a range; a doubt is raised when what
the report states lies outside of it, with as much again for room. Rules look only at numbers whose
names say that they belong together.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from briefgen.figures.indicators import canonical
from briefgen.figures.units import amount, parse_unit
from briefgen.lexicons import load
from briefgen.models import Analysis, Figure
from briefgen.rounding import rounded

LOOSE = Decimal("1")
"""Percentage points a completion rate may be off: reports compute it before they round, and often of
a plan that was adjusted."""
FAR = Decimal("0.005")
"""Share by which two statements of one figure must differ to be two; less is rounding for a headline."""


_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_ADDED_UP = ("money", "area", "mass", "energy")
"""Kinds of units whose amounts are of one stuff: a part of 13个 may well be 220个 of another thing."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Figures of a report that do not fit together."""

    rule: str
    text: str
    """In Chinese, for the page and the terminal."""
    figures: tuple[int, ...]
    """Indices into `Analysis.figures`."""
    formula: str
    """What was computed, with the report's numbers: `69.5 ÷ 104.9`."""


def audit(analysis: Analysis) -> tuple[Doubt, ...]:
    """What of the report's figures does not fit together, in the order of the rules, then of the report."""
    report = _Report(analysis)
    doubts = [doubt for rule in RULES for doubt in rule(report)]
    return tuple({doubt.figures: doubt for doubt in reversed(doubts)}.values())[::-1]


class _Report:
    """The figures of a report by what they are called."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.figures = analysis.figures
        self.levels = [
            i for i, f in enumerate(self.figures) if f.measure == "level" and f.bound == "eq" and _value(f) is not None
        ]

    def text(self, index: int) -> str:
        """The sentence a figure stands in."""
        return self.analysis.document.sentences[self.figures[index].sentence].text

    def named(self, names: Sequence[str], like: Figure) -> int | None:
        """The level of the first of these names, of the same subject, period and status as `like`."""
        for name in names:
            for index in self.levels:
                if _is(self.figures[index], name) and _beside(self.figures[index], like):
                    return index
        return None


def _shares(report: _Report) -> Iterator[Doubt]:
    """A share must be its part ÷ its whole."""
    for index in report.levels:
        share = report.figures[index]
        for part_names, whole_names in _share_of(share):
            part, whole = report.named(part_names, share), report.named(whole_names, share)
            if part is None or whole is None or not _comparable(report.figures[part], report.figures[whole]):
                continue
            low, high = _quotient(report.figures[part], report.figures[whole])
            if not low * 100 <= _number(share) <= high * 100 and not _near(share, low * 100, high * 100):
                yield _quotient_doubt("share", report, index, part, whole)


def _share_of(share: Figure) -> Iterator[tuple[list[str], list[str]]]:
    """Names of the part and of the whole, by the lexicon or by the share's own name."""
    if share.unit != "%":
        return
    for entry in load("audit")["share"]:
        if share.indicator in entry["share"]:
            yield entry["part"], entry["whole"]
    named = re.fullmatch(r"(.{2,})占(.{2,}?)(?:的)?比[重例]", share.indicator)
    if named:
        yield [named[1]], [named[2]]


def _completion(report: _Report) -> Iterator[Doubt]:
    """A completion rate must be what is done ÷ what was planned, told in one sentence."""
    figures = report.figures
    for row in report.analysis.targets:
        if row.actual is None or row.progress is None or figures[row.target].sentence != figures[row.actual].sentence:
            continue
        rates = [
            i
            for i in report.levels
            if figures[i].sentence == figures[row.actual].sentence
            and figures[i].unit == "%"
            and figures[i].indicator.endswith(tuple(load("audit")["words"]["completion"]))
        ]
        alone = sum(figures[r.target].sentence == figures[row.target].sentence for r in report.analysis.targets) == 1
        if len(rates) == 1 and alone and abs(_number(figures[rates[0]]) - Decimal(row.progress.value)) > LOOSE:
            yield _quotient_doubt("completion", report, rates[0], row.actual, row.target)


def _over_hundred(report: _Report) -> Iterator[Doubt]:
    """A share of a whole is at most the whole."""
    for index in report.levels:
        figure = report.figures[index]
        bounded = figure.indicator.endswith(tuple(load("audit")["words"]["bounded"]))
        if any(word in figure.indicator for word in load("audit")["words"]["unbounded"]):
            continue
        if figure.unit == "%" and bounded and _number(figure) > 100:
            text = f"{figure.indicator}{_said(figure)}，超过100%"
            yield Doubt("over 100%", text, (index,), f"{_said(figure)} > 100%")


def _sums(report: _Report) -> Iterator[Doubt]:
    """All parts of a whole must give the whole."""
    for entry in load("audit")["sum"]:
        for index in report.levels:
            whole = report.figures[index]
            if not _is(whole, entry["whole"]) or whole.unit == "%":
                continue
            found = [report.named([name], whole) for name in entry["parts"]]
            parts = [i for i in found if i is not None and _comparable(report.figures[i], whole)]
            if len(parts) < len(entry["parts"]):
                continue
            total = sum((_amount(report.figures[i]) for i in parts), Decimal(0))
            room = 2 * (_room(whole) + sum((_room(report.figures[i]) for i in parts), Decimal(0)))
            if abs(total - _amount(whole)) > room:
                terms = " + ".join(_said(report.figures[i]) for i in parts)
                text = f"{whole.indicator}{_said(whole)}，与各部分之和不符（{terms}）"
                yield Doubt("sum", text, (index, *parts), terms)


def _parts(report: _Report) -> Iterator[Doubt]:
    """What follows 其中 in a sentence is at most what stands before it."""
    cue = re.compile("|".join(load("audit")["words"]["parts"]))
    for here, there in zip(report.levels, report.levels[1:], strict=False):
        whole, part = report.figures[here], report.figures[there]
        if whole.sentence != part.sentence or not _comparable(whole, part) or whole.status != part.status:
            continue
        between = report.analysis.document.raw.text[whole.end : part.start]
        if parse_unit(whole.unit)[1].kind not in _ADDED_UP:
            continue
        if cue.search(between) and _amount(part) > _amount(whole):
            text = f"{part.indicator}{_said(part)}，大于其所属的{whole.indicator}{_said(whole)}"
            yield Doubt("part above whole", text, (there, here), f"{_said(part)} > {_said(whole)}")


def _growth(report: _Report) -> Iterator[Doubt]:
    """A level, the amount it grew by and the rate must fit: rate = amount ÷ (level − amount)."""
    words = load("audit")["words"]
    for index in report.levels:
        level = report.figures[index]
        if any(word in report.text(index) for word in words["other_base"]):
            continue
        if any(word in level.indicator + (level.canonical or "") for word in words["constant_prices"]):
            continue
        rise, rate = _changes(report, level)
        if rise is None or rate is None:
            continue
        low, high = _rates(level, report.figures[rise])
        if not low <= _number(report.figures[rate]) <= high and not _near(report.figures[rate], low, high):
            formula = f"{_said(report.figures[rise])} ÷ （{_said(level)} − {_said(report.figures[rise])}）"
            computed = rounded((low + high) / 2, 1)
            text = f"{level.indicator}变动{_said(report.figures[rate])}，按增减额推算约{computed}%（{formula}）"
            yield Doubt("growth", text, (rate, index, rise), formula)


def _changes(report: _Report, level: Figure) -> tuple[int | None, int | None]:
    """The change of a level in its own unit, and in per cent; None where there is not just one in its sentence."""
    of_level = [
        (i, f)
        for i, f in enumerate(report.figures)
        if f.measure == "change"
        and f.sentence == level.sentence
        and _is(f, level.canonical or level.indicator)
        and _beside(f, level)
        and f.bound == "eq"
        and _value(f) is not None
    ]
    rises = [i for i, f in of_level if f.unit != "%" and _comparable(f, level)]
    rates = [i for i, f in of_level if f.unit == "%"]
    return (rises[0], rates[0]) if len(rises) == len(rates) == 1 else (None, None)


def _twice(report: _Report) -> Iterator[Doubt]:
    """What the title or a heading says must be what the body says."""
    sentences = report.analysis.document.sentences
    for index, figure in enumerate(report.figures):
        if sentences[figure.sentence].kind in ("sentence", "row") or figure.canonical is None or figure.bound != "eq":
            continue
        if figure.measure != "level" and any(
            word in report.text(index) for word in load("audit")["words"]["other_base"]
        ):
            continue
        body = [
            i
            for i, other in enumerate(report.figures)
            if sentences[other.sentence].kind == "sentence" and _same_fact(figure, other)
        ]
        if len(body) == 1 and _differ(figure, report.figures[body[0]]):
            other = report.figures[body[0]]
            text = f"{figure.indicator}标题作{_said(figure)}，正文作{_said(other)}"
            yield Doubt("title and body", text, (index, body[0]), f"{_said(figure)} ≠ {_said(other)}")


RULES: tuple[Callable[[_Report], Iterator[Doubt]], ...] = (
    _shares,
    _completion,
    _over_hundred,
    _sums,
    _parts,
    _growth,
    _twice,
)


def _same_fact(one: Figure, other: Figure) -> bool:
    """Whether two records speak of one thing, but for the value."""
    if (one.measure, one.canonical, one.status, one.scope) != (
        other.measure,
        other.canonical,
        other.status,
        other.scope,
    ):
        return False
    same_unit = one.unit == other.unit if one.measure != "level" else _comparable(one, other)
    return same_unit and other.bound == "eq" and one.period is not None and _beside(one, other)


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two statements of one figure are more than rounding apart."""
    if _value(one) is None or _value(other) is None:
        return False
    room = 2 * max(_room(one), _room(other))
    apart = abs(_amount(one) - _amount(other))
    return apart > room and apart > FAR * max(abs(_amount(one)), abs(_amount(other)))


def _quotient_doubt(rule: str, report: _Report, stated: int, part: int, whole: int) -> Doubt:
    above, below = report.figures[part], report.figures[whole]
    computed = rounded(_amount(above) / _amount(below) * 100, 1)
    formula = f"{_said(above)} ÷ {_said(below)}"
    text = f"{report.figures[stated].indicator}{_said(report.figures[stated])}，按原文推算为{computed}%（{formula}）"
    return Doubt(rule, text, (stated, part, whole), formula)


def _is(figure: Figure, name: str) -> bool:
    """Whether a figure is of the indicator, by its name or the lexicon's key."""
    return figure.indicator == name or (figure.canonical is not None and figure.canonical == _key(name))


@cache
def _key(name: str) -> str | None:
    found = canonical(name)
    return found.key if found else None


def _beside(one: Figure, other: Figure) -> bool:
    return (one.subject, one.period, one.status) == (other.subject, other.period, other.status)


def _comparable(one: Figure, other: Figure) -> bool:
    first, second = parse_unit(one.unit)[1], parse_unit(other.unit)[1]
    return (first.kind, first.base) == (second.kind, second.base)


def _value(figure: Figure) -> Decimal | None:
    """The number of a record; None for words, for ranges, which are no one number, and for what nobody counts."""
    text = (figure.value or "").replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) and figure.upper is None else None


def _number(figure: Figure) -> Decimal:
    return _value(figure) or Decimal(0)


def _amount(figure: Figure) -> Decimal:
    return amount(_number(figure), figure.unit)


def _step(figure: Figure) -> Decimal:
    """What the last digit of a number stands for, in its unit."""
    exponent = _number(figure).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _room(figure: Figure) -> Decimal:
    """By how much rounding may have changed a number, in the unit's base."""
    return amount(_step(figure) / 2, figure.unit)


def _quotient(above: Figure, below: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that a quotient of two rounded numbers may have been."""
    least, most = _amount(below) - _room(below), _amount(below) + _room(below)
    if least <= 0:
        return Decimal(0), Decimal("Infinity")
    return (_amount(above) - _room(above)) / most, (_amount(above) + _room(above)) / least


def _rates(level: Figure, rise: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most growth, in per cent, that level and rise may have come from."""
    rises = [_amount(rise) - _room(rise), _amount(rise) + _room(rise)]
    levels = [_amount(level) - _room(level), _amount(level) + _room(level)]
    rates = [change / (now - change) * 100 for change in rises for now in levels if now > change]
    return (min(rates), max(rates)) if len(rates) == 4 else (Decimal("-Infinity"), Decimal("Infinity"))


def _near(stated: Figure, low: Decimal, high: Decimal) -> bool:
    """Whether rounding of what is stated, twice over, and as much again of the range, brings it inside."""
    spare = _step(stated) + (high - low) / 2
    return low - spare <= _number(stated) <= high + spare


def _said(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}"
