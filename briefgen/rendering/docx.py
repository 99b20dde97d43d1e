"""Markdown to Word: the content of the page in native styles, to be edited as any office document.

Like the HTML, the file is made of the Markdown alone, so that every product, and every page that a
person edited, has its Word file.
"""

import io
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from briefgen.rendering import bars
from briefgen.rendering.packing import moment, repacked
from briefgen.rendering.pages import WIDE_GAP, Look, to_html, with_chart
from briefgen.rendering.titles import width
from briefgen.rendering.wordpictures import LOGO_HEIGHT, Pictures, logo
from briefgen.rendering.wordstyles import FACES, define
from briefgen.settings import DEFAULT, Settings

NARROWER = 0.94
"""Share of a page's room that tables have for bars in Word: its cells have margins, its digits other faces."""
_CELLS = {"right": "Table Number", "center": "Table Centre"}


def write(
    markdown: str,
    look: Look,
    *,
    date: str | None = None,
    own: Path | None = None,
    settings: Settings = DEFAULT,
    numbered: bool = False,
    chart: str = "",
    barred: bool = False,
) -> bytes:
    """The Word file of a product's Markdown.

    `look` gives the measures, `settings` the faces, the colour and the logo; `date` is the report's
    own and goes into the properties; `own` are the user's own templates; `numbered` puts page
    numbers below; `chart` and `barred` are as for `pages.page`. The same arguments give the same bytes.
    """
    import lxml.html
    from docx import Document

    document = Document()
    define(document, look, FACES["office" if settings.look == "office" else "plain"], settings.colour[1:])
    _logo(document, settings.logo)
    html = to_html(markdown)
    if barred:
        html = bars.draw(html, look.table_width * NARROWER, own, colour=settings.colour)
    pictures = Pictures(document.styles["Table Text"].font.size.pt, look.text_width)
    html = pictures.lift(with_chart(html, chart))
    blocks = list(lxml.html.fragment_fromstring(html, create_parent="div"))
    for role, block in _roles(blocks):
        _add(document, role, block, pictures)
    if numbered:
        _page_numbers(document)
    _properties(document, blocks, date)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _logo(document: Any, address: str) -> None:
    """The logo above the masthead's name."""
    from docx.shared import Mm

    if picture := logo(address):
        run = document.add_paragraph(style="Masthead Logo").add_run()
        run.add_picture(io.BytesIO(picture), height=Mm(LOGO_HEIGHT))


def _roles(blocks: list[Any]) -> Iterator[tuple[str, Any]]:
    """Each block with its part of the page: before the title the masthead, below the last rule the foot."""
    tags = [block.tag for block in blocks]
    title = tags.index("h1") if "h1" in tags else -1
    foot = len(tags) - 1 - tags[::-1].index("hr") if "hr" in tags else len(tags)
    for at, block in enumerate(blocks):
        role = "masthead" if at < title else "foot" if at > foot else "body"
        if block.tag != "hr":
            yield role, block


def _add(document: Any, role: str, block: Any, pictures: Pictures) -> None:
    headings = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
    if block.tag == "table":
        _table(document, block, pictures)
    elif block.tag == "figure":
        pictures.add(document.add_paragraph(style="Picture"), block)
    elif block.tag in ("ul", "ol"):
        _list(document, block)
    elif role == "masthead":
        named = len(block) == 1 and block[0].tag == "strong" and not (block[0].tail or "").strip()
        if named:
            document.add_paragraph(block.text_content(), "Masthead")
        else:
            _masthead_line(document, block)
    else:
        style = headings.get(block.tag) or ("Foot" if role == "foot" else "Body Text")
        _runs(document.add_paragraph(style=style), block)


def _masthead_line(document: Any, block: Any) -> None:
    """The last line carries the rule, and what stands alone in it goes to the right."""
    if block.getnext().tag != "h1":
        above = block.getprevious() is None
        _runs(document.add_paragraph(style="Masthead Mark" if above else "Masthead Issue"), block)
        return
    line = document.add_paragraph(style="Masthead Line")
    if WIDE_GAP not in block.text_content():
        line.add_run("\t")
    _runs(line, block, gap="\t")


