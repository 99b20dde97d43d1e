"""The choice for one page: nothing is invented, nothing said twice, headline indicators first."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from briefgen.analysis import analyse_text
from briefgen.briefing import brief
from briefgen.excerpts import stands, without
from briefgen.keyfigures import figure_rows, name, target_lines
from briefgen.models import Analysis, Figure, Period, TargetRow
from briefgen.products import Briefing, Excerpt
from briefgen.wording import date, full_width, number, period, phrase

REPORT = """\
青禾市召开上半年经济运行分析会

时间:2023-07-20 来源:青禾日报

7月18日,青禾市召开上半年经济运行分析会,总结上半年工作,部署下半年任务。

一、上半年工作情况

上半年,全市实现地区生产总值812.4亿元,同比增长6.3%;规模工业增加值增长7.9%,居全省第2位;固定资产投资增长9.4%。社会消费品零售总额301.6亿元,增长5.8%。
全市新引进亿元以上项目46个,其中先进制造业项目21个。青禾大桥提前两个月建成通车,两岸群众出行更加方便。
农村人居环境整治走在全省前列,获得省政府通报表扬。

二、存在的问题

同时,园区土地利用效率不高,部分项目推进缓慢。

三、下半年工作安排

会议要求,下半年要紧盯全年目标,全力以赴稳增长、促发展。
一要抓好项目建设,确保青禾港二期工程9月底前开工。
二要抓好招商引资,力争全年新签约亿元以上项目90个。
三要抓好安全生产,深入开展重点行业隐患排查。
全年地区生产总值增长6.5%以上。
"""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse_text(REPORT)


@pytest.fixture(scope="module")
def page(analysis: Analysis) -> Briefing:
    return brief(analysis)


def is_subsequence(words: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in words)


def numbers_of(page: Briefing) -> list:
    rows = [n for row in page.rows for n in (*row.values, *row.changes, *row.ranks, *row.gaps)]
    lines = [n for line in page.targets for n in (*line.targets, line.actual, line.progress, line.elapsed) if n]
    return [*rows, *lines, *(n for clause in page.summary.figures for n in clause.numbers)]


def test_every_excerpt_is_its_sentence_with_words_left_out(analysis: Analysis, page: Briefing) -> None:
    assert page.excerpts
    for excerpt in page.excerpts:
        sentence = analysis.document.sentences[excerpt.sentence]
        assert is_subsequence(excerpt.text.replace("……", ""), full_width(sentence.text))


def test_every_excerpt_knows_the_characters_it_came_from(analysis: Analysis, page: Briefing) -> None:
    for excerpt in page.excerpts:
        text = analysis.document.sentences[excerpt.sentence].text
        assert all(0 <= begin < finish <= len(text) for begin, finish in excerpt.pieces)
        assert all(finish <= begin for (_, finish), (begin, _) in pairwise(excerpt.pieces))
        assert text[excerpt.pieces[0][0]] in analysis.document.raw.text[excerpt.start : excerpt.end]


def test_every_number_has_a_figure_or_a_formula(analysis: Analysis, page: Briefing) -> None:
    assert numbers_of(page)
    for shown in numbers_of(page):
        assert (shown.figure is None) != (shown.derived is None)
        if shown.figure is not None:
            value = analysis.figures[shown.figure].value
            assert value is None or value.lstrip("-") in shown.text


def test_the_summary_tells_event_figures_and_outlook(page: Briefing) -> None:
    summary = page.summary
    assert summary.event and summary.event.text.startswith("7月18日，青禾市召开上半年经济运行分析会")
    assert summary.figures[0].indicator == "地区生产总值"
    assert 2 <= len(summary.figures) <= 3
    assert summary.outlook and "下半年" in summary.outlook.text


def test_headline_indicators_come_first(page: Briefing) -> None:
    names = [row.indicator for row in page.rows]
    assert names[0] == "地区生产总值"
    assert names.index("固定资产投资") < next(i for i, name in enumerate(names) if "项目" in name)


def test_level_growth_and_rank_of_one_indicator_share_a_row(page: Briefing) -> None:
    row = next(row for row in page.rows if row.indicator == "地区生产总值")
    assert [n.text for n in row.values] == ["812.4亿元"]
    assert [n.text for n in row.changes] == ["+6.3%"]
    industry = next(row for row in page.rows if "工业增加值" in row.indicator)
    assert [n.text for n in industry.ranks] == ["全省第2"]


def test_a_sentence_does_not_repeat_the_table(page: Briefing) -> None:
    said = "".join(excerpt.text for excerpt in page.achievements)
    assert "812.4" not in said and "301.6" not in said
    assert "青禾大桥" in said


def test_tasks_stand_in_the_order_of_the_report(page: Briefing) -> None:
    heads = [task.head.text for task in page.tasks]
    wanted = ["抓好项目建设", "抓好招商引资", "抓好安全生产"]
    assert [word for head in heads for word in wanted if word in head] == wanted


def test_problems_are_named(page: Briefing) -> None:
    assert any("土地利用效率不高" in excerpt.text for excerpt in page.problems)


def test_cutting_keeps_the_first_of_each_part_longest(page: Briefing) -> None:
    sizes = [len(page.cut(count)._items()) for count in range(page.orders + 1)]
    assert sizes[0] == 0
    assert page.cut(page.orders) == page
    few = page.cut(8)
    assert few.rows and few.tasks and few.achievements and few.problems


def test_what_is_shown_is_counted(page: Briefing) -> None:
    assert page.shown.figures <= page.offered.figures
    assert page.shown.sentences <= page.offered.sentences
    assert page.shown.tasks <= page.offered.tasks
    assert page.cut(0).shown.tasks == 0


def test_the_same_text_gives_the_same_briefing(page: Briefing) -> None:
    assert brief(analyse_text(REPORT)) == page


def test_a_report_of_one_sentence_gives_a_briefing() -> None:
    page = brief(analyse_text("青禾市新建幼儿园12所。"))
    assert page.title
    assert page.orders >= 0


def test_a_clause_that_leans_on_a_repeated_one_goes_with_it() -> None:
    analysis = analyse_text("全市新引进项目46个,其中先进制造业项目21个,青禾大桥提前两个月建成通车。")
    sentence = analysis.document.sentences[-1]
    rows = {i for i, figure in enumerate(analysis.figures) if figure.value == "46"}
    pieces = without(analysis, sentence, rows)
    assert pieces is not None
    kept = "".join(sentence.text[begin:finish] for begin, finish in pieces)
    assert "其中" not in kept and "青禾大桥" in kept


def test_half_width_marks_become_full_width_but_not_in_numbers() -> None:
    assert full_width("增长5.2%,投资1,200万元(含税);时间10:30") == "增长5.2%，投资1,200万元（含税）；时间10:30"
    assert full_width("GDP (2023), total") == "GDP (2023), total"


def figure(measure: str = "level", value: str = "5.2", unit: str = "%", **more) -> Figure:
    fields = {
        "indicator": "甲", "canonical": None, "measure": measure, "value": value, "unit": unit, "bound": "eq",
        "status": "actual", "period": None, "scope": None, "subject": None, "start": 0, "end": 1, "raw": "x",
        "sentence": 0, "rule": "test",
    }  # fmt: skip
    return Figure(**(fields | more))


@pytest.mark.parametrize(
    ("record", "cell", "words"),
    [
        (figure(unit="亿元"), "5.2亿元", "5.2亿元"),
        (figure(unit="亿元", bound="min"), "5.2亿元以上", "5.2亿元以上"),
        (figure("change"), "+5.2%", "增长5.2%"),
        (figure("change", "-25.4"), "−25.4%", "下降25.4%"),
        (figure("change", "-2.1", "个百分点"), "−2.1个百分点", "下降2.1个百分点"),
        (figure("change", "0"), "持平（0%）", "持平"),
        (figure("change", "15", "位"), "进15位", "进15位"),
        (figure("change", "9", bound="about"), "+9%左右", "增长9%左右"),
        (figure("change", "4", upper="6"), "+4%—6%", "增长4%—6%"),
        (figure("rank", "1", "位", scope="全省"), "全省第1", "居全省第1"),
        (figure("rank", "70", "位", scope="全国", bound="max"), "全国前70", "居全国前70"),
        (figure("gap", "1.4", "个百分点", scope="全国"), "高于全国1.4个百分点", "高于全国1.4个百分点"),
        (figure("gap", "-0.8", "个百分点", scope="全省"), "低于全省0.8个百分点", "低于全省0.8个百分点"),
        (figure("multiple", "4", "倍", scope="去年"), "去年的4倍", "去年的4倍"),
        (figure(value=None, unit="", bound="with", raw="与经济增长同步"), "与经济增长同步", "与经济增长同步"),
    ],
)
def test_records_are_put_into_words(record: Figure, cell: str, words: str) -> None:
    assert number(record) == cell
    assert phrase(record) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (("2023-01", "2023-06"), "上半年"),
        (("2023-01", "2023-12"), "全年"),
        (("2023-01", "2023-03"), "一季度"),
        (("2023-01", "2023-04"), "1—4月"),
        (("2023-06", "2023-06"), "6月"),
        (("2022-01", "2022-12"), "2022年"),
        (("2022-07", "2022-09"), "2022年三季度"),
        (("2021-01", "2025-12"), "2021—2025年"),
        (("2022-11", "2023-02"), "2022年11月—2023年2月"),
    ],
)
def test_periods_are_put_into_words(months: tuple[str, str], words: str) -> None:
    assert period(Period(*months), "2023") == words


def test_dates_say_no_more_than_is_known() -> None:
    assert [date("2023-07-28"), date("2023-07"), date("2023"), date(None)] == [
        "2023年7月28日",
        "2023年7月",
        "2023年",
        "",
    ]


def rows_of(*figures: Figure) -> list[tuple[str, list[str], list[str]]]:
    rows = figure_rows(replace(analyse_text("全市新建桥梁3座。"), figures=figures))
    return [(row.indicator, [n.text for n in row.values], [n.text for n in row.changes]) for row in rows]


def test_numbers_of_different_periods_make_two_rows() -> None:
    half, quarter = Period("2023-01", "2023-06"), Period("2023-01", "2023-03")
    found = rows_of(figure(unit="亿元", period=half), figure(value="2.1", unit="亿元", period=quarter))
    assert found == [("甲", ["5.2亿元"], []), ("甲", ["2.1亿元"], [])]


def test_rows_that_their_names_do_not_tell_apart_are_left_to_the_sentences() -> None:
    assert rows_of(figure(unit="亿元"), figure(value="7.1", unit="亿元", sentence=1)) == []


def test_of_a_headline_indicator_told_twice_the_first_stays() -> None:
    gross = {"indicator": "地区生产总值", "canonical": "地区生产总值", "unit": "亿元"}
    assert rows_of(figure(**gross), figure(**gross, value="7.1")) == [("地区生产总值", ["5.2亿元"], [])]


def test_a_fall_weighs_more_than_a_rise() -> None:
    report = replace(
        analyse_text("全市新建桥梁3座。"),
        figures=(figure("change", "12.4"), figure("change", "-12.4", indicator="乙")),
    )
    assert [(row.indicator, row.order) for row in figure_rows(report)] == [("甲", 1), ("乙", 0)]


def test_a_fall_of_what_the_lexicon_does_not_know_stays_behind_the_headlines() -> None:
    gross = figure("change", "4.1", indicator="地区生产总值", canonical="地区生产总值")
    report = replace(analyse_text("全市新建桥梁3座。"), figures=(figure("change", "-49.1"), gross))
    assert [(row.indicator, row.order) for row in figure_rows(report)] == [("地区生产总值", 0), ("甲", 1)]


def test_what_a_year_before_brought_stands_last() -> None:
    last, half = Period("2023-01", "2023-12"), Period("2024-01", "2024-06")
    gross = {"indicator": "地区生产总值", "canonical": "地区生产总值", "unit": "亿元"}
    found = rows_of(
        figure(**gross, period=last), figure(unit="吨", period=half), figure(unit="公里", indicator="乙", period=half)
    )
    assert [name for name, _, _ in found] == ["甲", "乙", "地区生产总值"]


def test_a_small_part_of_the_usual_period_does_not_lead() -> None:
    year, quarter = Period("2024-01", "2024-12"), Period("2024-07", "2024-09")
    report = replace(
        analyse_text("全市新建桥梁3座。"),
        figures=(
            figure("change", "4.6", indicator="社会消费品零售总额", canonical="社会消费品零售总额", period=quarter),
            figure("change", "3.2", indicator="固定资产投资", canonical="固定资产投资", period=year),
            figure(
                "change", "5.4", indicator="农村居民人均可支配收入", canonical="农村居民人均可支配收入", period=year
            ),
        ),
    )
    assert min(figure_rows(report), key=lambda row: row.order).indicator == "固定资产投资"


@pytest.mark.parametrize("odd", ["对产值", "城市", "高山果园开采推迟5天", "多项“河西指标”", "甲市、乙市"])
def test_a_name_that_needs_its_sentence_opens_no_row(odd: str) -> None:
    assert rows_of(figure(unit="亿元", indicator=odd), figure(unit="亿元")) == [("甲", ["5.2亿元"], [])]


def test_things_counted_under_a_bare_name_open_no_row() -> None:
    assert rows_of(figure(unit="项", indicator="机制"), figure(unit="吨")) == [("甲", ["5.2吨"], [])]


def test_what_was_done_is_not_called_due() -> None:
    assert name(figure(unit="亿元", indicator="应完成投资")) == "完成投资"
    assert name(figure(unit="亿元", indicator="应完成投资", status="target")) == "应完成投资"


PLAN = """\
7月3日，河西县召开水利工作会议，研究秋冬水利建设。
下半年，全县要沉下心来把水利这件大事办好，一段一段修，一处一处管。
一是修建水闸。由县水利局牵头，8月底前修好三座水闸。
二是修建渠道。修渠没有捷径，只有实干。加快修建东西两条渠道，扩大灌溉面积。
"""


def test_a_deadline_and_a_lead_in_the_words_of_a_task_are_not_told_again() -> None:
    tasks = brief(analyse_text(PLAN)).tasks
    told = [(task.lead, task.deadline) for task in tasks if "水闸" in str(task.head) + "".join(map(str, task.details))]
    assert set(told) == {(None, None)}


def test_a_maxim_among_tasks_is_no_task() -> None:
    words = " ".join(excerpt.text for task in brief(analyse_text(PLAN)).tasks for excerpt in (task.head, *task.details))
    assert "扩大灌溉面积" in words
    assert "捷径" not in words


CHAPTERS = """\
河西县政府工作报告
各位代表：现在，我代表县政府作工作报告，请予审议。
一、2023年工作回顾
全县生产总值210亿元，增长6.1%，民间投资一季度增长2%。
二、2024年工作安排
我们要坚定信心，增强本领。
（一）加快工业转型
我们要始终保持争先的劲头。投资3亿元，建设铸造产业园二期。
（二）扩大有效投资
提高投资质量。开工县道改造项目12个。
（三）振兴乡村
弘扬勤劳精神。修复灌渠60公里。
（四）改善民生
坚持民生为本。新建幼儿园4所，增加学位900个。
（五）守牢安全底线
树牢底线意识。9月底前完成校车安全整治。
"""


def test_every_chapter_of_a_plan_gets_its_most_concrete_task() -> None:
    page = brief(analyse_text(CHAPTERS))
    told = {task.head.text: min(task.details, key=lambda detail: detail.order).text for task in page.tasks}
    assert told == {
        "加快工业转型": "投资3亿元，建设铸造产业园二期",
        "扩大有效投资": "开工县道改造项目12个",
        "振兴乡村": "修复灌渠60公里",
        "改善民生": "新建幼儿园4所，增加学位900个",
        "守牢安全底线": "9月底前完成校车安全整治",
    }
    few = page.cut(20)
    assert len(few.tasks) == 5 and all(task.details for task in few.tasks)


def test_that_a_report_was_given_is_no_news() -> None:
    assert brief(analyse_text(CHAPTERS)).summary.event is None


def test_a_slogan_is_no_achievement() -> None:
    assert not stands("坚持民生优先，始终保持为民情怀")
    assert not stands("2024-07-18")
    assert not stands("他指出，全县工业增长6%")
    assert stands("坚持民生优先，建成两所幼儿园")
    assert not stands("在区委领导下，认真落实“8337”思路，凝心聚力")


def test_the_outlook_is_a_goal_when_nothing_is_said_in_general() -> None:
    report = analyse_text(
        "7月3日，河西镇召开半年工作会议。\n上半年，全镇工业产值12亿元，增长6%。\n"
        "全年预期目标是：工业产值增长8%，粮食产量4万吨以上。\n加快修建渠道。"
    )
    outlook = brief(report).summary.outlook
    assert outlook is not None
    assert "工业产值增长8%" in outlook.text


def test_an_excerpt_has_one_hole_at_most(shared) -> None:
    from briefgen.analysis import analyse

    for path in sorted((shared / "seeds").glob("*.txt")):
        assert all(excerpt.text.count("……") <= 1 for excerpt in brief(analyse(path)).excerpts)


def goals_of(*figures: Figure) -> list[tuple[str, list[str]]]:
    targets = tuple(TargetRow(at, None, None, None) for at in range(len(figures)))
    report = replace(analyse_text("全市新建桥梁3座。"), figures=figures, targets=targets)
    return [(line.indicator, [n.text for n in line.targets]) for line in target_lines(report)]


def test_targets_of_two_places_are_two_lines() -> None:
    plan = {"canonical": "重点项目年度投资计划", "unit": "亿元", "status": "target"}
    east, west = (
        figure(**plan, indicator=f"{place}重点项目年度投资计划", value=value)
        for place, value in (("东河市", "8"), ("西河市", "9"))
    )
    assert goals_of(east, west) == [
        ("东河市重点项目年度投资计划", ["8亿元"]),
        ("西河市重点项目年度投资计划", ["9亿元"]),
    ]


def test_a_name_with_many_targets_is_left_to_the_sentences() -> None:
    assert goals_of(*(figure(unit="亿元", value=value, status="target") for value in ("8", "9", "10"))) == []


def test_a_bulletin_has_no_targets() -> None:
    report = analyse_text("全年计划新建水渠40公里。")
    bulletin = replace(report, document=replace(report.document, type="bulletin"))
    assert target_lines(bulletin) == ()


def test_money_is_not_shown_in_pieces_or_shares() -> None:
    gross = {"indicator": "地区生产总值", "canonical": "地区生产总值"}
    assert rows_of(figure(**gross, unit="万亿元"), figure(**gross, unit="个"), figure(**gross)) == [
        ("地区生产总值", ["5.2万亿元"], [])
    ]


def test_a_change_told_as_amount_and_rate_shows_the_rate() -> None:
    assert rows_of(figure("change", "3", "亿元"), figure("change", "4")) == [("甲", [], ["+4%"])]


def test_every_page_of_the_seeds_shows_all_headline_indicators(shared) -> None:
    from briefgen.analysis import analyse
    from briefgen.keyfigures import headlines
    from briefgen.rendering import estimate

    for path in sorted((shared / "seeds").glob("*.txt")):
        analysis = analyse(path)
        page = estimate(brief(analysis)).briefing
        tables = {i for row in page.rows for i in row.figures} | {i for line in page.targets for i in line.figures}
        for group in headlines(analysis.figures, 10):
            assert tables & group, f"{path.name}: {analysis.figures[min(group)].indicator}"


def test_words_of_the_page_are_in_the_report(shared) -> None:
    from briefgen.analysis import analyse

    for path in sorted((shared / "gold" / "dev").glob("p*.txt")):
        analysis = analyse(path)
        for excerpt in brief(analysis).excerpts:
            check(analysis, excerpt)


def check(analysis: Analysis, excerpt: Excerpt) -> None:
    sentence = analysis.document.sentences[excerpt.sentence]
    assert is_subsequence(excerpt.text.replace("……", ""), full_width(sentence.text))
    assert re.search(r"\w", excerpt.text)


def numbers_by_name(text: str) -> list[tuple[str, str, str, list[str]]]:
    return [
        (row.indicator, row.period, str((*row.values, *row.changes)[0]), [n.text for n in (*row.ranks, *row.gaps)])
        for row in figure_rows(analyse_text(text))
    ]


def test_a_rank_goes_to_the_number_it_stands_behind() -> None:
    text = "上半年,全市规上工业增加值增长11%,其中当月增长14%,居全省第4位,高于全省平均2.1个百分点。"
    rows = numbers_by_name(text)
    assert [standing for _, _, number, standing in rows if number == "+11%"] == [[]]
    assert all(
        standing == ["全省第4", "高于全省平均2.1个百分点"] for _, _, number, standing in rows if number != "+11%"
    )


def test_a_rank_behind_the_whole_stays_with_the_whole() -> None:
    text = "上半年,全市规上工业增加值增长11%,居全省第4位,其中当月增长14%。"
    rows = numbers_by_name(text)
    assert [standing for _, _, number, standing in rows if number == "+11%"] == [["全省第4"]]


def test_a_number_whose_name_is_in_doubt_is_no_row_and_no_headline() -> None:
    from briefgen.keyfigures import headlines

    doubtful = figure("change", "86.5", indicator="地区生产总值", canonical="地区生产总值", notes=("unequal list",))
    assert rows_of(doubtful) == []
    assert headlines([doubtful], 3) == ()


def test_without_a_year_the_time_is_told_in_the_words_of_the_report() -> None:
    text = "今年1-10月份,全市规上工业增加值增长11%,其中当月增长14%,居全省第4位。固定资产投资增长9%。\n税收收入12亿元。"
    rows = numbers_by_name(text)
    assert rows == [
        ("规上工业增加值", "1—10月", "+11%", []),
        ("规上工业增加值", "当月", "+14%", ["全省第4"]),
        ("固定资产投资", "1—10月", "+9%", []),
        ("税收收入", "", "12亿元", []),
    ]


def test_a_report_whose_year_is_known_gives_no_words_for_times() -> None:
    from briefgen.spoken import spoken

    assert spoken(analyse_text("2023年上半年,全市固定资产投资增长9%。\n税收收入12亿元。")) == {}


def test_a_part_of_the_time_comes_behind_the_whole() -> None:
    for opening in ("上半年", "2023年上半年"):
        rows = figure_rows(analyse_text(f"{opening},全市固定资产投资增长9%,其中二季度增长12%,居全省第1位。"))
        assert [row.changes[0].text for row in sorted(rows, key=lambda row: row.order)] == ["+9%", "+12%"]


def test_a_rank_is_of_the_time_of_its_number() -> None:
    text = "2023年上半年,全市规上工业增加值增长11%;投资增长7%;其中当月规上工业增加值增长14%,高于全省2.1个百分点。"
    rows = numbers_by_name(text)
    assert not any(standing for _, _, number, standing in rows if number == "+11%")


def test_targets_of_several_years_all_name_their_year() -> None:
    due = [Period.of_year(year) for year in (2023, 2023, 2024)]
    plan = {"unit": "亿元", "status": "target"}
    figures = tuple(figure(**plan, indicator=name, period=at) for name, at in zip("甲乙丙", due, strict=True))
    targets = tuple(TargetRow(at, None, None, None) for at in range(3))
    report = analyse_text("全市新建桥梁3座。")
    report = replace(report, document=replace(report.document, date="2024-01-09"), figures=figures, targets=targets)
    assert [line.period for line in target_lines(report)] == ["2023年", "2023年", "2024年"]


def test_a_fall_elsewhere_leads_no_summary_before_the_own_figure() -> None:
    own, other = "全市固定资产投资增长9%。", "其中东河县固定资产投资下降12%,西河县固定资产投资下降15%。"
    page = brief(analyse_text(f"青禾市经济运行情况\n\n2023-07-20\n\n上半年,{other}\n{own}\n"))
    assert page.summary.figures[0].indicator == "固定资产投资"
    assert min(page.rows, key=lambda row: row.order).indicator == "固定资产投资"


def test_the_proof_allows_only_words_said_before_the_figure_in_its_paragraph() -> None:
    from briefgen.spoken import words_for

    told = analyse_text("上半年,全市税收收入12亿元。三季度再看。\n前三季度,全市固定资产投资增长9%。")
    assert list(words_for(told, told.figures[:1])) == ["上半年"]
    assert list(words_for(told, told.figures[1:])) == ["前三季度"]
