"""Two reports of two periods side by side: `compare(a, b)`."""

from collections import Counter

from briefgen import wording
from briefgen.comparison.models import Comparison, Report
from briefgen.comparison.promises import promises
from briefgen.comparison.rows import rows
from briefgen.comparison.texts import tasks, themes
from briefgen.errors import AnalysisError
from briefgen.models import Analysis, Place

NOTHING_COMPARABLE = "两期报告没有可比指标"

__all__ = ["NOTHING_COMPARABLE", "Comparison", "compare"]


def compare(a: Analysis, b: Analysis, *, force: bool = False) -> Comparison:
    """Set report `b` against report `a`.

    Swapping the two mirrors the rows. Raises AnalysisError when both are one article, and, unless
    `force` is set, when they are of two places neither of which lies in the other.
    """
    if a.document.raw.sha256 == b.document.raw.sha256:
        raise AnalysisError(f"{b.document.raw.path}: is the same article as {a.document.raw.path}; name two reports")
    places = a.document.place, b.document.place
    relation = _relation(*places)
    if relation == "apart" and not force:
        raise AnalysisError(
            f"{places[0].name} and {places[1].name}: two places; add --force to compare them all the same"
        )
    both, only_a, only_b = rows(a, b)
    carried, new, gone = tasks(a, b)
    rising, falling = themes(a, b)
    return Comparison(
        a=_report(a),
        b=_report(b),
        rows=both,
        only_a=only_a,
        only_b=only_b,
        promises=promises(a, b),
        carried=carried,
        new=new,
        gone=gone,
        rising=rising,
        falling=falling,
        notes=_notes(relation, places, bool(both)),
    )


def _relation(a: Place, b: Place) -> str:
    """`same`, `inside` (one lies in the other), `apart`, or `unknown` when a report names no place."""
    parts = [(p.province, p.city, p.county, p.zone) for p in (a, b)]
    if not any(parts[0]) or not any(parts[1]):
        return "unknown"
    if any(x and y and x != y for x, y in zip(*parts, strict=True)):
        return "apart"
    return "same" if a.name == b.name else "inside"


def _notes(relation: str, places: tuple[Place, Place], comparable: bool) -> tuple[str, ...]:
    names = f"{places[0].name}、{places[1].name}"
    said = {"apart": f"两地({names})不同,仅供参考", "inside": f"两期范围不同:{names}"}
    return (
        *((said[relation],) if relation in said else ()),
        *(() if comparable else (NOTHING_COMPARABLE,)),
    )


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
    )
