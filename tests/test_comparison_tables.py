"""The workbook of a comparison, read back."""

import io
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from briefgen.analysis import analyse, analyse_text
from briefgen.comparison.comparing import compare
from briefgen.comparison.models import Comparison
from briefgen.comparison.production import Sides, produce_comparison

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="module")
def sides() -> Sides:
    return [analyse(SEEDS / "qingyu-2023h1.txt")], [analyse(SEEDS / "qingyu-2024h1.txt")]


@pytest.fixture(scope="module")
def comparison(sides: Sides) -> Comparison:
    return compare(*sides)


@pytest.fixture(scope="module")
def book(comparison: Comparison, sides: Sides) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(produce_comparison(comparison, sides, ("xlsx",)).files["xlsx"]))


def records(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_every_row_has_numbers_and_the_sentences_of_both_sides(
    book: openpyxl.Workbook, comparison: Comparison, sides: Sides
) -> None:
    rows = records(book, "对照")
    assert len(rows) == len(comparison.rows)
    product = rows[0]
    assert (product["指标"], product["甲期数值"], product["乙期数值"]) == ("地区生产总值", 148.6, 158.2)
    assert (product["差额（推算）"], product["差额单位"], product["增速差（推算，百分点）"]) == (9.6, "亿元", 0.2)
    assert (product["甲期位次"], product["乙期位次"], product["位次变化（推算，位）"]) == (3, 2, 1)
    assert product["评价"] == "向好"
    for row in rows:
        for side, (analysis,) in zip("甲乙", sides, strict=True):
            start = row[f"{side}期起点"]
            assert isinstance(start, int)
            sentence = next(s for s in analysis.document.sentences if s.start <= start < s.end)
            assert row[f"{side}期原句"] == sentence.text


def test_what_is_computed_follows_from_the_cells_beside_it(book: openpyxl.Workbook) -> None:
    checked = 0
    for row in records(book, "对照"):
        a, b = row["甲期增速（%）"], row["乙期增速（%）"]
        if row["增速差（推算，百分点）"] is not None:
            assert isinstance(a, int | float) and isinstance(b, int | float)
            assert row["增速差（推算，百分点）"] == pytest.approx(b - a, abs=0.05)
            checked += 1
        a, b = row["甲期数值"], row["乙期数值"]
        if row["差额（推算）"] is not None and row["甲期单位"] == row["乙期单位"]:
            assert isinstance(a, int | float) and isinstance(b, int | float)
            assert row["差额（推算）"] == pytest.approx(b - a, abs=0.005)
            checked += 1
    assert checked > 12


def test_targets_tasks_and_what_one_side_names_have_their_sheets(
    book: openpyxl.Workbook, comparison: Comparison
) -> None:
    assert book.sheetnames == ["对照", "目标与实绩", "任务", "仅甲期", "仅乙期", "主题词"]
    promise = next(row for row in records(book, "目标与实绩") if row["指标"] == "地区生产总值")
    assert (promise["目标"], promise["实绩"], promise["结果"]) == (7, 7.1, "达成")
    tasks = records(book, "任务")
    assert len(tasks) == len(comparison.carried) + len(comparison.new) + len(comparison.gone)
    assert all(row["甲期任务"] and row["乙期任务"] for row in tasks if row["去向"] == "延续")
    assert len(records(book, "仅甲期")) == len(comparison.only_a)
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref


def test_hostile_words_stay_text() -> None:
    """An indicator that begins like a formula."""
    sides = [
        [analyse_text(f"青屿区通报\n{year}年,全区=1+1指标完成{value}亿元,增长{value}%。地区生产总值{value}亿元。\n")]
        for year, value in ((2022, 31.5), (2023, 33.5))
    ]
    files = produce_comparison(compare(*sides), sides, ("xlsx",)).files
    cells = [c for sheet in openpyxl.load_workbook(io.BytesIO(files["xlsx"])) for row in sheet.iter_rows() for c in row]
    assert "f" not in {cell.data_type for cell in cells}


def test_files_tell_the_date_of_the_newer_report(comparison: Comparison, sides: Sides) -> None:
    files = produce_comparison(comparison, sides, ("docx", "xlsx")).files
    word = Document(io.BytesIO(files["docx"])).core_properties
    assert (word.title, word.language) == ("青屿区2023年上半年与2024年上半年对照", "zh-CN")
    assert word.created is not None and word.created.date().isoformat() == "2024-07-19"
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).properties
    assert (book.title, str(book.created)[:10]) == (word.title, "2024-07-19")
