"""The tables of a digest, read back."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from briefgen.calendar import asked
from briefgen.digesting.composing import compose
from briefgen.digesting.gathering import gather
from briefgen.digesting.models import Digest
from briefgen.digesting.production import produce_digest
from briefgen.digesting.tables import sheets
from briefgen.rendering.tables import write

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def digest() -> Digest:
    """The week of the seeds."""
    period = asked("2023-W30", None, None, None)
    assert period
    kept = gather((str(ROOT / "seeds" / "week"),), period, ranker="textrank", warn=print, advance=lambda _: None)
    return compose(kept, period, group="topic", characters=None)


@pytest.fixture(scope="module")
def book(digest: Digest) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(sheets(digest), ("xlsx",), date=digest.iso_date)["xlsx"]))


def records(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    heads, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_every_item_is_a_row_with_its_sources(digest: Digest, book: openpyxl.Workbook) -> None:
    items = records(book, "条目")
    assert [row["序号"] for row in items] == [item.number for item in digest.items]
    first = digest.items[0]
    assert items[0]["标题"] == first.report.title
    assert items[0]["日期"] == datetime(2023, 7, 24)
    assert str(first.event.others[0].title) in str(items[0]["同源报道"])
    assert [row["内容"] for row in items] == ["".join(line.text for line in item.lines) for item in digest.items]


def test_every_figure_stands_as_a_number_where_its_file_has_it(digest: Digest, book: openpyxl.Workbook) -> None:
    figures = records(book, "指标")
    assert len(figures) == len(digest.table) > 5
    for row in figures:
        text = Path(str(row["文件"])).read_text(encoding="utf-8")
        place = slice(int(str(row["起点"])), int(str(row["终点"])))
        stated = row["数值"] if row["数值"] is not None else row["增减"]
        assert isinstance(stated, int | float)
        assert f"{abs(stated):g}" in text[place]
        assert text.count("\n", 0, place.start) + 1 >= int(str(row["行"]))
        assert f"{abs(stated):g}" in str(row["原句"])
    trade = next(row for row in figures if row["指标"] == "进口总额")
    assert (trade["数值"], trade["单位"], trade["增减"], trade["增减单位"]) == (9.7, "亿元", -14.3, "%")
    assert (trade["起始月"], trade["截止月"]) == (datetime(2023, 1, 1), datetime(2023, 6, 1))


def test_a_deadline_is_a_day(digest: Digest, book: openpyxl.Workbook) -> None:
    dues = records(book, "任务")
    assert len(dues) == len(digest.next_dues) + len(digest.later_dues)
    assert dues[0]["截止日"] == datetime(2023, 7, 31)
    assert [row["下周"] for row in dues].count("是") == len(digest.next_dues)
    assert book["任务"].cell(2, 2).number_format == "yyyy-mm-dd"


def test_numbers_that_differ_stand_below_one_another(digest: Digest, book: openpyxl.Workbook) -> None:
    conflicts = records(book, "数据不一致")
    assert len(conflicts) == sum(len(c.readings) for item in digest.items for c in item.event.conflicts)
    assert {row["数值"] for row in conflicts} == {86.5, 85.6}
    assert len({row["文件"] for row in conflicts}) == 2


def test_heads_are_frozen_and_filtered(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_tables_are_made_without_a_page_laid_out_and_the_same_twice(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen.rendering import pdf

    def never(*_: object) -> None:
        raise AssertionError("nothing is to be laid out")

    monkeypatch.setattr(pdf, "layout", never)
    first, second = (produce_digest(digest, ("xlsx", "csv")).files for _ in range(2))
    assert first == second
    assert set(first) == {"xlsx", "条目.csv", "指标.csv", "任务.csv", "数据不一致.csv"}
    data = first["任务.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0]["截止日"] == "2023-07-31"


def test_cells_are_typed(digest: Digest) -> None:
    cells = [cell for sheet in sheets(digest) for row in sheet.rows for cell in row]
    assert {type(cell) for cell in cells} == {str, int, Decimal, date, type(None)}
    assert "" not in cells
