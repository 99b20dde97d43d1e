"""Dumps in JSON lines: one article a line, with `title`, `date`, `text` and `url`.

Item n is line n of the file. A line that is no article is reported and passed over.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from briefgen.models import RawText
from briefgen.reading.hints import iso_date
from briefgen.reading.source import Format, Source, Warn, printable
from briefgen.reading.text import damage, decoded

KIND = "jsonl"

MOST_WARNINGS = 10
"""Broken lines that are named one by one; a file of another kind has thousands."""


def read_jsonl(source: Source, warn: Warn) -> Iterator[RawText]:
    """The articles of a dump, in the order of its lines."""
    characters = decoded(source)
    found = False
    skipped = 0
    for number, line in enumerate(characters.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            article = _article(source, number, line, characters.encoding, damage(characters))
        except ValueError as error:
            skipped += 1
            if skipped <= MOST_WARNINGS:
                warn(f"skipped line {number} of {printable(source.name)}: {error}; mend or remove the line")
        else:
            found = True
            yield article
    if skipped > MOST_WARNINGS:
        warn(f"skipped {skipped - MOST_WARNINGS} further lines of {printable(source.name)}")
    if not found:
        raise source.error(
            "no line of it is an article", 'give one JSON object a line, with "title", "date" and "text"'
        )


def _article(source: Source, number: int, line: str, encoding: str, warnings: tuple[str, ...]) -> RawText:
    item = _parsed(line)
    text = _field(item, "text")
    if text is None:
        raise ValueError('it has no "text"')
    return RawText(
        text=text,
        path=f"{source.name}#{number}",
        kind=KIND,
        sha256=hashlib.sha256(line.encode(encoding, "surrogatepass")).hexdigest(),
        encoding=encoding,
        title=_field(item, "title"),
        date=iso_date(_field(item, "date")),
        source=_field(item, "source"),
        url=_field(item, "url"),
        warnings=warnings,
    )


def _parsed(line: str) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is broken at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(item, dict):
        raise ValueError("it is not an object")
    return item


def _field(item: dict[str, Any], name: str) -> str | None:
    """A field's text; None when it is missing or blank. Half characters (`\\ud800`) become U+FFFD."""
    value = item.get(name)
    if value is None or isinstance(value, (dict, list, bool)) or not str(value).strip():
        return None
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


FORMAT = Format(
    KIND,
    frozenset({".jsonl", ".ndjson"}),
    lambda head: head.removeprefix(b"\xef\xbb\xbf").startswith(b'{"'),
    read_jsonl,
)
