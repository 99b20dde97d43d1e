"""A clause as a string of letters, and what the rules of binding ask of it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from briefgen.figures.clauses import Clause
from briefgen.figures.dating import Dating
from briefgen.figures.indicators import canonical
from briefgen.figures.mentions import VALUES, Mention
from briefgen.figures.names import alternatives, growth_noun, has_head, is_bare, trailing_verb
from briefgen.figures.periods import PeriodMention
from briefgen.figures.state import Draft, State
from briefgen.figures.status import observe, status_of
from briefgen.lexicons import load
from briefgen.models import Bound, Measure, Period, Quantity, Status

_RATE = re.compile(r"(?:率|占比|比重|比例|强度|浓度|增速|增幅|涨幅|降幅|份额|系数)$")
_CONDITION = re.compile(r"(?:以上|以下|以内)?的\d[\d.]*[多余]?万?[多余]?[个家户项人名座条所宗件只种处台]")
"""Behind a size that tells which things are counted: 产值下降超过20%|的46家企业."""
_REACH = 120
"""Characters before a number in which the words are looked for that tell its status."""
_COMPLETE = 4
"""Characters of a name behind an expression of time that needs nothing from before it."""
_SHARE_TAIL = re.compile(
    r"(?:总量)?的?(?:比重|比例|份额|百分比|总数)?(?:已|也|约|将|分别)*(?:为|达到|达|是|超过|超|由|从|近|约)*$"
)
_LEVEL_LEAD = re.compile(r"[省市区县州镇]本级(?=.{3})")
_DUE = re.compile(r"(?:应|计划)(?:完成)?(?=投资)")
_OF_YEAR = re.compile("^年度|^全年|年初预算|预算数$")
_YEARLY = re.compile(r"年平?均")
_VERB_ONLY = re.compile(r"(?:已经?|实际|本?年?|再|又|新|计划|需|要|共|完成|现|还|也|只有|的)*")


@cache
def _region() -> re.Pattern[str]:
    subject = load("cues_figures")["subject"]
    return re.compile(rf"(?:{alternatives(subject['countries'])}|{subject['regions']})(?!{subject['not_region']})")


@cache
def _place() -> re.Pattern[str]:
    return re.compile(load("cues_figures")["subject"]["places"])


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|[“”\"'（(）)]|{alternatives(load('cues_figures')['filler']['words'])})*")


@cache
def _owned() -> dict[str, re.Pattern[str]]:
    owned = load("cues_figures")["owned"]
    heads = alternatives(owned["of_industry"])
    return {
        "owner": re.compile(owned["owner"]),
        "lead": re.compile(owned["owner_lead"]),
        "names": re.compile(owned["names"]),
        "amount": re.compile(rf"(?P<owner>.*(?:{owned['owner'].removesuffix('$')})){owned['names']}$"),
        "industry": re.compile(owned["industry"]),
        "head": re.compile(f"{owned['before_amount']}(?P<head>{heads})"),
    }


def owner_in(noun: str) -> str:
    """The projects a count is of, without the verb that listed them; empty for what has no amounts of its own."""
    lead = _owned()["lead"].match(noun)
    return noun[lead.end() if lead else 0 :] if _owned()["owner"].search(noun) else ""


def owner_of(name: str) -> str:
    """The projects in the name of an amount of theirs: 工业项目完成投资 → 工业项目; else the name."""
    found = _owned()["amount"].match(name)
    return found["owner"] if found else name


def industry_in(text: str) -> str:
    """The industry a clause begins with: 金融业活力凸显 → 金融业; else empty."""
    match = _owned()["industry"].match(text)
    return match[0] if match else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A mention, or the words (`t`) between two of them; offsets are the sentence's."""

    letter: str
    start: int
    end: int
    text: str
    mention: Mention | None = None

    @property
    def quantity(self) -> Quantity:
        """The quantity of a value's piece."""
        assert self.mention and self.mention.quantity
        return self.mention.quantity

    @property
    def sign(self) -> int:
        """Of a direction or gap: which way."""
        return self.mention.sign if self.mention else 1


