"""Tables for spreadsheets: figures, targets and tasks of reports, each with the words it stands in.

A `Sheet` is written as one CSV file or as one sheet of a workbook; digests and comparisons make their own
of the same cells (`digesting.tables`, `comparison.tables`).
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from briefgen.models import Analysis, Derived, Figure, Task
from briefgen.records import for_spreadsheets
from briefgen.rendering.packing import moment

Cell = str | int | Decimal | date | None
Row = tuple[Cell, ...]

# What XML cannot hold, and the most characters Excel takes in a cell.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32767

MEASURES = {"level": "水平", "change": "增减", "rank": "位次", "gap": "差距", "multiple": "倍数"}
BOUNDS = {"eq": "", "about": "约", "min": "不低于", "max": "不超过", "with": "同步"}
STATUS = {"actual": "实际", "target": "目标"}


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its width in characters of half width; long text wraps."""

    head: str
    width: int = 10
    wrap: bool = False
    days: bool = False
    """Whether its dates are days; else they are months."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table by its name; each row has a cell for each column, typed: a number is a `Decimal`."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


_SOURCE = (Column("原句", 60, wrap=True), Column("起点"), Column("终点"), Column("文件", 28))
_FIGURES = (
    Column("指标", 26),
    Column("类别", 8),
    Column("数值", 12),
    Column("上限", 10),
    Column("单位", 10),
    Column("界限", 8),
    Column("状态", 8),
    Column("起始月"),
    Column("截止月"),
    Column("范围", 12),
    Column("主体", 14),
    Column("原文", 16),
    Column("存疑", 12),
    Column("规则", 18),
    *_SOURCE,
)
_TARGETS = (
    Column("指标", 26),
    Column("类别", 8),
    Column("目标", 12),
    Column("单位", 10),
    Column("界限", 8),
    Column("起始月"),
    Column("截止月"),
    Column("已完成", 12),
    Column("已完成单位", 12),
    Column("完成进度（推算，%）", 14),
    Column("时间进度（推算，%）", 14),
    Column("算式", 24),
    Column("已完成原句", 60, wrap=True),
    *_SOURCE,
)
_TASKS = (
    Column("序号", 8),
    Column("任务", 60, wrap=True),
    Column("牵头单位", 20),
    Column("时限", 16),
    *_SOURCE,
)


def sheets(analyses: Sequence[Analysis]) -> tuple[Sheet, Sheet, Sheet]:
    """All figures, targets and tasks of reports, in their order."""
    return (
        Sheet("指标", _FIGURES, tuple(row for analysis in analyses for row in _figures(analysis))),
        Sheet("目标", _TARGETS, tuple(row for analysis in analyses for row in _targets(analysis))),
        Sheet("任务", _TASKS, tuple(row for analysis in analyses for row in _tasks(analysis, analysis.tasks))),
    )


def write(
    sheets: Sequence[Sheet], formats: Sequence[str], *, title: str = "", date: str | None = None
) -> dict[str, bytes]:
    """Files by what follows their name: of the formats one workbook `xlsx`, and as CSV each sheet that has a row."""
    files: dict[str, bytes] = {}
    if "xlsx" in formats:
        files["xlsx"] = write_xlsx(sheets, title=title, date=date)
    if "csv" in formats:
        files |= {f"{sheet.name}.csv": write_csv(sheet) for sheet in sheets if sheet.rows}
    return files


def write_csv(sheet: Sheet) -> bytes:
    """A sheet as CSV."""
    rows = (map(_plain, row, sheet.columns) for row in sheet.rows)
    return for_spreadsheets([column.head for column in sheet.columns], rows).encode(errors="replace")


def write_xlsx(sheets: Sequence[Sheet], *, title: str = "", date: str | None = None) -> bytes:
    """Sheets as one workbook: numbers and months typed, heads frozen and filtered, set up for printing.

    `date` (ISO, as exactly as known) goes into the properties. The same sheets give the same bytes.
    """
    import xlsxwriter

    target = io.BytesIO()
    # Text stays text: nothing of a report becomes a formula, an address or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": _text(title)[:255], "author": "briefgen", "created": moment(date)})
    look = _Formats(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, look)
    book.close()
    return target.getvalue()


class _Formats:
    """The cell formats of one workbook; a number keeps the decimals it was written with."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[str, Any] = {}
        base = {"valign": "top", "font_name": "宋体", "font_size": 10.5}
        self._base = base
        self.head = self._add({**base, "bold": True, "bg_color": "#F3F0F0", "bottom": 1, "text_wrap": True})
        self.text = self._add(base)
        self.wrapped = self._add({**base, "text_wrap": True})
        self.month = self._add({**base, "num_format": "yyyy-mm", "align": "left"})
        self.day = self._add({**base, "num_format": "yyyy-mm-dd", "align": "left"})

    def number(self, value: Decimal | int) -> Any:
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        places = max(0, -int(exponent))
        pattern = "0." + "0" * places if places else "0"
        if pattern not in self._known:
            self._known[pattern] = self._add({**self._base, "num_format": pattern})
        return self._known[pattern]

    def _add(self, properties: dict[str, Any]) -> Any:
        return self._book.add_format(properties)


