"""Two reports side by side: what may stand against what, and what follows from it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from briefgen.analysis import analyse_text
from briefgen.comparison.comparing import NOTHING_COMPARABLE, compare
from briefgen.comparison.models import Comparison, Row
from briefgen.comparison.rows import OTHER_LENGTH, OTHER_MONTHS, OTHER_SCOPE, REVISED, UNKNOWN_PERIOD
from briefgen.errors import AnalysisError
from briefgen.models import Analysis, Place


def report(year: int, *lines: str, place: Place | None = None) -> Analysis:
    """A bulletin of a made-up district of that year."""
    found = analyse_text("\n".join([f"云岫区{year}年经济运行情况", f"{year + 1}年1月20日", *lines]))
    return replace(found, document=replace(found.document, place=place)) if place else found


def row_of(comparison: Comparison, indicator: str, status: str = "actual") -> Row:
    """The one row of an indicator."""
    (row,) = [row for row in comparison.rows if row.indicator == indicator and row.status == status]
    return row


def names(rows: tuple[Row, ...]) -> list[str]:
    """The indicators of rows."""
    return [row.indicator for row in rows]


def test_difference_ratio_and_growth_follow_from_the_two_figures() -> None:
    a = report(2022, "2022年，全区实现地区生产总值200亿元，增长5.5%。")
    b = report(2023, "2023年，全区实现地区生产总值213.5亿元，增长6.1%。")
    row = row_of(compare(a, b), "地区生产总值")
    assert row.difference and (row.difference.value, row.difference.unit) == ("13.5", "亿元")
    assert row.difference.formula == "213.5亿元 − 200亿元"
    assert row.ratio and row.ratio.value == "1.07"
    assert row.growth and (row.growth.value, row.growth.unit) == ("0.6", "个百分点")
    assert row.verdict == "better"


def test_units_are_brought_together() -> None:
    a = report(2022, "2022年，全区税收收入86430万元。")
    b = report(2023, "2023年，全区税收收入9.18亿元。")
    row = row_of(compare(a, b), "税收收入")
    assert row.difference and (row.difference.value, row.difference.unit) == ("0.54", "亿元")


def test_an_amount_in_another_currency_is_not_subtracted() -> None:
    a = report(2022, "2022年，全区进出口总额35亿元。")
    b = report(2023, "2023年，全区进出口总额6亿美元。")
    assert compare(a, b).rows == ()


def test_fewer_accidents_is_better() -> None:
    a = report(2022, "2022年，全区安全生产事故起数19起。")
    b = report(2023, "2023年，全区安全生产事故起数14起。")
    row = row_of(compare(a, b), "安全生产事故起数")
    assert row.difference and row.difference.value == "-5"
    assert row.verdict == "better"


def test_no_change_is_written_zero_and_is_neither_better_nor_worse() -> None:
    a = report(2022, "2022年，全区居民人均可支配收入增长5.0%。")
    b = report(2023, "2023年，全区居民人均可支配收入增长5.0%。")
    row = row_of(compare(a, b), "居民人均可支配收入")
    assert row.growth and row.growth.value == "0"
    assert row.verdict == "same"


def test_a_level_is_never_set_against_a_growth_rate() -> None:
    a = report(2022, "2022年，全区技术合同成交额增长20.2%。")
    b = report(2023, "2023年，全区技术合同成交额达到31亿元。")
    comparison = compare(a, b)
    assert comparison.rows == ()
    assert names(comparison.only_a) == names(comparison.only_b) == ["技术合同成交额"]


def test_an_actual_is_never_set_against_a_target() -> None:
    a = report(2022, "2022年，全区地区生产总值增长5.5%。")
    b = report(2023, "2024年，全区地区生产总值预期目标是增长6%左右。")
    assert [row for row in compare(a, b).rows if row.status == "actual"] == []


def test_targets_of_two_years_stand_apart_from_results() -> None:
    a = report(2022, "2023年发展主要预期目标是：地区生产总值增长7%，一般公共预算收入增长5%。")
    b = report(2023, "2024年发展主要预期目标是：地区生产总值增长6%，一般公共预算收入增长4%。")
    row = row_of(compare(a, b), "地区生产总值", "target")
    assert row.growth and row.growth.value == "-1"
    assert row.verdict == ""


def test_periods_of_different_length_are_shown_but_not_subtracted() -> None:
    a = report(2022, "2022年1—3月，全区固定资产投资30亿元，增长9%。")
    b = report(2023, "2023年1—5月，全区固定资产投资58亿元，增长7%。")
    row = row_of(compare(a, b), "固定资产投资")
    assert row.a and row.a.level and row.b and row.b.level
    assert row.computed == ()
    assert OTHER_LENGTH in row.notes


def test_one_month_and_the_next_are_subtracted_and_marked() -> None:
    a = report(2023, "2023年5月，全区城镇调查失业率5.2%。")
    b = report(2023, "2023年6月，全区城镇调查失业率5.3%。")
    row = row_of(compare(a, b), "城镇调查失业率")
    assert row.difference and row.difference.value == "0.1"
    assert row.notes == (OTHER_MONTHS,)


def test_a_name_without_key_that_reports_of_one_side_use_for_two_things_pairs_with_nothing() -> None:
    first = report(2022, "2022年，全区绿色工厂21家。")
    second = report(2022, "2022年，绿色工厂8家，开发区获评先进。")
    assert compare([first, second], report(2023, "2023年，全区绿色工厂29家。")).rows == ()


def test_an_average_of_five_years_is_not_set_against_a_year() -> None:
    a = report(2022, "2022年，全区规模以上工业企业利润总额增长4.1%。")
    b = report(2023, "2019—2023年，全区规模以上工业企业利润总额年均增长5.9%。")
    assert compare(a, b).rows == ()


def test_the_state_at_the_end_of_a_year_stands_against_that_of_another() -> None:
    a = report(2022, "2022年末，全区各项存款余额312亿元。")
    b = report(2023, "2023年，全区各项存款余额340亿元。")
    row = row_of(compare(a, b), "各项存款余额")
    assert row.difference and row.difference.value == "28"


def test_a_fall_that_the_report_calls_growth_is_marked() -> None:
    a = report(2022, "2022年，全区规模以上工业总产值207.2亿元，增长12%。")
    b = report(2023, "2023年，全区规模以上工业总产值166.7亿元，增长16.2%。")
    assert REVISED in row_of(compare(a, b), "规模以上工业总产值").notes
    assert REVISED in row_of(compare(b, a), "规模以上工业总产值").notes


def test_a_rise_that_the_report_calls_growth_is_not_marked() -> None:
    a = report(2022, "2022年，全区规模以上工业总产值150亿元，增长12%。")
    b = report(2023, "2023年，全区规模以上工业总产值166.7亿元，增长11.1%。")
    assert REVISED not in row_of(compare(a, b), "规模以上工业总产值").notes


def test_growth_since_another_year_is_not_set_against_growth_of_a_year() -> None:
    a = report(2022, "2022年，全区旅游收入24亿元，旅游收入比2018年增长86.9%。")
    b = report(2023, "2023年，全区旅游收入31亿元，增长29%。")
    row = row_of(compare(a, b), "旅游收入")
    assert row.growth is None
    assert row.a and row.a.change is None


def test_growth_on_the_month_is_not_set_against_growth_on_the_year() -> None:
    a = report(2022, "2022年12月，全区规模以上工业增加值环比增长1.2%。")
    b = report(2023, "2023年12月，全区规模以上工业增加值同比增长8.4%。")
    assert compare(a, b).rows == ()


def test_ranks_show_the_places_won() -> None:
    a = report(2022, "2022年，全区地区生产总值增长5.5%，居全市第3位。")
    b = report(2023, "2023年，全区地区生产总值增长6.5%，居全市第1位。")
    row = row_of(compare(a, b), "地区生产总值")
    assert row.places and (row.places.value, row.places.formula) == ("2", "全市第3 → 全市第1")


def test_ranks_in_two_fields_are_not_subtracted() -> None:
    a = report(2022, "2022年，全区地区生产总值增长5.5%，居全市第3位。")
    b = report(2023, "2023年，全区地区生产总值增长6.5%，居全省第20位。")
    row = row_of(compare(a, b), "地区生产总值")
    assert row.places is None
    assert OTHER_SCOPE in row.notes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("工业投资", "项目投资"),
        ("上市公司", "新增上市公司"),
        ("规模以上工业增加值", "工业增加值"),
        ("蔬菜产量", "蔬菜及食用菌产量"),
        ("省重点项目", "市重点项目"),
    ],
)
def test_different_heads_never_pair(first: str, second: str) -> None:
    unit = (
        "家"
        if "公司" in first
        else "个"
        if "项目" in first and "投资" not in first
        else "万吨"
        if "产量" in first
        else "亿元"
    )
    a = report(2022, f"2022年，全区{first}达到42{unit}。")
    b = report(2023, f"2023年，全区{second}达到45{unit}。")
    assert compare(a, b).rows == ()


def test_a_bare_investment_pairs_with_nothing() -> None:
    a = report(2022, "2022年，物流园区启用，完成投资1.7亿元。", "污水厂扩容，群众满意。")
    b = report(2023, "2023年，雨水管网改造完工，完成投资4360万元。", "河道整治，群众满意。")
    assert all(row.indicator not in ("投资", "完成投资") for row in compare(a, b).rows)


def test_names_said_once_for_each_list_pair_list_with_list() -> None:
    def lists(year: int, province: str, city: str) -> Analysis:
        return report(
            year,
            "一、重点项目进展",
            "（一）省重点项目进展",
            f"{year}年，累计完成投资{province}亿元。",
            "（二）市重点项目进展",
            f"{year}年，累计完成投资{city}亿元。",
        )

    comparison = compare(lists(2022, "11.4", "46.3"), lists(2023, "15.5", "38.8"))
    shown = {
        (row.a.level.text, row.b.level.text)
        for row in comparison.rows
        if row.a and row.b and row.a.level and row.b.level
    }
    assert shown == {("11.4亿元", "15.5亿元"), ("46.3亿元", "38.8亿元")}


def test_a_part_of_another_whole_is_another_indicator() -> None:
    a = report(2022, "2022年末，全区短期贷款余额19亿元。")
    b = report(2023, "2023年末，住户贷款中，短期贷款余额5亿元。")
    assert compare(a, b).rows == ()


def test_what_one_report_names_is_listed_as_such() -> None:
    a = report(2022, "2022年，全区实际利用外资1200万美元。")
    b = report(2023, "2023年，全区商品房销售面积11.6万平方米。")
    comparison = compare(a, b)
    assert names(comparison.only_a) == ["实际利用外资"]
    assert names(comparison.only_b) == ["商品房销售面积"]
    assert NOTHING_COMPARABLE in comparison.notes


def test_targets_are_held_against_the_results_of_their_year() -> None:
    a = report(
        2022,
        "2023年发展主要预期目标是：地区生产总值增长6%，一般公共预算收入增长8%，城镇登记失业率控制在4%以内，粮食产量15万吨。",
    )
    b = report(2023, "2023年，全区地区生产总值增长6.2%，一般公共预算收入增长5.1%，城镇登记失业率3.7%。")
    found = {promise.indicator: promise.outcome for promise in compare(a, b).promises}
    assert found == {
        "地区生产总值": "reached",
        "一般公共预算收入": "missed",
        "城镇登记失业率": "reached",
        "粮食产量": "no word",
    }


def test_half_a_year_does_not_decide_on_the_rate_of_a_year() -> None:
    a = report(2022, "2023年发展主要预期目标是：地区生产总值增长6%，城镇新增就业6000人。")
    b = report(2023, "2023年上半年，全区地区生产总值增长5.2%，城镇新增就业6100人。")
    found = {promise.indicator: promise.outcome for promise in compare(a, b).promises}
    assert found == {"地区生产总值": "under way", "城镇新增就业": "reached"}


def test_tasks_go_on_begin_and_end() -> None:
    a = report(2022, "2023年要抓好以下工作：", "一是加快推进城南污水处理厂二期建设。", "二是新建改造农村公路80公里。")
    b = report(2023, "2024年要抓好以下工作：", "一是加快城南污水处理厂二期建设，年底投运。", "二是打造滨水夜市街区。")
    comparison = compare(a, b)
    assert [(task.a.text, task.b.text) for task in comparison.carried if task.a and task.b] == [
        ("加快推进城南污水处理厂二期建设", "加快城南污水处理厂二期建设，年底投运")
    ]
    assert [task.a.text for task in comparison.gone if task.a] == ["新建改造农村公路80公里"]
    assert [task.b.text for task in comparison.new if task.b] == ["打造滨水夜市街区"]


def test_themes_rise_and_fall_with_their_share_of_the_text() -> None:
    a = report(2022, "大棚增多，大棚成片，大棚连成线，大棚提质。", "景区平稳。")
    b = report(2023, "景区升级，景区扩容，景区联网，景区增色。", "大棚平稳。")
    comparison = compare(a, b)
    assert "景区" in [theme.word for theme in comparison.rising]
    assert "大棚" in [theme.word for theme in comparison.falling]


def test_reports_without_figures_still_show_tasks() -> None:
    a = report(2022, "2023年要抓好以下工作：", "一是加快推进老城管网改造。", "二是办好社区食堂。")
    b = report(2023, "2024年要抓好以下工作：", "一是继续推进老城管网改造。", "二是建设口袋公园。")
    comparison = compare(a, b)
    assert comparison.rows == () and NOTHING_COMPARABLE in comparison.notes
    assert len(comparison.carried) == 1


def test_an_unknown_period_is_not_subtracted() -> None:
    a = analyse_text("截至目前，全区重点产业链13条，绿色工厂21家。")
    b = report(2023, "2023年，全区绿色工厂29家。")
    row = row_of(compare(a, b), "绿色工厂")
    assert row.difference is None and UNKNOWN_PERIOD in row.notes


def test_one_article_on_both_sides_is_refused_in_whatever_file() -> None:
    a = report(2022, "2022年，全区地区生产总值增长5.5%。")
    other = replace(a, document=replace(a.document, raw=replace(a.document.raw, path="copy.txt", sha256="0" * 64)))
    with pytest.raises(AnalysisError, match=r"copy\.txt: is the same article"):
        compare(a, other)


def test_two_places_are_compared_only_by_force_and_said() -> None:
    a = report(2022, "2022年，地区生产总值增长5.5%。", place=Place("甲省", "乙市", "丙县"))
    b = report(2023, "2023年，地区生产总值增长6.5%。", place=Place("甲省", "丁市", "戊县"))
    with pytest.raises(AnalysisError, match="--force"):
        compare(a, b)
    assert any("两地不同" in note for note in compare(a, b, force=True).notes)


def test_a_city_beside_its_district_is_said() -> None:
    a = report(2022, "2022年，地区生产总值增长5.5%。", place=Place("甲省", "乙市"))
    b = report(2023, "2023年，地区生产总值增长6.5%。", place=Place("甲省", "乙市", "丙区"))
    assert any("范围不同" in note for note in compare(a, b).notes)


def test_the_figure_of_the_city_does_not_stand_for_the_district() -> None:
    place = Place("甲省", "乙市", "丙区")
    a = report(2022, "2022年，全市固定资产投资增长5.5%。", place=place)
    b = report(2023, "2023年，全区固定资产投资增长6.5%。", place=place)
    assert compare(a, b).rows == ()


def test_a_side_of_several_reports_pools_them_and_says_so() -> None:
    first = report(2022, "2022年，全区地区生产总值200亿元。", "2022年，全区粮食产量15.2万吨。")
    second = report(
        2022, "2022年，全区实际利用外资1200万美元。", "2022年，全区粮食产量15.4万吨。", "全区税收收入9亿元。"
    )
    later = report(2023, "2023年，全区地区生产总值213亿元，粮食产量15.9万吨，实际利用外资1500万美元。")
    comparison = compare([first, second], later)
    assert {"地区生产总值", "实际利用外资", "粮食产量"} <= set(names(comparison.rows))
    assert len(comparison.a.reports) == 2
    assert any("甲期有2份报告" in note for note in comparison.notes)
    grain = row_of(comparison, "粮食产量")
    assert grain.a and grain.a.level and grain.a.level.text == "15.4万吨", "the fullest report stands"
    assert any("15.2万吨" in note for note in grain.notes)


def test_an_empty_side_is_an_error() -> None:
    with pytest.raises(AnalysisError, match="no report"):
        compare([], report(2023, "2023年，地区生产总值增长6.5%。"))


def test_a_small_difference_keeps_its_sign_and_decimals() -> None:
    a = report(2022, "2022年，全区地方财政总收入24.85亿元。")
    b = report(2023, "2023年，全区地方财政总收入24.9亿元。")
    row = row_of(compare(a, b), "地方财政总收入")
    assert row.difference and Decimal(row.difference.value) == Decimal("0.05")
