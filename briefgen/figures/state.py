"""What is carried from one clause, sentence and paragraph to the next while figures are bound."""

from dataclasses import dataclass, field

from briefgen.figures.names import Namer
from briefgen.models import Bound, Measure, Period, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure bound inside its sentence; offsets are the sentence's."""

    indicator: str
    measure: Measure
    value: str | None
    unit: str
    bound: Bound
    status: Status
    period: Period | None
    start: int
    end: int
    rule: str
    scope: str | None = None
    subject: str | None = None
    upper: str | None = None
    notes: tuple[str, ...] = ()
    head: str = ""
    """The name that a later clause without one goes on from; `indicator` when empty."""

    @property
    def topic(self) -> str:
        """The name an elliptic clause behind this figure is about."""
        return self.head or self.indicator


@dataclass(slots=True)
class State:
    """The memory of the reader: of the section, the paragraph, the sentence.

    Plainly mutable and local to one article; nothing of it leaves `bind`.
    """

    namer: Namer
    # the section
    section_planned: bool | None = None
    """Whether the heading above puts what follows in the future; None when it does not tell."""
    # the paragraph
    block: bool = False
    """Whether targets were announced that run to the end of the paragraph."""
    demanded: bool = False
    """Whether the paragraph is an item of what has to be done: 三要办好民生实事."""
    topic: str = ""
    """The last name of the paragraph."""
    subject: str | None = None
    ranked_in: str | None = None
    """What the last rank was in."""
    owner: str = ""
    """What was counted last and has amounts of its own: the projects of 完成投资."""
    whole: str = ""
    """The projects whose parts were counted last, to which amounts belong again when the sentence ends."""
    # the sentence
    hint: bool = False
    """Whether the sentence is labelled as target or task."""
    bidden: bool = False
    """Whether it is labelled so on less evidence, which holds for a clause that opens with its verb: 改造小区8个."""
    planned: bool | None = None
    """What the last cue of planned or done said; None when there was none."""
    # since the last semicolon
    series: list[Draft] = field(default_factory=list)
    weak: str = ""
    """A name that stood in a clause without a number and is younger than `series`."""
    level: tuple[str, str] = ("", "")
    """The last name that was told of one level of government alone, and that level: 固定资产投资 and 区本级."""
    condition: str = ""
    """What sets apart the things that are counted next: 产值下降超过20%."""
    verb: str = ""
    """The verb of counting carried along a list: 新增2家…、1家…"""
    listed: list[str] = field(default_factory=list)
    """Places or units named in a list that a 分别 may refer to."""

    def new_paragraph(self) -> None:
        """Forget what ends with a paragraph."""
        self.block = False
        self.demanded = False
        self.topic = ""
        self.owner = ""
        self.ranked_in = None
        self.new_sentence()

    def new_sentence(self) -> None:
        """Forget what ends with a full stop."""
        self.planned = None
        self.subject = None
        self.listed = []
        self.new_group()

    def new_group(self) -> None:
        """Forget what ends with a semicolon; a name without a number stays the topic."""
        self.topic = self.weak or self.topic
        self.series = []
        self.weak = ""
        self.level = ("", "")
        self.condition = ""
        self.verb = ""

    def own(self, owner: str, part: bool) -> None:
        """Remember projects that amounts may belong to; parts of others only to the end of the sentence."""
        if owner:
            self.whole = self.whole or self.owner if part else ""
            self.owner = owner

    def full_stop(self) -> None:
        """Amounts belong to the whole again whose parts were counted."""
        self.owner, self.whole = self.whole or self.owner, ""

    def about(self) -> str:
        """The name a clause without one is about, or empty."""
        if self.weak:
            return self.weak
        return self.series[-1].topic if self.series else self.topic

    def add(self, drafts: list[Draft]) -> None:
        """Remember what was bound."""
        self.ranked_in = next((d.scope for d in reversed(drafts) if d.measure == "rank" and d.scope), self.ranked_in)
        if drafts:
            self.series += drafts
            self.topic = drafts[-1].topic
            self.weak = ""