def _write_sheet(target: Any, sheet: Sheet, look: _Formats) -> None:
    for at, column in enumerate(sheet.columns):
        target.set_column(at, at, column.width)
        target.write_string(0, at, column.head, look.head)
    for down, row in enumerate(sheet.rows, 1):
        for across, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            if isinstance(cell, str):
                text = look.wrapped if column.wrap else look.text
                target.write_string(down, across, _text(cell), text)
            elif isinstance(cell, date):
                target.write_datetime(down, across, cell, look.day if column.days else look.month)
            elif cell is not None:
                target.write_number(down, across, cell, look.number(cell))
    target.freeze_panes(1, 1)
    target.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    target.set_landscape()
    target.set_paper(9)  # A4
    target.fit_to_pages(1, 0)
    target.repeat_rows(0)
    target.set_footer("&C— &P —")


def _figures(analysis: Analysis) -> Iterator[Row]:
    for figure in analysis.figures:
        yield (
            figure.indicator,
            MEASURES[figure.measure],
            decimal(figure.value),
            decimal(figure.upper),
            figure.unit,
            BOUNDS[figure.bound],
            STATUS[figure.status],
            *months(figure),
            figure.scope,
            figure.subject,
            figure.raw,
            "；".join(figure.notes),
            figure.rule,
            *_origin(analysis, figure.sentence, figure.start, figure.end),
        )


def _targets(analysis: Analysis) -> Iterator[Row]:
    for row in analysis.targets:
        target = analysis.figures[row.target]
        actual = analysis.figures[row.actual] if row.actual is not None else None
        formulas = [derived.formula for derived in (row.progress, row.elapsed) if derived]
        yield (
            target.indicator,
            MEASURES[target.measure],
            decimal(target.value),
            target.unit,
            BOUNDS[target.bound],
            *months(target),
            decimal(actual.value) if actual else None,
            actual.unit if actual else None,
            _derived(row.progress),
            _derived(row.elapsed),
            "；".join(formulas),
            analysis.document.sentences[actual.sentence].text if actual else None,
            *_origin(analysis, target.sentence, target.start, target.end),
        )


def _tasks(analysis: Analysis, tasks: Sequence[Task], above: str = "") -> Iterator[Row]:
    for at, task in enumerate(tasks, 1):
        number = f"{above}{at}"
        origin = _origin(analysis, task.sentence, task.start, task.end)
        yield (number, task.text, task.lead, task.deadline, *origin)
        yield from _tasks(analysis, task.children, f"{number}.")


def _origin(analysis: Analysis, sentence: int, start: int, end: int) -> Row:
    document = analysis.document
    return document.sentences[sentence].text, start, end, document.raw.path


def months(figure: Figure) -> tuple[Cell, Cell]:
    """The first and the last month of what a figure is about, as the first day of each."""
    if figure.period is None:
        return None, None
    return month(figure.period.start), month(figure.period.end)


def month(text: str) -> date:
    """A month `2023-07` as its first day."""
    return date.fromisoformat(f"{text}-01")


def decimal(text: str | None) -> Cell:
    """A decimal text as a number; one that is none stays text."""
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _derived(value: Derived | None) -> Cell:
    return decimal(value.value) if value else None


def _text(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST]


def _plain(cell: Cell, column: Column) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat() if column.days else f"{cell:%Y-%m}"
    return str(cell)
