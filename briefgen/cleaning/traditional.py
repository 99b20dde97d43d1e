"""Traditional characters to simplified ones, one for one."""

import re
from functools import cache
from typing import Protocol

from briefgen.aligned import AlignedText
from briefgen.lexicons import load

LEAST = 3
"""Different traditional characters a text must hold to be converted: one or two are a name's own."""


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC("t2s")
    return converter


@cache
def simplified(character: str) -> str:
    """The simplified form of one character; itself when it has none."""
    return _converter().convert(character)


def is_traditional(text: str) -> bool:
    """Whether a text holds at least `LEAST` different characters of traditional writing only.

    GB 2312 has none of them, so a text it can write needs no look into the dictionary.
    """
    rare = "".join(sorted(filter(_is_rare, set(text))))
    return len(rare) >= LEAST and sum(map(str.__ne__, rare, map(simplified, rare))) >= LEAST


@cache
def _is_rare(character: str) -> bool:
    return "㐀" <= character <= "鿿" and not character.encode("gb2312", "ignore")


def convert(text: AlignedText) -> AlignedText:
    """Simplify a traditional text by OpenCC's t2s, and 著 as a particle to 着."""
    plain = _converter().convert(text.text)
    if len(plain) != len(text.text):
        plain = "".join(map(simplified, text.text))
    return text.mapped(_particle().sub("着", plain))


@cache
def _particle() -> re.Pattern[str]:
    """著 where it is not part of a word that keeps it (著名, 显著)."""
    words = load("characters")["keeps_zhu"]
    before = "".join(rf"(?<!{w})" for w in words if w[1] == "著")
    after = "".join(w[1] for w in words if w[0] == "著")
    return re.compile(rf"著(?![{after}]){before}")
