"""Files, folders and standard input as bytes, with every way they can fail."""

import os
import stat
import sys
from pathlib import Path

from briefgen.reading.source import MAX_BYTES, Source, unreadable


def is_folder(path: Path) -> bool:
    """Whether this is a folder; False also for what cannot be looked at, which `load` then reports."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def load(path: Path) -> Source:
    """The bytes of a regular file; SourceError when it is missing, empty, too large or no file."""
    name = readable(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a fifo or a device would wait for ever
            raise unreadable(name, "it is a pipe, socket or device", "name a regular file, or - for standard input")
        if status.st_size > MAX_BYTES:
            raise too_large(name)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _failed(name, error) from error
    return checked(name, data, path.suffix.lower())


def readable(path: Path) -> str:
    """A path as text; names not in this machine's encoding are GBK, as archives from Windows leave them."""
    return str(Path(*map(_part, path.parts)))


def _part(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def load_stdin() -> Source:
    """The bytes of standard input, under the name `-`."""
    return checked("-", sys.stdin.buffer.read(MAX_BYTES + 1))


def checked(name: str, data: bytes, suffix: str = "") -> Source:
    """A source of these bytes; SourceError when there are none or too many."""
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data:
        raise unreadable(name, "it is empty", "give a file with a report in it")
    return Source(name, data, suffix)


def too_large(name: str) -> Exception:
    """The error for more than MAX_BYTES."""
    return unreadable(name, f"it is larger than {MAX_BYTES // 2**20} MB", "split it or give the report alone")


def _failed(name: str, error: OSError | ValueError) -> Exception:
    if isinstance(error, FileNotFoundError):
        return unreadable(name, "there is no such file", "check the name")
    if isinstance(error, PermissionError):
        return unreadable(name, "permission is denied", "ask its owner for the right to read it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return unreadable(name, reason, "check the name and the disk")
