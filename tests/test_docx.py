"""The Word file: the page's content in native styles."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from briefgen.rendering import docx
from briefgen.rendering.pages import Look

LOOK = Look(size=10.5, leading=1.4)
MARKDOWN = """**工作简报**

青屿发布　　2023年7月21日

# 青屿区分析上半年经济形势

上半年，地区生产总值148.6亿元，增长6.4%。

**关键词**：投资；民生

## 一、主要指标

| 指标 | 数值 | 增减 | 位次 |
|:--|--:|--:|:-:|
| 地区生产总值 | 148.6亿元 | +6.4% | 全市第3 |
| 进出口 | — | −2.1% | — |

## 二、工作成效

- 开工项目12个。
- 写作 \\*星号\\* 与 &lt;b&gt; 的词。

## 三、重点任务

1. **扩大投资**。开工6个项目。
2. 办好实事。

另一份清单：

1. 从一数起。

---

来源：青屿发布；日期：2023年7月21日。

原文共2项指标，本页列2项。
"""


def opened(markdown: str = MARKDOWN, **options: object) -> Document:  # type: ignore[valid-type]
    return Document(io.BytesIO(docx.write(markdown, LOOK, date="2023-07-21", **options)))  # type: ignore[arg-type]


def test_each_part_of_the_page_has_its_native_style() -> None:
    styles = {p.text: p.style.name for p in opened().paragraphs}
    assert styles["工作简报"] == "Masthead"
    assert styles["青屿发布\t2023年7月21日"] == "Masthead Line"
    assert styles["青屿区分析上半年经济形势"] == "Title"
    assert styles["一、主要指标"] == "Heading 1"
    assert styles["开工项目12个。"] == "List Bullet"
    assert styles["扩大投资。开工6个项目。"] == "List Number"
    assert styles["来源：青屿发布；日期：2023年7月21日。"] == "Foot"
    assert styles["上半年，地区生产总值148.6亿元，增长6.4%。"] == "Body Text"


def test_no_paragraph_or_run_is_formatted_but_by_its_style() -> None:
    document = opened()
    cells = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    for paragraph in (*document.paragraphs, *cells):
        properties = paragraph._p.pPr
        assert {child.tag for child in properties} <= {qn("w:pStyle"), qn("w:numPr")}
        for run in paragraph.runs:
            assert {child.tag for child in (run._r.rPr if run._r.rPr is not None else ())} <= {qn("w:rStyle")}


def test_bold_words_and_changes_have_character_styles() -> None:
    document = opened()
    strong = [run.text for p in document.paragraphs for run in p.runs if run.style.name == "Strong"]
    assert strong == ["关键词", "扩大投资"]
    changes = {
        run.text: run.style.name for cell in document.tables[0].column_cells(2) for run in cell.paragraphs[0].runs
    }
    assert (changes["+6.4%"], changes["−2.1%"]) == ("Increase", "Decrease")


def test_east_asian_faces_are_those_of_offices() -> None:
    document = opened()
    faces = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Masthead", "Title", "Heading 1", "Normal", "Masthead Line")
    }
    assert faces == {
        "Masthead": "方正小标宋简体",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Normal": "仿宋_GB2312",
        "Masthead Line": "楷体_GB2312",
    }
    for name in faces:
        assert not [key for key in document.styles[name].element.rPr.rFonts.attrib if key.endswith("Theme")]


def test_every_face_has_alternatives_in_the_font_table() -> None:
    archive = zipfile.ZipFile(io.BytesIO(docx.write(MARKDOWN, LOOK)))
    table = archive.read("word/fontTable.xml").decode()
    for face in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312"):
        assert re.search(rf'w:name="{face}"><w:altName w:val="[^"]*宋体', table)


def test_the_table_is_a_table_with_a_head_that_repeats() -> None:
    table = opened().tables[0]
    assert table.style.name == "Briefing Table"
    assert [cell.text for cell in table.rows[1].cells] == ["地区生产总值", "148.6亿元", "+6.4%", "全市第3"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    aligned = [cell.paragraphs[0].style.name for cell in table.rows[1].cells]
    assert aligned == ["Table Text", "Table Number", "Table Number", "Table Centre"]


def test_each_numbered_list_counts_from_one() -> None:
    numbered = [p for p in opened().paragraphs if p.style.name == "List Number"]
    first, second, third = (p._p.pPr.numPr.numId.val for p in numbered)
    assert first == second != third


def test_text_is_shown_as_it_is_whatever_it_holds() -> None:
    assert "写作 *星号* 与 <b> 的词。" in [p.text for p in opened().paragraphs]


def test_the_same_page_gives_the_same_bytes_with_the_reports_own_date() -> None:
    first, second = (docx.write(MARKDOWN, LOOK, date="2023-07") for _ in range(2))
    assert first == second
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = Document(io.BytesIO(first)).core_properties
    assert properties.created.isoformat().startswith("2023-07-01")
    assert properties.title == "青屿区分析上半年经济形势"
    assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_pages_are_numbered_when_asked() -> None:
    assert not opened().sections[0].footer.paragraphs[0].text
    assert "PAGE" in opened(numbered=True).sections[0].footer.paragraphs[0]._p.xml


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_every_word(tmp_path: Path) -> None:
    (tmp_path / "page.docx").write_bytes(docx.write(MARKDOWN, LOOK))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "page.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True).stdout
    seen = re.sub(r"\s", "", shown)
    document = Document(tmp_path / "page.docx")
    texts = [p.text for p in document.paragraphs]
    texts += [cell.text for row in document.tables[0].rows for cell in row.cells]
    for text in texts:
        assert re.sub(r"\s", "", text) in seen
    assert "1.扩大投资" in seen
