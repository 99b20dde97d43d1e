"""What every page that is printed must be: within its margins, with its fonts, tagged, in reading order."""

import re
import subprocess
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from test_cli import run

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
    done = run(product, *PRODUCTS[product], "--look", look, "--format", "md,pdf", where=folder)
    assert done.returncode == 0, done.stderr.decode()
    return next((folder / "out").glob("*.pdf"))


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
