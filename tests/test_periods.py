"""Expressions of time are found, resolved to months, and told apart by their role."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.figures.periods import find_periods

DATE = "2023-07-28"


def found(text: str, date: str | None = DATE, year: int | None = None) -> list[str]:
    """One line an expression: its text, its months, its role unless it is a span."""
    return [
        " ".join(
            filter(
                None,
                (
                    mention.raw,
                    f"{mention.period.start}/{mention.period.end}" if mention.period else "?",
                    mention.role if mention.role != "span" else "",
                ),
            )
        )
        for mention in find_periods(text, date, year)
    ]


FOUND = """
2023年1至7月，投资增长 = 2023年1至7月 2023-01/2023-07
1-6月，收入增长 = 1-6月 2023-01/2023-06
1—4月份，产值增长 = 1—4月份 2023-01/2023-04
1~8月用电量 = 1~8月 2022-01/2022-08
1月至5月，税收增长 = 1月至5月 2023-01/2023-05
今年前5个月 = 今年前5个月 2023-01/2023-05
上半年和下半年 = 上半年 2023-01/2023-06; 下半年 2023-07/2023-12
今年一季度，第二季度，三季度 = 今年一季度 2023-01/2023-03; 第二季度 2023-04/2023-06; 三季度 2023-07/2023-09
二、三季度 = 二、三季度 2023-04/2023-09
前三季度，前三个季度 = 前三季度 2023-01/2023-09; 前三个季度 2023-01/2023-09
2022年，去年，前年，明年 = 2022年 2022-01/2022-12; 去年 2022-01/2022-12; 前年 2021-01/2021-12; 明年 2024-01/2024-12
二〇二三年五月 = 二〇二三年五月 2023-05/2023-05
全年，今年 = 全年 2023-01/2023-12; 今年 2023-01/2023-12
今年以来，2012年以来 = 今年以来 2023-01/2023-07; 2012年以来 2012-01/2023-07
截至6月底，贷款余额 = 6月底 2023-06/2023-06 reading
5月末，年末，2022 年末 = 5月末 2023-05/2023-05 reading; 年末 2023-12/2023-12 reading; 2022 年末 2022-12/2022-12 reading
5月份，11月份 = 5月份 2023-05/2023-05; 11月份 2022-11/2022-11
将于9月召开 = 9月 2023-09/2023-09
本月，上月 = 本月 2023-07/2023-07; 上月 2023-06/2023-06
目前，截至目前 = 目前 2023-07/2023-07 reading; 截至目前 2023-07/2023-07 reading
7月28日，今天，昨日 = 7月28日 2023-07/2023-07 date; 今天 2023-07/2023-07 date; 昨日 2023-07/2023-07 date
2023-07-28发布 = 2023-07-28 2023-07/2023-07 date
“十四五”期间完成 = “十四五”期间 2021-01/2025-12
“十三五”末达到 = “十三五”末 2020-12/2020-12
“十四五”以来 = “十四五”以来 2021-01/2023-07
自2022年3月起，谈判于2004年开始 = 2022年3月起 2022-03/2023-07; 2004年开始 2004-01/2004-12
9月1日起施行 = 9月1日起 2023-09/2023-09 date
5、6月份，6月、7月 = 5、6月份 2023-05/2023-06; 6月 2023-06/2023-06; 7月 2023-07/2023-07
2016—2020年 = 2016—2020年 2016-01/2020-12
2022年1月至2023年6月 = 2022年1月至2023年6月 2022-01/2023-06
2021年至今 = 2021年至今 2021-01/2023-07
未来两年，近4年，五年来 = 未来两年 ?; 近4年 ?; 五年来 ?
今年底前，8月底前 = 今年底前 2023-01/2023-12 deadline; 8月底前 2023-01/2023-08 deadline
2025年前，年内 = 2025年前 2025-01/2025-12 deadline; 年内 2023-01/2023-12 deadline
到2025年，森林覆盖率 = 2025年 2025-01/2025-12 deadline
增长至2022年的3亿元 = 2022年 2022-01/2022-12
比去年增加，较上年末减少 = 去年 2022-01/2022-12 base; 上年末 2022-12/2022-12 base
比一季度回升 = 一季度 2023-01/2023-03 base
与去年持平，与2019年相比 = 去年 2022-01/2022-12 base; 2019年 2019-01/2019-12 base
是去年的4倍，由去年的5个增加到8个 = 去年 2022-01/2022-12 base; 去年 2022-01/2022-12 base
高于上年，好于上年 = 上年 2022-01/2022-12 base; 上年 2022-01/2022-12 base
上半年增长9%，高于2019年同期水平 = 上半年 2023-01/2023-06; 2019年同期 2019-01/2019-06 base
比“十三五”增长 = “十三五” 2016-01/2020-12 base
2022年完成投资，上半年完成一半；上半年增长 = 2022年 2022-01/2022-12; 上半年 2022-01/2022-06; 上半年 2023-01/2023-06
2021年增产，比上年增长 = 2021年 2021-01/2021-12; 上年 2020-01/2020-12 base
"""

NOTHING = """
3个月，12个，2.6月均
“十四五”规划，十五五蓝图
主要表现在三个方面，项目前期工作
以前年度，文明年画，五年级，2022年级
1-13月，40日，13月
9日元，第3日线
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_expression_is_found_and_resolved(line: str) -> None:
    text, _, expected = line.partition(" = ")
    assert found(text) == expected.split("; ")


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_time_is_left(text: str) -> None:
    assert found(text) == []


