"""What of a comparison stands on the page, put into words for the template."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from briefgen import wording
from briefgen.comparison.models import Comparison, Computed, Promise, Quote, Row, Side, Task, Theme
from briefgen.lexicons import load
from briefgen.shortening import joined, shorten
from briefgen.wording import full_width

PAPER = "两期对照"
LONGEST_TASK = 44
"""Characters of a task, two of which stand side by side; longer ones are shortened."""
MOST_TASKS, MOST_ONLY, MOST_SILENT, MOST_PROMISES, MOST_TARGETS = 6, 10, 6, 12, 10
SAME = 0.9
"""Likeness from which on two tasks say the same, and a reader learns nothing from both."""
LEAST_TASKS = 3
"""Of each kind, when the page is short of room."""
MOST_REPORTS = 3
MOST_BARS, FEWEST_BARS = 8, 3
"""Growth rates of a chart; of fewer the table says as much."""
NONE = "—"
COUNTED = ("rows", "better", "worse", "same", "promises", "reached", "missed", "carried", "new", "gone")
"""What the page's first sentence counts, in its order."""
CLOSING = "，；。、 "
"""Marks at both ends of a task that a cell of a table does without."""

VERDICTS = {"better": "▲向好", "worse": "▼趋弱", "same": "＝持平", "": NONE}
OUTCOMES = {"reached": "▲达成", "missed": "▼未达成", "under way": "进行中", "no word": "未提及"}
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; numbers as shown, empty where there is none."""

    indicator: str
    a: str
    b: str
    difference: str
    ratio: str
    growth_a: str
    growth_b: str
    growth: str
    ranks: str
    verdict: str
    row: Row
    """What the line shows, with its figures."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one group of indicators."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A target and what became of it."""

    indicator: str
    target: str
    actual: str
    outcome: str
    promise: Promise


@dataclass(frozen=True, slots=True)
class Words:
    """A task as shown: the pieces of its text that are kept; empty beside one that has no match."""

    text: str = ""
    quote: Quote | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    """Of `quote.text`."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A growth rate of both sides for the chart, in per cent."""

    indicator: str
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Only:
    """An indicator that one side alone names, with its number, as shown."""

    indicator: str
    number: str
    row: Row

    def __str__(self) -> str:
        return self.indicator + self.number


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything the template prints."""

    paper: str
    title: str
    place: str
    a: Side
    b: Side
    origins: tuple[str, str]
    """Title, source and date of the reports of each side."""
    groups: tuple[Group, ...]
    targets: tuple[Line, ...]
    notes: tuple[str, ...]
    """What the marks behind the indicators mean, in their order."""
    remarks: tuple[str, ...]
    """Of the comparison as a whole."""
    promises: tuple[PromiseLine, ...]
    silent: tuple[str, ...]
    """Targets of which the other side has no word."""
    carried: tuple[tuple[Words, Words], ...]
    changed: tuple[tuple[Words, Words], ...]
    """No longer named, and new, side by side; either may be empty."""
    rising: tuple[Theme, ...]
    falling: tuple[Theme, ...]
    only_a: tuple[Only, ...]
    only_b: tuple[Only, ...]
    counts: Counter[str]
    """How many there are of each: rows, better, worse, same, targets, promises, reached, missed …"""
    bars: tuple[Bar, ...]
    rates: tuple[Bar, ...]
    """All growth rates of the rows that a chart could draw."""

    @property
    def shown(self) -> int:
        """How many rows of results stand on the page."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def listed(self) -> dict[str, int]:
        """How many tasks of each kind stand on the page: carried, gone, new."""
        gone, new = (sum(pair[side].quote is not None for pair in self.changed) for side in range(2))
        return {"carried": len(self.carried), "gone": gone, "new": new}


