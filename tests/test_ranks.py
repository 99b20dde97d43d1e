"""Places in an order are read as numbers."""

import pytest

from briefgen.figures.ranks import find_ranks

FOUND = """
排全省第1，税收居全市第三位 = 1 place; 3 place
位列全国第十四名 = 14 place
由第12→第6 = 12 place; 6 place
进入前70名，稳居前两位 = 70 top; 2 top
排全省前3，居前十 = 3 top; 10 top
处于前10% = 10% top
考核居首位，高居榜首 = 1 first; 1 first
入选全国百强，世界500强企业 = 100 list; 500 list
"""

NOTHING = """
第一，抓好项目。第二，抓好服务。
第三届大会，第二批项目，第二次会议，第一产业
第二、三产业分别增长
前三季度，前5个月，目前3家，提前16天
首位度提高，跻身前列，进入第一方阵
数百强化措施
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_place_is_found(line: str) -> None:
    text, _, expected = line.partition(" = ")
    ranks = find_ranks(text)
    assert [f"{r.value}{'%' if r.unit == '%' else ''} {r.form}" for r in ranks] == expected.split("; ")
    assert all(text[r.start : r.end] == r.raw for r in ranks)
    assert all(r.bound == ("max" if r.form in ("top", "list") else "eq") for r in ranks)


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_place_is_left(text: str) -> None:
    assert find_ranks(text) == []


@pytest.mark.parametrize("piece", ["第", "9", "前9", "第一", "百", "强"])
def test_long_runs_are_survived(piece: str) -> None:
    assert find_ranks(piece * (100_000 // len(piece)) + "。居全省第5位。")[-1].value == "5"
