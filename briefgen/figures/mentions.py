"""What stands in a sentence, as typed mentions with offsets; what is left between them is names.

One letter stands for each kind of mention, so that the rules of binding can be regular
expressions over a string of letters:

    q quantity   o percent   p points   x multiple   r rank
    D direction of change    Y base of a change      G gap (高于 …)   H gap with its other side (比…高)
    S share of (占)          F 分别                   A 均             T to (提高至)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefgen.figures.fields import Placed, find_places
from briefgen.figures.masks import masked, merged, touches
from briefgen.figures.names import alternatives
from briefgen.figures.periods import PeriodMention
from briefgen.figures.quantities import scan
from briefgen.figures.units import kind
from briefgen.lexicons import load
from briefgen.models import Quantity
from briefgen.openings import gated

VALUES = "qopx"
_LETTERS = {"percent": "o", "points": "p", "basis points": "p", "multiple": "x"}
_NOT_COUNTED = ("duration", "age", "doubling", "frequency", "voltage")
_NUMBER_FOLLOWS = (
    r"(?=(?:今年|去年|目前|现在|20\d\d年|上半年|年底|的|了|约|近|超过|超|逾|过|突破|达到|达|至|到|为|幅度|分别|均|都|不低于|不少于|不超过|不足|将|"
    r"[^\S\n])*(?:第)?[\d０-９百千两一二三四五六七八九十负\-])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of a sentence with a meaning of its own; offsets are the sentence's."""

    letter: str
    start: int
    end: int
    sign: int = 1
    """Of a direction or a gap: which way."""
    quantity: Quantity | None = None
    rank: Placed | None = None
    other: str = ""
    """Of `H`: the other side of the gap."""


@dataclass(frozen=True, slots=True)
class _Cues:
    pattern: re.Pattern[str]
    down: frozenset[str]
    gap_down: frozenset[str]


@cache
def _cues() -> _Cues:
    cues = load("cues_figures")
    direction, gap = cues["direction"], cues["gap"]
    before = "|".join(direction["not_before"])
    after = "".join(f"(?<!{word})" for word in direction["not_after"])
    words = [*direction["up"], *direction["down"]]
    gaps = alternatives([*gap["up"], *gap["down"]])
    parts = [
        rf"(?P<Y>{'|'.join(cues['base']['patterns'])})",
        rf"(?P<H>(?<![占同环对之类])[比较](?!重|例|率|上年|去年|年初|同期|上月)(?P<other>[^,，。;；:：%\d（）()]{{1,32}}?)"
        rf"(?P<way>高出|高|低|快|慢|多|少)){_NUMBER_FOLLOWS}",
        rf"(?P<G>(?<!不)(?:{gaps})(?<!超)(?<!超过)(?<!超出)(?=[^,，。;；:：\d]{{2,20}}?(?:\d|[一二三四五六七八九十]个百分点))"
        r"|(?<!不)(?:超过|超出|超(?!额))(?=[^,，。;；:：\d]{0,14}(?:平均|水平|目标|计划|进度|任务|预期|全[国省市区县州]|增速)"
        r"[^,，。;；:：\d]{0,8}\d))",
        rf"(?P<D>(?!多达){after}(?<![更许很最大众太不至若人增减缺])(?:{alternatives(words)})(?!{before})){_NUMBER_FOLLOWS}",
        rf"(?P<F>{alternatives(cues['each']['words'])})",
        rf"(?P<A>(?<![人年平日亩户月地场单])(?:{alternatives(cues['all']['words'])})(?![衡价值等市])|{cues['all']['before']})",
        rf"(?P<S>(?<![抢侵])(?:{alternatives(cues['share']['words'])})(?![{''.join(cues['share']['not_before'])}])(?=[^,，。;；:：]{{1,40}}?\d)"
        r"|(?<![作因认行以])为(?=[^,，。;；\d]{2,14}的(?:约|近)?\d+(?:\.\d+)?[%％]))",
    ]
    return _Cues(
        re.compile(gated("|".join(parts))), frozenset(direction["down"]), frozenset((*gap["down"], "低", "慢", "少"))
    )


def find_mentions(text: str, periods: Sequence[PeriodMention]) -> list[Mention]:
    """The mentions of a sentence in their order, none overlapping another; none of a sentence without a number.

    Ranks go before quantities, and neither may lie in a date, a slogan or a title.
    """
    ranks, values = list(_ranks(text)), list(_values(text))
    if not ranks and not values:
        return []
    masks = masked(text)
    times = merged((p.start, p.end) for p in periods)
    ranks = [m for m in ranks if not touches(masks, m.start + _head(m), m.end)]
    taken = merged((m.start, m.end) for m in ranks)
    values = [m for m in values if not any(touches(spans, m.start, m.end) for spans in (masks, times, taken))]
    numbers = sorted([*ranks, *values], key=lambda m: m.start)
    if not numbers:
        return []
    spans = merged((m.start, m.end) for m in numbers)
    cues = [m for m in _against_time(text, _find_cues(text), periods, numbers) if not touches(spans, m.start, m.end)]
    found = sorted([*numbers, *cues], key=lambda m: m.start)
    return _with_arrows(text, _joined_points(found))


def _head(mention: Mention) -> int:
    """A rank's own digits are what a mask is asked about, not the field before them."""
    return max(0, mention.end - mention.start - 3)


def _ranks(text: str) -> Iterator[Mention]:
    for place in find_places(text):
        yield Mention("r", place.start, place.end, rank=place)


