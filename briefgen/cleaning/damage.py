"""Bytes lost where a mirror cut GBK text between them.

A mirror that annotates traditional characters byte by byte writes `日?qǐng)?bào)` for 日報: it
met the pair of bytes D5 88 (the end of 日 and the start of 報, read as 請), put `(qǐng)` behind
it, and `(bào)` behind the true pair 88 F3. Each opening bracket then fell together with the
byte before it into one unreadable character. The readings tell the lost bytes.
"""

import re
from functools import cache

from briefgen.aligned import AlignedText
from briefgen.cleaning.pinyin import SYLLABLE, TONED, readings

_LOST = rf"[?？\ufffd]({SYLLABLE})[)）]"
_CUT = re.compile(rf"([㐀-鿿]){_LOST}{_LOST}")
_MARKED = re.compile(
    rf"[?？\ufffd](?=[a-z]{{0,4}}[{TONED}])[a-z{TONED}]{{1,6}}[)）]|\ufffd+|(?<=[㐀-鿿])\?(?=[;；][㐀-鿿])"
)


def restore(text: AlignedText) -> AlignedText:
    """Put back each character whose two bytes have exactly one answer."""
    changes = []
    for found in _CUT.finditer(text.text):
        answers = _answers(found[1], found[2], found[3])
        if len(answers) == 1:
            changes.append((found.end(1), found.end(), answers))
    return text.edit(changes) if changes else text


@cache
def _answers(before: str, across: str, within: str) -> str:
    """Characters read `within` whose first byte, behind the last byte of `before`, is read `across`."""
    last = before.encode("gbk", "ignore")[-1:]
    firsts = [first for first in range(0x81, 0xFF) if across in readings(_decoded(last + bytes([first])))]
    return "".join(
        character
        for first in firsts
        for second in range(0x40, 0xFF)
        if within in readings(character := _decoded(bytes([first, second])))
        and not character.encode("gb2312", "ignore")
    )


def _decoded(pair: bytes) -> str:
    character = pair.decode("gbk", "ignore")
    return character if len(character) == 1 else "\0"


def marks(text: str) -> list[tuple[int, int]]:
    """Slices of a text that are damaged and were not restored."""
    return [found.span() for found in _MARKED.finditer(text)]