def page_of(comparison: Comparison, rows: int, tasks: int = MOST_TASKS) -> ComparisonPage:
    """The page with `rows` rows of results and `tasks` tasks of each kind, those that count most.

    They stand in the order of the comparison.
    """
    results = [row for row in comparison.rows if row.status == "actual"]
    goals = [row for row in comparison.rows if row.status == "target" and _has_amount(row)]
    chosen = _heaviest(results, rows)
    aims = _heaviest(goals, MOST_TARGETS)
    notes = tuple(dict.fromkeys(note for row in (*chosen, *aims) for note in row.notes))[: len(_MARKS)]
    told = [promise for promise in comparison.promises if promise.actual is not None]
    silent = dict.fromkeys(promise.indicator for promise in comparison.promises if promise.actual is None)
    return ComparisonPage(
        paper=PAPER,
        title=_title(comparison),
        place="与".join(dict.fromkeys(filter(None, (comparison.a.place, comparison.b.place)))),
        a=comparison.a,
        b=comparison.b,
        origins=(_origin(comparison.a), _origin(comparison.b)),
        groups=_groups(chosen, comparison, notes),
        targets=tuple(_line(row, comparison, notes) for row in aims),
        notes=tuple(f"{mark}{note}" for mark, note in zip(_MARKS, notes, strict=False)),
        remarks=comparison.notes,
        promises=tuple(map(_promise, told[:MOST_PROMISES])),
        silent=tuple(silent)[:MOST_SILENT],
        carried=tuple(_both(task) for task in _likest(comparison.carried, tasks)),
        changed=tuple(
            zip_longest(
                map(_words, _first_of(comparison.gone, tasks)),
                map(_words, _first_of(comparison.new, tasks)),
                fillvalue=Words(),
            )
        ),
        rising=comparison.rising,
        falling=comparison.falling,
        only_a=tuple(map(_only, _heaviest(_actual(comparison.only_a), MOST_ONLY))),
        only_b=tuple(map(_only, _heaviest(_actual(comparison.only_b), MOST_ONLY))),
        counts=_counts(comparison, len(silent)),
        bars=_bars(chosen),
        rates=tuple(_rates(results)),
    )


def _title(comparison: Comparison) -> str:
    """`临江市2022年与2023年对照`; of two places each stands before its period."""
    sides = comparison.a, comparison.b
    a, b = (side.period or (side.reports[0].date if side.reports else "") for side in sides)
    first, second = (side.place for side in sides)
    if first and second and first != second:
        return f"{first}{a}与{second}{b}对照"
    place = second or first
    return f"{place}{a}与{b}对照" if a and b else f"{place}两期报告对照"


def _origin(side: Side) -> str:
    named = [
        f"{report.title or '原文无题'}（{report.source or '来源未载'}，{report.date or '日期未载'}）"
        for report in side.reports[:MOST_REPORTS]
    ]
    rest = f"等{len(side.reports)}份" if len(side.reports) > MOST_REPORTS else ""
    return "；".join(named) + rest


def _counts(comparison: Comparison, silent: int) -> Counter[str]:
    results = [row for row in comparison.rows if row.status == "actual"]
    counts: Counter[str] = Counter(row.verdict for row in results if row.verdict)
    counts.update(promise.outcome for promise in comparison.promises)
    counts["rows"] = len(results)
    counts["targets"] = len(comparison.rows) - len(results)
    counts["promises"] = sum(promise.actual is not None for promise in comparison.promises)
    counts["silent"] = silent
    counts["carried"], counts["new"], counts["gone"] = map(len, (comparison.carried, comparison.new, comparison.gone))
    counts["only_a"], counts["only_b"] = len(_actual(comparison.only_a)), len(_actual(comparison.only_b))
    return counts


def _has_amount(row: Row) -> bool:
    """Whether there is something for the table of targets, which has no column for ranks."""
    return any(cell.level or cell.change for cell in (row.a, row.b) if cell)


def _actual(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.status == "actual"]


def _heaviest(rows: Sequence[Row], most: int) -> list[Row]:
    """The rows that count most, with ranks and growth rates before bare levels, in their order."""
    ranked = sorted(range(len(rows)), key=lambda at: (-rows[at].weight, -len(rows[at].computed), at))
    return [rows[at] for at in sorted(ranked[:most])]


def _groups(rows: Sequence[Row], comparison: Comparison, notes: Sequence[str]) -> tuple[Group, ...]:
    names = load("comparison")["groups"]
    return tuple(
        Group(name, tuple(_line(row, comparison, notes) for row in found))
        for name, found in groupby(rows, key=lambda row: names.get(row.group, names["other"]))
    )


