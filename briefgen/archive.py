"""Writing results: whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.errors import OutputError


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write named files into a folder, which is made when missing; return their paths.

    Every file is first written in full beside its place and then renamed, so that a reader
    never meets half a file, and none takes its place before all are on the disk. They take their
    places in the order given, while no other run does so in this folder; a manifest given last says
    by its absence or its checksums when the work was cut short. Raises OutputError when a name
    would leave the folder, or the folder cannot be written.
    """
    for name in files:
        if Path(name).name != name or name in ("", ".", ".."):
            raise OutputError(f"{name!r}: not a file name; outputs stay inside {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder, files)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{folder}: cannot write ({reason}); choose another folder with --out") from error


def _write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    waiting: dict[str, Path] = {}
    try:
        for name, data in files.items():
            waiting[name] = _write_beside(folder, name, data)
        with _alone(folder):
            return [temporary.replace(folder / name) for name, temporary in waiting.items()]
    except BaseException:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself, so that the files of two runs do not mix; no lock file is left behind.

    Where folders cannot be locked (Windows, some network drives) the checksums of the manifest must do.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_beside(folder: Path, name: str, data: bytes) -> Path:
    handle, path = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    temporary = Path(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
