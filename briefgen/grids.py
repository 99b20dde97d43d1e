r"""Tables in the lines of a text: heads, rows, cells, each with its place.

Two shapes are found. Rows: lines whose cells are parted by tabs, bars or wide blanks, below a line
of heads with as many cells. Columns copied cell by cell: one cell a line, k heads and then again and
again k cells, of which the same ones are numbers. Rows of numbers without a head that can be read
make a grid without a head: nobody can tell what they say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen.lexicons import load

LONGEST_HEAD = 24
"""Characters of a cell in a head; longer ones are prose."""
LONGEST_LINE = 600
"""Of the first row of a table, and twice as much as the widest heads take."""
MOST_HEAD_ROWS = 3
MOST_COLUMNS = 10
"""Of a table with a cell a line; wider ones lose cells when they are copied."""
LEAST_GROUPS = 2
"""Rows from which lines of single cells are a table."""
MOST_BAD = 2
"""Lines in a row that a table may hold without being its rows: a heading between, a broken row."""

_WIDE = re.compile(r"\S+(?: \S+)*")
_PARTED = re.compile(r"[\t|｜│┃]|\S  +\S")
_BAR = re.compile(r"[|｜│┃]")
_RULE = re.compile(r"[-=_—─━┄┈+:|｜│┃├┼┤┌┬┐└┴┘\s]*")
_STOP = re.compile(r"[。！？；]")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?P<open>[(（])?(?P<sign>[+＋\-－−–])? ?"
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,12})?|\d{1,3}(?: \d{3})+(?:\.\d{1,12})?|\d{1,15}(?:\.\d{1,12})?)"
    r"(?P<unit> ?[^\d\s年月日季第届、.。,，()（）\[［①-⑳*]{0,8})(?P<close>[)）])?"
    r"(?P<note>(?:[\[［]\d{1,2}[\]］]|[①-⑳]|\*{1,3})?)"
)
_EMPTY = re.compile(r"[-－—–…·.。/／\\*×xX\s]*|[.]{2,}|无|空")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the slice `begin:finish` of line `line`, without the blanks around it."""

    text: str
    line: int
    begin: int
    finish: int

    @property
    def number(self) -> re.Match[str] | None:
        """The number the cell consists of, with groups sign, number, unit, open and close; else None."""
        return number(self.text)

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: blank, or a dash that stands for nothing."""
        return is_empty(self.text)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; all rows of head and body have the same number of cells."""

    head: tuple[Row, ...]
    """Empty when no line says what the columns hold; then there are no rows either."""
    rows: tuple[Row, ...]
    lines: frozenset[int]
    """All lines of the table, those included whose cells do not fit."""
    captions: tuple[int, ...] = ()
    """Lines above it that may name it, its unit or its time, the nearest first."""


def number(text: str) -> re.Match[str] | None:
    """The number that a text consists of, or None: `12.5`, `(3.2)`, `1,204`, `18.6%`."""
    return _NUMBER.fullmatch(text) if _DIGIT.search(text) and len(text) <= LONGEST_HEAD else None


def is_empty(text: str) -> bool:
    """Whether the text of a cell stands for nothing."""
    return len(text) <= 8 and bool(_EMPTY.fullmatch(text))


def cells(line: str, at: int) -> Row:
    """The cells of line number `at`; one for a line that is no row."""
    if "\t" in line:
        return tuple(_cut(line, at, "\t"))
    if _BAR.search(line):
        whole = tuple(_cut(line, at, "|｜│┃"))
        first = 1 if not whole[0].text else 0
        last = len(whole) - 1 if len(whole) > 1 and not whole[-1].text else len(whole)
        return whole[first:last]
    return tuple(Cell(found[0], at, found.start(), found.end()) for found in _WIDE.finditer(line))


def _cut(line: str, at: int, marks: str) -> Iterator[Cell]:
    begin = 0
    for finish in [*(i for i, character in enumerate(line) if character in marks), len(line)]:
        piece = line[begin:finish]
        bare = piece.strip()
        start = begin + (len(piece) - len(piece.lstrip()) if bare else 0)
        yield Cell(bare, at, start, start + len(bare))
        begin = finish + 1


def bare(text: str) -> str:
    """The text of a head without blanks."""
    return re.sub(r"\s", "", text)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    tables = load("tables")
    names = [pattern for kind in ("thing", "subject", "either") for pattern in tables["names"][kind]]
    heads = [pattern for patterns in tables["columns"].values() for pattern in patterns]
    nouns = [*map(re.escape, load("cues_figures")["head"]["words"]), *tables["head"]["nouns"]]
    return {
        "noun": re.compile(f"(?:{'|'.join(nouns)})(?:[(（][^()（）]*[)）])?$"),
        "name": re.compile("|".join(f"(?:{pattern})" for pattern in names)),
        "head": re.compile("|".join(f"(?:{pattern})" for pattern in heads)),
        "after": re.compile(tables["notes"]["after"]),
        "unit": re.compile("|".join(tables["columns"]["unit"])),
        "label": re.compile(tables["notes"]["label"]),
    }


