"""Places in an order: 第一, 第3位, 前三位, 前10%, 首位, 百强.

Only the numeral is read here; what is ranked, and among whom, is for the binding to find.
"""

import re
from dataclasses import dataclass
from functools import cache

from briefgen.figures.numerals import DIGIT, read_numeral
from briefgen.lexicons import load
from briefgen.models import Bound
from briefgen.openings import gated

_NUMERAL = rf"[{DIGIT}]{{1,5}}+|[一二两三四五六七八九十百千]{{1,7}}+"


@dataclass(frozen=True, slots=True)
class RankMention:
    """A place at `text[start:end]`."""

    start: int
    end: int
    raw: str
    value: str
    """The place as decimal text: `3` for 第三, `100` for 百强."""
    unit: str
    """`位`, or `%` for 前10%."""
    bound: Bound
    """`eq` for a place, `max` for one of the first so many."""
    form: str
    """`place` (第3位), `top` (前三), `first` (首位), `list` (百强)."""


@cache
def _pattern() -> re.Pattern[str]:
    words = load("units")["ranks"]
    first = "|".join(words["first"])
    no_first = "".join(words["first_followers"])
    free = rf"(?=[^\w]|$|{'|'.join(words['after'])})"
    forms = (
        rf"(?<!倒数)第 ?(?P<place>{_NUMERAL})(?: ?[位名](?![员单额])|{free})(?!(?:[、和与及]第?[一二三])*产业)"
        rf"|(?<![{words['not_top_after']}])前 ?(?P<top>{_NUMERAL})(?: ?[位名强](?![员单额])|(?P<share> ?[%％])|{free})"
        rf"|(?P<first>{first})(?![{no_first}])"
        rf"|(?P<list>{_NUMERAL})强(?![{words['list_followers']}])"
    )
    return re.compile(gated(forms))


def find_ranks(text: str) -> list[RankMention]:
    """The places in an order that a text names, with offsets into it; linear in its length.

    `第一，` at the head of a sentence counts off an argument and is no place; 第三届 is none either.
    """
    found = []
    for match in _pattern().finditer(text):
        group = str(match.lastgroup if match.lastgroup != "share" else "top")
        numeral = ("1", "") if group == "first" else read_numeral(match[group], leading=True)
        if numeral is None or numeral[1] or (group == "place" and _counts_off(text, match)):
            continue
        bound: Bound = "max" if group in ("top", "list") else "eq"
        unit = "%" if match["share"] else "位"
        found.append(RankMention(match.start(), match.end(), match[0], numeral[0], unit, bound, group))
    return found


def _counts_off(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()].strip(" \u3000“")
    return match[0][-1] not in "位名" and (not before or before[-1] in "\n。；;：:！？")
