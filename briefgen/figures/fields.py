"""Places in an order with the field they are in: 居全市第3 → 3 in 全市."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.figures.names import alternatives
from briefgen.figures.ranks import RankMention, find_ranks
from briefgen.lexicons import load

_REACH = 32
"""Characters before a place in which its verb and field are looked for: the longest seen are half that."""
_STOP = re.compile(r"[,，。;；:：、!！?？]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in an order, from its verb (`start`) to its end."""

    start: int
    end: int
    mention: RankMention
    field: str
    """What it is ranked in; empty when the words around it do not tell."""


@dataclass(frozen=True, slots=True)
class _Words:
    verb: re.Pattern[str]
    field: re.Pattern[str]
    far: re.Pattern[str]
    origin: re.Pattern[str]


@cache
def _words() -> _Words:
    rank = load("cues_figures")["rank"]
    return _Words(
        verb=re.compile(rf"(?!{rank['not_verbs']})(?<![系班行陈])(?:{alternatives(rank['verbs'])})(?:在|于|到|至|了)?"),
        field=re.compile(rf"(?:{rank['field']})+(?:同类|同级)?(?:[（(][^（()）]*[)）])?(?:排名|排位|的)?$"),
        far=re.compile(rank["far"]),
        origin=re.compile(rank["origin"]),
    )


def find_places(text: str) -> Iterator[Placed]:
    """The places of a sentence that belong to a field or follow a verb of ranking.

    `前三位` after another place in the same breath shares its verb; a place that a move
    starts from (由第12位) is left out.
    """
    previous: Placed | None = None
    last = 0
    for mention in find_ranks(text):
        placed = _place(text, mention, last, previous)
        last = mention.end
        if placed:
            previous = placed
            yield placed


def _place(text: str, mention: RankMention, last: int, previous: Placed | None) -> Placed | None:
    if mention.form == "list":
        return None
    words = _words()
    begin = max(last, mention.start - _REACH)
    bracketed = text.rfind("(", begin, mention.start) < text.rfind(")", begin, mention.start)
    stop = max((m.end() for m in _STOP.finditer(text, begin, mention.start)), default=begin)
    head = text[stop : mention.start].lstrip("（( ")
    start = mention.start - len(head)
    if words.origin.search(head):
        return None
    verb = _last_verb(words.verb, head)
    if verb and not (bracketed and ")" in head[: verb.start()]):
        field = head[verb.end() :].strip(" 的")
        begin_field = words.field.search(head[: verb.start()])
        if not field and begin_field:
            return Placed(start + begin_field.start(), mention.end, mention, _clean(begin_field[0]))
        far = words.far.search(head[: verb.start()]) if not field else None
        return Placed(start + verb.start(), mention.end, mention, far["far"] if far else _clean(field))
    near = words.field.search(head)
    if near:
        return Placed(start + near.start(), mention.end, mention, _clean(near[0]))
    if previous and text[previous.end : start].strip() in ("、", "和", "及", "与"):
        return Placed(start, mention.end, mention, _clean(head) or previous.field)
    return None


def _last_verb(pattern: re.Pattern[str], head: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(head):
        found = match
    return found


def _clean(field: str) -> str:
    return re.sub(r"^在|(?:排名|排位|的|中)$", "", field.strip())
