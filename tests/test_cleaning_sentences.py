"""Where sentences end, how they are numbered and which lines are headings."""

import pytest

from briefgen.cleaning.numbering import marker_of
from briefgen.cleaning.sentences import cut, split


def pieces(line: str) -> list[str]:
    return [line[begin:finish] for begin, finish in cut(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产值增长5%。投资下降;消费持平!为什么?", ["产值增长5%。", "投资下降;", "消费持平!", "为什么?"]),
        ("产值增长。投资下降；消费持平！为什么？", ["产值增长。", "投资下降；", "消费持平！", "为什么？"]),
        ("“形势是好的。”市长说,“要加油!”大家鼓掌。", ["“形势是好的。”", "市长说,“要加油!”", "大家鼓掌。"]),
        ("增长3.5%,由No.1工程带动。", ["增长3.5%,由No.1工程带动。"]),
        ("审议《怎么办?怎么干?》一文。", ["审议《怎么办?怎么干?》一文。"]),
        ("全年目标(产值增长;税收增长)已定。", ["全年目标(产值增长;税收增长)已定。"]),
        ("新建小区5个。（牵头单位：市住建局）改造2个。", ["新建小区5个。（牵头单位：市住建局）", "改造2个。"]),
        ("详见a.cn/x?id=3;下同。", ["详见a.cn/x?id=3;", "下同。"]),
        ("真的吗？！是的。。。", ["真的吗？！", "是的。。。"]),
        ("  没有句号的标题  ", ["没有句号的标题"]),
        ("……", []),
        ("", []),
        ("增长11个百分点. 投资增长5%. 见No.1 方案.", ["增长11个百分点.", "投资增长5%.", "见No.1 方案."]),
        ("括号没有(合上。下一句。", ["括号没有(合上。", "下一句。"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(line: str, expected: list[str]) -> None:
    assert pieces(line) == expected


@pytest.mark.parametrize(
    ("text", "marker", "level"),
    [
        ("一、工业发展", "一、", 1),
        ("十二、生态环境", "十二、", 1),
        ("第三部分 下半年打算", "第三部分", 1),
        ("（二）抓项目", "（二）", 2),
        ("(二)抓项目", "(二)", 2),
        ("1.新建道路", "1.", 3),
        ("12、新建道路", "12、", 3),
        ("一是抓项目", "一是", 3),
        ("三要抓落实", "三要", 3),
        ("第一,抓项目", "第一,", 3),
        ("首先，抓项目", "首先，", 3),
        ("(1)抓项目", "(1)", 4),
        ("①抓项目", "①", 4),
        ("1.5亿元投资到位", None, 0),
        ("一、二产业增长较快", None, 0),
        ("第二、第三产业有3个项目", None, 0),
        ("一是否属实", None, 0),
        ("2023年增长", None, 0),
        ("全市增长", None, 0),
    ],
)
def test_numbering_is_known_as_such(text: str, marker: str | None, level: int) -> None:
    assert marker_of(text) == (marker, level)


def kinds(*lines: str) -> str:
    """One letter for each sentence: s, h or t."""
    return "".join(piece.kind[0] for piece in split("\n".join(lines)))


def test_lines_without_a_stop_are_headings_of_what_follows() -> None:
    assert kinds("一、工业稳步回升", "工业增加值增长6%。") == "hs"
    assert kinds("下半年怎么干?", "会议要求抓项目。") == "hs"
    assert kinds("(一)工业。", "工业增加值增长6%。") == "hs"


def test_items_of_a_list_are_no_headings() -> None:
    assert kinds("1.新建道路5公里", "2.改造小区3个", "3.新增学位200个") == "sss"
    assert kinds("(一)抓项目;", "(二)抓招商。") == "ss"


def test_things_to_do_a_line_each_are_no_headings() -> None:
    assert kinds("重点任务", "加快建设冷链物流园", "改造县城供水管网", "培育家庭农场") == "hsss"
    assert kinds("工业", "加快建设冷链物流园", "改造县城供水管网", "农业", "新办农机合作社。") == "hsshs"
    assert kinds("加快产业转型", "推进工业强县", "全年工业增加值增长8%。") == "hhs"


def test_facts_a_line_each_are_no_headings() -> None:
    assert kinds("工业增长6%", "投资增长7%") == "ss"


def test_bylines_dates_rows_and_last_lines_are_no_headings() -> None:
    assert kinds("江城时报 记者 王芳 江城报道", "工业增长6%。") == "ss"
    assert kinds("江城市统计局", "2024年7月18日") == "ss"
    assert kinds("稻谷\t56.2\t1.3", "其他。") == "ss"
    assert kinds("这一行后面没有内容") == "s"


def test_sentences_know_their_place_and_paragraph() -> None:
    text = "甲。乙。\n 丙。"
    assert [(text[p.begin : p.finish], p.paragraph) for p in split(text)] == [("甲。", 0), ("乙。", 0), ("丙。", 1)]
