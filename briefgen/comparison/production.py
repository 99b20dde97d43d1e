"""From two sides to the bytes of the files of their comparison."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.comparison.models import Comparison
from briefgen.comparison.records import as_csv, as_json
from briefgen.comparison.tables import sheets
from briefgen.errors import ProofError, ToolError
from briefgen.models import Analysis
from briefgen.rendering import docx
from briefgen.rendering.comparing import SetComparison, on_screen, set_comparison, write
from briefgen.rendering.tables import write_xlsx
from briefgen.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from briefgen.verification import Work

FORMATS = ("md", "pdf", "html", "docx", "json", "csv", "xlsx")
_LAID_OUT = {"pdf", "html", "docx"}

Sides = Sequence[Sequence[Analysis]]
"""The analyses of both sides, as given to `compare`."""


@dataclass(frozen=True, slots=True)
class ProducedComparison:
    """The bytes of each file by its suffix, and what could not be made, a line each."""

    files: dict[str, bytes]
    made: SetComparison
    """What the page says, whatever the formats."""
    failures: tuple[str, ...] = ()


def produce_comparison(
    comparison: Comparison,
    sides: Sides,
    formats: tuple[str, ...],
    templates: Path | None = None,
    settings: Settings = DEFAULT,
) -> ProducedComparison:
    """The files of a comparison of two sides, the same content on the page in every format.

    JSON and the workbook hold all of it, CSV its rows with the formulas in words.
    When the machine cannot lay out a page, the other formats are made all the same, and the failure
    is told in `failures`.
    """
    files = {"json": as_json(comparison).encode(), "csv": as_csv(comparison).encode()}
    failures: tuple[str, ...] = ()
    lay_out = bool(_LAID_OUT.intersection(formats))
    try:
        made = set_comparison(comparison, templates=templates, settings=settings, lay_out=lay_out)
        files["html"] = made.html.encode()
        if "pdf" in formats:
            files["pdf"] = write(made)
    except ToolError as error:
        failures = (str(error),)
        made = set_comparison(comparison, templates=templates, settings=settings, lay_out=False)
    files["md"] = made.markdown.encode()
    if settings.look == "screen":
        files["html"] = _screen(made, comparison, sides).encode()
    if "docx" in formats:
        date, chart = made.date, made.chart
        files["docx"] = docx.write(made.markdown, made.look, date=date, settings=settings, numbered=True, chart=chart)
    if "xlsx" in formats:
        found = sheets(comparison, *_ordered(comparison, sides))
        files["xlsx"] = write_xlsx(found, title=made.page.title, date=made.date)
    return ProducedComparison({format: files[format] for format in formats if format in files}, made, failures)


def _ordered(comparison: Comparison, sides: Sides) -> tuple[list[Analysis], list[Analysis]]:
    """The analyses in the order of `Side.reports`."""
    first, second = (
        [known[report.path, report.sha256] for report in side.reports]
        for side, known in zip((comparison.a, comparison.b), map(_by_origin, sides), strict=True)
    )
    return first, second


def _by_origin(analyses: Sequence[Analysis]) -> dict[tuple[str, str], Analysis]:
    return {(one.document.raw.path, one.document.raw.sha256): one for one in analyses}


def proof(
    produced: ProducedComparison,
    comparison: Comparison,
    sides: Sides,
    files: Mapping[str, bytes],
) -> bytes:
    """The manifest of a comparison's files, by their names, once all of them are proved. Raises ProofError."""
    from briefgen.verification import prove

    return prove(_work(produced.made, comparison, sides), files)


def _screen(made: SetComparison, comparison: Comparison, sides: Sides) -> str:
    """The page for a screen; when its numbers cannot be traced, which is for the proof to tell, without buttons."""
    from briefgen.verification import trace

    work = _work(made, comparison, sides)
    with suppress(ProofError):
        return on_screen(made, trace(work), work.sources.articles)
    return on_screen(made)


def _work(made: SetComparison, comparison: Comparison, sides: Sides) -> "Work":
    """What is to be proved."""
    from briefgen.verification import Work
    from briefgen.verification.comparing import drawn

    first, second = _ordered(comparison, sides)
    return Work(
        made.page,
        made.markdown,
        (*first, *second),
        "compare",
        {"paper": made.page.paper, "look": made.settings.look, **made.settings.texts},
        "compare.md.j2",
        made.templates,
        sides=(len(first), len(second)),
        drawn=tuple(drawn(made.chart)),
    )
