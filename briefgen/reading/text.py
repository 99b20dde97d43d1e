"""Plain text and Markdown: the article is the decoded file, character for character.

Markdown keeps its markers: offsets then count characters of the file the author edits.
"""

from collections.abc import Iterator

from briefgen.models import RawText
from briefgen.reading.decoding import Decoded, UndecodableError, decode
from briefgen.reading.source import Format, Source, Warn


def read_text(source: Source, warn: Warn) -> Iterator[RawText]:
    """The one article of a text file."""
    yield _article(source, "text")


def read_markdown(source: Source, warn: Warn) -> Iterator[RawText]:
    """The one article of a Markdown file, as written."""
    yield _article(source, "markdown")


def decoded(source: Source) -> Decoded:
    """The characters of a source; SourceError when it is no text."""
    try:
        return decode(source.data)
    except UndecodableError as error:
        raise source.error(str(error), "save it as text in UTF-8") from error


def damage(characters: Decoded) -> tuple[str, ...]:
    """The warning for characters that could not be decoded, if any."""
    if not characters.damaged:
        return ()
    return (f"damaged characters, read as {characters.encoding}, stand as \ufffd; their number: {characters.damaged}",)


def _article(source: Source, kind: str) -> RawText:
    characters = decoded(source)
    if not characters.text.strip():
        raise source.error("it holds no text", "give a file with a report in it")
    return RawText(
        text=characters.text,
        path=source.name,
        kind=kind,
        sha256=source.sha256,
        encoding=characters.encoding,
        warnings=damage(characters),
    )


TEXT = Format("text", frozenset({".txt", ".text"}), lambda head: False, read_text)
MARKDOWN = Format("markdown", frozenset({".md", ".markdown"}), lambda head: False, read_markdown)
