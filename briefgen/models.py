"""The frozen objects that travel between the rooms of briefgen.

Offsets come in two kinds and are never mixed:

* *original* offsets (`start`, `end`) count characters of `RawText.text`;
* *local* offsets count characters of a cleaned text, one sentence's own unless said otherwise.

`Document.span` turns local offsets into original ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.aligned import AlignedText

Section = Literal["achievement", "target", "task", "problem", "other"]
SentenceKind = Literal["sentence", "heading", "title", "row"]
Measure = Literal["level", "change", "rank", "gap", "multiple"]
Bound = Literal["eq", "about", "min", "max", "with"]
Status = Literal["actual", "target"]


@dataclass(frozen=True, slots=True)
class RawText:
    """One article as a reader took it out of its container.

    For a text file `text` is the decoded file, character for character (without the byte
    order mark); for HTML, Word and PDF it is the text the reader extracted, one block a line.
    Every original offset in briefgen counts characters of this string.
    """

    text: str
    path: str
    """What the user named: a path, an address, or `-`; with `#n` for item n of a dump or feed."""
    kind: str
    """The reader that made it: text, markdown, html, docx, pdf, dump, feed."""
    sha256: str
    """Of the bytes of the source file (of the item's own bytes in a dump or feed)."""
    encoding: str
    title: str | None = None
    """As the container states it (HTML title, JSON field, feed entry), not yet cleaned."""
    date: str | None = None
    """ISO date of publication as the container states it."""
    source: str | None = None
    url: str | None = None
    body: tuple[int, int] | None = None
    """Where the reader is sure that the article lies, as original offsets, else None."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is from; each part as a name (`湖南省`, `衡阳市`, `雁峰区`) or None."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    zone: str | None = None
    """A development zone: `衡阳高新区`, `岳阳经开区`."""

    @property
    def name(self) -> str | None:
        """The most particular part that is known."""
        return self.zone or self.county or self.city or self.province


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or title of the cleaned body, or a row (or cell, or note) of a table, in reading order."""

    index: int
    text: str
    """Cleaned: simplified characters, without pinyin and doubled commas."""
    begin: int
    """Where it begins in `Document.clean.text`; it is `len(text)` characters long there."""
    start: int
    end: int
    """Original offsets: `raw.text[start:end]` is what the author wrote."""
    paragraph: int
    kind: SentenceKind
    marker: str | None = None
    """The numbering it opens with, as written: `一、`, `(二)`, `1.`, `一是`, `第一,`."""
    level: int = 0
    """Depth of a heading or numbered item by its marker: 1 `一、`, 2 `(一)`, 3 `1.`, 4 `(1)`; 0 none."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the original that is not of the body, and why."""

    start: int
    end: int
    reason: str
    """A short key: chrome, caption, byline, links, advertisement, copyright, breadcrumb, duplicate."""
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article. `clean` holds the body only, paragraphs parted by newlines."""

    raw: RawText
    clean: AlignedText
    sentences: tuple[Sentence, ...]
    title: str | None
    date: str | None
    """ISO, as exactly as known: `2023-07-28`, `2023-07`, `2023`; None when unknown."""
    place: Place
    source: str | None
    author: str | None
    type: Literal["news", "meeting", "work report", "bulletin"]
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()

    def span(self, sentence: Sentence, begin: int, finish: int) -> tuple[int, int]:
        """Original offsets of the slice `begin:finish` of a sentence's text."""
        return self.clean.span(sentence.begin + begin, sentence.begin + finish)


@dataclass(frozen=True, slots=True)
class Label:
    """What a sentence does in the report, and the rule that decided."""

    section: Section
    score: float
    """Share of the evidence that speaks for `section`, 0 to 1."""
    rule: str
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a text (local offsets)."""

    start: int
    end: int
    raw: str
    value: str
    """Decimal text as written, signed: `-25.4`, `2.0`, `7` for 七; for a range the lower end."""
    unit: str
    """As written with the scale joined, elided 元 restored: `亿元`, `万人`, `%`, `个百分点`; may be empty."""
    bound: Bound
    upper: str | None = None
    """The upper end of a range, else None."""


@dataclass(frozen=True, slots=True)
class Period:
    """Months, both included: `2023-01` to `2023-06`."""

    start: str
    end: str

    @classmethod
    def of_year(cls, year: int | str) -> "Period":
        """All months of a year."""
        return cls(f"{year}-01", f"{year}-12")

    @property
    def first(self) -> int:
        """The first month, counted on through the years."""
        return _month(self.start)

    @property
    def last(self) -> int:
        """The last month, in the same count."""
        return _month(self.end)

    @property
    def months(self) -> int:
        """How many there are."""
        return self.last - self.first + 1


def _month(text: str) -> int:
    year, month = text.split("-")
    return 12 * int(year) + int(month)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of an article, with its name and what else the article tells of it, and where it stands."""

    indicator: str
    """Its name in the article's words."""
    canonical: str | None
    """Its name in the lexicon of indicators, None when that has none."""
    measure: Measure
    """level, change, rank, gap (to another place, average or plan) or multiple."""
    value: str | None
    """Decimal text, signed; for a range the lower end; None for a target without a number (与…同步)."""
    unit: str
    """With the scale: `亿元`, `%`, `个百分点`; `位` for ranks; may be empty."""
    bound: Bound
    status: Status
    period: Period | None
    """The months it is about, or is due by; None when the article does not tell."""
    scope: str | None
    """Of a rank what it is in, of a gap the other side, of a share its whole, of a completion the plan."""
    subject: str | None
    """Whose figure it is, when not the article's own place's."""
    start: int
    end: int
    """Original offsets of the number."""
    raw: str
    """What stands there."""
    sentence: int
    """Index into `Document.sentences`."""
    rule: str
    """The rule that bound it."""
    upper: str | None = None
    """The upper end of a range (`4%-6%`), else None."""
    notes: tuple[str, ...] = ()
    """Doubts a reader must know: `unequal list` and the like."""


@dataclass(frozen=True, slots=True)
class Score:
    """The rank of a sentence and the terms it is the sum of."""

    total: float
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done, with what is to be done under it."""

    text: str
    sentence: int
    start: int
    end: int
    lead: str | None = None
    """The responsible unit, as the report names it."""
    deadline: str | None = None
    """As the report states it: `8月上旬`, `今年底前`."""
    children: tuple["Task", ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """A number the report does not state, with its formula; shown as 推算."""

    value: str
    unit: str
    formula: str
    """Readable: `40.02 ÷ 139.9`."""
    operands: tuple[int, ...]
    """Indices into `Analysis.figures`; empty when the formula uses dates only."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target beside what was reached so far."""

    target: int
    """Index into `Analysis.figures`."""
    actual: int | None
    progress: Derived | None
    elapsed: Derived | None
    """Share of the target's period gone by at the end of the actual's."""
    stated: int | None = None
    """Index of the figure by which the report itself states the rate; `progress` is None then."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article. `labels` and `scores` run parallel to the sentences."""

    document: Document
    labels: tuple[Label, ...]
    figures: tuple[Figure, ...]
    scores: tuple[Score, ...]
    tasks: tuple[Task, ...]
    targets: tuple[TargetRow, ...]
    keywords: tuple[str, ...]

    def of(self, section: Section) -> Sequence[Sentence]:
        """The sentences of one section, in the report's order."""
        return [s for s, label in zip(self.document.sentences, self.labels, strict=True) if label.section == section]
