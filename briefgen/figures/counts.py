"""Amounts, counts and ranks: 地方收入104.9亿元, 新增2家省重点实验室, 均排全省第3."""

import re
from dataclasses import replace
from functools import cache

from briefgen.figures.names import counted, growth_noun, has_head, trailing_verb
from briefgen.figures.reading import Piece, Reading
from briefgen.figures.state import Draft
from briefgen.figures.units import kind
from briefgen.lexicons import load

_CLASSIFIED = ("count", "people", "visits", "unknown")
_JOINER = re.compile(r"\s*(?:、|和|与|及|以及)")
_JOINED = re.compile(r"(?:、|和|与|及|以及)\s*$")
_GOALS = ("目标", "任务", "大关", "台阶", "水平", "规模", "成绩", "好成绩")
_COSTS = ("总投资", "投资", "投资额", "总金额", "金额", "概算")
_PURE = re.compile(r"(?:指数|比|系数|得分|评分|收入比|之比|PMI)$")
_EMPTY_VERBS = ("完成", "实现", "获得", "列入", "纳入", "涉及", "为", "减少", "增加")
_OVER_PLAN = re.compile(r"超额完成(?P<plan>[^,，。;；\d]{0,10}?(?:任务|计划|目标))$")
_MOVED = re.compile(
    r"(?:由|从)(?:上年|去年|年初|原来)?的?(?P<field>全[国省市区县州]|世界|全球)?(?:排名)?第[^,，。;；]{1,6}$"
)
_CONDITION = re.compile(r"(?:有|达|共|为)$")
_MOVES = re.compile(r"(?:名|位|个?位次|个名次|个位)$")


def between(reading: Reading, match: "re.Match[str]", letters: str) -> list[Piece]:
    """The pieces of a match that have one of some letters."""
    return [piece for piece in reading.pieces[match.start() : match.end()] if piece.letter in letters]


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


def count(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """An amount behind its name, or a count with its noun on either side."""
    value = between(reading, match, "q")[-1]
    words = next(iter(between(reading, match, "t")), None)
    before = words.text if words else ""
    left = reading.stated(words)
    if is_base(reading, before, value, left):
        return []
    if not value.quantity.unit and not _PURE.search(left):
        return []
    over = _OVER_PLAN.search(re.sub(r"\s", "", before))
    if over:
        name = f"{reading.complete('')}超额完成{over['plan']}"
        return [reading.draft("over plan", name, "gap", value, scope=over["plan"], head=reading.state.about())]
    following = _following(reading, match.end(), value)
    classified = kind(value.quantity.unit) in _CLASSIFIED
    noun, predicate = counted(following) if following else ("", "")
    if noun in _GOALS or noun.startswith(("目标", "大关", "台阶")):
        following, noun = "", ""
    if not classified and _is_modifier(following, left, noun):
        reading.state.weak = left if has_head(left) else ""
        return []
    name, used = _count_name(reading, before, left, noun, predicate, kind(value.quantity.unit))
    if not name:
        return []
    if name.endswith("增量"):
        return [reading.draft("increase", name.removesuffix("增量") or name, "change", value)]
    base, sign = growth_noun(name)
    if sign and base and not classified:
        name = base
    return [reading.draft(used or rule, name, "level", value, head=noun if used == "counted noun" else "")]


def is_base(reading: Reading, before: str, value: Piece, left: str) -> bool:
    """A number that only serves a comparison, or tells what a thing is like."""
    patterns = _trivia()
    if patterns["names"].search(left) or patterns["compared"].search(reading.after(value.end)):
        return True
    origin = patterns["origin"].search(before)
    if origin and reading.letters.find("D") >= 0:
        reading.state.weak = reading.state.namer.tidy(before[: origin.start()]) or reading.state.weak
        return True
    return False


@cache
def _trivia() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in load("cues_figures")["trivia"].items()}


def _following(reading: Reading, index: int, value: Piece) -> str:
    """The words right behind a number, without those that only bound it; empty when they start anew."""
    if index >= len(reading.pieces) or reading.pieces[index].letter != "t":
        return ""
    piece = reading.pieces[index]
    if piece.start != value.end or _JOINER.match(piece.text):
        return ""
    text = piece.text.lstrip(' ”"')
    return re.sub(r"^(?:余|多|左右|以上|以下|以内|上下)(?![级中])", "", text)


def _is_modifier(following: str, left: str, noun: str) -> bool:
    """500万元以上固定资产, 700万吨露天矿: a size that belongs to the noun behind it."""
    if not noun or trailing_verb(left) or not left:
        return bool(noun) and not left and not following.startswith("的") and False
    return not following.startswith(("的机", "的"))


def _count_name(reading: Reading, before: str, left: str, noun: str, predicate: str, what: str) -> tuple[str, str]:
    """The name of a count, and the rule that made it."""
    classified, people, money = what in _CLASSIFIED, what in ("people", "visits"), what in ("money", "rate")
    state = reading.state
    verb = trailing_verb(left)
    if noun and (classified or not left or verb == left):
        carried = state.verb if _JOINED.search(before) or not before.strip() else ""
        verb = verb or ("" if predicate else carried)
        state.verb = verb
        return _join(verb, noun, predicate), "counted noun"
    state.verb = verb if verb == left else _leading_verb(left)
    if noun and left and not classified:
        name = f"{noun}{left}" if left in _COSTS else left
        return (name, "amount of a thing") if money and not _CONDITION.search(noun) else ("", "")
    if verb == left and verb and people:
        return f"{verb}人数", "people"
    name = reading.complete(left)
    if predicate and classified:
        if left and left != verb:
            done = "已" if "已" in before and not predicate.startswith("已") else ""
            return f"{left}{done}{predicate}", "parts of a count"
        return f"{predicate}{_counted_topic(state.about())}", "parts of a total"
    return (name, "") if left else (_elliptic(reading, name), "elliptic count")


def _elliptic(reading: Reading, name: str) -> str:
    """A number alone in its clause goes on from a count only in a bracket or a list."""
    alone = reading.clause.opening in ("(", "") or not reading.state.series
    return "" if alone and reading.clause.opening != "(" else name


def _leading_verb(name: str) -> str:
    match = re.match(r"(?:新增|净增|申报|新引进|引进|新认定|新获批|获批)", name)
    return match[0] if match else ""


def _join(verb: str, noun: str, predicate: str) -> str:
    if verb in _EMPTY_VERBS:
        verb = ""
    if predicate and not verb:
        return re.sub("^没有", "未", re.sub("^(?:已经|已|实际)", "", predicate)) + noun
    return verb + noun


def _counted_topic(topic: str) -> str:
    return re.sub(r"^(?:提前完成|超时序进度|开工建设|开工|新开工|竣工)(?=..)", "", topic)
