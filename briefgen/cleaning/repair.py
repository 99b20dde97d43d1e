"""All repairs of a text, in their order."""

from dataclasses import dataclass

from briefgen.aligned import AlignedText
from briefgen.cleaning import characters, damage, pinyin, spacing, traditional, wrapping


@dataclass(frozen=True, slots=True)
class Dirt:
    """What a whole text was seen to suffer from; a part of it alone may not show it."""

    pinyin: bool
    traditional: bool
    width: int = 0
    """Columns at which the lines were broken; 0 when they are the author's."""


def inspect(text: str) -> Dirt:
    """Judge a whole text."""
    old = traditional.is_traditional(text)
    return Dirt(old and pinyin.is_polluted(text), old, wrapping.width_of(text))


def repair(text: AlignedText, dirt: Dirt) -> AlignedText:
    """The text without its dirt, every character still knowing its place in the original."""
    text = characters.normalise(text)
    if dirt.width:
        text = wrapping.unwrap(text, dirt.width)
    if dirt.pinyin:
        text = pinyin.remove(damage.restore(text))
    if dirt.traditional:
        text = traditional.convert(text)
    return spacing.tidy(text)
