"""Copies of one text among many: truncated, re-titled, shuffled, or with other page chrome.

Two texts are copies when most of the shorter one's character 5-grams stand in the longer
one: containment, which a truncated copy keeps and a Jaccard measure loses. An inverted index
from gram to texts finds the pairs, so that the work grows with the text and not with the
square of the number of texts. Containment for copy detection: A. Broder, On the resemblance
and containment of documents, 1997; so is the sketch by the smallest hashes, which bounds what
is kept of a long text.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Five characters are two or three words: seldom shared by chance, and short enough that one
# changed word costs little. Measured on altered copies in benchmarks/duplicates.py.
GRAM = 5

# A truncated or re-titled copy keeps nearly all of its grams. News of one kind (two greetings, two
# openings) shares up to .71 in a quarter of a year of broadcast news, so .5 joins what differs.
CONTAINED = 0.8

# Set phrases with another name in them are short; a longer text that is contained so far is a copy.
LONGEST_FORMULA = 150

# A gram of this many texts is a phrase of the genre (`党的二十大精神`), and tells nothing.
COMMON = 50

# A shorter text has too few grams to tell a copy from a set phrase, unless nothing at all differs.
SHORTEST, SHORTEST_SAME = 20, 8

# Share of the shorter text's grams that copies share at least when phrases of the genre do not count.
LIKELY = 0.2

# Hashes kept of a text, 8 kB: all of an article of 2,000 characters, a sample of a longer one.
SKETCH = 2048

_NOISE = re.compile(r"[\W_]+")
_SPREAD = 2654435761  # Knuth's multiplicative hash; a checksum alone is not evenly spread


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a text tells its copies: the smallest hashes of its grams."""

    hashes: "array[int]"
    """Ascending, 32 bits each, at most SKETCH."""
    size: int
    """How many different grams the text has."""

    @property
    def limit(self) -> int:
        """All grams of the text with hashes up to this one are in `hashes`."""
        return self.hashes[-1] if self.size > len(self.hashes) else 1 << 32


def grams(text: str) -> frozenset[str]:
    """The character 5-grams of a text without its punctuation and spaces."""
    bare = _NOISE.sub("", text)
    return frozenset(bare[i : i + GRAM] for i in range(len(bare) - GRAM + 1))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text, of bounded size however long the text is."""
    hashes = sorted({zlib.crc32(gram.encode()) * _SPREAD % (1 << 32) for gram in grams(text)})
    return Fingerprint(array("I", hashes[:SKETCH]), len(hashes))


def copies(
    prints: Sequence[Fingerprint], apart: Callable[[int, int], bool] = lambda _i, _j: False
) -> list[tuple[int, ...]]:
    """Groups of texts that are copies of one another, as indices; the fullest of each first.

    `apart` is asked about two short texts that differ here and there, and may say that what differs
    makes them two: a name, a day.

    Every index stands in exactly one group; groups are in the order of their first member in
    `prints`. A group is a star: each member is a copy of its fullest, so that two articles do
    not become one because both lie in a round-up that is not the fullest of either.
    """
    pairs = _shared(prints)
    fullest_first = sorted(range(len(prints)), key=lambda i: (-prints[i].size, i))
    leader: dict[int, int] = {}
    for i in fullest_first:
        near = [j for j, shared in pairs[i].items() if leader.get(j) == j and _likely(prints[i], prints[j], shared)]
        known = [j for j in near if _is_copy(prints, i, j, apart)]
        leader[i] = min(known, key=lambda j: (-pairs[i][j], j)) if known else i
    groups: dict[int, list[int]] = defaultdict(list)
    for i in fullest_first:
        groups[leader[i]].append(i)
    return [tuple(group) for _, group in sorted((min(group), group) for group in groups.values())]


def _shared(prints: Sequence[Fingerprint]) -> list[dict[int, int]]:
    """For each text, how many uncommon hashes it shares with each other that could be a copy.

    Texts by hashes as a sparse matrix of ones, multiplied by itself: what counting pairs one by
    one takes seconds for, with a thousand articles.
    """
    import numpy as np
    from scipy.sparse import csr_array

    lengths = [len(own.hashes) for own in prints]
    if not sum(lengths):
        return [{} for _ in prints]
    values = np.concatenate([np.frombuffer(own.hashes, dtype=np.uint32) for own in prints])
    texts = np.repeat(np.arange(len(prints)), lengths)
    _, columns, holders = np.unique(values, return_inverse=True, return_counts=True)
    telling = (holders[columns] > 1) & (holders[columns] <= COMMON)
    shape = (len(prints), len(holders))
    matrix = csr_array((np.ones(telling.sum(), dtype=np.int32), (texts[telling], columns[telling])), shape=shape)
    pairs = csr_array(matrix @ matrix.T)
    pairs.data[pairs.data < SHORTEST_SAME] = 0  # nearly all pairs share a word or two
    pairs.eliminate_zeros()
    shared: list[dict[int, int]] = []
    for i in range(len(prints)):
        row = slice(pairs.indptr[i], pairs.indptr[i + 1])
        near = zip(pairs.indices[row].tolist(), pairs.data[row].tolist(), strict=True)
        shared.append({j: count for j, count in sorted(near) if j != i})
    return shared


def _likely(a: Fingerprint, b: Fingerprint, shared: int) -> bool:
    """Whether two texts may be copies by their uncommon hashes alone; a sample of a longer text does not tell."""
    return max(a.size, b.size) > SKETCH or shared >= LIKELY * min(a.size, b.size)


def _is_copy(prints: Sequence[Fingerprint], i: int, j: int, apart: Callable[[int, int], bool]) -> bool:
    """Whether the smaller is contained in the larger, as far as both sketches know."""
    smaller, larger = sorted((prints[i], prints[j]), key=lambda own: own.size)
    if smaller.hashes == larger.hashes:
        return smaller.size >= SHORTEST_SAME
    limit = min(smaller.limit, larger.limit)
    known = {value for value in smaller.hashes if value <= limit}
    shared = len(known.intersection(larger.hashes))
    if len(known) < SHORTEST or shared < CONTAINED * len(known):
        return False
    return shared == len(known) or smaller.size > LONGEST_FORMULA or not apart(i, j)
