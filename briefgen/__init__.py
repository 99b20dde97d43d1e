"""Briefings from Chinese government and economic reports, every number traced to its source.

    >>> import briefgen
    >>> analysis = briefgen.analyse("report.txt")
    >>> page = briefgen.brief(analysis)
    >>> markdown = briefgen.render(page, "md")

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.analysis import analyse, analyse_all, analyse_text
    from briefgen.briefing import brief
    from briefgen.comparison.comparing import compare
    from briefgen.digesting.composing import digest
    from briefgen.errors import BriefgenError
    from briefgen.figures import scan
    from briefgen.records import as_record
    from briefgen.rendering import render
    from briefgen.verification import verify

__version__ = "0.1.0"

_HOMES = {
    "analyse": "briefgen.analysis",
    "analyse_all": "briefgen.analysis",
    "analyse_text": "briefgen.analysis",
    "as_record": "briefgen.records",
    "brief": "briefgen.briefing",
    "compare": "briefgen.comparison.comparing",
    "digest": "briefgen.digesting.composing",
    "render": "briefgen.rendering",
    "scan": "briefgen.figures",
    "verify": "briefgen.verification",
    "BriefgenError": "briefgen.errors",
}

__all__ = [
    "BriefgenError",
    "analyse",
    "analyse_all",
    "analyse_text",
    "as_record",
    "brief",
    "compare",
    "digest",
    "render",
    "scan",
    "verify",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'briefgen' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
