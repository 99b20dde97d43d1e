"""HTML to the lines a reader of the page sees: one block a line, one table row a line.

The tree is walked without recursion, so that its depth costs no stack.
"""

# ruff: noqa: SIM905 (a list of tag names reads better than a column of literals)

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefgen.reading.rows import Merged, row_lines

HIDDEN = frozenset(
    "script style noscript template head title meta link select datalist textarea iframe object svg canvas".split()
)
"""Elements whose text is not part of the page's reading text. (`head` is searched for hints before.)"""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q rp rt "
    "ruby s samp small span st1:chsdate strike strong sub sup time tt u var wbr".split()
)
"""Elements that do not end a line; every other one does."""

CELLS = frozenset(("td", "th"))
_BLANK = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·"
_SOURCE_BREAK = re.compile(f"(?<=[{_WIDE}]) ?\n ?(?=[{_WIDE}])")
_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNSEEN = re.compile(r"<(?:(!)--|(script|style|noscript|head)\b)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


class TooDeepError(ValueError):
    """The page nests its tags deeper than the parser follows; what lies below is lost to it."""


def parse(page: str) -> Any:
    """The tree of a page, None when it holds nothing; TooDeepError when the parser gave up half-way."""
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # libxml2 ends the document at a NUL.
    data = page.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but white space and comments
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooDeepError
    return root


def lines(root: Any) -> list[str]:
    """The visible lines under an element, without empty ones."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    page = _Lines()
    for event, element in walk:
        if event == "end":
            page.leave(element.tag)
            page.add(element.tail if element is not root else None)
        elif _hidden(element):
            walk.skip_subtree()
            page.skipping()
        else:
            page.enter(element.tag)
            if element.tag in CELLS:
                page.span(_span(element, "colspan"), _span(element, "rowspan"))
            page.add(element.text)
    page.flush()
    return page.done


def stripped(page: str) -> list[str]:
    """The lines of a page that no parser can follow: its tags are taken for line ends."""
    bare = _TAG.sub("\n", "\n".join(seen(page)))
    return [line for part in html.unescape(bare).split("\n") if (line := _BLANK.sub(" ", part).strip())]


def seen(page: str) -> Iterator[str]:
    """The pieces of a page between comments, scripts and styles; one that is left open runs to the end."""
    at = 0
    lower = page.lower() if len(page.lower()) == len(page) else page
    while opening := _UNSEEN.search(page, at):
        yield page[at : opening.start()]
        end = opening.end() if opening[1] else lower.find(f"</{opening[2].lower()}", opening.end())
        at = page.find("-->" if opening[1] else ">", end) if end >= 0 else -1
        if at < 0:
            return
        at += len("-->") if opening[1] else len(">")
    yield page[at:]


def _hidden(element: Any) -> bool:
    if element.tag in HIDDEN:
        return True
    return element.get("hidden") is not None or bool(_DISPLAY_NONE.search(element.get("style", "")))


def _span(cell: Any, name: str) -> int:
    """How many columns or rows a cell says it covers."""
    told = (cell.get(name) or "").strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 1


class _Row:
    """An open table row: where it began, where each of its cells ends, and what each covers."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.ends: list[int] = []
        self.spans: list[tuple[int, int]] = []


class _Lines:
    """Lines under construction: the finished ones, the open one, and the open tables and their rows."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._open: list[str] = []
        self._tables: list[Merged] = []
        self._rows: list[_Row] = []
        self._skipped = False
        self._verbatim = 0  # open `pre` elements

    def enter(self, tag: str) -> None:
        if tag not in INLINE:
            self.flush()
        if tag == "table":
            self._tables.append(Merged())
        elif tag == "tr":
            self._rows.append(_Row(len(self.done)))
        self._verbatim += tag == "pre"

    def leave(self, tag: str) -> None:
        if self._skipped:  # the end of an element whose text was passed over
            self._skipped = False
            return
        if tag not in INLINE:
            self.flush()
        self._verbatim -= tag == "pre"
        if tag in CELLS and self._rows:
            self._rows[-1].ends.append(len(self.done))
        elif tag == "tr" and self._rows:
            self._close_row(self._rows.pop())
        elif tag == "table" and self._tables:
            self._tables.pop()

    def skipping(self) -> None:
        self._skipped = True

    def add(self, text: str | None) -> None:
        for i, line in enumerate((text or "").split("\n") if self._verbatim else (text or "",)):
            if i:
                self.flush()
            self._open.append(line)

    def flush(self) -> None:
        text = "".join(self._open)
        self._open.clear()
        text = _BLANK.sub(lambda blank: "\n" if "\n" in blank[0] else " ", text).strip()
        text = _SOURCE_BREAK.sub("", text).replace("\n", " ")
        if text:
            self.done.append(text)

    def span(self, columns: int, rows: int) -> None:
        """Note how many columns and rows the cell covers that was entered last."""
        if self._rows:
            row = self._rows[-1]
            row.spans = [*row.spans[: len(row.ends)], (columns, rows)]

    def _close_row(self, row: _Row) -> None:
        cells = [self.done[begin:end] for begin, end in pairwise((row.start, *row.ends))]
        if self._tables and len(row.spans) == len(cells):
            cells = self._tables[-1].laid_out(cells, row.spans)
        outside = self.done[row.ends[-1] if row.ends else row.start :]
        self.done[row.start :] = row_lines(cells) + outside
