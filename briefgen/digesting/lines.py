"""Sentences of an article for a digest: chosen inside the article, at the lengths a digest may need."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefgen.digesting.models import Line
from briefgen.excerpts import excerpt, opens_well, stands
from briefgen.models import Analysis, Score, Sentence
from briefgen.products import Excerpt
from briefgen.ranking import best, choose
from briefgen.shortening import ELLIPSIS

LENGTHS = (120, 64, 36)
"""Characters of the first sentence: as an item, in a long digest and as a line of the week, in a digest
of a few hundred characters. `shorten` may leave more where no more can go."""
MORE, MORE_LENGTH = 2, 90
"""Further sentences, and the characters of each."""
CANDIDATES = 8
"""The sentences of the highest scores, among which those are chosen that differ."""


def item_lines(
    analysis: Analysis, sentences: Sequence[Sentence], scores: Sequence[Score]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The best sentence at LENGTHS, and the next ones that say something new, the best first.

    `sentences` are those of one article, or of one item of a round-up, with scores in parallel.
    """
    body = [(s, score) for s, score in zip(sentences, scores, strict=True) if s.kind == "sentence"]
    if not body:
        return (), ()
    well = [(s, score) for s, score in body if opens_well(s) and stands(s.text)] or body
    well = [well[at] for at in best([score for _, score in well])[:CANDIDATES]]
    first = well[0][0]
    picked = choose([score for _, score in well], [s.text for s, _ in well], 1 + MORE)
    more = (line(analysis, well[at][0], MORE_LENGTH) for at in picked if well[at][0] is not first)
    return _lead(analysis, first), tuple(one for one in more if stands(one.excerpt.text))


def _lead(analysis: Analysis, sentence: Sentence) -> tuple[Line, ...]:
    lines = [line(analysis, sentence, LENGTHS[0])]
    for room in LENGTHS[1:]:
        short_enough = len(lines[-1].excerpt.text) <= room
        lines.append(lines[-1] if short_enough else line(analysis, sentence, room))
    return tuple(lines)


def line(analysis: Analysis, sentence: Sentence, room: int) -> Line:
    """A sentence in about `room` characters, with its numbers marked."""
    words = excerpt(analysis, sentence, room)
    return Line(words, _marks(analysis, sentence, words))


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
