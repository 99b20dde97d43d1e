"""Tables: found in lines, kept by cleaning, read as figures, shown on a page, never quoted."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import grids
from briefgen.analysis import analyse, analyse_text
from briefgen.briefing import brief
from briefgen.explaining import explanation
from briefgen.keyfigures import figure_rows
from briefgen.models import Analysis, Figure
from briefgen.records import as_csv

OPENING = (
    "2023年1—6月，云岫县经济运行总体平稳，各项工作按年初的安排有序推进，主要数据见下表，各单位要对照分析，找准差距。"
)
CLOSING = (
    "七月以来，全县继续盯住重点企业和重点项目，每旬调度一次，帮助企业解决用工、用地和融资上的困难，巩固了回升的势头。"
)
PRODUCTS = ("产品名称\t单位\t产量\t同比增长%", "果酒\t千升\t4120\t18.64", "水泥\t万吨\t238.41\t-3.2")


def report(*lines: str) -> Analysis:
    """A report of six months with these lines between its two paragraphs."""
    return analyse_text("\n".join(("云岫县2023年1—6月经济运行情况", OPENING, *lines, CLOSING)))


def told(analysis: Analysis) -> list[tuple[str, str, str | None, str]]:
    return [(f.indicator, f.measure, f.value, f.unit) for f in analysis.figures if f.rule == "table"]


def heads(text: str) -> list[list[str]]:
    """The heads of the tables in a text."""
    return [[cell.text for cell in row] for grid in grids.find(text.split("\n")) for row in grid.head]


def test_tabs_bars_and_wide_blanks_part_cells() -> None:
    rows = ("指标|单位|数值", "用电量|万千瓦时|320", "水量|万吨|12")
    expected = [["指标", "单位", "数值"]]
    assert heads("\n".join(rows).replace("|", "\t")) == expected
    assert heads("\n".join(rows).replace("|", "   ")) == expected
    assert heads("\n".join(f"| {row} |" for row in rows)) == expected


def test_prose_and_menus_are_no_tables() -> None:
    assert grids.find([OPENING, CLOSING, "首页 | 概况 | 要闻 | 公开 | 服务", "姓名\t职务\t电话", "张三\t主任\t"]) == ()


def test_a_head_without_numbers_below_is_no_table() -> None:
    assert grids.find(["指标\t单位\t数值", "以上由各科室填报\t\t"]) == ()


def test_a_table_ends_where_the_next_head_stands() -> None:
    found = grids.find([*PRODUCTS, "指标\t单位\t2022年\t增长%", "常住人口\t万人\t46.4\t0.1"])
    assert [len(grid.rows) for grid in found] == [2, 1]


def test_rows_of_numbers_without_a_head_tell_nothing() -> None:
    analysis = report("水泥\t万吨\t12.5\t3.4", "钢材\t万吨\t22.5\t4.4")
    assert analysis.figures == ()


def test_a_row_with_too_few_cells_is_passed_over() -> None:
    analysis = report(PRODUCTS[0], "果酒\t千升\t4120", PRODUCTS[2])
    assert told(analysis) == [("水泥产量", "level", "238.41", "万吨"), ("水泥产量", "change", "-3.2", "%")]


def test_cells_that_say_nothing_give_nothing() -> None:
    analysis = report(PRODUCTS[0], "果酒\t千升\t—\t…", "水泥\t万吨\t-\t", "钢材\t万吨\t\t1.5")
    assert told(analysis) == [("钢材产量", "change", "1.5", "%")]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,204.50", "1204.50"),
        ("1 204", "1204"),
        ("(3.2)", "-3.2"),
        ("－3.2", "-3.2"),
        ("+3.2", "3.2"),
        ("12.5①", "12.5"),
    ],
)
def test_numbers_as_tables_write_them(cell: str, value: str) -> None:
    analysis = report("指标\t单位\t累计", f"用电量\t万千瓦时\t{cell}", "水量\t万吨\t7")
    assert told(analysis)[0] == ("用电量", "level", value, "万千瓦时")
    assert analysis.figures[0].raw == cell.rstrip("①")


def test_a_change_bears_the_name_of_its_level_and_stands_in_its_row() -> None:
    rows = figure_rows(report(*PRODUCTS))
    assert [(row.indicator, row.values[0].text, row.changes[0].text) for row in rows] == [
        ("果酒产量", "4120千升", "+18.64%"),
        ("水泥产量", "238.41万吨", "−3.2%"),
    ]


def test_headline_indicators_go_before_products() -> None:
    rows = figure_rows(report(*PRODUCTS, "全县地区生产总值118.2亿元，增长4.9%。"))
    assert rows[0].indicator == "地区生产总值"


def test_rows_are_neither_sentences_nor_quoted() -> None:
    analysis = report(*PRODUCTS, "注：产量为快报数。")
    rows = [s for s in analysis.document.sentences if s.kind == "row"]
    assert [s.text for s in rows] == [*PRODUCTS, "注：产量为快报数。"]
    assert {analysis.labels[s.index].section for s in rows} == {"other"}
    page = brief(analysis)
    quoted = {e.sentence for part in (page.achievements, page.goals, page.problems, page.others) for e in part}
    assert not quoted & {s.index for s in rows}


def test_a_table_at_the_end_stays_in_the_body() -> None:
    analysis = analyse_text("\n".join((OPENING, CLOSING, "主要产品产量", *PRODUCTS)))
    assert len(told(analysis)) == 4


def test_lines_of_single_cells_stay_in_the_body_with_their_dashes() -> None:
    words = "产品名称 单位 产量 同比增长% 果酒 千升 4120 18.64 水泥 万吨 238.41 — 钢材 万吨 12.5 4.4"
    cells = words.split()
    analysis = report(*cells)
    assert [row[:3] for row in told(analysis)] == [
        ("果酒产量", "level", "4120"),
        ("果酒产量", "change", "18.64"),
        ("水泥产量", "level", "238.41"),
        ("钢材产量", "level", "12.5"),
        ("钢材产量", "change", "4.4"),
    ]
    assert not [piece for piece in analysis.document.dropped if piece.text in cells]


def test_menus_around_a_table_go() -> None:
    menu = ["首页", "概况", "要闻", "公开", "服务", "互动"]
    analysis = report(*PRODUCTS)
    with_menu = analyse_text("\n".join((*menu, analysis.document.raw.text, *menu)))
    assert with_menu.document.clean.text == analysis.document.clean.text


def test_rows_of_one_width_are_not_joined_as_wrapped_lines() -> None:
    rows = [
        f"{name}            千升           41{i}0           18.6"
        for i, name in enumerate(("果酒", "米酒", "啤酒", "黄酒", "白酒"))
    ]
    analysis = report("产品名称            单位            产量          增长%", *rows)
    assert len(told(analysis)) == 10


def test_the_rule_and_the_row_explain_a_figure() -> None:
    text = explanation(report(*PRODUCTS))
    assert "果酒 千升 【4120】 18.64" in text
    assert "a cell of a table" in text


def test_figures_of_tables_are_exported() -> None:
    assert "果酒产量,level,4120,千升" in as_csv([report(*PRODUCTS)])


MERGED = """<table>
<tr><td colspan="6">云岫县主要经济指标</td></tr>
<tr><td rowspan="2">指标</td><td rowspan="2">单位</td><td colspan="2">本月</td><td colspan="2">累计</td></tr>
<tr><td>绝对数</td><td>增长%</td><td>绝对数</td><td>增长%</td></tr>
<tr><td>零售额</td><td>万元</td><td>1540</td><td>2.9</td><td>9260</td><td>2.4</td></tr>
<tr><td colspan="2">客运量（万人次）</td><td></td><td></td><td>31.5</td><td>-6.0</td></tr>
</table>"""
EXPECTED = [
    ("零售额", "1540", "2023-06"),
    ("零售额", "2.9", "2023-06"),
    ("零售额", "9260", "2023-01"),
    ("零售额", "2.4", "2023-01"),
    ("客运量", "31.5", "2023-01"),
    ("客运量", "-6.0", "2023-01"),
]


def cells(figures: tuple[Figure, ...]) -> list[tuple[str, str | None, str]]:
    return [(f.indicator, f.value, f.period.start if f.period else "") for f in figures if f.rule == "table"]


def test_merged_cells_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    title = "云岫县2023年1—6月主要经济指标"
    page.write_text(
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1><p>{OPENING}</p>"
        f"{MERGED}<p>{CLOSING}</p></body></html>",
        "utf-8",
    )
    analysis = analyse(page)
    assert cells(analysis.figures) == EXPECTED
    assert analysis.document.date == "2023"


def test_merged_cells_of_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("云岫县2023年1—6月主要经济指标")
    document.add_paragraph(OPENING)
    rows = [
        ["指标", "单位", "本月", "", "累计", ""],
        ["", "", "绝对数", "增长%", "绝对数", "增长%"],
        ["零售额", "万元", "1540", "2.9", "9260", "2.4"],
        ["客运量（万人次）", "", "", "", "31.5", "-6.0"],
    ]
    table = document.add_table(len(rows), 6)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5)), ((3, 0), (3, 1))):
        table.cell(*first).merge(table.cell(*last))
    document.add_paragraph(CLOSING)
    data = io.BytesIO()
    document.save(data)
    (tmp_path / "report.docx").write_bytes(data.getvalue())
    assert cells(analyse(tmp_path / "report.docx").figures) == EXPECTED


NAMES = st.sampled_from(
    [
        "指标",
        "项目",
        "地区",
        "产品名称",
        "其中：水泥",
        "一、用电量",
        "用电量（万千瓦时）",
        "#城镇",
        "合计",
        "云山镇",
        "",
    ]
)
HEADS = st.sampled_from(
    [
        "单位",
        "产量",
        "累计",
        "本月",
        "增长%",
        "2022年",
        "1-6月",
        "比重",
        "位次",
        "为预算%",
        "年初预算",
        "上年同期",
        "备注",
        "甲",
        "GDP（亿元）",
        "",
    ]
)
CELLS = st.sampled_from(
    [
        "万吨",
        "%",
        "12.5",
        "-3.2",
        "(4)",
        "1,204",
        "—",
        "",
        "6.5%左右",
        "4%-6%",
        "3①",
        "2022",
        "第3",
        "水泥",
        "12,5",
        "（",
        "1 204.5",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(NAMES | HEADS, min_size=1, max_size=6),
    st.lists(st.lists(NAMES | CELLS, min_size=1, max_size=7), max_size=8),
    st.sampled_from(["\t", " | ", "   ", "\n"]),
)
def test_any_grid_is_read_and_each_figure_points_at_its_number(
    head: list[str], rows: list[list[str]], mark: str
) -> None:
    analysis = report(*(mark.join(row) for row in (head, *rows)))
    for figure in analysis.figures:
        assert analysis.document.raw.text[figure.start : figure.end] == figure.raw
        if figure.rule == "table":
            digits = "".join(filter(str.isdigit, figure.raw))
            assert figure.value is not None
            assert "".join(filter(str.isdigit, figure.value + (figure.upper or ""))) == digits
            assert figure.unit or figure.canonical


@settings(max_examples=100)
@given(st.lists(st.text(alphabet="指标单位\t| 12.-（）%年月增长", max_size=30), max_size=12))
def test_any_lines_have_cells_where_they_say(lines: list[str]) -> None:
    for grid in grids.find(lines):
        for cell in (cell for row in (*grid.head, *grid.rows) for cell in row):
            assert lines[cell.line][cell.begin : cell.finish] == cell.text
            assert cell.line in grid.lines
