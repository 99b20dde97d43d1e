"""Ranks and what they moved by: 均排全省第3, 进位15名."""

import re
from dataclasses import replace

from briefgen.figures.names import has_head
from briefgen.figures.reading import Piece, Reading, between
from briefgen.figures.state import Draft

_MOVED = re.compile(
    r"(?:由|从)(?:上年|去年|年初|原来)?的?(?P<field>全[国省市区县州]|世界|全球)?(?:排名)?第[^,，。;；]{1,6}$"
)
_MOVES = re.compile(r"(?:名|位|个?位次|个名次|个位)$")


def rank(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """One place in an order, or with 均 the same place for each name of a list."""
    place = between(reading, match, "r")[-1]
    words = next(iter(between(reading, match, "t")), None)
    moved = _MOVED.search(words.text) if words else None
    if words and moved:
        words = replace(words, text=words.text[: moved.start()])
    names = [reading.name(words)]
    if between(reading, match, "A") or (words and re.search("全部|分别", words.text)):
        names = _shared(reading, words)
    names = [name for name in names if name]
    heads = [reading.state.about() if words is None else "" for _ in names]
    return [
        reading.draft(
            rule if len(names) == 1 else "shared rank",
            name,
            "rank",
            place,
            head=head,
            scope=moved["field"] if moved else None,
        )
        for name, head in zip(names, heads, strict=True)
    ]


def _shared(reading: Reading, words: Piece | None) -> list[str]:
    """The names that 均 covers: those of its own list, else the last ones that share a measure."""
    if words:
        own = [reading.state.namer.tidy(part) for part in re.split("、", re.sub("等.{0,12}$", "", words.text))]
        own = [name for name in own if name]
        if own:
            return own if all(has_head(name) or len(own) == 1 for name in own) else [reading.name(words)]
    series = reading.state.series
    names: list[str] = []
    for draft in reversed(series):
        if draft.measure == "rank" or draft.measure != series[-1].measure:
            break
        if draft.topic not in names:
            names.append(draft.topic)
    return names[::-1]


def rank_change(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """进位15名, 上升2位."""
    value = between(reading, match, "q")[-1]
    direction = between(reading, match, "D")[-1]
    word = direction.text
    if not _MOVES.search(value.quantity.unit) or (value.quantity.unit == "名" and not re.search("位|进|退|移", word)):
        return None
    words = next(iter(between(reading, match, "t")), None)
    name, field = _with_field(reading, words)
    draft = reading.draft(rule, name, "change", value, sign=direction.sign, scope=field) if name else None
    return [replace(draft, unit="位")] if draft else []


def _with_field(reading: Reading, words: Piece | None) -> tuple[str, str | None]:
    text = words.text if words else ""
    far = re.search(r"在(全[国省市区县州]|世界|全球)", text)
    if far:
        text = text[: far.start()] + text[far.end() :]
    name = reading.state.namer.tidy(text)
    return reading.complete(name), far[1] if far else None
