"""Bars in the tables of a briefing, each beside the number it draws.

A chart of its own would repeat numbers and take the place of sentences. A bar in its number's cell
takes what a table leaves blank and needs no label. All is read from the table as it stands, so
that a page a person edited has the bars of its own numbers.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.rendering import templates
from briefgen.rendering.titles import width
from briefgen.settings import ACCENTS

GROWTH, PROGRESS, ELAPSED, NAME, PERIOD = "增减", "完成进度", "时间进度", "指标", "时期"
"""How the columns are headed, or how their heads begin."""
FEWEST_RATES = 4
"""Growth rates of one period in a table; fewer are compared as fast without bars."""
FAR = 2.5
"""How many times the next rate one must be to be cut short: from here on it presses the others flat."""
OUTLIERS = 4
"""One in so many bars may be cut short; more are no exception, and a cut would mislead."""
CUT = 0.85
"""Share of the room that the longest whole bar takes where another is cut short."""
FULL = 1.2
"""End of the scale of progress: what is ahead of its target by more is cut short."""
WIDEST, NARROWEST, STEP = 11.0, 3.0, 0.5
"""Of a bar, in sizes of the table's type; tried from the widest, and none where the narrowest has no room."""
BETWEEN = 0.4
"""Between number and bar, in the same size."""
PADDING = 1.5
"""Of a cell, both sides, with what digits are wider than half a character."""
THICK = 0.7
"""Height of a bar in the same size."""
UNITS = 10
"""Of the drawing to one size of type."""

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"(<t[dh]\b[^>]*)(>)(.*?)(</t[dh]>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_RATE = re.compile(r"[+−]?\d+(?:\.\d+)?%")
_OTHER_PERIOD = re.compile(r"（[^（）]*[年月度][^（）]*）$")
"""What a page puts behind the name of an indicator whose numbers are of another period than the table's."""

Rows = Sequence[Sequence[str]]
"""The texts of a table's cells, its head first."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; places are shares of the room it has."""

    start: float
    end: float
    zero: float
    """Where nothing is: the axis."""
    falls: bool
    cut: bool
    """Whether it is longer than it is drawn."""
    mark: float | None
    """Where time stands, for progress."""
    text: str
    """What it says, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class Column:
    """The bars of one column, by row."""

    kind: str
    """`growth` or `progress`, as the template is called."""
    at: int
    bars: dict[int, Bar]
    key: int | None = None
    """The column whose head explains the mark in the bars."""


def draw(page: str, room: float, own: Path | None = None, *, colour: str = ACCENTS["plain"]) -> str:
    """The HTML of a page with bars in those of its tables that have numbers for them.

    `room` is the width of the text in sizes of the table's type: where a table leaves too little of
    it, there are none.
    """

    def barred(table: re.Match[str]) -> str:
        rows = texts_of(table[0])
        wide = fitting(rows, columns(rows), room)
        return drawn(table[0], wide, own, colour=colour) if wide else table[0]

    return _TABLE.sub(barred, page)


def drawn(table: str, wide: float, own: Path | None = None, *, colour: str = ACCENTS["plain"]) -> str:
    """The HTML of a table with bars of the given width, in sizes of its type."""
    rows = texts_of(table)
    beside = dict(_pictures(rows, wide, own, colour))
    counted = iter(range(len(rows)))

    def row_drawn(row: re.Match[str]) -> str:
        at = next(counted)
        places = iter(range(len(rows[0])))
        return f"<tr>{_CELL.sub(lambda cell: _with(cell, beside.get((at, next(places)), '')), row[1])}</tr>"

    return _ROW.sub(row_drawn, table) if beside else table


def columns(rows: Rows) -> tuple[Column, ...]:
    """The bars that the texts of a table give, columns from left to right."""
    if len({len(cells) for cells in rows}) != 1:
        return ()
    return (*_growth(rows), *_progress(rows))


def fitting(rows: Rows, found: Sequence[Column], room: float) -> float:
    """How wide bars may be so that no cell needs a second line for them; 0 when they find no room."""
    if not found:
        return 0.0
    numbers = {column.at for column in found}
    texts = [[width(cell) for cell in cells] for cells in zip(*rows, strict=True)]

    def needed(bar: float) -> float:
        beside = bar + BETWEEN
        return sum(
            PADDING + max(cells[0], max(cells) + beside if at in numbers else max(cells))
            for at, cells in enumerate(texts)
        )

    wide = WIDEST
    while wide >= NARROWEST and needed(wide) > room:
        wide -= STEP
    return wide if wide >= NARROWEST else 0.0


def texts_of(table: str) -> Rows:
    """The texts of a table's cells."""
    return [[_plain(cell[3]) for cell in _CELL.finditer(row[1])] for row in _ROW.finditer(table)]


def _growth(rows: Rows) -> Iterator[Column]:
    """A column for each headed 增减; all of a table are drawn to one scale."""
    places = [at for at, head in enumerate(rows[0]) if head == GROWTH]
    rates = {at: _rates(rows, at) for at in places}
    values = [value for found in rates.values() for _, value in found.values()]
    if len(values) < FEWEST_RATES:
        return
    scale = _Scale(reach([abs(value) for value in values]), values)
    for at, found in rates.items():
        bars = {row: scale.bar(value, name) for row, (name, value) in found.items()}
        yield Column("growth", at, bars)


