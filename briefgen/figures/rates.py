"""Changes, gaps, shares, multiples: 同比增长5.2%, 高于全国1.4个百分点, 占全部投资的67.3%."""

import re

from briefgen.figures.counts import is_base
from briefgen.figures.names import growth_noun, has_head
from briefgen.figures.reading import Piece, Reading, between, owner_of, shared_names, whole_of
from briefgen.figures.state import Draft
from briefgen.figures.units import base_unit

_CONTRIBUTION = re.compile(r"(?:拉动|带动|推动|贡献|影响)(?!力)")
_MULTIPLE = re.compile(
    r"(?:是|为|达到|达|相当于|约为|增长到|增至|扩大到)(?:上年|去年|前年|\d{4}年|原来|以前|[^,，是为达]{0,8}年)?(?:同期)?的?(?:近|约)?$"
)
_COMPLETION = re.compile(
    r"(?P<lead>.{0,60}?)(?:已|累计)?(?:完成|占|达到|达|实现)了?"
    r"(?P<plan>[^,，。;；]{0,24}?(?:计划|目标|任务|预算)[^,，。;；]{0,6}?)的$"
)
_GIVEN = re.compile(r".{0,24}?(?:下达|确定|提出|制定|分配|交办)的?")
_PLAN = re.compile(r"(?:计划|目标|任务)[^,，。;；]{0,4}$")
_BUDGET = re.compile(r"预算数?$")
_AMOUNT_OF_PLAN = re.compile(
    r"(?:全年|年度|本年度|上级|市|省|预期|既定|调整|年初)?(?:目标任务|目标|任务|计划|预算数?)$"
)
_PARTS_OF_GDP = re.compile(r"三次产业|[一二三]、[一二三]、[一二三]产|三大产业")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_ONLY = re.compile(r"仅(?P<place>[^,，。;；\d]{2,6}?)(?:就|即|便)$")
_ECONOMY = re.compile(r"(?:^|[,，、。全地省市县区国顶住])经济(?:下行|增长|运行|总量|增速)")
"""A growth without a name, in a sentence on the economy, is that of its product."""
_FROM = re.compile(r"(?:由|从)[^,，。;；]{0,10}$")


def _names(reading: Reading, match: "re.Match[str]") -> tuple[Piece | None, str]:
    """The piece that names what changed, and the name as it stands: the first that holds one."""
    found = between(reading, match, "t")
    for piece in found:
        name = reading.stated(piece)
        if name:
            return piece, name
    return None, ""


def _starts_from(reading: Reading, value: Piece) -> bool:
    """由上月下降0.3%转为…: where a move starts is no figure of this period."""
    return bool(_FROM.search(reading.before(value.start)[-14:]))


