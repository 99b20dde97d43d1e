"""A week of reports becomes one digest: the same news once, by topic, with sources and figures."""

from dataclasses import replace
from pathlib import Path

import pytest

import briefgen
from briefgen.analysis import analyse_raw
from briefgen.calendar import between, week
from briefgen.digesting.collecting import reports
from briefgen.digesting.composing import Digest, compose
from briefgen.digesting.deadlines import last_day
from briefgen.digesting.events import events, same_event
from briefgen.digesting.gathering import gather, newest_week, to_come
from briefgen.digesting.models import Report
from briefgen.digesting.topics import topic
from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.rendering.issues import issue, issue_page

WEEK = Path(__file__).parents[1] / "seeds" / "week"


def report(title: str, body: str, date: str | None = "2023-07-26", path: str = "") -> Report:
    raw = RawText(f"{title}\n{body}", path or f"{title}.txt", "text", "0" * 64, "utf-8", title=title, date=date)
    return reports(analyse_raw(raw))[0]


@pytest.fixture(scope="module")
def seeds() -> list[Report]:
    return gather([WEEK])


@pytest.fixture(scope="module")
def digest(seeds: list[Report]) -> Digest:
    return compose(seeds, week("2023-W30"))


# Collecting


def test_only_articles_of_the_period_are_taken_and_those_without_a_date_are_listed(digest: Digest) -> None:
    assert digest.read == 9
    assert [one.title for one in digest.undated] == ["云岫县冷库建成 蔬菜错峰上市"]
    assert all(item.report.date and "2023-07-24" <= item.report.date <= "2023-07-30" for item in digest.items)


def test_an_empty_period_is_told_with_the_days_there_are(seeds: list[Report]) -> None:
    with pytest.raises(SourceError, match=r"2023-W40 .* are from 2023-07-24 to 2023-07-30"):
        compose(seeds, week("2023-W40"))


def test_nothing_read_at_all_is_told_as_such() -> None:
    with pytest.raises(SourceError, match="no article was read"):
        compose([], week("2023-W30"))


def test_processes_give_the_same_reports_in_the_same_order_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.digesting.gathering.FEW", 8)
    monkeypatch.setattr("briefgen.digesting.gathering.BATCH", 3)
    sources = [WEEK] * 2
    assert gather(sources, workers=2) == gather(sources, workers=1)


def test_a_source_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    told: list[str] = []
    assert len(gather([tmp_path / "missing.txt", WEEK], warn=told.append)) == 10
    assert any("missing.txt" in line for line in told)


def test_when_no_source_can_be_read_that_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing\.txt"):
        gather([tmp_path / "missing.txt"])


