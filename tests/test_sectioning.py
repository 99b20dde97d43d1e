"""The function of each sentence, on reports of our own writing (fixtures/sections.txt)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import document

from briefgen.models import Label
from briefgen.sectioning import label
from briefgen.sectioning.cues import load
from briefgen.sectioning.rules import RULES

CASES = Path(__file__).parent / "fixtures" / "sections.txt"


def cases() -> list[tuple[str, str, list[str]]]:
    """Title, text and labels of each case of the fixture."""
    found = []
    for block in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        paragraphs = [part.splitlines() for part in rest.strip().split("\n\n")]
        rows = [[line.split(" | ", 1) for line in lines] for lines in paragraphs]
        text = "\n".join("".join(sentence for _, sentence in lines) for lines in rows)
        found.append((title, text, [name for lines in rows for name, _ in lines]))
    return found


def one(text: str, **facts: str) -> Label:
    labels = label(document(text, **facts))
    assert len(labels) == 1
    return labels[0]


@pytest.mark.parametrize(("title", "text", "expected"), cases(), ids=[title for title, _, _ in cases()])
def test_each_sentence_gets_its_function(title: str, text: str, expected: list[str]) -> None:
    made = document(text)
    got = [(found.section, sentence.text) for found, sentence in zip(label(made), made.sentences, strict=True)]
    assert got == [(name, sentence.text) for name, sentence in zip(expected, made.sentences, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "section"),
    [
        ("全年粮食产量不低于20亿斤。", "target"),
        ("新增就业不少于3000人。", "target"),
        ("到2025年，城镇化率达到62%。", "target"),
        ("预计全年地区生产总值增长5.5%左右。", "target"),
        ("项目建成后，年产值将达到20亿元。", "target"),
        ("超额完成年度目标任务3个百分点，同比增长9%。", "achievement"),
        ("年度计划投资完成率达71.5%，居全市前列。", "achievement"),
        ("今年计划实施项目30个，目前已完成投资8.5亿元。", "achievement"),
        ("上半年未发生较大及以上安全事故。", "achievement"),
        ("房地产投资持续低迷，同比下降25.1%。", "problem"),
        ("重点项目建设进度不及预期。", "problem"),
        ("群众反映的停车难问题没有得到根本解决。", "problem"),
        ("全县开工的项目仅12个。", "problem"),
        ("要坚持问题导向，加快补齐工作短板。", "task"),
        ("我县将新建三所小学，改造十个老旧小区。", "task"),
        ("项目建设是县里的头等大事。", "other"),
        ("（记者 李明）", "other"),
        ("会议还审定了明年的会议安排。", "other"),
        ("镇长会议对秋季防火工作进行了部署。", "other"),
        ("会议提出，全年要实现工业产值增长9%，商品零售额增长7%，粮食产量20万吨以上。", "target"),
        ("镇里引进3个食品项目，计划总投资4.5亿元。", "achievement"),
        ("为确保桥梁安全，县里对旧桥做了加固。", "achievement"),
        ("对当年新建的冷库，按每平方米80元给予补助。", "task"),
        ("希望各商户诚信经营，把回头客留住。", "task"),
        ("据了解，县里还将为老人食堂添置送餐车。", "task"),
        ("会议分析了存在的问题和不足，安排了秋收。", "other"),
        ("镇里还不断完善用工台账，帮企业招人。", "other"),
        ("乌石镇是全省莲藕主产区之一。", "other"),
        ("堵点也要说清：老厂房还有12栋没有盘活。", "problem"),
        ("场馆面积仅3.5平方公里的园区里有九座厂房。", "other"),
    ],
)
def test_a_sentence_tells_its_section_by_itself(sentence: str, section: str) -> None:
    assert one(sentence).section == section


def test_what_a_concession_admits_is_no_problem() -> None:
    assert one("虽然面临不少困难挑战，但全县经济运行平稳，同比增长5%。").section == "achievement"


def test_a_book_title_holds_no_cue() -> None:
    assert one("会议审议通过《关于加快推进项目建设的若干措施》。").section == "other"


def test_growth_under_targets_is_a_target_and_under_a_review_a_result() -> None:
    plan = document("今年主要预期目标是：地区生产总值增长6%；\n").sentences[0].text + "财政收入增长5%。"
    assert [found.section for found in label(document(plan))] == ["target", "target"]
    assert [found.section for found in label(document("去年全县经济平稳。财政收入增长5%。"))][1] == "achievement"


def test_under_a_heading_that_bids_a_review_rules_no_longer() -> None:
    text = "一、去年工作回顾\n粮食增产2%。\n（一）着力守住耕地红线\n建立田长巡查制度。"
    assert [found.section for found in label(document(text))] == ["other", "achievement", "other", "task"]
    done = text.replace("着力守住耕地红线", "守田护粮取得成效")
    assert [found.section for found in label(document(done))][3] == "achievement"


def test_a_dated_paragraph_of_the_news_leaves_the_plans_behind() -> None:
    text = "下一步，县里将抓好冬种。\n今天，两批化肥运抵粮站。"
    assert [found.section for found in label(document(text))] == ["task", "other"]


def test_a_past_time_is_past_under_a_plan_too() -> None:
    text = "二、下一步工作安排\n今年一季度，园区产值增长9%。\n抓紧推进二期工程建设。"
    assert [found.section for found in label(document(text))] == ["other", "achievement", "task"]


def test_in_a_bulletin_nearly_all_is_achievement() -> None:
    sentence = "全县共有医院3所，卫生院17所。"
    assert one(sentence, type="bulletin").section == "achievement"


def test_what_is_done_first_makes_it_work_though_it_aims_at_an_amount() -> None:
    made = document("会议要求抓好两项工作：\n加强水库调度，确保全年供水量稳定在3亿立方米以上。")
    assert label(made)[1].section == "task"


def test_no_work_lies_ahead_in_a_bulletin() -> None:
    assert one("开展水质抽检，组织企业自查。", type="bulletin").section == "achievement"


def test_what_follows_an_admission_is_a_problem() -> None:
    made = document("会议指出，成绩不小，欠账也要算清：新厂用电紧张；技工招得少，留得也少。")
    assert {found.section for found in label(made)} == {"problem"}


def test_a_speech_fades_in_the_next_paragraph() -> None:
    made = document("陈明强调，要管好山林。\n山里住着五百户人家。")
    assert [found.section for found in label(made)] == ["task", "other"]


def test_work_done_by_a_past_day_is_no_announced_work() -> None:
    made = document("下一步，全县将整修渠道。\n截至8月底，三个镇整修渠道40公里。")
    assert [found.section for found in label(made)] == ["task", "achievement"]


def test_talks_with_foreign_guests_are_neither_work_nor_result() -> None:
    made = document("双方愿深化务实合作，推动关系不断发展。", title="某国领导人会见来访外长")
    assert label(made)[0].section == "other"


def test_pieces_after_a_semicolon_go_on() -> None:
    made = document("周明要求，要守住安全底线；堤坝、水库每日一查；灾情第一时间上报。")
    assert {found.section for found in label(made)} == {"task"}


def test_instructions_end_with_the_attendance() -> None:
    made = document("会议要求，要抓好落实。\n各局负责人参加会议。\n不属于以上单位的代表；\n列席人员名单另附。")
    assert [found.section for found in label(made)][1] == "other"


def test_a_label_carries_its_evidence() -> None:
    found = one("全县生产总值同比增长6.4%，居全市第3位。")
    assert found.rule == "growth"
    assert found.score > 0.8
    assert not found.uncertain


def test_near_evidence_is_marked_uncertain() -> None:
    found = one("同比增长5%，但还有不少短板。")
    assert found.uncertain


def test_what_the_news_says_somebody_does_is_not_asked_for() -> None:
    assert one("东溪县围绕主导产业，加快建设一批标准厂房。").section == "achievement"
    assert one("围绕主导产业，加快建设一批标准厂房。").section == "task"
    assert one("东溪县将围绕主导产业，加快建设一批标准厂房。").section == "task"


def test_a_saying_in_a_plan_is_no_task() -> None:
    made = document("三、2025年工作安排\n加快新城建设。\n一枝独秀不是春。")
    assert [found.section for found in label(made)] == ["other", "task", "other"]


def test_no_sentence_no_label() -> None:
    assert label(document("")) == ()


def test_every_rule_and_cue_has_a_name_of_its_own() -> None:
    names = [name for name, _ in RULES] + [cue.name for cue in load().cues]
    assert len(names) == len(set(names))


def test_a_heading_inside_a_paragraph_says_nothing_of_what_is_spoken_in_a_later_one() -> None:
    plan = "会议提出，全年要实现地区生产总值增长7%，固定资产投资增长10%以上。"
    alone = label(document(f"云溪区通报\n会议听取了汇报。\n{plan}\n"))
    below = label(document(f"云溪区通报\n会议听取了汇报。\n（一）收入和保障稳步改善。财政收入增长5%。\n{plan}\n"))
    assert (below[-1].section, below[-1].score) == ("target", alone[-1].score)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二要将增长5%，；。：\n（）“”力争问题全县完成项目 ", max_size=120))
def test_any_text_gets_as_many_labels_as_sentences(text: str) -> None:
    made = document(text)
    labels = label(made)
    assert len(labels) == len(made.sentences)
    assert all(0 < found.score <= 1 for found in labels)
    assert labels == label(made)


def test_the_labelled_set_stays_understood(shared: Path) -> None:
    """Floor of the whole way from the file to the label; it may only rise (see benchmarks for all numbers)."""
    import csv
    import re

    from briefgen.cleaning import clean
    from briefgen.reading import read

    def bare(text: str) -> str:
        return re.sub(r"\W+", "", text)

    right = total = 0
    with (shared / "gold" / "dev" / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for name in sorted({row["doc"] for row in rows}):
        path = next(p for folder in ("gold/dev", "seeds") for p in (shared / folder).glob(f"{name}*.txt"))
        made = clean(next(iter(read(path))))
        sections = {bare(s.text): found.section for s, found in zip(made.sentences, label(made), strict=True)}
        for row in rows:
            if row["doc"] == name:
                total += 1
                right += sections.get(bare(row["text"])) in row["label"].split("|")
    assert right / total >= 0.95
