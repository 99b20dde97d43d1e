"""Copies of one text among many: truncated, re-titled, shuffled, or with other page chrome.

Two texts are copies when most of the shorter one's character 5-grams stand in the longer
one: containment, which a truncated copy keeps and a Jaccard measure loses. An inverted index
from gram to texts finds the pairs, so that the work grows with the text and not with the
square of the number of texts. Containment for copy detection: A. Broder, On the resemblance
and containment of documents, 1997.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

# Five characters are two or three words: seldom shared by chance, and short enough that one
# changed word costs little. Measured on altered copies in benchmarks/duplicates.py.
GRAM = 5

# A truncated or re-titled copy keeps nearly all of its grams. News of one kind (two greetings, two
# openings) shares up to .71 in a quarter of a year of broadcast news, so .5 joins what differs.
CONTAINED = 0.8

# A gram of this many texts is a phrase of the genre (`党的二十大精神`), and tells nothing.
COMMON = 50

# A shorter text has too few grams to tell a copy from a set phrase.
SHORTEST = 20

_NOISE = re.compile(r"[\W_]+")


def grams(text: str) -> frozenset[str]:
    """The character 5-grams of a text without its punctuation and spaces."""
    bare = _NOISE.sub("", text)
    return frozenset(bare[i : i + GRAM] for i in range(len(bare) - GRAM + 1))


def copies(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Groups of texts that are copies of one another, as indices; the fullest of each first.

    Every index stands in exactly one group; groups are in the order of their first member in
    `texts`. A group is a star: each member is a copy of its fullest, so that two articles do
    not become one because both lie in a round-up that is not the fullest of either.
    """
    sets = [grams(text) for text in texts]
    pairs = _overlaps(sets)
    fullest_first = sorted(range(len(sets)), key=lambda i: (-len(sets[i]), i))
    leader: dict[int, int] = {}
    for i in fullest_first:
        known = [j for j in pairs[i] if leader.get(j) == j and _is_copy(sets, i, j, pairs[i][j])]
        leader[i] = min(known, key=lambda j: (-pairs[i][j], j)) if known else i
    groups: dict[int, list[int]] = defaultdict(list)
    for i in fullest_first:
        groups[leader[i]].append(i)
    return [tuple(group) for _, group in sorted((min(group), group) for group in groups.values())]


def _overlaps(sets: Sequence[frozenset[str]]) -> list[Counter[int]]:
    """For each text, how many uncommon grams it shares with each other text."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(sets):
        for gram in own:
            holders[gram].append(index)
    pairs: list[Counter[int]] = [Counter() for _ in sets]
    for sharing in holders.values():
        if 1 < len(sharing) <= COMMON:
            for i in sharing:
                pairs[i].update(sharing)
    for i, shared in enumerate(pairs):
        del shared[i]
    return pairs


def _is_copy(sets: Sequence[frozenset[str]], i: int, j: int, shared: int) -> bool:
    shorter = min(len(sets[i]), len(sets[j]))
    return shorter >= SHORTEST and shared >= CONTAINED * shorter