def test_a_dump_with_a_broken_line_gives_the_others_and_names_the_line(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(
        '{"title": "望桐县抢收早稻", "date": "2023-07-25", "text": "望桐县早稻收割过半，机收率提高到九成以上。"}\n'
        '{"title": "broken\n'
        '{"title": "青屿区修好滨江步道", "date": "2023-07-26", "text": "青屿区滨江步道修复完工，全长12公里。"}\n',
        encoding="utf-8",
    )
    told: list[str] = []
    assert [one.title for one in gather([dump], warn=told.append)] == ["望桐县抢收早稻", "青屿区修好滨江步道"]
    assert any("2" in line for line in told)


def test_dates_still_to_come_are_told_and_do_not_make_the_newest_week(seeds: list[Report]) -> None:
    odd = replace(seeds[0], date="2032-01-05", path="odd.txt")
    today = between("2023-08-02", "2023-08-02").first
    assert list(to_come([*seeds, odd], today)) == ["odd.txt: its date, 2032-01-05, is still to come; check it"]
    assert newest_week([*seeds, odd], today) == week("2023-W30")


def test_what_is_kept_of_an_article_does_not_grow_with_its_length() -> None:
    line = "望桐县第{}批项目开工，总投资{}亿元，同比增长{}%，由县发展和改革局牵头，8月底前完成。"
    long = "\n".join(line.format(i, 3 * i + 11, i % 40 + 1.5) for i in range(1, 900))
    kept = report("望桐县项目建设", long)
    assert len(kept.print.hashes) <= 2048
    assert len(kept.facts) + len(kept.readings) + len(kept.dues) + len(kept.traits.numbers) < 150


def test_an_article_of_thirty_characters_is_an_item() -> None:
    kept = report("县里修路", "青屿区滨江路今天恢复通车，绕行措施同时取消。")
    assert [item.lines[0].text for item in compose([kept], week("2023-W30")).items] == [
        "青屿区滨江路今天恢复通车，绕行措施同时取消。"
    ]


def test_a_round_up_gives_an_item_for_each_of_its_headings() -> None:
    text = (
        "澜江三座水厂并网\n澜江市三座水厂今天并网供水，日供水能力增加9万吨。\n"
        "望桐县开办夜校\n望桐县首批十所夜校今天开课，报名人数超过2000人。\n"
        "青屿区更换路灯\n青屿区今年更换节能路灯6400盏，年节电210万千瓦时。\n"
    )
    raw = RawText(text, "round.txt", "text", "0" * 64, "utf-8", title="全市要闻快讯", date="2023-07-26")
    kept = reports(analyse_raw(raw))
    assert [(one.part, one.title) for one in kept] == [
        (1, "澜江市三座水厂今天并网供水，日供水能力增加9万吨"),  # cleaning takes its heading for a second title
        (2, "望桐县开办夜校"),
        (3, "青屿区更换路灯"),
    ]
    assert "9万吨" in kept[0].lead[0].text


def test_an_item_of_a_round_up_is_of_the_place_it_tells_of() -> None:
    text = (
        "衡阳市三座水厂并网\n衡阳市三座水厂今天并网供水，日供水能力增加9万吨。\n"
        "全国首批夜校开课\n首批十所夜校今天开课，报名人数超过2000人。\n"
        "无锡市更换路灯\n无锡市今年更换节能路灯6400盏，年节电210万千瓦时。\n"
    )
    raw = RawText(text, "round.txt", "text", "0" * 64, "utf-8", title="各地要闻快讯", date="2023-07-26")
    assert [one.place for one in reports(analyse_raw(raw))] == ["衡阳市", "", "无锡市"]


def test_a_place_behind_the_time_is_found() -> None:
    assert report("上半年外贸增长", "2023年上半年，云澜市进出口总额47.9亿元，增长3.1%。").place == "云澜市"


# The lines of an item


def lines(title: str, body: str) -> list[str]:
    return [line.text for item in compose([report(title, body)], week("2023-W30")).items for line in item.lines]


def test_an_item_tells_what_its_title_says_though_the_opening_only_sets_the_scene() -> None:
    body = (
        "7月26日，澜江市生态环境局通报上半年环境质量状况。各县区负责人参加通报会，听取有关部门的情况说明。"
        "通报会由市政府副秘书长主持，会期半天。市区优良天数比例84.5%，同比上升1.7个百分点。"
    )
    assert "市区优良天数比例84.5%，同比上升1.7个百分点。" in lines("上半年优良天数比例84.5%", body)


def test_news_that_names_its_source_first_still_leads_its_item() -> None:
    body = (
        "记者从澜江市商务局获悉，全市发放第二轮消费券1200万元，直接带动销售1.26亿元。"
        "滨江夜市街区日均客流2.3万人次，比6月增长18%。"
    )
    assert lines("澜江市发放第二轮消费券", body)[0] == "全市发放第二轮消费券1200万元，直接带动销售1.26亿元。"


def test_today_is_told_by_its_date_in_a_digest_and_left_out_where_room_is_short() -> None:
    kept = report("滨江大桥通车", "今天（7月26日）上午，澜江市滨江大桥建成通车，全长2.3公里。")
    assert kept.lead[0].text == "7月26日，澜江市滨江大桥建成通车，全长2.3公里。"
    assert kept.lead[-1].text == "澜江市滨江大桥建成通车，全长2.3公里。"


def test_a_title_too_long_for_a_line_ends_where_one_of_its_parts_ends() -> None:
    title = "澜江市召开半年经济工作会议 部署下半年任务 强调抓项目促消费稳就业保民生 " + "全市上下要一起努力" * 4
    assert report(title, "澜江市7月26日召开半年经济工作会议。").title == title.partition(" 全市")[0]


def test_the_items_of_the_week_have_a_number_each_where_their_articles_have(digest: Digest) -> None:
    assert all(one.line.marks or one.further or one.leading for one in digest.highlights)
    assert "86.5亿元" in (digest.highlights[0].further or digest.highlights[0].line).text


def test_a_rank_alone_is_no_leading_figure_of_an_item_of_the_week() -> None:
    ranked = report("平川县召开调度会", "7月26日，平川县召开调度会。上半年，全县社会消费品零售总额增速居全市第3位。")
    (highlight,) = compose([ranked], week("2023-W30")).highlights
    assert [fact.row.ranks for fact in ranked.facts] != []
    assert highlight.leading is None or highlight.leading.row.values or highlight.leading.row.changes


def test_few_characters_are_shared_out_so_that_most_events_are_told() -> None:
    body = (
        "{0}今天建成投用，总投资{1}亿元，可满足周边群众需要，工程由市住建局组织实施，历时两年。"
        "{0}总投资中社会资本占四成。{0}建成投用后由市城投公司管理。"
    )
    names = ["澜江大桥", "青屿水厂", "望桐医院", "云岫学校", "北岭车站", "南屏公园", "东湖码头", "西山隧道"]
    kept = [report(name, body.format(name, at + 3)) for at, name in enumerate(names)]
    short = compose(kept, week("2023-W30"), characters=190)
    assert len(short.items) == 6
    assert all(name in item.lines[0].text for item in short.items for name in [item.report.title])


# The same news once


def test_two_reports_of_one_opening_are_one_item_with_both_totals_marked(digest: Digest) -> None:
    item = next(item for item in digest.items if item.event.others)
    assert item.report.source == "澜江日报"
    assert [other.source for other in item.event.others] == ["今日园区"]
    conflict = item.event.conflicts[0]
    assert {reading.text for reading in conflict.readings} == {"86.5亿元", "85.6亿元"}
    assert len(item.event.conflicts) == 1


def test_the_same_file_twice_is_one_item(seeds: list[Report]) -> None:
    assert len(compose([*seeds, *seeds], week("2023-W30")).items) == 8


SURVEY = "市统计局今天发布上半年消费数据。社会消费品零售总额412.6亿元，增长7.3%；网上零售额98.4亿元，增长21.5%。"
RETOLD = "记者获悉，澜江上半年网上零售额达98.4亿元，社零总额412.6亿元，两项分别增长21.5%和7.3%，夜间消费占三成以上。"


def test_a_report_written_anew_with_the_same_numbers_is_of_the_same_event() -> None:
    assert same_event(report("澜江发布消费数据", SURVEY), report("网上零售额增长两成", RETOLD, "2023-07-27"))


def test_the_same_numbers_weeks_apart_are_not_the_same_event() -> None:
    found = events([report("澜江发布消费数据", SURVEY), report("网上零售额增长两成", RETOLD, "2023-07-12")])
    assert len(found) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王德清会见北岭市代表团", "王德清会见南屏市代表团"),
        ("第三届澜江龙舟赛在青屿区开幕", "第三届澜江龙舟赛在青屿区闭幕"),
        ("第三届澜江龙舟赛在青屿区开幕", "第四届澜江龙舟赛在青屿区开幕"),
        ("运动会火炬今天在衡阳传递", "运动会火炬今天在岳阳传递"),
    ],
)
def test_different_events_told_by_one_formula_stay_apart(one: str, other: str) -> None:
    body = "{}。活动内容丰富，各界群众热情参与，现场秩序井然，组织方表示将认真总结经验。"
    kept = [report(title, body.format(title)) for title in (one, other)]
    assert len(events(kept)) == 2


