"""Each passage is held against the source: a wrong value, unit, name, sentence or formula is told."""

from dataclasses import replace

import pytest

from briefgen.analysis import analyse_text
from briefgen.briefing import brief
from briefgen.manifest import Passage
from briefgen.models import Analysis, Figure
from briefgen.products import Briefing
from briefgen.rendering import estimate
from briefgen.verification.checking import Sources, check, says
from briefgen.verification.citing import cite

REPORT = """平川县上半年经济运行情况通报
2023年7月20日
上半年,全县规模工业增加值增长6.1%,居全市第2位。固定资产投资完成42.5亿元,同比下降9.3%。
全年计划投资120亿元,1-6月已完成投资48亿元。
同时也要看到,部分企业订单不足,项目用地保障仍有缺口。
下半年,要加快推进重点项目建设,抓好企业帮扶工作。全年力争规模工业增加值增长7%以上。
"""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse_text(REPORT)


@pytest.fixture(scope="module")
def passages(analysis: Analysis) -> list[Passage]:
    page = estimate(brief(analysis)).briefing
    numbered = enumerate(cite(page, (analysis,)))
    return [replace(passage, unit=at) for at, unit in numbered for passage in unit]


def reasons(analysis: Analysis, passages: list[Passage]) -> list[str]:
    return [reason for _, reason in check(passages, Sources((analysis,), {"paper": "工作简报"}))]


def changed(passages: list[Passage], kind: str, **fields: object) -> list[Passage]:
    at = next(i for i, p in enumerate(passages) if p.kind == kind)
    return [*passages[:at], replace(passages[at], **fields), *passages[at + 1 :]]  # type: ignore[arg-type]


def test_what_the_briefing_says_follows_from_its_source(analysis: Analysis, passages: list[Passage]) -> None:
    assert reasons(analysis, passages) == []
    assert {p.kind for p in passages} >= {"quote", "name", "number", "derived", "count", "period", "document"}


def test_a_changed_value_or_unit_is_told(analysis: Analysis, passages: list[Passage]) -> None:
    level = next(p for p in passages if p.text == "42.5亿元")
    for text in ("42.6亿元", "42.5万元", "−42.5亿元", "42.5亿元以上", "142.5亿元"):
        told = [replace(p, text=text) if p is level else p for p in passages]
        assert reasons(analysis, told) == ["the source says 42.5亿元"], text


def test_a_name_that_is_another_figures_is_told(analysis: Analysis, passages: list[Passage]) -> None:
    assert reasons(analysis, changed(passages, "name", text="民间投资"))


def test_a_number_beside_another_name_is_told(analysis: Analysis, passages: list[Passage]) -> None:
    names = [p for p in passages if p.kind == "name"]
    other = next(p for p in names if p.text != names[0].text)
    told = reasons(analysis, changed(passages, "name", text=other.text, figure=other.figure))
    assert any("stands beside" in reason for reason in told)


def test_a_quotation_must_be_words_of_its_sentence(analysis: Analysis, passages: list[Passage]) -> None:
    assert any("not what the sentence says" in r for r in reasons(analysis, changed(passages, "quote", text="别的话")))
    assert reasons(analysis, changed(passages, "quote", sentence=99))


def test_a_quotation_may_not_part_a_number(analysis: Analysis, passages: list[Passage]) -> None:
    sentence = next(s for s in analysis.document.sentences if "42.5" in s.text)
    at = sentence.text.index("42.5") + 1
    cut = ((0, at), (at + 1, len(sentence.text)))
    text = sentence.text[:at] + sentence.text[at + 1 :]
    told = reasons(analysis, changed(passages, "quote", sentence=sentence.index, pieces=cut, text=text))
    assert "parts a number" in told


def test_a_derived_number_is_computed_again(analysis: Analysis, passages: list[Passage]) -> None:
    derived = next(p for p in passages if p.kind == "derived")
    assert derived.text == "40.0%"
    assert any("gives 40.0%" in r for r in reasons(analysis, changed(passages, "derived", text="41.0%")))


@pytest.mark.parametrize("kind", ["count", "period", "document", "words", "setting"])
def test_what_is_counted_dated_or_stated_is_looked_up(kind: str, analysis: Analysis, passages: list[Passage]) -> None:
    assert reasons(analysis, changed(passages, kind, text="2099年13月"))


def test_a_record_that_the_source_does_not_hold_is_told(analysis: Analysis, passages: list[Passage]) -> None:
    number = next(p for p in passages if p.kind == "number")
    assert number.figure
    forged = replace(number.figure, value="6.2", raw="6.2%")
    assert reasons(analysis, changed(passages, "number", text="增长6.2%", figure=forged))


def record(value: str, unit: str, measure: str = "level", bound: str = "eq", **more: object) -> Figure:
    fields: dict[str, object] = {"scope": None, "subject": None, "upper": None, **more}
    return Figure(
        "指标", None, measure, value, unit, bound, "actual", None, start=0, end=1, raw="", sentence=0, rule="", **fields
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "figure", "fits"),
    [
        ("12.5亿元", record("12.5", "亿元"), True),
        ("12.5万元", record("12.5", "亿元"), False),
        ("−3%", record("-3", "%", "change"), True),
        ("+3%", record("-3", "%", "change"), False),
        ("下降3%", record("-3", "%", "change"), True),
        ("全省第3", record("3", "", "rank", scope="全省"), True),
        ("全省前3", record("3", "", "rank", "max", scope="全省"), True),
        ("全省第3", record("3", "", "rank", "max", scope="全省"), False),
        ("17个市第3", record("3", "", "rank", scope="17个市"), True),
        ("高于全国1.4个百分点", record("1.4", "个百分点", "gap", scope="全国"), True),
        ("低于全国1.4个百分点", record("1.4", "个百分点", "gap", scope="全国"), False),
        ("4%—6%", record("4", "%", upper="6"), True),
        ("4%—7%", record("4", "%", upper="6"), False),
        ("3万名以上", record("3", "万名", bound="min"), True),
    ],
)
def test_a_text_says_a_record_by_value_unit_sign_and_bound(text: str, figure: Figure, fits: bool) -> None:
    assert says(text, figure) is fits


def test_all_words_of_the_report_on_a_page_are_cited(analysis: Analysis) -> None:
    page: Briefing = brief(analysis)
    quoted = {p.text for unit in cite(page, (analysis,)) for p in unit if p.kind == "quote"}
    assert quoted == {excerpt.text for excerpt in page.excerpts}
