"""From the sources of a digest to its files."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.archive import write_files
from briefgen.batch import counting
from briefgen.calendar import Days
from briefgen.digesting.composing import Grouping, compose, is_of
from briefgen.digesting.gathering import gather, newest_week, to_come
from briefgen.digesting.models import Digest, Report
from briefgen.digesting.tables import sheets
from briefgen.errors import ProofError, SourceError, ToolError
from briefgen.manifest import SUFFIX
from briefgen.ranking import Ranker
from briefgen.register import numbered
from briefgen.rendering import docx, tables
from briefgen.rendering.issues import Issue, issue, on_screen, write
from briefgen.settings import DEFAULT, Settings
from briefgen.verification import (
    Work,
    digesting,  # noqa: F401  tells what a digest cites
    prove,
    trace,
)

FORMATS = ("md", "html", "pdf", "docx", "xlsx", "csv")


@dataclass(frozen=True, slots=True)
class ProducedDigest:
    """The bytes of each file by its suffix, and what could not be made, a line each."""

    files: dict[str, bytes]
    page: Issue
    """What the files show."""
    failures: tuple[str, ...] = ()


def produce_digest(
    digest: Digest,
    formats: tuple[str, ...],
    templates: Path | None = None,
    settings: Settings = DEFAULT,
    reports: Sequence[Report] = (),
) -> ProducedDigest:
    """The files of a digest by what follows their name, the same content in every format.

    When the machine cannot lay out a page, all but the PDF is made all the same, and the failure is
    told in `failures`. With the reports it was made of, numbers in the look `screen` show where they are from.
    """
    made = issue(digest, templates=templates, settings=settings, lay_out=False)
    failures: tuple[str, ...] = ()
    files: dict[str, bytes] = {}
    if "pdf" in formats:
        try:
            with _without_collector():
                made = issue(digest, templates=templates, settings=settings)
                files["pdf"] = write(made)
        except ToolError as error:
            failures = (str(error),)
    files["md"] = made.markdown.encode()
    if "html" in formats:
        files["html"] = (_screen(made, reports) if settings.look == "screen" else made.html).encode()
    if "docx" in formats:
        date = digest.iso_date
        files["docx"] = docx.write(made.markdown, made.look, date=date, settings=settings, numbered=True)
    files = {format: files[format] for format in formats if format in files}
    files |= tables.write(sheets(digest), formats, title=digest.title, date=digest.iso_date)
    return ProducedDigest(files, made, failures)


def _screen(made: Issue, reports: Sequence[Report]) -> str:
    """The page for a screen; when its numbers cannot be traced, which is for the proof to tell, without buttons."""
    work = _work(made, reports, {})
    with suppress(ProofError):
        if reports:
            return on_screen(made, trace(work), work.sources.articles)
    return on_screen(made)


@contextmanager
def _without_collector() -> Iterator[None]:
    """While inside, no search for cycles: laying out and proving make millions of objects that all live to the
    end, and looking through them again and again takes a fifth of the time of the one, half of the other's."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of which sources."""

    sources: tuple[str, ...]
    period: Days | None
    """None for the newest complete week found."""
    group: Grouping
    characters: int | None
    formats: tuple[str, ...]
    out: Path
    register: Path | None
    """None for one in `out`."""
    templates: Path | None
    settings: Settings
    ranker: Ranker
    verify: bool = True
    """Whether everything on the page is proved before anything is written."""

    @property
    def options(self) -> dict[str, str]:
        """What must be known to make the digest anew, besides its days."""
        chosen = {"format": ",".join(self.formats), "look": self.settings.look, "group": self.group}
        room = {"characters": str(self.characters)} if self.characters is not None else {}
        return chosen | room | {"ranker": self.ranker}


def make_issue(
    order: Order, *, warn: Callable[[str], None], today: date | None = None
) -> tuple[list[Path], tuple[str, ...]]:
    """Gather, number and write a digest; the paths written, and a line for each that could not be made.

    A period that was made before keeps its number. Raises SourceError when the period is empty, and
    ProofError when something on the page is not proved; then nothing is written and no number is used.
    `today` is the machine's date when not given: it tells dates that are still to come.
    """
    today = today or date.today()
    with counting("articles") as advance:
        kept = gather(order.sources, order.period, ranker=order.ranker, warn=warn, advance=advance)
    for warning in to_come(kept, today):
        warn(warning)
    period = order.period or newest_week(kept, today)
    if period is None:
        raise SourceError(f"{', '.join(order.sources)}: no article with a date found; choose reports that have one")
    paper = order.settings.digest_name
    digest = compose(kept, period, group=order.group, characters=order.characters, paper=paper)
    shown = [report for report in kept if report.day is None or is_of(report, period)]
    register = order.register or order.out / _REGISTERS[period.kind]
    with numbered(register, period.name, int(period.name[:4])) as number:
        digest = replace(digest, issue=number.text)
        produced = produce_digest(digest, order.formats, order.templates, order.settings, shown)
        files = {f"digest-{period.name}.{suffix}": data for suffix, data in produced.files.items()}
        if order.verify and files:
            with _without_collector():
                files[f"digest-{period.name}{SUFFIX}"] = prove(_work(produced.page, shown, order.options), files)
        return write_files(order.out, files), produced.failures


def _work(made: Issue, reports: Sequence[Report], options: Mapping[str, str]) -> Work:
    """What is to be proved."""
    digest = made.digest
    printed = {"paper": digest.paper, "editor": digest.editor, **made.settings.texts, "issue": digest.issue}
    recorded = {name: text for name, text in printed.items() if text} | {"period": digest.days.name, **options}
    own = made.templates
    return Work(digest, made.markdown, (), "digest", recorded, "digest.md.j2", own, reports=reports)


_REGISTERS = {"week": "register.toml", "month": "register-months.toml", "days": "register-days.toml"}
"""Weeks, months and other days are counted each for themselves."""
