"""Numbers with their units, found in a text.

One compiled pattern is tried at every place where a numeral can begin, and what it takes is
never looked at again, so that the work grows with the length of the text. Dates, clock times,
ordinals, fractions and identifiers are taken by the same pattern, first, and give nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from briefgen.figures.numerals import ARABIC, CHINESE, DIGIT, FORMAL, MIXED, SPELLED, modern, read_numeral, scale_value
from briefgen.figures.units import kind, units
from briefgen.lexicons import load
from briefgen.models import Bound, Quantity

_SPACE = r"[ \t\u00a0\u3000]{0,4}+"
_SIGN = r"[-－−负負]?"
_SCALE = "[十百千]?(?:万亿|万万|亿|万|萬億|億|萬)|[百千]"
_PARTS = {"百": "%", "佰": "%", "千": "‰", "仟": "‰", "万": "‱", "萬": "‱"}
_DASHES = frozenset("-－–—~～〜至到")
_HEADS = f"{DIGIT}{CHINESE}壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩倆俩負负"
_START = re.compile(rf"[{_HEADS}]|[-－−](?=[{DIGIT}])|https?://|www\.")
_SIGNS_BEFORE = "+/=&_#@%?.-－~—'*×·(（[【号"
_SIGNS_AFTER = "+/=&_#@%?-－~—'*×·)）]】"
_LONGEST = 30  # digits; a longer run is no quantity that could be compared
_CLAUSE = re.compile("[，。；！？,;\n]")
_LOST_HEAD = re.compile(r"(?:^|[^\s%％）)”])[.．]\Z")
"""Before a number that lost what stood before its point: 就业.36万人 is no 36万人."""
_TO = rf"{_SPACE}[-–—~～至到、]{_SPACE}"
_SHORT = rf"{_SPACE}[{DIGIT}]{{1,2}}{_SPACE}"
_NOTHING = {
    "address": r"(?:https?://|www\.)[!-~]*+",
    "date": r"[0-9]{2}(?:[0-9]{2})?[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12][0-9]|3[01]|0?[1-9])(?![0-9%])",
    "years": rf"[{DIGIT}]{{1,4}}(?:{_SPACE}年?{_TO}[{DIGIT}]{{1,4}})?{_SPACE}年(?:{_SHORT}月)?(?:{_SHORT}日)?",
    "months": rf"[{DIGIT}]{{1,2}}{_SPACE}月?(?:{_TO}[{DIGIT}]{{1,2}})?{_SPACE}月份?(?:{_SHORT}[日号])?",
    "days": rf"[{DIGIT}]{{1,2}}(?:日?[-–—~～至到、][{DIGIT}]{{1,2}})?[日号](?![元均])",
    "numbers": rf"[{DIGIT}]++号",
    "time": rf"[{DIGIT}]{{1,2}}[:：][{DIGIT}]{{2}}(?:[:：][{DIGIT}]{{2}})?(?![{DIGIT}])",
    "hour": rf"[{DIGIT}]{{1,2}}[时点](?!以)(?:[{DIGIT}]{{1,2}}分)?",
    "ratio": rf"{ARABIC}[:：]{ARABIC}|[{DIGIT}]{{1,3}}比[{DIGIT}]{{1,3}}(?![{DIGIT}.年月日])",
    "version": rf"[{DIGIT}]{{1,9}}+(?>(?:\.[{DIGIT}]{{1,9}}){{2,9}})",
    "spelled date": rf"[{CHINESE}]{{1,4}}+(?:年|月份?|日(?!元|均)|季度|时)",
    "fraction": rf"(?:{SPELLED}|{ARABIC}){_SPACE}分{_SPACE}之{_SPACE}[负負]?(?:{SPELLED}|{ARABIC})?",
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of the lexicon, ready for use."""

    before: dict[str, Bound]
    """Bound words that stand before a number."""
    after: dict[str, Bound]
    not_after: dict[str, str]
    """The characters before which make a bound word the tail of another word."""
    unknown: tuple[str, ...]
    orders: tuple[str, ...]
    not_top_after: str
    article: frozenset[str]
    arabic: frozenset[str]
    free: tuple[str, ...]
    identifiers: tuple[str, ...]
    counted: tuple[str, ...]
    lost_before: tuple[str, ...]


