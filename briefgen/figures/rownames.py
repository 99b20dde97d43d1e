"""The names of a table's rows: without numbering, with what is counted where a row above tells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from briefgen.figures.columns import Block, unit_of
from briefgen.figures.names import has_head
from briefgen.figures.quantities import modern_unit
from briefgen.grids import Grid, Row, bare
from briefgen.lexicons import load

LONGEST_NAME = 30

_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳])"
)
_PART = re.compile(r"(?:其中[:：]?|#|＃|\*|[-—–·•]+)")
_NOTE = re.compile(r"(?:[\[［]\d{1,2}[\]］]|[①-⑳]|\*+|[(（]注?\d?[)）])$")
_BRACKET = re.compile(r"[(（]([^()（）]{1,10})[)）]$")
_INNER_BLANK = re.compile(r"(?<=[\u3400-\u9fff）]) +(?=[\u3400-\u9fff（])")
_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a row."""

    text: str
    unit: str
    part: bool
    """Whether the row is marked as a part of one above it."""

    @property
    def is_branch(self) -> bool:
        """Whether it names an industry or the like, but not what is counted of it."""
        return bool(_words()["branch"].fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Whole:
    """What the rows below are parts of."""

    counted: str
    """What is counted of each, or empty when that is not known."""
    unit: str | None = None
    """The unit of all; None for any."""


@cache
def _parents() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), tail) for pattern, tail in load("tables")["rows"]["parents"])


@cache
def _words() -> dict[str, re.Pattern[str]]:
    rows = load("tables")["rows"]
    return {"total": re.compile(rows["total"]), "branch": re.compile(rows["branch"])}


def named_rows(grid: Grid, block: Block, counted: str) -> Iterator[tuple[Row, Name]]:
    """The rows of a table that have a name in this block; `counted` is what its caption says is counted.

    Totals of things stay out: their name does not tell of what they are.
    """
    whole = Whole(counted)
    for row in grid.rows:
        name = _name(row, block)
        if name is None or (block.kind == "thing" and _words()["total"].fullmatch(name.text)):
            continue
        written = row[block.unit].text if block.unit is not None else ""
        name = replace(name, unit=unit_of(written) or _odd_unit(written) or name.unit)
        if block.kind == "thing":
            name, whole = _completed(name, whole)
        yield row, name


def _name(row: Row, block: Block) -> Name | None:
    """The name of a row by the last of its columns of names that says something, or None."""
    text = next((row[at].text for at in reversed(block.names) if not row[at].is_empty and not row[at].number), "")
    text = _INNER_BLANK.sub("", text.strip())
    part = False
    for _ in range(3):
        numbered, marked = _NUMBERING.match(text), _PART.match(text)
        part = part or bool(marked)
        text = text[found.end() :].strip() if (found := numbered or marked) else text
    text = _NOTE.sub("", text).rstrip("：:").strip()
    unit = ""
    if (inner := _BRACKET.search(text)) and (unit := unit_of(inner[1])):
        text = text[: inner.start()].strip()
    if not text or len(text) > LONGEST_NAME or not _LETTER.search(text):
        return None
    return Name(text, unit, part)


def _completed(name: Name, whole: Whole) -> tuple[Name, Whole]:
    """The name of a row with what is counted, when it names a branch of the whole above it; and that whole."""
    told = re.sub(r"[(（][^()（）]*[)）]$", "", name.text)
    bare_part = name.is_branch or ((name.part or whole.unit is None) and not has_head(told))
    fits = whole.counted and whole.unit in (None, name.unit) and not told.endswith(whole.counted)
    if bare_part and fits:
        return replace(name, text=name.text + whole.counted), whole
    counted = counted_by(told)
    if name.part or name.is_branch or (whole.unit is None and not counted):
        return name, whole
    return name, Whole(counted, name.unit)


def counted_by(text: str) -> str:
    """What the branches of a whole are counted by: 增加值 of 地区生产总值."""
    return next((tail for pattern, tail in _parents() if pattern.search(text)), "")


def _odd_unit(text: str) -> str:
    """A unit the lexicon does not know, as a column of units gives it."""
    text = modern_unit(bare(text))
    return text if re.fullmatch(r"[^\d、，,；;。:：\s-]{1,8}", text) and _LETTER.search(text) else ""
