"""Reading: a file, folder, stream or address in, articles as `RawText` out.

Each kind of file is a module with a `Format`: how to recognise it, and its reader. To add a kind,
add its module and its name to FORMATS. Libraries are imported when their kind is read.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.reading import docx, dump, feed, files, folder, html, mime, old, pdf, text
from briefgen.reading.source import Format, Source, Warn

FORMATS: tuple[Format, ...] = (
    old.FORMAT,
    pdf.FORMAT,
    docx.FORMAT,
    feed.FORMAT,
    html.FORMAT,
    mime.FORMAT,
    dump.JSON,
    dump.CSV,
    text.MARKDOWN,
    text.TEXT,
)
"""The kinds of file, asked in this order; the last one takes what no other knows."""

HEAD = 2048
"""Bytes a format may look at to recognise its own."""


def ignore(message: str) -> None:
    """The default for `warn`: say nothing."""


def read(source: str | Path, *, warn: Warn = ignore, allow_private: bool = False) -> Iterator[RawText]:
    """The articles of a source, in its own order; a folder's in the order of its file names.

    `source` is a file, a folder, `-` for standard input, or an http(s) address, of a private
    network only with `allow_private`. `warn` gets one line for each thing that was skipped while the rest
    was read; doubts about an article that was read are in its `RawText.warnings`. Raises
    SourceError, with a one-line message, when the source gives nothing.
    """
    name = str(source)
    if name == "-":
        yield from read_source(files.load_stdin(), warn)
    elif name.lower().startswith(("http://", "https://")):
        yield from _read_address(name, warn, allow_private)
    elif files.is_folder(Path(source)):
        yield from _read_folder(Path(source), warn)
    else:
        yield from read_source(files.load(Path(source)), warn)


def read_source(source: Source, warn: Warn = ignore) -> Iterator[RawText]:
    """The articles in the bytes of one file, by the reader that knows its format."""
    yield from _format(source).read(source, warn)


def _read_address(address: str, warn: Warn, allow_private: bool) -> Iterator[RawText]:
    from briefgen.reading import web

    page = web.fetch(address, allow_private=allow_private)
    for article in read_source(page.source, warn):
        yield replace(article, url=article.url or page.url)


def _read_folder(path: Path, warn: Warn) -> Iterator[RawText]:
    suffixes = frozenset[str]().union(*(kind.suffixes for kind in FORMATS))
    found = False
    for file in folder.reports(path, suffixes, warn):
        try:
            for article in read_source(files.load(file), warn):
                found = True
                yield article
        except SourceError as error:  # one bad file does not stop the others
            warn(str(error))
    if not found:
        raise folder.without_reports(path)


def _format(source: Source) -> Format:
    """The format that is sure by content, else the one that owns the suffix, else plain text."""
    head = source.data[:HEAD].replace(b"\0", b"")
    sure = (kind for kind in FORMATS if kind.sniff(head))
    owner = (kind for kind in FORMATS if source.suffix in kind.suffixes)
    return next(sure, None) or next(owner, FORMATS[-1])
