"""When two names of two reports mean one indicator: by key, or by the same words, never by likeness alone."""

import re

from briefgen.figures.indicators import Indicator, canonical, load
from briefgen.models import Document, Figure

# Words of a name that tell when, where or how far, but not what.
_NEUTRAL = re.compile(
    r"(?:19|20)\d\d年度?|[一二三四]季度|[上下]半年|前[一二三四]个?季度|\d+[-—至]\d+月份?|全[省市区县年]|我[省市区县]|本级"
    r"|累计|共计|合计|实际|完成|实现|达到|列入|安排|的|度|(?<=投资)额|(?<=收入)额"
)


def key_of(figure: Figure, document: Document) -> str:
    """What two figures must share to be of one indicator: the lexicon's key, or the bare name."""
    known = known_indicator(figure)
    return known.key if known else bare(figure.indicator, document)


def known_indicator(figure: Figure) -> Indicator | None:
    """The line of the lexicon for a figure, if there is one."""
    return canonical(figure.canonical or figure.indicator)


def bare(name: str, document: Document) -> str:
    """A name without time, the report's own place and empty words, in one spelling.

    The head and its modifiers stay: 项目投资 and 工业投资 remain two names.
    """
    name = load().fold(name)
    for part in _places(document):
        name = name.replace(part, "")
    stripped = _NEUTRAL.sub("", name)
    return stripped or name


def _places(document: Document) -> list[str]:
    """The names of the report's own place, with and without their suffix, longest first."""
    place = document.place
    full = [part for part in (place.zone, place.county, place.city, place.province) if part]
    short = [part[:-1] for part in full if len(part) > 2 and part[-1] in "省市区县"]
    return sorted({*full, *short}, key=lambda part: (-len(part), part))
