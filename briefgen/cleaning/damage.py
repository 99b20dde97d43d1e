"""Bytes lost where a mirror cut GBK text between them.

A mirror that annotates traditional characters byte by byte writes `日?qǐng)?bào)` for 日報: it
met the pair of bytes D5 88 (the end of 日 and the start of 報, read as 請), put `(qǐng)` behind
it, and `(bào)` behind the true pair 88 F3. Each opening bracket then fell together with the
byte before it into one unreadable character. The readings tell the lost bytes.

The same mirrors write full-width marks half-width, byte by byte: in 。縣 (A1 A3 BF 68) they take
the A3 BF for ？ and leave A1, a question mark and `h`. That 縣 stood there is sure; what stood
before it is not, as more than one character ends in A3.
"""

import re
from functools import cache

from briefgen.aligned import AlignedText
from briefgen.cleaning.pinyin import SYLLABLE, TONED, readings
from briefgen.cleaning.traditional import simplified

_LOST = rf"[?？\ufffd]({SYLLABLE})[)）]"
_CUT = re.compile(rf"([㐀-鿿]){_LOST}{_LOST}")
_FLATTENED = re.compile(r"(?<=[㐀-鿿)）])\?(\?([@-~]))(?=[㐀-鿿])")
_OPENING = re.compile(r"^[?？]{1,4}[ \t]*(?=\S)", re.MULTILINE)
_MARKED = re.compile(rf"\ufffd+|[?？][a-z{TONED}]{{0,4}}[{TONED}][a-z{TONED}]{{0,5}}[)）]")
_TORN = re.compile(r"\?\?(?=[a-z㐀-鿿])")
_GARBLED = 3
"""Rare characters in a row that are no text: bytes read from the middle on pair up anyhow."""


def restore(text: AlignedText) -> AlignedText:
    """Put back each character whose bytes have exactly one answer.

    Question marks that open a line stand for blanks a mirror could not write, and go.
    """
    changes = [(*found.span(), "") for found in _OPENING.finditer(text.text)]
    for found in _CUT.finditer(text.text):
        answers = _answers(found[1], found[2], found[3])
        if len(answers) == 1:
            changes.append((found.end(1), found.end(), answers))
    for found in _FLATTENED.finditer(text.text):
        character = _decoded(b"\xbf" + found[2].encode())
        if simplified(character) != character:
            changes.append((*found.span(1), character))
    return text.edit(sorted(changes)) if changes else text


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


def marks(repaired: str) -> list[tuple[int, int]]:
    """Slices of any repaired text that are damaged."""
    return [found.span() for found in _MARKED.finditer(repaired)]


def marks_of_mirror(original: str, repaired: str) -> int:
    """How many more places of a polluted text are damaged: marks torn apart, runs of garbled characters."""
    rare = "".join(sorted(c for c in set(repaired) if "㐀" <= c <= "鿿" and not _is_common(c)))
    garbled = re.findall(f"[{rare}]{{{_GARBLED},}}", repaired) if rare else []
    return len(_FLATTENED.findall(original)) + len(_TORN.findall(repaired)) + len(garbled)


def _is_common(character: str) -> bool:
    """Whether GB 2312 has a character on its first level, the 3,755 most used."""
    pair = character.encode("gb2312", "ignore")
    return len(pair) == 2 and pair[0] < 0xD8
