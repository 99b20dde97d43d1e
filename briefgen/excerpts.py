"""Words of the report for the page: a sentence, or what is kept of it by leaving out only."""

import re
from collections.abc import Collection, Iterable

from briefgen.lexicons import load
from briefgen.models import Analysis, Figure, Sentence
from briefgen.products import Excerpt, Pieces

_CLAUSE = re.compile(r"[^，,；;。！？!?]*[，,；;。！？!?”’）)]*")
_DANGLING = "，,；;、：: "
_HALF = re.compile(r"(?<!\d)([,;:?!])|([,;:?!])(?!\d)|[()]")
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_BYLINE = re.compile(r"[^，,。；;]{0,30}?[\d日](?:讯|电|报道)(?:[（(][^（()）]*[）)])?[，,：:\s]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")

SHORTEST = 12
"""Characters; what is left of a sentence must say something."""
SHORTEST_CLAUSE = 6
"""A clause of less (`其中，`, `1—6月，`) says nothing by itself."""


def full_width(text: str) -> str:
    """Chinese text with the full-width marks it should have had, character for character."""
    if not _HAN.search(text):
        return text
    return _HALF.sub(lambda match: _FULL[match.group()], text)


def excerpt(analysis: Analysis, sentence: Sentence, pieces: Pieces | None = None) -> Excerpt:
    """The sentence, or the pieces of it that are kept, without its numbering and closing marks."""
    text = sentence.text
    whole = pieces or ((_begin(sentence), len(text)),)
    kept = _trimmed(text, whole)
    start, _ = analysis.document.span(sentence, *kept[0])
    _, end = analysis.document.span(sentence, *kept[-1])
    spans = [analysis.document.span(sentence, *piece) for piece in kept]
    return Excerpt(
        text=full_width("".join(text[begin:finish] for begin, finish in kept)),
        sentence=sentence.index,
        pieces=kept,
        start=start,
        end=end,
        figures=tuple(
            index
            for index, figure in enumerate(analysis.figures)
            if figure.sentence == sentence.index and any(s <= figure.start and figure.end <= e for s, e in spans)
        ),
    )


def figures_of(analysis: Analysis, sentence: Sentence) -> list[int]:
    """Indices of the figures in a sentence."""
    return [index for index, figure in enumerate(analysis.figures) if figure.sentence == sentence.index]


def opens_well(sentence: Sentence) -> bool:
    """Whether a sentence can stand on a page without what surrounds it in the article."""
    text = sentence.text
    return not text.endswith(("：", ":", "？", "?")) and not any(word in text for word in load("excerpts")["never"])


def shortened(analysis: Analysis, sentence: Sentence, room: int, pieces: Pieces | None = None) -> Excerpt:
    """The sentence, or what is kept of it in about `room` characters by leaving clauses out."""
    kept: list[tuple[int, int]] = []
    for begin, finish in pieces or clauses(sentence):
        if kept and sum(f - b for b, f in kept) + finish - begin > room:
            break
        kept.append((begin, finish))
    return excerpt(analysis, sentence, tuple(kept) or pieces)


def without(analysis: Analysis, sentence: Sentence, figures: Collection[int]) -> Pieces | None:
    """The clauses of a sentence that say none of these figures; None when the rest says too little.

    A clause that leans on a clause left out (`其中…`, `同比…`) goes with it.
    """
    numbers = {_said(analysis.figures[index]) for index in figures} - {""}
    kept: list[tuple[int, int]] = []
    dropped = False
    for begin, finish in clauses(sentence):
        clause = sentence.text[begin:finish]
        dropped = any(number in clause for number in numbers) or (dropped and _leans(clause))
        if dropped:
            continue
        if kept and kept[-1][1] == begin:
            kept[-1] = (kept[-1][0], finish)
        else:
            kept.append((begin, finish))
    said = sum(finish - begin for begin, finish in kept if finish - begin > SHORTEST_CLAUSE)
    return tuple(kept) if said >= SHORTEST else None


def _said(figure: Figure) -> str:
    """The number as it stands in running text; empty where it is too short to be told from another."""
    value = (figure.value or "").lstrip("-")
    return value + figure.unit if len(value) > 1 else figure.raw if len(figure.raw) > 2 else ""


def _leans(clause: str) -> bool:
    return clause.startswith((*load("excerpts")["leaning"], *load("shortening")["continues"]))


def clauses(sentence: Sentence) -> Iterable[tuple[int, int]]:
    """The slices of a sentence, numbering aside, each with the mark that closes it."""
    for match in _CLAUSE.finditer(sentence.text, _begin(sentence)):
        if match.group():
            yield match.span()


def _begin(sentence: Sentence) -> int:
    """Where a sentence begins behind its numbering and the byline of an agency."""
    begin = len(sentence.marker or "")
    byline = _BYLINE.match(sentence.text, begin)
    return byline.end() if byline else begin


def _trimmed(text: str, pieces: Pieces) -> Pieces:
    """Without blanks and marks that nothing follows, at both ends."""
    kept = [list(piece) for piece in pieces]
    while kept and kept[-1][0] < kept[-1][1] and text[kept[-1][1] - 1] in _DANGLING + "。":
        kept[-1][1] -= 1
    while kept and kept[0][0] < kept[0][1] and text[kept[0][0]] in _DANGLING:
        kept[0][0] += 1
    if kept and kept[0][0] < kept[0][1] and text[kept[0][0]] == "“" and not any("”" in text[b:f] for b, f in kept):
        kept[0][0] += 1  # the speech goes on behind what is kept
    trimmed = tuple((begin, finish) for begin, finish in kept if begin < finish)
    return trimmed or tuple(pieces)
