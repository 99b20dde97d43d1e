"""The time of figures in the report's own words (`上半年`, `1—10月`), where nothing tells the year."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.figures.dating import Dating, reference
from briefgen.figures.periods import PeriodMention, find_periods
from briefgen.models import Analysis, Figure, Period

NOMINAL = 2001
"""A year put where none is known, so that months can be set beside months; it is never shown."""
OPENING = 12
"""Characters in which a sentence names the time that holds for the rest of its paragraph."""
_SHOWN = ("half", "quarter", "months", "month", "year")
"""Kinds of expressions that a table may show as they are."""
_LONGEST = 10
_THIS_YEAR = re.compile(r"^(?:今年|本年)(?!以来|来|至今|度|$)")
_DASH = re.compile(r"(?<=\d) ?[-－–~～] ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A time as the report tells it, and its months of a nominal year."""

    words: str
    months: Period | None


@dataclass(slots=True)
class _Paragraph:
    """The time a paragraph speaks of, sentence by sentence."""

    number: int | None = None
    carried: Spoken | None = None
    dating: Dating = field(default_factory=lambda: Dating(str(NOMINAL), NOMINAL))


def spoken(analysis: Analysis) -> dict[int, Spoken]:
    """The time in the words of the report for each of its figures that has no period, by index.

    Empty for a report whose year is known: what has no period there has none.
    """
    document = analysis.document
    if reference(document) is not None:
        return {}
    by_sentence: dict[int, list[int]] = {}
    for index, figure in enumerate(analysis.figures):
        if figure.period is None:
            by_sentence.setdefault(figure.sentence, []).append(index)
    found: dict[int, Spoken] = {}
    paragraph = _Paragraph()
    for sentence in document.sentences:
        if sentence.paragraph != paragraph.number:
            paragraph = _Paragraph(sentence.paragraph)
        if sentence.kind != "sentence":
            continue
        mentions = paragraph.dating.sentence(sentence.text)
        for index in by_sentence.get(sentence.index, ()):
            offset = bisect_left(document.clean.starts, analysis.figures[index].start) - sentence.begin
            named = paragraph.dating.named(offset)
            told = _told(named) if named else paragraph.carried
            if told:
                found[index] = told
        opening = [told for m in mentions if m.start < OPENING and (told := _told(m))]
        paragraph.carried = opening[0] if opening else paragraph.carried
    return found


def as_shown(raw: str) -> str:
    """An expression of time as a page shows it: `1—10月` for `今年1-10月份`."""
    return _DASH.sub("—", _THIS_YEAR.sub("", raw).removesuffix("份"))


def is_told_between(analysis: Analysis, one: Figure, other: Figure) -> bool:
    """Whether an expression of time stands between two figures of a sentence."""
    clean = analysis.document.clean
    between = clean.text[bisect_left(clean.starts, one.end) : bisect_left(clean.starts, other.start)]
    return any(mention.role in ("span", "reading") for mention in find_periods(between))


def words_for(analysis: Analysis, figures: Iterable[Figure]) -> Iterator[str]:
    """What may tell the time of figures without a period: the expressions of time of their paragraphs up to them."""
    sentences = analysis.document.sentences
    for figure in figures:
        if figure.period is None:
            own = sentences[figure.sentence]
            for sentence in sentences[: figure.sentence + 1]:
                if sentence.paragraph == own.paragraph:
                    yield from (as_shown(mention.raw) for mention in find_periods(sentence.text))


def _told(mention: PeriodMention) -> Spoken | None:
    words = as_shown(mention.raw)
    if mention.kind not in _SHOWN or mention.role not in ("span", "reading") or len(words) > _LONGEST:
        return None
    return Spoken(words, mention.period)
