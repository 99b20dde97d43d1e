"""Web archives (`.mht`) and saved mails (`.eml`): the page or text that the envelope holds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.models import RawText
from briefgen.reading.html import read_html
from briefgen.reading.source import Format, Source, Warn
from briefgen.reading.text import read_text

if TYPE_CHECKING:
    from email.message import Message

MOST_PARTS = 1000
"""Parts that are looked at; the page comes first, its pictures after it."""


def read_mime(source: Source, warn: Warn) -> Iterator[RawText]:
    """The one article of an envelope: its first page, or its first text when there is no page."""
    from email import message_from_bytes

    envelope = message_from_bytes(source.data)
    parts = [part for part, _ in zip(envelope.walk(), range(MOST_PARTS), strict=False)]
    page, plain = _first(parts, "text/html"), _first(parts, "text/plain")
    if not page and not plain:
        raise source.error("the envelope holds neither a page nor a text", "save the page as .html")
    inner = Source(source.name, page or plain)
    for article in read_html(inner, warn) if page else read_text(inner, warn):
        yield replace(article, sha256=source.sha256, url=article.url or _address(envelope))


def _first(parts: list["Message"], kind: str) -> bytes:
    """The bytes of the first part of a kind that has any."""
    bodies = (part.get_payload(decode=True) for part in parts if part.get_content_type() == kind)
    return next((body for body in bodies if isinstance(body, bytes) and body.strip()), b"")


def _address(envelope: "Message") -> str | None:
    address = str(envelope.get("Snapshot-Content-Location", "")).strip()
    return address if address.startswith("http") else None


FORMAT = Format(
    "mime",
    frozenset({".mht", ".mhtml", ".eml"}),
    lambda head: head.startswith((b"MIME-Version:", b"From: <Saved by", b'From: "Saved by')),
    read_mime,
)
