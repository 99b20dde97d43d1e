"""Reading: a file, folder, stream or address in, articles as `RawText` out."""

from collections.abc import Iterator
from pathlib import Path

from briefgen.models import RawText
from briefgen.reading import docx, files, html, text
from briefgen.reading.source import Format, Source, Warn

FORMATS: tuple[Format, ...] = (docx.FORMAT, html.FORMAT, text.MARKDOWN, text.TEXT)
"""The kinds of file, those with a sure sign first; the last one takes what no other knows."""

HEAD = 2048
"""Bytes a format may look at to recognise its own."""


def ignore(message: str) -> None:
    """The default for `warn`: say nothing."""


def read(source: str | Path, *, warn: Warn = ignore) -> Iterator[RawText]:
    """The articles of a source, in its own order.

    `source` is a path or `-` for standard input. `warn` gets one line
    for each thing that was skipped while the rest was read; warnings about an article that was
    read are in its `RawText.warnings`. Raises SourceError, with a one-line message, when the source gives nothing.
    """
    loaded = files.load_stdin() if str(source) == "-" else files.load(Path(source))
    yield from read_source(loaded, warn)


def read_source(source: Source, warn: Warn = ignore) -> Iterator[RawText]:
    """The articles in the bytes of one file, by the reader that knows its format."""
    yield from _format(source).read(source, warn)


def _format(source: Source) -> Format:
    """The format that is sure by content, else the one that owns the suffix, else plain text."""
    head = source.data[:HEAD].replace(b"\0", b"")
    sure = (f for f in FORMATS if f.sniff(head))
    owner = (f for f in FORMATS if source.suffix in f.suffixes)
    return next(sure, None) or next(owner, FORMATS[-1])
