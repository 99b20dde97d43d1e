"""A digest to Markdown and to its pages: front, running heads, contents with page numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import wording
from briefgen.digesting.choosing import MANY
from briefgen.digesting.models import Digest
from briefgen.manifest import Passage
from briefgen.rendering import pdf, templates
from briefgen.rendering.pages import POINTS_PER_MM, Look, page
from briefgen.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from briefgen.verification.articles import Article

SHEETS = ("brief.css", "digest.css")
LISTED = 16
"""Items up to which the contents name each of them: so many share the front with the items of the week."""

_POINTS = {"week": "本周要点", "month": "本月要点", "days": "本期要点"}
_NAMES = {"table": "本期指标一览", "dues": "后续任务与时限", "undated": "未注明日期的材料"}
CONTENTS = "目录"
_HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
_ENTRY = re.compile(r"<li>\s*(?:<p>)?(.*?)(?:</p>)?\s*(?=</li>|<ul>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_COUNT = re.compile(r"（\d+条）$")
_LIST = re.compile(r"<ul>.*?</ul>", re.DOTALL)
_SPAN = re.compile(r"</?span[^>]*>")


class IssueLook(Look):
    """The look of a digest: the same on every page, with room for running heads."""

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Of the page, in mm: top, right, bottom, left."""
        return (24, 24, 24, 26)


LOOK = IssueLook(size=12, leading=1.5)
SMALLER = (IssueLook(size=11.5, leading=1.46), IssueLook(size=11, leading=1.42))
"""Tried when the last page would hold next to nothing."""
LITTLE = 0.3
"""Share of the last page that is next to nothing."""
MOST_PAGES = 12
"""Of a digest that is laid out again; in a longer one an empty page is not seen."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A digest as Markdown, with the look, the templates and the settings of its pages."""

    digest: Digest
    markdown: str
    look: Look = LOOK
    templates: Path | None = None
    settings: Settings = DEFAULT

    @property
    def date(self) -> str:
        """Of its last day, ISO, for the properties of the files."""
        return self.digest.iso_date

    @property
    def html(self) -> str:
        """The HTML of all pages."""
        return issue_page(self.markdown, self.look, self.templates, date=self.date, settings=self.settings)


def issue(
    digest: Digest, *, templates: Path | None = None, settings: Settings = DEFAULT, lay_out: bool = True
) -> Issue:
    """A digest as Markdown, in the look of its pages.

    Without `lay_out` nothing is measured. Raises ToolError when the machine lacks Pango and `lay_out` is set.
    """
    many = len(digest.items) > MANY
    made = Issue(digest, _markdown(digest, templates, settings), SMALLER[-1] if many else LOOK, templates, settings)
    return replace(made, look=settle(made.markdown, templates, made.date, settings)) if lay_out and not many else made


def write(made: Issue) -> bytes:
    """The PDF. Raises ToolError when Pango or a glyph is missing."""
    return pdf.write(pdf.layout(made.html, templates.folders(made.templates)))


def on_screen(made: Issue, passages: Sequence[Passage] = (), articles: Sequence["Article"] = ()) -> str:
    """The HTML for a screen: one flowing page whose contents lead to the items, its numbers to their sentences.

    `passages` are those of the Markdown as `briefgen.verification.trace` gives them, `articles` their inputs.
    """
    from briefgen.rendering import screen

    own, date, settings = made.templates, made.date, made.settings
    text = screen.page(made.markdown, made.look, passages, articles, own, date=date, settings=settings, sheets=SHEETS)
    return _linked(_classed(text))


def issue_page(
    markdown: str,
    look: Look = LOOK,
    own: Path | None = None,
    *,
    date: str | None = None,
    settings: Settings = DEFAULT,
) -> str:
    """The HTML of the pages of a digest, from its Markdown alone, as it was made or edited since."""
    text = page(markdown, look, own, date=date, sheets=SHEETS, settings=settings)
    return _linked(_classed(_plainer(text) if "<h3" not in text else text))


def settle(markdown: str, own: Path | None = None, date: str | None = None, settings: Settings = DEFAULT) -> Look:
    """The look of the pages: a smaller type when that saves a page that holds next to nothing.

    Raises ToolError when the machine lacks Pango.
    """

    def filled(look: Look) -> tuple[int, float]:
        """Pages, and the share of the last one's height that is used."""
        html = issue_page(markdown, look, own, date=date, settings=settings)
        document = pdf.layout(html, templates.folders(own))
        top = look.margins[0] * POINTS_PER_MM
        return len(document.pages), (pdf.end(document) - top) / (look.room - top)

    if "### " not in markdown:
        return SMALLER[-1]  # a long digest, of items of one line
    count, share = filled(LOOK)
    for look in SMALLER if 1 < count <= MOST_PAGES and share < LITTLE else ():
        if filled(look)[0] < count:
            return look
    return LOOK


def _markdown(digest: Digest, own: Path | None, settings: Settings) -> str:
    context: Mapping[str, Any] = {
        "page": digest,
        "settings": settings,
        "names": {**_NAMES, "points": points(digest)},
        "day": wording.date,
        "chinese": wording.chinese,
        "parts": headings(digest),
        "listed": LISTED,
        "compact": len(digest.items) > MANY,
    }
    return templates.fill("digest.md.j2", context, own)


def points(digest: Digest) -> str:
    """The heading of the items that stand on the front."""
    return _POINTS[digest.days.kind]


def headings(digest: Digest) -> list[str]:
    """The headings of the parts behind the items, in their order."""
    parts = {"table": digest.table, "dues": digest.next_dues or digest.later_dues, "undated": digest.undated}
    return [_NAMES[key] for key, content in parts.items() if content]


def _plainer(text: str) -> str:
    """A digest of hundreds of short items without the marks of typography in them.

    Every mark is a box to lay out, and boxes are two thirds of the time of such a digest.
    """
    return _LIST.sub(lambda match: _SPAN.sub("", match[0]), text)


def _classed(text: str) -> str:
    """Name the sections of the first page by their headings, for the style sheet."""
    for heading, name in [*((heading, "points") for heading in _POINTS.values()), (CONTENTS, "contents")]:
        text = text.replace(f"<section><h2>{heading}</h2>", f'<section class="{name}"><h2>{heading}</h2>')
    return text


def _linked(text: str) -> str:
    """Give headings an id, and entries of the contents that read like a heading a link to it."""
    ids: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        key = f"s{len(ids) + 1}"
        ids.setdefault(_plain(match[2]), key)
        return f'<{match[1]} id="{key}">{match[2]}</{match[1]}>'

    front, opened, rest = text.partition('<section class="contents">')
    if not opened:
        return text
    contents, closed, rest = rest.partition("</section>")
    rest = _HEADING.sub(named, rest)

    def link(match: re.Match[str]) -> str:
        key = ids.get(_COUNT.sub("", _plain(match[1])))
        return f'<li><a href="#{key}">{match[1].strip()}</a>' if key else match[0]

    return front + opened + _ENTRY.sub(link, contents) + closed + rest


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", _TAG.sub("", text))
