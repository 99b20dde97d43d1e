"""The rank of each sentence: TextRank, and what this kind of text adds to it.

TextRank alone drops the figures and likes long sentences. In reports and news, where a sentence
stands, what its words promise, how many figures it holds and how long it is tell more than the
graph does; each is a named term of the score, so that `--explain` can show it.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from briefgen.figures.indicators import canonical
from briefgen.lexicons import load
from briefgen.models import Document, Figure, Label, Score, Sentence
from briefgen.textrank import likeness, textrank, textrank4zh, vectors
from briefgen.words import Segmenter, slogans

Ranker = Literal["textrank", "textrank4zh"]

WEIGHTS: Mapping[str, float] = {
    "graph": 1.0,
    "position": 2.0,
    "cues": 0.8,
    "figures": 0.8,
    "section": 0.4,
    "length": 0.8,
    "list": 0.4,
}
"""What each term weighs; all weights are here. `benchmarks/quality.py --sweep` measures each of them
at nothing, half, as set and double, on news (ROUGE-2 of the first sentence against the title) and on
labelled reports (share of the labelled figures in the first eight sentences).

R-2 on economic news at nothing / half / as set / double, then the reports' share:
position 14.8 29.5 31.2 31.3, .79 .73 .73 .70; cues 31.3 31.3 31.2 30.4, .51 .72 .73 .69;
figures 31.1 31.2 31.2 30.8, .48 .58 .73 .82 (more would make a page of nothing but numbers);
section 31.3 31.3 31.2 30.7, .69 .73 .73 .73, and keeps attendance out; graph 31.0 31.1 31.2 30.9,
.83 .73 .73 .64: it costs figures and brings what the report keeps coming back to. length and list
move neither measure; they were set by reading what came out."""

SHORT, LONG = 15, 110
"""A sentence of this many characters or between carries one thought (notes on the genre)."""
LIST_ITEMS = 6
"""Enumeration marks a sentence may have before it counts as a list."""
LEAD: Mapping[str, float] = {"news": 0.7, "meeting": 0.4}
OPENING, PARAGRAPH = 0.18, 0.12
"""Parts of the position term: the first sentence by the type of article, the first below a heading, of
a paragraph."""
MANY_FIGURES = 4
"""Figures a sentence needs for the full term: two levels with their growth."""
HEAVIEST = 10.0
"""Top of the scale of weights in the lexicon of indicators."""


def rank(
    document: Document,
    labels: Sequence[Label],
    figures: Sequence[Figure],
    ranker: Ranker = "textrank",
    segmenter: Segmenter = "rjieba",
) -> tuple[Score, ...]:
    """Score every sentence of a document; the scores run parallel to `document.sentences`.

    A score is the sum of its named terms, each already weighted. Headings and titles score 0
    without terms: they are read where they stand and never chosen. With `textrank4zh` the score
    is the library's own, and its only term.
    """
    body = [sentence for sentence in document.sentences if sentence.kind == "sentence"]
    texts = [sentence.text for sentence in body]
    if ranker == "textrank4zh":
        columns = {"textrank4zh": textrank4zh(texts)}
    else:
        columns = {
            name: [WEIGHTS[name] * value for value in column]
            for name, column in evidence(document, labels, figures, segmenter).items()
        }
    scored = {}
    for at, sentence in enumerate(body):
        terms = tuple((name, round(column[at], 12) + 0.0) for name, column in columns.items())
        scored[sentence.index] = Score(round(math.fsum(value for _, value in terms), 12), terms)
    return tuple(scored.get(sentence.index, Score(0.0, ())) for sentence in document.sentences)


def evidence(
    document: Document, labels: Sequence[Label], figures: Sequence[Figure], segmenter: Segmenter = "rjieba"
) -> dict[str, list[float]]:
    """Each term before it is weighted, from -1 to 1, for each sentence that is no heading or title."""
    body = [sentence for sentence in document.sentences if sentence.kind == "sentence"]
    texts = [sentence.text for sentence in body]
    return {
        "graph": _of_the_best(textrank(vectors(texts, slogans(document.clean.text), segmenter))),
        "position": positions(document, body),
        "cues": _cue_terms(body, figures),
        "figures": _figure_terms(body, figures),
        "section": section_terms(document, body, labels),
        "length": [length_term(text) for text in texts],
        "list": [list_term(text) for text in texts],
    }


def best(scores: Sequence[Score]) -> list[int]:
    """Indices of scores from the highest to the lowest, of equal ones the first in the text first."""
    return sorted(range(len(scores)), key=lambda i: (-scores[i].total, i))


# The choice


NOVELTY = 0.3
"""Share of novelty against score in the choice, as in Carbonell and Goldstein's λ = .7."""
SAME = 0.75
"""Two sentences at least this alike say the same."""