def _line(row: Row, comparison: Comparison, notes: Sequence[str]) -> Line:
    a, b = row.a, row.b
    marks = "".join(_MARKS[notes.index(note)] for note in row.notes if note in notes)
    return Line(
        indicator=row.indicator + periods_of(row, comparison) + marks,
        a=a.level.text if a and a.level else "",
        b=b.level.text if b and b.level else "",
        difference=signed(row.difference),
        ratio=f"{row.ratio.value}倍" if row.ratio else "",
        growth_a=a.change.text if a and a.change else "",
        growth_b=b.change.text if b and b.change else "",
        growth=signed(row.growth, unit=False),
        ranks=_ranks(row),
        verdict=VERDICTS[row.verdict],
        row=row,
    )


def periods_of(row: Row, comparison: Comparison) -> str:
    """The periods of a row of results where they are not those of the sides."""
    if row.a is None or row.b is None or row.status == "target":
        return ""
    own, usual = (row.a.period, row.b.period), (comparison.a.period, comparison.b.period)
    if all(map(_is_usual, own, usual)):
        return ""
    return f"（{own[0] or NONE}／{own[1] or NONE}）"


def _is_usual(period: str, usual: str) -> bool:
    """Whether a period is that of the side: the same, the last month of its year, or not said."""
    return period in ("", usual, f"{usual}12月")


def signed(computed: Computed | None, *, unit: bool = True) -> str:
    """A computed number with its sign, `+9.6亿元`, `−0.5`; 持平 for none."""
    if computed is None:
        return ""
    if not float(computed.value):
        return "持平"
    sign = wording.MINUS if computed.value.startswith("-") else "+"
    shown = "百分点" if computed.unit == "个百分点" else computed.unit
    return f"{sign}{computed.value.lstrip('-')}{shown if unit else ''}"


def _ranks(row: Row) -> str:
    """`全市第3→第1 ↑2`."""
    a, b = (cell.rank.text if cell and cell.rank else "" for cell in (row.a, row.b))
    if not a and not b:
        return ""
    if row.places is None:
        return f"{a}→{b}" if a and b else f"甲期{a}" if a else f"乙期{b}"
    won = int(row.places.value)
    scope = a[: a.rfind("第")]
    move = f"↑{won}" if won > 0 else f"↓{-won}" if won < 0 else "持平"
    return f"{a}→{b.removeprefix(scope)}{move}"


def _promise(promise: Promise) -> PromiseLine:
    actual = promise.actual.text if promise.actual else ""
    return PromiseLine(promise.indicator, promise.target.text, actual, OUTCOMES[promise.outcome], promise)


def _likest(tasks: Sequence[Task], most: int) -> list[Task]:
    """The tasks carried on that are likest, but before those that are word for word the same."""
    best = sorted(range(len(tasks)), key=lambda at: (tasks[at].likeness > SAME, -tasks[at].likeness, at))[:most]
    return [tasks[at] for at in sorted(best)]


def _both(task: Task) -> tuple[Words, Words]:
    return _words(task.a), _words(task.b)


def _first_of(tasks: Sequence[Task], most: int) -> list[Quote]:
    """The tasks of one side that say most: those with a number, else in their order."""
    quotes = [quote for task in tasks if (quote := task.a or task.b) is not None]
    telling = sorted(range(len(quotes)), key=lambda at: (not any(map(str.isdigit, quotes[at].text)), at))
    return [quotes[at] for at in sorted(telling[:most])]


def _words(quote: Quote | None) -> Words:
    """A task shortened by leaving out only."""
    if quote is None:
        return Words()
    pieces = shorten(quote.text, (), LONGEST_TASK)
    return Words(full_width(joined(quote.text, pieces)).strip(CLOSING), quote, pieces)


def _only(row: Row) -> Only:
    cell = row.a or row.b
    return Only(row.indicator, cell.cited[0].text if cell and cell.cited else "", row)


def _bars(rows: Sequence[Row]) -> tuple[Bar, ...]:
    found = _rates(_heaviest([row for row in rows if row.growth is not None], MOST_BARS))
    return tuple(found) if len(found) >= FEWEST_BARS else ()


def _rates(rows: Sequence[Row]) -> list[Bar]:
    return [
        Bar(row.indicator, _per_cent(row.a.change.text), _per_cent(row.b.change.text))
        for row in rows
        if row.growth is not None and row.a and row.b and row.a.change and row.b.change
    ]


def _per_cent(text: str) -> float:
    digits = "".join(c for c in text.replace(wording.MINUS, "-") if c.isdigit() or c in ".-")
    return float(digits or 0)
