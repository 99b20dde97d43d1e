"""Many reports in a row: one bad file is told at the end and does not stop the others."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import BriefgenError
from briefgen.messages import current, translated
from briefgen.models import Analysis

# Characters no file system of an office machine takes, and what would hide a file or leave its folder.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+|^\.+|[. ]+$')

# `.txt`, `.docx`, `.mp4`; the `.08` of a folder `2023.08` is part of its name.
_SUFFIX = re.compile(r"(?<=.)\.(?=\d*[A-Za-z])[A-Za-z0-9]{1,8}$")

# Bytes of a name that every common file system takes, less what a suffix and a temporary name need.
_LONGEST_NAME = 180
_VERSUS = "-vs-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch: the files written, and one line for each thing that went wrong."""

    written: tuple[Path, ...]
    failures: tuple[str, ...]


def output_name(path: str, taken: Iterable[str]) -> str:
    """A file name without suffix for the report at `path`, different from those taken in more than its case."""
    name = _safe_name(path, _LONGEST_NAME)
    known, number = {other.casefold() for other in taken}, 2
    unique = name
    while unique.casefold() in known:
        unique, number = f"{name}-{number}", number + 1
    return unique


def paired_name(a: str, b: str) -> str:
    """A file name without suffix for what sets the sources `a` and `b` side by side: `2023-vs-2024`."""
    longest = (_LONGEST_NAME - len(_VERSUS)) // 2
    return _safe_name(a, longest) + _VERSUS + _safe_name(b, longest)


def _safe_name(path: str, longest: int) -> str:
    """The name of a source, without what file systems refuse, in at most `longest` bytes."""
    source, _, item = path.partition("#")
    stem = _SUFFIX.sub("", Path(source).name) if source != "-" else "stdin"
    name = _UNSAFE.sub("_", f"{stem}-{item}" if item else stem)
    return name.encode()[:longest].decode(errors="ignore") or "report"


def work_through(
    sources: list[str],
    analyse: Callable[[str, Callable[[str], None]], Iterable[Analysis]],
    make: Callable[[Analysis, str], tuple[list[Path], tuple[str, ...]]],
) -> Outcome:
    """Analyse each source and make its output under a name of its own; go on after a failure.

    `make` takes an analysis and the name for its files, and returns the paths it wrote and a
    line for each that it could not make.
    """
    written: list[Path] = []
    failures: list[str] = []
    taken: set[str] = set()
    with _progress(len(sources)) as advance:
        for source in sources:
            try:
                for analysis in analyse(source, failures.append):
                    name = output_name(analysis.document.raw.path, taken)
                    taken.add(name)
                    try:
                        paths, failed = make(analysis, name)
                    except BriefgenError as error:  # the other articles of the source are still to come
                        paths, failed = [], (str(error),)
                    written += paths
                    failures += failed
            except BriefgenError as error:
                failures.append(str(error))
            advance(source)
    return Outcome(tuple(written), tuple(failures))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error when there is something to wait for and somebody to see it."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(source: str) -> None:
            bar.update(task, advance=1, description=Path(source).name)

        yield advance


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """A moving bar with a count on standard error, for work whose amount shows only as it is read."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description} {task.completed}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(translated(what, current()), total=None)
        yield lambda count: bar.update(task, advance=count)