def choose(scores: Sequence[Score], texts: Sequence[str], limit: int, room: int | None = None) -> tuple[int, ...]:
    """Choose up to `limit` sentences that score high and differ; indices in the text's order.

    `scores` and `texts` are parallel, one of each for a candidate. With `room` the chosen have
    at most that many characters together; one that does not fit gives way to the next. Maximal
    marginal relevance (Carbonell and Goldstein 1998); a sentence that repeats a chosen one is
    never taken, so there may be fewer than `limit`.
    """
    bags = vectors(texts)
    low = min((score.total for score in scores), default=0.0)
    high = max((score.total for score in scores), default=0.0)
    worth = [(score.total - low) / (high - low or 1.0) for score in scores]
    nearest = [0.0] * len(scores)
    open_, chosen = list(range(len(scores))), list[int]()
    while open_ and len(chosen) < limit:
        open_ = [i for i in open_ if nearest[i] < SAME and (room is None or len(texts[i]) <= room)]
        if not open_:
            break
        taken = max(open_, key=lambda i: (round((1 - NOVELTY) * worth[i] - NOVELTY * nearest[i], 12), -i))
        chosen.append(taken)
        open_.remove(taken)
        if room is not None:
            room -= len(texts[taken])
        for i in open_:
            nearest[i] = max(nearest[i], likeness(bags[i], bags[taken]))
    return tuple(sorted(chosen))


def _of_the_best(values: Sequence[float]) -> list[float]:
    """Values as shares of the highest, so that a term weighs the same in short and long texts."""
    top = max(values, default=1.0)
    return [value / top for value in values]


# The added terms, each between -1 and 1


def positions(document: Document, body: Sequence[Sentence]) -> list[float]:
    """1 for the first sentence of news, less for the next; elsewhere the opening of each section.

    News puts what happened first. A work report opens with an address to the hall; there the
    first sentence below a heading says what the section is about.
    """
    lead = LEAD.get(document.type, 0.0)
    opening = {body[0].index} if body else set[int]()
    opening |= {sentence.index + 1 for sentence in document.sentences if sentence.kind == "heading"}
    first: dict[int, int] = {}
    for sentence in body:
        first.setdefault(sentence.paragraph, sentence.index)
    values = []
    for at, sentence in enumerate(body):
        value = OPENING * (sentence.index in opening) + PARAGRAPH * (first[sentence.paragraph] == sentence.index)
        values.append(value + lead / (1 + at) ** 2)
    return values


def section_terms(document: Document, body: Sequence[Sentence], labels: Sequence[Label]) -> list[float]:
    """-1 for a sentence of a report or meeting that is neither result nor aim, task or problem.

    News is spared: there a plain statement of what happened is the news.
    """
    if document.type == "news":
        return [0.0] * len(body)
    return [-1.0 if labels[sentence.index].section == "other" else 0.0 for sentence in body]


def _cue_terms(body: Sequence[Sentence], figures: Sequence[Figure]) -> list[float]:
    with_figure = {figure.sentence for figure in figures}
    return [cue_term(sentence.text, sentence.index in with_figure) for sentence in body]


def cue_term(text: str, has_figure: bool) -> float:
    """What the words of a sentence promise (`lexicons/ranking.toml`)."""
    parts = {"anywhere": text, "opening": text[:12], "closing": text[-6:]}
    total = 0.0
    for cue in load("ranking")["cues"]:
        if (cue.get("bare") and has_figure) or len(text) > cue.get("longest", len(text)):
            continue
        part = parts[cue["where"]]
        if any(map(part.__contains__, cue["words"])):
            total += cue["weight"]
    return max(-1.0, min(1.0, total))


def _figure_terms(body: Sequence[Sentence], figures: Sequence[Figure]) -> list[float]:
    of: dict[int, list[Figure]] = {}
    for figure in figures:
        of.setdefault(figure.sentence, []).append(figure)
    return [figure_term(of.get(sentence.index, ())) for sentence in body]


def figure_term(figures: Sequence[Figure]) -> float:
    """Half for how many figures a sentence holds, half for its weightiest indicator (0 to 1)."""
    found = [canonical(figure.canonical) for figure in figures if figure.canonical]
    headline = max((indicator.weight for indicator in found if indicator), default=0.0)
    return 0.5 * min(len(figures), MANY_FIGURES) / MANY_FIGURES + 0.5 * headline / HEAVIEST


def length_term(text: str) -> float:
    """0 for a length from SHORT to LONG, down to -1 for a single character or twice LONG."""
    if len(text) < SHORT:
        return len(text) / SHORT - 1
    return -min(1.0, max(0, len(text) - LONG) / LONG)


def list_term(text: str) -> float:
    """Down to -1 for a sentence that only enumerates, by `、` and `；` beyond LIST_ITEMS."""
    marks = text.count("、") + text.count("；") + text.count(";")
    return -min(1.0, max(0, marks - LIST_ITEMS) / LIST_ITEMS)
