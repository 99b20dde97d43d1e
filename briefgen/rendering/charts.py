"""Charts as SVG from a template: positions are worked out here, marks and words are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.comparison.page import Bar, ComparisonPage
from briefgen.rendering import templates
from briefgen.rendering.bars import reach
from briefgen.rendering.titles import width
from briefgen.settings import ACCENTS

# Units of the drawing; the page scales it to the width of the text.
WIDTH, LINE, TOP, BOTTOM = 480.0, 15.0, 16.0, 14.0
FACE = 8.5
LONGEST_LABEL = 15
"""Characters of a name beside the drawing."""
VALUES = 66.0
"""What the two rates at the end of a line take."""
BEYOND = 8.0
"""How far behind the last tick a mark stands that is too far off to be drawn at its place."""
ROUND = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
"""Distances of ticks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of the chart: two growth rates, and where they stand."""

    label: str
    y: float
    a: float
    b: float
    text: str
    end: float
    cut: tuple[float, ...]
    """Where the line is cut, because a mark stands farther off than it is drawn."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A vertical line with its number."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class _Axis:
    """From growth rates to places in the drawing."""

    left: float
    right: float
    low: float
    high: float
    step: float
    """Distance of ticks, in per cent."""

    def x(self, value: float) -> float:
        """Where a value stands; one too far off stands just behind the end."""
        exact = self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)
        return round(min(max(exact, self.left - BEYOND), self.right + BEYOND), 1)

    def cuts(self, bar: Bar) -> tuple[float, ...]:
        """Where the line of two values is cut."""
        beyond = dict.fromkeys(self.x(value) for value in (bar.a, bar.b) if not self.low <= value <= self.high)
        return tuple(at + (BEYOND if at < self.left else -BEYOND) for at in beyond)

    def ticks(self) -> list[Tick]:
        """The lines with their numbers, from left to right."""
        values = [self.low + self.step * at for at in range(round((self.high - self.low) / self.step) + 1)]
        return [Tick(self.x(value), f"{value:g}") for value in values]


def dumbbell(page: ComparisonPage, own: Path | None = None, *, colour: str = ACCENTS["office"]) -> str:
    """The growth rates of both sides, a line each; empty when there are too few to draw.

    A rate that would press all others together stands behind the end of the axis, its line cut.
    """
    if not page.bars:
        return ""
    left = min(max(width(label_of(bar)) for bar in page.bars) * FACE + 8, WIDTH / 2.5) + BEYOND
    axis = _Axis(left, WIDTH - VALUES - BEYOND, *_ends([value for bar in page.bars for value in (bar.a, bar.b)]))
    marks = [
        Mark(
            label=label_of(bar),
            y=round(TOP + LINE * (at + 0.5), 1),
            a=axis.x(bar.a),
            b=axis.x(bar.b),
            text=text_of(bar),
            end=axis.right + BEYOND + 8,
            cut=axis.cuts(bar),
        )
        for at, bar in enumerate(page.bars)
    ]
    context = {
        "page": page,
        "marks": marks,
        "ticks": axis.ticks(),
        "zero": axis.x(0.0),
        "left": axis.left,
        "second": axis.left + width(f"甲期 {page.a.period}") * FACE + 30,
        "width": WIDTH,
        "height": TOP + LINE * len(marks) + BOTTOM,
        "bottom": TOP + LINE * len(marks),
        "face": FACE,
        "colour": colour,
        "said": said([(mark.label, mark.text) for mark in marks]),
    }
    return templates.fill("dumbbell.html.j2", context, own)


def label_of(bar: Bar) -> str:
    """The name beside a line of the chart."""
    return bar.indicator[:LONGEST_LABEL]


def text_of(bar: Bar) -> str:
    """The numbers at the end of a line."""
    return f"{bar.a:g} → {bar.b:g}"


def said(lines: Sequence[tuple[str, str]]) -> str:
    """What the chart says to those who do not see it: its names, each with its two rates."""
    return "甲、乙两期增速（%）：" + "；".join(f"{label}由{values.replace(' → ', '到')}" for label, values in lines)


def _ends(values: Sequence[float]) -> tuple[float, float, float]:
    """Both ends of the axis, zero among them, and the distance of its ticks."""
    far = reach([abs(value) for value in values])
    near = [value for value in values if abs(value) <= far]
    step = _step(max(*near, 0.0) - min(*near, 0.0))
    low, high = step * (min(near) // step), -step * (-max(near) // step)
    low = min(low, 0.0)
    return low, max(high, 0.0, low + step), step


def _step(span: float) -> float:
    """A round distance of ticks that makes three to eight of them."""
    return next((step for step in ROUND if span / step <= 7), span / 5 or 1.0)
