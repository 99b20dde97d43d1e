"""Drawings to pictures of dots, for Word, which python-docx gives no other: by the PDF engine, twice the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.rendering import pdf

RESOLUTION = 300
"""Dots an inch: what office printers print."""
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Drawing:
    """Markup of a picture (an `svg` or `img` element), and how large it is, in points."""

    markup: str
    width: float
    height: float
    em: float
    """What it calls 1em."""


def png(drawings: Sequence[Drawing]) -> list[bytes]:
    """The drawings as PNG, in their order, each on white.

    Nothing but `data:` addresses is read. Raises ToolError when the machine lacks Pango.
    """
    import pypdfium2

    if not drawings:
        return []
    sheet = "".join(
        f"@page d{at} {{ size: {one.width:g}pt {one.height:g}pt; margin: 0 }} #d{at} {{ page: d{at} }}"
        for at, one in enumerate(drawings)
    )
    boxes = "".join(
        f'<div id="d{at}" style="height: {one.height:g}pt; font-size: {one.em:g}pt">{one.markup}</div>'
        for at, one in enumerate(drawings)
    )
    fixed = "html, body { margin: 0 } div { overflow: hidden }"
    style = f"{fixed} svg, img {{ display: block; max-width: 100%; max-height: 100% }} {sheet}"
    document = pypdfium2.PdfDocument(pdf.write(pdf.layout(f"<style>{style}</style>{boxes}")))
    try:
        pictures = [page.render(scale=RESOLUTION / _POINTS).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    return [_packed(picture) for picture in pictures]


def _packed(picture: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True, dpi=(RESOLUTION, RESOLUTION))  # type: ignore[attr-defined]
    return target.getvalue()