@cache
def _words() -> _Words:
    lexicon = load("units")
    bounds, words, elided = lexicon["bounds"], lexicon["words"], lexicon["elided"]
    before: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    for bound in ("about", "min", "max"):
        before |= dict.fromkeys(bounds[f"{bound}_before"], bound)
        after |= dict.fromkeys(bounds[f"{bound}_after"], bound)
    return _Words(
        before,
        after,
        bounds["not_after"],
        unknown=tuple(words["indefinite"]),
        orders=tuple(words["orders"]),
        not_top_after=lexicon["ranks"]["not_top_after"],
        article=frozenset(words["article"]),
        arabic=frozenset(words["arabic"]),
        free=tuple(words["free"]),
        identifiers=tuple(words["identifiers"]),
        counted=tuple(elided["counted"]),
        lost_before=tuple(elided["after"]),
    )


@cache
def _token() -> re.Pattern[str]:
    """The one alternation: what is no quantity, hundredths in words, numeral with unit."""
    lexicon = load("units")
    followers = lexicon["followers"]
    inside = "".join(lexicon["bounds"]["inside"])
    names = sorted(units(), key=lambda name: (-len(name), name))
    unit = "|".join(_unit_pattern(name, followers.get(name, "")) for name in names)
    rate = f"(?:[/／](?:{'|'.join(sorted(lexicon['words']['per'], key=lambda name: (-len(name), name)))}))?"
    traps = "|".join(map(re.escape, lexicon["words"]["traps"]))
    parts = (
        rf"(?P<part>[百佰千仟万萬]){_SPACE}分{_SPACE}之{_SPACE}(?P<partsign>{_SIGN})"
        rf"(?P<partnumber>{SPELLED}|{ARABIC})"
    )
    number = (
        rf"(?P<sign>{_SIGN})(?P<number>{MIXED}|{ARABIC}|{SPELLED})"
        rf"(?:(?P<before>[{inside}])?(?:{_SPACE}(?P<scale>{_SCALE}))??(?P<between>[{inside}])?"
        rf"{_SPACE}(?P<unit>(?:{unit}){rate})|(?P<within>[{inside}])?{_SPACE}(?P<bare>{_SCALE}))?"
    )
    nothing = "|".join(_NOTHING.values())
    return re.compile(rf"{parts}|(?P<nothing>{traps}|{nothing})|{number}")


def _unit_pattern(name: str, not_before: str) -> str:
    latin = "(?![A-Za-z])" if name[-1].isascii() and name[-1].isalpha() else ""
    return re.escape(name) + (f"(?![{not_before}])" if not_before else "") + latin


def scan(text: str) -> list[Quantity]:
    """The quantities of a text in their order, with offsets into it.

    Pure numbers count when they stand free (`指数为101.3。`); years, dates, clock times, ordinals,
    fractions, list numbers and identifiers do not. Never raises; linear in the length of `text`.
    """
    found: list[Quantity] = []
    for quantity in _numbers(text):
        if found and _touches(found[-1], quantity):
            quantity = _unsigned(text, quantity)
        if found and _is_range(text, found[-1], quantity):
            found[-1] = _joined(text, found[-1], quantity)
        else:
            found.append(quantity)
    return [quantity for quantity in found if quantity.unit or _stands_free(text, quantity)]


def _numbers(text: str) -> Iterator[Quantity]:
    token, position = _token(), 0
    while start := _START.search(text, position):
        match = token.match(text, start.start())
        if match is None:
            position = start.end()
            continue
        position = match.end()
        quantity = None if match["nothing"] else _parts(text, match) if match["part"] else _number(text, match)
        if quantity is not None:
            yield quantity


def _parts(text: str, match: re.Match[str]) -> Quantity | None:
    """百分之三, 千分之2.4."""
    if _unknown(text, match.start()):
        return None
    numeral = read_numeral(match["partnumber"], leading=True)
    if numeral is None:
        return None
    value = f"{numeral[0]}{numeral[1]}" if not numeral[1] else str(Decimal(numeral[0]) * scale_value(numeral[1]))
    return _quantity(text, match, match["partsign"], value, _PARTS[match["part"]], False)