@lru_cache(maxsize=1024)
def is_name_head(text: str) -> bool:
    """Whether a cell heads the column of names."""
    text = re.sub(r"[(（][^()（）]*[)）]$", "", bare(text)) or bare(text)
    return len(text) <= LONGEST_HEAD and bool(
        _words()["name"].fullmatch(text) or _words()["name"].fullmatch(bare(text))
    )


_PERIOD = re.compile(r"\d{1,4}年|\d{1,2}月|[上下]半年|季度")
_BRACKETED = re.compile(r"[(（][^()（）]{1,12}[)）]$")


@lru_cache(maxsize=1024)
def _is_column_head(text: str) -> bool:
    text = bare(text)
    if not text or len(text) > LONGEST_HEAD or (number(text) and not _YEAR.fullmatch(text)):
        return False
    if _words()["head"].search(text) or _YEAR.fullmatch(text) or _PERIOD.search(text) or _BRACKETED.search(text):
        return True
    return bool(_words()["noun"].search(text))


def _has_numbers(row: Row) -> bool:
    numbers = [cell for cell in row if cell.number]
    return any(not _YEAR.fullmatch(cell.text) for cell in numbers) or 0 < len(numbers) == len(row)


def _is_head(row: Row) -> bool:
    """Whether a row can only be the heads of columns."""
    told = [cell for cell in row if not cell.is_empty]
    if len(told) < 2 or len(told[0].text) > LONGEST_HEAD or _has_numbers(row):
        return False
    others = told if not row[0].text else told[1:]
    known = sum(_is_column_head(cell.text) for cell in others)
    if is_name_head(told[0].text) or is_name_head(told[1].text):
        return known > 0
    nameless = not row[0].text or bare(row[0].text) in load("tables")["names"]["first"]
    return nameless and known == len(others)


def _goes_on(row: Row, above: Row) -> bool:
    """Whether a row below a head is the second line of it."""
    if len(row) != len(above) or _has_numbers(row) or not any(cell.text for cell in row):
        return False
    first = bare(row[0].text)
    if first and first != bare(above[0].text) and not is_name_head(first):
        return False
    told = [cell for cell in row[1:] if cell.text]
    return bool(told) and all(
        _is_column_head(cell.text) or is_name_head(cell.text) or len(cell.text) <= LONGEST_HEAD for cell in told
    )


def find(lines: Sequence[str]) -> tuple[Grid, ...]:
    """The tables of a text in their order; linear in its length."""
    grids: list[Grid] = []
    taken = at = 0
    while at < len(lines):
        grid = _grid(lines, at, taken)
        if grid:
            grids.append(grid)
            at = taken = max(grid.lines) + 1
        else:
            at += 1
    return tuple(grids)


def covered(text: str) -> frozenset[int]:
    """The numbers of the lines of a text that stand in a table."""
    return frozenset[int]().union(*(grid.lines for grid in find(text.split("\n"))))


def _grid(lines: Sequence[str], at: int, taken: int) -> Grid | None:
    """The table that begins at a line; lines before `taken` belong to another one."""
    line = lines[at]
    if len(line) > LONGEST_LINE:
        return None
    if not _PARTED.search(line):
        return _flat(lines, at, taken) if is_name_head(line) else None
    row = cells(line, at)
    return (_is_head(row) and _rows(lines, at, taken, row)) or _headless(lines, at, row)


def _captions(lines: Sequence[str], at: int, taken: int) -> tuple[int, ...]:
    """Up to three lines above a table that are no prose."""
    found: list[int] = []
    most = load("tables")["notes"]["caption_length"]
    for above in range(at - 1, max(taken, at - 4) - 1, -1):
        text = lines[above].strip()
        if len(text) > most or _STOP.search(text) or sum(bool(c.text) for c in cells(lines[above], above)) > 3:
            break
        found.append(above)
    return tuple(found)


