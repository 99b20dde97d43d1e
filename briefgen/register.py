"""The register of issue numbers: a small file that people may edit by hand."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefgen.archive import write_files
from briefgen.errors import OutputError, SettingsError

_HEAD = """\
# 期号登记。每期一行,可以手工修改:期号按年编,总号连续。
# Issue numbers, one line each; may be edited by hand.
# 同目录下以点开头的 .lock 文件是空的锁文件,不必理会。
"""

# Setting a large digest takes seconds, not minutes; after that the other run has gone wrong.
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Issue:
    """The number of a digest within its year, and among all."""

    number: int
    total: int

    @property
    def text(self) -> str:
        """As printed under the masthead: `第31期（总第203期）`."""
        return f"第{self.number}期（总第{self.total}期）"


@contextmanager
def numbered(path: Path, name: str, year: int) -> Iterator[Issue]:
    """The issue number of the digest `name` of a year; kept only if the work inside succeeds.

    A name that is in the register keeps its number, a new one gets the next of its year.
    The register is locked meanwhile, so that two runs never give one number to two issues.
    Raises SettingsError when the register is damaged, OutputError when another run holds it.
    """
    from filelock import Timeout

    try:
        with _locked(path):
            issues = read_register(path)
            issue = issues.get(name) or _next(issues, year)
            yield issue
            if name not in issues:
                write_files(path.parent, {path.name: _text(issues | {name: issue}).encode()})
    except Timeout:
        raise OutputError(f"{path}: another run is writing an issue; wait for it to end and try again") from None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """The register held for this run alone. Raises OutputError when its folder cannot be written."""
    from filelock import FileLock

    # The lock file stays, hidden: who removed it would let two waiting runs hold two files of one name.
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE_S)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        if isinstance(error, TimeoutError):
            raise
        why = error.strerror or error
        raise OutputError(
            f"{path}: cannot keep the register there ({why}); choose another place with --register"
        ) from error
    try:
        yield
    finally:
        lock.release()


def read_register(path: Path) -> dict[str, Issue]:
    """The issues in a register by name; an empty one when the file is not there."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else {}
        issues = {name: Issue(line["number"], line["total"]) for name, line in table.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, KeyError, OSError) as error:
        raise SettingsError(
            f"{path}: the register is damaged ({error}); mend the line, or move the file away"
        ) from error
    _check(path, issues)
    return issues


def _check(path: Path, issues: dict[str, Issue]) -> None:
    totals: dict[int, str] = {}
    for name, issue in issues.items():
        if type(issue.number) is not int or type(issue.total) is not int or min(issue.number, issue.total) < 1:
            raise SettingsError(f"{path}: {name} has no whole number above 0; mend the line")
        if issue.total in totals:
            raise SettingsError(f"{path}: {totals[issue.total]} and {name} have one number; mend one of the lines")
        totals[issue.total] = name


def _next(issues: dict[str, Issue], year: int) -> Issue:
    of_year = [issue.number for name, issue in issues.items() if name.startswith(f"{year}-")]
    return Issue(max(of_year, default=0) + 1, max((issue.total for issue in issues.values()), default=0) + 1)


def _text(issues: dict[str, Issue]) -> str:
    lines = (f'"{name}" = {{ number = {issue.number}, total = {issue.total} }}\n' for name, issue in issues.items())
    return _HEAD + "".join(lines)
