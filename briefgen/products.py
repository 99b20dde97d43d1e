"""What the products show: the frozen objects between the choice and the templates.

Every item knows where it comes from (sentence, pieces, figures, or a formula) and its `order`:
0 for what the page keeps longest. `Briefing.cut(n)` keeps the items of the first n orders.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefgen.audit import Doubt
from briefgen.models import Derived

_CLOSED = ("。", "！", "？", "…", "。”", "！”", "？”")

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of one sentence, in its order, with nothing added but `……` where a cut could mislead."""

    text: str
    """As shown, without the mark that closed it in the report."""
    sentence: int
    pieces: Pieces
    """What is kept, as local offsets of the sentence's text."""
    start: int
    end: int
    """Original offsets from the first piece's begin to the last one's end."""
    figures: tuple[int, ...] = ()
    """Indices of the figures whose numbers stand in what is kept."""
    order: int = 0

    @property
    def close(self) -> str:
        """The full stop that the text lacks, or nothing."""
        return "" if self.text.endswith(_CLOSED) else "。"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Number:
    """A number as shown, and where it comes from: a figure of the report or a formula."""

    text: str
    figure: int | None = None
    derived: Derived | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class FigureRow:
    """All that the report says of one indicator of one subject in one period."""

    indicator: str
    period: str
    values: tuple[Number, ...]
    """The level first; more than one when the report gives amounts in several units."""
    changes: tuple[Number, ...]
    ranks: tuple[Number, ...]
    gaps: tuple[Number, ...]
    """Distances to another place, average or plan."""
    headline: bool = False
    """Whether it is one of the report's leading indicators, which stay in the table whatever the sentences say."""
    order: int = 0

    @property
    def figures(self) -> tuple[int, ...]:
        """Indices of the figures in the row."""
        numbers = (*self.values, *self.changes, *self.ranks, *self.gaps)
        return tuple(number.figure for number in numbers if number.figure is not None)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The targets for one indicator, and where the report gives it what was reached so far and how far that is."""

    indicator: str
    period: str
    targets: tuple[Number, ...]
    actual: Number | None
    progress: Number | None
    """As the report states it, else derived."""
    elapsed: Number | None
    order: int = 0

    @property
    def figures(self) -> tuple[int, ...]:
        """Indices of the quoted figures in the line."""
        numbers = (*self.targets, self.actual, self.progress)
        return tuple(n.figure for n in numbers if n is not None and n.figure is not None)


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task in the report's words, with what stands under it."""

    head: Excerpt
    details: tuple[Excerpt, ...]
    lead: str | None
    deadline: str | None
    order: int = 0


Item = FigureRow | Excerpt | TargetLine | TaskItem
ItemT = TypeVar("ItemT", FigureRow, Excerpt, TargetLine, TaskItem)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a summary sentence of our making: a figure's name with its numbers."""

    indicator: str
    period: str
    """Empty when it is that of the clause before."""
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What happened, how it went, what comes next; each may be missing."""

    event: Excerpt | None
    figures: tuple[Clause, ...]
    outlook: Excerpt | None


@dataclass(frozen=True, slots=True)
class Offered:
    """How much of each the report holds, to be set against what the page shows."""

    figures: int
    sentences: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """The one-page product. Lists stand in the order of the page."""

    paper: str
    title: str
    date: str
    """As shown: `2023年7月28日`; empty when unknown."""
    iso_date: str | None
    source: str
    place: str
    """Where the report is from; empty when unknown."""
    path: str
    sha256: str
    summary: Summary
    rows: tuple[FigureRow, ...]
    achievements: tuple[Excerpt, ...]
    targets: tuple[TargetLine, ...]
    goals: tuple[Excerpt, ...]
    """Sentences that state a target which is not in the table."""
    tasks: tuple[TaskItem, ...]
    problems: tuple[Excerpt, ...]
    others: tuple[Excerpt, ...]
    """Points of a report that has little of the above."""
    keywords: tuple[str, ...]
    offered: Offered
    doubts: tuple[Doubt, ...] = ()
    """Figures of the report that do not fit together."""

    @property
    def doubted(self) -> tuple[Doubt, ...]:
        """The doubts that concern a figure on the page."""
        shown = self._figures_shown()
        return tuple(doubt for doubt in self.doubts if not shown.isdisjoint(doubt.figures))

    @property
    def usual_period(self) -> str:
        """The period of most figure rows, when all have one; empty when none is most rows'."""
        return _usual([row.period for row in self.rows])

    @property
    def usual_due(self) -> str:
        """The period of most target lines, in the same way."""
        return _usual([line.period for line in self.targets])

    @property
    def shown(self) -> Offered:
        """How much of what the report holds stands on the page."""
        tasks = sum(1 + len(task.details) for task in self.tasks)
        return Offered(len(self._figures_shown()), len({excerpt.sentence for excerpt in self.excerpts}), tasks)

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """All words of the report on the page, in the order of the page."""
        summary = tuple(e for e in (self.summary.event, self.summary.outlook) if e is not None)
        tasks = tuple(e for task in self.tasks for e in (task.head, *task.details))
        return (*summary, *self.achievements, *self.goals, *tasks, *self.problems, *self.others)

    @property
    def orders(self) -> int:
        """How many orders there are: `cut(orders)` keeps everything."""
        return 1 + max((item.order for item in self._items()), default=-1)

    def cut(self, count: int, also: frozenset[int] = frozenset()) -> "Briefing":
        """The briefing without the items of order `count` and above, but for the orders in `also`.

        Nor does it keep a row that says only what a sentence on the page says.
        """

        def kept(items: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
            return tuple(item for item in items if item.order < count or item.order in also)

        page = replace(
            self,
            rows=kept(self.rows),
            achievements=kept(self.achievements),
            targets=kept(self.targets),
            goals=kept(self.goals),
            tasks=tuple(replace(task, details=kept(task.details)) for task in kept(self.tasks)),
            problems=kept(self.problems),
            others=kept(self.others),
        )
        said = {figure for excerpt in page.excerpts for figure in excerpt.figures}
        return replace(page, rows=tuple(row for row in page.rows if row.headline or not said.issuperset(row.figures)))

    def _figures_shown(self) -> frozenset[int]:
        """Indices of the figures on the page, quoted ones included."""
        figures = {i for row in self.rows for i in row.figures} | {i for line in self.targets for i in line.figures}
        figures |= {n.figure for clause in self.summary.figures for n in clause.numbers if n.figure is not None}
        return frozenset(figures | {i for excerpt in self.excerpts for i in excerpt.figures})

    def _items(self) -> tuple[Item, ...]:
        details = tuple(detail for task in self.tasks for detail in task.details)
        return (
            *self.rows,
            *self.achievements,
            *self.targets,
            *self.goals,
            *self.tasks,
            *details,
            *self.problems,
            *self.others,
        )


def _usual(periods: Sequence[str]) -> str:
    if not all(periods):
        return ""
    period, times = max(Counter(periods).items(), key=lambda item: item[1], default=("", 0))
    return period if 2 * times > len(periods) else ""
