"""Sentences of an article for a digest: chosen inside the article, at the lengths a digest may need."""

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.digesting.models import Line
from briefgen.excerpts import dated, excerpt, opens_well, stands, undated
from briefgen.lexicons import load
from briefgen.models import Analysis, Score, Sentence
from briefgen.products import Excerpt
from briefgen.ranking import SAME
from briefgen.shortening import ELLIPSIS
from briefgen.textrank import likeness, vectors
from briefgen.words import cut, information, is_content

LENGTHS = (120, 64, 46, 32)
"""Characters of the first sentence: as an item, in a long digest and as a line of the week, and two for a
digest of a few hundred characters, which are told without the day. `shorten` may leave more where no more can go."""
UNDATED = 2
"""From this place in LENGTHS on a line is told without its day."""
MORE, MORE_LENGTH = 2, 90
"""Further sentences, and the characters of each."""
CANDIDATES = 8
"""The sentences of the highest scores, among which those are chosen that differ."""
OPENING = 12
"""Sentences that tell what an article is about; what comes later is of its parts."""

TITLE = 2.0
"""What a sentence gains that says all of the title: as much as the first sentence of news for its place, so that
a later one with the title's numbers goes before an opening that only sets the scene."""
NUMBER = 20.0
"""Weight of a number of the title, against some 8 of a plain word: it is found in the sentence that is meant."""
AGAIN = 0.5
"""Share of that gain for saying more of what a sentence before has said of the title."""
REPEATED = 1.0
"""What a further sentence loses that is all like one before it."""

_DIGITS = re.compile(r"\d+(?:\.\d+)?")

Terms = Mapping[str, float]
"""Words and numbers with their weights."""


