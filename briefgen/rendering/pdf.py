"""HTML pages to PDF by WeasyPrint: nothing fetched, no missing glyph, the same bytes every time."""

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from briefgen.errors import TemplateError, ToolError
from briefgen.rendering.justification import spread_between_characters

POINTS_PER_PIXEL = 0.75
MENDING = "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


@lru_cache(maxsize=1)
def layout(html: str, folders: tuple[Path, ...] = ()) -> Any:
    """Lay a page out; the result is a `weasyprint.Document`, its `pages` say how many it fills.

    The last one is kept: what was fitted is written next.

    Style sheets and pictures are read from `folders` and `data:` addresses only. Raises ToolError
    when the machine lacks Pango.
    """
    weasyprint = _weasyprint()
    fetcher = _fetcher(folders)
    base = folders[0].as_uri() + "/" if folders else None
    source = weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher)
    with spread_between_characters():
        return source.render(font_config=_fonts())


def end(document: Any) -> float:
    """Where the foot ends on the last page, in points from the top of the paper.

    Raises TemplateError when the page has no element with the id `end` there.
    """
    if "end" not in document.pages[-1].anchors:
        raise TemplateError('page.html.j2: its last element must be <div id="end"></div>, by which the page is fitted')
    return float(document.pages[-1].anchors["end"][1]) * POINTS_PER_PIXEL


def write(document: Any) -> bytes:
    """The PDF of a laid-out page.

    Raises ToolError when a character has no glyph in any font of this machine.
    """
    missing: set[str] = set()

    def collect(finished: Any, _: Any) -> None:
        for font in finished.fonts.values():
            missing.update(chr(codepoint) for codepoint in font.missing)

    title = document.metadata.title or ""
    target = io.BytesIO()
    with _pages_listed_once():
        document.write_pdf(
            target, finisher=collect, pdf_tags=True, pdf_identifier=hashlib.sha256(title.encode()).digest()[:16]
        )
    if missing:
        named = " ".join(f"{character} (U+{ord(character):04X})" for character in sorted(missing))
        raise ToolError(f"no font of this machine has: {named}; {MENDING}")
    return target.getvalue()


@contextmanager
def _pages_listed_once() -> Iterator[None]:
    """While inside, the list of a PDF's pages is made once.

    pydyf makes it anew for each tag that names its page: for 1,185 items 18,000 times, half a second
    of four.
    """
    from weasyprint.pdf import pydyf

    original = pydyf.PDF.page_references
    known: list[tuple[bytes, ...]] = [()]

    def references(document: Any) -> tuple[bytes, ...]:
        if len(document.pages["Kids"]) != 3 * len(known[0]):  # of three parts each
            known[0] = original.fget(document)
        return known[0]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = original


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise ToolError(f"Pango is missing, and without it there is no PDF; {MENDING}") from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return weasyprint


@cache
def _fonts() -> Any:
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _fetcher(folders: tuple[Path, ...]) -> Any:
    """What WeasyPrint asks for each address a page names: ours to give, or nothing."""
    from urllib.parse import unquote, urlsplit

    _weasyprint()
    from weasyprint.urls import URLFetcher

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            address = urlsplit(url)
            path = Path(unquote(address.path)).resolve()
            inside = any(path.is_relative_to(folder.resolve()) for folder in folders)
            if address.scheme == "file" and not address.netloc and inside:
                return super().fetch(url, headers)
            raise ValueError(f"{url}: a page may use files of the template folder and data: only")

    return Fetcher(allowed_protocols={"file", "data"}, allow_redirects=False)
