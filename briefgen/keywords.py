"""Keywords: what an article is about, in five to eight words.

TextRank over words (Mihalcea and Tarau 2004): words are nodes, those that stand near each other
are linked, PageRank is the score; here times what the word tells, so that the vocabulary of
every report stays behind. Slogans in quotes are one word, and so are two words that the article
keeps using together (`营商` `环境`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.models import Document
from briefgen.textrank import pagerank
from briefgen.words import Segmenter, empty_words, information, is_content, phrases, slogans, tag

FEWEST, MOST = 5, 8

_STRAY = re.compile(r"[\ufffd()（）<>\[\]{}|\\]")
"""What damage and mark-up leave in a word."""
_RUBRIC = re.compile(r"【[^】]*】")
LONGEST_WORD, LONGEST_PART = 3, 5
"""Characters of a word of the dictionary, and of the first part of a term."""

WINDOW = 5
"""Words a link reaches over; the paper tried 2 to 10, and sentences of this genre are long."""
TOGETHER = 2
"""Times two words must meet before they may be one term."""
BOUND = 0.5
"""Share of the rarer word's uses that must be in the pair."""
COMMON, RARE = 5.0, 12.0
"""Information at or below which a word tells nothing (的, 年), and beyond which rarity tells no more."""
SLOGAN = 1.5
"""What a slogan weighs against a word: the author put it in quotes."""
TITLED = 1.6
"""What a word of the title weighs against another: the author named the article by it."""
TERM = 1.25
"""What a term of several words weighs against a single word: it says which of many is meant."""
OFFICES = ("部", "局", "委", "厅", "办", "署")
"""What a term that names an office ends with."""
NEAR = 0.2
"""Beyond the fifth, a keyword needs this share of the best one's score."""

_KINDS = ("n", "vn", "j", "l", "i", "eng", "slogan")
_NOT_KINDS = ("nr", "ns", "nt", "nrt", "nrfg", "vd", "vg")
"""People, places and offices are named elsewhere on the page."""

EVERY = "全各"
"""`全省`, `各地` name a field, not a thing, and end no term."""

Token = tuple[str, str]


def keywords(document: Document, segmenter: Segmenter = "rjieba") -> tuple[str, ...]:
    """The five to eight keywords of an article, best first; fewer when it has no more.

    What the article says twice goes before what it says once. The same every time: equal
    scores go by the place of the first use.
    """
    keep = phrases(slogans(document.clean.text))
    lines = [
        tag(sentence.text, keep=keep, segmenter=segmenter) for sentence in document.sentences if sentence.kind != "row"
    ]
    lines = _joined(_joined(lines), bare=True)
    candidates = _candidates(lines)
    if not candidates:
        return ()
    scores = _scores(lines, candidates, _RUBRIC.sub("", document.title or ""))
    uses = Counter(word for line in lines for word, _ in line)
    order = sorted(scores, key=lambda word: (uses[word] == 1, -scores[word], candidates[word]))
    return _distinct(order, scores)


def _joined(lines: Sequence[Sequence[Token]], *, bare: bool = False) -> list[list[Token]]:
    """The lines with pairs of words that belong together made one token; `bare`: with no empty second one."""
    uses = Counter(word for line in lines for word, _ in line)
    pairs = Counter(
        (a, b)
        for line in lines
        for (a, kind_a), (b, kind_b) in pairwise(line)
        if _may_join(a, kind_a, b, kind_b) and not (bare and b in empty_words())
    )
    terms = {(a, b) for (a, b), count in pairs.items() if count >= TOGETHER and count >= BOUND * min(uses[a], uses[b])}
    return [list(_join(line, terms)) for line in lines]


def _may_join(a: str, kind_a: str, b: str, kind_b: str) -> bool:
    """Whether two neighbours may be one term: a telling noun or verb, then a noun."""
    return (
        kind_a[0] in "nvja"
        and (kind_b[0] == "n" or kind_b == "vn")
        and kind_a not in _NOT_KINDS
        and kind_b not in _NOT_KINDS
        and 2 <= len(a) <= LONGEST_PART
        and 2 <= len(b) <= 4
        and a not in empty_words()
        and b[0] not in EVERY
        and is_content(a)
        and is_content(b)
    )


def _join(line: Sequence[Token], terms: set[tuple[str, str]]) -> Iterator[Token]:
    at = 0
    while at < len(line):
        if at + 1 < len(line) and (line[at][0], line[at + 1][0]) in terms:
            yield line[at][0] + line[at + 1][0], "n"
            at += 2
        else:
            yield line[at]
            at += 1


def _candidates(lines: Sequence[Sequence[Token]]) -> dict[str, int]:
    """Words that may become keywords, each with the place of its first use."""
    found: dict[str, int] = {}
    for at, (word, kind) in enumerate(token for line in lines for token in line):
        if _may_be_keyword(word, kind):
            found.setdefault(word, at)
    return found


def _may_be_keyword(word: str, kind: str) -> bool:
    return (
        kind.startswith(_KINDS)
        and kind not in _NOT_KINDS
        and len(word) >= 2
        and is_content(word)
        and not _STRAY.search(word)
        and word not in empty_words()
        and not (len(word) > LONGEST_WORD and word.endswith(OFFICES))
        and not (kind != "slogan" and len(word) > LONGEST_PART and {word[-2:], word[-3:]} & empty_words())
    )


def _scores(lines: Sequence[Sequence[Token]], candidates: dict[str, int], title: str) -> dict[str, float]:
    number = {word: at for at, word in enumerate(candidates)}
    links: list[dict[int, float]] = [defaultdict(float) for _ in number]
    named = {word for line in lines for word, kind in line if kind.startswith("n") and len(word) > LONGEST_WORD}
    slogan = {word for line in lines for word, kind in line if kind == "slogan"}
    for line in lines:
        nodes = [number[word] for word, _ in line if word in number]
        for at, a in enumerate(nodes):
            for b in nodes[at + 1 : at + WINDOW]:
                if a != b:
                    links[a][b] += 1.0
                    links[b][a] += 1.0
    rows = [sorted(row.items()) for row in links]
    ranks = pagerank(lambda x: [math.fsum(weight * x[b] for b, weight in row) for row in rows], len(rows))
    return {
        word: round(
            rank
            * _telling(word)
            * (SLOGAN if word in slogan else TERM if word in named else 1.0)
            * (TITLED if word in title else 1.0),
            12,
        )
        for word, rank in zip(candidates, ranks, strict=True)
    }


def _telling(word: str) -> float:
    return max(0.5, min(information(word), RARE) - COMMON)


def _distinct(order: Sequence[str], scores: dict[str, float]) -> tuple[str, ...]:
    """The best words of which none is part of another."""
    chosen: list[str] = []
    for word in order:
        if len(chosen) == MOST or (len(chosen) >= FEWEST and scores[word] < NEAR * scores[order[0]]):
            break
        if not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return tuple(chosen)