def _runs(paragraph: Any, element: Any, character: str | None = None, *, gap: str = WIDE_GAP) -> None:
    """The text of an element, its bold words in the style for them, with `gap` for a wide gap."""
    for style, pieces in groupby(_pieces(element, character), key=itemgetter(1)):
        run = paragraph.add_run("".join(text for text, _ in pieces).replace(WIDE_GAP, gap))
        if style:
            run.style = style


def _pieces(element: Any, character: str | None) -> Iterator[tuple[str, str | None]]:
    """Texts with their character styles; lists inside are left to their own paragraphs."""
    if element.text:
        yield element.text.replace("\n", ""), character
    for child in element:
        if child.tag == "br":
            yield "\n", character
        elif child.tag not in ("ul", "ol"):
            yield from _pieces(child, {"strong": "Strong", "em": "Emphasis"}.get(child.tag, character))
        if child.tail:
            yield child.tail.replace("\n", ""), character


def _list(document: Any, block: Any, level: int = 1) -> None:
    base = "List Number" if block.tag == "ol" else "List Bullet"
    style = f"{base} {level}" if level > 1 else base
    number = _numbering(document, style) if block.tag == "ol" else None
    for item in block:
        paragraph = document.add_paragraph(style=style)
        _runs(paragraph, item)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        for inner in item:
            if inner.tag in ("ul", "ol"):
                _list(document, inner, min(level + 1, 3))


def _numbering(document: Any, style: str) -> int:
    """A numbering of its own for one list, counting from one."""
    numbering = document.part.numbering_part.element
    known = document.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(known).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _table(document: Any, block: Any, pictures: Pictures) -> None:
    from docx.oxml import OxmlElement

    rows = block.findall(".//tr")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Briefing Table"
    table.autofit = True
    for at, (row, source) in enumerate(zip(table.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not at:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, shown in zip(row.cells, source, strict=True):
            _cell(cell, shown)
            pictures.add(cell.paragraphs[0], shown)
    _widths(table, rows, pictures)


def _cell(cell: Any, shown: Any) -> None:
    paragraph = cell.paragraphs[0]
    align = (shown.get("style") or "").rpartition(":")[2].strip(" ;")
    paragraph.style = _CELLS.get(align, "Table Text")
    classes = (shown.get("class") or "").split()
    change = next((style for name, style in (("up", "Increase"), ("down", "Decrease")) if name in classes), None)
    _runs(paragraph, shown, change)


def _widths(table: Any, rows: list[Any], pictures: Pictures) -> None:
    """Columns as wide as their longest texts need; when the page is too narrow, the widest without bars give way."""
    from docx.shared import Pt

    document = table.part.document
    section, em = document.sections[0], document.styles["Table Text"].font.size.pt
    room = (section.page_width - section.left_margin - section.right_margin) / 12700  # EMU of a point
    needs = [
        em + max(width(cell.text_content()) * em + pictures.width(cell) for cell in column)
        for column in zip(*rows, strict=True)
    ]
    drawn = [any(pictures.width(cell) for cell in column) for column in zip(*rows, strict=True)]
    table.autofit = not any(drawn)  # what fits itself takes room from bars first
    limit = max(needs)
    while (
        limit > em and sum(need if whole else min(need, limit) for need, whole in zip(needs, drawn, strict=True)) > room
    ):
        limit *= 0.95
    taken = [need if whole else min(need, limit) for need, whole in zip(needs, drawn, strict=True)]
    for column, need in zip(table.columns, taken, strict=True):
        column.width = Pt(need + (room - sum(taken)) / len(taken))
        for cell in column.cells:
            cell.width = column.width


def _page_numbers(document: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraph.add_run(" —")


def _properties(document: Any, blocks: list[Any], date: str | None) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE

    properties = document.core_properties
    properties.title = "".join(block.text_content() for block in blocks if block.tag == "h1")[:255]
    properties.author = properties.last_modified_by = "briefgen"
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = moment(date)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
