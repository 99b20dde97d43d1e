"""From an analysis to the bytes of its files."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from briefgen.briefing import brief
from briefgen.errors import ProofError, SettingsError, ToolError
from briefgen.manifest import Passage
from briefgen.models import Analysis
from briefgen.rendering import Fitted, Format, estimate, fit, render, tables
from briefgen.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from briefgen.verification import Work

TABLES = ("xlsx", "csv")
"""Formats that hold all records of a report, whatever fits on its page."""
FORMATS: tuple[str, ...] = (*get_args(Format), *TABLES)


@dataclass(frozen=True, slots=True)
class Produced:
    """The bytes of each file by what follows its name (`pdf`, `目标.csv`), and what could not be made, a line each."""

    files: dict[str, bytes]
    page: Fitted
    """What the files show."""
    failures: tuple[str, ...] = ()


def parse_formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """`md,pdf` as formats of those known, each once. Raises SettingsError for one that there is not."""
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in asked if part not in known]
    if unknown or not asked:
        raise SettingsError(f"{', '.join(unknown) or 'none'}: no such format; choose from {', '.join(known)}")
    return tuple(format for format in known if format in asked)


def produce_brief(
    analysis: Analysis, formats: tuple[str, ...], templates: Path | None = None, settings: Settings = DEFAULT
) -> Produced:
    """The one-page briefing of an article, the same content in every format, and its tables.

    When the machine cannot lay out a page, all but the PDF is made all the same, and the failure
    is told in `Produced.failures`.
    """
    briefing = brief(analysis, paper=settings.brief_name, parts=settings.parts)
    tables = _tables(analysis, formats)
    pages = [format for format in get_args(Format) if format in formats]
    if set(pages) <= {"md"}:
        page = estimate(briefing, templates=templates, settings=settings)
        return Produced(_pages(page, pages, analysis) | tables, page)
    try:
        page = fit(briefing, templates=templates, settings=settings)
        return Produced(_pages(page, pages, analysis) | tables, page)
    except ToolError as error:
        page = estimate(briefing, templates=templates, settings=settings)
        possible = [format for format in pages if format != "pdf"]
        return Produced(_pages(page, possible, analysis) | tables, page, (str(error),))


def _pages(page: Fitted, formats: Sequence[Format], analysis: Analysis) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for format in formats:
        on_screen = format == "html" and page.settings.look == "screen"
        data = _screen(page, analysis) if on_screen else render(page, format)
        made[format] = data.encode() if isinstance(data, str) else data
    return made


def _screen(page: Fitted, analysis: Analysis) -> str:
    """The page for a screen; when its numbers cannot be traced, which is for the proof to tell, without buttons."""
    from briefgen.rendering import screen
    from briefgen.verification import trace

    work = _work(page, analysis, {})
    passages: Sequence[Passage] = ()
    with suppress(ProofError):
        passages = trace(work)
    own, date, settings = page.templates, page.briefing.iso_date, page.settings
    return screen.page(
        page.markdown,
        page.look,
        passages,
        work.sources.articles,
        own,
        date=date,
        barred=settings.bars,
        settings=settings,
    )


def proof(page: Fitted, analysis: Analysis, files: Mapping[str, bytes], options: Mapping[str, str]) -> bytes:
    """The manifest of a briefing's files, by their names, once all of them are proved. Raises ProofError.

    `options` are what must be known besides the settings to make the page anew.
    """
    from briefgen.verification import prove

    return prove(_work(page, analysis, options), files)


def _work(page: Fitted, analysis: Analysis, options: Mapping[str, str]) -> "Work":
    """What is to be proved."""
    from briefgen.verification import Work

    settings = {"paper": page.briefing.paper, "look": page.settings.look, **page.settings.texts, **options}
    return Work(page.briefing, page.markdown, (analysis,), "brief", settings, "brief.md.j2", page.templates)


def _tables(analysis: Analysis, formats: Sequence[str]) -> dict[str, bytes]:
    if not set(TABLES) & set(formats):
        return {}
    document = analysis.document
    return tables.write(tables.sheets([analysis]), formats, title=document.title or "", date=document.date)


def produce_again(
    markdown: str, formats: tuple[str, ...], templates: Path | None = None, settings: Settings = DEFAULT
) -> dict[str, bytes]:
    """The files of a page that a person edited, by suffix: what one page of Markdown can become.

    Raises SettingsError for a format that needs the report itself, OutputError when the page is too
    long, ToolError when Pango is missing.
    """
    from briefgen.rendering import docx, pages, pdf
    from briefgen.rendering.fitting import settle
    from briefgen.rendering.templates import folders

    wrong = [format for format in formats if format not in ("html", "pdf", "docx")]
    if wrong:
        raise SettingsError(f"{', '.join(wrong)}: cannot be made from an edited page; choose from html, pdf, docx")
    look = settle(markdown, templates=templates, settings=settings)
    files: dict[str, bytes] = {}
    if "docx" in formats:
        files["docx"] = docx.write(markdown, look, own=templates, barred=settings.bars, settings=settings)
    html = pages.page(markdown, look, templates, barred=settings.bars, settings=settings)
    if "html" in formats:
        files["html"] = html.encode()
    if "pdf" in formats:
        files["pdf"] = pdf.write(pdf.layout(html, folders(templates)))
    return files
