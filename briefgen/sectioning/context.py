"""What stands around a sentence: the heading above it, who is speaking, what it continues."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.models import Document, Sentence
from briefgen.sectioning.cues import Colour, Cues, Time, colour

ENDS = "。:："
LINKS = ("；", ";", "：", ":")

REACH = 600
"""Characters of a sentence that are looked at: what it does shows early, and time stays linear in
the length of the text. The longest sentence of the labelled tuning texts has 291."""

RUN_IN = 24
"""Characters of a numbered first sentence that can be the heading of the paragraph it stands in."""
DATED = 16
"""Characters in which a paragraph of the news says that it tells of a day."""
UNMARKED = 1
"""A heading without numbering counts as deep as `一、`: it stands alone on its line."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The context of one sentence."""

    sentence: Sentence
    body: str
    """The sentence without the numbering it opens with, its first REACH characters."""
    heading: Colour | None
    """The nearest heading above that says anything."""
    near: bool
    """That heading is the last one; else headings without a word stand between."""
    numbered: bool
    """That heading has a number, and none that bids to do something has come since a review."""
    opening: Colour | None
    """The sentence, this one or before it, that announced targets, problems or work."""
    speech: Colour | None
    """Someone's instructions are being reported."""
    heard: bool
    """That speech is of the same paragraph."""
    continues: bool
    """The sentence before, in the same paragraph, ended in a semicolon or colon."""
    rubric: bool
    """It is the heading of the paragraph that it opens."""

    @property
    def time(self) -> Time:
        """Whether it stands in a plan or in a review; a speech may hold both."""
        nearest = self.opening or (self.heading if self.near or self.numbered else None)
        if nearest is None or self.speech or nearest.section in ("problem", "other"):
            return None
        return "behind" if nearest.section == "achievement" else "ahead"

    @property
    def troubled(self) -> bool:
        """Whether it stands where problems are told: there even a growth is told for what it lacks."""
        nearest = self.opening or (self.heading if self.near or self.numbered else None)
        return nearest is not None and nearest.section == "problem" and not self.speech


@dataclass(slots=True)
class _Walk:
    """What is remembered while the sentences go by."""

    blocks: list[tuple[int, Colour | None, bool]] = field(default_factory=list)
    """Level, colour and whether it is numbered, of each heading above."""
    run_in: tuple[int, tuple[int, Colour | None, bool]] | None = None
    """The last heading that opens a paragraph, behind the number of that paragraph."""
    plain: bool = False
    """A heading without a word has come since the block's own heading."""
    urging: bool = False
    """It bids to do something."""
    begun: bool = False
    """A sentence of the body has come; headlines before it colour nothing."""
    paragraph: int = -1
    opening: Colour | None = None
    speech: Colour | None = None
    heard: bool = False
    """The speech is of this paragraph."""
    tail: str = ""


def settings(document: Document, cues: Cues) -> Iterator[Setting]:
    """The setting of each sentence, in order."""
    walk = _Walk()
    for sentence in document.sentences:
        body = _body(sentence)
        if sentence.paragraph != walk.paragraph:
            if document.type == "news" and cues.dated.search(body[:DATED]):
                _report(walk)
            _new_paragraph(walk, sentence)
        continues = walk.tail.endswith(LINKS)
        rubric = False
        if sentence.kind == "sentence":
            rubric = sentence.level in (1, 2) and len(body) <= RUN_IN and bool(colour(cues.headings, body.rstrip(ENDS)))
            if rubric:
                _head(walk, cues, sentence, body.rstrip(ENDS))
                walk.run_in = (sentence.paragraph, walk.blocks[-1])
            _listen(walk, cues, body)
        elif sentence.kind != "row" and (sentence.level or (walk.begun and sentence.kind == "heading")):
            _head(walk, cues, sentence, body)
        blocks = ((found, numbered) for _, found, numbered in reversed(walk.blocks) if found)
        heading, numbered = next(blocks, (None, False))
        review = heading is not None and heading.section == "achievement"
        yield Setting(
            sentence=sentence,
            body=body,
            heading=heading,
            near=not walk.plain,
            numbered=numbered and not (review and walk.urging),
            opening=walk.opening,
            speech=walk.speech,
            heard=walk.heard,
            continues=continues,
            rubric=rubric,
        )
        walk.tail = sentence.text.rstrip("”\"' ")


def _body(sentence: Sentence) -> str:
    """The text without its numbering; the 要 of `一要` is the sentence's own."""
    marker = (sentence.marker or "").removesuffix("要")
    return sentence.text.removeprefix(marker).strip()[:REACH]


def _new_paragraph(walk: _Walk, sentence: Sentence) -> None:
    walk.paragraph = sentence.paragraph
    walk.tail = ""
    walk.heard = False
    if walk.opening and walk.opening.reach == "paragraph":
        walk.opening = None


def _report(walk: _Walk) -> None:
    """A paragraph that tells of a day tells no more of the plans the last one ended with."""
    if walk.opening and walk.opening.section == "task" and not walk.tail.endswith(LINKS):
        walk.opening = None


def _listen(walk: _Walk, cues: Cues, body: str) -> None:
    walk.begun = True
    opened = colour(cues.openings, body)
    if opened:
        walk.opening = opened
        walk.speech = None
    spoken = colour(cues.speeches, body)
    if spoken and not (opened and opened.section == "problem"):
        _end_run_in(walk)
        walk.speech = spoken if spoken.weight else None
        walk.heard = True


def _end_run_in(walk: _Walk) -> None:
    """Who goes on to speak in a later paragraph speaks of something else than a heading inside an earlier one."""
    if walk.run_in and walk.run_in[0] != walk.paragraph and walk.run_in[1] in walk.blocks:
        walk.blocks.remove(walk.run_in[1])


def _head(walk: _Walk, cues: Cues, sentence: Sentence, body: str) -> None:
    level = sentence.level or UNMARKED
    found = said = colour(cues.headings, body)
    if found and found.section == "achievement" and _planned(walk, level):
        found = said = None
    if not found and sentence.level == 1:
        found = _plan(walk)
    if found or sentence.level:
        walk.blocks = [block for block in walk.blocks if block[0] < level]
        walk.blocks.append((level, found, bool(sentence.level)))
    walk.plain = said is None
    walk.urging = said is None and cues.urging.search(body) is not None
    walk.speech = None
    if said or sentence.level == 1:
        walk.opening = None


def _planned(walk: _Walk, level: int) -> bool:
    """Whether a numbered heading above tells of what is to come: below it a result is one to be reached."""
    above = [found for depth, found, numbered in walk.blocks if found and numbered and depth < level]
    return bool(above) and above[-1].section in ("task", "target")


def _plan(walk: _Walk) -> Colour | None:
    """The plan a report is in: it comes last, so a chapter that says nothing goes on with it."""
    chapter = next((found for level, found, _ in walk.blocks if level == 1), None)
    return chapter if chapter and chapter.section in ("task", "target") else None
