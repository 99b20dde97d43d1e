"""Sentences of an article for a digest: chosen inside the article, at the lengths a digest may need."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefgen.digest.models import Line
from briefgen.excerpts import excerpt, opens_well, stands
from briefgen.models import Analysis, Score, Sentence
from briefgen.products import Excerpt
from briefgen.ranking import best, choose
from briefgen.shortening import ELLIPSIS

LENGTHS = (120, 80, 56, 36)
"""Characters of the first sentence: as an item, in a long digest, as a line of the week, in a digest
of a few hundred characters. `shorten` may leave more where no more can go."""
MORE, MORE_LENGTH = 2, 90
"""Further sentences, and the characters of each."""


def item_lines(
    analysis: Analysis, sentences: Sequence[Sentence], scores: Sequence[Score]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The best sentence at LENGTHS, and the next ones that say something new, the best first.

    `sentences` are those of one article, or of one item of a round-up, with scores in parallel.
    """
    body = [(s, score) for s, score in zip(sentences, scores, strict=True) if s.kind == "sentence"]
    if not body:
        return (), ()
    well = [(s, score) for s, score in body if opens_well(s)] or body
    first = well[best([score for _, score in well])[0]][0]
    lead = tuple(line(analysis, first, room) for room in LENGTHS)
    rest = [(line(analysis, s, MORE_LENGTH), score) for s, score in well if s is not first]
    rest = [(more, score) for more, score in rest if stands(more.excerpt.text)]
    # The first sentence takes part in the choice as the best of all, so that none repeats it.
    top = Score(1 + max((score.total for _, score in rest), default=0.0), ())
    picked = choose([top, *(score for _, score in rest)], [lead[0].text, *(m.text for m, _ in rest)], 1 + MORE)
    more = sorted((rest[at - 1] for at in picked if at), key=lambda pair: -pair[1].total)
    return lead, tuple(kept for kept, _ in more)


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
