"""A folder of reports: its files in sorted order, sub-folders included."""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from briefgen.errors import SourceError
from briefgen.manifest import SUFFIX
from briefgen.reading.source import Warn, printable, unreadable

OUTPUT = "out"
"""Where briefgen writes: what it made is no report."""

PAGE_PARTS = ("_files", ".files")
"""What a browser adds to a page's name for the folder of its pictures and frames."""


def reports(folder: Path, suffixes: Collection[str], warn: Warn) -> Iterator[Path]:
    """The files below a folder that have one of these suffixes.

    Hidden files, files called README (they tell of the folder), what briefgen itself made and the parts of
    saved pages are passed over in silence, links to folders too; other files are named to `warn`.
    """
    foreign: list[str] = []
    for path in _files(folder, warn):
        if path.suffix.lower() in suffixes:
            yield path
        else:
            foreign.append(path.name)
    if foreign:
        shown = ", ".join(map(printable, foreign[:3])) + (", …" if len(foreign) > 3 else "")
        warn(f"skipped {len(foreign)} files of other kinds in {printable(str(folder))}: {shown}")


def without_reports(folder: Path) -> SourceError:
    """The error for a folder that gave nothing."""
    return unreadable(str(folder), "the folder holds no reports", "put .txt, .html, .docx or .pdf files in it")


def _files(folder: Path, warn: Warn) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        warn(f"skipped {printable(str(error.filename))}: {error.strerror}; ask its owner for the right to read it")

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not _passed_over(name))
        ours = _made(root, names)
        for name in sorted(names):
            if not name.startswith((".", "~$", "README")) and name not in ours:  # ~$ is a lock of Word
                yield Path(root, name)


def _made(root: str, names: Collection[str]) -> set[str]:
    """The manifests of a folder and the outputs they name."""
    made: set[str] = set()
    for name in names:
        if name.endswith(SUFFIX):
            made.add(name)
            with suppress(OSError, ValueError, AttributeError):  # a damaged one names nothing
                made.update(json.loads(Path(root, name).read_text("utf-8")).get("outputs", ()))
    return made


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name == OUTPUT or name.endswith(PAGE_PARTS)
