"""Exactly one page: what is kept, and how large it is set.

First the most items that fit at the smallest size we like to print, then the largest size at
which these still fit, then what is left of the page's height goes between the sections and
above the foot.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen.errors import OutputError
from briefgen.products import Briefing
from briefgen.rendering import pdf, templates
from briefgen.rendering.estimate import height
from briefgen.rendering.pages import Look, page

# Body type in points with its leading, from just below 五号 (10.5 pt, small print of office papers) to
# 三号 (16 pt, the body of GB/T 9704). Larger type takes more air.
LOOKS = tuple(Look(size=10 + step / 4, leading=round(1.42 + step * 0.012, 3)) for step in range(25))
# For a page that must hold what it holds (an edited one) the size goes down to the 9 pt floor.
TIGHT_LOOKS = tuple(Look(size=9 + step / 4, leading=1.4) for step in range(4))

PAGE_HEIGHT = 297 * 72 / 25.4
# Space between sections is widened at most so far, in points; the rest sinks the foot.
WIDEST_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A briefing cut to one page, as Markdown, with the look at which it fills the page."""

    briefing: Briefing
    markdown: str
    look: Look
    own: Path | None = None


def markdown_of(briefing: Briefing, own: Path | None = None) -> str:
    """The Markdown of a briefing, whole."""
    return templates.fill("brief.md.j2", {"page": briefing, "shown": briefing.shown}, own)


def fit(briefing: Briefing, *, templates: Path | None = None) -> Fitted:
    """Cut a briefing to one page by laying it out.

    Raises ToolError when the machine lacks Pango; `estimate` needs none.
    """
    own = templates
    first = estimate(briefing, templates=own)

    def fits(count: int) -> bool:
        markdown = markdown_of(briefing.cut(count), own)
        return _fits(markdown, LOOKS[0], first)

    orders = briefing.orders
    count = largest(fits, orders, guess=_count(briefing, first.briefing))
    if count == 0:
        raise OutputError(f"{briefing.path}: title and summary do not fit on one page; shorten them in the report")
    kept = briefing.cut(count)
    return settle(Fitted(kept, markdown_of(kept, own), LOOKS[0], own), LOOKS)


def settle(fitted: Fitted, looks: tuple[Look, ...]) -> Fitted:
    """The same Markdown at the largest look that keeps it on one page, filled to the foot."""
    index = largest(lambda number: _fits(fitted.markdown, looks[number - 1], fitted), len(looks), guess=1)
    if index == 0:
        raise OutputError(f"{fitted.briefing.path}: does not fit on one page; leave something out")
    look = looks[index - 1]
    document = _lay(fitted.markdown, look, fitted)
    filled = _filled(look, document, fitted.markdown.count("\n## ") + 1)
    return replace(fitted, look=filled if _fits(fitted.markdown, filled, fitted) else look)


def estimate(briefing: Briefing, *, templates: Path | None = None) -> Fitted:
    """Cut a briefing to about one page by counting lines, without laying it out."""

    def fits(count: int) -> bool:
        return height(markdown_of(briefing.cut(count), templates), LOOKS[0]) <= PAGE_HEIGHT

    count = largest(fits, briefing.orders, guess=briefing.orders)
    kept = briefing.cut(max(count, 1))
    return Fitted(kept, markdown_of(kept, templates), LOOKS[0], templates)


def largest(holds: Callable[[int], bool], limit: int, *, guess: int) -> int:
    """The largest number up to `limit` for which `holds`, 0 when none does.

    Steps from the guess are doubled until the answer lies between two tries, then halved.
    """
    low, high = 0, limit + 1
    at, step = min(max(guess, 1), limit), 1
    while high - low > 1:
        if holds(at):
            low = at
            at = at + step if high > limit else (low + high) // 2
        else:
            high = at
            at = at - step if low == 0 else (low + high) // 2
        step *= 2
        at = min(max(at, low + 1), high - 1)
    return low


def _count(whole: Briefing, cut: Briefing) -> int:
    return min(cut.orders, whole.orders)


def _lay(markdown: str, look: Look, fitted: Fitted) -> Any:
    html = page(markdown, look, fitted.own, date=fitted.briefing.iso_date)
    return pdf.layout(html, templates.folders(fitted.own))


def _fits(markdown: str, look: Look, fitted: Fitted) -> bool:
    return len(_lay(markdown, look, fitted).pages) == 1


def _filled(look: Look, document: Any, sections: int) -> Look:
    """The look with the free height of the page given away."""
    body = document.pages[0]
    free = (body.height - body.anchors["end"][1]) * 0.75 - look.margins[2] * 72 / 25.4 - 1
    if free <= 0:
        return look
    gap = min(WIDEST_GAP, free / (sections + 1))
    return replace(look, gap=round(gap, 2), sink=round(max(0.0, free - gap * (sections + 1)) + gap, 2))
