"""RSS and Atom files: one article an entry, its fullest text as lines."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

from briefgen.models import RawText
from briefgen.reading import markup
from briefgen.reading.hints import iso_date
from briefgen.reading.source import Format, Source, Warn, printable
from briefgen.reading.text import damage, decoded

KIND = "feed"

MAX_FEED = 8 * 1024 * 1024
"""Characters of a feed. Feeds have 20 to 500 kB; the parser keeps every entry several times."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,8}|\d{1,8})\b;?", re.IGNORECASE | re.ASCII)
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)\b", re.IGNORECASE)
_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?xml-stylesheet[^>]*>\s*)*"
    rb"(?:<!--(?:[^-]|-[^-])*-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE,
)


def read_feed(source: Source, warn: Warn) -> Iterator[RawText]:
    """The articles of a feed, in its own order."""
    characters = decoded(source)
    if len(characters.text) > MAX_FEED:
        raise source.error(f"the feed is larger than {MAX_FEED // 2**20} MB", "split it")
    if _DOCTYPE.search(characters.text):
        raise source.error("it declares entities, which no feed needs", "take its DOCTYPE out")
    feed = _parsed(source, characters.text)
    publisher = _text(feed.feed.get("title"))
    found = False
    for number, entry in enumerate(feed.entries, 1):
        lines = _lines(entry)
        if not lines:
            warn(f"skipped entry {number} of {printable(source.name)}: it holds no text; open its page and save that")
            continue
        found = True
        yield RawText(
            text="\n".join(lines),
            path=f"{source.name}#{number}",
            kind=KIND,
            sha256=hashlib.sha256("\n".join(lines).encode()).hexdigest(),
            encoding=characters.encoding,
            title=_text(entry.get("title")),
            date=_date(entry.get("published") or entry.get("updated")),
            source=_text((entry.get("source") or {}).get("title")) or publisher,
            url=_text(entry.get("link")),
            warnings=damage(characters),
        )
    if not found:
        raise source.error("the feed has no entries with text", "check that it is the feed you meant")


def _parsed(source: Source, text: str) -> Any:
    import feedparser

    # The declared encoding may be wrong; what is parsed is UTF-8 and says nothing of itself.
    plain = _REFERENCE.sub(_whole, _DECLARATION.sub("", text)).encode()
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # As a stream: a string could be taken for an address and fetched.
        return feedparser.parse(io.BytesIO(plain), response_headers=headers)
    except Exception as error:  # the parser for broken feeds is itself not safe from all of them
        raise source.error("the feed is damaged", "download it again") from error


def _whole(reference: re.Match[str]) -> str:
    """A character reference; U+FFFD for half a character, over which the parser stumbles."""
    digits = reference[1].lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return "\ufffd" if 0xD800 <= code < 0xE000 else reference[0]


def _lines(entry: Any) -> list[str]:
    """The visible lines of the longest of an entry's texts."""
    texts = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    return max((_visible(text) for text in texts), key=lambda lines: sum(map(len, lines)))


def _visible(fragment: str) -> list[str]:
    try:
        root = markup.parse(fragment)
    except markup.TooDeepError:
        return markup.stripped(fragment)
    return [] if root is None else markup.lines(root)


def _text(value: str | None) -> str | None:
    """A field without markup, on one line."""
    return " ".join(_visible(value)) or None if value else None


def _date(stated: str | None) -> str | None:
    """The day as the feed's own clock has it; a parsed date would be that of Greenwich."""
    if date := iso_date(stated):
        return date
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(stated or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


FORMAT = Format(KIND, frozenset({".rss", ".atom", ".xml"}), lambda head: bool(_ROOT.match(head)), read_feed)
