"""Sentences of a cleaned body: where they end, how they are numbered, which are headings."""

import re
from dataclasses import dataclass

from briefgen.cleaning.bylines import is_byline
from briefgen.cleaning.lines import is_row
from briefgen.models import SentenceKind

_END = frozenset("。！？；!?;")
_CLOSERS = frozenset('”’」』）)】》〉〕]"')
_BRACKETS = {"《": "》", "（": "）", "(": ")", "〈": "〉", "【": "】"}
_BRACKET_REACH = 60  # characters; a bracket that stays open longer is taken for an unclosed one

_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(rf"[（(]{_NUMERAL}[）)]")),
    (4, re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]")),
    (1, re.compile(rf"{_NUMERAL}、(?!{_NUMERAL}[、产])|第{_NUMERAL}(?:部分|章)\s?")),
    (3, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (
        3,
        re.compile(
            rf"第{_NUMERAL}(?:[,，]|、(?!第))|(?:{_NUMERAL}|\d{{1,2}})是(?!否)|{_NUMERAL}要(?!素)|(?:首先|其次|再次|最后)[,，]"
        ),
    ),
)
"""Numbering by depth, the certain forms first: `(一)` `(1)` `一、` `1.` `一是`."""

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


def marker_of(text: str) -> tuple[str | None, int]:
    """The numbering a text opens with and its depth, or (None, 0)."""
    for level, pattern in _MARKERS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return found.group().rstrip(), level
    return None, 0


def cut(line: str) -> list[tuple[int, int]]:
    """Slices of the sentences of one line, without the blanks between them.

    A sentence ends at 。！？； or their half-width forms, together with the closing quotes and
    brackets that follow. A short bracket or book title is not cut in two, nor an address such
    as `a?b=1`.
    """
    pieces: list[tuple[int, int]] = []
    begin, at, length = 0, 0, len(line)
    while at < length:
        character = line[at]
        if character in _BRACKETS:
            close = line.find(_BRACKETS[character], at + 1, at + _BRACKET_REACH)
            if close >= 0:
                at = close + 1
                continue
        at += 1
        if character in _END and not _inside_address(line, at - 1):
            while at < length and (line[at] in _END or line[at] in _CLOSERS):
                at += 1
            pieces.append((begin, at))
            begin = at
    pieces.append((begin, length))
    return [trimmed for piece in pieces if (trimmed := _trim(line, *piece))]


def _inside_address(line: str, at: int) -> bool:
    around = line[at - 1 : at] + line[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalnum() and line[at].isascii()


def _trim(line: str, begin: int, finish: int) -> tuple[int, int] | None:
    while begin < finish and line[begin].isspace():
        begin += 1
    while finish > begin and line[finish - 1].isspace():
        finish -= 1
    return (begin, finish) if any(c.isalnum() for c in line[begin:finish]) else None


def split(text: str, titles: frozenset[int] = frozenset(), head: frozenset[int] = frozenset()) -> list[Piece]:
    """All sentences of a body whose paragraphs are lines.

    `titles` are the numbers of title lines, `head` those of all lines above the first paragraph,
    which are never headings.
    """
    lines = text.split("\n")
    pieces: list[Piece] = []
    offset = 0
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        slices = cut(line)
        kind: SentenceKind = "title" if number in titles else "sentence"
        if number not in titles | head and len(slices) == 1 and _is_heading(line, following):
            kind = "heading"
        for begin, finish in slices:
            marker, level = marker_of(line[begin:finish])
            pieces.append(Piece(offset + begin, offset + finish, number, kind, marker, level))
        offset += len(line) + 1
    return pieces


def _is_heading(line: str, following: str) -> bool:
    """Whether a line of one sentence is a heading of what follows."""
    line = line.strip()
    if not following or len(line) > _HEADING_LENGTH or _DATE_LINE.fullmatch(line) or is_byline(line) or is_row(line):
        return False
    marker, level = marker_of(line)
    if line[-1] in "；;,，、…":
        return False
    if line[-1] in "。！!":
        return level in (1, 2) and marker_of(following.strip())[1] != level
    if line[-1] in ":：":
        return len(line) <= 12 and bool(marker)
    return not _DATE_LINE.fullmatch(following.strip())
