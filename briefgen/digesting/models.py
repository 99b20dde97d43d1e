"""The frozen objects of a digest: what is kept of an article, and what is printed."""

import datetime
from dataclasses import dataclass

from briefgen.calendar import Days
from briefgen.cleaning.places import short_name
from briefgen.digesting.evidence import NOTHING, Evidence
from briefgen.duplicates import Fingerprint
from briefgen.models import Figure
from briefgen.products import Excerpt, FigureRow


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: plain words, or a number that is set bold."""

    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article, or what is kept of it, with its numbers marked."""

    excerpt: Excerpt
    marks: tuple[tuple[int, int], ...]
    """Where the numbers stand in `excerpt.text`; in order and apart."""
    worth: float
    """How much it says of what its article is about."""

    @property
    def text(self) -> str:
        return self.excerpt.text + self.excerpt.close

    @property
    def parts(self) -> tuple[Part, ...]:
        """The line as shown, cut where a number begins or ends."""
        parts, at, text = [], 0, self.text
        for begin, end in self.marks:
            parts += [Part(text[at:begin], False), Part(text[begin:end], True)]
            at = end
        parts.append(Part(text[at:], False))
        return tuple(part for part in parts if part.text)


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of figures of an article, by itself: the records go with it."""

    row: FigureRow
    figures: tuple[Figure, ...]
    """Parallel to `row.figures`."""
    weight: float
    """On the scale of the lexicon of indicators, with rank and change."""

    @property
    def target(self) -> bool:
        """Whether it is aimed at and not reached."""
        return self.figures[0].status == "target"


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day that the article names."""

    text: str
    start: int
    end: int
    """Original offsets of the task."""
    lead: str | None
    deadline: str
    """As the article states it."""
    day: str | None
    """ISO date of the last day, when it can be told."""


@dataclass(frozen=True, slots=True)
class Traits:
    """By what reports of one event are known."""

    opening: str
    """Title and first sentences, a few hundred characters."""
    title: tuple[tuple[str, float], ...]
    """Content words of the title, each with its weight."""
    words: tuple[tuple[str, float], ...]
    """Content words of `opening` as a vector of length one."""
    names: frozenset[str]
    """Persons, places, offices and ordinals in the title."""
    days: frozenset[int]
    """Days of the month that the opening names."""
    numbers: frozenset[str]
    """Numbers with their units that are seldom the same by chance."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a digest keeps of an article; its size does not grow with the article's."""

    path: str
    sha256: str
    part: int
    """0 for a whole article, n for the nth item of a round-up."""
    title: str
    date: str | None
    """ISO, as exactly as known."""
    place: str
    source: str
    url: str
    topic: str
    """Key of `lexicons/topics.toml`."""
    weight: float
    lead: tuple[Line, ...]
    """The sentence that carries the news, at several lengths, the longest first."""
    more: tuple[Line, ...]
    """The next ones, each of which says something new; the best first."""
    facts: tuple[Fact, ...]
    """Figures for the table, the weightiest first."""
    readings: tuple[Figure, ...]
    """Plain levels, to be compared with those of other reports of the event."""
    dues: tuple[Due, ...]
    traits: Traits
    print: Fingerprint
    evidence: Evidence = NOTHING
    """What the proof of a page needs of the article."""

    @property
    def day(self) -> datetime.date | None:
        """The day of publication, None when it is not known to the day."""
        return datetime.date.fromisoformat(self.date) if self.date and len(self.date) == 10 else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says of an indicator."""

    report: Report
    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different numbers for one indicator in reports of one event."""

    indicator: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Reports of one thing: the fullest, and the others."""

    report: Report
    others: tuple[Report, ...]
    conflicts: tuple[Conflict, ...]
    weight: float
    """How much it belongs to what must be known of the week."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event as printed."""

    number: int
    """From 1, through the whole digest."""
    event: Event
    lines: tuple[Line, ...]

    @property
    def report(self) -> Report:
        return self.event.report


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the digest: a topic or a place."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """One of the items of the week, in a line."""

    item: Item
    line: Line
    further: Line | None
    """The next sentence, when the line has no number and that one has."""
    leading: Fact | None
    """The weightiest figure, when neither has a number."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A figure of the week, and the item it is from."""

    fact: Fact
    item: Item

    @property
    def indicator(self) -> str:
        """The name in the lexicon, under which places are compared."""
        return self.fact.figures[0].canonical or self.fact.row.indicator

    @property
    def place(self) -> str:
        """What the figure is about: the place or office named with it, or the article's when its title or the
        figure's sentence names it; empty when nothing tells."""
        figure, report = self.fact.figures[0], self.item.report
        held = report.evidence.sentences.get(figure.sentence)
        sentence = held.text.text if held else ""
        if figure.subject:
            return figure.subject
        named = bool(report.place) and short_name(report.place) in report.title + sentence
        return report.place if named else ""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A task with its day, and the item it is from."""

    due: Due
    item: Item


@dataclass(frozen=True, slots=True)
class Digest:
    """A week (or other days) of reports. Lists stand in the order of the pages."""

    paper: str
    title: str
    days: Days
    issue: str
    """`第31期（总第203期）`; empty when the digest is not numbered."""
    editor: str
    date: str
    """Of the issue, as shown: the last day it covers."""
    highlights: tuple[Highlight, ...]
    groups: tuple[Group, ...]
    table: tuple[TableRow, ...]
    next_dues: tuple[DueRow, ...]
    """Due in the week that follows."""
    later_dues: tuple[DueRow, ...]
    undated: tuple[Report, ...]
    """Articles without a date, which may or may not be of the period."""
    read: int
    """Articles of the period, copies included; each item of a round-up counts."""
    left_out: int = 0
    """Events for which there was no room."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of their numbers."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def iso_date(self) -> str:
        return self.days.last.isoformat()
