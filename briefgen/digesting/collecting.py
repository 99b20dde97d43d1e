"""From an analysis to what a digest keeps of it: one report, or one for each item of a round-up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from briefgen.cleaning import places
from briefgen.digesting.deadlines import dues
from briefgen.digesting.evidence import evidence
from briefgen.digesting.facts import facts
from briefgen.digesting.lines import item_lines
from briefgen.digesting.models import Fact, Report
from briefgen.digesting.topics import is_round_up, title_weight, topic
from briefgen.digesting.traits import traits
from briefgen.duplicates import fingerprint
from briefgen.lexicons import load
from briefgen.models import Analysis, Document, Score, Sentence
from briefgen.ranking import rank
from briefgen.wording import full_width

MOST_READINGS, MOST_DUES = 40, 12
"""Kept of one article, so that a work report of 30,000 characters takes no more room than news."""
LEAST_ITEMS = 3
"""Headings that an article of small news has at least."""
LONGEST_TITLE = 60
"""Characters; what is longer is no title."""

_PLACE = re.compile(r"(?:^|[，,])([\u4e00-\u9fff]{1,3}[省市州县区旗])(?!长|委|政府|场|民|级)")
_OPENING = 30
"""Characters of a title or first sentence in which the place stands by itself behind a comma: `上半年，澜江市…`."""


def reports(analysis: Analysis) -> tuple[Report, ...]:
    """What a digest keeps of an article."""
    parts = _parts(analysis) if is_round_up(analysis.document.title or "") else ()
    if len(parts) < LEAST_ITEMS:
        return tuple(_report(analysis, 0, analysis.document.title, analysis.document.sentences, analysis.scores))
    found: list[Report] = []
    for at, (title, sentences) in enumerate(parts, 1):
        inner = replace(analysis.document, title=title, sentences=tuple(sentences))
        scores = rank(inner, analysis.labels, analysis.figures)
        found += _report(analysis, at, title, sentences, scores)
    return tuple(found)


def _parts(analysis: Analysis) -> list[tuple[str, list[Sentence]]]:
    """The headings of a round-up, each with the sentences below it; what stands before the first has no heading."""
    parts: list[tuple[str, list[Sentence]]] = [("", [])]
    for sentence in analysis.document.sentences:
        if sentence.kind == "heading":
            parts.append((sentence.text[len(sentence.marker or "") :].strip(), []))
        elif sentence.kind == "sentence":
            parts[-1][1].append(sentence)
    return [(title, sentences) for title, sentences in parts if sentences]


def _report(
    analysis: Analysis, part: int, title: str | None, sentences: Sequence[Sentence], scores: Sequence[Score]
) -> Iterator[Report]:
    document, indices = analysis.document, {sentence.index for sentence in sentences}
    lead, more = item_lines(analysis, title or "", sentences, scores)
    if not lead:
        return
    figures = [figure for figure in analysis.figures if figure.sentence in indices]
    told = facts(analysis, indices)
    title = _title(full_width(title or "") or lead[-1].excerpt.text)
    texts = [sentence.text for sentence in sentences if sentence.kind == "sentence"]
    due = tuple(islice(dues(analysis, sentences), MOST_DUES))
    excerpts = [line.excerpt for line in (*lead, *more)]
    rows = {i for fact in told for i in fact.row.figures}
    levels = _readings(analysis, indices)
    yield Report(
        path=document.raw.path,
        sha256=document.raw.sha256,
        part=part,
        title=title,
        date=document.date,
        place=_place(document, part, title, texts),
        source=document.source or "",
        url=document.raw.url or "",
        topic=topic(title, [lead[0].text, *(line.text for line in more)], figures),
        weight=_weight(title, told, part),
        lead=lead,
        more=more,
        facts=told,
        readings=tuple(analysis.figures[i] for i in levels),
        dues=due,
        traits=traits(title, texts, figures),
        print=fingerprint("\n".join(texts)),
        evidence=evidence(
            analysis,
            title,
            sentences=[one.sentence for one in excerpts],
            figures=[*rows, *levels, *(i for one in excerpts for i in one.figures)],
            words=[(one.start, said) for one in due for said in (one.text, one.deadline, one.lead) if said],
        ),
    )


def _title(text: str) -> str:
    """A title; of one too long for a line the parts that fit."""
    if len(text) <= LONGEST_TITLE:
        return text
    end = max(text.rfind(mark, 0, LONGEST_TITLE + 1) for mark in " 　，")
    return text[:end] if end > 0 else text[:LONGEST_TITLE]


def _readings(analysis: Analysis, sentences: set[int]) -> list[int]:
    """Indices of the numbers that other reports of the event may give otherwise: levels, and growth of what the
    lexicon knows."""
    found = (
        i
        for i, f in enumerate(analysis.figures)
        if f.sentence in sentences
        and f.value is not None
        and (f.measure == "level" or (f.measure == "change" and f.canonical))
    )
    return list(islice(found, MOST_READINGS))


def _weight(title: str, facts: Sequence[Fact], part: int) -> float:
    """How much an article belongs to what must be known: its title's words and its weightiest figure."""
    figure = max((fact.weight for fact in facts), default=0.0) / 10
    length = -0.5 if part else 0.0  # who puts an item into a round-up holds it for a small one
    return round(title_weight(title) + figure + length, 6)


def _place(document: Document, part: int, title: str, texts: Sequence[str]) -> str:
    """Where an article is from; an item of a round-up is from where its own words say.

    When no list of places knows it, the place that title or first sentence opens with.
    """
    place = places.find(title, texts[0], "\n".join(texts)) if part else document.place
    return place.name or _opening_place(title, texts[0])


def _opening_place(*texts: str) -> str:
    for text in texts:
        for match in _PLACE.finditer(text[:_OPENING]):
            if not match[1].endswith(tuple(load("topics")["no_place"])):
                return match[1]
    return ""