def test_a_comment_never_stands_for_the_event_though_it_is_longer() -> None:
    news = report(
        "王德清给云岫县乡村医生回信", "市委书记王德清7月26日给云岫县乡村医生回信，勉励大家扎根基层、服务群众。"
    )
    echo = report(
        "王德清给云岫县乡村医生回信引发热烈反响",
        "市委书记王德清7月26日给云岫县乡村医生回信，勉励大家扎根基层、服务群众，在卫生系统引发热烈反响。"
        "各县区乡村医生纷纷表示，将牢记嘱托，守护好一方百姓健康。",
    )
    found = events([echo, news])
    assert [event.report.title for event in found] == [news.title]


OPENING = (
    "7月26日，澜江高新区{}个项目集中开工，总投资{}，年度计划投资21.3亿元，占地{}亩，建设厂房12座，可新增就业3500人。"
)
FACTS = ("18", "86.5亿元", "640")


def differences(one: str, other: str, changed: tuple[str, str, str] = FACTS) -> list[tuple[str, set[str]]]:
    """What differs between two reports of one opening that go on differently."""
    kept = [
        report("高新区18个项目集中开工", OPENING.format(*FACTS) + one, path="a.txt"),
        report("高新区18个项目同日动工", OPENING.format(*changed) + other + "现场气氛热烈。", path="b.txt"),
    ]
    (event,) = events(kept)
    return [(found.indicator, {reading.text for reading in found.readings}) for found in event.conflicts]


