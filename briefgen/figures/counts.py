"""Amounts and counts: 地方收入104.9亿元, 新增2家省重点实验室."""

import re
from dataclasses import replace
from functools import cache

from briefgen.figures.mentions import VALUES
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
_PURE = re.compile(r"(?:指数|比|系数|得分|评分|收入比|之比|PMI)$")
_EMPTY_VERBS = ("完成", "实现", "获得", "列入", "纳入", "涉及", "为", "减少", "增加")
_WHOLE_NOUN = 3
"""Characters of a noun that tells what is counted without the words before the number: 中欧班列4条线路 needs them."""
_ROUND = re.compile(r"、|(?:领域|方面|地区|行业|范围|期间|等)$")
"""What is around the things counted, no part of their name."""
_OVER_PLAN = re.compile(r"超额完成(?P<plan>[^,，。;；\d]{0,10}?(?:任务|计划|目标))$")
_TOTAL = re.compile(r"(?:累计|总数|总量)(?:已)?(?:达到|达|有)\s*$")
_EVER = re.compile(
    r"(?:已累计|累计已|累计)(?:突破|超过|超)\s*$|(?:开业|开行|投用|投产|运营|成立|建成|启动|实施)以来[^,，]*累计"
)
"""A total of all time, where its sentence names no time: it is read when the report comes out."""
_COST = re.compile(r"(?:计划)?(?:总投资|投资)额?$|总?金额$|概算$|造价$")
_PROJECT_TAIL = re.compile(r"(?<=项目|工程)(?:的?(?:建设|开工|推进|实施|落地|落户|签约|签订|竣工|投产))+$")
_PLAN_OF_TOPIC = re.compile(
    r"^完成(?P<plan>(?:全年|年度|本年度|上级|市|省|预期|既定|调整|年初)?(?:目标任务|目标|任务|计划|预算数?))$"
)
_BEYOND = re.compile(r"(?P<what>.{2,24}?)(?:均|都|已|分别)?(?P<cue>超过|突破|超|过|逾|不足|达到|达)$")
_GROUP = re.compile(
    r"[^,，。;；、\d]{0,10}?(?:乡镇|街道|园区|企业|县市区|区县|县区|市州|城市|镇|乡|村|产业链|产业|行业|集群|项目|公司|景区|断面|小区|学校|医院|机构|合作社|农户|大户)"
    r"(?:[（(][^（()）]{1,8}[)）])?(?!链|集群|园|化)"
)
_OBJECT = re.compile(r"(?<![面针相应绝核])[对把]\s*$")
"""What is done to things that are there already: 对32家企业…."""
_AFTER_OF = re.compile("^.*的")
_OF_LEVEL = re.compile(r"(?:国家|省|市|州|区|县|乡|镇|村)级?")
_LEVELED = re.compile(r"^(?:国家|省|市|州|区|县|乡|镇|村)级(?=..)")
_THING = re.compile(r"[^的、]{0,6}?(?:项目|工程|企业|基地|园区|平台|单位|公司|合作社)$")
_CONDITION = re.compile(r"(?:有|达|共|为)$")


