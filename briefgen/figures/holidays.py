"""Holidays as periods: 2023年春节假期 is January 2023, 国庆假期 October."""

import re
from functools import cache

from briefgen.figures.periods import PeriodMention
from briefgen.lexicons import load
from briefgen.models import Period
from briefgen.openings import gated


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(gated(load("cues_figures")["holiday"]["pattern"]))


def find_holidays(text: str, year: int | None) -> list[PeriodMention]:
    """The holidays a text speaks of; `year` is that of the text, for those without one."""
    found = []
    for match in _pattern().finditer(text):
        which = int(match["year"]) if match["year"] else year
        month = _month(match["name"].removesuffix("节"), which)
        period = Period(f"{which}-{month}", f"{which}-{month}") if which and month else None
        found.append(PeriodMention(match.start(), match.end(), match[0], "month", period, "span"))
    return found


def _month(name: str, year: int | None) -> str | None:
    holiday = load("cues_figures")["holiday"]
    name = next((n for n in (name, f"{name}节") if n in holiday["fixed"] or n in holiday["moon"]), name)
    if name in holiday["fixed"]:
        return str(holiday["fixed"][name])
    month: str | None = holiday["moon"].get(name, {}).get(str(year))
    return month
