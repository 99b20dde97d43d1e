"""Word files: paragraphs and tables in the order of the page, one block a line.

python-docx opens the package; the text is taken from its XML, because `Paragraph.text` leaves
out insertions under review, content controls and text boxes, all of which the page shows.
Deletions under review, hidden text, and what stands over the characters as a reading aid are left out.
Automatic numbers (`一、`, `（二）`) are part of the text: see numbering.py.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefgen.models import RawText
from briefgen.reading.hints import squeezed
from briefgen.reading.numbering import Numbering
from briefgen.reading.rows import MOST_COVERED, row_lines
from briefgen.reading.source import MAX_BYTES, Format, Source, Warn

if TYPE_CHECKING:
    import zipfile

KIND = "docx"

MAX_UNPACKED = 4 * MAX_BYTES
"""Bytes of all parts together, pictures included: pictures do not shrink, text shrinks to a tenth."""

MAX_XML = 16 * 1024 * 1024
"""Bytes of one XML part. A work report has 0.3 to 1 MB; the tree takes twenty times as much."""

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNSHOWN = frozenset(
    (
        *(NAMESPACE + name for name in ("del", "moveFrom", "rt", "instrText", "delText", "rPr", "pPr", "sdtPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
"""Elements that the page does not show, or shows through their sibling."""

_MARKS = {NAMESPACE + "tab": "\t", NAMESPACE + "br": "\n", NAMESPACE + "cr": "\n", NAMESPACE + "noBreakHyphen": "-"}
_TEXT = frozenset((NAMESPACE + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))

OTHER_OFFICE = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "mimetype": "an OpenDocument file",
}


def read_docx(source: Source, warn: Warn) -> Iterator[RawText]:
    """The one article of a Word file."""
    _check(source)
    lines, title = _content(source)
    if not lines:
        raise source.error("the Word file holds no text", "give a file with a report in it")
    yield RawText(
        text="\n".join(lines),
        path=source.name,
        kind=KIND,
        sha256=source.sha256,
        encoding="utf-8",
        title=title,
    )


def _check(source: Source) -> None:
    """Refuse what is no Word file, and what would not fit into memory, before anything is parsed."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as package:
            parts = package.infolist()
            _check_kind(source, [part.filename for part in parts])
            _check_size(source, parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part).replace(b"\0", b""):
                    raise source.error("it declares entities, which no Word file does", "save it again in Word")
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise source.error("the Word file is damaged", "open it in Word or WPS and save it again") from error


def _check_kind(source: Source, names: list[str]) -> None:
    if "word/document.xml" in names:
        return
    other = next((kind for name in names for start, kind in OTHER_OFFICE.items() if name.startswith(start)), None)
    raise source.error(f"it is {other or 'a zip archive'}, not a Word file", "save the report as .docx, .txt or .pdf")


def _check_size(source: Source, parts: list["zipfile.ZipInfo"]) -> None:
    # zipfile itself stops at the declared size, so a false declaration cannot get past this.
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if largest > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise source.error("unpacked, the Word file is too large to be a report", "save its text alone")


def _content(source: Source) -> tuple[list[str], str | None]:
    """The lines of the page, and its title."""
    import docx

    try:
        document = docx.Document(io.BytesIO(source.data))
        lines = list(_lines(document.element.body, Numbering.of(document)))
        return lines, _title(document, lines)
    except Exception as error:  # the library has no error of its own for a damaged part: anything may come
        raise source.error("the Word file is damaged", "open it in Word or WPS and save it again") from error


def _lines(parent: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of all blocks under an element, through whatever they are wrapped in."""
    for element in parent:
        if element.tag == NAMESPACE + "p":
            yield from _paragraph(element, numbering)
        elif element.tag == NAMESPACE + "tbl":
            for row in _children(element, "tr"):
                yield from row_lines(_row(list(_children(row, "tc")), numbering))
        elif element.tag not in _UNSHOWN:
            yield from _lines(element, numbering)


def _row(cells: list[Any], numbering: Numbering) -> list[list[str]]:
    """The lines of each cell of a row; a row that is all one cell has one."""
    laid_out = [list(_cell(cell, numbering)) for cell in cells]
    return [lines for cell in laid_out for lines in (cell if len(cells) > 1 else cell[:1])]


def _cell(cell: Any, numbering: Numbering) -> Iterator[list[str]]:
    """The lines of a cell, and no lines for each further column it covers; none where one above it reaches down."""
    lines = list(_lines(cell, numbering))
    merged = cell.find(f"{NAMESPACE}tcPr/{NAMESPACE}vMerge")
    goes_on = merged is not None and merged.get(NAMESPACE + "val", "continue") == "continue"
    yield [] if goes_on else lines
    span = cell.find(f"{NAMESPACE}tcPr/{NAMESPACE}gridSpan")
    told = span.get(NAMESPACE + "val", "") if span is not None else ""
    wide = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 1
    yield from ([] for _ in range(min(wide, MOST_COVERED) - 1))


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_text(paragraph, boxes))
    if text.strip():
        text = numbering.next(paragraph) + text.lstrip()
    yield from (line for part in text.split("\n") if (line := part.strip()))
    for box in boxes:
        yield from _lines(box, numbering)


def _text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The characters of a paragraph; the text boxes anchored in it are put into `boxes`."""
    for child in element:
        if child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == NAMESPACE + "txbxContent":
            boxes.append(child)
        elif child.tag not in _UNSHOWN and not _vanishes(child):
            yield from _text(child, boxes)


def _vanishes(run: Any) -> bool:
    mark = run.find(f"{NAMESPACE}rPr/{NAMESPACE}vanish")
    return mark is not None and mark.get(NAMESPACE + "val", "1") not in ("0", "false", "off")


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The nearest descendants of a name, through content controls and revision marks."""
    for child in parent:
        if child.tag == NAMESPACE + name:
            yield child
        elif child.tag not in _UNSHOWN and child.tag != NAMESPACE + "tbl":
            yield from _children(child, name)


def _title(document: Any, lines: list[str]) -> str | None:
    """The paragraph styled as title, or the file's title if the page begins with it: it is often a left-over."""
    for paragraph in document.paragraphs[:20]:
        if paragraph.text.strip() and paragraph.style is not None and paragraph.style.name == "Title":
            return str(paragraph.text.strip())
    stated = document.core_properties.title.strip()
    opening = squeezed("".join(lines[:5]))
    return stated if stated and squeezed(stated) in opening else None


FORMAT = Format(KIND, frozenset({".docx"}), lambda head: head.startswith(b"PK\x03\x04"), read_docx)
