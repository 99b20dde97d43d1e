"""The sources a manifest names, read and analysed again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefgen.analysis import analyse_raw
from briefgen.errors import BriefgenError, SourceError
from briefgen.manifest import Input
from briefgen.models import Analysis, RawText
from briefgen.reading import read
from briefgen.reading.files import readable


def analysed(inputs: Sequence[Input], where: Path | None, failures: list[str]) -> tuple[Analysis, ...]:
    """The analysis of each input; what is missing or has changed is added to `failures`."""
    files: dict[str, dict[str, RawText]] = {}
    analyses: list[Analysis] = []
    for source in inputs:
        try:
            raw = _raw(source, where, files)
            if raw is None:
                failures.append(f"{source.path}: the source holds no such article any more")
            elif raw.sha256 != source.sha256:
                failures.append(f"{source.path}: the source has changed since the page was made; make it again")
            else:
                analyses.append(analyse_raw(raw))
        except BriefgenError as error:
            failures.append(str(error))
    return tuple(analyses)


def _raw(source: Input, where: Path | None, files: dict[str, dict[str, RawText]]) -> RawText | None:
    """The article a path names, `#n` for one of several; each file is read once.

    It keeps the name the manifest has for it, wherever it lies now.
    """
    path, item = source.path, ""
    if where is None and (path == "-" or path.lower().startswith(("http://", "https://"))):
        raise SourceError(f"{path}: the source was no file; save it as one and name that with --source")
    if "#" in path and not Path(_place(path, where)).exists():
        path, mark, number = path.rpartition("#")
        item = mark + number
    place = _place(path, where)
    if place not in files:
        name = readable(Path(place))
        files[place] = {raw.path.removeprefix(name): raw for raw in read(place)}
    raw = files[place].get(item)
    return replace(raw, path=source.path) if raw else None


def _place(path: str, where: Path | None) -> str:
    """Where a source is: as named, or by its name in the file or folder `where`."""
    if where is None:
        return path
    return str(where / Path(path).name) if where.is_dir() else str(where)
