"""Amounts and counts: 地方收入104.9亿元, 新增2家省重点实验室."""

import re
from dataclasses import replace
from functools import cache

from briefgen.figures.names import counted, growth_noun, has_head, trailing_verb
from briefgen.figures.reading import Piece, Reading, between, owner_in
from briefgen.figures.state import Draft
from briefgen.figures.units import kind
from briefgen.lexicons import load
from briefgen.models import Period

_CLASSIFIED = ("count", "people", "visits", "unknown")
_JOINER = re.compile(r"\s*(?:、|和|与|及|以及|[（(])")
_JOINED = re.compile(r"(?:、|和|与|及|以及)\s*$")
_GOALS = ("目标", "任务", "大关", "台阶", "水平", "规模", "成绩", "好成绩")
_COSTS = ("总投资", "投资", "投资额", "总金额", "金额", "概算")
_PURE = re.compile(r"(?:指数|比|系数|得分|评分|收入比|之比|PMI)$")
_EMPTY_VERBS = ("完成", "实现", "获得", "列入", "纳入", "涉及", "为", "减少", "增加")
_OVER_PLAN = re.compile(r"超额完成(?P<plan>[^,，。;；\d]{0,10}?(?:任务|计划|目标))$")
_TOTAL = re.compile(r"(?:累计|总数|总量)(?:已)?(?:达到|达|有)\s*$")
_SIZE_CLASS = re.compile(r"及?以[上下](?:的|固定资产|企业|项目)|的[^,，。;；\d]{0,8}\d+(?:户|家|个|项)")
_CONDITION = re.compile(r"(?:有|达|共|为)$")


def count(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """An amount behind its name, or a count with its noun on either side."""
    value = between(reading, match, "q")[-1]
    words = next(iter(between(reading, match, "t")), None)
    before = words.text if words else ""
    left = reading.stated(words)
    if not _is_figure(reading, before, value, left):
        return []
    over = _OVER_PLAN.search(re.sub(r"\s", "", before))
    if over:
        name = f"{reading.complete('')}超额完成{over['plan']}"
        return [reading.draft("over plan", name, "gap", value, scope=over["plan"], head=reading.state.about())]
    return _counted(reading, match, before, left, value, rule)


def _is_figure(reading: Reading, before: str, value: Piece, left: str) -> bool:
    """Whether a number is more than the size in a name, a base of comparison, a bare total."""
    if is_base(reading, before, value, left) or _SIZE_CLASS.match(reading.after(value.end)):
        return False
    return bool(left or "合计" not in before) and bool(value.quantity.unit or _PURE.search(left))


def _counted(reading: Reading, match: "re.Match[str]", before: str, left: str, value: Piece, rule: str) -> list[Draft]:
    following = _following(reading, match.end(), value)
    what = kind(value.quantity.unit)
    noun, predicate = counted(following) if following else ("", "")
    if noun in _GOALS or noun.startswith(("目标", "大关", "台阶")):
        following, noun = "", ""
    if what not in _CLASSIFIED and _is_modifier(following, left, noun):
        reading.state.weak = left if has_head(left) else ""
        return []
    name, used = _count_name(reading, before, left, noun, predicate, what)
    if not name:
        return []
    if name.endswith("增量"):
        return [reading.draft("increase", name.removesuffix("增量") or name, "change", value)]
    if what not in _CLASSIFIED:
        name = growth_noun(name)[0] or name
    draft = reading.draft(used or rule, name, "level", value, head=noun if used == "counted noun" else "")
    if what in _CLASSIFIED and not predicate and reading.clause.opening != "(":
        reading.state.owner = owner_in(noun if used == "counted noun" else name) or reading.state.owner
    if draft.period and _TOTAL.search(before):
        draft = replace(draft, period=Period(draft.period.end, draft.period.end))
    return [draft]


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
    if people:
        noun = noun.split("的")[0]
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
