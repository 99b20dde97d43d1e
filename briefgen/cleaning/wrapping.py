"""Hard line ends, as mails and old files have them: lines broken at a width, not where a paragraph ends."""

import re
from collections import Counter
from itertools import pairwise

from briefgen.aligned import AlignedText
from briefgen.cleaning.lines import is_row
from briefgen.cleaning.numbering import marker_of

_WIDTHS = range(30, 101)
"""Columns (a Chinese character takes two) a text may be broken at; longer lines are paragraphs."""

_SLACK = 4  # columns by which a full line may fall short, where no mark may open the next one
_LEAST = 4  # full lines that stop in mid-sentence; fewer may be chance
_SHARE = 0.3  # of all lines that must be such
_LONGER = 0.1  # of all lines that may be longer: a page's own above and below the text
_SHORT = 20  # columns; shorter lines are ends of paragraphs, headings and menus, and tell nothing
_LOOK = 50_000  # characters that are looked at
_UNFINISHED = re.compile(r"[^。！？；：!?;:…”’）)】\s]\s*$")


def width_of(text: str) -> int:
    """The width at which a text was broken, in columns; 0 when its lines are its own, as rows of tables are."""
    lines = [line for line in text[:_LOOK].splitlines() if line.strip() and not is_row(line.strip())]
    widths = [(_columns(line), bool(_UNFINISHED.search(line))) for line in lines]
    widths = [(width, unfinished) for width, unfinished in widths if width >= _SHORT]
    full = Counter(width for width, unfinished in widths if unfinished and width in _WIDTHS)
    if not full:
        return 0
    width = max(full, key=lambda w: (sum(full[w - k] for k in range(_SLACK)), w))
    stopped = sum(full[width - k] for k in range(_SLACK))
    longer = sum(w > width + _SLACK for w, _ in widths)
    return width if stopped >= max(_LEAST, _SHARE * len(widths)) and longer <= _LONGER * len(widths) else 0


def _columns(line: str) -> int:
    line = line.rstrip()
    return len(line) + sum(character > "\u2e7f" for character in line)


def unwrap(text: AlignedText, width: int) -> AlignedText:
    """Take out the line ends behind full lines, unless the next line opens a paragraph."""
    changes = []
    at = 0
    lines = text.text.split("\n")
    for line, following in pairwise(lines):
        at += len(line)
        if abs(_columns(line) - width) <= _SLACK and _goes_on(following) and not is_row(line.strip()):
            changes.append((at - (len(line) - len(line.rstrip())), at + 1, ""))
        at += 1
    return text.edit(changes) if changes else text


def _goes_on(line: str) -> bool:
    return bool(line) and not line[0].isspace() and not marker_of(line)[1]