def _rows(lines: Sequence[str], at: int, taken: int, first: Row) -> Grid | None:
    """The table below a head whose cells stand side by side."""
    head = [first]
    below = at + 1
    while below < len(lines) and len(head) < MOST_HEAD_ROWS:
        row = cells(lines[below], below)
        if not _goes_on(row, first):
            break
        head.append(row)
        below += 1
    rows: list[Row] = []
    bad = 0
    last = below - 1
    for number_ in range(below, len(lines)):
        line = lines[number_]
        row = cells(line, number_)
        if len(row) == len(first) and not _RULE.fullmatch(line):
            if rows and _is_head(row):
                break
            rows.append(row)
            bad, last = 0, number_
            continue
        bad += 1
        if bad > MOST_BAD or _ends(line, row) or (len(row) > 1 and _is_head(row)):
            break
        last = number_ if len(row) > 1 else last
    if not any(_has_numbers(row) for row in rows):
        return None
    return Grid(tuple(head), tuple(rows), _with_notes(lines, at, last), _captions(lines, at, taken))


def _with_notes(lines: Sequence[str], first: int, last: int) -> frozenset[int]:
    """The lines of a table with its label and unit right above, and the notes right below it."""
    while last + 1 < len(lines) and _words()["after"].match(lines[last + 1].strip()):
        last += 1
    while first and len(lines[first - 1]) <= LONGEST_HEAD * 2 and _words()["label"].match(lines[first - 1].strip()):
        first -= 1
    return frozenset(range(first, last + 1))


def _ends(line: str, row: Row) -> bool:
    """Whether a line that is no row of the table is no part of it either."""
    return len(row) == 1 and (
        len(line) > LONGEST_HEAD or bool(_STOP.search(line)) or bool(_words()["after"].match(line))
    )


def _headless(lines: Sequence[str], at: int, first: Row) -> Grid | None:
    """Rows of bare numbers that no head explains."""
    if not _is_bare(first):
        return None
    last = at
    for below in range(at + 1, len(lines)):
        row = cells(lines[below], below)
        if len(row) != len(first) or not _is_bare(row):
            break
        last = below
    return Grid((), (), frozenset(range(at, last + 1))) if last > at else None


def _is_bare(row: Row) -> bool:
    """Whether a row holds nothing but short cells, one of them a number without a unit."""
    bare_number = any((found := cell.number) and not found["unit"].strip() for cell in row[1:])
    return len(row) > 2 and bare_number and all(len(cell.text) <= LONGEST_HEAD for cell in row)


def _flat(lines: Sequence[str], at: int, taken: int) -> Grid | None:
    """The table below a head with a cell a line: of all widths the one that most rows fit."""
    heads: list[Cell] = []
    for line in range(at, min(at + MOST_COLUMNS, len(lines))):
        cell = _single(lines, line)
        if cell is None or (cell.number and not _YEAR.fullmatch(cell.text)):
            break
        if line > at and not _is_flat_head(cell.text):
            break
        heads.append(cell)
    best: Grid | None = None
    for width in range(2, len(heads) + 1):
        grid = _groups(lines, tuple(heads[:width]), taken)
        if grid and (best is None or len(grid.rows) > len(best.rows)):
            best = grid
    return best


def _is_flat_head(text: str) -> bool:
    return _is_column_head(text) or is_name_head(text)


def _single(lines: Sequence[str], at: int) -> Cell | None:
    """The one short cell of a line, or None."""
    line = lines[at].rstrip()
    text = line.strip()
    if not text or len(text) > LONGEST_HEAD or _PARTED.search(text) or _STOP.search(text):
        return None
    return Cell(text, at, len(line) - len(text), len(line))


def _groups(lines: Sequence[str], head: Row, taken: int) -> Grid | None:
    """The rows below a head whose cells stand one below the other."""
    width = len(head)
    worded = [_is_worded(cell.text) or i == 0 for i, cell in enumerate(head)]
    at = head[0].line + width
    rows: list[Row] = []
    last, bad = at - 1, 0
    while at + width <= len(lines):
        group = [_single(lines, line) for line in range(at, at + width)]
        if all(cell is not None and _fits(cell, words) for cell, words in zip(group, worded, strict=True)):
            rows.append(tuple(cell for cell in group if cell))
            at += width
            last, bad = at - 1, 0
            continue
        bad += 1
        if not rows or bad > width or group[0] is None:
            break
        at += 1
    if len(rows) < LEAST_GROUPS or not any(_has_numbers(row) for row in rows):
        return None
    first = head[0].line
    return Grid((head,), tuple(rows), _with_notes(lines, first, last), _captions(lines, first, taken))


def _is_worded(head: str) -> bool:
    """Whether the cells below a head are words: names and units."""
    return is_name_head(head) or bool(_words()["unit"].search(bare(head)))


def _fits(cell: Cell, worded: bool) -> bool:
    if worded:
        return not cell.number and (not cell.is_empty or len(cell.text) > 0)
    return cell.number is not None or cell.is_empty
