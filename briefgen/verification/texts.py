"""The text of a finished output, read anew from its bytes.

Whatever the format, the result is the characters a reader sees, in the order of the page, without
blanks and without the marks of a layout: line ends, bullets, the lines of tables. What Markdown
writes to show a character (`\\*`, `&lt;`) is that character.
"""

import html
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from briefgen.errors import ProofError
from briefgen.verification import pictures
from briefgen.verification.pictures import NOTHING, Pictures

_IGNORED = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Categories of characters that show nothing."""
_LIST = re.compile(r"\s*(?:[-*+]\s+|(\d+)[.)]\s+)")
_OPENING = re.compile(r"\s*(?:>\s?)*(?:#{1,6}\s+)?")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_DELIMITERS = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)|([*_`])|(\|)")
_NUMBERING = re.compile(r"[▪•·◦■\-]|\d+\.")
_LEADER = re.compile(r"(.*?[^.])\.{2,}(\d{1,4})")
"""A line of contents: what it names, dots, and a page, without blanks."""
_COUNTED = re.compile(r"（\d+条）$")
_MASTHEAD = 4
"""Lines of a first page in which the name and number of the paper stand."""
_DOTS = str.maketrans(dict.fromkeys("•∙‧・･⋅", "·"))
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NUMERIC = re.compile(r"[\d.,+−-]")
# PDF names some glyphs by look-alikes: radicals for the characters they are the radicals of, and ligatures.
_LOOK_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class Text:
    """The characters a reader sees."""

    characters: str
    parted: frozenset[int]
    """Places where a blank, a line's end or a cell's end stood before the character; empty for PDF, whose
    lines end where the layout wants."""
    ordinals: tuple[str, ...] | None = None
    """The numbers of list items when the format keeps them apart from the text (`1.`), else None."""

    charts: bool = False
    """Whether the format shows charts, whose words stand in the text."""

    tops: tuple[int, ...] = ()
    """Where the second and each further page begins, when the format has pages."""

    pictures: Pictures = NOTHING
    """What is drawn, as far as the format tells."""

    title: str = ""
    """What windows and lists of files show of the output: its heading, as the file's properties have it."""
    heading: str = ""
    """The heading on the page, when the format tells it from the rest."""

    dotted: bool = False
    """Whether all middle dots are read as one: a PDF names the glyph, which several characters share."""

    def as_read(self, text: str) -> str:
        """A text as it is read in this format."""
        return text.translate(_DOTS) if self.dotted else text

    def without(self, begin: int, end: int) -> "Text":
        """The text without a part of it."""
        parted = {at if at <= begin else at - end + begin for at in self.parted if not begin < at < end}
        tops = tuple(at if at <= begin else at - end + begin for at in self.tops if not begin < at < end)
        left = self.characters[:begin] + self.characters[end:]
        return replace(self, characters=left, parted=frozenset(parted), tops=tops)

    def tears(self, begin: int, end: int, text: str) -> bool:
        """Whether a blank breaks a number between two places, where `text`, which stands there, has none."""
        if self.parted.isdisjoint(range(begin + 1, end)):
            return False
        torn = [
            at - begin
            for at in range(begin + 1, end)
            if at in self.parted and _NUMERIC.match(self.characters[at - 1]) and _NUMERIC.match(self.characters[at])
        ]
        return bool(torn) and not _joined(iter([text])).parted.issuperset(torn)


def bare(text: str) -> str:
    """A text without blanks and characters that show nothing."""
    if _plain(text):
        return text
    return "".join(c for c in text if unicodedata.category(c) not in _IGNORED)


def _plain(text: str) -> bool:
    """Whether nothing of a text is ignored; most texts are told at once."""
    return text.isprintable() and " " not in text


