"""The scanner finds numbers with their units, and only them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.figures import scan
from briefgen.figures.units import amount, base_unit, kind
from briefgen.lexicons import load


def found(text: str) -> list[str]:
    """What the scanner finds, one line a quantity: value, unit, bound unless eq, end of the range."""
    return [
        " ".join(filter(None, (q.value, q.unit, q.bound if q.bound != "eq" else "", q.upper and f"to {q.upper}")))
        for q in scan(text)
    ]


FOUND = """
财政收入86.3亿元，增长2.0% = 86.3 亿元; 2.0 %
增长百分之一点四五 = 1.45 %
提高千分之三 = 3 ‰
完成投资三千亿元，规模达3万亿元 = 3000 亿元; 3 万亿元
总额一万五千亿元 = 15000 亿元
新增学位8万余个 = 8 万个 min
推出30余款产品 = 30 款 min
安置五百多户 = 500 户 min
惠及十余万人 = 10 万人 min
服务百余家企业 = 100 家 min
约30%的农户 = 30 % about
近300家企业，超过500万元 = 300 家 about; 500 万元 min
增长7%左右，控制在3%以内 = 7 % about; 3 % max
不低于5%，不超过8% = 5 % min; 8 % max
产值突破千亿元，市值跃上万亿元 = 1000 亿元 min; 1 万亿元 min
签约11个项目，节约20万元 = 11 个; 20 万元
增长4%-6% = 4 % to 6
投入1.2—1.5万元 = 1.2 万元 to 1.5
增速在-2%至-1%之间，降到5%-3% = -2 % to -1; 5 %; 3 %
规模5000万-1亿元 = 5000 万; 1 亿元
每村3至5家 = 3 家 to 5
占比5-20% = 5 % to 20
减少两到三成 = 2 成 to 3
从5%到8% = 5 %; 8 %
增长-3.2%，利润为－0.5亿元 = -3.2 %; -0.5 亿元
负增长，增速负4.1% = -4.1 %
高0.5个百分点，低3个点 = 0.5 个百分点; 3 个点
上升1.2个、0.5个百分点 = 1.2 个; 0.5 个百分点
是上年的4倍，翻两番，超三成 = 4 倍; 2 番; 3 成 min
出口18.14亿美元，折合120亿欧元 = 18.14 亿美元; 120 亿欧元
实现GDP92.5亿元，CPI涨0.3% = 92.5 亿元; 0.3 %
计划投资150.8亿，已完成30亿左右 = 150.8 亿元; 30 亿元 about
覆盖3亿人 = 3 亿人
注册用户突破1亿，收入达1亿 = 1 亿 min; 1 亿元
装机300万千瓦，线路12千米，容量一百千瓦 = 300 万千瓦; 12 千米; 100 千瓦
每平方米8600元，均价2.5元/斤 = 8600 元; 2.5 元/斤
总量593034 亿元，高1.0 个百分点 = 593034 亿元; 1.0 个百分点
合计10,233.5万元，共１，２３４户 = 10233.5 万元; 1234 户
增幅５．５％ = 5.5 %
新登记2033个，共有2185户 = 2033 个; 2185 户
指数为110.9点，回升0.3点 = 110.9 点; 0.3 点
采购经理指数为50.2，比上月高 = 50.2
基尼系数0.46。 = 0.46
为企业减负2亿元，利润为负3亿元 = 2 亿元; -3 亿元
年产值2000万元（含）以上 = 2000 万元 min
利润增长一倍以上，翻一番，近万人 = 1 倍 min; 1 番; 1 万人 about
1.5亿-2亿元，50-60家，2—3个百分点 = 1.5 亿元 to 2; 50 家 to 60; 2 个百分点 to 3
两家企业和7个园区 = 2 家; 7 个
"""

NOTHING = """
城镇新增就业.36万人，下降.0%
2023年7月28日，今年上半年，第三季度
2021—2025年，二〇二三年，十二月
上午8点30分，16:44:27，2023-07-28
Web3.0与P2P，G236线，5G，A50，COVID-19
第3位，第一名，前三名，前20名，前三季度
十四届八次全会，第二次会议
1.加快推进。
（1）加快推进
数十亿元，几百家，数千人
“1+2”政策，4×4体系，3比1，1:2.5
三分之二，三次产业，二元结构，一成不变
邮箱A7，热线12345，编号QQ:4156828，股票(002154)
每万人，每百户，减半，过半数
五台山，七台河，一户一策，一个样板
近3年，20多年，连续5年
2008-2024版权所有
雪龙2号和“135”工程
"""


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_quantity_is_found(line: str) -> None:
    text, _, expected = line.partition(" = ")
    assert found(text) == expected.split("; ")


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_what_is_no_quantity_is_left(text: str) -> None:
    assert found(text) == []


def test_offsets_point_at_the_number_with_its_unit() -> None:
    text = "全年完成约8万余个，增长百分之三。"
    assert [(q.raw, text[q.start : q.end]) for q in scan(text)] == [("8万余个", "8万余个"), ("百分之三", "百分之三")]


@given(st.text("“”0123456789.,，-—至%年月日第前亿万千百十一两点个家元约超余多（）GDP \n", max_size=60))
@settings(max_examples=300)
def test_any_text_gives_ordered_slices_of_itself(text: str) -> None:
    end = 0
    for quantity in scan(text):
        assert quantity.start >= end
        assert text[quantity.start : quantity.end] == quantity.raw
        Decimal(quantity.value)
        assert quantity.upper is None or Decimal(quantity.upper) > Decimal(quantity.value)
        end = quantity.end


@given(
    st.decimals(0, 10**6, places=2).map(str),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["元", "个", "家", "公里", "人次", "平方米"]),
)
def test_value_and_unit_come_back_as_written(value: str, scale: str, unit: str) -> None:
    [quantity] = scan(f"达到{value}{scale}{unit}。")
    assert (quantity.value, quantity.unit) == (value, scale + unit)


@pytest.mark.parametrize(
    "piece", ["9", ",", "“", "9,", "9.", "9,999", "一", "一万", "9-", "9%-", "-", " ", "9年", "GDP", "第9"]
)
def test_long_runs_are_survived(piece: str) -> None:
    runs = scan(piece * (200_000 // len(piece)) + "。增长5.1%。")
    assert (runs[-1].value, runs[-1].unit) == ("5.1", "%")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1102284万元", "110.2284亿元"),
        ("2平方公里", "3000亩"),
        ("30公顷", "450亩"),
        ("5000公斤", "5吨"),
        ("1.2万千瓦", "12兆瓦"),
        ("三成", "30%"),
        ("3亿度", "3亿千瓦时"),
        ("400名", "400人"),
    ],
)
def test_units_are_brought_together(one: str, other: str) -> None:
    [first], [second] = scan(one), scan(other)
    assert base_unit(first.unit) == base_unit(second.unit)
    assert amount(first.value, first.unit) == amount(second.value, second.unit)


def test_per_cent_and_points_are_kept_apart() -> None:
    assert (base_unit("%"), base_unit("个百分点")) == ("%", "个百分点")
    assert (kind("%"), kind("个百分点"), kind("倍"), kind("亿元"), kind("万家"), kind("天")) == (
        "percent",
        "points",
        "multiple",
        "money",
        "count",
        "duration",
    )


def test_the_lexicon_names_each_unit_once() -> None:
    lexicon = load("units")
    units = [unit for measure in lexicon["measure"] for unit in measure["units"]]
    units += lexicon["count"]["units"] + lexicon["money"]["units"]
    assert len(units) == len(set(units))
    assert set(units) >= {*lexicon["followers"], *lexicon["words"]["article"], *lexicon["words"]["arabic"]}


def test_each_unit_of_the_lexicon_is_found() -> None:
    lexicon = load("units")
    units = [unit for measure in lexicon["measure"] for unit in measure["units"]]
    units += lexicon["count"]["units"] + lexicon["money"]["units"]
    text = "，".join(f"翻318{unit}" for unit in units)
    assert [q.unit.replace("％", "%") for q in scan(text)] == [unit.replace("％", "%") for unit in units]
