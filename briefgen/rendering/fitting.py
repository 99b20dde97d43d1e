"""Exactly one page: what is kept, and how large it is set.

First the most items that fit at the smallest size we like to print; if all do, the largest size
at which they still fit; then what is left of the page's height goes between the sections and
above the foot. Counting lines tells where to try, laying out decides: four to six layouts, and
as many again where a report of many items fits whole.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.errors import OutputError
from briefgen.products import Briefing
from briefgen.rendering import pdf, templates
from briefgen.rendering.estimate import height
from briefgen.rendering.pages import POINTS_PER_MM, Look, page
from briefgen.settings import DEFAULT, Settings

# Body type in points with its leading, from just below 五号 (10.5 pt, small print of office papers) to
# 三号 (16 pt, the body of GB/T 9704). Larger type takes more air.
LOOKS = tuple(Look(size=10 + step / 4, leading=round(1.42 + step * 0.012, 3)) for step in range(25))

# A page that a person wrote more on may be set tighter, down to the least that is readable in print.
TIGHT_LOOKS = tuple(Look(size=9 + step / 4, leading=round(1.34 + step * 0.02, 3)) for step in range(4))

# A briefing of more orders has, as a rule, more than a page holds, so that its tables are set close, two rows to
# a line; where all of it fits nevertheless, they are not.
PLENTY = 25

# Orders behind the first that is too large which are tried in what is left of the page.
AHEAD = 12
# Share of the page's height below which nothing more is tried: a line of the smallest type.
A_LINE = 0.02

# Space between sections is widened at most so far, in points; the rest sinks the foot.
WIDEST_GAP = 16.0
# Share of a large rest that goes above the title: text stands well a little above the middle.
LIFTED = 0.2
# Kept free when space is given away: rounding in the layout must not push the foot off the page.
SLACK = 1.0


Kept = tuple[int, frozenset[int]]
"""The first so many orders, and single ones behind them."""
NONE: frozenset[int] = frozenset()

Layout = Callable[[str, Look], Any]
"""Lays Markdown out at a look."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A briefing cut to one page, as Markdown, with the look at which it fills the page."""

    briefing: Briefing
    markdown: str
    look: Look
    templates: Path | None = None
    """The user's own templates it was made with."""
    settings: Settings = DEFAULT


def fit(briefing: Briefing, *, templates: Path | None = None, settings: Settings = DEFAULT) -> Fitted:
    """Cut a briefing to one page by laying it out.

    Raises ToolError when the machine lacks Pango (`estimate` needs none), OutputError when not
    even title and summary fit.
    """
    crowded = briefing.orders > PLENTY
    fitted, whole = _fit(briefing, crowded, templates, settings)
    if crowded and whole:
        roomy, all_of_it = _fit(briefing, False, templates, settings)
        return roomy if all_of_it else fitted
    return fitted


def _fit(briefing: Briefing, crowded: bool, templates: Path | None, settings: Settings) -> tuple[Fitted, bool]:
    """A briefing cut to one page, its tables set close when `crowded`, and whether all of it is there."""
    markdown = _markdowns(briefing, crowded, templates, settings)
    lay = _layouts(templates, settings, briefing.iso_date)

    @cache
    def used(kept: Kept, at: int = 0) -> float:
        return _used(lay, markdown(kept), LOOKS[at])

    def counted(kept: Kept) -> float:
        return _counted(markdown(kept), LOOKS[0])

    orders = briefing.orders
    count = most(orders, lambda n: counted((n, NONE)), lambda n: used((n, NONE)))
    kept, at = (count, NONE), 0
    if count == orders:
        at = most(len(LOOKS), lambda n: _counted(markdown(kept), LOOKS[n - 1]), lambda n: used(kept, n - 1)) - 1
    elif used(kept) > 1:
        raise OutputError(f"{briefing.path}: title and summary do not fit on one page; shorten them in the report")
    else:
        kept = (count, _more(count, orders, counted, used))
    look = _widened(lay, markdown(kept), LOOKS[at], used(kept, at))
    return Fitted(briefing.cut(*kept), markdown(kept), look, templates, settings), count == orders


