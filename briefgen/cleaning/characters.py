"""Blanks, invisible characters and left-over HTML entities: the first repair."""

import html
import re

from briefgen.aligned import AlignedText

_BLANKS = "\u00a0\u1680\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ONE_FOR_ONE = (*((odd, " ") for odd in _BLANKS), *((odd, "\n") for odd in _LINE_ENDS))

_INVISIBLE = (
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]+"
)
_ENTITY = r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});"
_ODD = re.compile(rf"{_INVISIBLE}|\r(?=\n)|{_ENTITY}")


def normalise(text: AlignedText) -> AlignedText:
    r"""One kind of blank and of line end, no invisible characters, entities such as `&nbsp;` resolved."""
    changes = []
    for found in _ODD.finditer(text.text):
        new = _resolved(found.group())
        if new is not None:
            changes.append((*found.span(), new))
    if changes:
        text = text.edit(changes)
    plain = text.text
    for odd, usual in _ONE_FOR_ONE:  # many times faster than str.translate, which asks for each character
        plain = plain.replace(odd, usual)
    return text if plain == text.text else text.mapped(plain)


def _resolved(piece: str) -> str | None:
    """What stands for an odd piece; None when it only looks like an entity."""
    if not piece.startswith("&"):
        return ""
    new = html.unescape(piece)
    return new if len(new) == 1 and new != "\0" else None
