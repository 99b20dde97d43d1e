"""The figures of one side that can be compared, each with what tells it from others of its name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen import wording
from briefgen.comparison.models import Cited, Which
from briefgen.comparison.naming import SHORTEST, bare, bodies_of, key_of, known_indicator, pattern
from briefgen.figures.indicators import Indicator, canonical
from briefgen.lexicons import load
from briefgen.models import Analysis, Document, Figure, Period, Place, Sentence

LONGEST_SUBJECT = 16
"""Characters; a longer subject is a list of bodies, not one."""
ONE_MATTER = 8
"""A report of so few sentences is about one thing: what its first figure names."""

NEAR = 300
"""Characters before a figure that may tell what it is of; a bound for tables that lost their lines."""

_PERCENT = ("%", "‰")
_NO_SHARES = ("amount", "volume", "count", "income")
_MEASURES = ("level", "change", "rank")
_WE = re.compile(r"[全我本该](?P<level>[国省市区县州旗])")
"""`全市`, `我区`."""
_CLAUSE = re.compile(r"[，,。；;：:、]")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of one side. `key`, `subject`, and for a wide name one of the contexts, say what it is of."""

    side: Which
    report: int
    index: int
    figure: Figure
    key: str
    wide: bool
    subject: str
    whole: str
    """The key of the first indicator of its sentence, when that is another one."""
    whole_name: str
    """The same as the report names it."""
    heading: str
    """The heading it stands under, when it says something."""
    topic: str
    """What a short report is about."""
    base: str
    """What a growth rate is measured from, `（环比）`; empty for the same time of the year before."""
    known: Indicator | None

    @property
    def cited(self) -> Cited:
        """The figure as a page shows it."""
        figure = self.figure
        return Cited(self.side, self.index, wording.number(figure), self.report, figure.start, figure.end)

    @property
    def name(self) -> str:
        """The indicator, with its subject when it has one of its own."""
        return wording.named(self.figure.indicator, self.subject) + self.base

    @property
    def period(self) -> Period | None:
        """Of the figure."""
        return self.figure.period


def main_place(analyses: Sequence[Analysis]) -> Place:
    """The place most reports of a side are from."""
    places = Counter(analysis.document.place for analysis in analyses)
    return max(places, key=lambda place: (bool(place.name), places[place], place.name or ""))


def facts(side: Which, analyses: Sequence[Analysis]) -> tuple[Fact, ...]:
    """The comparable figures of a side, in the order of its reports.

    Left out: steps that are no growth rates (`增加1.85万人`), gaps and multiples, a share where the
    indicator is an amount, and figures that name no indicator.
    """
    place = main_place(analyses)
    return tuple(fact for at, analysis in enumerate(analyses) for fact in _facts(side, at, analysis, place))


def _facts(side: Which, report: int, analysis: Analysis, place: Place) -> Iterator[Fact]:
    document = analysis.document
    headings = _headings(document)
    firsts: dict[int, tuple[str, str]] = {}
    topic = bodies = ""
    paragraph = -1
    for index, figure in enumerate(analysis.figures):
        if (now := document.sentences[figure.sentence].paragraph) != paragraph:
            paragraph, bodies = now, ""
        bodies = bodies_of(figure.indicator) or bodies
        figure = _completed(figure, analysis.figures[index - 1] if index else None, document)
        known = known_indicator(figure, document.place, bodies)
        key, wide = key_of(figure, document.place, known)
        first = firsts.setdefault(figure.sentence, ("", "") if wide else (key, figure.indicator))
        if not topic and not wide and len(document.sentences) <= ONE_MATTER:
            topic = key
        subject = _subject(figure, document, place)
        if not _is_comparable(figure, key, subject, known):
            continue
        whole = _whole(first, key, figure, document)
        yield Fact(
            side=side,
            report=report,
            index=index,
            figure=figure,
            key=key + (_part(figure, document) if known is None else ""),
            wide=wide,
            subject=subject,
            whole=whole[0],
            whole_name=whole[1],
            heading=headings[figure.sentence],
            topic=topic,
            base=_base(figure, document) if figure.measure == "change" else "",
            known=known,
        )


