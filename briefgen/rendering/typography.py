"""What a Chinese editor's eye expects of running text and Markdown cannot say.

A tree processor for python-markdown. It marks, with classes the style sheet knows:

* `n`: a number with its unit, never parted by a line's end;
* `d`: digits and latin letters, set in a face whose digits fit;
* `close`, `open`: the full-width marks that lose their empty half beside another mark;
* `up`, `down`: a change in a table cell, by its sign;
* `tail`: the last characters of a paragraph, kept on one line so that none ends it alone.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_CLOSE = "，。、；：！？”’）》】〉」』"
_OPEN = "“‘（《【〈「『"
_NUMBER = r"第?[+−-]?\d[\d.,:]*(?:[~～—－-]\d[\d.,]*)?(?:%|‰|个百分点|[十百千万亿]*[\u4e00-\u9fff]?)(?:[第]\d+)?"
_LATIN = r"[A-Za-z][A-Za-z0-9&+./-]*"
_STASHED = "\x02[^\x03]*\x03"
"""What python-markdown puts in place of an entity until the page is written; not to be touched."""
_PIECE = re.compile(
    rf"{_STASHED}|(?P<n>{_NUMBER})|(?P<d>{_LATIN})"
    rf"|(?P<close>[{_CLOSE}])(?=[{_CLOSE}{_OPEN}])|(?<=[{_OPEN}])(?P<open>[{_OPEN}])"
)
_DIGITS = re.compile(r"[+−-]?\d[\d.,:]*[%‰]?")
_WORD = frozenset("0123456789.,:%‰+−-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
TAIL = 5
"""Characters, closing mark included, that a paragraph's last line has at least."""
_UP = re.compile(r"^(?:\+[\d.]|▲)")
_DOWN = re.compile(r"^(?:[−-][\d.]|▼)")


class Typography(Extension):
    """The extension that runs the tree processor after all others."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is python-markdown's
        md.treeprocessors.register(_Marker(md), "typography", -10)


class _Marker(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag == "td":
                _mark_change(element)
            if element.tag in ("p", "li"):
                _mark_tail(element)
            if element.tag not in ("code", "pre", "span"):
                _mark_text(element)


def _mark_change(cell: Element) -> None:
    text = cell.text or ""
    name = "up" if _UP.match(text) else "down" if _DOWN.match(text) else None
    if name:
        cell.set("class", " ".join(filter(None, (cell.get("class"), name))))


def _mark_text(element: Element) -> None:
    """Cut the element's own text and its children's tails into marked pieces."""
    children = list(element)
    for child in children:
        element.remove(child)
    lead = element.text or ""
    element.text = ""
    _append(element, lead)
    for child in children:
        tail, child.tail = child.tail or "", ""
        element.append(child)
        _append(element, tail)


def _mark_tail(element: Element) -> None:
    """Keep the last characters together, where they are text; a number among them stays whole."""
    last = element[-1] if len(element) else None
    text = (last.tail if last is not None else element.text) or ""
    text, blank = text.rstrip(), text[len(text.rstrip()) :]
    cut = len(text) - TAIL
    while cut > 0 and text[cut - 1] in _WORD:
        cut -= 1
    if cut <= 0 or "\x02" in text:
        return
    if last is not None:
        last.tail = text[:cut]
    else:
        element.text = text[:cut]
    tail = SubElement(element, "span", {"class": "tail"})
    tail.text, tail.tail = text[cut:], blank
    _mark_text(tail)


def _append(element: Element, text: str) -> None:
    at = 0
    for match in _PIECE.finditer(text):
        if match.lastgroup is None:
            continue
        _append_plain(element, text[at : match.start()])
        span = SubElement(element, "span", {"class": match.lastgroup})
        if match.lastgroup == "n":
            _append_digits(span, match.group())
        else:
            span.text = match.group()
        at = match.end()
    _append_plain(element, text[at:])


def _append_digits(element: Element, text: str) -> None:
    at = 0
    for match in _DIGITS.finditer(text):
        _append_plain(element, text[at : match.start()])
        SubElement(element, "span", {"class": "d"}).text = match.group()
        at = match.end()
    _append_plain(element, text[at:])


def _append_plain(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
