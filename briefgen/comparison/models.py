"""What a comparison is made of. Side `a` is what is named first, side `b` what is named second."""

from dataclasses import dataclass
from typing import Literal

from briefgen.models import Measure, Period, Status

Which = Literal["a", "b"]
Verdict = Literal["better", "worse", "same", ""]
Outcome = Literal["reached", "missed", "under way", "no word"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of one of the reports."""

    side: Which
    figure: int
    """Index into the `Analysis.figures` of its report."""
    text: str
    """As shown: `262.6亿元`, `+8.3%`, `全市第3`."""
    report: int = 0
    """Index into `Side.reports`."""
    start: int = 0
    end: int = 0
    """Original offsets of the number in its report."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A number neither report states, with its formula; shown as 推算."""

    value: str
    unit: str
    formula: str
    """Readable, of the operands as shown: `262.6亿元 − 1102284万元`."""
    operands: tuple[Cited, Cited]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says of an indicator in one period."""

    period: str
    level: Cited | None = None
    change: Cited | None = None
    rank: Cited | None = None

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Level, change and rank, as far as they are there."""
        return tuple(cited for cited in (self.level, self.change, self.rank) if cited is not None)


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one subject on both sides, or, with a side None, on one only."""

    indicator: str
    group: str
    """The group of the lexicon of indicators, or empty."""
    weight: float
    """0 to 10, how much an indicator counts; 0 for one that the lexicon does not have."""
    status: Status
    a: Cell | None
    b: Cell | None
    difference: Computed | None = None
    ratio: Computed | None = None
    growth: Computed | None = None
    """The second growth rate less the first, in 个百分点."""
    places: Computed | None = None
    """Places won (positive) or lost from the first rank to the second."""
    verdict: Verdict = ""
    """Of the second against the first, by the direction the lexicon calls good."""
    judged: Measure | Literal[""] = ""
    """By which of the measures the verdict was given."""
    notes: tuple[str, ...] = ()

    @property
    def computed(self) -> tuple[Computed, ...]:
        """Every number of the row that no report states."""
        return tuple(c for c in (self.difference, self.ratio, self.growth, self.places) if c is not None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of one side and what the other says became of it."""

    indicator: str
    period: str
    target: Cited
    actual: Cited | None
    outcome: Outcome
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A task in its report's words."""

    side: Which
    report: int
    sentence: int
    text: str
    start: int = 0
    end: int = 0
    """Original offsets in its report."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task of one or both sides; at most one side is None."""

    a: Quote | None
    b: Quote | None
    likeness: float
    """Of the two texts, 0 to 1; 0 when one is None."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A word and how often each side uses it."""

    word: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Report:
    """Which report it is."""

    title: str
    place: str
    date: str
    period: str
    """The period most of its figures are about, as shown."""
    source: str
    path: str
    sha256: str
    iso_date: str | None = None
    """As exactly as known."""


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared: one report, or several whose figures are pooled, the fullest first."""

    reports: tuple[Report, ...]
    place: str
    period: str
    """The period most of its figures are about, as shown; empty when none says one."""
    months: Period | None = None
    """The same as months."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two periods side by side."""

    a: Side
    b: Side
    rows: tuple[Row, ...]
    """What both sides name, in the order of the lexicon's groups and by weight."""
    only_a: tuple[Row, ...]
    only_b: tuple[Row, ...]
    promises: tuple[Promise, ...]
    carried: tuple[Task, ...]
    new: tuple[Task, ...]
    gone: tuple[Task, ...]
    rising: tuple[Theme, ...]
    falling: tuple[Theme, ...]
    notes: tuple[str, ...] = ()

    @property
    def backwards(self) -> bool:
        """Whether what is named first is of a later period than what is named second."""
        a, b = self.a.months, self.b.months
        return a is not None and b is not None and (a.end, a.start) > (b.end, b.start)

    @property
    def iso_date(self) -> str | None:
        """The date of the newest report, as exactly as known."""
        return max((r.iso_date for side in (self.a, self.b) for r in side.reports if r.iso_date), default=None)