def pieces(text: str, clause: Clause, mentions: Sequence[Mention], times: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of a clause in order; words that name nothing are left out."""
    found: list[Piece] = []
    at = clause.start
    for mention in [*mentions, None]:
        until = mention.start if mention else clause.end
        words = without_times(text, at, until, times)
        if not _filler().fullmatch(words):
            found.append(Piece("t", at, until, words))
        if mention:
            found.append(Piece(mention.letter, mention.start, mention.end, text[mention.start : mention.end], mention))
            at = mention.end
    return found


def without_times(text: str, start: int, end: int, times: Sequence[tuple[int, int]]) -> str:
    """The words of `start:end` without expressions of time."""
    parts, at = [], start
    for begin, finish in times[bisect_left(times, (start, start)) : bisect_left(times, (end, end))]:
        if begin >= at and finish <= end:
            parts.append(text[at:begin])
            at = finish
    rest = text[at:end]
    spoken_of = _owned()["industry"].fullmatch(parts[-1].strip()) if parts else None
    if spoken_of and _owned()["head"].fullmatch(re.sub(r"\s|(?:为|达)$", "", rest)):
        return "".join([*parts, rest])
    if any(part.strip() for part in parts) and len(rest) >= _COMPLETE and has_head(re.sub(r"\W*$", "", rest)):
        return rest
    return "".join([*parts, rest])


@dataclass(slots=True)
class Reading:
    """One clause while it is read, with the memory of what came before it."""

    text: str
    clause: Clause
    pieces: list[Piece]
    state: State
    dating: Dating
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [piece.start for piece in self.pieces]

    @property
    def letters(self) -> str:
        """The clause as the rules see it."""
        return "".join(piece.letter for piece in self.pieces)

    def name(self, piece: Piece | None) -> str:
        """The name in a piece, or that of the clause before when it holds none or half of one."""
        return self.complete(self.stated(piece))

    def stated(self, piece: Piece | None) -> str:
        """The name as it stands; a region or country in front of it becomes the subject."""
        name = self.state.namer.tidy(piece.text) if piece else ""
        region = _region().match(name)
        if region:
            self.state.subject = region[0]
            name = self.state.namer.tidy(name[region.end() :])
        if _place().fullmatch(name) and self.state.about() and not canonical(name):
            self.state.subject = name
            return ""
        level = _LEVEL_LEAD.match(name)
        if level:
            name = name[level.end() :]
        if name:
            self.state.level = (name, level[0]) if level else ("", "")
        return name

    def complete(self, name: str) -> str:
        """Restore what an ellipsis leaves out: 增速 → 民间投资增速, 已启动 → 已启动项目."""
        topic = self.state.about()
        if not name:
            return topic
        if name == "总量" and canonical(topic) and has_head(topic):
            return topic
        if is_bare(name) and topic:
            return f"{growth_noun(topic)[0]}{name}".replace("增幅", "增速")
        if self._industry(name):
            return topic + name
        if name in load("cues_figures")["head"]["sizes"] and has_head(topic):
            return topic if topic.startswith(name) else name + topic
        owned = _owned()["names"].fullmatch(name)
        if owned and self._owner():
            return self._owner() + owned["what"]
        if canonical(name):
            return name
        if trailing_verb(name) and _VERB_ONLY.fullmatch(name.removesuffix(trailing_verb(name))):
            return name.removesuffix("的") + _noun(topic)
        return name

    def _industry(self, name: str) -> bool:
        """Whether a name is the bare head of an industry spoken of: 增加值 after 金融业."""
        head = _owned()["head"].fullmatch(name)
        return bool(head and head["head"] == name and _owned()["industry"].fullmatch(self.state.about()))

    def _owner(self) -> str:
        """The projects an amount belongs to: one named since, else those counted last."""
        named = owner_in(self.state.weak)
        return named or self.state.owner

    def rate_name(self, name: str) -> str:
        """The name of what a change or gap in points is of: the growth of a name that grew in percent."""
        if _RATE.search(name):
            return name
        named = (d for d in self.state.series if name in (d.topic, d.indicator))
        grew = any(d.measure == "change" and d.unit == "%" for d in named)
        return f"{name}增速" if grew else name

    def before(self, offset: int) -> str:
        """The clause up to an offset, as far back as a cue of it can stand."""
        return self.text[max(self.clause.start, offset - _REACH) : offset]

    def after(self, offset: int) -> str:
        """What follows an offset, up to the next mark."""
        match = re.compile(r"[^,，。;；]{0,32}").match(self.text, offset)
        return match[0] if match else ""

    def sets_apart(self, value: Piece) -> bool:
        """Whether a value only tells which things are counted behind it; its clause then goes into their name."""
        if not _CONDITION.match(self.text, value.end):
            return False
        text = self.text[self.clause.start : value.end]
        self.state.condition = self.state.namer.tidy(re.sub(r"^\s*[对将把]", "", text))
        return True

    def draft(
        self,
        rule: str,
        name: str,
        measure: Measure,
        piece: Piece,
        *,
        sign: int = 1,
        scope: str | None = None,
        subject: str | None = None,
        notes: tuple[str, ...] = (),
        head: str = "",
    ) -> Draft:
        """A figure of the value or rank in a piece."""
        start, end = piece.start, piece.end
        value, unit, bound, upper = _told(piece, sign)
        observe(self.state, self._since_last(start))
        named = self.dating.named(start)
        status = status_of(self.state, name, self.before(start), self.after(end), self._over(named))
        if status == "actual":
            name = self._carried_out(name, start)
        return Draft(
            indicator=name,
            measure=measure,
            value=value,
            unit=unit,
            bound=bound,
            status=status,
            period=self._period(name, measure, status, start, named),
            start=start,
            end=end,
            rule=rule,
            scope=scope or self._ranked_in(piece),
            subject=subject or self.state.subject or self._level(name),
            upper=upper,
            notes=notes,
            head=head,
        )

    def _period(
        self, name: str, measure: Measure, status: Status, offset: int, named: PeriodMention | None
    ) -> Period | None:
        """The months of a figure; `named` is the expression of time in its sentence that dates it."""
        period = self.dating.at(offset, status == "target", name, measure == "change")
        if status != "target":
            return period
        if (named is None and "目标" in self.text) or _OF_YEAR.search(name):
            period = self.dating.whole_year() or period
        if _YEARLY.search(self._since_last(offset)) and not (named and named.kind == "plan"):
            return None  # a yearly average is due over years that are not told
        return period

    def _ranked_in(self, piece: Piece) -> str | None:
        """What a rank is in: as its words tell, else as the last one was."""
        rank = piece.mention.rank if piece.mention else None
        return (rank.field or self.state.ranked_in) if rank else None

    def _carried_out(self, name: str, offset: int) -> str:
        """The name of what was done, where the name before it was that of what had to be done."""
        due = _DUE.match(name)
        words = self._since_last(offset)
        return f"完成{name[due.end() :]}" if due and due[0][0] not in words and "完成" in words else name

    def _level(self, name: str) -> str | None:
        """The level of government a name was told of."""
        told, level = self.state.level
        return level if told and name.startswith(told) else None

    def _since_last(self, offset: int) -> str:
        """The words between the value before and this one, or from the clause's beginning."""
        at = bisect_left(self.starts, offset) - 1
        while at >= 0 and self.pieces[at].letter not in VALUES + "r":
            at -= 1
        return self.text[self.pieces[at].end if at >= 0 else self.clause.start : offset]

    def _over(self, named: PeriodMention | None) -> bool | None:
        """Whether a time is over when the report comes out, or a part of a year still to come."""
        date = (self.dating.date or "")[:7]
        if not date or not named or not named.period:
            return None
        if named.period.end[: len(date)] <= date:
            return True
        ahead = named.kind in ("month", "quarter") and named.role != "reading"
        return False if ahead and named.period.end[:4] == date[:4] and len(date) == 7 else None


def _told(piece: Piece, sign: int) -> tuple[str, str, Bound, str | None]:
    """Value, unit, bound and upper end of the number or rank in a piece; a negative `sign` turns that of the value."""
    rank = piece.mention.rank.mention if piece.mention and piece.mention.rank else None
    number = rank or piece.quantity
    value = number.value
    if sign < 0:
        value = value[1:] if value.startswith("-") else f"-{value}"
    return value, number.unit, number.bound, None if rank else piece.quantity.upper


_NOUN_LEAD = re.compile(r"^(?:应(?=开工|完成|竣工)|计划|实际|已经?|新|提前|超额|完成|安排|列入|本年度?|年度)+")


def _noun(topic: str) -> str:
    """The thing counted in a name: 计划新开工项目 → 项目, 学校建设项目竣工 → 学校建设项目."""
    verbs = "|".join(sorted(load("cues_figures")["count_verbs"]["words"], key=lambda w: -len(w)))
    noun = _NOUN_LEAD.sub("", topic)
    noun = "" if re.fullmatch(rf"(?:{verbs})+", noun) else re.sub(rf"^(?:{verbs})+(?=..)", "", noun) or noun
    stripped = re.sub(rf"(?<=..)(?:已?(?:{verbs}))+$", "", noun)
    return stripped if has_head(stripped) or len(stripped) >= 2 else noun


def between(reading: Reading, match: "re.Match[str]", letters: str) -> list[Piece]:
    """The pieces of a match that have one of some letters."""
    return [piece for piece in reading.pieces[match.start() : match.end()] if piece.letter in letters]


def whole_of(text: str) -> str:
    """The whole of a share in the words behind 占: 全部投资的比重为 → 全部投资."""
    text = re.sub(r"\s", "", text)
    return _SHARE_TAIL.sub("", text).strip("的、")


def shared_names(reading: Reading, name: str) -> list[str]:
    """The names of a list that share one number (均): 地方收入、税收 均增长5%; empty for one name alone."""
    if "、" not in name or not any(piece.letter == "A" for piece in reading.pieces):
        return []
    names = reading.state.namer.series(name, name.count("、") + 1) or []
    with_last = reading.state.namer.series(name, name.count("、") + 2) or []
    names = with_last if len(with_last) > len(names) and all(map(has_head, with_last)) else names
    return names if len(names) > 1 and all(map(has_head, names)) else []
