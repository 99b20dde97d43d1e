"""The marks of Markdown, taken off a text that is written in it.

What the marks say is kept where sentences need it: a table's cells are parted by tabs, its rows and
list items stay lines, a link leaves its words. Syntax: CommonMark 0.31 with the tables of GFM.
"""

import re

from briefgen.aligned import AlignedText

# Marks that stand at the beginning of a line, and lines that are nothing but marks.
_LINE = re.compile(
    r"^(?:[ \t]*\|[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"  # below a table's head
    r"|[ \t]*(?:[*_-][ \t]*){3,}$"
    r"|[ \t]{0,3}#{1,6}[ \t]+|[ \t]{0,3}(?:>[ \t]?)+|[ \t]*[-*+][ \t]+(?=\S))",
    re.MULTILINE,
)
_END = re.compile(r"(?<=\S)[ \t]+#+[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,200})\]\([^)\n]{0,500}\)")
_EMPHASIS = re.compile(r"(?P<mark>\*\*\*|\*\*|__|\*)(?=\S)(?P<words>[^*\n]{1,400}?)(?<=\S)(?P=mark)")
_CODE = re.compile(r"(?P<mark>`+)(?P<words>[^`\n]{1,400})(?P=mark)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")


def strip(text: AlignedText) -> AlignedText:
    """The text without the marks of Markdown; every character keeps its place in the original."""
    text = text.edit([(m.start(), m.end(), "") for m in _LINE.finditer(text.text)])
    text = text.edit(_cells(text.text))
    text = text.edit([(m.start(), m.end(), "") for m in _IMAGE.finditer(text.text)])
    for pattern in (_LINK, _EMPHASIS, _EMPHASIS, _CODE):
        text = text.edit(_around_words(pattern, text.text))
    text = text.edit([(m.start(), m.end(), "") for m in _END.finditer(text.text)])
    return text.edit([(m.start(), m.end(), "") for m in _ESCAPE.finditer(text.text)])


def _cells(text: str) -> list[tuple[int, int, str]]:
    """The bars of table rows: tabs between cells, nothing at the ends."""
    changes = []
    for row in _ROW.finditer(text):
        bars = list(_CELL.finditer(text, row.start(), row.end()))
        for bar in bars:
            outer = bar is bars[0] or bar is bars[-1]
            changes.append((bar.start(), bar.end(), "" if outer else "\t"))
    return changes


def _around_words(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    """Take away what a pattern matches around its `words`."""
    changes = []
    for match in pattern.finditer(text):
        begin, finish = match.span("words")
        changes += [(match.start(), begin, ""), (finish, match.end(), "")]
    return changes
