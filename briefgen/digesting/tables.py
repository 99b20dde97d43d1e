"""The tables of a digest for spreadsheets: its items, figures, deadlines and conflicts, as on its pages."""

from collections.abc import Iterator, Sequence
from datetime import date

from briefgen import wording
from briefgen.digesting.models import Digest, Item, Report, TableRow
from briefgen.models import Figure
from briefgen.rendering.tables import BOUNDS, STATUS, Cell, Column, Row, Sheet, decimal, months

_ITEM = (Column("见第几条", 9), Column("标题", 40, wrap=True))
_PLACE = (Column("原句", 60, wrap=True), Column("文件", 28), Column("行", 6), Column("起点"), Column("终点"))
_ITEMS = (
    Column("序号", 6),
    Column("栏目", 14),
    Column("标题", 40, wrap=True),
    Column("内容", 60, wrap=True),
    Column("来源", 20),
    Column("日期", 12, days=True),
    Column("地区", 14),
    Column("链接", 30),
    Column("同源报道", 40, wrap=True),
    Column("文件", 28),
)
_FIGURES = (
    Column("指标", 26),
    Column("地区或单位", 16),
    Column("数值", 12),
    Column("单位", 10),
    Column("界限", 8),
    Column("增减", 10),
    Column("增减单位", 10),
    Column("位次", 8),
    Column("位次范围", 12),
    Column("起始月"),
    Column("截止月"),
    Column("状态", 8),
    *_ITEM,
    *_PLACE,
)
_DUES = (
    Column("时限", 16),
    Column("截止日", 12, days=True),
    Column("下周", 6),
    Column("任务", 60, wrap=True),
    Column("单位", 20),
    *_ITEM,
    Column("文件", 28),
    Column("起点"),
    Column("终点"),
)
_CONFLICTS = (
    Column("指标", 26),
    Column("数值", 12),
    Column("单位", 10),
    Column("所作", 16),
    Column("报道", 40, wrap=True),
    Column("来源", 20),
    Column("日期", 12, days=True),
    *_ITEM,
    *_PLACE,
)


def sheets(digest: Digest) -> tuple[Sheet, ...]:
    """Items, figures of the period, deadlines, and numbers that reports of one event give differently."""
    return (
        Sheet("条目", _ITEMS, tuple(_items(digest))),
        Sheet("指标", _FIGURES, tuple(map(_figures, digest.table))),
        Sheet("任务", _DUES, tuple(_dues(digest))),
        Sheet("数据不一致", _CONFLICTS, tuple(_conflicts(digest.items))),
    )


def _items(digest: Digest) -> Iterator[Row]:
    for group in digest.groups:
        for item in group.items:
            report = item.report
            yield (
                item.number,
                group.name,
                report.title,
                "".join(line.text for line in item.lines),
                report.source or None,
                _day(report),
                report.place or None,
                report.url or None,
                "；".join(map(_named, item.event.others)) or None,
                report.path,
            )


def _figures(row: TableRow) -> Row:
    figures = row.fact.figures
    level, change, rank = (_first(figures, measure) for measure in ("level", "change", "rank"))
    leading = level or change or figures[0]
    return (
        row.indicator,
        row.place or None,
        decimal(level.value) if level else None,
        level.unit if level else None,
        BOUNDS[leading.bound] or None,
        decimal(change.value) if change else None,
        change.unit if change else None,
        decimal(rank.value) if rank else None,
        rank.scope if rank else None,
        *months(leading),
        STATUS[leading.status],
        *_seen(row.item),
        *_place(row.item.report, leading),
    )


def _dues(digest: Digest) -> Iterator[Row]:
    for row in (*digest.next_dues, *digest.later_dues):
        due, report = row.due, row.item.report
        yield (
            due.deadline,
            date.fromisoformat(due.day) if due.day else None,
            "是" if row in digest.next_dues else None,
            due.text,
            due.lead or report.source or None,
            *_seen(row.item),
            report.path,
            due.start,
            due.end,
        )


def _conflicts(items: Sequence[Item]) -> Iterator[Row]:
    for item in items:
        for conflict in item.event.conflicts:
            for reading in conflict.readings:
                report, figure = reading.report, reading.figure
                yield (
                    conflict.indicator,
                    decimal(figure.value),
                    figure.unit,
                    reading.text,
                    report.title,
                    report.source or None,
                    _day(report),
                    *_seen(item),
                    *_place(report, figure),
                )


def _first(figures: Sequence[Figure], measure: str) -> Figure | None:
    return next((figure for figure in figures if figure.measure == measure), None)


def _seen(item: Item) -> tuple[Cell, Cell]:
    return item.number, item.report.title


def _place(report: Report, figure: Figure) -> Row:
    """The sentence of a figure, its file, the line it begins in, and its offsets."""
    witness = report.evidence.sentences.get(figure.sentence)
    words, line = (witness.text.text, witness.line) if witness else (None, None)
    return words, report.path, line, figure.start, figure.end


def _day(report: Report) -> Cell:
    """The date as a day; one known less exactly in words."""
    return report.day or wording.date(report.date) or None


def _named(report: Report) -> str:
    source = "，".join(part for part in (report.source, wording.date(report.date)) if part)
    return f"《{report.title}》" + (f"（{source}）" if source else "")
