"""Titles on several lines: of nearly one length, parted where a reader would pause."""

from itertools import combinations
from math import ceil
from unicodedata import east_asian_width

from briefgen.words import cut

_AFTER = "，。；：！？、 …—"
# What a break inside a sentence, and one inside a phrase, costs against one at a pause, in em of raggedness.
_IN_SENTENCE, _IN_WORD = 3.0, 12.0
_MOST_LINES = 4


def lines(title: str, room: float) -> list[str]:
    """A title cut into as few lines as `room` em allow, at pauses or between words if need be."""
    count = min(ceil(width(title) / room), _MOST_LINES)
    if count < 2:
        return [title]
    costs = _costs(title)
    best = min(combinations(sorted(costs), count - 1), key=lambda at: (_badness(title, at, costs, room), at))
    return [title[begin:end].strip() for begin, end in zip((0, *best), (*best, len(title)), strict=True)]


def width(text: str) -> float:
    """Width in em: a full-width character one, others half."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _costs(title: str) -> dict[int, float]:
    """Places where a line may end, each with its cost."""
    costs: dict[int, float] = {}
    at = 0
    for word in cut(title):
        at += len(word)
        if at >= len(title) or (title[at] in _AFTER and title[at] != "—"):
            continue
        dash = title[at] == "—"
        if dash and title[at - 1] == "—":
            continue
        pause = title[at - 1] in _AFTER and title[at - 1] != "—"
        costs[at] = 0.0 if pause or dash else _IN_WORD if title[at - 1] in "“《（—" else _IN_SENTENCE
    return costs or {len(title) // 2: 0.0}


def _badness(title: str, breaks: tuple[int, ...], costs: dict[int, float], room: float) -> float:
    widths = [width(title[begin:end]) for begin, end in zip((0, *breaks), (*breaks, len(title)), strict=True)]
    too_long = sum(max(0.0, wide - room) for wide in widths)
    return max(widths) - min(widths) + sum(costs[at] for at in breaks) + 100 * too_long
