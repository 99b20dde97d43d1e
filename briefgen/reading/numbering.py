"""Word's automatic numbers: the file holds the rule, the page shows `一、`, `（二）`, `3.`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from briefgen.wording import chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one depth are numbered."""

    format: str
    pattern: str
    """With `%1` for the number of the first depth, and so on."""
    start: int


@dataclass(slots=True)
class Numbering:
    """The number lists of one document, counting as the paragraphs are read in order."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    """By list and depth."""
    lists: dict[str, str] = field(default_factory=dict)
    """The abstract list behind each number list; lists that share one count on."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """List and depth of the paragraph styles that number."""
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """The lists of a python-docx document; without any when it has no numbering part."""
        part = next(
            (
                r.target_part
                for r in document.part.rels.values()
                if r.reltype.endswith("/numbering") and not r.is_external
            ),
            None,
        )
        root = getattr(part, "element", None)
        if root is None:
            return cls()
        numbering = cls(lists={n.get(W + "numId"): _value(n, "abstractNumId") for n in root.iter(W + "num")})
        for abstract in root.iter(W + "abstractNum"):
            for level in abstract.iter(W + "lvl"):
                key = abstract.get(W + "abstractNumId"), _number(level.get(W + "ilvl"))
                numbering.levels[key] = Level(
                    _value(level, "numFmt"), _value(level, "lvlText"), _number(_value(level, "start"), 1)
                )
        for style in document.styles.element.iter(W + "style"):
            if (reference := _reference(style)) is not None:
                numbering.styles[style.get(W + "styleId")] = reference
        return numbering

    def next(self, paragraph: Any) -> str:
        """The number that the page shows before this paragraph; empty when it shows none."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.styles.get(style.get(W + "val")) if style is not None else None
        reference = _reference(paragraph) or inherited
        if reference is None:
            return ""
        number_list, depth = reference
        abstract = self.lists.get(number_list, "")
        level = self.levels.get((abstract, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, [0] * 9)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (8 - depth)
        return self._shown(abstract, level, counts)

    def _shown(self, abstract: str, level: Level, counts: list[int]) -> str:
        if level.format in ("bullet", "none"):
            return ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            outer = self.levels.get((abstract, depth), level)
            return _FORMATS.get(outer.format, str)(max(counts[depth], 1))

        return _PLACE.sub(number, level.pattern)


def _reference(owner: Any) -> tuple[str, int] | None:
    """List and depth that a paragraph or style names itself."""
    properties = owner.find(f"{W}pPr/{W}numPr")
    if properties is None:
        return None
    number_list = _value(properties, "numId")
    return (number_list, _number(_value(properties, "ilvl"))) if number_list else None


def _value(parent: Any, name: str) -> str:
    child = parent.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def _number(text: str | None, default: int = 0) -> int:
    """A small count; anything else, as hostile files have it, is the default."""
    return min(int(text), 10_000) if text and text.isascii() and text.isdigit() else default


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
"""Word's names for its number formats; what is not here is shown in digits."""
