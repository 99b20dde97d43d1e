"""Pinyin pollution: mirrors that write `經(jīng)開區(qū)` for 经开区."""

import os
import re
from functools import cache
from itertools import islice

from briefgen.aligned import AlignedText
from briefgen.cleaning import traditional

LEAST = 3
"""Annotated characters a text must hold to count as polluted: one or two may be an author's gloss."""

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
SYLLABLE = rf"[a-z{TONED}]{{1,6}}"
_ANNOTATED = re.compile(rf"([㐀-鿿])[(（]({SYLLABLE})[)）]")
_TONED = re.compile(f"[{TONED}]")


@cache
def readings(character: str) -> frozenset[str]:
    """All toned readings of a character, by pypinyin's table (Unicode's own and dictionaries)."""
    return frozenset(_table().get(ord(character), "").split(","))


@cache
def _table() -> dict[int, str]:
    """pypinyin's readings by code point, without its phrases: they tell how words are read and load slowly."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.constants import PINYIN_DICT

    table: dict[int, str] = PINYIN_DICT
    return table


def is_polluted(text: str) -> bool:
    """Whether at least `LEAST` traditional characters carry their own reading in brackets."""
    if not _TONED.search(text):
        return False
    noise = (found for found in _ANNOTATED.finditer(text) if _is_own_reading(found[1], found[2]))
    return len(list(islice(noise, LEAST))) == LEAST


def remove(text: AlignedText) -> AlignedText:
    """Take out the readings of a polluted text; brackets of any other content stay."""
    own = _is_own_reading
    return text.without([(f.end(1), f.end()) for f in _ANNOTATED.finditer(text.text) if own(f[1], f[2])])


@cache
def _is_own_reading(character: str, syllable: str) -> bool:
    return syllable in readings(character) and traditional.simplified(character) != character