def _number(text: str, match: re.Match[str]) -> Quantity | None:
    if _unknown(text, match.start()):
        return None
    spelled = modern(match["number"][0]) not in "0123456789"
    inside = bool(match["before"] or match["between"] or match["within"])
    numeral = read_numeral(match["number"], leading=spelled and (inside or bool(_bound_before(text, match.start()))))
    if numeral is None:
        return None
    value, scale = numeral
    name = modern_unit(match["unit"] or "")
    scale += modern(match["scale"] or match["bare"] or "")
    if not _plausible(text, match, value, scale, name, spelled):
        return None
    if not name and scale.endswith("亿") and _lost_yuan(text, match.start(), match.end()):
        name = "元"
    quantity = _quantity(text, match, match["sign"], value, scale + name, inside)
    return quantity if not match["sign"] or _is_sign(text, match) else _unsigned(text, quantity)


def _is_sign(text: str, match: re.Match[str]) -> bool:
    """Not the hyphen of COVID-19, the second half of a dash, or the end of 减负."""
    before = text[max(0, match.start() - 1) : match.start()]
    return not (
        (before.isascii() and before.isalnum())
        or (before and before in "-－—–")
        or (match["sign"] in ("负", "負") and before and before in _words().not_after["负"])
    )


def modern_unit(name: str) -> str:
    """A unit with half-width signs."""
    return name.replace("％", "%").replace("／", "/")


def _quantity(text: str, match: re.Match[str], sign: str, value: str, unit: str, inside: bool) -> Quantity:
    bound = _bound_after(text, match.end()) or ("min" if inside else None) or _bound_before(text, match.start())
    start, end = match.start(), match.end()
    return Quantity(start, end, text[start:end], ("-" if sign else "") + value, unit, bound or "eq")


def _plausible(text: str, match: re.Match[str], value: str, scale: str, name: str, spelled: bool) -> bool:
    """Whether a numeral that was read is one in this place."""
    words = _words()
    if _LOST_HEAD.search(text, max(0, match.start() - 2), match.start()):
        return False
    if match.start() and text[match.start() - 1].isascii() and text[match.start() - 1].isalpha():
        return bool(scale or name) and _glued(text, match.start(), scale, name)
    if name == "点" and "." not in value:
        return len(value) > 2
    if not spelled:
        return True
    if match["number"] in FORMAL:
        return False
    if name == "番":
        return text[match.start() - 1 : match.start()] == "翻"
    if match["number"] == "一" and (name in words.article or text[match.end() : match.end() + 1] == "一"):
        return False
    return len(match["number"]) > 1 or name not in words.arabic


def _glued(text: str, start: int, scale: str, name: str) -> bool:
    """Whether a number glued to latin letters is a value (GDP86亿元), not part of a name (G236次)."""
    letters = start
    while letters and text[letters - 1].isascii() and text[letters - 1].isalpha():
        letters -= 1
        if start - letters > 1:
            return bool(scale) or kind(name) in ("money", "percent", "points", "multiple")
    return False


def _is_word(character: str) -> bool:
    return character.isalnum()


def _unknown(text: str, start: int) -> bool:
    """第3位, 前三名, 数十亿元: an order or a number that is not known."""
    before = text[max(0, start - 2) : start]
    words = _words()
    if text[start] in "十百千万亿" and before.endswith(words.unknown):
        return True
    if before.endswith(words.orders):
        return True
    return before.endswith("前") and (len(before) < 2 or before[0] not in words.not_top_after)


def _bound_before(text: str, start: int) -> Bound | None:
    words = _words()
    head = text[max(0, start - 8) : start].rstrip(" \u3000")
    for length in (4, 3, 2, 1):
        word = head[-length:]
        if len(word) == length and word in words.before:
            previous = head[-length - 1 : -length]
            if not previous or previous not in words.not_after.get(word, ""):
                return words.before[word]
    return None


def _word_after(text: str, end: int) -> str:
    """The bound word directly behind a number, or nothing."""
    tail = text[end : end + 6].lstrip(" \u3000")
    return next((tail[:length] for length in (5, 3, 2, 1) if tail[:length] in _words().after), "")