def count(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """An amount behind its name, or a count with its noun on either side."""
    value = between(reading, match, "q")[-1]
    words = next(iter(between(reading, match, "t")), None)
    before = words.text if words else ""
    left = reading.stated(words)
    if not _COST.search(left) and reading.sets_apart(value):
        return []
    if not _is_figure(reading, before, value, left):
        if not value.quantity.unit and has_head(left):
            reading.state.weak = left
        return []
    over = _OVER_PLAN.search(re.sub(r"\s", "", before))
    if over:
        name = f"{reading.complete('')}超额完成{over['plan']}"
        return [reading.draft("over plan", name, "gap", value, scope=over["plan"], head=reading.state.about())]
    return _counted(reading, match, before, left, value, rule)


def reaching(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """5个乡镇财政收入超过5000万元: a count of things, with the size that they reach."""
    found = reading.pieces[match.start() : match.end()]
    number, words, size = found[-3:]
    if kind(number.quantity.unit) not in _CLASSIFIED or kind(size.quantity.unit) in _CLASSIFIED:
        return None
    text = re.sub(r"\s", "", words.text)
    group = _GROUP.match(text)
    beyond = _BEYOND.fullmatch(text, group.end()) if group else None
    if not group or not beyond or (beyond["cue"].startswith("达") and size.quantity.bound != "min"):
        return None
    verb = trailing_verb(reading.stated(found[0])) if len(found) > 3 else ""
    name = f"{verb}{beyond['what']}{beyond['cue']}{size.quantity.raw}的{group[0]}"
    return [reading.draft(rule, name, "level", number, head=group[0])]


def _is_figure(reading: Reading, before: str, value: Piece, left: str) -> bool:
    """Whether a number is more than the size in a name, a base of comparison, a bare total."""
    if is_base(reading, before, value, left):
        return False
    return bool(left or "合计" not in before) and bool(value.quantity.unit or _PURE.search(left))


def _counted(reading: Reading, match: "re.Match[str]", before: str, left: str, value: Piece, rule: str) -> list[Draft]:
    costly = _costing(reading, match.end(), left, value)
    if costly:
        return [reading.draft("amount of a thing", costly, "level", value)]
    classified = kind(value.quantity.unit) in _CLASSIFIED
    following, noun, predicate = _behind(reading, match.end(), value, classified)
    if classified and following and not (noun or predicate or left):
        return []
    if not classified and _is_modifier(following, left, noun):
        reading.state.weak = left if has_head(left) else ""
        return []
    name, used = _count_name(reading, before, left, noun, predicate, kind(value.quantity.unit))
    if not name:
        return []
    if name.endswith("增量"):
        return [reading.draft("increase", name.removesuffix("增量") or name, "change", value)]
    if not classified:
        name = growth_noun(name)[0] or name
    head = noun if used == "counted noun" else reading.state.about() if used == "amount of a plan" else ""
    draft = reading.draft(used or rule, name, "level", value, head=head)
    if classified and not predicate and reading.clause.opening != "(":
        reading.state.own(owner_in(noun if used == "counted noun" else name), _in_part(reading, value))
    ever = _EVER.search(before) and reading.dating.named(value.start) is None
    return [_settled(draft, f"{before}累计达" if ever else before, classified)]


def _behind(reading: Reading, index: int, value: Piece, classified: bool) -> tuple[str, str, str]:
    """The words behind a number, the noun they begin with, and the predicate that defines what was counted."""
    following = _following(reading, index, value)
    noun, predicate = counted(following) if following else ("", "")
    if predicate and following.endswith(predicate) and reading.letters[index + 1 : index + 2] == "q":
        predicate = ""
    if noun in _GOALS or noun.startswith(("目标", "大关", "台阶")):
        return "", "", predicate
    if classified and has_head(noun) and not predicate and _valued_next(reading, index):
        noun = _group_in(noun)
    return following, noun, predicate


def _settled(draft: Draft, before: str, classified: bool) -> Draft:
    """A count of what is there already is no plan; a total is read at the end of its period."""
    if classified and _OBJECT.search(before):
        draft = replace(draft, status="actual")
    if draft.period and _TOTAL.search(before):
        draft = replace(draft, period=Period(draft.period.end, draft.period.end))
    return draft


def _costing(reading: Reading, index: int, left: str, value: Piece) -> str:
    """The cost of things that are counted behind it: 总投资52亿元的18个项目; empty when none are."""
    cost = _COST.search(left)
    if not cost or reading.text[value.end : value.end + 1] != "的" or reading.letters[index : index + 2] != "qt":
        return ""
    thing = counted(_following(reading, index + 1, reading.pieces[index]))[0]
    return thing + cost[0] if thing else ""


def _group_in(noun: str) -> str:
    """The things counted, without what is measured of them: 龙头企业 in 龙头企业销售收入."""
    group = _GROUP.match(noun)
    return group[0] if group and group.end() < len(noun) else ""


def _valued_next(reading: Reading, index: int) -> bool:
    """Whether the words behind a count name a value of their own: 75家企业销售收入|18.4亿元."""
    rest = reading.letters[index + 1 :].lstrip("YADT")
    return rest[:1] in VALUES and rest != ""


def _in_part(reading: Reading, value: Piece) -> bool:
    """Whether a count is one of the parts of what was counted before: 其中建设项目27项."""
    return bool(reading.state.owner) and "其中" in reading.text[: value.start]


def is_base(reading: Reading, before: str, value: Piece, left: str) -> bool:
    """A number that only serves a comparison, or tells what a thing is like."""
    patterns = _trivia()
    if (
        patterns["rated"].search(before)
        or patterns["names"].search(left)
        or patterns["compared"].search(reading.after(value.end))
    ):
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
    return bool(noun and left) and not trailing_verb(left) and not following.startswith("的")


def _count_name(reading: Reading, before: str, left: str, noun: str, predicate: str, what: str) -> tuple[str, str]:
    """The name of a count, and the rule that made it."""
    classified, people, money = what in _CLASSIFIED, what in ("people", "visits"), what in ("money", "rate")
    state = reading.state
    if people:
        noun = noun.split("的")[0]
    verb = trailing_verb(left) or (_leading_verb(left) if left.endswith("等") else "")
    if noun and left.endswith("等") and verb:
        left = verb
    thing = noun or _AFTER_OF.sub("", state.about())
    if thing and state.condition and not left:
        name, state.condition = f"{state.condition}的{thing}", ""
        return name, "counted noun" if noun else "elliptic count"
    if noun and (classified or not left or verb == left):
        carried = state.verb if _JOINED.search(before) or not before.strip() else ""
        verb = verb or ("" if predicate else carried)
        state.verb = verb
        whole = verb or len(noun) >= _WHOLE_NOUN or _ROUND.search(left)
        thing = noun if whole else left + noun
        return _join(verb, thing, predicate), "counted noun"
    state.verb = verb if verb == left else _leading_verb(left)
    if noun and left and not classified:
        cost = _COST.search(left)
        name = f"{_PROJECT_TAIL.sub('', noun)}{cost[0]}" if cost else verb + noun if verb and verb != left else left
        return (name, "amount of a thing") if money and not _CONDITION.search(noun) else ("", "")
    if verb == left and verb and people:
        return f"{verb}人数", "people"
    plan = _PLAN_OF_TOPIC.match(left)
    if plan and state.about():
        return f"{growth_noun(state.about())[0]}{plan['plan']}", "amount of a plan"
    name = _of_level(reading, left) if classified else reading.complete(left)
    if predicate and classified:
        if left and left != verb:
            done = "已" if "已" in before and not predicate.startswith("已") else ""
            return f"{left}{done}{predicate}", "parts of a count"
        return f"{predicate}{_counted_topic(state.about())}", "parts of a total"
    return (name, "") if left else (_elliptic(reading, name), "elliptic count")


def _of_level(reading: Reading, left: str) -> str:
    """Of a level of government alone the things counted before: 省级 after 项目 is 省级项目."""
    thing = _THING.search(reading.state.about()) if _OF_LEVEL.fullmatch(left) else None
    return left + _LEVELED.sub("", thing[0]) if thing else reading.complete(left)


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
