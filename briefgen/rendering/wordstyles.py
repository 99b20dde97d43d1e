"""The styles of our Word files: what an office changes once, in the list of styles, to change every page.

Faces carry the names that Chinese offices have installed (GB/T 9704: 小标宋, 仿宋, 黑体, 楷体). A machine
that lacks one takes the alternative that the file's font table names.
"""

from dataclasses import dataclass, replace
from typing import Any

from briefgen.rendering.pages import TITLE_SIZE, Look

# Faces of GB/T 9704 and what stands in for each where it is not installed.
ALTERNATIVES = {
    "方正小标宋简体": "宋体,SimSun,FandolSong,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,FangSong,FandolFang,宋体",
    "楷体_GB2312": "楷体,KaiTi,FandolKai,宋体",
    "黑体": "SimHei,FandolHei,Noto Sans CJK SC,宋体",
    "微软雅黑": "Microsoft YaHei,Noto Sans CJK SC,宋体",
}


@dataclass(frozen=True, slots=True)
class Faces:
    """What the text is set in: Chinese faces of each part, and one for digits and latin letters."""

    title: str
    body: str
    heading: str
    note: str
    latin: str


FACES = {
    "office": Faces("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"),
    "plain": Faces("微软雅黑", "微软雅黑", "微软雅黑", "微软雅黑", "Arial"),
}


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style. Lengths are in points."""

    name: str
    face: str
    size: float
    base: str = "Normal"
    bold: bool = False
    colour: str | None = None
    align: str = "JUSTIFY"
    before: float = 0.0
    after: float = 0.0
    first: float = 0.0
    """Indent of the first line, negative when it hangs out."""
    left: float = 0.0
    leading: float | None = None
    """Distance of lines; None for that of the body, 0 for as much as stands in the line."""
    keep: bool = False
    """On one page with what follows."""
    spread: float = 0.0
    """Added behind each character."""
    apart: bool = False
    """Space above only where another style stands before."""


def define(document: Any, look: Look, faces: Faces, accent: str) -> None:
    """Give a python-docx document our styles, the fonts' alternatives and the page.

    `accent` is the colour of masthead and headings as six hexadecimal digits.
    """
    _defaults(document)
    known = {style.name for style in document.styles}
    for style in _styles(look, faces, accent):
        _paragraph_style(document, style, look, faces, new=style.name not in known)
    for name, colour in (("Increase", "B3121D"), ("Decrease", "14713D")):
        _character_style(document, name, colour)
    strong = document.styles["Strong"]
    strong.font.bold = True
    _fonts(strong, faces.heading, faces.latin)
    _borders(document.styles["Masthead Line"], bottom=(12, accent))
    _borders(document.styles["Foot"], top=(6, "1A1A1A"), bottom=(6, "1A1A1A"))
    _right_tab(document.styles["Masthead Line"], look.text_width)
    _table_style(document, accent)
    _font_table(document)
    _page(document, look)


def _styles(look: Look, faces: Faces, accent: str) -> tuple[_Style, ...]:
    size = look.size
    cell = _Style("Table Text", faces.body, size * 0.95, align="LEFT", leading=size * 1.25)
    return (
        _Style("Normal", faces.body, size),
        _Style("Title", faces.title, size * TITLE_SIZE, align="CENTER", before=size * 0.8 + look.lift,
               after=size * 0.5, leading=size * TITLE_SIZE * 1.35, keep=True),
        _Style("Heading 1", faces.heading, size * 1.08, colour=accent, align="LEFT",
               before=size * 0.45 + look.gap, after=size * 0.15, keep=True),
        _Style("Heading 2", faces.note, size, colour=accent, align="LEFT", before=size * 0.3, keep=True),
        _Style("Body Text", faces.body, size, first=2 * size),
        _Style("List Bullet", faces.body, size, left=1.6 * size, first=-1.6 * size),
        _Style("List Number", faces.body, size, left=1.6 * size, first=-1.6 * size),
        _Style("Masthead", faces.title, 28, colour=accent, align="CENTER", leading=36, spread=8),
        _Style("Masthead Logo", faces.note, size, align="CENTER", leading=42),
        _Style("Picture", faces.note, size, align="CENTER", before=size * 0.3, leading=0.0),
        _Style("Masthead Mark", faces.heading, size, align="LEFT"),
        _Style("Masthead Issue", faces.note, size, align="CENTER"),
        _Style("Masthead Line", faces.note, size, align="LEFT", after=2),
        _Style("Foot", faces.body, look.foot_size, align="LEFT", before=8, leading=look.foot_size * 1.4, apart=True),
        cell,
        replace(cell, name="Table Number", base=cell.name, align="RIGHT"),
        replace(cell, name="Table Centre", base=cell.name, align="CENTER"),
        _Style("Footer", faces.latin, 9, align="CENTER"),
    )  # fmt: skip


def _defaults(document: Any) -> None:
    """Chinese text, and no space behind paragraphs but what a style says."""
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(f".//{qn('w:lang')}").set(qn("w:eastAsia"), "zh-CN")
    spacing = defaults.find(f".//{qn('w:spacing')}")
    for name in ("after", "line", "lineRule"):
        spacing.attrib.pop(qn(f"w:{name}"), None)


def _paragraph_style(document: Any, wanted: _Style, look: Look, faces: Faces, *, new: bool) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    styles = document.styles
    style = styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH) if new else styles[wanted.name]
    if wanted.name != "Normal":
        style.base_style = styles[wanted.base]
    style.quick_style = True
    style.hidden = False
    _fonts(style, wanted.face, faces.latin)
    style.font.size = Pt(_half(wanted.size))
    style.font.bold = wanted.bold
    style.font.color.rgb = RGBColor.from_string(wanted.colour or "1A1A1A")
    for leftover in ("w:spacing", "w:kern"):
        for element in style.element.rPr.findall(qn(leftover)):
            style.element.rPr.remove(element)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    form = style.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, wanted.align)
    form.space_before, form.space_after = Pt(round(wanted.before, 1)), Pt(round(wanted.after, 1))
    form.left_indent, form.first_line_indent = Pt(round(wanted.left, 1)), Pt(round(wanted.first, 1))
    if wanted.leading == 0:
        form.line_spacing = 1.0
    else:
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(round(wanted.leading or look.size * look.leading, 1))
    form.keep_with_next = wanted.keep
    form.widow_control = True
    if wanted.spread:
        _insert(style.element.rPr, f'<w:spacing %s w:val="{round(wanted.spread * 20)}"/>', "w:w", "w:kern", "w:sz")
    if wanted.apart:
        _insert(style.element.pPr, "<w:contextualSpacing %s/>", "w:jc")


def _character_style(document: Any, name: str, colour: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = RGBColor.from_string(colour)


def _fonts(style: Any, east: str, latin: str) -> None:
    """Name the faces; the template's theme, which would win over them, goes."""
    from docx.oxml.ns import qn

    style.font.name = latin
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for name, face in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east)):
        fonts.set(qn(f"w:{name}"), face)