def settle(markdown: str, *, templates: Path | None = None, settings: Settings = DEFAULT) -> Look:
    """The look at which a page that a person edited fills one page.

    Raises OutputError when it does not fit at any size, ToolError when the machine lacks Pango.
    """
    looks = (*TIGHT_LOOKS, *LOOKS)
    lay = _layouts(templates, settings)

    @cache
    def used(at: int) -> float:
        return _used(lay, markdown, looks[at - 1])

    at = most(len(looks), lambda n: _counted(markdown, looks[n - 1]), used)
    if at == 0:
        raise OutputError("the edited page is longer than one page at the smallest type; shorten it")
    return _widened(lay, markdown, looks[at - 1], used(at))


def estimate(briefing: Briefing, *, templates: Path | None = None, settings: Settings = DEFAULT) -> Fitted:
    """Cut a briefing to about one page by counting lines, without laying it out."""
    markdown = _markdowns(briefing, briefing.orders > PLENTY, templates, settings)

    def counted(kept: Kept) -> float:
        return _counted(markdown(kept), LOOKS[0])

    orders = briefing.orders
    count = most(orders, lambda n: counted((n, NONE)), lambda n: counted((n, NONE)))
    kept = (count, NONE if count == orders else _more(count, orders, counted, counted))
    return Fitted(briefing.cut(*kept), markdown(kept), LOOKS[0], templates, settings)


def most(limit: int, model: Callable[[int], float], measure: Callable[[int], float]) -> int:
    """The largest number from 1 to `limit` whose measure is at most 1, 0 when there is none.

    `model` tells roughly what `measure` will say; each measurement corrects its scale.
    """
    low, high, scale = 0, limit + 1, 1.0
    while high - low > 1:
        guess = bisect_right(range(low + 1, high), 1.0, key=lambda n: model(n) * scale) + low
        guess = min(max(guess, low + 1), high - 1)
        measured = measure(guess)
        scale = measured / model(guess)
        if measured <= 1:
            low = guess
        else:
            high = guess
    return low


def _more(count: int, orders: int, counted: Callable[[Kept], float], used: Callable[[Kept], float]) -> frozenset[int]:
    """Orders behind the first that is too large which fit into what is left of the page."""
    taken = used((count, NONE))
    scale = taken / counted((count, NONE))
    also = NONE
    if taken > 1 - A_LINE:
        return also
    for order in range(count + 1, min(count + AHEAD, orders)):
        if counted((count, also | {order})) * scale <= 1 - A_LINE / 2:
            also |= {order}
    while also and used((count, also)) > 1:
        also -= {max(also)}
    return also


def _markdowns(briefing: Briefing, crowded: bool, own: Path | None, settings: Settings) -> Callable[[Kept], str]:
    """The Markdown of the briefing's first so many orders, and of single ones behind them."""

    @cache
    def markdown(kept: Kept) -> str:
        cut = briefing.cut(*kept)
        context = {"page": cut, "shown": cut.shown, "crowded": crowded, "settings": settings}
        return templates.fill("brief.md.j2", context, own)

    return markdown


def _counted(markdown: str, look: Look) -> float:
    return height(markdown, look) / look.room


def _layouts(own: Path | None, settings: Settings, date: str | None = None) -> Layout:
    def lay(markdown: str, look: Look) -> Any:
        html = page(markdown, look, own, date=date, barred=settings.bars, settings=settings)
        return pdf.layout(html, templates.folders(own))

    return lay


def _used(lay: Layout, markdown: str, look: Look) -> float:
    """Share of the page's height that is used, more than 1 when it does not fit."""
    document = lay(markdown, look)
    before = (len(document.pages) - 1) * (look.room - look.margins[0] * POINTS_PER_MM)
    share = (before + pdf.end(document)) / look.room
    return max(share, 1.001) if before else min(share, 1.0)


def _widened(lay: Layout, markdown: str, look: Look, used: float) -> Look:
    """The look with the free height given away, unless that pushes the foot off the page after all."""
    wide = _filled(look, used, sections=markdown.count("\n## ") + 1)
    return wide if _used(lay, markdown, wide) <= 1 else look


def _filled(look: Look, used: float, sections: int) -> Look:
    """The look with the free height of the page given away."""
    free = look.room * (1 - used) - SLACK
    if free <= 0:
        return look
    gap = min(WIDEST_GAP, free / (sections + 1))
    rest = free - gap * sections
    lift = rest * LIFTED if rest > 2 * WIDEST_GAP else 0.0
    return replace(look, gap=round(gap, 2), sink=round(rest - lift, 2), lift=round(lift, 2))
