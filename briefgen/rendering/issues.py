"""A digest to Markdown and to its pages: front, running heads, contents with page numbers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import wording
from briefgen.digest.choosing import MANY
from briefgen.digest.models import Digest
from briefgen.rendering import pdf, templates
from briefgen.rendering.pages import Look, page

SHEETS = ("brief.css", "digest.css")
LISTED = 36
"""Items up to which the contents name each of them, so that they and the items of the week share a page."""

_DIGITS = "零一二三四五六七八九"
_POINTS = {"week": "本周要点", "month": "本月要点", "days": "本期要点"}
_NAMES = {"table": "本期指标一览", "dues": "后续任务与时限", "undated": "未注明日期的材料"}
_CONTENTS = "目录"
_HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)
_ENTRY = re.compile(r"<li>\s*(?:<p>)?(.*?)(?:</p>)?\s*(?=</li>|<ul>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_COUNT = re.compile(r"（\d+条）$")


class IssueLook(Look):
    """The look of a digest: the same on every page, with room for running heads."""

    @property
    def margins(self) -> tuple[int, int, int, int]:
        """Of the page, in mm: top, right, bottom, left."""
        return (24, 24, 24, 26)


LOOK = IssueLook(size=12, leading=1.5)


@dataclass(frozen=True, slots=True)
class Issue:
    """A digest as Markdown, and the templates it was made with."""

    digest: Digest
    markdown: str
    templates: Path | None = None


def issue(digest: Digest, *, templates: Path | None = None) -> Issue:
    """A digest as Markdown, from which its pages are made."""
    return Issue(digest, _markdown(digest, templates), templates)


def html(made: Issue) -> str:
    """The HTML of all pages."""
    return issue_page(made.markdown, made.templates, date=made.digest.iso_date)


def write(made: Issue) -> bytes:
    """The PDF. Raises ToolError when Pango or a glyph is missing."""
    return pdf.write(pdf.layout(html(made), templates.folders(made.templates)))


def issue_page(markdown: str, own: Path | None = None, *, date: str | None = None) -> str:
    """The HTML of the pages of a digest, from its Markdown alone, as it was made or edited since."""
    return _linked(_classed(page(markdown, LOOK, own, date=date, sheets=SHEETS)))


def _markdown(digest: Digest, own: Path | None) -> str:
    parts = {"table": digest.table, "dues": digest.next_dues or digest.later_dues, "undated": digest.undated}
    context: Mapping[str, Any] = {
        "page": digest,
        "names": {**_NAMES, "points": _POINTS[digest.days.kind]},
        "day": wording.date,
        "chinese": chinese,
        "parts": [_NAMES[key] for key, content in parts.items() if content],
        "listed": LISTED,
        "compact": len(digest.items) > MANY,
    }
    return templates.fill("digest.md.j2", context, own)


def chinese(number: int) -> str:
    """A number from 1 to 99 as headings have it: `十二`."""
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _classed(text: str) -> str:
    """Name the sections of the first page by their headings, for the style sheet."""
    for heading, name in [*((heading, "points") for heading in _POINTS.values()), (_CONTENTS, "contents")]:
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
