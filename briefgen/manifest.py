"""The record beside every output: what it was made from, and where each word and number on it is from.

A page is a row of passages. Their texts, one after the other, are the text of the page; each tells
its place in a source, the formula it follows from, or that it is the template's own.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

from briefgen import __version__
from briefgen.errors import ProofError
from briefgen.models import Figure, Period

SCHEMA = "briefgen/manifest-1"
SUFFIX = ".manifest.json"

Kind = Literal[
    "quote",  # words of one sentence, in its order
    "words",  # words that stand in the source as they are: a keyword, a unit, a deadline
    "name",  # the name of an indicator
    "number",  # a figure of a source
    "derived",  # a number that follows from two figures
    "count",  # how many figures, sentences or tasks there are
    "period",  # the months figures are about
    "document",  # what a source says of itself: title, date, source, place
    "doubt",  # what the audit of a source found
    "setting",  # what the user set, such as the name in the masthead
    "ordinal",  # the number of an item in a list
    "compared",  # what setting two sides side by side gives: a verdict, a note, a word that rose
    "digested",  # what many articles put together give: days, groups, numbers of items and references to them
    "chart",  # words and numbers of a chart, which only formats that have charts show
    "mark",  # the mark that closes or parts what was quoted
    "fixed",  # the template's own words
    "other",  # words without a number that a user's own template made of something else
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the page's text, and where it comes from."""

    kind: Kind
    text: str
    """As shown."""
    unit: int | None = None
    """Passages of one unit (a row, a clause, a task) say one thing together: a name and its numbers."""
    source: int = 0
    """Which of the manifest's inputs."""
    field: str = ""
    """What is counted, which part of the document, which part of the page, or which operation derives."""
    sentence: int | None = None
    start: int | None = None
    """Original offsets: where the words or the number stand in the source's text."""
    end: int | None = None
    raw: str = ""
    """What stands there, when it is a number."""
    pieces: tuple[tuple[int, int], ...] = ()
    """What is kept of the sentence, as local offsets of its cleaned text."""
    figure: Figure | None = None
    """The record of a number; of a name that of its first number."""
    figures: tuple[Figure, ...] = ()
    """The records of the numbers in a quotation, or that a derived number follows from."""
    sources: tuple[int, ...] = ()
    """Which input each of `figures` is from, when it is not `source`."""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A source: the path the user named it by, and the sha256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that a person changed on the page after it was made."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that a proof needs besides the sources. The same work gives the same manifest, to the byte."""

    command: str
    settings: Mapping[str, str]
    inputs: tuple[Input, ...]
    templates: Mapping[str, str]
    """The sha256 of each file, ours by name, the user's own as `own/NAME`."""
    lexicons: Mapping[str, str]
    outputs: Mapping[str, str]
    """The sha256 of each file written beside the manifest."""
    passages: tuple[Passage, ...]
    doubts: tuple[Mapping[str, Any], ...] = ()
    """What the audit of the sources found, as `briefgen.audit` words it."""
    edits: tuple[Edit, ...] = ()
    sides: tuple[int, ...] = ()
    """Of a comparison: how many of the inputs are of its first side, how many of its second."""
    version: str = __version__
    schema: str = SCHEMA

    def to_bytes(self) -> bytes:
        """JSON in UTF-8, one passage a line."""
        head = {
            "schema": self.schema,
            "version": self.version,
            "command": self.command,
            "settings": dict(sorted(self.settings.items())),
            "inputs": [asdict(source) for source in self.inputs],
            **({"sides": list(self.sides)} if self.sides else {}),
            "templates": dict(sorted(self.templates.items())),
            "lexicons": dict(sorted(self.lexicons.items())),
            "outputs": dict(sorted(self.outputs.items())),
            "doubts": [dict(doubt) for doubt in self.doubts],
            "edits": [asdict(edit) for edit in self.edits],
        }
        opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        encode = json.JSONEncoder(ensure_ascii=False, default=_record).encode
        lines = ",\n".join("  " + encode(_sparse(passage)) for passage in self.passages)
        return f'{opened},\n "passages": [\n{lines}\n ]\n}}\n'.encode()


def load(path: Path) -> Manifest:
    """Read a manifest. Raises ProofError when it is missing, damaged, or of another kind."""
    try:
        record = json.loads(path.read_bytes())
        if record["schema"] != SCHEMA:
            raise ProofError(f"{path}: is of schema {record['schema']}, not {SCHEMA}; make the page again")
        return Manifest(
            command=record["command"],
            settings=record["settings"],
            inputs=tuple(Input(**source) for source in record["inputs"]),
            templates=record["templates"],
            lexicons=record["lexicons"],
            outputs=record["outputs"],
            passages=tuple(_passage(entry) for entry in record["passages"]),
            doubts=tuple(record["doubts"]),
            edits=tuple(Edit(**edit) for edit in record["edits"]),
            sides=tuple(map(int, record.get("sides", ()))),
            version=record["version"],
        )
    except OSError as error:
        raise ProofError(f"{path}: cannot be read ({error.strerror}); name the manifest with --manifest") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ProofError(f"{path}: the manifest is damaged ({error}); make the page again") from error


def beside(output: Path) -> Path:
    """The manifest of an output: `a.manifest.json` of `a.md` and `a.pdf`."""
    return output.with_name(output.stem + SUFFIX)


def lexicons() -> dict[str, str]:
    """The sha256 of every word list."""
    folder = files("briefgen.lexicons")
    return {f.name: sha256(f.read_bytes()) for f in folder.iterdir() if f.name.endswith((".toml", ".txt"))}


def sha256(data: bytes) -> str:
    """Of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


_DEFAULTS = {f.name: None if f.default is MISSING else f.default for f in fields(Passage)}
_RECORDS = {kind: tuple(f.name for f in fields(kind)) for kind in (Figure, Period)}


def _sparse(passage: Passage) -> dict[str, Any]:
    """The fields that say something; records in them are for `_record`."""
    said = ((name, getattr(passage, name)) for name in _DEFAULTS)
    return {name: value for name, value in said if value != _DEFAULTS[name]}


def _record(value: Any) -> dict[str, Any]:
    """The fields of a figure or a period: digests have tens of thousands, so no copies are made."""
    return {name: getattr(value, name) for name in _RECORDS[type(value)]}


def _passage(entry: dict[str, Any]) -> Passage:
    if entry["kind"] not in get_args(Kind) or not isinstance(entry["text"], str):
        raise ValueError(f"no passage: {entry!r:.60}")
    return Passage(
        **entry
        | {
            "pieces": tuple((int(begin), int(end)) for begin, end in entry.get("pieces", ())),
            "figure": _figure(entry["figure"]) if "figure" in entry else None,
            "figures": tuple(_figure(record) for record in entry.get("figures", ())),
            "sources": tuple(entry.get("sources", ())),
        }
    )


def _figure(record: dict[str, Any]) -> Figure:
    period = Period(**record["period"]) if record["period"] else None
    return Figure(**record | {"period": period, "notes": tuple(record["notes"])})
