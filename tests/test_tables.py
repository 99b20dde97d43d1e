"""Tables for spreadsheets."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from briefgen.analysis import analyse_text
from briefgen.production import produce_brief
from briefgen.rendering.tables import Column, Sheet, sheets, write_csv, write_xlsx

REPORT = """云溪区上半年经济运行情况通报
2023年7月20日
上半年,全区规模工业增加值增长6.1%,居全市第2位。1—6月,固定资产投资完成42.50亿元,同比下降9.3%。
全年固定资产投资计划完成100亿元。
下半年重点抓好两项工作:
一要加快推进重点项目建设。9月底前开工建设滨河路。
二要抓好企业帮扶工作。由区工信局牵头,走访企业100家。
"""


@pytest.fixture(scope="module")
def made() -> tuple[Sheet, Sheet, Sheet]:
    return sheets([analyse_text(REPORT)])


def rows(sheet: Sheet) -> list[dict[str, object]]:
    return [dict(zip([c.head for c in sheet.columns], row, strict=True)) for row in sheet.rows]


def test_every_figure_is_a_row_with_its_source(made: tuple[Sheet, Sheet, Sheet]) -> None:
    analysis = analyse_text(REPORT)
    assert len(made[0].rows) == len(analysis.figures)
    for row in rows(made[0]):
        assert REPORT[row["起点"] : row["终点"]] == row["原文"]  # type: ignore[misc]
    investment = next(row for row in rows(made[0]) if row["原文"] == "42.50亿元")
    assert investment["数值"] == Decimal("42.50")
    assert (investment["单位"], investment["类别"], investment["状态"]) == ("亿元", "水平", "实际")
    assert (investment["起始月"], investment["截止月"]) == (date(2023, 1, 1), date(2023, 6, 1))
    assert "固定资产投资完成42.50亿元" in str(investment["原句"])
    fall = next(row for row in rows(made[0]) if row["原文"] == "9.3%" or str(row["数值"]) == "-9.3")
    assert fall["数值"] == Decimal("-9.3")


def test_targets_stand_beside_what_was_reached(made: tuple[Sheet, Sheet, Sheet]) -> None:
    target = next(row for row in rows(made[1]) if row["目标"] == Decimal("100") and row["单位"] == "亿元")
    assert target["已完成"] == Decimal("42.50")
    assert target["完成进度（推算，%）"] == Decimal("42.5")
    assert "42.50 ÷ 100" in str(target["算式"])


def test_tasks_keep_their_tree_in_their_numbers(made: tuple[Sheet, Sheet, Sheet]) -> None:
    numbers = [str(row["序号"]) for row in rows(made[2])]
    assert len(numbers) == len(set(numbers)) >= 2
    for number in numbers:
        parent, _, _ = number.rpartition(".")
        assert not parent or parent in numbers


def test_a_workbook_has_typed_cells_and_frozen_heads(made: tuple[Sheet, Sheet, Sheet]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(made, date="2023-07-20")))
    assert book.sheetnames == ["指标", "目标", "任务"]
    sheet = book["指标"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    heads = [cell.value for cell in sheet[1]]
    cells = dict(zip(heads, next(r for r in sheet.iter_rows(min_row=2) if r[2].value == 42.5), strict=True))
    assert cells["数值"].data_type == "n"
    assert cells["数值"].number_format == "0.00"
    assert cells["起始月"].value == datetime(2023, 1, 1)
    assert cells["起始月"].number_format == "yyyy-mm"
    assert sheet.column_dimensions["A"].width > 20


def test_the_same_tables_give_the_same_bytes(made: tuple[Sheet, Sheet, Sheet]) -> None:
    first, second = (write_xlsx(made, title="通报", date="2023-07") for _ in range(2))
    assert first == second
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
    assert "2023-07-01T00:00:00Z" in archive.read("docProps/core.xml").decode()


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|'/C x'!A0",
    "\t=1",
    "https://example.invalid/",
    "坏\x00字\x1b",
    "x" * 40000,
]


def test_no_cell_runs_as_a_formula() -> None:
    sheet = Sheet("甲", (Column("文"),), tuple((text,) for text in HOSTILE))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx([sheet])))
    values = [row[0] for row in book["甲"].iter_rows(min_row=2)]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in values)
    assert values[0].value == "=1+1"
    written = list(csv.reader(io.StringIO(write_csv(sheet).decode("utf-8-sig"))))[1:]
    for (cell,) in written:
        assert cell[:1] not in ("=", "@", "\t", "\r")
        assert cell[:1] not in ("+", "-")


def test_csv_opens_in_a_spreadsheet(made: tuple[Sheet, Sheet, Sheet]) -> None:
    data = write_csv(made[0])
    assert data.startswith(b"\xef\xbb\xbf")
    records = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert ("42.50", "2023-01") in {(row["数值"], row["起始月"]) for row in records}


def test_a_briefing_gives_its_tables_without_laying_anything_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.rendering import pdf

    def never(*_: object) -> None:
        raise AssertionError("nothing is to be laid out")

    monkeypatch.setattr(pdf, "layout", never)
    files = produce_brief(analyse_text(REPORT), ("xlsx", "csv")).files
    assert set(files) == {"xlsx", "指标.csv", "目标.csv", "任务.csv"}
    assert not set(produce_brief(analyse_text("昨日，全区召开会议。"), ("csv",)).files)
