"""Dumps: many articles in one file, as JSON lines, as a JSON array, or as a table in CSV.

Item n is line n of JSON lines, the nth object of an array, row n of a table. What is no article is
reported and passed over. Fields may be named in Chinese, and as common crawlers and sites name them.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any

from briefgen import lexicons
from briefgen.models import RawText
from briefgen.reading import markup
from briefgen.reading.decoding import Decoded
from briefgen.reading.hints import iso_date
from briefgen.reading.source import Format, Source, Warn, printable
from briefgen.reading.text import damage, decoded

KIND = "dump"

MOST_WARNINGS = 10
"""Broken items that are named one by one; a file of another kind has thousands."""

LONGEST_CELL = 16 * 1024 * 1024
"""Characters of a cell of a table; the library's own limit is shorter than a work report."""

_FIELDS: dict[str, list[str]] = lexicons.load("metadata")["dump"]
_PARAGRAPH = re.compile(r"</p>|<br\b|</div>|</span>", re.IGNORECASE)
_JSON = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,99}(?:\[\s{0,99})?\{\s{0,99}"')

Item = tuple[int, str, Callable[[], Any]]
"""The number of an item, its text in the file, and how it is read; ValueError when it cannot be."""


def read_json(source: Source, warn: Warn) -> Iterator[RawText]:
    """The articles of JSON lines, of an array, or of an object whose longest field is such an array."""
    characters = decoded(source)
    whole = _whole(characters.text)
    if whole is None:
        lines = enumerate(characters.text.split("\n"), 1)
        items = ((n, line, partial(_parsed, line)) for n, line in lines if line.strip())
        yield from _articles(source, characters, items, "line", warn)
    else:
        yield from _articles(source, characters, map(_as_item, count(1), whole), "item", warn)


def read_csv(source: Source, warn: Warn) -> Iterator[RawText]:
    """The articles of a table whose head names a text."""
    characters = decoded(source)
    rows = csv.DictReader(io.StringIO(characters.text.removeprefix("\ufeff"), newline=""))
    csv.field_size_limit(LONGEST_CELL)
    try:
        if not any(name and name.strip().lower() in _FIELDS["text"] for name in rows.fieldnames or ()):
            raise source.error("no column of the table is a text", "call one text or 正文, or save the report as .txt")
        yield from _articles(source, characters, map(_as_item, count(1), rows), "row", warn)
    except csv.Error as error:
        raise source.error(f"the table is broken ({error})", "save it again as CSV") from error


def _articles(source: Source, characters: Decoded, items: Iterable[Item], what: str, warn: Warn) -> Iterator[RawText]:
    found = False
    skipped = 0
    for number, told, parsed in items:
        try:
            article = _article(source, number, told, parsed(), characters)
        except ValueError as error:
            skipped += 1
            if skipped <= MOST_WARNINGS:
                warn(f"skipped {what} {number} of {printable(source.name)}: {error}; mend or remove it")
        else:
            found = True
            yield article
    if skipped > MOST_WARNINGS:
        warn(f"skipped {skipped - MOST_WARNINGS} further ones of {printable(source.name)}")
    if not found:
        remedy = 'give each article a "title", "date" and "text", as JSON one object a line'
        raise source.error("it holds no article", remedy)


def _article(source: Source, number: int, told: str, item: Any, characters: Decoded) -> RawText:
    if not isinstance(item, dict):
        raise ValueError("it is not an object")
    text = _field(item, "text")
    if text is None:
        raise ValueError('it has no "text"')
    return RawText(
        text=_shown(text),
        path=f"{source.name}#{number}",
        kind=KIND,
        sha256=hashlib.sha256(told.encode(characters.encoding, "surrogatepass")).hexdigest(),
        encoding=characters.encoding,
        title=_field(item, "title"),
        date=iso_date(_field(item, "date")),
        source=_field(item, "source"),
        url=_field(item, "url"),
        warnings=damage(characters),
    )


def _whole(text: str) -> list[Any] | None:
    """The items of a file that is one JSON value; None for JSON lines, a single one included."""
    first = text.lstrip("\ufeff \t\r\n").partition("\n")[0]
    try:
        if _field(_parsed(first), "text") is not None:
            return None
    except (ValueError, AttributeError):
        pass  # the value may go on behind this line
    try:
        whole = _parsed(text.removeprefix("\ufeff"))
    except ValueError:
        return None
    if isinstance(whole, dict) and _field(whole, "text") is None:
        lists = (value for value in whole.values() if isinstance(value, list))
        return max(lists, key=len, default=[whole])
    return whole if isinstance(whole, list) else [whole]


def _as_item(number: int, item: Any) -> Item:
    """An item that is parsed already; its text is that of its fields, however the file sets them."""
    return number, json.dumps(item), lambda: item


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is broken at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _field(item: Mapping[str, Any], field: str) -> str | None:
    """A field's text under the first of its names that has one. Half characters (`\\ud800`) become U+FFFD."""
    values = {str(name).strip().lower(): value for name, value in item.items() if name}
    for name in _FIELDS[field]:
        value = values.get(name)
        if value is not None and not isinstance(value, (dict, list, bool)) and str(value).strip():
            return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return None


def _shown(text: str) -> str:
    """What a reader sees of a text that a site keeps as HTML; any other text as it is."""
    if not _PARAGRAPH.search(text):
        return text
    try:
        root = markup.parse(text)
    except markup.TooDeepError:
        return "\n".join(markup.stripped(text))
    return text if root is None else "\n".join(markup.lines(root))


JSON = Format(KIND, frozenset({".jsonl", ".ndjson", ".json"}), lambda head: bool(_JSON.match(head)), read_json)
CSV = Format(KIND, frozenset({".csv"}), lambda head: False, read_csv)
