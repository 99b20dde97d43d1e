"""Lines of Chinese text flush on both sides.

WeasyPrint justifies by widening spaces, of which Chinese has none. Here what is left of a line
is spread evenly behind its characters instead, as letter spacing of each text box on the line.
Numbers with units (boxes that may not wrap) stay as they are inside and move as one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# More than this between two characters reads as spaced-out type; such a line stays ragged.
WIDEST = 0.2
"""In em of the line's type."""


@contextmanager
def spread_between_characters() -> Iterator[None]:
    """While inside, WeasyPrint justifies lines between characters."""
    from weasyprint.layout import inline

    original = inline.justify_line
    inline.justify_line = justify_line
    try:
        yield
    finally:
        inline.justify_line = original


def justify_line(context: Any, line: Any, extra: float) -> None:
    """Widen a line box by `extra` pixels, evenly between its characters."""
    boxes = list(_texts(line))
    gaps = sum(_gaps(box) for box in boxes) - 1
    if gaps < 1:
        return
    spacing = extra / gaps
    if spacing > WIDEST * line.style["font_size"]:
        return
    _spread(context, line, spacing, 0.0)


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _texts(child)


def _gaps(box: Any) -> int:
    """Places where a text box may be widened, the one behind it included."""
    return 1 if box.style["white_space"] == "nowrap" else len(box.text)


def _spread(context: Any, box: Any, spacing: float, shift: float) -> float:
    """Move a box by `shift`, widen the texts in it; the shift of what follows is returned."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout

    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        gaps = _gaps(box)
        if gaps == len(box.text) and gaps:
            box.style = _spaced(box.style, spacing)
            if box.pango_layout.text != box.text:  # else it is set up anew, in the new style, when it is drawn
                box.pango_layout = create_layout(box.text, box.style, context, max_width=None, justification_spacing=0)
                box.pango_layout.deactivate()
            box.width += spacing * gaps
        return shift + spacing * gaps
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        begun = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _spread(context, child, spacing, shift)
        box.width += shift - begun
        return shift
    box.translate(shift, 0)
    return shift


def _spaced(style: Any, spacing: float) -> Any:
    copy = style.copy()
    normal = copy["letter_spacing"]
    copy["letter_spacing"] = spacing + (0 if normal == "normal" else normal)
    return copy
