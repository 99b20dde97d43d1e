"""A sentence cut into clauses: what stands between commas, and what stands in brackets."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GOES_ON = (
    "突破|首次突破|力争|超过|超|跃升|达|居|增长|下降|增加|减少|稳居|位居|位列|跃居|列|排|占|"
    "同比|较|比上|高于|低于|快于|累计|总"
)
_BREAK = re.compile(rf"[,，;；。!！?？:：]|、(?={_GOES_ON})|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[A-Z\u4e00-\u9fff])")
"""A 、 before a predicate parts clauses as a comma does: 达到5.5万亿元、增长4.8%."""
_WEAK = re.compile(r"、(?=总|累计)|[ \u3000]+")
"""Marks that part clauses only behind a number: before it they part names, or are dirt."""
_BRACKET = re.compile(r"[（(]([^（()）]{0,200})[）)]")
_LEVEL = re.compile(
    r"(?P<other>(?:[比较、和与及]|[高低快慢优]于|超过)[^,，。;；:：()（）\d]{2,16})[(（]\s*-?\d+(?:\.\d+)?\s*[%％]\s*[)）](?=[^,，。;；]*\d)"
)
_STRONG = {"；": ";", "。": ";", "!": ";", "！": ";", "?": ";", "？": ";", "：": ":", "，": ",", "、": ","}


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence; offsets are the sentence's."""

    start: int
    end: int
    opening: str
    """What stands before it: `,` `;` `:`, nothing at the start; `(` inside a bracket, `)` after one."""
    closing: str
    """The mark that ends it, or nothing."""


def cut(text: str, numbers: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses of a sentence in their order.

    `numbers` are the spans of its numbers and ranks, in order: marks inside them part nothing,
    and a bracket that holds a whole one gives clauses of its own; any other bracket stays a
    part of the name it stands in.
    """
    starts = [start for start, _ in numbers]
    clauses: list[Clause] = []
    at, opening = 0, ""
    for aside in _BRACKET.finditer(text):
        first = bisect_left(starts, aside.start())
        if first == len(numbers) or numbers[first][1] > aside.end() or _inside(numbers, starts, aside.start()):
            continue
        clauses += _split(text, at, aside.start(), opening, numbers, starts)
        clauses += _split(text, aside.start() + 1, aside.end() - 1, "(", numbers, starts)
        at, opening = aside.end(), ")"
    clauses += _split(text, at, len(text), opening, numbers, starts)
    return [clause for clause in clauses if clause.start < clause.end]


def without_levels(text: str) -> str:
    """A text of the same length without the levels of what is compared with: 比全省(7.4%)高1.7个百分点."""
    return _LEVEL.sub(lambda m: m["other"] + "\t" * (len(m[0]) - len(m["other"])), text)


def _inside(numbers: Sequence[tuple[int, int]], starts: list[int], offset: int) -> bool:
    before = bisect_left(starts, offset) - 1
    return before >= 0 and numbers[before][1] > offset


def _split(
    text: str, start: int, end: int, opening: str, numbers: Sequence[tuple[int, int]], starts: list[int]
) -> Iterator[Clause]:
    at, mark = start, opening
    for match in _BREAK.finditer(text, start, end):
        if _inside(numbers, starts, match.start()):
            continue
        if _WEAK.match(text, match.start()) and bisect_left(starts, match.start()) == bisect_left(starts, at):
            continue
        closing = _STRONG.get(match[0], match[0]) if match[0].strip() else ","
        yield Clause(at, match.start(), mark, closing)
        at, mark = match.end(), "(" if opening == "(" else closing
    yield Clause(at, end, mark, "")