def _borders(style: Any, **sides: tuple[int, str]) -> None:
    """Lines above or below a paragraph: eighths of a point, and colour."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="3" w:color="{colour}"/>'
        for side, (width, colour) in sides.items()
    )
    _insert(style.element.pPr, f"<w:pBdr %s>{lines}</w:pBdr>", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _right_tab(style: Any, position: float) -> None:
    tab = f'<w:tabs %s><w:tab w:val="right" w:pos="{round(position * 20)}"/></w:tabs>'
    _insert(style.element.pPr, tab, "w:spacing", "w:ind", "w:jc")


def _insert(parent: Any, xml: str, *before: str) -> None:
    """Add an element where the schema wants it: before the first of the named ones."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    element = parse_xml(xml % nsdecls("w"))
    followers = [child for child in parent if child.tag in {qn(name) for name in before}]
    if followers:
        followers[0].addprevious(element)
    else:
        parent.append(element)


def _table_style(document: Any, accent: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = f'w:val="single" w:color="{accent}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
            '<w:name w:val="Briefing Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f'<w:tblPr><w:jc w:val="center"/><w:tblBorders><w:top {line} w:sz="8"/><w:bottom {line} w:sz="8"/>'
            '<w:insideH w:val="single" w:sz="2" w:color="D8CCCC"/></w:tblBorders>'
            '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
            f'<w:tcPr><w:tcBorders><w:bottom {line} w:sz="4"/></w:tcBorders>'
            '<w:shd w:val="clear" w:color="auto" w:fill="F3F0F0"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )


def _font_table(document: Any) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from lxml import etree

    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for name, alternatives in ALTERNATIVES.items():
        table.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{alternatives}"/>'
                '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
            )
        )
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def _page(document: Any, look: Look) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, look.margins)
    section.header_distance, section.footer_distance = Mm(8), Mm(8)


def _half(size: float) -> float:
    """Word knows half points only; rounding down keeps a page that fits on its page."""
    return int(size * 2) / 2