def _is_comparable(figure: Figure, key: str, subject: str, known: Indicator | None) -> bool:
    if figure.value is None or figure.measure not in _MEASURES or len(key) < SHORTEST or len(subject) > LONGEST_SUBJECT:
        return False
    if figure.measure == "change":
        return figure.unit == "%"
    share = figure.measure == "level" and figure.unit in _PERCENT
    return not (share and known is not None and known.kind in _NO_SHARES)


def _subject(figure: Figure, document: Document, main: Place) -> str:
    """Whose figure it is, empty for the side's own place."""
    own = document.place.name or ""
    subject = figure.subject or _level(figure, document)
    if subject and _is_here(subject, own):
        subject = ""
    return subject or (own if own != (main.name or "") else "")


def _level(figure: Figure, document: Document) -> str:
    """`全市`, where the sentence says so right before the indicator."""
    before, _, _ = _before(figure, document).rpartition(figure.indicator)
    found = _WE.fullmatch(before[-2:])
    return found[0] if found else ""


def _is_here(subject: str, own: str) -> bool:
    """Whether a subject is the report's own place: its name, short or full, or `全县` in the report of a county."""
    ours = _WE.fullmatch(subject)
    return subject in (own, own[:-1]) or (ours is not None and (not own or own.endswith(ours["level"])))


def _headings(document: Document) -> list[str]:
    """For each sentence the heading it stands under, without numbering and empty words."""
    found, heading = [], ""
    for sentence in document.sentences:
        if sentence.kind == "heading":
            heading = _plain_heading(sentence)
        found.append(heading)
    return found


def _plain_heading(sentence: Sentence) -> str:
    words = bare(sentence.text.removeprefix(sentence.marker or ""), Place()).strip("。：:")
    said = pattern("names", "headings").sub("", words)
    return words if len(said) >= SHORTEST else ""


def _completed(figure: Figure, last: Figure | None, document: Document) -> Figure:
    """The figure with what the name before it says for both: 新增 in `新增上市公司5家、挂牌企业9家`."""
    carries = load("comparison")["names"]["carries"]
    if last is None or last.sentence != figure.sentence or re.match(carries, figure.indicator):
        return figure
    carried = re.match(carries, last.indicator)
    between = document.raw.text[last.end : figure.start]
    if carried is None or not between.startswith("、") or between[1:] not in figure.indicator:
        return figure
    return replace(figure, indicator=carried[0] + figure.indicator, canonical=None)


def _whole(first: tuple[str, str], key: str, figure: Figure, document: Document) -> tuple[str, str]:
    """Key and name of the first indicator of a figure's sentence, be it one said before; empty for itself."""
    if first[0] != key:
        return first
    found = re.match(load("comparison")["names"]["before_parts"], _before(figure, document))
    name = bare(found[1], document.place) if found else ""
    known = canonical(name) if name else None
    return known.key if known else name, name


def _before(figure: Figure, document: Document) -> str:
    """The words of its sentence that stand before a figure, the last `NEAR` of them."""
    sentence = document.sentences[figure.sentence]
    begin = bisect_left(document.clean.starts, figure.start) - sentence.begin
    return sentence.text[max(begin - NEAR, 0) : max(begin, 0)]


def _part(figure: Figure, document: Document) -> str:
    """The whole that the sentence says a figure is a part of: `@住户贷款`."""
    part = re.search(load("comparison")["names"]["whole"], _before(figure, document))
    return f"@{part[1]}" if part else ""


def _base(figure: Figure, document: Document) -> str:
    clause = _CLAUSE.split(_before(figure, document))[-1]
    words = load("comparison")["growth"]
    for name in words:
        if name != "year" and pattern("growth", name).search(clause):
            return f"（{name}）"
    year = re.search(words["year"], clause)
    if year and figure.period and int(figure.period.end[:4]) - int(year[1]) != 1:
        return f"（比{year[1]}年）"
    return ""
