"""What every page that is printed must be: within its margins, with its fonts, tagged, in reading order."""

import re
import subprocess
from itertools import takewhile
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument, PdfPage
from test_cli import run

from briefgen.rendering import pdf

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
PRODUCTS = {
    "brief": (str(SEEDS / "lanjiang-2023h1.txt"),),
    "digest": (str(SEEDS / "week"), "--week", "2023-W30"),
    "compare": (str(SEEDS / "qingyu-2023h1.txt"), str(SEEDS / "qingyu-2024h1.txt")),
}
LEAST_MARGIN = 12 * 72 / 25.4
"""Points: the narrowest of our page margins, 14 mm, less what a running head or page number takes."""
UNPRINTED = 5 * 72 / 25.4
"""Points at the foot, where page numbers stand: what office printers leave white."""


@pytest.fixture(scope="module", params=[(p, look) for p in PRODUCTS for look in ("office", "plain")], ids="-".join)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    product, look = request.param
    folder = tmp_path_factory.mktemp(f"{product}-{look}")
    done = run(product, *PRODUCTS[product], "--look", look, "--format", "md,html,pdf", where=folder)
    assert done.returncode == 0, done.stderr.decode()
    return next((folder / "out").glob("*.pdf"))


Box = tuple[float, float, float, float, str]
"""Left, bottom, right and top of a character's ink, in points, and the character."""
INKLESS = "，。、；：“”‘’·—…-−_.'"
"""Small marks, whose ink may lie under that of a neighbour: the halves of a pair are set close."""


def ink(leaf: PdfPage) -> list[Box]:
    text = leaf.get_textpage()
    found = ((*text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars()))
    return [(left, bottom, right, top, c) for left, bottom, right, top, c in found if c.strip() and right > left]


def covered(one: Box, other: Box) -> float:
    """The share of the smaller of two boxes that lies under the other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / least if wide > 0 and high > 0 and least else 0.0


def told(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_nothing_stands_in_the_margins(page: Path) -> None:
    document = PdfDocument(page)
    for leaf in document:
        width, height = leaf.get_size()
        assert (round(width), round(height)) == (595, 842)
        text = leaf.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        assert min(left for left, *_ in boxes) > LEAST_MARGIN
        assert max(right for _, _, right, _ in boxes) < width - LEAST_MARGIN
        assert min(bottom for _, bottom, _, _ in boxes) > UNPRINTED
        assert max(top for *_, top in boxes) < height - LEAST_MARGIN / 2
    document.close()


def overlaps(leaf: PdfPage) -> list[tuple[Box, Box]]:
    boxes = sorted(box for box in ink(leaf) if box[4] not in INKLESS)
    found = []
    for at, one in enumerate(boxes):
        beside = takewhile(lambda box, end=one[2]: box[0] < end, boxes[at + 1 :])  # type: ignore[misc]
        found += [(one, other) for other in beside if covered(one, other) > 0.2]
    return found


def test_no_character_lies_upon_another(page: Path) -> None:
    document = PdfDocument(page)
    assert [overlaps(leaf) for leaf in document] == [[] for _ in document]
    document.close()


def test_characters_upon_each_other_would_be_seen() -> None:
    tight = pdf.write(pdf.layout('<p style="line-height: .3; width: 9em">地区生产总值同比增长百分之五点二</p>'))
    document = PdfDocument(tight)
    assert overlaps(document[0])
    document.close()


def test_the_text_stays_inside_its_block(page: Path) -> None:
    html = page.with_suffix(".html").read_text(encoding="utf-8")
    margins = re.findall(r"@page \{ margin: ([\d.]+)mm ([\d.]+)mm ([\d.]+)mm ([\d.]+)mm", html)[-1]
    top, right, bottom, left = (float(mm) * 72 / 25.4 for mm in margins)
    document = PdfDocument(page)
    for leaf in document:
        width, height = leaf.get_size()
        boxes = ink(leaf)
        assert min(box[0] for box in boxes) > left - 1
        assert max(box[2] for box in boxes) < width - right + 1
        outside = "".join(box[4] for box in boxes if box[1] < bottom - 1 or box[3] > height - top + 1)
        assert not outside or (len(document) > 1 and len(outside) < 40), outside  # running heads and page numbers
    document.close()


def test_all_fonts_are_embedded_and_every_character_has_its_text(page: Path) -> None:
    fonts = told("pdffonts", page).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s", font).groups() == ("yes", "yes", "yes")  # type: ignore[union-attr]


def test_the_page_is_tagged_and_in_chinese(page: Path) -> None:
    assert re.search(r"Tagged:\s+yes", told("pdfinfo", page))
    structure = told("pdfinfo", "-struct", page)
    assert {"H1", "H2", "Table", "TH", "TD"} <= set(re.findall(r"\b(H1|H2|Table|TH|TD|L|LI)\b", structure))


def test_text_comes_out_in_reading_order(page: Path) -> None:
    headings = re.findall(r"^#+ (.*)$", page.with_suffix(".md").read_text(encoding="utf-8"), re.MULTILINE)
    plain = [re.sub(r"[\\*\s]", "", heading) for heading in headings]
    shown = re.sub(r"\s", "", told("pdftotext", "-raw", page, "-"))
    places, at = [], 0
    for heading in plain:
        at = shown.find(heading, at)
        places.append(at)
        assert at >= 0, heading
    assert places == sorted(places)