def change(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """A signed change of the name in front, or of the clause before."""
    value = between(reading, match, "qopx")[-1]
    direction = between(reading, match, "D")[-1]
    piece, stated = _names(reading, match)
    if _starts_from(reading, direction) or reading.sets_apart(value):
        return []
    only = _ONLY.search(piece.text) if piece else None
    if only and reading.state.about():
        name = reading.state.about()
        return [reading.draft(rule, name, "change", value, sign=direction.sign, subject=only["place"])]
    return _changed(reading, stated, value, direction.sign, rule)


def _changed(reading: Reading, stated: str, value: Piece, sign: int, rule: str) -> list[Draft]:
    base, noun_sign = growth_noun(stated)
    name = reading.complete(base if noun_sign and value.letter == "o" else stated)
    if not stated and value.letter != "p":
        name = _behind_completion(reading) or name
    if not stated and value.letter == "q":
        name = _same_unit(reading, value) or name
    last = reading.state.series[-1] if reading.state.series else None
    if not stated and value.letter == "p" and last and last.unit == "%" and last.measure == "level":
        name = last.indicator
    if not name and value.letter == "o" and _ECONOMY.search(reading.text[: value.start]):
        name = "地区生产总值"
    if not name:
        return []
    head = growth_noun(name)[0]
    if value.letter == "p":
        name = reading.rate_name(name)
        if noun_sign < 0 and stated.endswith("幅"):
            name = f"{head}{stated[-2:]}"
    names = shared_names(reading, stated) if name == stated else []
    return [
        reading.draft(rule, one, "change", value, sign=sign, head=one if names else head) for one in names or [name]
    ]


def _behind_completion(reading: Reading) -> str:
    """What was completed, when the last figure is the rate of its completion: it grew, not the rate."""
    series = reading.state.series
    if not series or series[-1].rule != "completion":
        return ""
    done = (d for d in reversed(series) if d.rule not in ("completion", "amount of a plan"))
    return next((d.topic for d in done if not _AMOUNT_OF_PLAN.search(d.indicator)), "")


def _same_unit(reading: Reading, value: Piece) -> str:
    """An amount without a name changes what was counted in its unit: 项目1.7万个、投资7208亿元,多3707个."""
    unit = base_unit(value.quantity.unit)
    return next((d.topic for d in reversed(reading.state.series) if base_unit(d.unit) == unit), "")


def change_to(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """提高2.2个百分点至34.2%: a change and the level it leads to."""
    change_value, level_value = between(reading, match, "qopx")[-2:]
    direction = between(reading, match, "D")[-1]
    _, stated = _names(reading, match)
    drafts = _changed(reading, stated, change_value, direction.sign, rule)
    if drafts:
        drafts.append(reading.draft("level after change", drafts[0].topic, "level", level_value))
    return drafts


def level_after(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """提高至2.62%: the level a change leads to."""
    value = between(reading, match, "qopx")[-1]
    _, stated = _names(reading, match)
    name = reading.complete(stated)
    return [reading.draft(rule, name, "level", value)] if name else []


def growth(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """民间投资增速为30.9%: growth as a noun."""
    value = between(reading, match, "op")[-1]
    piece, stated = _names(reading, match)
    base, sign = growth_noun(stated)
    compared = bool(between(reading, match, "Y"))
    if not sign and not (compared and value.letter == "o" and piece is None):
        return None
    if value.letter == "p":
        return None
    name = reading.complete(base)
    return [reading.draft(rule, name, "change", value, sign=sign or 1)] if name else []


def contribution(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """拉动全县经济增长2个百分点: a level of what was pulled, by what pulled it."""
    words, value = between(reading, match, "t")[0], between(reading, match, "p")[-1]
    if not _CONTRIBUTION.search(words.text):
        return None
    direction = between(reading, match, "D")[-1]
    name = reading.state.namer.tidy(words.text)
    return [
        reading.draft(rule, f"{name}{direction.text}", "level", value, sign=direction.sign, head=reading.state.about())
    ]


def contributions(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """三次产业分别拉动GDP增长0.3、2.4、3.0个百分点: what each of several added."""
    found = reading.pieces[match.start() : match.end()]
    each = next(i for i, piece in enumerate(found) if piece.letter == "F")
    words, direction = found[each + 1], found[each + 2]
    values = between(reading, match, "p")
    if not _CONTRIBUTION.search(words.text):
        return None
    names = _contributors(reading, found[0].text if each else "", len(values))
    if names is None:
        return None
    what = reading.state.namer.tidy(words.text) + direction.text
    return [
        reading.draft(rule, name + what, "level", value, sign=direction.sign, head=name)
        for name, value in zip(names, values, strict=True)
    ]


def _contributors(reading: Reading, before: str, count: int) -> list[str] | None:
    """The names of a list of contributions: its own, the three industries, or the last that were said."""
    if count == len(_INDUSTRIES) and _PARTS_OF_GDP.search(before or reading.state.about()):
        return list(_INDUSTRIES)
    if before:
        return reading.state.namer.series(before, count)
    topics = list(dict.fromkeys(draft.topic for draft in reading.state.series))[-count:]
    return [topic.removesuffix("增加值") for topic in topics] if len(topics) == count else None


def gap(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """高于全国1.4个百分点: the distance to another place, average or plan."""
    found = reading.pieces[match.start() : match.end()]
    at = next(i for i, piece in enumerate(found) if piece.letter in "GH")
    verb, value = found[at], found[-1]
    if verb.letter == "G":
        other = _other("".join(piece.text for piece in found[at + 1 :] if piece.letter in "tD"))
        words = found[0] if found[0].letter == "t" and at else None
        if value.letter == "q" and not re.search("平均|水平|目标|计划|任务|预期", other):
            return None
    else:
        other = _other(verb.mention.other if verb.mention else "")
        words = found[0] if found[0].letter == "t" else None
    stated = reading.state.namer.tidy(words.text) if words else ""
    name = reading.complete(stated)
    if not name or not other:
        return None if not other else []
    topic = growth_noun(name)[0] if stated else reading.state.about()
    if value.letter == "p":
        name = reading.rate_name(name)
    return [reading.draft(rule, name, "gap", value, sign=verb.sign, scope=other, head=topic)]


def _other(text: str) -> str:
    """The other side of a gap as it is written, without time and the words that bound the number."""
    text = re.sub(r"\s", "", text).strip("的、了约近超")
    return re.sub(r"^(?:同期|今年以来)", "", text)


def share(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """占全部投资的67.3%: a share of a whole, or the completion of a plan."""
    found = reading.pieces[match.start() : match.end()]
    at = next(i for i, piece in enumerate(found) if piece.letter == "S")
    words = found[0] if at and found[0].letter == "t" else None
    value = found[-1]
    if found[at + 1].letter != "t":
        topic = reading.name(words)
        return [reading.draft(rule, f"{topic}占比", "level", value, head=topic)] if topic else []
    whole = whole_of(found[at + 1].text)
    stated = reading.state.namer.tidy(words.text) if words else ""
    if _BUDGET.search(whole) or (_PLAN.search(whole) and not stated):
        return [_completed(reading, stated, whole, value)]
    topic = reading.complete(stated)
    if not topic or not whole:
        return []
    drafts = []
    changes = [p for p in found[at + 2 :] if p.letter in "op" and p is not value]
    name = f"{topic}占{whole}比重"
    if changes:
        direction = next(p for p in found if p.letter == "D")
        drafts.append(reading.draft("share change", name, "change", changes[0], sign=direction.sign, head=topic))
    return [*drafts, reading.draft(rule, name, "level", value, scope=whole, head=topic)]


def share_change(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """占外贸总值的比重提升2.2个百分点."""
    found = reading.pieces[match.start() : match.end()]
    at = next(i for i, piece in enumerate(found) if piece.letter == "S")
    words = found[0] if at and found[0].letter == "t" else None
    topic = reading.complete(reading.state.namer.tidy(words.text) if words else "")
    whole = whole_of(found[at + 1].text)
    direction = between(reading, match, "D")[-1]
    if not topic or not whole:
        return []
    name = f"{topic}占{whole}比重"
    return [reading.draft(rule, name, "change", found[-1], sign=direction.sign, head=topic)]


def completion(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """完成全年计划的62.4%: the rate at which a plan is met."""
    words, value = between(reading, match, "t")[0], between(reading, match, "op")[-1]
    said = _COMPLETION.match(re.sub(r"\s", "", words.text))
    if not said or value.letter != "o":
        return None
    return [_completed(reading, reading.state.namer.tidy(said["lead"]), said["plan"], value)]


def _completed(reading: Reading, lead: str, plan: str, value: Piece) -> Draft:
    given = _GIVEN.match(plan)
    short = plan[given.end() :] if given else plan
    short = re.sub(r"^(?:全[国省市区县州]|我[省市区县]|本)", "", short)
    of_itself = "投资" in short or "开工" in short or len(short) > 6
    topic = "" if of_itself else owner_of(lead or reading.state.about())
    name = f"{topic}{short}完成率"
    return reading.draft("completion", name, "level", value, scope=plan)


def _of_a_plan(reading: Reading, value: Piece) -> bool:
    """完成全年目标任务2000万元的105%."""
    series = reading.state.series
    behind_amount = re.search(r"[元人个家户亩套吨]的$", reading.before(value.start))
    return bool(behind_amount and series and re.search("目标|任务|计划|预算数?$", series[-1].indicator))


def multiple(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """是去年的4倍."""
    value = between(reading, match, "x")[-1]
    words = next(iter(between(reading, match, "t")), None)
    text = re.sub(r"\s", "", words.text) if words else ""
    name = reading.complete(reading.state.namer.tidy(_MULTIPLE.sub("", text)))
    return [reading.draft(rule, name, "multiple", value)] if name else []


def level(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """A rate that is the indicator's own value: 开工率100%."""
    value = between(reading, match, "op")[-1]
    words = next(iter(between(reading, match, "t")), None)
    stated = reading.stated(words)
    if reading.sets_apart(value) or (value.quantity.unit == "成" and not has_head(stated)):
        return []
    if not words and value.letter == "o" and _of_a_plan(reading, value):
        planned = _AMOUNT_OF_PLAN.search(reading.state.series[-1].indicator)
        plan = planned[0] if planned else reading.state.series[-1].indicator
        topic = growth_noun(reading.state.series[-2].topic)[0] if len(reading.state.series) > 1 else ""
        return [reading.draft("completion", f"{topic}{plan}完成率", "level", value, scope=plan)]
    if not stated or is_base(reading, words.text if words else "", value, stated):
        return []
    name = reading.complete(stated)
    if value.letter == "p" and not has_head(name):
        return []
    return [reading.draft(rule, name, "level", value)]
