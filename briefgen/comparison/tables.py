"""The tables of a comparison for spreadsheets: rows, targets kept, tasks, and what one side alone names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.comparison.models import Cell as Side
from briefgen.comparison.models import Cited, Comparison, Computed, Promise, Quote, Task, Theme
from briefgen.comparison.models import Row as Compared
from briefgen.comparison.records import VERDICTS
from briefgen.lexicons import load
from briefgen.models import Analysis, Document, Figure
from briefgen.rendering.tables import BOUNDS, STATUS, Cell, Column, Row, Sheet, decimal

OUTCOMES = {"reached": "达成", "missed": "未达成", "under way": "进行中", "no word": "未提及"}

_NAMED = (Column("指标", 28), Column("组别", 14), Column("类别", 8))


def _of(side: str) -> tuple[Column, ...]:
    """What one side says: level, growth and rank, each typed."""
    return (
        Column(f"{side}期", 16),
        Column(f"{side}期数值", 12),
        Column(f"{side}期单位", 10),
        Column(f"{side}期增速（%）", 10),
        Column(f"{side}期位次", 8),
        Column(f"{side}期位次范围", 12),
    )


def _where(side: str) -> tuple[Column, ...]:
    return Column(f"{side}原句", 50, wrap=True), Column(f"{side}文件", 28), Column(f"{side}起点")


_ROWS = (
    *_NAMED,
    *_of("甲"),
    *_of("乙"),
    Column("差额（推算）", 12),
    Column("差额单位", 10),
    Column("倍数（推算）", 10),
    Column("增速差（推算，百分点）", 12),
    Column("位次变化（推算，位）", 12),
    Column("算式", 40, wrap=True),
    Column("评价", 8),
    Column("备注", 24, wrap=True),
    *_where("甲期"),
    *_where("乙期"),
)
_ONLY = (*_NAMED, *_of("本"), *_where("本期"))
_PROMISES = (
    Column("指标", 28),
    Column("期间", 14),
    Column("目标", 12),
    Column("目标单位", 10),
    Column("界限", 8),
    Column("实绩", 12),
    Column("实绩单位", 10),
    Column("结果", 10),
    *_where("目标"),
    *_where("实绩"),
)
_TASKS = (
    Column("去向", 10),
    Column("甲期任务", 60, wrap=True),
    Column("乙期任务", 60, wrap=True),
    Column("相似度（推算）", 10),
    Column("甲期文件", 28),
    Column("甲期起点"),
    Column("乙期文件", 28),
    Column("乙期起点"),
)
_THEMES = (Column("词", 16), Column("去向", 8), Column("甲期次数", 10), Column("乙期次数", 10))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The analyses of both sides, in the order of `Side.reports`."""

    a: Sequence[Analysis]
    b: Sequence[Analysis]

    def document(self, one: Cited | Quote) -> Document:
        return (self.a if one.side == "a" else self.b)[one.report].document

    def figure(self, cited: Cited) -> Figure:
        return (self.a if cited.side == "a" else self.b)[cited.report].figures[cited.figure]

    def where(self, cited: Cited | None) -> Row:
        """The sentence of a number, its file and its first offset."""
        if cited is None:
            return None, None, None
        document = self.document(cited)
        return document.sentences[self.figure(cited).sentence].text, document.raw.path, cited.start


def sheets(comparison: Comparison, a: Sequence[Analysis], b: Sequence[Analysis]) -> tuple[Sheet, ...]:
    """All that was set side by side; `a` and `b` are the analyses, in the order of `Side.reports`."""
    sides = _Sides(a, b)
    return (
        Sheet("对照", _ROWS, tuple(_row(row, sides) for row in comparison.rows)),
        Sheet("目标与实绩", _PROMISES, tuple(_promise(promise, sides) for promise in comparison.promises)),
        Sheet("任务", _TASKS, tuple(_tasks(comparison, sides))),
        Sheet("仅甲期", _ONLY, tuple(_only(row, row.a, sides) for row in comparison.only_a)),
        Sheet("仅乙期", _ONLY, tuple(_only(row, row.b, sides) for row in comparison.only_b)),
        Sheet("主题词", _THEMES, tuple(_themes(comparison))),
    )


def _row(row: Compared, sides: _Sides) -> Row:
    return (
        *_named(row),
        *_side(row.a, sides),
        *_side(row.b, sides),
        _number(row.difference),
        row.difference.unit if row.difference else None,
        _number(row.ratio),
        _number(row.growth),
        _number(row.places),
        "；".join(computed.formula for computed in row.computed) or None,
        VERDICTS[row.verdict] or None,
        "；".join(row.notes) or None,
        *sides.where(_leading(row.a)),
        *sides.where(_leading(row.b)),
    )


def _only(row: Compared, cell: Side | None, sides: _Sides) -> Row:
    return (*_named(row), *_side(cell, sides), *sides.where(_leading(cell)))


def _named(row: Compared) -> Row:
    groups = load("comparison")["groups"]
    return row.indicator, groups.get(row.group, groups["other"]), STATUS[row.status]


def _side(cell: Side | None, sides: _Sides) -> Row:
    level, change, rank = (
        sides.figure(cited) if cited else None
        for cited in ((cell.level, cell.change, cell.rank) if cell else (None, None, None))
    )
    return (
        (cell.period or None) if cell else None,
        decimal(level.value) if level else None,
        level.unit if level else None,
        decimal(change.value) if change else None,
        decimal(rank.value) if rank else None,
        (rank.scope or None) if rank else None,
    )


def _leading(cell: Side | None) -> Cited | None:
    """The number by which a side is found in its report: the level, else the growth, else the rank."""
    return cell.cited[0] if cell and cell.cited else None


def _promise(promise: Promise, sides: _Sides) -> Row:
    target = sides.figure(promise.target)
    actual = sides.figure(promise.actual) if promise.actual else None
    return (
        promise.indicator,
        promise.period or None,
        decimal(target.value),
        target.unit,
        BOUNDS[target.bound] or None,
        decimal(actual.value) if actual else None,
        actual.unit if actual else None,
        OUTCOMES[promise.outcome],
        *sides.where(promise.target),
        *sides.where(promise.actual),
    )


def _tasks(comparison: Comparison, sides: _Sides) -> Iterator[Row]:
    for said, tasks in (("延续", comparison.carried), ("新提", comparison.new), ("不再提", comparison.gone)):
        for task in tasks:
            yield said, *_both(task, sides)


def _both(task: Task, sides: _Sides) -> Row:
    first, second = task.a, task.b
    places: list[Cell] = []
    for quote in (first, second):
        places += [sides.document(quote).raw.path, quote.start] if quote else [None, None]
    likeness = decimal(f"{task.likeness:.2f}") if first and second else None
    return first.text if first else None, second.text if second else None, likeness, *places


def _themes(comparison: Comparison) -> Iterator[Row]:
    def told(themes: Sequence[Theme], said: str) -> Iterator[Row]:
        return ((theme.word, said, theme.a, theme.b) for theme in themes)

    yield from told(comparison.rising, "上升")
    yield from told(comparison.falling, "下降")


def _number(computed: Computed | None) -> Cell:
    return decimal(computed.value) if computed else None
