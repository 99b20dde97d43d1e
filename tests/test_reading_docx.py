"""Word files: what the page shows, in its order."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from reading_help import of

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.wording import chinese

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(build: Callable[[Any], object]) -> RawText:
    document = docx.Document()
    build(document)
    (article,) = of(saved(document), ".docx")
    return article


def rewritten(data: bytes, change: dict[str, bytes]) -> bytes:
    """A Word file with some of its parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **change}:
            new.writestr(name, change[name] if name in change else old.read(name))
    return stream.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        of(data, ".docx")
    return str(caught.value)


def simple() -> bytes:
    document = docx.Document()
    document.add_paragraph("全市经济平稳运行。")
    return saved(document)


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("表前一段。")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["指标", "数值", "地区生产总值", "268.4亿元"], strict=True):
            cell.text = text
        document.add_paragraph("")
        document.add_paragraph("　　表后一段。")

    article = word(build)
    assert article.text == "表前一段。\n指标\t数值\n地区生产总值\t268.4亿元\n表后一段。"
    assert article.kind == "docx"


def test_insertions_under_review_are_read_and_deletions_are_not() -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("增长")
        for xml in (
            f"<w:del {W}><w:r><w:delText>7%</w:delText></w:r></w:del>",
            f"<w:ins {W}><w:r><w:t>8%</w:t></w:r></w:ins>",
            f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>",
            f"<w:hyperlink {W}><w:r><w:t>以上</w:t></w:r></w:hyperlink>",
        ):
            paragraph._p.append(parse_xml(xml))

    assert word(build).text == "增长8%以上"


def test_content_controls_and_text_boxes_are_read() -> None:
    def build(document: Any) -> None:
        control = parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件中的一段。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.element.body.insert(0, control)
        box = f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框中。</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        document.add_paragraph("框外。")._p.append(parse_xml(box))

    assert word(build).text == "控件中的一段。\n框外。\n框中。"


def test_automatic_numbers_are_part_of_the_text() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("抓项目", style="List Number")
        document.add_paragraph("无号")
        document.add_paragraph("促消费", style="List Number")
        document.add_paragraph("圆点", style="List Bullet")

    assert word(build).text == "1.抓项目\n无号\n2.促消费\n圆点"


def test_chinese_numbers_count_within_their_chapter() -> None:
    def level(depth: int, text: str) -> str:
        how = f'<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/>'
        return f'<w:lvl w:ilvl="{depth}">{how}</w:lvl>'

    def build(document: Any) -> None:
        root = document.part.numbering_part.element
        root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {W} w:abstractNumId="90">{level(0, "%1、")}{level(1, "（%2）")}</w:abstractNum>'
            ),
        )
        root.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
        for depth, text in ((0, "工业"), (1, "稳增长"), (1, "调结构"), (0, "农业"), (1, "保面积")):
            numbers = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>'
            document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(numbers))

    assert word(build).text.split("\n") == ["一、工业", "（一）稳增长", "（二）调结构", "二、农业", "（一）保面积"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (36, "三十六"),
        (103, "一百〇三"),
        (110, "一百一十"),
        (1000, "1000"),
    ],
)
def test_counts_are_written_in_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


def test_the_title_is_what_is_styled_so_or_what_the_page_begins_with() -> None:
    assert (
        word(lambda d: (d.add_paragraph("某某简报"), d.add_paragraph("上半年情况", style="Title"))).title
        == "上半年情况"
    )

    def build(document: Any) -> None:
        document.core_properties.title = "上半年情况"
        document.add_paragraph("上半年情况")

    assert word(build).title == "上半年情况"


def test_a_left_over_title_is_not_believed() -> None:
    def build(document: Any) -> None:
        document.core_properties.title = "关于放假的通知"
        document.add_paragraph("上半年情况")

    assert word(build).title is None


def test_a_word_file_without_text_is_refused() -> None:
    assert "holds no text" in refused(saved(docx.Document()))


def test_other_zip_files_are_refused_by_name() -> None:
    def archive(*names: str) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name in names:
                package.writestr(name, "x")
        return stream.getvalue()

    assert "it is a zip archive, not a Word file" in refused(archive("a.txt"))
    assert "it is an Excel workbook" in refused(archive("[Content_Types].xml", "xl/workbook.xml"))
    assert "the Word file is damaged" in refused(archive("word/document.xml"))
    assert "the Word file is damaged" in refused(archive("a.txt")[:-30])
    assert "the Word file is damaged" in refused(b"PK\x03\x04 and nothing else")


def test_a_cut_word_file_is_refused() -> None:
    data = simple()
    for length in range(4, len(data), len(data) // 30):
        assert "damaged" in refused(data[:length])


@pytest.mark.parametrize(
    "part", ["word/_rels/document.xml.rels", "[Content_Types].xml", "word/styles.xml", "_rels/.rels"]
)
@pytest.mark.parametrize("change", [(b"Type=", b"Tipe="), (b"styles", b"stiles"), (b">", b""), (b"</", b"<")])
def test_a_word_file_with_a_damaged_part_is_read_or_refused(part: str, change: tuple[bytes, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(simple())) as package:
        data = rewritten(simple(), {part: package.read(part).replace(*change)})
    try:
        assert of(data, ".docx")[0].text == "全市经济平稳运行。"
    except SourceError as error:
        assert "damaged" in str(error)


def test_an_external_entity_is_refused_and_not_fetched(tmp_path: Any) -> None:
    (tmp_path / "secret").write_text("秘密")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    for encoding in ("utf-8", "utf-16"):
        assert "declares entities" in refused(rewritten(simple(), {"word/document.xml": xml.encode(encoding)}))


def test_zeros_are_refused_before_they_are_unpacked() -> None:
    zeros = b"\0" * (17 * 1024 * 1024)
    assert "too large" in refused(rewritten(simple(), {"word/document.xml": zeros}))
    many = {f"word/media/{n}.png": b"\0" * (64 * 1024 * 1024) for n in range(5)}
    assert "too large" in refused(rewritten(simple(), many))


def test_a_false_declaration_of_size_does_not_help() -> None:
    data = rewritten(simple(), {"word/styles.xml": b"\0" * 1_000_000})
    size = (1_000_000).to_bytes(4, "little")
    assert size in data
    assert "damaged" in refused(data.replace(size, (10).to_bytes(4, "little")))


def test_deeply_nested_blocks_are_refused_or_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5000
    xml = f"<w:document {W}><w:body>{deep}</w:body></w:document>"
    assert "damaged" in refused(rewritten(simple(), {"word/document.xml": xml.encode()}))
