"""The ordered list of rules that speak for one section or another.

A rule is a function of a sentence's setting that yields votes. Weights are on one scale with
those of lexicons/sections.toml: 3 settles a sentence that has nothing else, 1 tips a balance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefgen.cleaning.lines import things_to_do
from briefgen.models import Document, Section
from briefgen.sectioning.context import Setting
from briefgen.sectioning.cues import Cues, Time, colour
from briefgen.words import tag

SILENCE = 0.7
"""A sentence without any evidence is `other`."""
HEADING_LINE = 6.0
"""A line that is only a heading or the title is `other`, whatever words it holds."""
ROW = 12.0
"""Above all that headings and cues can say together."""
FAR = 0.8
"""What is left of a heading's weight when headings that say nothing stand between."""
FAR_PLAIN = 0.4
"""The same when neither has a number: the second may as well open another story."""
LOOSE = 3.0
LOOSE_LENGTH = 20
ECHO = 0.3
"""What is left of a speech in later paragraphs, for a sentence that does not open with a verb: less
than SILENCE, so that it decides nothing alone."""
BULLETIN = 1.5
"""Nearly every sentence of a statistical bulletin reports a result."""
EXPOSITION = 3.0
"""A sentence of a plan that neither asks for anything nor aims at anything explains.
From 2.6 to 3.0 accuracy on the labelled tuning texts is best; at 2.0 and at 4.2 it is 1 % lower."""
OPENS = 0.8
OPENING = 24
"""Characters; enough for the first words."""
SLOGAN = 1.8
SLOGAN_LENGTH = 16
"""A sentence this short without a figure, in two balanced halves, is a slogan."""


@dataclass(frozen=True, slots=True)
class Vote:
    """Evidence for one section, and the name of the rule that gives it."""

    section: Section
    weight: float
    rule: str


Rule = Callable[[Document, Cues, Setting], Iterator[Vote]]


def table_row(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """A row of a table is shown as figures, never quoted, whatever words it holds."""
    if setting.sentence.kind == "row":
        yield Vote("other", ROW, "table row")


def heading_line(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """Titles and headings tell of the text, not of the work."""
    if setting.sentence.kind in ("title", "heading") or (setting.rubric and not things_to_do().match(setting.body)):
        yield Vote("other", HEADING_LINE, "heading line")


def cue_words(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """Words of the sentence itself; those without tense take it from the plan or review they stand in."""
    over = document.type == "bulletin" or cues.past.search(setting.body)
    time: Time = "behind" if over else setting.time
    spoken_for = set()
    for cue, section, hits in cues.find(setting.body, time):
        if section == "task" and cue.behind and _is_reported(document, cues, setting):
            section = cue.behind
        if section == "achievement" and cue.ahead and setting.troubled:
            section = "problem"
        spoken_for.add(section)
        yield Vote(section, cue.weight * (1 + 0.5 * (hits - 1)), cue.name)
    if time == "ahead" and not spoken_for & {"task", "target"} and setting.sentence.kind == "sentence":
        asks = _opens_with_verb(setting.body) or cues.directed.search(setting.body)
        explains = "other" in spoken_for or not asks
        yield Vote("other", EXPOSITION, "exposition") if explains else Vote("task", OPENS, "opens with a verb")


def _is_reported(document: Document, cues: Cues, setting: Setting) -> bool:
    """Whether it tells what somebody does: a sentence of the news with a subject, in no plan and no speech."""
    if document.type != "news" or setting.opening or setting.heading or setting.speech:
        return False
    return not cues.future.search(setting.body) and not _opens_with_verb(setting.body)


@lru_cache(maxsize=16)  # three rules ask it of one sentence
def _opens_with_verb(text: str) -> bool:
    """Whether the first word, adverbs and set phrases apart, is a verb: Chinese leaves 要 away.

    What may be a verb or a noun is a verb where a sentence among tasks opens with it.
    """
    tags = [kind for _, kind in tag(text[:OPENING]) if kind not in ("d", "ad", "i", "x")]
    return tags[:1] == ["v"] or (tags[:1] == ["vn"] and things_to_do().match(text) is not None)


def announced(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """A sentence before it announced targets, problems or work; of work none is that was done by a time now over."""
    if setting.opening and not (setting.opening.section == "task" and cues.past.search(setting.body)):
        yield Vote(setting.opening.section, setting.opening.weight, "announced before")


def under_heading(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """The heading above colours it."""
    if setting.heading and not (setting.opening and setting.opening.section == setting.heading.section):
        far = FAR if setting.numbered else FAR_PLAIN
        weight = setting.heading.weight * (1 if setting.near else far)
        yield Vote(setting.heading.section, weight, "under heading")


def spoken(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """Someone's instructions are being reported."""
    if setting.speech:
        faint = 1.0 if setting.heard or _opens_with_verb(setting.body) else ECHO
        yield Vote(setting.speech.section, setting.speech.weight * faint, "instructions go on")


def slogan(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """Two short balanced halves without a figure, unless work is told of and they open with a verb."""
    if setting.time == "ahead" and _opens_with_verb(setting.body):
        return
    halves = setting.body.rstrip("。！!").replace(",", "，").split("，")
    balanced = len(halves) == 2 and len(halves[0]) == len(halves[1])
    if balanced and len(setting.body) <= SLOGAN_LENGTH and not any(c.isdigit() for c in setting.body):
        yield Vote("other", SLOGAN, "slogan")


def loose_line(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """A short line without an end: a signature, a name, a rubric; one that opens with a verb may be an item."""
    body = setting.body
    if body and len(body) <= LOOSE_LENGTH and body[-1].isalnum() and not any(c.isdigit() for c in body):
        yield Vote("other", SILENCE if _opens_with_verb(body) else LOOSE, "loose line")


def bulletin(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """The document is a statistical bulletin."""
    if document.type == "bulletin":
        yield Vote("achievement", BULLETIN, "statistical bulletin")


def entitled(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """The title says what kind of article it is."""
    found = colour(cues.titles, document.title or "")
    if found:
        yield Vote(found.section, found.weight, "title")


def silence(document: Document, cues: Cues, setting: Setting) -> Iterator[Vote]:
    """What does nothing in particular is `other`."""
    yield Vote("other", SILENCE, "no evidence")


RULES: tuple[tuple[str, Rule], ...] = (
    ("table row", table_row),
    ("heading line", heading_line),
    ("cue words", cue_words),
    ("announced before", announced),
    ("under heading", under_heading),
    ("instructions go on", spoken),
    ("slogan", slogan),
    ("loose line", loose_line),
    ("statistical bulletin", bulletin),
    ("title", entitled),
    ("no evidence", silence),
)
"""In this order; of two votes of one weight the earlier gives the label its rule's name."""
