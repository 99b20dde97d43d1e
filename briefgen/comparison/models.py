"""What a comparison is made of. Side `a` is the report named first, side `b` the second."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["a", "b"]
Verdict = Literal["better", "worse", "same", ""]
Outcome = Literal["reached", "missed", "under way", "no word"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of one of the two reports."""

    side: Side
    figure: int
    """Index into that side's `Analysis.figures`."""
    text: str
    """As shown: `262.6亿元`, `+8.3%`, `全市第3`."""


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
    """What one report says of an indicator in one period."""

    period: str
    level: Cited | None = None
    change: Cited | None = None
    rank: Cited | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one subject in both reports, or, with a side None, in one only."""

    indicator: str
    group: str
    """The group of the lexicon of indicators, or empty."""
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
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of the first report and what the second says became of it."""

    indicator: str
    target: Cited
    actual: Cited | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """A task of one or both reports, in their words; at most one side is None."""

    a: str | None
    b: str | None
    likeness: float
    """Of the two texts, 0 to 1; 0 when one is None."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A word and how often each report uses it."""

    word: str
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Report:
    """One side: which report it is."""

    title: str
    place: str
    date: str
    period: str
    """The period most of its figures are about, as shown."""
    source: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side."""

    a: Report
    b: Report
    rows: tuple[Row, ...]
    """What both reports name, in the order of the lexicon's groups, then of the second report."""
    only_a: tuple[Row, ...]
    only_b: tuple[Row, ...]
    promises: tuple[Promise, ...]
    carried: tuple[Task, ...]
    new: tuple[Task, ...]
    gone: tuple[Task, ...]
    rising: tuple[Theme, ...]
    falling: tuple[Theme, ...]
    notes: tuple[str, ...] = ()
