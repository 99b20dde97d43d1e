"""Two periods side by side: `compare(a, b)`."""

from collections import Counter
from collections.abc import Sequence

from briefgen import wording
from briefgen.comparison.facts import Fact, facts, main_place
from briefgen.comparison.models import Comparison, Report, Side
from briefgen.comparison.pairing import pair
from briefgen.comparison.places import Relation, relation, shared_name, strangers
from briefgen.comparison.promises import promises
from briefgen.comparison.rows import rows
from briefgen.comparison.texts import tasks, themes
from briefgen.errors import AnalysisError
from briefgen.models import Analysis, Period

NOTHING_COMPARABLE = "两期报告没有可比指标"

__all__ = ["NOTHING_COMPARABLE", "Comparison", "compare"]

Reports = Analysis | Sequence[Analysis]


def compare(a: Reports, b: Reports, *, force: bool = False) -> Comparison:
    """Set what is said in `b` against what is said in `a`; each is a report or several of one period.

    The figures of several reports are pooled: where two give one indicator for one period, the
    fullest report (the one with most figures) stands, and the row says so when another differs. Targets
    are held against results only of one place and of two periods.

    Swapping the two mirrors the result. Raises AnalysisError when a side is empty, when one article
    is on both, and, unless `force` is set, when the sides are of two places neither of which lies
    in the other.
    """
    first, second = _fullest_first(a), _fullest_first(b)
    _check_distinct(first, second)
    places = main_place(first), main_place(second)
    related, named = relation(*places), strangers(first, second)
    if related == "apart" and not force:
        raise AnalysisError(
            f"{places[0].name} and {places[1].name}: two places; add --force to compare them all the same"
        )
    found = facts("a", first), facts("b", second)
    main = main_period(found[0]), main_period(found[1])
    both, only_a, only_b = rows(pair(*found, main))
    carried, new, gone = tasks(first, second)
    rising, falling = themes(first, second)
    shared = "" if places[0].name or places[1].name else shared_name(first, second)
    sides = _side(first, places[0].name or shared, main[0]), _side(second, places[1].name or shared, main[1])
    follows = related in ("same", "unknown") and not named and (main[0] is None or main[0] != main[1])
    return Comparison(
        a=sides[0],
        b=sides[1],
        rows=both,
        only_a=only_a,
        only_b=only_b,
        promises=promises(*found) if follows else (),
        carried=carried,
        new=new,
        gone=gone,
        rising=rising,
        falling=falling,
        notes=(*_of_places(related, sides, named), *_notes(sides, bool(both))),
    )


def main_period(found: Sequence[Fact]) -> Period | None:
    """The period most of the actual figures are about."""
    periods = Counter(fact.period for fact in found if fact.figure.status == "actual" and fact.period)
    return max(periods, key=lambda period: (periods[period], period.end, period.start)) if periods else None


def _fullest_first(reports: Reports) -> list[Analysis]:
    """The reports of a side, those with most figures first; copies of one text once."""
    given = [reports] if isinstance(reports, Analysis) else list(reports)
    if not given:
        raise AnalysisError("a side of the comparison has no report; name a file or a folder that holds one")
    order = sorted(given, key=lambda one: (-len(one.figures), -len(one.document.clean.text), one.document.raw.sha256))
    return list({one.document.clean.text: one for one in reversed(order)}.values())[::-1]


def _check_distinct(a: Sequence[Analysis], b: Sequence[Analysis]) -> None:
    """One article on both sides says nothing, be it in two files."""
    texts = {one.document.clean.text: one for one in a}
    for other in b:
        if (one := texts.get(other.document.clean.text)) is not None:
            raise AnalysisError(
                f"{other.document.raw.path}: is the same article as {one.document.raw.path}; "
                "name reports of two periods"
            )


def _of_places(related: Relation, sides: tuple[Side, Side], named: tuple[str, str] | None) -> tuple[str, ...]:
    if related in ("same", "unknown"):
        return (f"两期报告所称地方不同：甲为{named[0]}，乙为{named[1]}，请核对",) if named else ()
    names = f"甲为{sides[0].place}，乙为{sides[1].place}"
    return (f"两地不同（{names}），仅供参考",) if related == "apart" else (f"两期范围不同：{names}",)


def _notes(sides: tuple[Side, Side], comparable: bool) -> tuple[str, ...]:
    return (
        *(
            f"{name}期有{len(side.reports)}份报告，指标合并，同期同指标以指标最多的一份为准"
            for name, side in zip("甲乙", sides, strict=True)
            if len(side.reports) > 1
        ),
        *(() if comparable else (NOTHING_COMPARABLE,)),
    )


def _side(analyses: Sequence[Analysis], place: str, period: Period | None) -> Side:
    return Side(tuple(map(_report, analyses)), place, wording.period(period, None), period)


def _report(analysis: Analysis) -> Report:
    document = analysis.document
    periods = Counter(figure.period for figure in analysis.figures if figure.status == "actual" and figure.period)
    period = max(periods, key=lambda found: (periods[found], found.end, found.start)) if periods else None
    return Report(
        title=document.title or "",
        place=document.place.name or "",
        date=wording.date(document.date),
        period=wording.period(period, None),
        source=document.source or "",
        path=document.raw.path,
        sha256=document.raw.sha256,
        iso_date=document.date,
    )
