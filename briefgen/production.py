"""From an analysis to the bytes of its files."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from briefgen.briefing import brief
from briefgen.errors import SettingsError, ToolError
from briefgen.models import Analysis
from briefgen.rendering import Fitted, Format, estimate, fit, render

FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Produced:
    """The bytes of each file by its suffix, and what could not be made, a line each."""

    files: dict[str, bytes]
    failures: tuple[str, ...] = ()


def parse_formats(text: str) -> tuple[Format, ...]:
    """`md,pdf` as formats, each once. Raises SettingsError for one that there is not."""
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in asked if part not in FORMATS]
    if unknown or not asked:
        raise SettingsError(f"{', '.join(unknown) or 'none'}: no such format; choose from {', '.join(FORMATS)}")
    return tuple(format for format in FORMATS if format in asked)


def produce_brief(analysis: Analysis, formats: tuple[Format, ...], templates: Path | None = None) -> Produced:
    """The one-page briefing of an article, the same content in every format.

    When the machine cannot lay out a page, the Markdown is made all the same, and the failure
    is told in `Produced.failures`.
    """
    briefing = brief(analysis)
    if formats == ("md",):
        return Produced({"md": render(estimate(briefing, templates=templates), "md").encode()})
    try:
        fitted = fit(briefing, templates=templates)
        return Produced({format: _bytes(fitted, format) for format in formats})
    except ToolError as error:
        files = {"md": render(estimate(briefing, templates=templates), "md").encode()} if "md" in formats else {}
        return Produced(files, (str(error),))


def _bytes(fitted: Fitted, format: Format) -> bytes:
    if format == "pdf":
        return render(fitted, "pdf")
    return render(fitted, format).encode()
