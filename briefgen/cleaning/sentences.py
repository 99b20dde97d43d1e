"""Sentences of a cleaned body: where they end, how they are numbered, which are headings."""

import re
from dataclasses import dataclass

from briefgen import grids
from briefgen.cleaning.bylines import is_byline
from briefgen.cleaning.lines import is_row, is_stop, things_to_do
from briefgen.cleaning.numbering import marker_of
from briefgen.models import SentenceKind

_END = frozenset("。！？；!?;")
_CLOSERS = frozenset('”’」』）)】》〉〕]"')
_TURN = re.compile(r"[。！？；!?;.《（(〈【]")
_BRACKETS = {"《": "》", "（": "）", "(": ")", "〈": "〉", "【": "】"}
_WORDY = re.compile(r"[^\W_]")  # a letter or digit of any script
_BRACKET_REACH = 60  # characters; a bracket that stays open longer is taken for an unclosed one

_DATE_LINE = re.compile(
    r"[（(]?[\d〇○零一二三四五六七八九十]{2,4}\s?[年./-]\s?[\d一二三四五六七八九十]{1,3}\s?[月./-].{0,12}"
)
_HEADING_LENGTH = 45  # characters; the longest heading of the labelled tuning texts has 34


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence as a slice `begin:finish` of a text, in paragraph `paragraph`."""

    begin: int
    finish: int
    paragraph: int
    kind: SentenceKind
    marker: str | None
    level: int


def cut(line: str) -> list[tuple[int, int]]:
    """Slices of the sentences of one line, without the blanks between them.

    A sentence ends at 。！？； or their half-width forms, together with the closing quotes and
    brackets that follow. A short bracket or book title is not cut in two, nor an address such
    as `a?b=1`.
    """
    pieces: list[tuple[int, int]] = []
    begin = at = 0
    while found := _TURN.search(line, at):
        at = found.end()
        mark = found.group()
        if mark in _BRACKETS:
            at = max(at, line.find(_BRACKETS[mark], at, at + _BRACKET_REACH) + 1)
        elif is_stop(line, at - 1) if mark == "." else not _inside_address(line, at - 1):
            at = _closed(line, at)
            pieces.append((begin, at))
            begin = at
    pieces.append((begin, len(line)))
    return [trimmed for piece in pieces if (trimmed := _trim(line, *piece))]


def _closed(line: str, at: int) -> int:
    """Behind the marks and quotes that close a sentence, and a bracket that hangs on it: `。（牵头单位：…）`."""
    while at < len(line) and (line[at] in _END or line[at] in _CLOSERS):
        at += 1
    if line[at : at + 1] in ("（", "("):
        close = line.find(_BRACKETS[line[at]], at, at + _BRACKET_REACH)
        return close + 1 if close >= 0 else at
    return at


def _inside_address(line: str, at: int) -> bool:
    around = line[at - 1 : at] + line[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalnum() and line[at].isascii()


def _trim(line: str, begin: int, finish: int) -> tuple[int, int] | None:
    text = line[begin:finish]
    if not _WORDY.search(text):
        return None
    bare = text.strip()
    begin += text.index(bare)
    return begin, begin + len(bare)


def split(text: str, titles: frozenset[int] = frozenset(), head: frozenset[int] = frozenset()) -> list[Piece]:
    """All sentences of a body whose paragraphs are lines.

    `titles` are the numbers of title lines, `head` those of all lines above the first paragraph,
    which are never headings.
    """
    lines = text.split("\n")
    listed, rows = _listed(lines), grids.covered(text)
    pieces: list[Piece] = []
    offset = 0
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        slices = cut(line)
        kind: SentenceKind = "title" if number in titles else "row" if number in rows else "sentence"
        if number not in titles | head | listed | rows and len(slices) == 1 and _is_heading(line, following):
            kind = "heading"
        for begin, finish in slices:
            marker, level = marker_of(line[begin:finish])
            pieces.append(Piece(offset + begin, offset + finish, number, kind, marker, level))
        offset += len(line) + 1
    return pieces


def _listed(lines: list[str]) -> set[int]:
    """Numbers of the lines of lists of things to do: two and more in a row, without number or stop.

    Above prose such a row is a heading of a chapter and one of a section.
    """
    listed: set[int] = set()
    row: list[int] = []
    for number, line in enumerate([*lines, ""]):
        bare = line.strip()
        if things_to_do().match(bare) and bare[-1] not in _END:
            row.append(number)
            continue
        if len(row) > 2 or (len(row) == 2 and bare[-1:] not in _END):
            listed |= set(row)
        row = []
    return listed


def _is_heading(line: str, following: str) -> bool:
    """Whether a line of one sentence is a heading of what follows."""
    line = line.strip()
    if not following or len(line) > _HEADING_LENGTH or _DATE_LINE.fullmatch(line) or is_byline(line) or is_row(line):
        return False
    marker, level = marker_of(line)
    if line[-1] in "；;,，、…" or (level and marker_of(following.strip())[1] == level):
        return False  # unfinished, or an item of a list
    if line[-1] in "。！!":
        return level in (1, 2)
    if line[-1] in ":：":
        return len(line) <= 12 and bool(marker)
    if not level and any(map(str.isdigit, line)) and following.strip()[-1:] not in _END:
        return False  # one of several facts, a line each
    return not _DATE_LINE.fullmatch(following.strip())
