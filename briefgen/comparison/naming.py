"""When two names of two reports mean one indicator: by key, or by the same words, never by chance likeness.

A name of the lexicon of indicators has its key there, parted again by the words that make another
thing of it (`规模以上`, `新增`: `[names] apart` of the lexicon of comparison). Any other name stands
for itself, without the words that tell only when and where.
"""

import re
from functools import cache

from briefgen.figures.indicators import Indicator, canonical, load
from briefgen.lexicons import load as load_lexicon
from briefgen.models import Figure, Place

SHORTEST = 2
"""Characters that must be left of a name without its generic words, or it names nothing in particular."""


@cache
def pattern(group: str, name: str) -> re.Pattern[str]:
    """The expressions of one list of the lexicon of comparison as one."""
    return re.compile("|".join(load_lexicon("comparison")[group][name]))


def known_indicator(figure: Figure, place: Place, bodies: str = "") -> Indicator | None:
    """The line of the lexicon for a figure, if there is one, be it for the bare name.

    `bodies` are those the figures before were of: 规模以上工业企业 makes a known indicator of 利润总额.
    """
    name = figure.canonical or figure.indicator
    found = canonical(name) or canonical(bare(figure.indicator, place))
    return found or (canonical(bodies + figure.indicator) if bodies else None)


def bodies_of(name: str) -> str:
    """The bodies a name begins with, 规模以上工业企业 of 规模以上工业企业营业收入; empty when there are none."""
    found = re.match(load_lexicon("comparison")["names"]["bodies"], name)
    return found[0] if found and found.end() < len(name) else ""


def key_of(figure: Figure, place: Place, known: Indicator | None) -> tuple[str, bool]:
    """What two figures must share to be of one indicator, and whether only what is around it says which.

    `完成投资` says of what only through its list or heading. Empty when nothing is left of the name.
    """
    name = without_place(load().fold(figure.indicator), place)
    if known is None:
        key = bare(figure.indicator, place)
        return key, len(pattern("names", "generic").sub("", key)) < SHORTEST
    marks = (_marks(name) ^ _marks(load().fold(known.key))) if canonical(figure.indicator) else set()
    wide = name in load_lexicon("comparison")["names"]["wide"]
    return known.key + _scope(name, place) + "".join(f"+{mark}" for mark in sorted(marks)), wide


def _scope(name: str, place: Place) -> str:
    """The other place or level a name begins with: `全国` anywhere, `全市` in the report of a district."""
    found = re.match(load_lexicon("comparison")["names"]["scope"], name)
    if not found:
        return ""
    own = place.name or ""
    return "" if found[1][0] == "全" and (not own or found[1][1] == own[-1]) else f"@{found[1]}"


def bare(name: str, place: Place) -> str:
    """A name without time, the report's own place and empty words, in one spelling.

    The head and its modifiers stay: 项目投资 and 工业投资 remain two names.
    """
    name, before = without_place(load().fold(name), place), ""
    while before != name:  # what goes first may uncover what goes second
        before, name = name, pattern("names", "neutral").sub("", name)
    return name


def loose(key: str) -> str:
    """A bare name without words that narrow nothing and without the order of its words."""
    words = pattern("names", "filler").sub("", key)
    return "".join(sorted(words)) if len(words) >= SHORTEST else ""


def is_stock(name: str) -> bool:
    """Whether an indicator is read at a moment (`年末存款余额`), not over a time."""
    return pattern("periods", "stock").search(name) is not None


def without_place(name: str, place: Place) -> str:
    """A name without the report's own place; a larger place around it stays, it is another scope."""
    own = place.name or ""
    for part in (own, own[:-1] if len(own) > 2 and own[-1] in "省市区县州旗" else ""):
        if part:
            name = name.replace(part, "")
    return name


def _marks(name: str) -> set[str]:
    return {mark for mark in load_lexicon("comparison")["names"]["apart"] if re.search(mark, name)}
