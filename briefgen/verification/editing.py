"""A page that a person edited: made again, and held against what was proved."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefgen import manifest as manifests
from briefgen.errors import ProofError, SettingsError
from briefgen.manifest import Manifest
from briefgen.production import produce_again
from briefgen.rendering import charts, comparing, docx, issues, pdf
from briefgen.rendering.templates import folders
from briefgen.settings import DEFAULT, Settings
from briefgen.verification import reproved, texts
from briefgen.verification import sources as origins
from briefgen.verification.edits import differences

FORMATS = ("html", "pdf", "docx")
_CONTENTS = f"\n## {issues.CONTENTS}\n"
"""What tells a digest from a briefing where no manifest does."""


def made_again(
    page: Path,
    formats: tuple[str, ...],
    templates: Path | None,
    manifest: Path | None,
    verify: bool,
    settings: Settings = DEFAULT,
) -> tuple[dict[str, bytes], Sequence[str]]:
    """The files of an edited page by their names, and a line for each edit that goes on record.

    With `verify` the manifest is among the files, and a number that was changed raises ProofError.
    Raises SettingsError for a format that an edited page cannot become.
    """
    wrong = [format for format in formats if format not in FORMATS]
    if wrong:
        raise SettingsError(f"{', '.join(wrong)}: cannot be made from an edited page; choose from html, pdf, docx")
    data = texts.source(page)
    place = manifest or manifests.beside(page)
    record = manifests.load(place) if verify or place.exists() else None
    try:
        markdown = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProofError(f"{page}: not UTF-8 text; save the page as UTF-8") from error
    made = _made(markdown, record, formats, templates, settings, place.parent)
    files = {f"{page.stem}.{format}": made[format] for format in formats}
    if record is None or not verify:
        return files, ()
    record = reproved(record, {page.name: data, **files})
    edits = [str(difference) for difference in differences(record.passages, texts.read(data, page.suffix))]
    return files | {manifests.beside(page).name: record.to_bytes()}, edits


def _made(
    markdown: str,
    record: Manifest | None,
    formats: tuple[str, ...],
    own: Path | None,
    settings: Settings,
    beside: Path,
) -> dict[str, bytes]:
    """The files of the product that the Markdown is of, by their suffix."""
    command = record.command if record else "digest" if _CONTENTS in markdown else "brief"
    if command == "brief":
        return produce_again(markdown, formats, own, settings)
    chart = _chart(record, own, settings, beside) if record and command == "compare" else ""
    if command == "compare":
        look, html = comparing.reset(markdown, chart, templates=own, settings=settings)
    else:
        look = issues.settle(markdown, own, settings=settings)
        html = issues.issue_page(markdown, look, own, settings=settings)
    files = {"html": html.encode()}
    if "pdf" in formats:
        files["pdf"] = pdf.write(pdf.layout(html, folders(own)))
    if "docx" in formats:
        files["docx"] = docx.write(markdown, look, settings=settings, numbered=True, chart=chart)
    return files


def _chart(record: Manifest, own: Path | None, settings: Settings, beside: Path) -> str:
    """The chart of a comparison, drawn anew; nothing when it had none or its sources are not there any more."""
    labels = {passage.text for passage in record.passages if passage.kind == "chart" and passage.field == "label"}
    missing: list[str] = []
    try:
        compared = origins.again(record, None, missing, beside).compared if labels else None
    except ProofError:
        return ""
    if compared is None or missing:
        return ""
    bars = tuple(bar for bar in compared.page.rates if charts.label_of(bar) in labels)
    return charts.dumbbell(replace(compared.page, bars=bars), own, colour=settings.colour)
