"""From a digest to the bytes of its files."""

from dataclasses import dataclass
from pathlib import Path

from briefgen.digest.models import Digest
from briefgen.errors import SettingsError, ToolError
from briefgen.rendering.issues import Issue, issue, write
from briefgen.settings import DEFAULT, Settings

FORMATS = ("md", "html", "pdf")


@dataclass(frozen=True, slots=True)
class ProducedDigest:
    """The bytes of each file by its suffix, and what could not be made, a line each."""

    files: dict[str, bytes]
    page: Issue
    """What the files show."""
    failures: tuple[str, ...] = ()


def parse_digest_formats(text: str) -> tuple[str, ...]:
    """`md,pdf` as formats, each once. Raises SettingsError for one that there is not."""
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in asked if part not in FORMATS]
    if unknown or not asked:
        raise SettingsError(f"{', '.join(unknown) or 'none'}: no such format; choose from {', '.join(FORMATS)}")
    return tuple(format for format in FORMATS if format in asked)


def produce_digest(
    digest: Digest, formats: tuple[str, ...], templates: Path | None = None, settings: Settings = DEFAULT
) -> ProducedDigest:
    """The files of a digest, the same content in every format.

    When the machine cannot lay out a page, all but the PDF is made all the same, and the failure is
    told in `failures`.
    """
    made = issue(digest, templates=templates, settings=settings, lay_out=False)
    failures: tuple[str, ...] = ()
    files: dict[str, bytes] = {}
    if "pdf" in formats:
        try:
            made = issue(digest, templates=templates, settings=settings)
            files["pdf"] = write(made)
        except ToolError as error:
            failures = (str(error),)
    files |= {"md": made.markdown.encode(), "html": made.html.encode()}
    return ProducedDigest({format: files[format] for format in formats if format in files}, made, failures)
