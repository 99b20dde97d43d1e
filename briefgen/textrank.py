"""TextRank on a sparse matrix: how central each text is among its fellows.

The graph is TextRank's (Mihalcea and Tarau 2004): texts are nodes, their likeness the weight of
the edge, PageRank the score. Likeness is the cosine of word vectors in which a word counts as
much as it tells, and no text links to itself. The library's own measure, word overlap with
self-links, lets the longest sentences win; a test makes such links and holds our PageRank against
the library's.

No matrix of texts by texts is made. With W the sparse matrix of texts by words (rows of length
one) the links are W·Wᵀ without its diagonal, and a step of the power iteration multiplies by Wᵀ
and then by W: the work grows with the words, not with the square of the sentences. It is plain
Python on purpose: on 5,000 characters the iteration takes 20 ms, where the import of numpy alone
takes 120 ms and that of scipy 250 ms (`python -X importtime -c "import scipy.sparse"`); numpy would
gain from 40,000 characters on. Every sum has
a fixed order or is exact (`math.fsum`), so the scores are the same to the last bit on every
machine and every Python.
"""

import math
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import Any

from briefgen.words import Segmenter, cut, information, is_content, load_jieba, phrases

Vector = dict[str, float]
SparseRow = tuple[tuple[int, ...], tuple[float, ...]]
"""The columns that are not zero, and what stands in them."""
Links = Callable[[Sequence[float]], list[float]]
"""Multiplies a vector, one number a node, by the symmetric matrix of links."""

DAMPING = 0.85
"""Brin and Page's, TextRank's and the library's."""
TOLERANCE = 1e-7
"""Total change at which the power iteration stops, some 35 steps; scores are shares of 1."""
MOST_STEPS = 100


def vectors(texts: Sequence[str], keep: Iterable[str] = (), segmenter: Segmenter = "rjieba") -> list[Vector]:
    """For each text its content words, each weighted by count times information, at length one.

    The phrases of `keep` count as one word each.
    """
    whole = phrases(keep)
    return [_unit(Counter(filter(is_content, cut(text, keep=whole, segmenter=segmenter)))) for text in texts]


def likeness(a: Vector, b: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    return math.fsum(value * b[word] for word, value in a.items() if word in b)


def textrank(rows: Sequence[Vector]) -> list[float]:
    """PageRank of texts that link to each other by the cosine of their vectors; sums to 1."""
    return pagerank(cosine_links(rows), len(rows))


def cosine_links(rows: Sequence[Vector]) -> Links:
    """Links by cosine, none to oneself, without making the matrix of all pairs.

    A word of one text only links nothing and is left out.
    """
    shared = Counter(word for row in rows for word in row)
    number: dict[str, int] = {}
    texts = [
        [(number.setdefault(word, len(number)), value) for word, value in row.items() if shared[word] > 1]
        for row in rows
    ]
    words: list[list[tuple[int, float]]] = [[] for _ in number]
    for text, row in enumerate(texts):
        for word, value in row:
            words[word].append((text, value))
    by_text, by_word = _sparse(texts), _sparse(words)
    itself = [math.fsum(value * value for value in values) for _, values in by_text]

    def links(x: Sequence[float]) -> list[float]:
        reached = _multiply(by_text, _multiply(by_word, x))
        return [max(0.0, sum_ - own * weight) for sum_, own, weight in zip(reached, itself, x, strict=True)]

    return links


def _sparse(rows: Sequence[Sequence[tuple[int, float]]]) -> list[SparseRow]:
    return [(tuple(at for at, _ in row), tuple(value for _, value in row)) for row in rows]


def _multiply(rows: Sequence[SparseRow], x: Sequence[float]) -> list[float]:
    return [math.fsum(map(mul, values, map(x.__getitem__, places))) for places, values in rows]


def pagerank(links: Links, nodes: int, tolerance: float = TOLERANCE) -> list[float]:
    """PageRank of an undirected weighted graph by power iteration; the scores sum to 1.

    A node without links passes its weight on to all. Stops when a step changes the scores by
    less than `tolerance` in sum.
    """
    if not nodes:
        return []
    degrees = links([1.0] * nodes)
    linked = [degree > 1e-9 for degree in degrees]
    scores = [1.0 / nodes] * nodes
    for _ in range(MOST_STEPS):
        lost = math.fsum(score for score, has in zip(scores, linked, strict=True) if not has)
        base = (1.0 - DAMPING + DAMPING * lost) / nodes
        shares = [score / d if has else 0.0 for score, d, has in zip(scores, degrees, linked, strict=True)]
        after = [base + DAMPING * come for come in links(shares)]
        change = math.fsum(abs(a - b) for a, b in zip(after, scores, strict=True))
        scores = after
        if change < tolerance:
            break
    return scores


def _unit(counts: Counter[str]) -> Vector:
    weighted = {word: count * information(word) for word, count in counts.items()}
    length = math.sqrt(math.fsum(value * value for value in weighted.values()))
    return {word: value / length for word, value in weighted.items()} if length else {}


# The library


def textrank4zh(texts: Sequence[str]) -> list[float]:
    """The scores textrank4zh 0.3 gives to sentences, by its own words, likeness and PageRank."""
    words = library_words(texts)
    from textrank4zh import util  # after the library has been mended

    scores = [0.0] * len(texts)
    for item in util.sort_sentences(sentences=list(texts), words=words):
        scores[item["index"]] = float(item["weight"])
    return scores


def library_words(texts: Sequence[str]) -> list[list[str]]:
    """The words the library compares sentences by: jieba's tagger without marks, its stop list."""
    words: list[list[str]] = library().seg.ws.segment_sentences(list(texts))
    return words


def library() -> Any:
    """A `TextRank4Sentence` of textrank4zh, mended.

    networkx 3 no longer has the function that its release calls; it leaves a file open, and so
    does jieba's code warn in newer Pythons.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load_jieba()
        import networkx
        from textrank4zh import TextRank4Sentence

        networkx.from_numpy_matrix = networkx.from_numpy_array
        return TextRank4Sentence()
