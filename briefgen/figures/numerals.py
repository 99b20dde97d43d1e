"""Numerals as they are written in Chinese reports, and the decimal text they stand for.

A numeral is taken apart into its decimal text and its scale, because a figure keeps both as
the report has them: `3.2万亿` is `3.2` and `万亿`, `三千亿` is `3000` and `亿`, `九万零四百` is
`90400` without a scale. Nothing here knows units.
"""

import re
from math import prod

DIGIT = "0-9０-９"
CHINESE = "零〇一二两三四五六七八九十百千万亿"
FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩倆俩"

# Digits, thousands only in groups of three. Possessive: no run of digits is looked at twice. What is more than one
# character is repeated in an atomic group instead: Python before 3.11.5 matches too much with `(?:…)++`.
ARABIC = rf"(?:[1-9１-９][{DIGIT}]{{0,2}}+(?>(?:[,，][{DIGIT}]{{3}}(?![{DIGIT}]))+)|[{DIGIT}]++)(?:[.．][{DIGIT}]++)?"
# 千 before these is of the unit (一百千瓦). Longer numerals than this do not occur.
_SPELLED = rf"(?>(?:(?!千[瓦克米伏])[{CHINESE}{FORMAL}]){{1,40}})"
SPELLED = rf"{_SPELLED}(?:[点點](?>(?:(?![十百千万亿拾佰仟萬億])[{CHINESE}{FORMAL}]){{1,20}}))?"
# 3万4000, 25万6千, 1亿2000万: an Arabic numeral with scales inside.
MIXED = (
    rf"[{DIGIT}]{{1,12}}+(?>(?:[千百万亿萬億][零]?[{DIGIT}]{{1,12}})+)[千百万亿萬億]?(?![.．][{DIGIT}]|千[瓦克米伏])"
)

_MODERN = str.maketrans(
    "〇壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩倆俩點０１２３４５６７８９，．",
    "零一二三四五六七八九十百千二三六万亿两两两点0123456789,.",
)
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_TAIL = re.compile("[万亿]+$")
_PIECE = re.compile(r"(\d+)([千百万亿]*)")


def modern(text: str) -> str:
    """The numeral in half-width digits and everyday characters, without separators of thousands."""
    return text.translate(_MODERN).replace(",", "")


def scale_value(scale: str) -> int:
    """What a scale multiplies by: `万亿` is 10¹², the empty scale 1."""
    return prod(_SCALES[character] for character in scale)


def read_numeral(text: str, leading: bool = False) -> tuple[str, str] | None:
    """The decimal text and the scale of a numeral, or None when it is none.

    `text` matches ARABIC, SPELLED or MIXED. `leading` lets a spelled numeral begin with its
    scale, as after 突破: `千亿` is then `1000` and `亿`, `万亿` is `1` and `万亿`.
    """
    text = modern(text)
    if text[0] in "0123456789":
        return (text, "") if text.replace(".", "").isdecimal() else _read_mixed(text)
    whole, point, decimals = text.partition("点")
    if leading and whole == "万亿":
        return "1", whole
    if leading and whole[0] in "百千万亿":
        whole = "一" + whole
    number = _integer(whole)
    if number is None:
        return None
    if point:
        return f"{number}." + "".join(str(_DIGITS[digit]) for digit in decimals), ""
    return _with_scale(number, whole)


def _with_scale(number: int, written: str) -> tuple[str, str]:
    """Set a number against the scale it ends with: 一万五千亿 is 15000 and 亿."""
    tail = _TAIL.search(written)
    scale = tail[0] if tail else ""
    while scale and number % scale_value(scale):
        scale = scale[1:]
    return str(number // scale_value(scale)), scale


def _read_mixed(text: str) -> tuple[str, str] | None:
    total = 0
    smallest = 10**16
    for digits, scale in _PIECE.findall(text.replace("零", "")):
        factor = scale_value(scale)
        if factor >= smallest:
            return None
        total, smallest = total + int(digits) * factor, factor
    return _with_scale(total, text)


def _integer(text: str) -> int | None:
    """The value of a spelled integer with 万 and 亿."""
    for scale, unit in (("亿", 10**8), ("万", 10**4)):
        head, mark, tail = text.rpartition(scale)
        if mark:
            high = _integer(head)
            low = _below(tail, unit)
            return None if high is None or low is None else high * unit + low
    return _section(text)


def _below(text: str, unit: int) -> int | None:
    """What follows 万 or 亿; a lone digit counts in tenths of it (九万四 is 94000)."""
    if not text:
        return 0
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * unit // 10
    return _integer(text)


def _section(text: str) -> int | None:
    """A spelled integer of 千, 百, 十 and ones; None for 二三, 十百, or nothing."""
    total, digit, scale, zero = 0, None, 10**4, False
    for character in text:
        if character == "零":
            zero = True
        elif character in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[character]
        else:
            step = _SCALES[character]
            if step >= scale or (digit is None and step > 10):
                return None
            total, digit, scale, zero = total + (1 if digit is None else digit) * step, None, step, False
    if digit is None:
        return total if total or text == "零" else None
    return total + (digit if zero or scale == 10**4 else digit * scale // 10)
