"""Where a number is no figure: titles, slogans, identifiers, attendance, ages."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from briefgen.lexicons import load
from briefgen.openings import gated

Span = tuple[int, int]


@cache
def _patterns() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """The name of each kind, words of which it must have one (none told: any text may hold it), its pattern."""
    lexicon = load("slogans")
    return tuple(
        (name, tuple(lexicon[name].get("words", ())), re.compile(gated("|".join(lexicon[name]["patterns"]))))
        for name in lexicon
    )


@cache
def _figure_inside() -> re.Pattern[str]:
    return re.compile(load("slogans")["title"]["figure_inside"])


def masked(text: str) -> list[Span]:
    """The pieces of a text in which no number counts, in order, none touching another.

    A quotation that holds a figure of its own (“GDP440亿元、税收40亿元”) is not masked.
    """
    spans: list[Span] = []
    for name, words, pattern in _patterns():
        if words and not any(word in text for word in words):
            continue
        for match in pattern.finditer(text):
            if name == "title" and match[0][0] != "《" and _figure_inside().search(match[0]):
                continue
            spans.append(match.span())
    return merged(spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same pieces without overlaps, in order."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether `start:end` touches one of some spans that are merged."""
    before = bisect_left(spans, (end, end)) - 1
    return before >= 0 and spans[before][1] > start
