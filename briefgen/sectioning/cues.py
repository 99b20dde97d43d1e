"""The cues of lexicons/sections.toml, compiled, and how they are looked for in a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from briefgen import lexicons
from briefgen.models import Section
from briefgen.openings import START, Places, gated, union

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

    def hits(self, view: "View", number: int) -> int:
        """How often it is found in a sentence, at most HITS; `number` is its own."""
        text, places = view.text, view.places[number]
        if not places:
            return 0
        if self.at == "sentence":
            return int(self.pattern.match(text) is not None)
        if self.at == "clause":
            found = (self.pattern.match(text, at) for at in places if at in view.clauses)
            return min(HITS, sum(match is not None for match in found))
        count = end = 0
        for at in places:
            if at >= end and (match := self.pattern.match(text, at)):
                count, end = count + 1, match.end()
                if count == HITS:
                    break
        return count


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as the cues of a section see it."""

    text: str
    places: Sequence[Sequence[int]]
    """Where each cue, and behind them each mask, may begin."""
    clauses: frozenset[int]
    """Where its clauses begin."""


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
    directed: re.Pattern[str]
    """A subject with what it shall do."""
    dated: re.Pattern[str]
    """The day of a piece of news."""
    urging: re.Pattern[str]
    """A heading that bids to do something and tells of nothing done."""
    headings: tuple[Colour, ...]
    openings: tuple[Colour, ...]
    speeches: tuple[Colour, ...]
    titles: tuple[Colour, ...]
    places: Places
    """Where cues and masks can begin."""

    def find(self, text: str, time: Time = None) -> Iterator[tuple[Cue, Section, int]]:
        """Every cue group found in a sentence: what it speaks for at that time, and the number of hits."""
        text = "".join(text.split())
        views = {text: self._view(text)}
        masks = self._hits(views[text])
        seen: dict[Section, View] = {}
        for number, cue in enumerate(self.cues):
            section = cue.speaks_for(time)
            if section not in seen:
                masked = _masked(text, section, self.masks) if masks else text
                views[masked] = seen[section] = views.get(masked) or self._view(masked)
            hits = cue.hits(seen[section], number)
            if hits:
                yield cue, section, hits

    def _view(self, text: str) -> View:
        return View(text, self.places.of(text), frozenset(match.end() for match in CLAUSE_START.finditer(text)))

    def _hits(self, whole: View) -> bool:
        """Whether a mask covers any of a text."""
        return any(
            mask.pattern.match(whole.text, at)
            for mask, places in zip(self.masks, whole.places[len(self.cues) :], strict=True)
            for at in places
        )


def _masked(text: str, section: Section, masks: Sequence[Mask]) -> str:
    for mask in masks:
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
        directed=_pattern(data["directed"]),
        dated=_pattern(data["dated"]),
        urging=_pattern(data["urging"]),
        headings=_colours(data["heading"]),
        openings=_colours(data["opening"]),
        speeches=_colours(data["speech"]),
        titles=_colours(data["title"]),
        places=Places([_beginning(entry) for entry in (*data["cue"], *data["mask"])]),
    )


def _pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(union(entry["patterns"]))


def _beginning(entry: dict[str, Any]) -> str:
    """The pattern that tells where it may begin."""
    return START * (entry.get("at") == "sentence") + f"(?:{union(entry['patterns'])})"


def _colours(entries: list[dict[str, Any]]) -> tuple[Colour, ...]:
    patterns = [re.compile(gated(union(entry["patterns"]))) for entry in entries]
    return tuple(
        Colour(cast(Section, e["section"]), e["weight"], e.get("reach", "block"), pattern)
        for e, pattern in zip(entries, patterns, strict=True)
    )