def _rates(rows: Rows, at: int) -> dict[int, tuple[str, float]]:
    """The growth rates of the table's own period in a column, with their names, by row."""
    name = max((place for place, head in enumerate(rows[0][:at]) if head == NAME), default=0)
    found = {
        row: (cells[name], _value(cells[at]))
        for row, cells in enumerate(rows[1:], 1)
        if _RATE.fullmatch(cells[at]) and not _OTHER_PERIOD.search(cells[name])
    }
    if PERIOD in rows[0]:
        periods = {row: rows[row][rows[0].index(PERIOD)] for row in found}
        usual = max(Counter(periods.values()).items(), key=lambda item: item[1], default=("", 0))[0]
        found = {row: one for row, one in found.items() if periods[row] == usual}
    return found


def reach(sizes: Sequence[float]) -> float:
    """The largest size that is drawn whole: what stands out far above all others is not."""
    ordered = sorted(sizes)
    for at in range(len(ordered) - max(1, len(ordered) // OUTLIERS), len(ordered)):
        if ordered[at] > FAR * ordered[at - 1] > 0:
            return ordered[at - 1]
    return ordered[-1]


class _Scale:
    """From growth rates to places in the room of a bar."""

    def __init__(self, reach: float, values: Sequence[float]) -> None:
        self.reach = reach
        low = -min(0.0, *values)
        high = max(0.0, *values)
        self.low, self.high = (self._length(end) for end in (low, high))
        self.whole = (self.low + self.high) or 1.0

    def _length(self, size: float) -> float:
        return self.reach / CUT if size > self.reach else size

    def bar(self, value: float, name: str) -> Bar:
        """The bar of a growth rate."""
        zero = self.low / self.whole
        length = self._length(abs(value)) / self.whole
        falls = value < 0
        said = f"{'下降' if falls else '增长'}{abs(value):g}%" if value else "持平"
        start, end = (zero - length, zero) if falls else (zero, zero + length)
        return Bar(start, end, zero, falls, abs(value) > self.reach, None, f"{name}{said}")


def _progress(rows: Rows) -> Iterator[Column]:
    """The column of progress where that of time stands beside it and some row has both."""
    heads = [next((at for at, head in enumerate(rows[0]) if head.startswith(k)), -1) for k in (PROGRESS, ELAPSED)]
    if min(heads) < 0:
        return
    at, time = heads
    bars: dict[int, Bar] = {}
    for row, cells in enumerate(rows[1:], 1):
        if not (done := _RATE.match(cells[at])):
            continue
        share = _value(done[0]) / 100
        elapsed = _value(cells[time]) / 100 if _RATE.fullmatch(cells[time]) else None
        told = f"，时间进度{cells[time]}" if elapsed is not None else ""
        bars[row] = Bar(
            start=0.0,
            end=min(max(share, 0.0), FULL) / FULL,
            zero=1 / FULL,
            falls=False,
            cut=share > FULL,
            mark=None if elapsed is None else min(elapsed, FULL) / FULL,
            text=f"{cells[0]}完成进度{done[0]}{told}",
        )
    if any(bar.mark is not None for bar in bars.values()):
        yield Column("progress", at, bars, key=time)


def _with(cell: re.Match[str], picture: str) -> str:
    """A cell with its picture behind its text."""
    if not picture:
        return cell[0]
    opening = _classed(cell[1]) if cell[1].startswith("<td") else cell[1]
    return f"{opening}{cell[2]}{cell[3]}{picture}{cell[4]}"


def _pictures(rows: Rows, wide: float, own: Path | None, colour: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What stands behind the texts of cells, by row and column."""
    for column in columns(rows):
        for row in range(len(rows)):
            yield (row, column.at), _picture(column, row, wide, own, colour)
        if column.key:
            yield (0, column.key), _filled(column, None, wide, own, colour)


def _picture(column: Column, row: int, wide: float, own: Path | None, colour: str) -> str:
    """What stands behind a number: its bar, or as much blank, so that the numbers stand in one column."""
    bar = column.bars.get(row)
    if bar is None:
        head = not row and column.kind == "progress"
        return "" if head else f'<span class="bar" style="width: {wide:g}em"></span>'
    return _filled(column, bar, wide, own, colour)


def _filled(column: Column, bar: Bar | None, wide: float, own: Path | None, colour: str) -> str:
    """The template of a column's bars with one of them; without one, the key to the marks in them."""
    context = {
        "bar": bar,
        "wide": wide,
        "thick": THICK,
        "width": wide * UNITS,
        "height": THICK * UNITS,
        "colour": colour,
    }
    return templates.fill(f"{column.kind}.html.j2", context, own).strip()


def _classed(opening: str) -> str:
    """The opening of a cell that has a bar."""
    if "drawn" in opening:
        return opening
    return re.sub(r'class="', 'class="drawn ', opening) if "class=" in opening else f'{opening} class="drawn"'


def _value(text: str) -> float:
    return float(text.replace("−", "-").rstrip("%"))


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup)).strip()
