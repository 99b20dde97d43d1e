"""The body of an article among the other lines of its page."""

import re

from briefgen.aligned import AlignedText

_LINE = re.compile(r"[^\r\n]+")


def select(text: AlignedText) -> AlignedText:
    """The lines of the body, parted by single newlines."""
    changes: list[tuple[int, int, str]] = []
    at = 0
    for found in _LINE.finditer(text.text):
        line = found.group()
        if not line.strip():
            continue
        begin = found.start() + len(line) - len(line.lstrip())
        finish = found.start() + len(line.rstrip())
        if begin > at:
            changes.append((at, begin, "\n" if at else ""))
        at = finish
    changes.append((at, len(text.text), ""))
    return text.edit(c for c in changes if c[0] < c[1])