@pytest.mark.parametrize(
    ("one", "other", "numbers"),
    [
        ("上半年进出口总额47.9亿元。", "上半年进出口总额49.7亿元。", {"47.9亿元", "49.7亿元"}),
        ("上半年进出口总额47.9亿元，增长3.1%。", "上半年进出口总额47.9亿元，增长1.3%。", {"+3.1%", "+1.3%"}),
        ("6月末城镇调查失业率5.4%。", "6月末城镇调查失业率4.5%。", {"5.4%", "4.5%"}),
        ("上半年全市进出口总额47.9亿元。", "上半年澜江市进出口总额49.7亿元。", {"47.9亿元", "49.7亿元"}),
        ("高新区规上工业增加值42.1亿元。", "澜江高新区规上工业增加值41.2亿元。", {"42.1亿元", "41.2亿元"}),
    ],
)
def test_reports_that_differ_are_set_against_each_other(one: str, other: str, numbers: set[str]) -> None:
    assert [texts for _, texts in differences(one, other)] == [numbers]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("今年上半年，规上工业增加值42.1亿元。", "今年1—5月，规上工业增加值35.2亿元。"),
        ("上半年进出口总额47.9亿元。", "去年上半年进出口总额46.5亿元。"),
        ("全市社会消费品零售总额412.6亿元。", "高新区社会消费品零售总额62.4亿元。"),
        ("青屿区进出口总额12.1亿元。", "望桐县进出口总额8.4亿元。"),
        ("上半年完成固定资产投资80.2亿元。", "全年力争完成固定资产投资180亿元。"),
        ("其中制造业项目总投资45.2亿元。", "其中服务业项目总投资12.2亿元。"),
        ("上半年进出口总额47.92亿元。", "上半年进出口总额47.9亿元。"),
        ("上半年进出口总额479000万元。", "上半年进出口总额47.9亿元。"),
        ("上半年进出口总额47.9亿元。", "上半年进出口总额超过45亿元。"),
        ("上半年进出口总额47.9亿元。", "上半年出口总额38.2亿元。"),
    ],
)
def test_numbers_of_other_periods_places_scopes_or_things_do_not_differ(one: str, other: str) -> None:
    assert differences(one, other) == []


def test_rounded_and_bounded_numbers_do_not_differ() -> None:
    assert differences("", "", ("18", "约87亿元", "640")) == []


def test_totals_of_one_opening_that_differ_are_marked() -> None:
    assert differences("", "", ("18", "85.6亿元", "640")) == [("总投资", {"86.5亿元", "85.6亿元"})]


def test_the_same_report_of_two_sites_is_one_item(shared: Path) -> None:
    """One in traditional characters, the other with pinyin between its words."""
    kept = gather([shared / "gold" / "dev" / "p62.txt", shared / "corpus" / "twins" / "p63.txt"])
    found = events(kept)
    assert len(kept) == 2
    assert len(found) == 1
    assert {Path(one.path).stem for one in (found[0].report, *found[0].others)} == {"p62", "p63"}
    assert found[0].conflicts == ()


# The table of the week


def rows(title: str, body: str) -> list[tuple[str, str, str, bool]]:
    digest = compose([report(title, body)], week("2023-W30"))
    shown = [(row, [*row.fact.row.values, *row.fact.row.changes]) for row in digest.table]
    return [(row.indicator, str(said[0]), row.fact.row.period, row.fact.target) for row, said in shown]


