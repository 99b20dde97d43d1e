"""PDF files with a text layer: paragraphs as they were before they were printed."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from reading_help import of

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.reading.layout import Line, Page, paragraphs

PARAGRAPHS = [
    f"第{n}段，全市完成固定资产投资{n}2.5亿元，同比增长{n}.2%，其中工业投资增长较快，重点项目建设稳步推进，"
    + "企业效益继续改善，群众生活有了新的提高，各项事业全面发展。" * (1 + n % 3)
    for n in range(1, 16)
]
INDENTED = "p { text-indent: 2em; margin: 0 }"
SPACED = "p { margin: 1em 0 }"
HEADS = '@top-center { content: "青禾市人民政府公报 第3期" } @bottom-center { content: "— " counter(page) " —" }'


def printed(body: str, style: str = INDENTED) -> bytes:
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError, reason="Pango is missing")
    page = f"@page {{ size: 120mm 170mm; margin: 18mm; font-size: 8pt; {HEADS} }}"
    css = f'{page} body {{ font: 11pt/1.6 "Noto Serif CJK SC"; text-align: justify }} {style}'
    html = f'<html lang="zh"><style>{css}</style><body>{body}</body></html>'
    return bytes(weasyprint.HTML(string=html).write_pdf())


def pdf(data: bytes) -> RawText:
    (article,) = of(data, ".pdf")
    return article


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        of(data, ".pdf")
    return str(caught.value)


def marked_up(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def by_hand(*objects: str, trailer: str = "") -> bytes:
    """A PDF of these objects, the first being its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def scan() -> bytes:
    drawing = "0 0 200 200 re f"
    return by_hand(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream",
    )


@pytest.mark.parametrize("style", [INDENTED, SPACED])
def test_wrapped_lines_are_joined_and_running_heads_dropped(style: str) -> None:
    article = pdf(printed(marked_up(PARAGRAPHS), style))
    assert article.text.split("\n") == PARAGRAPHS


def test_two_columns_are_read_one_after_the_other() -> None:
    style = INDENTED + " div { columns: 2; font-size: 8pt }"
    article = pdf(printed(f"<h2>两栏的报告</h2><div>{marked_up(PARAGRAPHS)}</div>", style))
    assert article.text.split("\n") == ["两栏的报告", *PARAGRAPHS]


def test_the_largest_line_of_the_first_page_is_the_title() -> None:
    article = pdf(printed(f"<h1>青禾市上半年经济运行情况</h1>{marked_up(PARAGRAPHS)}"))
    assert article.title == "青禾市上半年经济运行情况"
    assert article.text.startswith("青禾市上半年经济运行情况\n第1段")


def test_a_centred_title_of_two_lines_is_one_line() -> None:
    title = "<h1 style='text-align: center'>青禾市上半年<br>经济运行情况</h1>"
    assert pdf(printed(title + marked_up(PARAGRAPHS))).text.startswith("青禾市上半年经济运行情况\n第1段")


def test_table_rows_stay_rows() -> None:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in [("地区生产总值", "268.4亿元"), ("增长", "6.2%")])
    article = pdf(printed(f"{marked_up(PARAGRAPHS)}<table style='width: 100%'>{rows}</table>"))
    assert article.text.split("\n")[-2:] == ["地区生产总值\t268.4亿元", "增长\t6.2%"]


def test_a_scan_is_refused() -> None:
    assert "has no text layer" in refused(scan())


def test_a_page_without_text_among_others_is_named() -> None:
    article = pdf(
        printed(
            f"{marked_up(PARAGRAPHS[:1])}<div style='break-before: page; height: 9mm; background: red'></div>",
            INDENTED + "@page { @top-center { content: none } @bottom-center { content: none } }",
        )
    )
    assert article.warnings == ("no text on page 2 (pictures or empty)",)


def test_an_encrypted_pdf_is_refused() -> None:
    locked = by_hand(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
        f"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>",
        trailer="/Encrypt 3 0 R /ID [<00> <00>]",
    )
    assert "the PDF is encrypted" in refused(locked)


def test_a_damaged_pdf_is_refused() -> None:
    assert "the PDF is damaged" in refused(b"%PDF-1.7\n nothing follows")


def test_a_pdf_cut_anywhere_is_read_or_refused() -> None:
    data = printed(marked_up(PARAGRAPHS[:3]))
    for length in range(0, len(data), len(data) // 25):
        try:
            of(data[:length], ".pdf")
        except SourceError as error:
            assert re.match(r"cannot read given.pdf: [^\n]+; [^\n]+$", str(error))


def line(text: str, left: float, top: float, size: float = 10, **more: Any) -> Line:
    return Line(text, left, left + size * len(text), top, size, **more)


def test_columns_that_the_file_mixes_line_by_line_are_parted() -> None:
    texts = ["左栏的文字一行一行地写着", "右栏的文字也一行一行写着"]
    lines = [
        line(f"{text[:-1]}{n}", 60 + 250 * side, 700 - 20 * n) for n in range(6) for side, text in enumerate(texts)
    ]
    head = line("横跨两栏的一个相当长的标题行，正好占满整个版心宽度", 60, 730)
    assert paragraphs([Page((head, *lines), 600, 842)])[0] == head.text
    joined = "".join(paragraphs([Page((head, *lines), 600, 842)])[1:])
    assert joined == "".join(text[:-1] + str(n) for text in texts for n in range(6))


@pytest.mark.parametrize("in_turn", [True, False])
def test_short_lines_side_by_side_are_columns_when_written_in_turn_and_else_rows(in_turn: bool) -> None:
    names = [line(f"第{n}项" + "指标" * (n % 3), 60, 700 - 20 * n) for n in range(8)]
    values = [line(f"{n}亿元", 400, 700 - 20 * n) for n in range(8)]
    mixed = [*names, *values] if in_turn else [piece for row in zip(names, values, strict=True) for piece in row]
    read = paragraphs([Page(tuple(mixed), 600, 842)])
    if in_turn:
        assert "".join(read) == "".join(piece.text for piece in mixed)
    else:
        assert read == [f"{name.text}\t{value.text}" for name, value in zip(names, values, strict=True)]


def test_latin_words_are_joined_with_a_space_and_hyphens_dissolved() -> None:
    lines = (
        line("企业引进了国际标准的管理体系叫 total", 60, 700),
        line("quality man\x02", 60, 680),
        line("agement", 60, 660),
    )
    full = [Line(x.text, 60, 460, x.top, 10) for x in lines]
    assert paragraphs([Page(tuple(full), 600, 842)]) == ["企业引进了国际标准的管理体系叫 total quality management"]


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    lines = (line("2023", 200, 400), line("- 7 -", 280, 40), line("第7页 共9页", 280, 30))
    assert paragraphs([Page(lines, 600, 842)]) == ["2023"]
