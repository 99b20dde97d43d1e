"""The cues of lexicons/sections.toml, compiled, and how they are looked for in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from briefgen import lexicons
from briefgen.models import Section

CLAUSE_START = re.compile(r"(?:^|[,，;；:：。、])[\s”“\"]*")

Time = Literal["ahead", "behind"] | None

HITS = 2
"""A cue group counts at most this often in one sentence: a long list is no stronger than a short one."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Phrases that are no evidence for `sections` although a cue would match inside them."""

    sections: frozenset[Section]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A named group of patterns that speak for one section."""

    name: str
    section: Section
    weight: float
    at: Literal["any", "clause", "sentence"]
    pattern: re.Pattern[str]
    ahead: Section | None = None
    """For a cue without tense: what it speaks for under a plan."""
    behind: Section | None = None
    """The same under a review."""

    def speaks_for(self, time: Time) -> Section:
        """The section it is evidence for under a plan (`ahead`), a review (`behind`), or neither."""
        return (self.ahead if time == "ahead" else self.behind if time == "behind" else None) or self.section

    def hits(self, text: str) -> int:
        """How often it is found in `text`, at most HITS."""
        if self.at == "sentence":
            return int(self.pattern.match(text) is not None)
        if self.at == "clause":
            found = (self.pattern.match(text, start.end()) for start in CLAUSE_START.finditer(text))
            return min(HITS, sum(match is not None for match in found))
        count = 0
        for _ in self.pattern.finditer(text):
            count += 1
            if count == HITS:
                break
        return count


@dataclass(frozen=True, slots=True)
class Colour:
    """Words of a title, a heading or an opening sentence that colour what follows."""

    section: Section
    weight: float
    reach: Literal["paragraph", "block"]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole lexicon."""

    masks: tuple[Mask, ...]
    cues: tuple[Cue, ...]
    past: re.Pattern[str]
    """Times that are over by themselves."""
    future: re.Pattern[str]
    """Words of what is to come."""
    headings: tuple[Colour, ...]
    openings: tuple[Colour, ...]
    speeches: tuple[Colour, ...]
    titles: tuple[Colour, ...]

    def find(self, text: str, time: Time = None) -> Iterator[tuple[Cue, Section, int]]:
        """Every cue group found in a sentence: what it speaks for at that time, and the number of hits."""
        text = "".join(text.split())
        views: dict[Section, str] = {}
        for cue in self.cues:
            section = cue.speaks_for(time)
            if section not in views:
                views[section] = self._masked(text, section)
            hits = cue.hits(views[section])
            if hits:
                yield cue, section, hits

    def _masked(self, text: str, section: Section) -> str:
        for mask in self.masks:
            if section in mask.sections:
                text = mask.pattern.sub(lambda match: "□" * len(match[0]), text)
        return text


def colour(colours: tuple[Colour, ...], text: str) -> Colour | None:
    """The first of `colours` that `text` matches."""
    return next((c for c in colours if c.pattern.search(text)), None)


@cache
def load() -> Cues:
    """The cues of lexicons/sections.toml."""
    data = lexicons.load("sections")
    return Cues(
        masks=tuple(Mask(frozenset(m["sections"]), _pattern(m)) for m in data["mask"]),
        cues=tuple(
            Cue(c["name"], c["section"], c["weight"], c["at"], _pattern(c), c.get("ahead"), c.get("behind"))
            for c in data["cue"]
        ),
        past=_pattern(data["past"]),
        future=_pattern(data["future"]),
        headings=_colours(data["heading"]),
        openings=_colours(data["opening"]),
        speeches=_colours(data["speech"]),
        titles=_colours(data["title"]),
    )


def _pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in entry["patterns"]))


def _colours(entries: list[dict[str, Any]]) -> tuple[Colour, ...]:
    return tuple(
        Colour(cast(Section, e["section"]), e["weight"], e.get("reach", "block"), _pattern(e)) for e in entries
    )
