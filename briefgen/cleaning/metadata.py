"""What an article says about itself, gathered from its parts."""

from dataclasses import dataclass

from briefgen.cleaning import bylines, dates, genre, places
from briefgen.models import Place, RawText

_LEAD = 2  # paragraphs below the title that say what an article is about
_TOP, _END = 4, 2  # paragraphs at either end in which bylines stand
_SIGNED = 40  # characters; a longer last line is no signature


@dataclass(frozen=True, slots=True)
class Parts:
    """An article in the parts that tell different things about it."""

    told: str | None
    """The title by the container's word."""
    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    """All lines of the body but those of the title."""
    head: int
    """How many of the paragraphs stand above the first of running text: lead-in, byline."""
    stamps: tuple[str, ...]
    """Lines of the page with source and time, which are not of the body."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a `Document` that are read, not computed."""

    date: str | None
    place: Place
    source: str | None
    author: str | None
    type: genre.Genre


def find(raw: RawText, parts: Parts) -> Metadata:
    """Read date, place, source, author and type; what is not told is None."""
    front = "\n".join([*filter(None, [parts.told]), *parts.titles])
    lead = "\n".join(parts.paragraphs[parts.head :][:_LEAD])
    top, end = parts.paragraphs[:_TOP], parts.paragraphs[-_END:]
    signed = "\n".join(line for line in end if len(line) <= _SIGNED)
    return Metadata(
        date=dates.published(dates.Evidence(raw.date, raw.url, parts.stamps, (front,), parts.paragraphs)),
        place=places.find(f"{front}\n{signed}", lead, "\n".join(parts.paragraphs)),
        source=raw.source or bylines.source(parts.stamps, (*top, *end)),
        author=bylines.author((*top, *end, *parts.stamps)),
        type=genre.genre(front, lead),
    )
