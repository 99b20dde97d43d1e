"""What mirrors, copies and old files do to a text is undone; what an author wrote stays."""

import pytest

from briefgen.aligned import AlignedText
from briefgen.cleaning import damage
from briefgen.cleaning.repair import Dirt, inspect, repair


def repaired(text: str) -> str:
    return repair(AlignedText.of(text), inspect(text)).text


POLLUTED = "今年新開(kāi)工項(xiàng)目12個(gè),完成投資(zī)3.4億(yì)元。"


def test_readings_behind_traditional_characters_go() -> None:
    assert repaired(POLLUTED) == "今年新开工项目12个,完成投资3.4亿元。"


def test_the_reading_of_a_character_that_is_not_traditional_stays() -> None:
    assert "长(zhǎng)" in repaired(POLLUTED + "他是村长(zhǎng)。")


def test_real_brackets_stay() -> None:
    text = POLLUTED + "其中省級(jí)(含國家級(jí))2個(gè),P2P(網(wǎng)貸)清零,甲(a)乙(b)。"
    assert repaired(text).endswith("其中省级(含国家级)2个,P2P(网贷)清零,甲(a)乙(b)。")


def test_two_annotated_characters_are_an_authors_gloss() -> None:
    text = "他姓單(shàn),名叫樂(yuè)。"
    assert not inspect(text).pinyin
    assert repaired(text) == text


def test_bytes_lost_in_a_cut_are_restored_when_there_is_one_answer() -> None:
    assert "江城日报讯" in repaired("江城日?qǐng)?bào)訊(xùn):" + POLLUTED)


def test_what_has_no_sure_answer_is_marked_not_guessed() -> None:
    text = repaired("江城?bào)訊(xùn):" + POLLUTED)
    assert "?bào)" in text
    assert [text[begin:finish] for begin, finish in damage.marks(text)] == ["?bào)"]


def test_of_a_mark_and_a_character_torn_apart_the_sure_half_is_restored() -> None:
    text = "到會(huì)調(diào)研??h領(lǐng)導(dǎo)參加。"
    assert repaired(text) == "到会调研?县领导参加。"
    assert damage.marks_of_mirror(text, repaired(text)) == 1


def test_question_marks_that_open_a_line_stand_for_blanks() -> None:
    assert repaired("??? " + POLLUTED).startswith("今年")


def test_a_clean_text_has_no_damage() -> None:
    assert damage.marks("增长多少?(约)还不清楚;怎么办?下半年见。") == []


def test_a_traditional_text_is_simplified_one_for_one() -> None:
    assert repaired("國內生產總值增長,為歷史最高。") == "国内生产总值增长,为历史最高。"


def test_zhu_as_a_particle_becomes_zhe_and_stays_in_words() -> None:
    assert repaired("沿著既定路線,圍繞著名產業,成效顯著。") == "沿着既定路线,围绕着名产业,成效显著。".replace(
        "着名", "著名"
    )


def test_a_traditional_name_in_a_simplified_text_stays() -> None:
    text = "董事长陳昇介绍,公司产值增长一成。"
    assert repaired(text) == text


def test_a_simplified_text_with_words_of_two_meanings_stays() -> None:
    text = "显著成效。乾隆年间。皇后大道。一里路。面条。"
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("增长5%,,排第二", "增长5%,排第二"),
        ("甲,、乙、,丙", "甲、乙、丙"),
        ("完成任务,。", "完成任务。"),
        ("一项;;两项;", "一项;两项;"),
        ("较快,；位次前移,。技术,、装备", "较快；位次前移。技术、装备"),
        ("未完。。。", "未完。。。"),
        ("1 9 9 7 年", "1997年"),
        ("增长 1 2 . 5 %", "增长12.5%"),
        ("7 月 17 日", "7月17日"),
        ("总值 593034 亿元", "总值593034亿元"),
        ("政 府 工 作 报 告", "政府工作报告"),
        ("全县\n政 府 工 作 报 告", "全县\n政府工作报告"),
        ("我们 要 加 强", "我们 要 加 强"),
        ("获悉, 1-6月", "获悉,1-6月"),
        ("产值增长5.2% 出口增长7%", "产值增长5.2% 出口增长7%"),
        ("力争突破 确保完成", "力争突破 确保完成"),
        ("稻谷 56.2 1.3", "稻谷 56.2 1.3"),
        ("1,234家", "1,234家"),
        ("a&nbsp;b&ldquo;c&amp;d", "a b“c&d"),
        ("AT&T公司", "AT&T公司"),
        ("看\u200b得\ufeff见", "看得见"),
        ("全\u3000市", "全 市"),
        ("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
    ],
)
def test_noise_between_characters_goes(dirty: str, clean: str) -> None:
    assert repaired(dirty) == clean


def test_every_repair_keeps_the_places_of_characters() -> None:
    original = "江城日?qǐng)?bào)訊(xùn):" + POLLUTED
    text = repair(AlignedText.of(original), inspect(original))
    begin = text.text.index("日报")
    start, end = text.span(begin, begin + 2)
    assert original[start:end] == "日?qǐng)?bào)"
    begin = text.text.index("项目12个")
    start, end = text.span(begin, begin + 5)
    assert original[start:end] == "項(xiàng)目12個"


def test_lines_broken_at_a_width_are_joined() -> None:
    text = (
        "上半年，全县经济运行总体平稳，主要指标好于预期，\n"
        "发展的后劲不断增强。工业生产加快，规上工业增加值\n"
        "增长6.3%，比一季度高0.8个百分点；投资结构改善，工\n"
        "业投资增长11.2%；消费稳步恢复，全县社会消费品零售\n"
        "总额增长5.4%。\n"
        "下半年，要继续抓好项目建设，确保年度目标任务顺利\n"
        "完成。\n"
    )
    assert inspect(text).width
    assert repaired(text).count("\n") == 2
    assert "规上工业增加值增长6.3%" in repaired(text)


def test_lines_of_the_authors_own_are_not_joined() -> None:
    text = "一、工业加快发展\n工业增加值增长6%。\n二、农业保持稳定\n粮食产量增长1%。\n三、消费回升\n零售额增长3%。\n"
    assert inspect(text) == Dirt(pinyin=False, traditional=False, width=0)