def test_without_a_date_only_named_years_are_known() -> None:
    assert found("2022年1-3月，去年，上半年，目前", None) == [
        "2022年1-3月 2022-01/2022-03",
        "去年 ?",
        "上半年 2022-01/2022-06",
        "目前 ? reading",
    ]
    assert found("1-6月。上半年，今年", None) == ["1-6月 ?", "上半年 ?", "今年 ?"]


def test_a_year_alone_dates_what_needs_no_month() -> None:
    assert found("今年，1-6月，目前", "2023") == ["今年 2023-01/2023-12", "1-6月 2023-01/2023-06", "目前 ? reading"]


def test_early_in_the_year_the_whole_year_is_the_last_one() -> None:
    assert found("全年增长5%，四季度回升，年末余额", "2024-01-20") == [
        "全年 2023-01/2023-12",
        "四季度 2023-10/2023-12",
        "年末 2023-12/2023-12 reading",
    ]
    assert found("年底前完成", "2024-01-20") == ["年底前 2024-01/2024-12 deadline"]


def test_the_year_reported_on_goes_before_the_date() -> None:
    assert found("全年增长5%，比上年提高", "2023-08-16", 2022) == ["全年 2022-01/2022-12", "上年 2021-01/2021-12 base"]


def test_yesterday_may_be_of_the_month_before() -> None:
    assert found("昨天", "2023-08-01") == ["昨天 2023-07/2023-07 date"]


def test_an_impossible_date_is_an_unknown_one() -> None:
    assert found("昨天", "2023-02-31") == ["昨天 ? date"]
    assert found("目前，今年", "2023-13") == ["目前 ? reading", "今年 2023-01/2023-12"]


@given(st.text("“”0123456789年月日季度今去上下半前后至-—比同期末底以来十四五一二三个目前 \n", max_size=50))
@settings(max_examples=300)
def test_any_text_gives_ordered_slices_and_real_months(text: str) -> None:
    end = 0
    for mention in find_periods(text, DATE):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.raw
        if mention.period:
            assert mention.period.start <= mention.period.end
            assert re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", mention.period.start)
            assert re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", mention.period.end)
        end = mention.end


@pytest.mark.parametrize("piece", ["9", "年", "1月", "同期", "今年", "1-", "上半年至", "“", "十", "2023", " ", "1月至"])
def test_long_runs_are_survived(piece: str) -> None:
    mentions = find_periods(piece * (100_000 // len(piece)) + "。2022年末。", DATE)
    assert mentions[-1].raw == "2022年末"
