"""Writing results: whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.errors import OutputError

_STAGE = ".briefgen-"
"""Begins the name of the hidden folder in which a run keeps what does not stand in its place yet."""


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write named files into a folder, which is made when missing; return their paths.

    A reader never meets half a file, nor files of two runs side by side, even when the process is
    killed: all files are first written in full into a hidden folder; then the files that stand in their
    places are set aside into it, all of them before the first new one takes its place. What a
    killed run left undone, the next one into this folder finishes. Two runs at once wait for each other.
    Raises OutputError when a name would leave the folder, or the folder cannot be written; the files
    that stood there stand there then.
    """
    for name in files:
        if Path(name).name != name or name in ("", ".", ".."):
            raise OutputError(f"{name!r}: not a file name; outputs stay inside {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder) as alone:
            if alone:
                _finish(folder)
            return _write(folder, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{folder}: cannot write ({reason}); choose another folder with --out") from error


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=folder))
    try:
        new, old = stage / "new", stage / "old"
        new.mkdir()
        for name, data in files.items():
            _write_whole(new / name, data)
        old.mkdir()  # from here on a killed run is finished, not undone
        try:
            return _exchange(folder, list(files), new, old)
        except BaseException:
            for kept in old.iterdir():
                kept.replace(folder / kept.name)
            raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _exchange(folder: Path, names: list[str], new: Path, old: Path) -> list[Path]:
    """Every old file out of its place, then every new one into it; on failure no new one stays."""
    placed: list[Path] = []
    try:
        for name in names:
            if (folder / name).is_file():
                (folder / name).replace(old / name)
        for name in names:
            (new / name).replace(folder / name)
            placed.append(folder / name)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    return placed


def _finish(folder: Path) -> None:
    """Do what runs that were killed left undone: give the files their places, or tidy half-written ones away."""
    for stage in sorted(folder.glob(f"{_STAGE}*/")):
        if (stage / "old").is_dir():
            for path in sorted((stage / "new").iterdir()):
                path.replace(folder / path.name)
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Hold the folder itself, and tell whether it is held; no lock file is left behind.

    Where folders cannot be locked (Windows, some network drives) the checksums of the manifest must
    do, and what a killed run left stays where it is: it could be of a run that is not over.
    """
    try:
        import fcntl
    except ImportError:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _write_whole(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
