"""The charts of a page and the logo as pictures in Word, each with its words for those who do not see it."""

import base64
import html as entities
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from briefgen.errors import ToolError
from briefgen.rendering import pdf, raster
from briefgen.rendering.bars import BETWEEN
from briefgen.rendering.pages import POINTS_PER_MM
from briefgen.rendering.raster import Drawing

ASIDE = 1.3
"""Between number and bar, in sizes of the type: the blank, and what digits of other faces than ours may take."""
LOGO_HEIGHT, LOGO_WIDTH = 14, 60
"""Of the logo at most, in mm; the style sheet says the same."""
_LEFT_OUT = re.compile(r'<svg class="key".*?</svg>', re.DOTALL)
_BLANK = re.compile(r'<span class="bar" style="width: ([\d.]+)em"></span>')
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_BAR = re.compile(r'class="bar".*?width: ([\d.]+)em; height: ([\d.]+)em', re.DOTALL)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SAID = re.compile(r"<(?:title|desc)\b[^>]*>(.*?)</(?:title|desc)>", re.DOTALL)


@dataclass(slots=True)
class Pictures:
    """The drawings of a page, lifted out of its HTML: an `img` stands where each of them stood."""

    em: float
    """Size of the tables' type, in points."""
    room: float
    """Width of the text, in points."""
    drawings: list[Drawing] = field(default_factory=list)
    made: Sequence[bytes] = ()

    def lift(self, html: str) -> str:
        """The HTML with an `img` for each drawing; where bars leave a blank, with one of that width alone."""
        html = _BLANK.sub(r'<img width="\1"/>', _LEFT_OUT.sub("", html))
        html = _DRAWING.sub(self._lifted, html)
        with suppress(ToolError):  # without Pango there are no pictures, as there is no PDF, which is told
            self.made = raster.png(self.drawings)
        return html

    def _lifted(self, found: re.Match[str]) -> str:
        drawing = found[0]
        if size := _BAR.search(drawing):
            width, height = (float(part) * self.em for part in size.groups())
        else:
            box = _BOX.search(drawing)
            width, height = self.room, self.room / float(box[1]) * float(box[2]) if box else 0.0
        self.drawings.append(Drawing(drawing, round(width, 2), round(height, 2), self.em))
        said = "：".join(dict.fromkeys(_SAID.findall(drawing)))
        return f'<img alt="{said}" src="{len(self.drawings) - 1}"/>'

    def width(self, cell: Any) -> float:
        """What the picture of a table's cell takes, in points."""
        for image in cell.iter("img"):
            if image.get("src") and self.made:
                return self.drawings[int(image.get("src"))].width + ASIDE * self.em
        return 0.0

    def add(self, paragraph: Any, element: Any) -> None:
        """The picture of a cell or a figure behind the paragraph's text, or as much blank."""
        from docx.shared import Pt

        for image in element.iter("img") if self.made else ():
            if image.get("src") is None:
                paragraph.paragraph_format.right_indent = Pt(round((float(image.get("width")) + BETWEEN) * self.em, 1))
                continue
            at = int(image.get("src"))
            run = paragraph.add_run(" " if paragraph.text else "")
            shape = run.add_picture(io.BytesIO(self.made[at]), width=Pt(self.drawings[at].width))
            shape._inline.docPr.set("descr", entities.unescape(image.get("alt")))
            for side in "LRTB":  # where it is not said, some take it for 9 points
                shape._inline.set(f"dist{side}", "0")


def logo(address: str) -> bytes:
    """A logo, given as a `data:` address, as a picture that Word takes; empty when there is none to show."""
    head, _, data = address.partition(";base64,")
    if head in ("data:image/png", "data:image/jpeg"):
        return base64.b64decode(data)
    if not address.startswith("data:image/"):
        return b""
    style = f"height: {LOGO_HEIGHT}mm; max-width: {LOGO_WIDTH}mm"
    markup = f'<img alt="" style="{style}" src="{entities.escape(address)}">'
    with suppress(ToolError):
        laid = pdf.layout(f'<style>body {{ margin: 0 }} @page {{ margin: 0 }}</style>{markup}<a id="end"></a>')
        width = laid.pages[0].anchors["end"][0] * pdf.POINTS_PER_PIXEL
        if width > 0:
            return raster.png([Drawing(markup, round(width, 2), LOGO_HEIGHT * POINTS_PER_MM, 10.0)])[0]
    return b""
