"""From an analysis to the bytes of its files."""

from dataclasses import dataclass, replace
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
    page: Fitted
    """What the files show."""
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
        return _made(estimate(briefing, templates=templates), formats)
    try:
        return _made(fit(briefing, templates=templates), formats)
    except ToolError as error:
        counted = estimate(briefing, templates=templates)
        return replace(_made(counted, ("md",) if "md" in formats else ()), failures=(str(error),))


def _made(page: Fitted, formats: tuple[Format, ...]) -> Produced:
    return Produced({format: _bytes(page, format) for format in formats}, page)


def _bytes(fitted: Fitted, format: Format) -> bytes:
    data = render(fitted, format)
    return data.encode() if isinstance(data, str) else data
