"""The type of a report, from its title and first paragraphs."""

import re
from functools import cache
from typing import Any, Literal

from briefgen.lexicons import load

Genre = Literal["news", "meeting", "work report", "bulletin"]


@cache
def _types() -> tuple[tuple[Genre, re.Pattern[str], re.Pattern[str]], ...]:
    entries: list[dict[str, Any]] = load("metadata")["type"]
    return tuple((entry["name"], _any(entry["title"]), _any(entry["lead"])) for entry in entries)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)")


def genre(title: str, lead: str) -> Genre:
    """The first type one of whose words stands in the title, else in the lead; else news."""
    for name, in_title, _ in _types():
        if in_title.search(title):
            return name
    return next((name for name, _, in_lead in _types() if in_lead.search(lead)), "news")