def _bound_after(text: str, end: int) -> Bound | None:
    return _words().after.get(_word_after(text, end))


def _lost_yuan(text: str, start: int, end: int) -> bool:
    """Whether 亿 stands for 亿元: nothing counted follows, and the clause counts nothing else."""
    words = _words()
    following = text[end : end + 4].lstrip(" ")
    if following[:1] in _DASHES and following[1:2].isdecimal():
        return False
    if _is_word(following[:1]) and not following.startswith(words.lost_before):
        return False
    clause = _CLAUSE.split(text[max(0, start - 20) : start])[-1]
    return not any(word in clause for word in words.counted)


def _touches(low: Quantity, high: Quantity) -> bool:
    """Whether the sign of a number is the dash that joins it to the number before."""
    return low.end == high.start and high.value.startswith("-")


def _unsigned(text: str, quantity: Quantity) -> Quantity:
    """A number whose dash was taken for a sign, without it."""
    start = quantity.start + 1
    return replace(quantity, start=start, raw=text[start : quantity.end], value=quantity.value[1:])


def _is_range(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether two neighbours are the ends of a range: 4%-6%, 1.2—1.5万."""
    dash = text[low.end : high.start][:5].strip(" ")
    if low.upper is not None or dash not in _DASHES:
        return False
    if dash in ("到", "至") and text[max(0, low.start - 1) : low.start] in ("从", "由"):
        return False
    if low.unit and low.unit != high.unit and not high.unit.startswith(low.unit):
        return False
    if max(len(low.value), len(high.value)) > _LONGEST:
        return False
    return Decimal(low.value) < Decimal(high.value)


def _joined(text: str, low: Quantity, high: Quantity) -> Quantity:
    bound = high.bound if high.bound != "eq" else low.bound
    return replace(low, end=high.end, raw=text[low.start : high.end], unit=high.unit, bound=bound, upper=high.value)


def _stands_free(text: str, quantity: Quantity) -> bool:
    """Whether a number without a unit can be a value: no rule says that it is a part of something else."""
    return not any(rule(text, quantity) for rule in _NAMING)


def _is_small_change(text: str, quantity: Quantity) -> bool:
    """A lone spelled digit, or a range of whole numbers (2-3)."""
    spelled = len(quantity.raw) == 1 and modern(quantity.raw) in CHINESE
    return spelled or (quantity.upper is not None and "." not in quantity.value)


def _runs_into_a_word(text: str, quantity: Quantity) -> bool:
    """12345热线, 500强; but 50.2比上月, 5000多。"""
    end = quantity.end + len(_word_after(text, quantity.end))
    following = text[end : end + 2]
    return _is_word(following[:1]) and not following.startswith(_words().free)


def _is_set_off(text: str, quantity: Quantity) -> bool:
    """1+2, 4×4, (002154), “135”, a part of an address."""
    before, after = text[max(0, quantity.start - 1) : quantity.start], text[quantity.end : quantity.end + 1]
    if (before and before in _SIGNS_BEFORE) or (after and after in _SIGNS_AFTER):
        return True
    return bool(after) and after in "”’》" and "." not in quantity.value


def _identifies(text: str, quantity: Quantity) -> bool:
    """热线12345, QQ:4156828, 007."""
    before = text[max(0, quantity.start - 6) : quantity.start]
    if before.endswith(_words().identifiers):
        return True
    if before[-1:] in (":", "：") and before[-2:-1].isascii():
        return True
    return quantity.value.startswith("0") and not quantity.value.startswith("0.") and quantity.value != "0"


def _is_year(text: str, quantity: Quantity) -> bool:
    return len(quantity.value) == 4 and quantity.value[:2] in ("19", "20")


def _numbers_an_item(text: str, quantity: Quantity) -> bool:
    """1. and 2、 at the beginning of a line or sentence."""
    before = text[max(0, quantity.start - 3) : quantity.start].strip(" \t\u3000")
    opening = not before or before[-1] in "\n。；;：:！？"
    return opening and "." not in quantity.value and text[quantity.end : quantity.end + 1] in tuple("、.．")


_NAMING = (_is_small_change, _runs_into_a_word, _is_set_off, _identifies, _is_year, _numbers_an_item)
