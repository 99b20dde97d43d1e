"""Lists that share their numbers: A、B分别增长a、b."""

import re

from briefgen.figures.names import growth_noun, has_head, is_bare
from briefgen.figures.reading import Piece, Reading, between, whole_of
from briefgen.figures.state import Draft
from briefgen.models import Measure

_PLAN = re.compile(r"(?:已|均)?完成(?P<plan>[^,，。;；]{0,8}(?:目标任务|目标|任务|计划))的$")
_NUMBERED = re.compile(
    r"(?P<list>[^,，。;；:：\d]{3,120}?)等?(?:\d|[两二三四五六七八九十])+[大个](?:细分|重点|主要|支柱|优势|主导)*(?:行业|产业|领域|门类|板块)[,，]\s*$"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}(?:县|区|市|州|旗|镇|乡|街道)")
_PLACE_FIRST = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,7}?(?:县|区|市|州|旗|镇|乡|街道))(?P<name>.{3,})")
UNEQUAL = "unequal list"
_UNITS = re.compile(
    r"(?:[省市县区州盟旗镇乡村]|街道|新区|开发区|高新区|经开区|园区|公司|集团|委员会|管委会|街道办事处|办事处|[^务格]局|工厂|银行)$"
)


def distributed(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """Each number goes to the name in its place; lists of different length are marked, never zipped."""
    found = reading.pieces[match.start() : match.end()]
    each = next(i for i, piece in enumerate(found) if piece.letter == "F")
    values, signs, measure = _values(found)
    before = [piece for piece in found[:each] if piece.letter == "t" and reading.state.namer.tidy(piece.text)]
    after = [piece for piece in found[each:] if piece.letter == "t" and reading.state.namer.tidy(piece.text)]
    names, subjects = _names(reading, before, after, len(values), measure, values[0].quantity.unit)
    if names is None:
        return _unequal(reading, before, values, signs, measure, rule)
    if not all(names):
        return []
    drafts = []
    for name, subject, value, sign in zip(names, subjects, values, signs, strict=True):
        what, base, way = measure, name, sign
        stem, growth = growth_noun(name)
        if growth and value.letter == "o":
            what, base, way = "change", stem or name, sign if sign < 0 else growth
        if what == "change" and value.letter == "p":
            base = reading.rate_name(base)
        drafts.append(reading.draft(rule, base, what, value, sign=way, subject=subject, head=stem))
    return drafts


def shares(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """A、B占GDP的比重分别为a、b: one share for each name, of the same whole."""
    words, whole_words = between(reading, match, "t")[:2]
    values = between(reading, match, "o")
    names = reading.state.namer.series(words.text, len(values))
    whole = whole_of(whole_words.text)
    if names is None or not whole:
        return None
    return [
        reading.draft(rule, f"{name}占{whole}比重", "level", value, scope=whole, head=name)
        for name, value in zip(names, values, strict=True)
    ]


def _values(found: list[Piece]) -> tuple[list[Piece], list[int], Measure]:
    """The numbers of a list, the sign of each, and whether they are changes or levels."""
    values, signs = [], []
    sign, changed, arrow = 1, False, False
    for piece in found:
        if piece.letter == "D":
            sign, changed = piece.sign, True
        elif piece.letter == "T":
            arrow = True
        elif piece.letter in "qopx":
            values.append(piece)
            signs.append(sign if not arrow else 1)
        elif piece.letter == "Y" and not values:
            changed = changed or "比" in piece.text[1:] or "均" in piece.text
    measure: Measure = "change" if changed and not arrow else "level"
    return values, signs, measure


def _names(
    reading: Reading, before: list[Piece], after: list[Piece], count: int, measure: Measure, unit: str
) -> tuple[list[str] | None, list[str | None]]:
    """The names of a list of `count` numbers, and the subject of each; None when they do not fit."""
    nobody: list[str | None] = [None] * count
    state = reading.state
    plan = _PLAN.match(re.sub(r"\s", "", after[0].text)) if after else None
    verb = plan[0] if plan else state.namer.tidy(after[0].text) if after else ""
    if before:
        places = _places("".join(piece.text for piece in before), count)
        if places:
            return [places[0]] * count, list(places[1])
        names = state.namer.series("".join(piece.text for piece in before), count)
        if names and all(_UNITS.search(name) for name in names):
            topic = verb or state.about()
            return [topic] * count, list(names)
        if names:
            if is_bare(verb):
                return [name + verb for name in names], nobody
            if names[0].startswith("对"):
                names = [name if name.startswith("对") else f"对{name}" for name in names]
            return [_with_verb(reading, name, verb) for name in names], nobody
        one = state.namer.tidy(before[0].text)
        if is_bare(one):
            earlier = _earlier(state.series, count, measure, unit)
            return ([f"{name}{one}" for name in earlier] if earlier else None), nobody
        listed = state.listed if len(state.listed) == count else _numbered(reading, count)
        if listed and "、" not in one:
            return [reading.complete(one)] * count, list(listed)
        return None, nobody
    if len(state.listed) == count and verb:
        return [verb] * count, list(state.listed)
    spoken_of = state.namer.series(state.weak, count) if state.weak else None
    return spoken_of or _earlier(state.series, count, measure, unit), nobody


def _numbered(reading: Reading, count: int) -> list[str]:
    """The members of a list that the clause before ends by counting: 风机、仪表及配件、玻璃3个行业,; else none."""
    found = _NUMBERED.search(reading.text[: reading.clause.start])
    return (reading.state.namer.series(found["list"], count) or []) if found and "、" in found["list"] else []


def _places(text: str, count: int) -> tuple[str, list[str]] | None:
    """The indicator behind a list of places, and the places: 甲县、乙区规上工业增加值."""
    *first, last = re.sub(r"\s", "", text).split("、")
    split = _PLACE_FIRST.fullmatch(last)
    if len(first) + 1 != count or not first or not split or not has_head(split["name"]):
        return None
    return (split["name"], [*first, split["place"]]) if all(_PLACE.fullmatch(one) for one in first) else None


def _with_verb(reading: Reading, name: str, verb: str) -> str:
    """The name of one of a list, with what stands behind 分别: 非洲 and 进出口, 企业 and 新增."""
    if not verb:
        return reading.complete(name)
    plan = _PLAN.match(verb)
    if plan:
        return f"{name}{plan['plan']}完成率"
    return name + verb if has_head(verb) and not has_head(name) else verb + name


def _earlier(series: list[Draft], count: int, measure: Measure, unit: str) -> list[str] | None:
    """The last `count` names that have no number of this measure and unit yet."""
    names: list[str] = []
    for draft in reversed(series):
        if draft.measure == measure and draft.unit == unit:
            break
        if draft.topic not in names:
            names.append(draft.topic)
    if len(names) < count:
        return None
    return names[:count][::-1]


def _unequal(
    reading: Reading, before: list[Piece], values: list[Piece], signs: list[int], measure: Measure, rule: str
) -> list[Draft]:
    name = reading.name(before[0]) if before else reading.state.about()
    if not name:
        return []
    return [
        reading.draft(rule, name, measure, value, sign=sign, notes=(UNEQUAL,))
        for value, sign in zip(values, signs, strict=True)
    ]


def ranks(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """One name with several places, or several names 分别 with one each."""
    found = reading.pieces[match.start() : match.end()]
    places = between(reading, match, "r")
    words = next(iter(between(reading, match, "t")), None)
    if any(piece.letter == "F" for piece in found):
        names = (
            reading.state.namer.series(words.text, len(places))
            if words
            else _earlier(reading.state.series, len(places), "rank", "位")
        )
        if names:
            return [reading.draft(rule, n, "rank", p) for n, p in zip(names, places, strict=True)]
    name = reading.name(words)
    if not name:
        return []
    return [reading.draft("several ranks", name, "rank", place) for place in places]


def gaps(reading: Reading, match: "re.Match[str]", rule: str) -> list[Draft] | None:
    """分别高于全国、全省1.4、0.5个百分点."""
    found = reading.pieces[match.start() : match.end()]
    at = next(i for i, piece in enumerate(found) if piece.letter in "GH")
    verb, values = found[at], between(reading, match, "op")
    text = verb.mention.other if verb.mention else ""
    if verb.letter == "G":
        text = next(piece.text for piece in found[at + 1 :] if piece.letter == "t")
    text = re.sub(r"\s|分别", "", text)
    others = [part for part in re.split("、|和|与|及", text) if part]
    words = found[0] if found[0].letter == "t" else None
    if len(others) == 1 and "分别" in text + "".join(p.text for p in found if p.letter == "F") and not words:
        names = _earlier(reading.state.series, len(values), "gap", values[0].quantity.unit)
        if names:
            scope = others[0].replace("分别", "").strip("的")
            return [
                reading.draft(rule, reading.rate_name(n), "gap", v, sign=verb.sign, scope=scope, head=n)
                for n, v in zip(names, values, strict=True)
            ]
    each = reading.state.namer.series(words.text, len(values)) if words and len(others) == 1 else None
    if each and all(has_head(one) or growth_noun(one)[1] for one in each):
        return [
            reading.draft(rule, reading.rate_name(one), "gap", v, sign=verb.sign, scope=others[0].strip("的"), head=one)
            for one, v in zip(each, values, strict=True)
        ]
    name = reading.name(words)
    if not name:
        return []
    base = reading.rate_name(name)
    if len(others) != len(values):
        return [
            reading.draft(rule, base, "gap", value, sign=verb.sign, scope=text.strip("的"), head=name, notes=(UNEQUAL,))
            for value in values
        ]
    tail = re.search("(?:平均)?(?:水平|平均)?$", others[-1])
    ending = tail[0] if tail else ""
    scopes = [other if other.endswith(ending) else other + ending for other in others]
    return [
        reading.draft(rule, base, "gap", value, sign=verb.sign, scope=scope, head=name)
        for scope, value in zip(scopes, values, strict=True)
    ]