def _values(text: str) -> Iterator[Mention]:
    quantities = _shared_units(text, scan(text))
    for quantity in quantities:
        what = kind(quantity.unit)
        if what in _NOT_COUNTED or _small_word(quantity) or _is_size(text, quantity):
            continue
        yield Mention(_LETTERS.get(what, "q"), quantity.start, quantity.end, quantity=quantity)


def _shared_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give the numbers of a list the unit that only the last one has: 增长1.5、0.9和0.3个百分点."""
    whole = list(quantities)
    for i in range(len(whole) - 2, -1, -1):
        one, following = whole[i], whole[i + 1]
        between = text[one.end : following.start].strip()
        begun = len(one.unit) < len(following.unit) and following.unit.startswith(one.unit)
        if begun and between in ("、", "和", "与", "及"):
            whole[i] = Quantity(one.start, one.end, one.raw, one.value, following.unit, one.bound, one.upper)
    return whole


_SAME_THING = re.compile(r"\s*(?:同期)?的?(?:平均)?(?:增速|增幅|涨幅|水平|增长率)?\s*(?:约|近)?")
"""What may stand between the time a figure is compared with and the difference."""
_SIZE = re.compile(
    r"(?:及?以[上下内])?的?(?!目标|水平|增|同比|的)(?P<noun>[\u4e00-\u9fff]{1,14}?)(?:[达有共为至已超]|达到|超过|仅)*[约近]?\d[\d.万]*[多余]?[个家户项人名座条所处宗件]"
)
_OF_THINGS = re.compile(
    r"(?:及?以[上下内])的(?!目标|水平|增|规模|任务|成绩|台阶|要求|高|占|有|共|比|速|收入|投资|利润)[\u4e00-\u9fff]{2}"
)
_SIZE_NOUN = re.compile("固定资产|企业|项目|工程")


def _is_size(text: str, quantity: Quantity) -> bool:
    """10亿元以上项目6个, 超过5000万元的乡镇5个: which things are counted, no figure of its own."""
    if quantity.bound not in ("min", "max") or kind(quantity.unit) in ("percent", "points"):
        return False
    ending = re.search("及?以[上下内]$", quantity.raw)
    begin = quantity.end - len(ending[0]) if ending else quantity.end
    attached = text.startswith(("以上", "以下", "以内", "及以", "的"), begin)
    if not attached:
        return False
    after = re.sub("^及?以[上下内]的?|^的", "", text[begin : begin + 12])
    return bool(_SIZE_NOUN.match(after) or _SIZE.match(text, begin) or _OF_THINGS.match(text, begin))


_CHINESE_SMALL = re.compile(r"[一二两三四五六七八九十几]{1,3}(?!.*[%成])")


def _small_word(quantity: Quantity) -> bool:
    """三个方面, 两大板块: a small number in words counts the parts of a text, not things."""
    if any(c.isdigit() and c.isascii() for c in quantity.raw) or any("０" <= c <= "９" for c in quantity.raw):
        return False
    return kind(quantity.unit) in ("count", "people", "unknown", "number", "score") and bool(
        _CHINESE_SMALL.match(quantity.raw)
    )


def _find_cues(text: str) -> Iterator[Mention]:
    cues = _cues()
    for match in cues.pattern.finditer(text):
        letter = next(letter for letter in "YHGDFAS" if match[letter])
        word = match[0]
        if letter == "D":
            yield Mention("D", match.start(), match.end(), sign=-1 if word in cues.down else 1)
        elif letter == "H":
            sign = -1 if match["way"] in cues.gap_down else 1
            yield Mention("H", match.start(), match.end(), sign=sign, other=match["other"])
        elif letter == "G":
            yield Mention("G", match.start(), match.end(), sign=-1 if word in cues.gap_down else 1)
        else:
            yield Mention(letter, match.start(), match.end())


def _against_time(
    text: str, cues: Iterator[Mention], periods: Sequence[PeriodMention], numbers: Sequence[Mention]
) -> Iterator[Mention]:
    """A distance to an earlier time is a change: 高于去年同期2.7个百分点; its cue reaches to the number."""
    ends = {period.start: period.end for period in periods}
    for cue in cues:
        end = ends.get(cue.end) if cue.letter == "G" else None
        number = next((m.start for m in numbers if end is not None and m.start >= end), None)
        if end is not None and number is not None and _SAME_THING.fullmatch(text, end, number):
            cue = replace(cue, letter="D", end=number)
        yield cue


def _with_arrows(text: str, mentions: list[Mention]) -> list[Mention]:
    """Add a `T` where a value is what a change ends at: 提高至2.62%."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.letter in VALUES and found and found[-1].letter in "D" + VALUES:
            between = text[found[-1].end : mention.start]
            match = re.match(r"\s*(?:了)?\s*(?:至|到)", between)
            if match and len(between) <= 8:
                found.append(Mention("T", found[-1].end, found[-1].end + match.end()))
        if mention.letter == "D" and re.search("[至到]$", text[mention.start : mention.end]):
            found.append(Mention("D", mention.start, mention.end - 1, sign=mention.sign))
            found.append(Mention("T", mention.end - 1, mention.end))
            continue
        found.append(mention)
    return found


def _joined_points(mentions: list[Mention]) -> list[Mention]:
    """Drop a cue that another one holds."""
    found: list[Mention] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            continue
        found.append(mention)
    return found
