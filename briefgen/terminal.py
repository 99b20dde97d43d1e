"""Text for a terminal, where an East Asian character takes two columns and may end a line."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\s+|[!-~]+|[^\s!-~]")
"""What no line ends inside: blanks, a word of ASCII, any other character."""
_NOT_FIRST = "，。、；：？！”’）》〉】」』％…,.;:?!)]"
"""Marks that no line begins with."""


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """A text with blanks behind it up to so many columns; a wider one as it is."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """The lines of a text, each at most so many columns wide unless a single word is wider."""
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word.rstrip()) > columns:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _words(text: str) -> Iterator[str]:
    """What a line may end behind: blanks, words of ASCII, other characters with the marks that follow them."""
    held = ""
    for piece in _WORD.findall(text):
        if held and not (piece[0] in _NOT_FIRST and not piece.isspace()):
            yield held
            held = ""
        held += piece
    if held:
        yield held
