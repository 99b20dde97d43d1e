"""Words: Chinese text cut by a segmenter, with phrases that must stay whole.

The segmenter is rjieba, a Rust port of jieba with jieba's own dictionary: it is ten times as
fast and cuts 1,076 of 1,082 sentences alike (`benchmarks/ranking.py`). jieba itself can be
selected.
"""

import math
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal

from briefgen.lexicons import load

Segmenter = Literal["rjieba", "jieba"]
Phrases = Mapping[str, tuple[str, ...]]
"""Phrases to keep whole by their first two characters, the longest first."""

_NONE: Phrases = {}

_QUOTED = re.compile(r"“([^“”]{2,40})”")
_PARTS = re.compile(r"[、,，;；]")
_WORDLIKE = re.compile(r"[^\W\d_]")

SLOGAN_LENGTHS = range(2, 11)
"""A quoted phrase of 2 to 10 characters is a slogan or a name; a longer one is a citation."""

DICTIONARY_TOTAL = 60_101_967
"""Sum of the frequencies in jieba's dictionary, the size of the corpus it was counted in."""


def cut(text: str, *, keep: Phrases = _NONE, segmenter: Segmenter = "rjieba") -> list[str]:
    """Cut a text into words; joined, they are the text again.

    A phrase of `keep` (see `phrases`) is never cut, wherever it occurs; of overlapping phrases
    the first, at one place the longest, wins.
    """
    words: list[str] = []
    for piece, whole in _pieces(text, keep):
        words += [piece] if whole else _segment(piece, segmenter)
    return words


def tag(text: str, *, keep: Phrases = _NONE, segmenter: Segmenter = "rjieba") -> list[tuple[str, str]]:
    """Cut a text like `cut`, each word with its part of speech in the ICTCLAS letters (`n`, `vn`, `nr`).

    A kept phrase has the tag `slogan`.
    """
    pairs: list[tuple[str, str]] = []
    for piece, whole in _pieces(text, keep):
        pairs += [(piece, "slogan")] if whole else _tag(piece, segmenter)
    return pairs


def slogans(text: str) -> tuple[str, ...]:
    """Phrases of 2 to 10 characters that stand in quotes, in the order they appear.

    `“制造立市、文旅兴城”` is one phrase, but two when the text also quotes one of them alone.
    """
    quoted = [match[1] for match in _QUOTED.finditer(text)]
    alone = {phrase for phrase in quoted if not _PARTS.search(phrase)}
    found: dict[str, None] = {}
    for phrase in quoted:
        parts = _PARTS.split(phrase)
        whole = len(phrase) in SLOGAN_LENGTHS and alone.isdisjoint(parts)
        found.update(dict.fromkeys(_slogans([phrase] if whole else parts)))
    return tuple(found)


def _slogans(parts: list[str]) -> list[str]:
    """The parts of a quoted phrase, or none when one of them is too long for a slogan or no word."""
    fit = all(len(part) in SLOGAN_LENGTHS and _WORDLIKE.search(part) for part in parts)
    return parts if fit else []


def phrases(whole: Iterable[str]) -> Phrases:
    """Phrases of two characters or more, ready to be found in a text in one pass."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(set(whole), key=lambda phrase: (-len(phrase), phrase)):
        found[phrase[:2]] = (*found.get(phrase[:2], ()), phrase)
    return found


@lru_cache(maxsize=1 << 16)
def is_content(word: str) -> bool:
    """Whether a word says something: no punctuation, no bare number, no function word."""
    return bool(_WORDLIKE.search(word)) and word not in function_words()


@cache
def function_words() -> frozenset[str]:
    """Words that only hold sentences together (`lexicons/stopwords.toml`)."""
    return frozenset(load("stopwords")["function"])


@cache
def empty_words() -> frozenset[str]:
    """Words that every report is full of (`lexicons/stopwords.toml`)."""
    return frozenset(load("stopwords")["empty"])


@cache
def information(word: str) -> float:
    """How much a word tells: the negative logarithm of its share in the dictionary's corpus.

    It stands for the inverse document frequency (Spärck Jones 1972), from the table that the
    segmenter has loaded anyway. jieba's own idf file ranks news .2 points of ROUGE-2 better
    (`benchmarks/quality.py --sweep`), but takes .25 s to read, a quarter of the time one briefing
    may take. Rounded, because the last bit of a logarithm is the machine's.
    """
    import rjieba

    return round(math.log(DICTIONARY_TOTAL / max(1, rjieba.suggest_freq(word))), 6)


def _pieces(text: str, keep: Phrases) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and for each whether it is a phrase to keep."""
    begin = at = 0
    while keep and at < len(text):
        phrase = next((phrase for phrase in keep.get(text[at : at + 2], ()) if text.startswith(phrase, at)), "")
        if phrase:
            if begin < at:
                yield text[begin:at], False
            yield phrase, True
            begin = at + len(phrase)
        at += len(phrase) or 1
    if begin < len(text):
        yield text[begin:], False


def _segment(text: str, segmenter: Segmenter) -> list[str]:
    if segmenter == "jieba":
        return list(load_jieba().cut(text))
    import rjieba

    return rjieba.cut(text)


def _tag(text: str, segmenter: Segmenter) -> list[tuple[str, str]]:
    if segmenter == "jieba":
        return [(pair.word, pair.flag) for pair in load_jieba().posseg.cut(text)]
    import rjieba

    return rjieba.tag(text)


@cache
def load_jieba() -> Any:
    """jieba with its tagger, without its remarks on standard error and the warnings of its own code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba.posseg
    jieba.setLogLevel("ERROR")
    return jieba
