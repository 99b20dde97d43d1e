"""Rows of a table as lines, so that each figure stays beside its name."""

from collections.abc import Sequence

CELL_MARK = "\t"
"""Between the cells of a row: white space to every rule about text, and never part of a cell."""

LONGEST_CELL = 80
MOST_CELL_LINES = 2
"""Characters and lines up to which cells are set side by side. Pages of an older day put whole
articles into a table's cells; a cell of figures or its head is at most two short lines."""


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of one row: a single one with the cells parted by CELL_MARK, or, when a cell
    holds running text, the lines of the cells one after the other. Empty for an empty row."""
    if len(cells) > 1 and all(_is_short(cell) for cell in cells):
        row = CELL_MARK.join("".join(cell) for cell in cells)
        return [row] if row.strip() else []
    return [line for cell in cells for line in cell]


def _is_short(cell: Sequence[str]) -> bool:
    return len(cell) <= MOST_CELL_LINES and sum(map(len, cell)) <= LONGEST_CELL
