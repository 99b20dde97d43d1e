"""Numerals become decimal text and scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.figures.numerals import read_numeral, scale_value


@pytest.mark.parametrize(
    ("written", "value", "scale"),
    [
        ("2.0", "2.0", ""),
        ("１２．５", "12.5", ""),
        ("1,234,567.8", "1234567.8", ""),
        ("１，２３４", "1234", ""),
        ("七", "7", ""),
        ("两", "2", ""),
        ("十五", "15", ""),
        ("一百零八", "108", ""),
        ("两千四百五", "2450", ""),
        ("一点四五", "1.45", ""),
        ("十二点零", "12.0", ""),
        ("三千亿", "3000", "亿"),
        ("三万亿", "3", "万亿"),
        ("一万五千亿", "15000", "亿"),
        ("九万零四百", "90400", ""),
        ("四亿五千万", "45000", "万"),
        ("五亿零六", "500000006", ""),
        ("3万4000", "34000", ""),
        ("1亿2000万", "12000", "万"),
        ("贰佰叁拾", "230", ""),
    ],
)
def test_numeral_is_read(written: str, value: str, scale: str) -> None:
    assert read_numeral(written) == (value, scale)


@pytest.mark.parametrize("written", ["二三", "十四五", "二〇二三", "百", "千亿", "亿万", "十百"])
def test_what_is_no_numeral_is_refused(written: str) -> None:
    assert read_numeral(written) is None


def test_a_numeral_may_begin_with_its_scale_after_a_bound_word() -> None:
    assert read_numeral("千亿", leading=True) == ("1000", "亿")
    assert read_numeral("万亿", leading=True) == ("1", "万亿")
    assert read_numeral("百", leading=True) == ("100", "")


DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """A number below 10¹² as it is read aloud."""
    for scale, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return spell(number // scale) + unit + gap + (spell(rest) if rest else "")
    text, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text or "零"


@given(st.integers(0, 10**12 - 1))
def test_every_spelled_integer_is_read_as_its_value(number: int) -> None:
    read = read_numeral(spell(number))
    assert read is not None
    assert int(read[0]) * scale_value(read[1]) == number


@given(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4))
def test_spelled_decimals_keep_their_digits(whole: int, decimals: str) -> None:
    written = spell(whole) + "点" + "".join(DIGITS[int(digit)] for digit in decimals)
    assert read_numeral(written) == (f"{whole}.{decimals}", "")
