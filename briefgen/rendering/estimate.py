"""How high a page of Markdown will stand, by counting lines: for runs that lay nothing out."""

import re
from math import ceil

from briefgen.rendering.pages import TITLE_SIZE, Look
from briefgen.rendering.titles import width

# Measures of the style sheet: masthead, foot and margins in points, the others in lines of body type.
FIXED = 150.0
_LINES = {"heading": 1.55, "row": 1.12}
_LIST = re.compile(r"(?:-|\d+\.) ")


def height(markdown: str, look: Look) -> float:
    """Points from the top of the paper to the bottom of the foot's margin."""
    lines = 0.0
    for block in markdown.splitlines():
        lines += _lines(block, look.text_width / look.size)
    return FIXED + lines * look.size * look.leading


def _lines(block: str, room: float) -> float:
    """Lines of body type that one line of Markdown takes, where a line holds `room` em."""
    if not block.strip() or block.startswith(("|:", "---", "**")):
        return 0
    if block.startswith("# "):
        return ceil(TITLE_SIZE * width(block[2:]) / room) * TITLE_SIZE + 1
    if block.startswith("## "):
        return _LINES["heading"]
    if block.startswith("|"):
        cells = [width(cell) + 0.8 for cell in block.strip("|").split("|")]
        return _LINES["row"] * max(1, ceil(sum(cells) * 0.95 / room))
    if _LIST.match(block):
        return ceil(width(block) / (room - 1.7))
    return ceil((width(block) + 2) / room)
