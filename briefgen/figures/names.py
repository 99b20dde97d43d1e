"""From the words around a number to the name a reader of a table wants."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefgen.lexicons import load
from briefgen.openings import gated

_SPACE = re.compile(r"\s+")
_SERIES = re.compile(r"[、,]|以及|和|与|及")
_LAST_JOIN = re.compile(r"以及|和|与|及")
_KINDS = re.compile(r"(?:等)?(?:[两二三四五六七八九十]+|\d+)[大]?(?:类|个|项|种|大)(?=..)")
_LONGEST = 240
"""Characters before a number in which its name can begin; longer lists of names were not met."""
_MEASURED = 3
"""Characters of a head like 销售量, 供应量 that no list of words can hold."""
_CLASS = re.compile(r"(?:企业|行业|产业|居民|地区|领域|工业|机构|项目)(?=.*(?:入|资|额|值|量|率|利润|出|数|积|幅|速)$)")
_LEVEL = re.compile(r"国家级?|[省市州县区乡镇村]级?(?=重点|项目|企业|平台|$|[、级])")
"""A level of administration, which says of what kind the things of the last name are."""
_HEADLINE_MARK = re.compile("——|[丨｜|]")
_EXAMPLES = re.compile(
    r"^(?P<verb>新增|举办|开展|实施|建设|建成|发放|新建|引进|培育)?[^、]{1,12}(?:、[^、]{1,12})+?等(?!行业|产业|领域|地区|项目|方面|级|[\d一二三四五六七八九十两多])(?=[^、等]{4,}$)"
)
"""The examples in front of what they are of: 广场舞、群众歌咏等群众文化活动."""
_EMPTY = re.compile(r"[（(](?:下同)?[)）]")
_FROM = re.compile(r"(?<=..)[由从](?:[^由从]{0,8}?\d+(?:\.\d+)?(?:[:：]1)?|(?:上年|去年|同期|年初|期初|的)+)$")
"""Where a number without a unit came from: 收入比由上年的2.02 缩小到1.97."""
_POINT = re.compile(r"(?<![\d.．])[\d.．]*[.．]$")
"""A point and numbers of a list, which would read as one with the number behind."""
_INDUSTRY = re.compile(r"^第?([一二三])(?:次)?(?:产业|产)?")


@dataclass(frozen=True, slots=True)
class _Words:
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    opener: re.Pattern[str]
    inner_place: re.Pattern[str]
    inner_cue: re.Pattern[str]
    empty_verb: re.Pattern[str]
    count_verb: re.Pattern[str]
    predicate: re.Pattern[str]
    opening: re.Pattern[str]
    defining: re.Pattern[str]
    growth: re.Pattern[str]
    heads: tuple[str, ...]


def alternatives(words: Iterable[str]) -> str:
    """Plain words as one alternation, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _words() -> _Words:
    cues = load("cues_figures")
    name, predicate, growth = cues["name"], cues["predicate"], cues["growth_noun"]
    nouns = alternatives([*growth["up"], *growth["down"]])
    kept = alternatives(name["verb_kept_before"])
    lead, tail = (sorted(name[key], key=lambda p: -len(p)) for key in ("lead", "tail"))
    return _Words(
        lead=re.compile(gated("|".join(lead))),
        tail=re.compile(gated("(?:" + "|".join(tail) + ")$")),
        opener=re.compile(name["opener"]),
        inner_place=re.compile(name["inner_place"]),
        inner_cue=re.compile(name["inner_cue"]),
        empty_verb=re.compile(rf"(?<=..)(?:{alternatives(name['empty_verbs'])})了?(?!{kept})(?=..)"),
        count_verb=re.compile(rf"(?:{alternatives(cues['count_verbs']['words'])})了?$"),
        predicate=re.compile(gated(rf"(?:{'|'.join(predicate['patterns'])})(?!{predicate['not_before']})")),
        opening=re.compile(rf"(?:{alternatives(predicate['opening'])})(?!{predicate['not_before']})"),
        defining=re.compile(rf"(?:已经|已|实际)?(?:{alternatives(predicate['defining'])})"),
        growth=re.compile(rf"(?<!自然(?=增长率))(?:同比|环比|累计|平均|年均)*(?:{nouns})$"),
        heads=tuple(sorted(cues["head"]["words"], key=lambda w: (-len(w), w))),
    )


