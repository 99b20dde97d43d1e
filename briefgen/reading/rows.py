"""Rows of a table as lines, so that each figure stays beside its name."""

from collections.abc import Mapping, Sequence

CELL_MARK = "\t"
"""Between the cells of a row: white space to every rule about text, and never part of a cell."""

LONGEST_CELL = 80
MOST_CELL_LINES = 2
"""Characters and lines up to which cells are set side by side. Pages of an older day put whole
articles into a table's cells; a cell of figures or its head is at most two short lines."""

MOST_COVERED = 40
"""Columns that one cell can cover; tables of bulletins have up to thirty."""


class Merged:
    """The places of a table that cells of the rows above cover."""

    def __init__(self) -> None:
        self._left: dict[int, int] = {}  # rows below that are covered, by column

    def laid_out(self, cells: Sequence[list[str]], spans: Sequence[tuple[int, int]]) -> list[list[str]]:
        """The cells of the next row, each in its column: what merged cells cover is empty.

        `spans` tells of each cell how many columns and rows it covers. A row that is all one cell
        stays one cell: it is no row of figures.
        """
        covered, self._left = self._left, {at: rows - 1 for at, rows in self._left.items() if rows > 1}
        row: list[list[str]] = []
        for cell, (columns, rows) in zip(cells, spans, strict=True):
            row += [[]] * _run(covered, len(row))
            wide = min(max(columns, 1), MOST_COVERED)
            if rows > 1:
                self._left |= dict.fromkeys(range(len(row), len(row) + wide), rows - 1)
            row += [cell, *[[]] * (wide - 1)]
        row += [[]] * _run(covered, len(row))
        return list(cells) if len(cells) == 1 and not covered else row


def _run(covered: Mapping[int, int], at: int) -> int:
    """How many columns from this one on are covered."""
    end = at
    while end in covered:
        end += 1
    return end - at


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of one row: a single one with the cells parted by CELL_MARK, or, when a cell
    holds running text, the lines of the cells one after the other. Empty for an empty row."""
    if len(cells) > 1 and all(_is_short(cell) for cell in cells):
        row = CELL_MARK.join("".join(cell) for cell in cells)
        return [row] if row.strip() else []
    return [line for cell in cells for line in cell]


def _is_short(cell: Sequence[str]) -> bool:
    return len(cell) <= MOST_CELL_LINES and sum(map(len, cell)) <= LONGEST_CELL
