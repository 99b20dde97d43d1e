"""Targets beside what was reached so far."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import document

from briefgen.models import Figure, Period, TargetRow
from briefgen.targets import target_rows

YEAR = ("2023-01", "2023-12")
HALF = ("2023-01", "2023-06")


def figure(
    indicator: str,
    value: str | None,
    unit: str = "亿元",
    *,
    target: bool = False,
    months: tuple[str, str] | None = HALF,
    measure: str = "level",
    canonical: str | None = None,
    sentence: int = 0,
    bound: str = "eq",
    subject: str | None = None,
    scope: str | None = None,
) -> Figure:
    return Figure(
        indicator=indicator,
        canonical=canonical,
        measure=measure,  # type: ignore[arg-type]
        value=value,
        unit=unit,
        bound=bound,  # type: ignore[arg-type]
        status="target" if target else "actual",
        period=Period(*(YEAR if target and months == HALF else months)) if months else None,
        scope=scope,
        subject=subject,
        start=0,
        end=1,
        raw="",
        sentence=sentence,
        rule="test",
    )


def rows(*figures: Figure, text: str = "甲。乙。丙。丁。戊。己。") -> tuple[TargetRow, ...]:
    return target_rows(document(text), figures)


def gdp(value: str, unit: str = "亿元", **facts: object) -> Figure:
    return figure("GDP", value, unit, canonical="地区生产总值", **facts)  # type: ignore[arg-type]


def test_plan_and_result_of_one_name() -> None:
    (row,) = rows(
        figure("年度计划投资", "139.9", target=True), figure("完成投资", "40.02", months=("2023-01", "2023-04"))
    )
    assert row.actual == 1
    assert row.progress is not None and row.elapsed is not None
    assert (row.progress.value, row.progress.unit, row.progress.formula) == ("28.6", "%", "40.02 ÷ 139.9")
    assert row.progress.operands == (1, 0)
    assert (row.elapsed.value, row.elapsed.formula, row.elapsed.operands) == ("33.3", "4 ÷ 12", ())


def test_an_indicator_of_the_lexicon_is_found_anywhere_in_the_report() -> None:
    (row,) = rows(gdp("86.08", months=("2023-01", "2023-03")), gdp("440", target=True, sentence=5))
    assert row.progress is not None
    assert row.progress.value == "19.6"


def test_units_are_brought_together() -> None:
    (row,) = rows(gdp("120", target=True), gdp("301250", "万元"))
    assert row.progress is not None
    assert (row.progress.value, row.progress.formula) == ("25.1", "301250万元 ÷ 120亿元")


def test_half_a_tenth_is_rounded_up() -> None:
    (row,) = rows(gdp("2000", target=True), gdp("1"))
    assert row.progress is not None
    assert row.progress.value == "0.1"


def test_growth_stands_beside_growth_without_a_rate() -> None:
    found = rows(gdp("8", "%", target=True, measure="change"), gdp("60"), gdp("6.5", "%", measure="change"))
    assert found == (TargetRow(target=0, actual=2, progress=None, elapsed=None),)


def test_a_level_never_stands_beside_a_growth() -> None:
    (row,) = rows(gdp("8", "%", target=True, measure="change"), gdp("60"))
    assert row.actual is None


def test_people_are_not_money() -> None:
    (row,) = rows(figure("计划培训", "5000", "人", target=True), figure("完成培训", "300", "万元"))
    assert row.actual is None


def test_another_place_is_another_thing() -> None:
    (row,) = rows(gdp("440", target=True), gdp("60", subject="东溪镇"))
    assert row.actual is None


def test_last_years_result_is_not_on_the_way_to_this_years_target() -> None:
    (row,) = rows(gdp("440", target=True), gdp("410", months=("2022-01", "2022-12")))
    assert row.actual is None


def test_the_latest_and_longest_result_counts() -> None:
    (row,) = rows(
        gdp("440", target=True),
        gdp("86", months=("2023-01", "2023-03")),
        gdp("95", months=("2023-04", "2023-06")),
        gdp("181", months=("2023-01", "2023-06")),
    )
    assert row.actual == 3


def test_the_whole_of_a_project_is_not_the_share_of_a_year() -> None:
    whole, year = rows(
        figure("项目总投资", "487", target=True),
        figure("项目年度计划投资", "139.9", target=True),
        figure("项目完成投资", "40.02"),
    )
    assert (whole.actual, year.actual) == (None, 2)


def test_what_is_begun_is_not_finished() -> None:
    (row,) = rows(figure("新建校舍项目", "40", "个", target=True), figure("启动新建校舍项目", "50", "个"))
    assert row.actual is None
    (row,) = rows(figure("计划开工项目", "40", "个", target=True), figure("实际开工项目", "30", "个"))
    assert row.progress is not None and row.progress.value == "75.0"


def test_a_number_that_nothing_calls_a_plan_has_no_rate() -> None:
    (row,) = rows(figure("候选公园", "14", "个", target=True, months=None), figure("候选公园", "14", "个", months=None))
    assert row.progress is None


def test_the_growth_of_a_month_is_none_of_the_year() -> None:
    year = figure("工业用电量", "7", "%", measure="change", target=True)
    may = figure("工业用电量", "5", "%", measure="change", months=("2023-05", "2023-05"))
    both = rows(year, may, figure("工业用电量", "6", "%", measure="change", months=("2023-01", "2023-05")))
    assert (rows(year, may)[0].actual, both[0].actual) == (None, 2)


def test_a_result_serves_targets_of_two_periods() -> None:
    half = gdp("200", target=True, months=("2023-01", "2023-07"))
    both = rows(gdp("440", target=True), half, gdp("150", months=("2023-01", "2023-05")))
    assert [row.actual for row in both] == [2, 2]


def test_names_outside_the_lexicon_are_joined_near_by_only() -> None:
    (row,) = rows(figure("年度计划投资", "90", target=True), figure("完成投资", "30", sentence=4))
    assert row.actual is None


def test_a_heading_parts_sections_with_figures_of_the_same_name() -> None:
    text = "一、省级项目\n年度计划投资90亿元。\n二、市级项目\n完成投资30亿元。"
    (row,) = rows(
        figure("年度计划投资", "90", target=True, sentence=1), figure("完成投资", "30", sentence=3), text=text
    )
    assert row.actual is None


def test_the_rate_the_report_states_is_preferred() -> None:
    (row,) = rows(
        figure("年度投资计划", "80", target=True),
        figure("完成投资", "48.6"),
        figure("年度投资计划完成率", "60.7", "%"),
    )
    assert (row.actual, row.progress, row.stated) == (1, None, 2)
    assert row.elapsed is not None and row.elapsed.value == "50.0"


def test_a_rate_of_something_else_is_not_taken_for_it() -> None:
    (row,) = rows(figure("年度投资计划", "80", target=True), figure("完成投资", "48.6"), figure("开工率", "92", "%"))
    assert row.stated is None
    assert row.progress is not None


def test_an_upper_limit_is_not_approached() -> None:
    (row,) = rows(figure("事故", "10", "起", target=True, bound="max"), figure("事故", "4", "起"))
    assert (row.actual, row.progress) == (1, None)


def test_rates_do_not_accumulate() -> None:
    (row,) = rows(figure("覆盖率", "95", "%", target=True, bound="min"), figure("覆盖率", "91", "%"))
    assert (row.actual, row.progress) == (1, None)


def test_ranks_stand_together_in_one_field_only() -> None:
    one, other = rows(
        figure("综合考核", "3", "位", target=True, measure="rank", scope="全省", bound="max"),
        figure("环境质量", "1", "位", target=True, measure="rank", scope="全国"),
        figure("综合考核", "2", "位", measure="rank", scope="全省"),
        figure("环境质量", "1", "位", measure="rank", scope="全省"),
    )
    assert (one.actual, other.actual) == (2, None)


def test_a_target_without_a_number_has_a_row() -> None:
    assert rows(figure("居民收入", None, "", target=True, measure="change", bound="with")) == (
        TargetRow(0, None, None, None),
    )


def test_a_target_stated_twice_has_one_row() -> None:
    assert len(rows(gdp("440", target=True), gdp("440", target=True, sentence=3))) == 1


def test_one_number_for_two_years_is_two_targets() -> None:
    assert len(rows(gdp("5", "%", target=True), gdp("5", "%", target=True, months=("2023-01", "2027-12")))) == 2


def test_the_growth_of_a_plan_is_no_target() -> None:
    assert rows(figure("年度投资计划", "12", "%", target=True, measure="change")) == ()


def test_without_periods_there_is_no_share_of_time() -> None:
    (row,) = rows(gdp("440", target=True, months=None), gdp("60", months=None))
    assert row.progress is not None
    assert row.elapsed is None


@pytest.mark.parametrize("value", ["0", "", "abc"])
def test_what_cannot_be_divided_by_is_left_alone(value: str) -> None:
    (row,) = rows(gdp(value, target=True), gdp("60"))
    assert row.progress is None


@settings(max_examples=60, deadline=None)
@given(st.decimals("0.01", "99999", places=2), st.decimals("0.01", "99999", places=2))
def test_a_progress_follows_from_its_operands(plan: Decimal, done: Decimal) -> None:
    figures = (gdp(str(plan), target=True), gdp(str(done)))
    (row,) = rows(*figures)
    assert row.progress is not None
    above, below = (Decimal(figures[i].value or "") for i in row.progress.operands)
    assert row.progress.formula == f"{above} ÷ {below}"
    assert Decimal(row.progress.value) == (above / below * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_a_key_that_says_planned_or_done_is_no_obstacle() -> None:
    (row,) = rows(
        figure("年度投资计划", "80", target=True, canonical="重点项目年度投资计划"),
        figure("累计完成投资", "20"),
    )
    assert row.actual == 1


def test_started_counts_for_a_plan_of_new_starts_in_the_same_sentence() -> None:
    plan = figure("计划新开工项目", "40", "项", target=True)
    assert rows(plan, figure("实际已开工项目", "28", "项"))[0].actual == 1
    assert rows(plan, figure("实际已开工项目", "28", "项", sentence=1))[0].actual is None
