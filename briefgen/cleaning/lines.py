"""The lines of a page and what gives one away as not of the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from briefgen.cleaning.bylines import is_byline
from briefgen.lexicons import load

_LINE = re.compile(r"[^\n]+")
_CREDIT = re.compile(r"[(（](?:来源|稿源|责编|责任编辑|编辑)\s?[:：][^()（）]{1,40}[)）]\s*$")
_BREADCRUMB = re.compile(r"[^\s>»›]{1,16}(?:\s*+(?:>++|»|›|→)\s*+[^>»›]{0,40}+){1,6}")
_STOP = re.compile(r"(?<=[\u3400-\u9fff%)）])\.(?=[\s”’」』]|$)")
_STOPPED = re.compile(rf"[;；]$|。|{_STOP.pattern}")
_BULLET = re.compile(r"[-·•*◆▪►>]\s?\S")
_MENU = re.compile(r"(?:[^\s|｜，。,;；:：]{1,6}(?:\s+|\s*[|｜]\s*)){3,}[^\s|｜，。,;；:：]{1,8}")
_COLUMNS = re.compile(r"\t|\S {2,}\S|\S ?[|｜] ?\S")

SHORT = 80
"""Characters; only copyright notices are looked for in longer lines: those are prose."""

_PROSE = 30
"""Characters from which a line with a full stop is prose of the article, as measured on pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its margins, as the slice `begin:finish` of the repaired text.

    The slice of a table row begins and ends with the tabs of its empty cells, which `text` has not.
    """

    text: str
    begin: int
    finish: int
    tabs: tuple[int, int] = (0, 0)
    """How many tabs stand before and behind `text`."""

    @property
    def cells(self) -> str:
        """The line with the tabs of all its cells."""
        return "\t" * self.tabs[0] + self.text + "\t" * self.tabs[1]

    @property
    def is_stopped(self) -> bool:
        """Whether it holds a finished sentence."""
        return bool(_STOPPED.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it can hardly be anything but running text."""
        return len(self.text) >= _PROSE and self.is_stopped

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list without numbers."""
        return bool(_BULLET.match(self.text))

    @property
    def is_row(self) -> bool:
        """Whether it looks like a row of a table."""
        return is_row(self.text)


def is_row(text: str) -> bool:
    """Whether a line looks like a row of a table: cells parted by tabs, bars or wide blanks."""
    return bool(_COLUMNS.search(text))


def is_stop(text: str, at: int) -> bool:
    """Whether the half-width point at `at` ends a Chinese sentence: `增长11个百分点. 其中`, not `No.1`."""
    return bool(_STOP.match(text, at))


@cache
def things_to_do() -> re.Pattern[str]:
    """Opens an item of a list of tasks: a verb of two characters or more."""
    return re.compile("|".join(verb for verb in sorted(load("tasks")["verbs"]) if len(verb) > 1))


def split(text: str) -> list[Line]:
    """The lines that are not blank; a credit in brackets at the end of one is a line of its own."""
    return [line for found in _LINE.finditer(text) for line in _parts(found)]


def _parts(found: re.Match[str]) -> Iterator[Line]:
    credit = _CREDIT.search(found.group())
    edges = [found.start(), found.start() + credit.start() if credit else found.end(), found.end()]
    for begin, finish in pairwise(edges):
        piece = found.string[begin:finish]
        bare = piece.strip()
        if bare:
            yield _line(piece, bare, begin)


def _line(piece: str, bare: str, begin: int) -> Line:
    """A line of a text that begins at `begin`."""
    before = len(piece) - len(piece.lstrip())
    if "\t" not in bare:
        return Line(bare, begin + before, begin + before + len(bare))
    behind = len(piece.rstrip())
    tabs = piece.count("\t", 0, before), piece.count("\t", behind)
    start = piece.index("\t") if tabs[0] else before
    end = piece.rindex("\t") + 1 if tabs[1] else behind
    return Line(bare, begin + start, begin + end, tabs)


def reason(line: Line) -> str | None:
    """Why a line is not of the body, by the first rule that says so; None when no rule does.

    `end` stands for chrome that also tells that the article is over.
    """
    text = line.text
    if not any(map(str.isalnum, text)):
        return "chrome"
    if len(text) > 2 * SHORT:
        return None
    for name, pattern in _rules():
        if (name == "copyright" or _may_be_chrome(line)) and pattern.search(text):
            return name
    if not line.is_stopped and len(text) <= SHORT:
        if _BREADCRUMB.fullmatch(text):
            return "breadcrumb"
        if _MENU.fullmatch(text) and not any(map(str.isdigit, text)) and "\t" not in text and not is_byline(text):
            return "links"
    return None


def _may_be_chrome(line: Line) -> bool:
    return len(line.text) <= SHORT and not (line.is_prose and line.text.endswith("。"))


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lexicon's patterns, one expression for each reason, in the order they are tried."""
    lexicon = load("chrome")
    order = ("caption", "advertisement", "byline", "chrome", "end", "copyright")
    return tuple((name, re.compile(_joined(lexicon[name]))) for name in order)


def _joined(table: dict[str, list[str]]) -> str:
    frames = {"whole": "^(?:{})$", "start": "^(?:{})", "within": "{}"}
    flags = "(?i)"
    parts = [
        frames[frame].format(pattern.removeprefix(flags)) for frame, patterns in table.items() for pattern in patterns
    ]
    return flags + "|".join(f"(?:{part})" for part in parts)
