"""Printed lines back to running text: columns, wrapped lines, running heads and page numbers."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefgen.reading.rows import CELL_MARK

EDGE = 0.12
"""Share of the page's height, above and below, in which running heads stand (GB/T 9704: 37 mm of 297)."""

REPEATED = 0.3
"""Share of pages on which a line at one height is a running head; left and right pages may differ."""

SLACK = 1.2
"""Ems that a full line may miss of the margin beyond what the next word needs: punctuation that
hangs or is squeezed, and last lines of paragraphs that nearly fill the line."""

TITLE = 1.25
"""How much larger than the usual line a title is set; its lines are centred and never full."""

INDENT = 1.2
"""Ems from the margin at which a line opens a paragraph; the usual indent is two."""

LOOSE = 1.35
"""Line distance, in usual ones, that parts paragraphs."""

LEAST_COLUMN_LINES = 5
LEAST_COLUMN_WIDTH = 10
"""Lines, and ems of the usual line, from which a side of the page is a column of prose; the narrowest
newspapers set twelve characters."""

MOST_TURNS = 3
"""Changes of side on a page of two columns: one, or three when a wide line parts it."""

_NUMBER = re.compile(r"[-—–─·.\s]*(第?\s*\d{1,4}\s*页?\s*([/,，共]\s*共?\s*\d{1,4}\s*页?)?)[-—–─·.\s]*")
_DIGITS = re.compile(r"\d+")
_QUOTE, _OPEN, _CLOSE = '“”‘’"', "（《「『【(", "，。、；：！？）》」』】)"
_UNIT = f"[{_OPEN}]*(?:[!-'*-~]+|[^{_QUOTE}{_OPEN}{_CLOSE}])?[{_CLOSE}]*"
_WORD = re.compile(f"{_UNIT}(?:[{_QUOTE}]+{_UNIT})*")
_LATIN_END = re.compile(r"[A-Za-z,;:]$")
_LATIN_START = re.compile(r"[A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a printed line without a wide gap; lengths in points, upwards and to the right."""

    text: str
    left: float
    right: float
    top: float
    size: float
    """An em."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of one page in the file's order."""

    lines: tuple[Line, ...]
    width: float
    height: float


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """The running text of a document, a paragraph or table row a line."""
    repeated = _running_heads(pages)
    body = [[line for line in page.lines if not _is_furniture(line, page, repeated)] for page in pages]
    ordered = [_rows(_in_order(lines)) for lines in body]
    return _joined(ordered)


def headline(page: Page) -> str | None:
    """What is set largest on a page, its lines joined, if it stands out and reads like a title."""
    if not page.lines:
        return None
    usual = median(line.size for line in page.lines)
    largest = max(line.size for line in page.lines)
    text = "".join(line.text.strip() for line in page.lines if line.size > largest * 0.95)
    return text if largest > usual * TITLE and 8 <= len(text) <= 80 else None


def _running_heads(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    seen = Counter(place for page in pages for place in {_place(line) for line in page.lines if _at_edge(line, page)})
    return frozenset(place for place, count in seen.items() if count >= max(2, REPEATED * len(pages)))


def _is_furniture(line: Line, page: Page, repeated: frozenset[tuple[str, int]]) -> bool:
    return _at_edge(line, page) and (_place(line) in repeated or bool(_NUMBER.fullmatch(line.text)))


def _at_edge(line: Line, page: Page) -> bool:
    return line.top > page.height * (1 - EDGE) or line.top < page.height * EDGE


def _place(line: Line) -> tuple[str, int]:
    """What a running head repeats: its words, but not its numbers, at its height."""
    return _DIGITS.sub("#", line.text.strip()), round(line.top / 4)


def _in_order(lines: list[Line]) -> list[Line]:
    """Two columns of prose are read one after the other, between the lines that span both."""
    if not lines:
        return lines
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    left = [line for line in lines if line.right <= middle + line.size / 2]
    right = [line for line in lines if line.left >= middle - line.size / 2]
    if min(len(left), len(right)) < LEAST_COLUMN_LINES or len(left) + len(right) < 0.7 * len(lines):
        return lines
    if not (_is_prose(left) and _is_prose(right)) and not _is_written_in_turn(lines, left, right):
        return lines
    beside = {id(line): number for number, column in enumerate((left, right), 1) for line in column}
    ordered: list[Line] = []
    waiting: dict[int, list[Line]] = {1: [], 2: []}
    for line in sorted(lines, key=lambda line: -line.top):
        if column := beside.get(id(line)):
            waiting[column].append(replace(line, column=column))
        else:
            ordered += [*waiting[1], *waiting[2], line]
            waiting = {1: [], 2: []}
    return [*ordered, *waiting[1], *waiting[2]]


def _is_prose(lines: list[Line]) -> bool:
    """Whether most lines fill their column; the columns of a table are ragged."""
    width = max(line.right for line in lines) - min(line.left for line in lines)
    usual = median(line.right - line.left for line in lines)
    return usual >= max(0.7 * width, LEAST_COLUMN_WIDTH * lines[0].size)


def _is_written_in_turn(lines: list[Line], left: list[Line], right: list[Line]) -> bool:
    """Whether the file has one side after the other; a table is written row by row."""
    sides = {id(line): side for side, column in enumerate((left, right)) for line in column}
    order = [sides[id(line)] for line in lines if id(line) in sides]
    return sum(a != b for a, b in pairwise(order)) <= MOST_TURNS


def _rows(lines: list[Line]) -> list[Line]:
    """Pieces on one height in one column are the cells of a table row."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and last.column == line.column and abs(last.top - line.top) < line.size / 3 and line.left > last.right:
            rows[-1] = replace(last, text=last.text.rstrip() + CELL_MARK + line.text.lstrip(), right=line.right)
        else:
            rows.append(line)
    return rows


def _joined(pages: list[list[Line]]) -> list[str]:
    lines = [line for page in pages for line in page]
    margins = {column: _margins([x for x in lines if x.column == column]) for column in {x.column for x in lines}}
    usual = median(line.size for line in lines) if lines else 0.0
    pitch = _pitch(pages)
    texts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and (_is_title(before, line, usual) or _continues(before, line, margins, LOOSE * pitch)):
            texts[-1] = _glue(texts[-1], line.text.strip())
        else:
            texts.append(line.text.strip())
        before = line
    return [text for text in texts if text]


def _margins(lines: list[Line]) -> tuple[float, float]:
    """Where most lines begin, and the furthest place where a quarter of the long ones end."""
    left = Counter(round(line.left) for line in lines).most_common()
    ends = sorted([line.right for line in lines if len(line.text) >= 12] or [line.right for line in lines])
    near = 2 * SLACK * lines[0].size
    many = (x for x in reversed(ends) if 4 * (bisect_right(ends, x + near) - bisect_left(ends, x - near)) >= len(ends))
    return float(min(x for x, count in left if 2 * count >= left[0][1])), next(many, ends[-1])


def _pitch(pages: list[list[Line]]) -> float:
    """The usual distance of lines."""
    steps = [a.top - b.top for page in pages for a, b in pairwise(page) if a.top > b.top]
    return median(steps) if steps else 0.0


def _is_title(before: Line, line: Line, usual: float) -> bool:
    """Whether both lines belong to one title."""
    alike = abs(before.size - line.size) < 0.02 * line.size
    return alike and line.size > TITLE * usual and 0 < before.top - line.top < 2 * line.size


def _continues(before: Line, line: Line, margins: dict[int, tuple[float, float]], most: float) -> bool:
    """Whether a line, at most this far below, goes on with the paragraph of the one before it."""
    if CELL_MARK in before.text or CELL_MARK in line.text or abs(before.size - line.size) > 0.12 * line.size:
        return False
    room = margins[before.column][1] - before.right
    full = room < (_first_word(line.text) + SLACK) * before.size
    indented = line.left > margins[line.column][0] + INDENT * line.size
    parted = before.top - line.top > most  # below zero at the head of a column or page
    return full and not indented and not parted


def _first_word(text: str) -> float:
    """Ems of what no line breaks apart at the head of a text: a figure or a character, with the
    punctuation that may not begin or end a line; quotes hold on both sides (Unicode line breaking, QU)."""
    word = _WORD.match(text.strip())
    return sum(1.0 if character > "\x7f" else 0.55 for character in word[0]) if word else 1.0


def _glue(text: str, more: str) -> str:
    if text.endswith("\x02"):  # a hyphen at a line's end, as PDFium marks it
        return text[:-1] + more
    return text + (" " if _LATIN_END.search(text) and _LATIN_START.match(more) else "") + more
