"""PDF files with a text layer: PDFium's characters with their places, set back to running text.

Running heads and page numbers are left out, wrapped lines joined, two columns read one after
the other, table rows kept on a line (layout.py). A PDF states no day of publication that could be
trusted: its dates are those of the file.
"""

import contextlib
import ctypes
import unicodedata
from collections.abc import Iterator
from statistics import median
from typing import Any

from briefgen.models import RawText
from briefgen.reading.hints import squeezed
from briefgen.reading.layout import Line, Page, headline, paragraphs
from briefgen.reading.source import Format, Source, Warn

KIND = "pdf"

Glyph = tuple[str, float, float, float, float]
"""A character and its box: left, right, bottom, top, in points."""

MAX_PAGES = 1000
"""Pages that are read. The longest work report has 100; a yearbook's thousand take a minute."""

MAX_CHARACTERS = 4_000_000
"""Characters that are read: eight hundred full pages of Chinese."""

GAP = 1.5
"""Ems without ink that part two pieces of a line: cells or columns. Justified text has half an em."""

MOST_NAMELESS = 0.2
"""Share of characters without a meaning (private use, controls) above which the text is worthless."""


def read_pdf(source: Source, warn: Warn) -> Iterator[RawText]:
    """The one article of a PDF."""
    with _opened(source) as document:
        pages, warnings = _pages(document)
        stated = str(document.get_metadata_dict().get("Title", "")).strip()
    lines = paragraphs(pages)
    text = "\n".join(lines)
    if not text:
        remedy = "run it through text recognition (OCR), or give the text it was made from"
        raise source.error("the PDF has no text layer, it seems to be a scan", remedy)
    if sum(map(_nameless, text)) > MOST_NAMELESS * len(text):
        raise source.error("the PDF does not say which characters it shows", "give the file it was made from")
    yield RawText(
        text=text,
        path=source.name,
        kind=KIND,
        sha256=source.sha256,
        encoding="utf-8",
        title=stated if stated and squeezed(stated) in squeezed("".join(lines[:10])) else headline(pages[0]),
        warnings=warnings,
    )


@contextlib.contextmanager
def _opened(source: Source) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise source.error("the PDF is encrypted", "save it without a password") from error
        raise source.error("the PDF is damaged", "save or download it again") from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with the pieces of their lines, and what could not be read."""
    import pypdfium2

    pages: list[Page] = []
    empty: list[int] = []
    characters = 0
    for number in range(min(len(document), MAX_PAGES)):
        try:
            pages.append(_page(document[number], MAX_CHARACTERS - characters))
        except pypdfium2.PdfiumError:
            pages.append(Page((), 1, 1))
        characters += sum(len(line.text) for line in pages[-1].lines)
        if not pages[-1].lines:
            empty.append(number + 1)
        if characters >= MAX_CHARACTERS:
            break
    warnings = []
    if empty and characters:
        shown = ", ".join(map(str, empty[:8])) + (", …" if len(empty) > 8 else "")
        warnings.append(f"no text on page {shown} (pictures or empty)")
    if len(pages) < len(document):
        warnings.append(f"only the first {len(pages)} of {len(document)} pages were read")
    return pages, tuple(warnings)


def _page(page: Any, most: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        lines = tuple(_lines(text, min(text.count_chars(), most)))
    finally:
        text.close()
        page.close()
    return Page(lines, width, height)


def _lines(text: Any, count: int) -> Iterator[Line]:
    """The pieces of the lines of a page, in the file's order."""
    glyphs: list[Glyph] = []
    for glyph in _glyphs(text, count):
        character, left, right, bottom, top = glyph
        if character == "\n":
            if glyphs:
                yield _line(glyphs)
            glyphs = []
            continue
        if glyphs and left - glyphs[-1][2] > GAP * max(right - left, (top - bottom) / 1.5):
            yield _line(glyphs)
            glyphs = []
        glyphs.append(glyph)
    if glyphs:
        yield _line(glyphs)


def _glyphs(text: Any, count: int) -> Iterator[Glyph]:
    """The characters of a page with their boxes. Spaces and hyphens that PDFium made up take the end
    of the character before them, line ends have no place."""
    import pypdfium2.raw as pdfium

    page, box = text.raw, pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    before: Glyph | None = None
    for index in range(count):
        character = _character(pdfium.FPDFText_GetUnicode(page, index))
        if character in "\r\n":
            before = None
            yield "\n", 0, 0, 0, 0
        elif character == "\x02" or (character == " " and pdfium.FPDFText_IsGenerated(page, index)):
            if before:
                yield character, before[2], before[2], before[3], before[4]
        elif character >= " " and pdfium.FPDFText_GetLooseCharBox(page, index, reference):
            before = character, box.left, box.right, box.bottom, box.top
            yield before


def _character(code: int) -> str:
    if not 0x2F00 <= code <= 0x2FD5:
        return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
    # Some makers write the radical ⼯ (U+2F2F) for the character 工.
    return unicodedata.normalize("NFKC", chr(code))


def _line(glyphs: list[Glyph]) -> Line:
    ems = [right - left for character, left, right, _, _ in glyphs if character > "\u2e80"]
    size = median(ems) if ems else median(top - bottom for _, _, _, bottom, top in glyphs) / 1.3
    return Line(
        text="".join(glyph[0] for glyph in glyphs),
        left=min(glyph[1] for glyph in glyphs),
        right=max(glyph[2] for glyph in glyphs),
        top=median(glyph[3] for glyph in glyphs),
        size=max(size, 0.1),
    )


def _nameless(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn") or character < "\t"


FORMAT = Format(KIND, frozenset({".pdf"}), lambda head: b"%PDF-" in head[:1024], read_pdf)
