"""Tables: each number of a table as a figure, by the heads of its column and the name of its row."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from briefgen.figures.columns import Block, Column, blocks, unit_of, units_of
from briefgen.figures.dating import Dating
from briefgen.figures.indicators import canonical
from briefgen.figures.names import has_head
from briefgen.figures.periods import find_periods, since_january
from briefgen.figures.quantities import scan
from briefgen.figures.rownames import Name, counted_by, named_rows
from briefgen.figures.state import Draft
from briefgen.grids import Cell, Grid, Row, bare, find
from briefgen.lexicons import load
from briefgen.models import Bound, Document, Measure, Period, Sentence

RULE = "table"

_CAPTION = (
    re.compile(r"^附?表[\d—-]*[:：]?|[(（].*$"),
    re.compile(r"(?:完成)?(?:情况|统计|数据)?表?$"),
    re.compile(r"(?:及(?:其)?)?(?:增速|增长速度|排名|位次)$"),
    re.compile(r"^.{0,16}?(?:年|月|季度|半年)份?(?=\D)"),
    re.compile(r"^全[国省市区县州](?=.)"),
    re.compile(r"^[分各](?:地区|县区|区县|县市区|县市|市州|县|市|区|乡镇|镇街|镇|园区)"),
)
"""What stands around the indicator in a caption, in the order it is taken off."""
_YEAR_HEAD = re.compile(r"((?:19|20)\d\d)(?!\d|年)")
_RATES = ("%", "‰", "‱")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a table before its rows are read."""

    base: Period | None
    """The months it is about."""
    year: Period | None
    """The year plans are of where nothing tells another."""
    date: str | None
    units: tuple[str, ...]
    """As a line above it tells."""
    indicator: str
    """What all its numbers are of, as its caption tells; empty when it does not."""
    counted: str
    """What is counted of its branches, as its caption tells; empty when it does not."""
    own: frozenset[str]
    """The names of the article's own place."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a cell, with its offsets in the cell's line."""

    value: str
    unit: str
    bound: Bound
    begin: int
    finish: int
    upper: str | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of an article, found once and read as `bind` comes to them."""

    document: Document
    grids: Mapping[int, Grid]
    """The table of each line that belongs to one."""
    starts: tuple[int, ...]
    """Where each line begins in the clean text."""
    lines: tuple[str, ...]
    own: frozenset[str]
    """The names of the article's own place."""

    @classmethod
    def of(cls, document: Document, own: Iterable[str] = ()) -> "Tables":
        """The tables of an article about the place of these names."""
        lines = document.clean.text.split("\n")
        starts = (0, *accumulate(len(line) + 1 for line in lines[:-1]))
        return cls(
            document, {at: grid for grid in find(lines) for at in grid.lines}, starts, tuple(lines), frozenset(own)
        )

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence is a row or a cell of a table."""
        return sentence.paragraph in self.grids

    def opened_by(self, sentence: Sentence, dating: Dating) -> Iterator[tuple[Sentence, Draft]]:
        """The figures of the table whose first line this sentence opens, each with the sentence its number stands in.

        `dating` knows the time the text above speaks of.
        """
        grid = self.grids[sentence.paragraph]
        line = self.lines[sentence.paragraph]
        opens = sentence.begin == self.starts[sentence.paragraph] + len(line) - len(line.lstrip())
        if not grid.head or sentence.paragraph != min(grid.lines) or not opens:
            return
        reading = self._reading(grid, dating)
        for block in blocks(grid):
            for cell, draft in _block(grid, block, reading):
                if placed := self._place(cell, draft):
                    yield placed

    def _reading(self, grid: Grid, dating: Dating) -> "Reading":
        captions = [self.lines[at] for at in grid.captions]
        title = [self.document.title] if self.document.title else []
        told = (_period(text, dating.date, dating.year) for text in (*captions, *title))
        return Reading(
            base=next(filter(None, told), dating.current or dating.section),
            year=dating.whole_year(),
            date=dating.date,
            units=tuple(units_of(captions)),
            indicator=next((name for text in captions if (name := _captioned(text))), ""),
            counted=next((counted for text in captions if (counted := counted_by(text))), ""),
            own=self.own,
        )

    def _place(self, cell: Cell, draft: Draft) -> tuple[Sentence, Draft] | None:
        """The sentence that holds a number, and the figure with offsets of this sentence."""
        start = self.starts[cell.line]
        sentences = self.document.sentences
        at = bisect_right(sentences, start + draft.start, key=lambda sentence: sentence.begin) - 1
        if at < 0 or start + draft.end > sentences[at].begin + len(sentences[at].text):
            return None
        shift = start - sentences[at].begin
        return sentences[at], replace(draft, start=draft.start + shift, end=draft.end + shift)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    tables = load("tables")
    return {
        "own": re.compile(tables["rows"]["own"]),
        "growth": re.compile(tables["rows"]["growth_tail"]),
        "to date": re.compile(tables["head"]["year_to_date"]),
        "month": re.compile(tables["head"]["this_month"]),
    }


def _captioned(text: str) -> str:
    """The indicator a caption names in so many words: 各县区地区生产总值."""
    name = bare(text)
    for words in _CAPTION:
        name = words.sub("", name)
    return name if canonical(name) else ""


def _period(text: str, date: str | None, year: int | None = None) -> Period | None:
    """The first time a line or head names, when it is known which."""
    return next((m.period for m in find_periods(text, date, year) if m.period and m.role in ("span", "reading")), None)


def _block(grid: Grid, block: Block, reading: Reading) -> Iterator[tuple[Cell, Draft]]:
    """The figures of the columns that belong to one column of names."""
    periods = [_column_period(column, block, reading) for column in block.columns]
    for row, name in named_rows(grid, block, reading.counted):
        for column, period in zip(block.columns, periods, strict=True):
            if draft := _figure(row, block, column, name, period, reading):
                yield row[column.at], draft


def _column_period(column: Column, block: Block, reading: Reading) -> Period | None:
    """The months of a column: as its head tells, else those of the table."""
    base = reading.base
    text = _YEAR_HEAD.sub(r"\1年", column.head).replace("年初", "")
    year = int(base.end[:4]) if base else None
    if column.planned or column.role == "target":
        told = _period(text, base.end if base else reading.date, year)
        return told or (Period.of_year(base.end[:4]) if base else reading.year)
    if _words()["month"].search(text):
        return Period(base.end, base.end) if base and not _is_year(base) else None
    told = _period(text, base.end if base else reading.date, year)
    if told:
        return since_january(told) if _words()["to date"].search(text) else told
    if _words()["to date"].search(text):
        return since_january(base) if base else None
    if column.role != "value" and base and _is_year(base):
        years = [
            p
            for c in block.columns
            if c.role == "value" and (p := _period(_YEAR_HEAD.sub(r"\1年", c.head), base.end, year))
        ]
        return max(years, key=lambda p: p.end, default=base)
    return base


def _is_year(period: Period) -> bool:
    return period.start.endswith("-01") and period.end.endswith("-12")


def _figure(
    row: Row, block: Block, column: Column, name: Name, period: Period | None, reading: Reading
) -> Draft | None:
    """The figure of one cell, or None when it cannot be told what it says."""
    found = _number(row[column.at])
    called = _called(block, column, name, reading)
    if found is None or called is None or _is_undated_month(column, period, block):
        return None
    indicator, subject = called
    told = _measured(row, block, column, indicator, found, replace(name, unit=name.unit or _told_unit(reading)))
    if told is None:
        return None
    indicator, measure, unit = told
    return Draft(
        indicator=_suffixed(column, indicator),
        measure=measure,
        value=found.value,
        unit=unit,
        bound=found.bound,
        status="target" if column.planned or column.role == "target" else "actual",
        period=period,
        start=found.begin,
        end=found.finish,
        rule=RULE,
        scope=column.scope or _plan(column),
        subject=subject,
        upper=found.upper,
    )


def _is_undated_month(column: Column, period: Period | None, block: Block) -> bool:
    """Whether a month that nobody names would be mixed up with the months before it."""
    monthly = bool(_words()["month"].search(column.head))
    return monthly and period is None and any(_words()["to date"].search(c.head) for c in block.columns)


def _told_unit(reading: Reading) -> str:
    amounts = [unit for unit in reading.units if unit not in _RATES] or list(reading.units)
    return amounts[0] if len(amounts) == 1 else ""


def _called(block: Block, column: Column, name: Name, reading: Reading) -> tuple[str, str | None] | None:
    """The indicator of a cell and whom it is of; None when the heads do not tell."""
    if block.kind == "subject" or (block.kind == "either" and column.noun):
        indicator = column.noun or reading.indicator
        place = bare(name.text)
        return (
            (indicator, None if _words()["own"].fullmatch(place) or place in reading.own else place)
            if indicator
            else None
        )
    if not column.noun and name.is_branch:
        return None
    said = name.text.endswith(column.noun) or (has_head(name.text) and name.text[-1] == column.noun[-1])
    return (name.text if said else name.text + column.noun), None


def _measured(
    row: Row, block: Block, column: Column, indicator: str, found: Number, name: Name
) -> tuple[str, Measure, str] | None:
    """The indicator, measure and unit of a number; None when its unit is not known."""
    growing = _words()["growth"].search(indicator)
    if column.role in ("value", "target"):
        unit = found.unit or column.unit or name.unit
        known = canonical(indicator)
        flows = known is not None and known.kind in ("amount", "volume", "count", "income")
        if unit in ("%", "个百分点") and (growing or flows):
            return (indicator[: growing.start()] if growing else indicator) or indicator, "change", unit
        return (indicator, "level", unit) if unit or (known and known.kind == "index") else None
    if column.role == "growth":
        unit = found.unit or column.unit
        if name.unit in _RATES and unit == "%" and _is_rate(row, block, indicator):
            return None  # 0.9 beside 71.2% may be percent or points
        return (indicator[: growing.start()] if growing else indicator, "change", unit) if unit else None
    if column.role == "rank":
        whole = found.value.isdigit() and 0 < int(found.value) < 1000
        return (indicator, "rank", "位") if whole and found.unit in ("", "位", "名") else None
    return indicator, "level", found.unit or column.unit


def _is_rate(row: Row, block: Block, indicator: str) -> bool:
    """Whether the levels of a row are rates, whose change may be told in percent or in points."""
    known = canonical(indicator)
    if known and known.kind == "index":
        return False
    return any(row[column.at].number for column in block.columns if column.role == "value")


def _plan(column: Column) -> str | None:
    """What a rate of completion is of."""
    if column.role != "completion":
        return None
    if "预算" in column.head:
        return "预算"
    if "目标" in column.head or "任务" in column.head:
        return "目标"
    return "年度计划" if re.search("年度|全年|年计划", column.head) else "计划" if "计划" in column.head else None


def _suffixed(column: Column, indicator: str) -> str:
    """The name of a share or a rate of completion."""
    if column.role == "completion":
        return f"{indicator.removeprefix('完成')}{_plan(column) or ''}完成率"
    if column.role == "share":
        return indicator + ("占比" if not indicator.endswith(("占比", "比重")) else "")
    return indicator


def _number(cell: Cell) -> Number | None:
    """The number that a cell consists of."""
    match = cell.number
    if match:
        unit = unit_of(match["unit"]) if match["unit"].strip() else ""
        if match["unit"].strip() and not unit:
            return _scanned(cell)
        if bool(match["open"]) != bool(match["close"]):
            return None
        value = unicodedata.normalize("NFKC", re.sub("[,， ]", "", match["number"]))
        negative = bool(match["open"]) != (match["sign"] is not None and match["sign"] not in "+＋")
        finish = match.start("note") if match["close"] or match["unit"].strip() else match.end("number")
        return Number(("-" if negative else "") + value, unit, "eq", cell.begin + match.start(), cell.begin + finish)
    return _scanned(cell)


def _scanned(cell: Cell) -> Number | None:
    """The one quantity of a cell that says no more than it: 6.5%左右, 4%-6%."""
    found = scan(cell.text) if any(map(str.isdigit, cell.text)) else []
    if len(found) != 1:
        return None
    quantity = found[0]
    rest = cell.text[: quantity.start] + cell.text[quantity.end :]
    if len(rest.strip()) > 2 or (rest.strip() and quantity.bound == "eq"):
        return None
    begin, finish = cell.begin + quantity.start, cell.begin + quantity.end
    return Number(quantity.value, quantity.unit, quantity.bound, begin, finish, quantity.upper)