@dataclass(frozen=True, slots=True)
class Namer:
    """Names for the article of one place, whose own name is no part of them."""

    places: re.Pattern[str] | None = None

    @classmethod
    def of(cls, places: Iterable[str]) -> "Namer":
        """A namer that strips these place names from the front."""
        own = [place for place in places if len(place) > 1]
        return cls(re.compile(alternatives(own)) if own else None)

    def tidy(self, text: str) -> str:
        """The name in the words before a number; empty when they hold none."""
        words = _words()
        text = _EMPTY.sub("", _SPACE.sub("", text)[-_LONGEST:])
        opened = [match for match in words.opener.finditer(text) if match.end() < len(text)]
        text = text[opened[-1].end() :] if opened else text
        text = _HEADLINE_MARK.split(text)[-1] or text
        if text.rfind("“") > text.rfind("”"):
            text = text[text.rfind("“") + 1 :]
        text = _FROM.sub("", self._strip_tail(self._strip_lead(text)))
        text = words.inner_place.sub("", words.inner_cue.sub("", text))
        text = _EXAMPLES.sub(lambda m: m["verb"] or "", text)
        joined = words.empty_verb.sub("", text)
        return self._strip_tail(self._strip_lead(joined)) if joined != text else text

    def _strip_lead(self, text: str) -> str:
        lead = _words().lead
        while text:
            match = (self.places and self.places.match(text)) or lead.match(text)
            if not match or not match[0]:
                break
            text = text[match.end() :]
        return text

    def _strip_tail(self, text: str) -> str:
        tail = _words().tail
        while text:
            match = tail.search(text)
            if not match or not match[0]:
                break
            text = text[: match.start()]
        text = _POINT.sub("", text)
        return text.strip("、“”\"' ") if text.strip('“”"') == "" else text.strip("、 ")

    def series(self, text: str, count: int) -> list[str] | None:
        """The `count` names of a list, each complete; None when the list has another length."""
        text = self.tidy(text.replace("”“", "”、“"))
        for parts in _partitions(text):
            if len(parts) == count:
                return _of_accidents([self.tidy(part) for part in _completed(parts)])
        if count == 2 and text.startswith("城乡"):
            return [f"城市{text[2:]}", f"农村{text[2:]}"]
        for word, pair in load("cues_figures")["name"]["pairs"].items():
            if count == len(pair) and text.endswith(word):
                return [text.removesuffix(word) + one for one in pair]
        return None


def _partitions(text: str) -> list[list[str]]:
    """The ways to part a list, the most careful first."""
    by_mark = text.split("、")
    ways = [by_mark]
    last = _LAST_JOIN.split(by_mark[-1], maxsplit=1)
    if len(last) > 1:
        ways.append([*by_mark[:-1], *last])
    ways.append(_SERIES.split(text))
    return [[part for part in way if part] for way in ways]


def _of_accidents(names: list[str]) -> list[str]:
    """Name the accidents whose harm a list goes on with: 火灾起数、死亡人数 gives 火灾死亡人数."""
    head = load("cues_figures")["head"]
    cause = re.match(head["harmful"], names[0])
    if not cause:
        return names
    return [cause["cause"] + name if re.match(head["harm"], name) else name for name in names]


def _completed(parts: list[str]) -> list[str]:
    """Give the head that only the last name of a list has to all of them: 煤炭、石油产量."""
    last = parts[-1]
    last_level = _LEVEL.match(last)
    if last_level and all(_LEVEL.fullmatch(part) for part in parts[:-1]):
        return [*(part + last[last_level.end() :] for part in parts[:-1]), last]
    industries = [match[1] for part in parts if (match := _INDUSTRY.match(part))]
    if len(industries) == len(parts):
        rest = _INDUSTRY.sub("", last)
        return [f"第{number}产业{rest}" for number in industries]
    stem, way = growth_noun(last)
    if way and not any(growth_noun(part)[1] for part in parts[:-1]):
        return [part + last[len(stem) :] for part in _completed([*parts[:-1], stem])]
    kinds = _KINDS.search(last)
    if kinds and kinds.start():
        return [*(part + last[kinds.end() :] for part in parts[:-1]), last[: kinds.start()] + last[kinds.end() :]]
    head = _head_of(last)
    if len(head) == 1:
        head = last[-_MEASURED:] if len(last) > _MEASURED + 1 else ""
    klass = _CLASS.search(last)
    if klass and klass.start() and not any(_CLASS.search(part) for part in parts[:-1]):
        head = last[klass.start() :]
    common = next((part[-1] for part in parts[:1] if part[-1] in "类业"), "")
    if common and common in last[:-1] and all(part.endswith(common) for part in parts[:-1]):
        head = last[last.index(common) + 1 :]
    if not head or head == last or any(_head_of(part) for part in parts[:-1]):
        return parts
    return [*(part + head for part in parts[:-1]), last]


def _head_of(name: str) -> str:
    return next((head for head in _words().heads if name.endswith(head)), "")


def has_head(name: str) -> bool:
    """Whether a name ends in the noun of an indicator: 增加值, 收入, 率."""
    return bool(_head_of(name))


def growth_noun(name: str) -> tuple[str, int]:
    """A name without the noun of growth it ends in, and its sign: 民间投资增速 → 民间投资, 1; 0 for none."""
    match = _words().growth.search(name)
    if not match:
        return name, 0
    down = match[0].endswith(tuple(load("cues_figures")["growth_noun"]["down"]))
    return name[: match.start()].removesuffix("的"), -1 if down else 1


def trailing_verb(text: str) -> str:
    """The verb of counting a text ends in: 我区策划储备了 → 策划储备."""
    match = _words().count_verb.search(text)
    return match[0].removesuffix("了") if match else ""


def is_bare(name: str) -> bool:
    """Whether a name says nothing without the one before it: 增速, 总量."""
    return name.lstrip("一二三四五六七八九十年") in load("cues_figures")["head"]["bare"]


def counted(text: str) -> tuple[str, str]:
    """The noun right behind a count, and the predicate that defines the count, either empty.

    `重点产业链全面起势` gives 重点产业链; `项目已开工建设` gives 项目 and 开工建设.
    """
    words = _words()
    text = _SPACE.sub("", text).lstrip("的")
    opening = words.defining.match(text)
    at = 0 if opening and opening.end() == len(text) else 1
    match = words.opening.match(text) or words.predicate.search(text, at)
    noun, rest = (text, "") if match is None else (text[: match.start()], text[match.start() :])
    defining = words.defining.match(rest)
    return noun.strip("、和与及的 "), defining[0] if defining else ""