def test_a_target_stands_in_the_table_as_one_behind_what_was_reached(digest: Digest) -> None:
    body = "上半年，云澜市固定资产投资完成86.5亿元，增长6.2%。全年固定资产投资目标为180亿元。"
    assert rows("云澜市固定资产投资增长6.2%", body) == [
        ("固定资产投资", "86.5亿元", "上半年", False),
        ("固定资产投资", "180亿元", "全年", True),
    ]
    assert "| PM2.5平均浓度（目标） |" in issue(digest, lay_out=False).markdown


@pytest.mark.parametrize(
    ("time", "shown"),
    [("今年以来，", "今年以来"), ("目前，", "目前"), ("今年1—7月，", "1—7月"), ("上半年，", "上半年"), ("", "")],
)
def test_the_time_of_a_figure_is_told_as_its_article_tells_it(time: str, shown: str) -> None:
    found = rows("云澜市招商引资", f"{time}云澜市进出口总额达到28.4亿元，比去年同期增长6.1%。")
    assert [period for *_, period, _ in found] == [shown]


def test_a_figure_is_not_given_to_a_place_that_neither_title_nor_sentence_names() -> None:
    body = (
        "无锡市今天召开生态环境座谈会。无锡市有关部门参加。全国社会消费品零售总额36761亿元，增长2.5%。"
        "去年完成进出口总额28.4亿元，增长6.1%。无锡市固定资产投资完成86.5亿元，增长6.2%。"
    )
    digest = compose([report("以生态之美绘发展底色", body)], week("2023-W30"))
    assert {row.indicator: row.place for row in digest.table} == {
        "固定资产投资": "无锡市",
        "社会消费品零售总额": "",
        "进出口总额": "",
    }


def test_figures_from_abroad_are_not_among_the_office_s_own() -> None:
    assert rows("美国二季度进出口总额增长", "美国二季度进出口总额达到28.4亿元，增长6.1%。") == []


def test_what_a_task_asks_for_is_no_figure_of_the_week() -> None:
    body = "下一步，要加快项目建设，确保固定资产投资稳定在200亿元以上，完成规上工业增加值90亿元。"
    assert all(target for *_, target in rows("云澜市部署下半年工作", body))


def test_the_table_has_the_order_of_the_lexicon(digest: Digest) -> None:
    names = [row.indicator for row in digest.table]
    assert names.index("进出口总额") < names.index("出口总额") < names.index("进口总额")


# Topics, deadlines, order


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("规上工业增加值增长6.1%", "industry"),
        ("18个项目集中开工 总投资86.5亿元", "investment"),
        ("上半年外贸进出口增长3.1%", "trade"),
        ("早稻收割过七成", "agriculture"),
        ("市委常委会召开会议", "party"),
        ("启动防汛四级应急响应", "safety"),
        ("发放第二轮消费券", "consumption"),
        ("一般公共预算收入增长4%", "finance"),
        ("优良天数比例84.5%", "environment"),
        ("城镇新增就业2.36万人", "livelihood"),
        ("邻里之间", "others"),
    ],
)
def test_the_title_tells_the_topic(title: str, wanted: str) -> None:
    assert topic(title, [title], []) == wanted


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("7月31日前", "2023-07-31"),
        ("8月底前", "2023-08-31"),
        ("9月上旬", "2023-09-10"),
        ("今年底前", "2023-12-31"),
        ("2024年6月底前", "2024-06-30"),
        ("明年2月", "2024-02-29"),
        ("1月底前", "2024-01-31"),
        ("8月份", "2023-08-31"),
        ("本周内", "2023-07-30"),
        ("下周前", "2023-08-06"),
        ("本月底前", "2023-07-31"),
        ("下个月底前", "2023-08-31"),
        ("本季度内", "2023-09-30"),
        ("15日内", "2023-08-10"),
        ("国庆节前", "2023-09-30"),
        ("13月底前", None),
        ("尽快", None),
    ],
)
def test_a_deadline_has_a_last_day(deadline: str, day: str | None) -> None:
    found = last_day(deadline, "2023-07-26")
    assert (found.isoformat() if found else None) == day