def read(data: bytes, suffix: str) -> Text:
    """The text of an output by the suffix of its name: `.md`, `.html`, `.docx`, `.pdf`.

    Raises ProofError when the bytes are not of that format.
    """
    readers = {".md": _markdown, ".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf}
    if suffix.lower() not in readers:
        raise ProofError(f"{suffix or 'no suffix'}: cannot be proved; give a file of {', '.join(readers)}")
    try:
        return readers[suffix.lower()](data)
    except UnicodeDecodeError as error:
        raise ProofError(f"not UTF-8 text ({error.reason} at byte {error.start}); save the file as UTF-8") from error


def readable(suffix: str) -> bool:
    """Whether outputs of this suffix can be read back."""
    return suffix.lower() in (".md", ".html", ".htm", ".docx", ".pdf")


def source(path: Path) -> bytes:
    """The bytes of an output. Raises ProofError when there are none to read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProofError(f"{path}: cannot be read ({error.strerror}); name an output that is there") from error


def _joined(parts: Iterator[str]) -> Text:
    """One text of parts; between two parts there is a blank."""
    characters: list[str] = []
    parted: set[int] = set()
    length = 0
    for part in parts:
        for word in (part,) if _plain(part) else ("", *part.split(), ""):  # a blank may be the first or the last
            parted.add(length)
            shown = word if _plain(word) else "".join(c for c in word if unicodedata.category(c) not in _IGNORED)
            characters.append(shown)
            length += len(shown)
    return Text("".join(characters), frozenset(parted))


def _markdown(data: bytes) -> Text:
    return _joined(_written(data.decode("utf-8-sig")))


def _written(text: str) -> Iterator[str]:
    """The blocks and cells of Markdown as read, the numbers of lists included."""
    for line in text.splitlines():
        if _RULE.match(line) or _DELIMITERS.match(line):
            continue
        listed = _LIST.match(line)
        if listed and listed[1]:
            yield f"{listed[1]}."
        line = line[listed.end() :] if listed else line[_opening(line) :]
        yield from _shown(line)


def _opening(line: str) -> int:
    match = _OPENING.match(line)
    return match.end() if match else 0


def _shown(line: str) -> Iterator[str]:
    """A line as read, cut where a table's cells meet."""
    cell, at = "", 0
    for match in _WRITTEN.finditer(line):
        cell += line[at : match.start()]
        at = match.end()
        escaped, entity, _, bar = match.groups()
        if bar:
            yield cell
            cell = ""
        elif escaped or entity:
            cell += escaped or html.unescape(entity)
    yield cell + line[at:]


class _Reader(HTMLParser):
    """Collects what a page shows, a part for each block or cell."""

    _INLINE = frozenset(("a", "b", "button", "code", "em", "i", "span", "strong", "sub", "sup"))
    """What stands inside a line; all else parts the text."""
    _HIDDEN = frozenset(("style", "script", "template", "title", "desc"))

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = [""]
        self._hidden = 0
        self._popover = False
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._HIDDEN:
            self._hidden += 1
        if tag == "div" and any(name == "popover" for name, _ in attrs):  # shown on a click, and holds no div itself
            self._hidden += 1
            self._popover = True
        if tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else None)
        if tag not in self._INLINE:
            self.parts.append("")
        if tag == "li" and self._lists and (count := self._lists[-1]) is not None:
            self._lists[-1] = count + 1
            self.parts[-1:] = [f"{count + 1}.", ""]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag == "div" and self._popover:
            self._hidden = max(0, self._hidden - 1)
            self._popover = False
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag not in self._INLINE:
            self.parts.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts[-1] += data


def _html(data: bytes) -> Text:
    reader = _Reader()
    text = data.decode("utf-8-sig")
    head, body, rest = text.partition("<body")
    reader.feed(body + rest if body else head)
    reader.close()
    title, heading = _TITLE.search(head), _HEADING.search(rest)
    return replace(
        _joined(iter(reader.parts)),
        charts=True,
        pictures=pictures.of_html(body + rest),
        title=_shown_as(title[1]) if title else "",
        heading=_shown_as(heading[1]) if heading else "",
    )


def _shown_as(markup: str) -> str:
    return bare(html.unescape(_TAG.sub("", markup)))


def _docx(data: bytes) -> Text:
    """Word files number their lists by style, so that the numbers are not in the text."""
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(data))
    except Exception as error:  # the library lets through what zip and XML raise
        raise ProofError(f"not a Word file ({error}); make the page again") from error
    parts: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
        else:
            parts.append(block.text)
    title = bare(document.core_properties.title)
    return replace(_joined(iter(parts)), ordinals=(), pictures=pictures.of_word(document), title=title)


def _pdf(data: bytes) -> Text:
    """The text of a PDF without what only its pages have: their numbers, running heads, page numbers of contents.

    The numbers of list items stand behind the rest of a page, where the PDF writer puts them.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ProofError(f"not a PDF ({error}); make the page again") from error
    try:
        pages = [_normal(page.get_textpage().get_text_range()).splitlines() for page in document]
        title = bare(document.get_metadata_value("Title")).translate(_DOTS)
    finally:
        document.close()
    ordinals: list[str] = []
    bodies: list[list[str]] = []
    for number, lines in enumerate(pages, 1):
        listed = [line.strip() for line in lines if _NUMBERING.fullmatch(line.strip())]
        ordinals += [ordinal for ordinal in listed if ordinal[0].isdigit()]
        numbering = (*listed, f"{number}/{len(pages)}", f"—{number}—")
        kept = [line for line in map(bare, lines) if line not in numbering]
        kept = [line.translate(_DOTS) for line in kept]
        bodies.append(_without_head(kept, bodies[0]) if bodies else kept)
    texts = ["".join(_led(line, bodies) for line in lines) for lines in bodies]
    tops = tuple(accumulate(map(len, texts)))[:-1]
    return Text("".join(texts), frozenset(), tuple(ordinals), charts=True, tops=tops, title=title, dotted=True)


def _normal(text: str) -> str:
    return _LOOK_ALIKE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text.replace("\ufffe", "-"))


def _without_head(lines: list[str], first: Sequence[str]) -> list[str]:
    """The lines of a page without its head, which repeats name and number of the paper and is read last."""
    begins = "".join(first[:_MASTHEAD])
    last = lines[-1] if lines else ""
    repeats = last.startswith(tuple(filter(None, first[:2]))) and last in begins
    return lines[:-1] if repeats else lines


def _led(line: str, pages: Sequence[Sequence[str]]) -> str:
    """A line of contents without dots and page number, when what it names does stand on that page."""
    match = _LEADER.fullmatch(line)
    if not match or not 0 < int(match[2]) <= len(pages):
        return line
    body = "".join(other for other in pages[int(match[2]) - 1] if not _LEADER.fullmatch(other))
    return match[1] if _COUNTED.sub("", match[1]) in body else line
