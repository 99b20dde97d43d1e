"""Charts as SVG from a template: positions are worked out here, marks and words are the template's."""

from dataclasses import dataclass
from pathlib import Path

from briefgen.comparison.page import Bar, ComparisonPage
from briefgen.rendering import templates
from briefgen.rendering.titles import width
from briefgen.settings import ACCENTS

# Units of the drawing; the page scales it to the width of the text.
WIDTH, LINE, TOP, BOTTOM = 480.0, 15.0, 16.0, 14.0
FACE = 8.5
LONGEST_LABEL = 15
"""Characters of a name beside the drawing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the chart: two growth rates, and where they stand."""

    label: str
    y: float
    a: float
    b: float
    text: str
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line with its number."""

    x: float
    text: str


def dumbbell(page: ComparisonPage, own: Path | None = None, *, colour: str = ACCENTS["office"]) -> str:
    """The growth rates of both sides, a line each; empty when there are too few to draw."""
    if not page.bars:
        return ""
    left = min(max(width(label_of(bar)) for bar in page.bars) * FACE + 8, WIDTH / 2.5)
    right = WIDTH - 66
    values = [value for bar in page.bars for value in (bar.a, bar.b)]
    step = _step(max(values) - min(values))
    low, high = step * (min(values) // step), -step * (-max(values) // step)
    low, high = min(low, 0.0), max(high, 0.0, low + step)

    def x(value: float) -> float:
        return round(left + (value - low) / (high - low) * (right - left), 1)

    marks = [
        Mark(
            label=label_of(bar),
            y=round(TOP + LINE * (at + 0.5), 1),
            a=x(bar.a),
            b=x(bar.b),
            text=f"{bar.a:g} → {bar.b:g}",
            end=right + 6,
        )
        for at, bar in enumerate(page.bars)
    ]
    count = round((high - low) / step)
    ticks = [Tick(x(low + step * at), f"{low + step * at:g}") for at in range(count + 1)]
    context = {
        "page": page,
        "marks": marks,
        "ticks": ticks,
        "zero": x(0.0),
        "left": left,
        "width": WIDTH,
        "height": TOP + LINE * len(marks) + BOTTOM,
        "bottom": TOP + LINE * len(marks),
        "face": FACE,
        "colour": colour,
    }
    return templates.fill("dumbbell.html.j2", context, own)


def label_of(bar: Bar) -> str:
    """The name beside a line of the chart."""
    return bar.indicator[:LONGEST_LABEL]


def _step(span: float) -> float:
    """A round distance of ticks that makes three to eight of them."""
    return next((step for step in (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0) if span / step <= 7), span / 5 or 1.0)
