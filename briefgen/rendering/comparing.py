"""A comparison to Markdown and to one or two pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.comparison.models import Comparison
from briefgen.comparison.page import LEAST_TASKS, MOST_TASKS, ComparisonPage, page_of
from briefgen.errors import OutputError
from briefgen.manifest import Passage
from briefgen.rendering import charts, pdf, templates
from briefgen.rendering.pages import POINTS_PER_MM, Look, page
from briefgen.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from briefgen.verification.articles import Article


class WideLook(Look):
    """A look whose margins leave room for a table of ten columns."""

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Of the page, in mm: top, right, bottom, left."""
        return (15, 15, 16, 15)


SMALL = WideLook(size=10, leading=1.4)
# A larger type, and how many pages a comparison in the small one must fill at most for it to be tried.
LARGER = (
    (WideLook(size=11.5, leading=1.5), 0.75, 1),
    (WideLook(size=11, leading=1.45), 1.7, 2),
)
PAGES = 2
SHEETS = ("brief.css", "compare.css")
MOST_ROWS = 60
"""What is set without being measured; nobody reads more."""
ROW = 20.0
"""Points that go with a row of the table: between one line and two."""
TRIES, NEARLY = 4, 2
"""Layouts spent on giving back rows that were taken too many, and how many a reader does not miss."""
CAUTION = 0.85
"""Tables and charts that do not break leave more room unused than the rows alone would."""


@dataclass(frozen=True, slots=True)
class SetComparison:
    """A comparison cut to its pages: Markdown, and the HTML that the PDF is made of."""

    page: ComparisonPage
    markdown: str
    html: str
    look: Look = SMALL
    templates: Path | None = None
    settings: Settings = DEFAULT
    date: str | None = None
    """Of its newest report, ISO, for the properties of the files."""
    chart: str = ""
    """Its chart, as markup; empty when the growth rates are few or charts are turned off."""


@dataclass(frozen=True, slots=True)
class _Dress:
    """What a comparison is set with, whatever its length."""

    templates: Path | None
    settings: Settings


def set_comparison(
    comparison: Comparison, *, templates: Path | None = None, settings: Settings = DEFAULT, lay_out: bool = True
) -> SetComparison:
    """Set a comparison on one page, or two; what counts least goes when two do not hold it.

    Without `lay_out` nothing is measured, for machines and formats that need no pages. Raises
    ToolError when the machine lacks Pango and `lay_out` is set.
    """
    dress = _Dress(templates, settings)
    rows = min(sum(row.status == "actual" for row in comparison.rows), MOST_ROWS)
    made = _set(comparison, rows, MOST_TASKS, SMALL, dress)
    if not lay_out:
        return made
    used = _pages(made, SMALL, dress)
    if used > PAGES:
        return _cut(comparison, rows, dress)
    look = _largest(used, lambda look: _pages(_set(comparison, rows, MOST_TASKS, look, dress), look, dress))
    return _set(comparison, rows, MOST_TASKS, look, dress)


def reset(
    markdown: str,
    chart: str = "",
    *,
    templates: Path | None = None,
    settings: Settings = DEFAULT,
) -> tuple[Look, str]:
    """The look and the HTML of a comparison that a person edited, from its Markdown alone, and its chart.

    Raises OutputError when two pages do not hold it, ToolError when the machine lacks Pango.
    """
    dress = _Dress(templates, settings)

    def html(look: Look) -> str:
        return page(markdown, look, templates, sheets=SHEETS, chart=chart, settings=settings)

    used = _used(html(SMALL), SMALL, dress)
    if used > PAGES:
        raise OutputError("the edited comparison is longer than two pages; shorten it")
    look = _largest(used, lambda look: _used(html(look), look, dress))
    return look, html(look)


def _largest(used: float, measure: Callable[[Look], float]) -> Look:
    """The largest type of which a page, or two, hold what fills so many pages in the smallest."""
    for look, least, allowed in LARGER:
        if used <= least and (allowed == 1 or used > 1):
            filled = measure(look)
            if filled <= allowed:
                return _filled(look, filled)
    return _filled(SMALL, used)


def _cut(comparison: Comparison, rows: int, dress: _Dress) -> SetComparison:
    """First fewer tasks, then fewer rows, until two pages hold the rest."""
    height = SMALL.room - SMALL.margins[0] * POINTS_PER_MM

    @cache
    def used(count: int) -> float:
        return _pages(_set(comparison, count, LEAST_TASKS, SMALL, dress), SMALL, dress)

    kept, refused = rows, rows + 1
    while used(kept) > PAGES and kept:
        refused, kept = kept, max(0, kept - max(1, int((used(kept) - PAGES) * height / ROW)))
    for _ in range(TRIES):
        if refused - kept <= NEARLY or refused > rows:
            break
        share = (PAGES - used(kept)) / (used(refused) - used(kept))
        between = min(max(kept + int((refused - kept) * share * CAUTION), kept + 1), refused - 1)
        kept, refused = (between, refused) if used(between) <= PAGES else (kept, between)
    return _set(comparison, kept, LEAST_TASKS, _filled(SMALL, used(kept)), dress)


def _set(comparison: Comparison, rows: int, tasks: int, look: Look, dress: _Dress) -> SetComparison:
    own, settings = dress.templates, dress.settings
    view = page_of(comparison, rows, tasks)
    view = replace(view, paper=settings.compare_name or view.paper)
    markdown = templates.fill("compare.md.j2", {"page": view, "settings": settings}, own)
    chart = "" if settings.charts is False else charts.dumbbell(view, own, colour=settings.colour)
    date = comparison.iso_date
    html = page(markdown, look, own, date=date, sheets=SHEETS, chart=chart, settings=settings)
    return SetComparison(view, markdown, html, look, own, settings, date, chart)


def _pages(made: SetComparison, look: Look, dress: _Dress) -> float:
    return _used(made.html, look, dress)


def _used(html: str, look: Look, dress: _Dress) -> float:
    """Pages used, the last as the share of its height that is."""
    document = pdf.layout(html, templates.folders(dress.templates))
    top = look.margins[0] * POINTS_PER_MM
    share = (pdf.end(document) - top) / (look.room - top)
    return len(document.pages) - 1 + min(share, 1.0)


def _filled(look: Look, used: float) -> Look:
    """The look with the foot at the foot of the last page."""
    free = (1 - used % 1) * (look.room - look.margins[0] * POINTS_PER_MM) if used % 1 else 0.0
    return WideLook(look.size, look.leading, sink=round(max(free - 4.0, 0.0), 2))


def write(made: SetComparison) -> bytes:
    """The PDF of a comparison. Raises ToolError for a missing glyph."""
    return pdf.write(pdf.layout(made.html, templates.folders(made.templates)))


def on_screen(made: SetComparison, passages: Sequence[Passage] = (), articles: Sequence["Article"] = ()) -> str:
    """The HTML for a screen, with the chart, its numbers leading to their sentences.

    `passages` are those of the Markdown as `briefgen.verification.trace` gives them, `articles` their inputs.
    """
    from briefgen.rendering import screen

    return screen.page(
        made.markdown,
        made.look,
        passages,
        articles,
        made.templates,
        date=made.date,
        settings=made.settings,
        chart=made.chart,
        sheets=SHEETS,
    )
