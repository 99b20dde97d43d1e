"""By what reports of one event are known: names, words, days and numbers of title and opening."""

import re
from collections.abc import Sequence
from itertools import islice

from briefgen.digesting.models import Traits
from briefgen.models import Figure
from briefgen.textrank import vectors
from briefgen.words import information, is_content, tag

OPENING = 240
"""Characters of title and first sentences: what happened, to whom, where, when."""
MOST_NUMBERS = 60
TELLING = 3
"""Digits of a number that is seldom the same by chance: 5.5% has two, 593034亿元 six."""

_NAME_TAGS = ("nr", "ns", "nt", "nz")
_ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+[届次批期轮版季卷]?")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})[日号](?![内前后])")
_BRACKETED = re.compile(r"【[^】]*】")


def traits(title: str, sentences: Sequence[str], figures: Sequence[Figure]) -> Traits:
    """The traits of an article or of an item of a round-up, of bounded size."""
    bare = _BRACKETED.sub("", title)  # the name of a column stands over many events
    opening = f"{bare}\n{''.join(sentences[:3])}"[:OPENING]
    tags = tag(bare)
    words = dict.fromkeys(word for word, _ in tags if is_content(word) and not word.isdigit())
    names = {word for word, kind in tags if kind.startswith(_NAME_TAGS)} | set(_ORDINAL.findall(bare))
    numbers = (f.raw for f in figures if sum(character.isdigit() for character in f.raw) >= TELLING)
    return Traits(
        opening=opening,
        title=tuple((word, information(word)) for word in words),
        words=tuple(vectors([opening])[0].items()),
        names=frozenset(names),
        days=frozenset(int(day) for day in _DAY.findall(opening) if 1 <= int(day) <= 31),
        numbers=frozenset(islice(numbers, MOST_NUMBERS)),
    )
