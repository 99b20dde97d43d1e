"""How a record is put into words: names, dates, periods and numbers as a reader of the page meets them.

Nothing here says more than the record: a growth is not called yearly, a rank not national,
unless the record says so.
"""

import re

from briefgen.models import Figure, Period

_QUARTERS = {("01", "03"): "一季度", ("04", "06"): "二季度", ("07", "09"): "三季度", ("10", "12"): "四季度"}
_HALVES = {("01", "06"): "上半年", ("07", "12"): "下半年", ("01", "12"): "全年"}
_BOUNDS = {"about": ("", "左右"), "min": ("", "以上"), "max": ("", "以内"), "eq": ("", ""), "with": ("", "")}
MINUS = "−"
_DIGITS = "〇一二三四五六七八九"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HALF = re.compile(r"(?<!\d)([,;:?!])|([,;:?!])(?!\d)|[()]")
_FULL = dict(zip(",;:?!()", "，；：？！（）", strict=True))


def full_width(text: str) -> str:
    """Chinese text with the full-width marks it should have had, character for character."""
    if not _HAN.search(text):
        return text
    return _HALF.sub(lambda match: _FULL[match.group()], text)


def chinese(count: int) -> str:
    """A count in Chinese: 一, 十, 十二, 二十, 一百〇三; from a thousand on in digits."""
    if not 0 < count < 1000:
        return str(count)
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    head = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        head += "〇"
    return head + (_DIGITS[ones] if ones else "")


def named(indicator: str, subject: str | None) -> str:
    """An indicator with whose it is, unless its name says so: `税收收入（高新区）`."""
    return f"{indicator}（{subject}）" if subject and subject not in indicator else indicator


def date(iso: str | None) -> str:
    """`2023年7月28日` for an ISO date known to the day, month or year; empty for None."""
    if not iso:
        return ""
    parts = iso.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def period(months: Period | None, year: str | None) -> str:
    """`上半年`, `1—4月`; with the year unless it is `year`; empty when the report does not tell."""
    if months is None:
        return ""
    (first_year, first), (last_year, last) = months.start.split("-"), months.end.split("-")
    if first_year != last_year:
        whole = (first, last) == ("01", "12")
        return f"{first_year}—{last_year}年" if whole else f"{first_year}年{int(first)}月—{last_year}年{int(last)}月"
    name = _HALVES.get((first, last)) or _QUARTERS.get((first, last)) or _months(first, last)
    if first_year == year:
        return name
    return f"{first_year}年" if name == "全年" else f"{first_year}年{name}"


def _months(first: str, last: str) -> str:
    return f"{int(last)}月" if first == last else f"{int(first)}—{int(last)}月"


def number(figure: Figure) -> str:
    """The number for a cell of a table: `104.9亿元`, `+5.2%`, `全省第3`, `高于全国1.4个百分点`."""
    if figure.measure == "change":
        return _signed(figure)
    if figure.measure == "rank":
        return f"{figure.scope or ''}{'前' if figure.bound == 'max' else '第'}{_amount(figure, unit='')}"
    if figure.measure == "gap":
        return _gap(figure)
    if figure.measure == "multiple":
        return f"{figure.scope}的{_bounded(figure)}" if figure.scope else _bounded(figure)
    return _bounded(figure)


def phrase(figure: Figure) -> str:
    """The number for running text: as in a table, but with verbs (`增长5.2%`, `居全省第3`)."""
    if figure.measure == "rank":
        return f"居{number(figure)}"
    if figure.measure != "change" or figure.value is None or figure.unit == "位":
        return number(figure)
    if not float(figure.value):
        return "持平"
    fell = figure.value.startswith("-")
    word = ("下降" if fell else "提高") if figure.unit == "个百分点" else ("下降" if fell else "增长")
    before, after = _BOUNDS[figure.bound]
    return f"{word}{before}{_amount(figure).lstrip('-')}{after}"


def _signed(figure: Figure) -> str:
    if figure.value is None:
        return _bounded(figure)
    fell = figure.value.startswith("-")
    if not float(figure.value):
        return f"持平（{_amount(figure)}）"
    if figure.unit == "位":
        return f"{'退' if fell else '进'}{_amount(figure).lstrip('-')}"
    before, after = _BOUNDS[figure.bound]
    sign = MINUS if fell else "+"
    return f"{before}{sign}{_amount(figure).lstrip('-')}{after}"


def _gap(figure: Figure) -> str:
    if figure.value is None:
        return _bounded(figure)
    than = f"{'低' if figure.value.startswith('-') else '高'}于{figure.scope or '其他'}"
    return f"{than}{_amount(figure).lstrip('-')}"


def _bounded(figure: Figure) -> str:
    if figure.value is None:
        return figure.raw
    before, after = _BOUNDS[figure.bound]
    return f"{before}{_amount(figure)}{after}"


def _amount(figure: Figure, unit: str | None = None) -> str:
    """Value and unit; a range as `4%—6%`."""
    unit = figure.unit if unit is None else unit
    value = figure.value or ""
    return f"{value}{unit}—{figure.upper}{unit}" if figure.upper else f"{value}{unit}"