def item_lines(
    analysis: Analysis, title: str, sentences: Sequence[Sentence], scores: Sequence[Score]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The sentence that carries the news at LENGTHS, and the next ones that say something new, the best first.

    `sentences` are those of one article, or of one item of a round-up, with scores in parallel.
    """
    body = [(s, score) for s, score in zip(sentences, scores, strict=True) if s.kind == "sentence"]
    if not body:
        return (), ()
    wanted, about = title_terms(title), subject(title, [s.text for s, _ in body])
    well = [(s, score) for s, score in body if _opens_well(s) and stands(s.text)] or body
    totals = [score.total + TITLE * share(wanted, s.text) for s, score in well]
    order = sorted(range(len(well)), key=lambda at: (-totals[at], at))[:CANDIDATES]
    picked = _picked([well[at][0].text for at in order], [well[at][1].total for at in order], wanted)
    lead, *further = [well[order[at]][0] for at in picked]
    more = [_line(analysis, sentence, MORE_LENGTH, about) for sentence in further]
    return _lead(analysis, lead, about), tuple(one for one in more if stands(one.excerpt.text))


def title_terms(title: str) -> Terms:
    """What the sentence that carries the news should say: the title's words by what they tell, and its numbers."""
    words = {word: information(word) for word in cut(title) if is_content(word)}
    return words | dict.fromkeys(_DIGITS.findall(title), NUMBER)


def subject(title: str, texts: Sequence[str]) -> Terms:
    """What an article is about: the words of title and opening, the heavier the more and the earlier sentences
    say them, the heaviest 1."""
    found: dict[str, float] = {}
    for at, text in enumerate([title, *texts[:OPENING]]):
        for word in {word: None for word in cut(text) if is_content(word)}:
            found[word] = found.get(word, 0.0) + 1 / math.sqrt(max(at, 1))
    most = max(found.values(), default=1.0)
    return {word: weight / most for word, weight in found.items()}


def share(wanted: Terms, text: str) -> float:
    """Share of the terms, by weight, that a text says."""
    said = sum(weight for term, weight in wanted.items() if term in text)
    return said / (math.fsum(wanted.values()) or 1.0)


def _opens_well(sentence: Sentence) -> bool:
    """As `opens_well`, without the clause that says where the news is from, which no line keeps."""
    opening, comma, rest = sentence.text.partition("，")
    reports = opening.endswith(tuple(load("shortening")["reports"]))
    return opens_well(replace(sentence, text=rest) if comma and reports else sentence)


def _picked(texts: Sequence[str], totals: Sequence[float], wanted: Terms) -> list[int]:
    """The first of the candidates and up to MORE others.

    First those that say a number of the title that is not said yet; then by score, by what they say of the
    title, above all what is not said yet, and by how little they are like those before them.
    """
    bags, chosen = vectors(texts), [0]
    while len(chosen) <= MORE:
        unsaid = {term: weight for term, weight in wanted.items() if not any(term in texts[i] for i in chosen)}
        numbers = [term for term in unsaid if term[0].isdigit()]
        near = [max(likeness(bags[i], bags[j]) for j in chosen) for i in range(len(texts))]
        open_ = [i for i in range(len(texts)) if i not in chosen and near[i] < SAME]
        if not open_:
            break
        of_all = math.fsum(unsaid.values()) / (math.fsum(wanted.values()) or 1.0)
        told = [AGAIN * share(wanted, text) + of_all * share(unsaid, text) for text in texts]
        gain = [round(totals[i] + TITLE * told[i] - REPEATED * near[i], 9) for i in range(len(texts))]
        chosen.append(max(open_, key=lambda i: (any(term in texts[i] for term in numbers), gain[i], -i)))
    return chosen


def _lead(analysis: Analysis, sentence: Sentence, about: Terms) -> tuple[Line, ...]:
    lines: list[Line] = []
    for place, room in enumerate(LENGTHS):
        short_enough = place not in (0, UNDATED) and len(lines[-1].excerpt.text) <= room
        lines.append(lines[-1] if short_enough else _line(analysis, sentence, room, about, day=place < UNDATED))
    return tuple(lines)


def _line(analysis: Analysis, sentence: Sentence, room: int, about: Terms, *, day: bool = True) -> Line:
    """A sentence in about `room` characters, with its numbers marked."""
    words = excerpt(analysis, sentence, room, dated(sentence) if day else undated(sentence))
    worth = math.fsum(weight for word, weight in about.items() if word in words.text)
    return Line(words, _marks(analysis, sentence, words), round(worth, 6))


def _marks(analysis: Analysis, sentence: Sentence, words: Excerpt) -> tuple[tuple[int, int], ...]:
    """Where the numbers of the figures stand in the excerpt's text.

    A number that a cut went through, or whose end Markdown could not set bold, is left plain.
    """
    clean, marks, at = analysis.document.clean, set(), 0
    for begin, finish in words.pieces:
        if at and words.text.startswith(ELLIPSIS, at) and not sentence.text.startswith(ELLIPSIS, begin):
            at += len(ELLIPSIS)
        for index in words.figures:
            figure = analysis.figures[index]
            low = bisect_left(clean.starts, figure.start) - sentence.begin
            high = bisect_left(clean.ends, figure.end) + 1 - sentence.begin
            if begin <= low < high <= finish and figure.measure != "rank":
                marks.add((at + low - begin, at + high - begin))
        at += finish - begin
    kept: list[tuple[int, int]] = []
    for begin, end in sorted(marks):
        if (not kept or begin >= kept[-1][1]) and _can_be_bold(words.text, begin, end):
            kept.append((begin, end))
    return tuple(kept)


def _can_be_bold(text: str, begin: int, end: int) -> bool:
    """Whether every reader of Markdown takes `**` at both ends for emphasis."""
    closes = text[end - 1].isalnum() or end == len(text) or not text[end].isalnum()
    opens = text[begin].isalnum() or begin == 0 or not text[begin - 1].isalnum()
    return opens and closes and re.search(r"\d|[一二三四五六七八九十百千万]", text[begin:end]) is not None
