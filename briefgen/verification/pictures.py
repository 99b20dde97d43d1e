"""Whether what is drawn shows what is written: bars beside their numbers, the marks of a chart on its axis.

A PDF keeps a drawing as bare lines, so that there it is its numbers that are proved; HTML and Word keep what a
drawing says, and HTML what it is made of.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.manifest import Passage
from briefgen.rendering import bars, charts

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_BAR = re.compile(r'<svg class="(?:bar|key)".*?</svg>', re.DOTALL)
_DRAWN = re.compile(rf'{_BAR.pattern}|<span class="bar"[^>]*></span>', re.DOTALL)
_FIGURE = re.compile(r"<figure>.*?</figure>", re.DOTALL)
_SAID = re.compile(r"<title\b[^>]*>(.*?)</title>", re.DOTALL)
_WIDE = re.compile(r'class="bar"[^>]*?width: ([\d.]+)em')
_COLOUR = re.compile(r'<rect class="(?:rise|fall)"[^>]*? (?:fill|stroke)="(#[0-9a-fA-F]{6})"')
_FILLED = re.compile(r'#[0-9a-fA-F]{3,6}|aria-label="[^"]*"|<title>[^<]*|[\d.]+')
"""What a template of ours fills in."""
_DIGIT = re.compile(r"\d")
_TEXT = re.compile(r'<text x="([\d.]+)"[^>]*>([^<]*)</text>')
_MARK = re.compile(r'<circle class="[ab]" cx="([\d.]+)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
_VALUES = re.compile(rf"({_NUMBER.pattern}) → ({_NUMBER.pattern})")
_NEAR = 0.3
"""Units of the drawing by which rounding moves a mark; less than a tenth of it."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings of an output that can be read back."""

    wrong: tuple[tuple[str, str], ...] = ()
    """Those that do not show what is written beside them: what they should say, and what they say."""
    charts: tuple[str, ...] = ()
    """What charts of their own say to those who do not see them."""


NOTHING = Pictures()


def of_html(page: str) -> Pictures:
    """The drawings of a page."""
    wrong = [fault for table in _TABLE.findall(page) if 'class="bar"' in table for fault in _bars(table)]
    figures = _FIGURE.findall(page)
    wrong += [fault for figure in figures for fault in _marks(figure)]
    told = (html.unescape(said) for figure in figures for said in _SAID.findall(figure))
    return Pictures(tuple(wrong), tuple(text for text in told if _DIGIT.search(text)))


def of_word(document: Any) -> Pictures:
    """The pictures of a python-docx document, by their alternative texts; one without is decoration."""
    wrong: list[tuple[str, str]] = []
    for table in document.tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        said = {
            (at, place): text
            for at, row in enumerate(table.rows)
            for place, cell in enumerate(row.cells)
            if (text := "".join(_described(cell._tc)))
        }
        if said:
            due = {(row, column.at): bar.text for column in bars.columns(rows) for row, bar in column.bars.items()}
            wrong += [(due.get(at, ""), said.get(at, "")) for at in sorted(due | said) if due.get(at) != said.get(at)]
    return Pictures(tuple(wrong), tuple(text for p in document.paragraphs for text in _described(p._p)))


def due(passages: Sequence[Passage]) -> str:
    """What the chart of a page must say, by the passages it is proved with; empty when it has none."""
    labels = [p.text for p in passages if p.kind == "chart" and p.field == "label"]
    values = [p.text for p in passages if p.kind == "chart" and p.field == "bar"]
    return charts.said(list(zip(labels, values, strict=True))) if labels else ""


def _described(element: Any) -> Iterator[str]:
    return (text for text in element.xpath(".//wp:docPr/@descr") if text)


def _bars(table: str) -> Iterator[tuple[str, str]]:
    """Bars that are not as the numbers of their table would be drawn anew."""
    found = _BAR.findall(table)
    wide, colour = _WIDE.search(table), _COLOUR.search(table)
    again = bars.drawn(
        _DRAWN.sub("", table), float(wide[1]) if wide else bars.WIDEST, colour=colour[1] if colour else "#000000"
    )
    drawn = _BAR.findall(again)
    if len(drawn) != len(found):
        yield f"{len(drawn)} drawings", f"{len(found)} drawings"
    for new, old in zip(drawn, found, strict=False):
        told = _told(new), _told(old)
        if _shape(new) == _shape(old):
            if new != old:
                yield told if told[0] != told[1] else (new, old)
        elif told[0] != told[1] and _DIGIT.search(told[1]):
            yield told


def _shape(drawing: str) -> str:
    """What a template brings itself: of a user's own, only the words can be held against numbers."""
    return _FILLED.sub("", drawing)


def _told(drawing: str) -> str:
    """What a drawing says."""
    said = _SAID.search(drawing)
    return html.unescape(said[1]) if said else ""


def _marks(figure: str) -> Iterator[tuple[str, str]]:
    """Marks of a chart that do not stand where its axis has their values."""
    texts = [(float(x), html.unescape(text)) for x, text in _TEXT.findall(figure)]
    ticks = [(x, float(text)) for x, text in texts if _NUMBER.fullmatch(text)]
    values = [(float(v[1]), float(v[2])) for _, text in texts if (v := _VALUES.fullmatch(text))]
    places = [float(x) for x in _MARK.findall(figure)]
    if len(ticks) < 2 or len(places) != 2 * len(values):
        if places:
            yield f"{2 * len(values)} marks on an axis", f"{len(places)} marks"
        return
    (left, low), (right, high) = ticks[0], ticks[-1]
    for at, value in enumerate(v for pair in values for v in pair):
        exact = left + (value - low) / (high - low) * (right - left)
        within = min(max(exact, left - charts.BEYOND), right + charts.BEYOND)
        if abs(within - places[at]) > _NEAR:
            yield f"{value:g}", f"{low + (places[at] - left) / (right - left) * (high - low):.3g}"
