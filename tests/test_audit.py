"""The arithmetic of a report is checked, and only what does not fit is doubted."""

import pytest

from briefgen.analysis import analyse_all, analyse_text
from briefgen.audit import Doubt, audit


def doubts(body: str, title: str = "平川县上半年经济运行情况") -> tuple[Doubt, ...]:
    return audit(analyse_text(f"{title}\n2023年7月20日\n{body}\n"))


def test_a_share_that_follows_from_its_part_and_whole_is_no_doubt() -> None:
    assert doubts("上半年,地方收入80.0亿元,地方税收52.0亿元,税占比65.0%。") == ()


def test_a_share_that_does_not_follow_is_doubted_with_the_formula() -> None:
    (doubt,) = doubts("上半年,地方收入80.0亿元,地方税收52.0亿元,税占比68.0%。")
    assert (doubt.rule, doubt.formula) == ("share", "52.0亿元 ÷ 80.0亿元")
    assert "65.0%" in doubt.text


def test_rounding_of_both_operands_is_allowed_for() -> None:
    assert doubts("上半年,地方收入3亿元,地方税收2亿元,税占比60.1%。") == ()


@pytest.mark.parametrize("sentence", ["上半年,城镇污水处理覆盖率104.5%。", "上半年,产品质量抽检合格率101%。"])
def test_a_share_of_a_whole_above_it_is_doubted(sentence: str) -> None:
    assert [doubt.rule for doubt in doubts(sentence)] == ["over 100%"]


def test_a_plan_may_be_overfulfilled() -> None:
    assert doubts("上半年,全县重点项目年度投资计划完成率112.5%。") == ()


def test_a_part_above_its_whole_is_doubted() -> None:
    (doubt,) = doubts("上半年,进出口总额40.5亿元,其中出口总额45.0亿元。")
    assert doubt.rule == "part above whole"


def test_a_part_below_its_whole_is_not() -> None:
    assert doubts("上半年,进出口总额40.5亿元,其中出口总额30.0亿元。") == ()


def test_parts_that_do_not_give_the_whole_are_doubted() -> None:
    rules = [d.rule for d in doubts("上半年,进出口总额40.5亿元。出口总额30.0亿元。进口总额20.5亿元。")]
    assert rules == ["sum"]
    assert doubts("上半年,进出口总额40.5亿元。出口总额30.0亿元。进口总额10.5亿元。") == ()


def test_growth_that_does_not_follow_from_the_rise_is_doubted() -> None:
    (doubt,) = doubts("上半年,固定资产投资110.0亿元,同比增加10.0亿元,增长15.0%。")
    assert doubt.rule == "growth"
    assert doubts("上半年,固定资产投资110.0亿元,同比增加10.0亿元,增长10.0%。") == ()


def test_growth_in_constant_prices_is_left_alone() -> None:
    assert doubts("上半年,地区生产总值110.0亿元,同比增加10.0亿元,增长15.0%。") == ()


def test_a_title_that_says_another_number_than_the_body_is_doubted() -> None:
    (doubt,) = doubts("上半年,全县固定资产投资完成85.2亿元。", title="平川县上半年固定资产投资完成82.5亿元")
    assert doubt.rule == "title and body"


def test_a_title_may_round() -> None:
    assert doubts("上半年,全县固定资产投资完成85.16亿元。", title="平川县上半年固定资产投资完成85.2亿元") == ()


def test_a_number_of_hundreds_of_digits_is_no_reason_to_stop() -> None:
    assert doubts(f"上半年,地方收入{'9' * 400}亿元,地方税收{'9' * 400}.5亿元,税占比68.0%。") == ()


def test_the_real_articles_raise_no_false_alarm(shared) -> None:  # type: ignore[no-untyped-def]
    found = [
        doubt.text
        for folder in ("seeds", "gold/dev")
        for path in sorted((shared / folder).glob("*.txt"))
        for analysis in analyse_all(path)
        for doubt in audit(analysis)
    ]
    assert found == []
