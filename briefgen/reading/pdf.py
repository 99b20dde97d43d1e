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
    glyphs: list[tuple[str, float, float, float, float]] = []
    for index in range(count):
        glyph = _glyph(text, index)
        if glyph is None:  # a space or line end that PDFium made up, or no character at all
            character = _character(text, index)
            if character in "\r\n" and glyphs:
                yield _line(glyphs)
                glyphs = []
            elif character in (" ", "\x02") and glyphs:
                glyphs.append((character, *glyphs[-1][2:3], *glyphs[-1][2:]))
            continue
        if glyphs and glyph[1] - glyphs[-1][2] > GAP * max(glyph[2] - glyph[1], (glyph[4] - glyph[3]) / 1.5):
            yield _line(glyphs)
            glyphs = []
        glyphs.append(glyph)
    if glyphs:
        yield _line(glyphs)


def _character(text: Any, index: int) -> str:
    import pypdfium2.raw as pdfium

    code = pdfium.FPDFText_GetUnicode(text, index)
    character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    # Some makers write the radical ⼯ (U+2F2F) for the character 工.
    return unicodedata.normalize("NFKC", character) if "\u2f00" <= character <= "\u2fd5" else character


def _glyph(text: Any, index: int) -> tuple[str, float, float, float, float] | None:
    """A character and its box (left, right, bottom, top); None when it is not set on the page."""
    import pypdfium2.raw as pdfium

    character = _character(text, index)
    if character < " " or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
        return None
    return character, box.left, box.right, box.bottom, box.top


def _line(glyphs: list[tuple[str, float, float, float, float]]) -> Line:
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