def test_tasks_due_in_the_next_week_come_before_later_ones(digest: Digest) -> None:
    assert [row.due.deadline for row in digest.next_dues] == ["7月底前", "7月31日前"]
    later = [row.due.day or "" for row in digest.later_dues]
    assert "2023-08-31" in later
    assert later == sorted(later)


def test_a_target_with_a_day_and_the_second_day_of_a_task_are_deadlines_too(digest: Digest) -> None:
    told = {row.due.text: row.due.day for row in digest.later_dues}
    assert told["10月底前整治入河排污口64个"] == "2023-10-31"
    assert told["年底前离校未就业毕业生就业率达到90%以上"] == "2023-12-31"


def test_a_month_that_ends_like_another_is_not_taken_for_it() -> None:
    body = "市科技局下一步要推进国家实验平台建设，确保11月底前投入使用，明年3月完成验收。"
    assert [due.deadline for due in report("平台建设", body).dues] == ["11月底前", "明年3月"]


def test_of_a_task_too_long_for_a_line_the_clauses_with_the_day_are_listed() -> None:
    body = (
        "下一步，要健全项目协调推进机制，压实县区和部门责任，完善台账管理办法，强化督导考核，统筹用好各类资金，"
        "抓好用地、用能、用工保障，8月15日前完成全部项目用地报批，年底前形成更多实物工作量。"
    )
    assert next(due.text for due in report("项目推进会", body).dues) == "8月15日前完成全部项目用地报批"


def test_items_are_numbered_through_the_topics_in_the_order_of_the_lexicon(digest: Digest) -> None:
    assert [item.number for item in digest.items] == list(range(1, 9))
    assert [group.name for group in digest.groups][:3] == ["投资与项目", "消费与文旅", "外贸与开放"]


def test_items_can_be_grouped_by_place(seeds: list[Report]) -> None:
    odd = report("邻里之间", "社区邻里互助活动今天开展，居民踊跃参加。")
    names = [group.name for group in compose([*seeds, odd], week("2023-W30"), group="place").groups]
    assert names[0] == "澜江市"
    assert "青屿区" in names
    assert names[-1] == "全国及其他"


def test_a_digest_of_few_characters_keeps_to_them(seeds: list[Report]) -> None:
    short = compose(seeds, week("2023-W30"), characters=150)
    assert sum(len(line.text) for item in short.items for line in item.lines) <= 150
    assert short.left_out + len(short.items) == 8


def test_the_public_name_makes_the_same_digest(digest: Digest) -> None:
    assert briefgen.digest(briefgen.analyse_all(WEEK), week("2023-W30")) == digest


# The pages


def test_render_makes_the_formats_of_a_digest(digest: Digest) -> None:
    assert briefgen.render(digest, "md").startswith("**工作周报**")
    assert '<section class="points">' in briefgen.render(digest, "html")
    assert briefgen.render(digest, "pdf").startswith(b"%PDF")
    assert briefgen.render(digest, "docx").startswith(b"PK")


def test_the_markdown_says_it_all(digest: Digest) -> None:
    text = issue(digest, lay_out=False).markdown
    assert "**18个**" in text
    assert "**※数据不一致**：" in text
    assert "同源报道：今日园区" in text
    assert "| 社会消费品零售总额 | 青屿区 | 62.4亿元 | +6.8% | 上半年 |" in text
    assert text.count("\n### ") == 8


def test_contents_link_to_what_they_name(digest: Digest) -> None:
    html = issue_page(issue(digest, lay_out=False).markdown)
    contents = html.partition('<section class="contents">')[2].partition("</section>")[0]
    targets = contents.count('<a href="#s')
    assert targets == contents.count("<li>") == 8 + 3


def test_contents_name_the_items_when_they_share_the_front_with_the_items_of_the_week(seeds: list[Report]) -> None:
    few = (
        issue(compose(seeds[:4], week("2023-W30")), lay_out=False)
        .markdown.partition("## 目录")[2]
        .partition("## 一")[0]
    )
    assert all(one.title in few for one in seeds[:4] if one.source != "今日园区")
    many = issue(compose(seeds, week("2023-W30")), lay_out=False).markdown.partition("## 目录")[2].partition("## 一")[0]
    assert "八、安全与应急（1条）" in many
    assert not any(one.title in many for one in seeds)
