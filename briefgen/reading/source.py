"""What all readers share: the bytes to be read, where they came from, and the shape of a reader."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.errors import SourceError
from briefgen.models import RawText

Warn = Callable[[str], None]

MAX_BYTES = 64 * 1024 * 1024
"""The largest source that is read. A work report has 100 kB, a year of a newspaper's items 10 MB;
beyond this a file is most likely no report, and parsers need some ten times the size in memory."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file, page or stream."""

    name: str
    """What the user named: a path, an address, or `-`."""
    data: bytes

    suffix: str = ""
    """Lower-case ending that tells the format, with its dot (`.html`), or an empty string."""

    @property
    def sha256(self) -> str:
        """Of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def error(self, what: str, remedy: str) -> SourceError:
        """The error for this source, in one line: what, where, what to do."""
        return unreadable(self.name, what, remedy)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, how to recognise it, and its reader."""

    kind: str
    """The name that `RawText.kind` carries."""
    suffixes: frozenset[str]
    sniff: Callable[[bytes], bool]
    """True when the first bytes (NULs taken out, so that UTF-16 looks like ASCII) leave no doubt."""
    read: Callable[[Source, Warn], Iterator[RawText]]
    """Yields the articles; raises SourceError when there is none, calls Warn for what was skipped."""


def unreadable(name: str, what: str, remedy: str) -> SourceError:
    """The error for a source that gives nothing: `cannot read NAME: what; what to do`."""
    return SourceError(f"cannot read {printable(name)}: {what}; {remedy}")


def printable(name: str) -> str:
    """A name as given, with control characters and broken bytes escaped: a message is one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
