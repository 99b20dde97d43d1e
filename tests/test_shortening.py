"""Sentences get shorter by leaving out, and what is left can be signed."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.clauses import clauses, needs
from briefgen.shortening import ELLIPSIS, joined, shorten


def short(text: str, limit: int) -> str:
    return joined(text, shorten(text, numbers(text), limit))


def numbers(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\d+(?:\.\d+)?", text)]


def is_subsequence(short_text: str, text: str) -> bool:
    rest = iter(text)
    return all(character in rest for character in short_text.replace(ELLIPSIS, ""))


# What is left out


def test_a_sentence_that_fits_stays_as_it_is() -> None:
    text = "全县财政收入12.5亿元，增长6.1%。"
    assert shorten(text, numbers(text), 60) == ((0, len(text)),)


def test_where_the_news_is_from_always_goes() -> None:
    assert short("7月3日，记者从县统计局获悉，上半年全县粮食产量8.4万吨。", 99) == "上半年全县粮食产量8.4万吨。"


def test_an_opinion_stays_with_whose_it_is() -> None:
    text = "县长王某认为，下半年形势会好转，企业信心正在恢复，订单逐步增多，用工需求也在回升。"
    assert short(text, 25).startswith("县长王某认为，")


def test_a_remark_in_brackets_goes_before_any_clause() -> None:
    text = "新建厂房6万平方米（含在建的二期和三期工程），引进企业9家（以电子和食品企业居多），带动就业1200人。"
    assert short(text, 45) == "新建厂房6万平方米（含在建的二期和三期工程），引进企业9家，带动就业1200人。"


def test_words_of_spirit_go_before_results() -> None:
    text = "全镇上下齐抓共管，坚持党建引领，紧紧围绕产业兴旺，新建大棚320个，村集体收入增长18%。"
    assert short(text, 30) == "全镇上下齐抓共管，新建大棚320个，村集体收入增长18%。"


def test_the_middle_of_a_long_enumeration_goes_and_shows() -> None:
    text = (
        "重点做好河道清淤疏浚、堤防除险加固、泵站更新改造、山塘清理整治、"
        "物资储备调运、值班值守轮换、群众转移安置七项准备。"
    )
    assert short(text, 34) == "重点做好河道清淤疏浚、堤防除险加固……群众转移安置七项准备。"


def test_a_cut_before_a_predicate_without_subject_shows() -> None:
    text = "开发区建成标准厂房12万平方米，盘活闲置土地，理顺管理体制，完善配套设施，引进龙头企业3家。"
    assert short(text, 30) == "开发区建成标准厂房12万平方米……引进龙头企业3家。"


# What stays together


@pytest.mark.parametrize(
    ("text", "together"),
    [
        (
            "全区外贸进出口形势总体好转，进出口总额21.3亿元，同比增长9.4%，通关时间继续缩短，口岸环境明显改善。",
            ("进出口总额", "同比增长"),
        ),
        (
            "甲县、乙县、丙县投资分别完成5亿元、6亿元、7亿元，分别增长1%、2%、3%，项目储备充足，前期工作扎实。",
            ("甲县", "分别增长"),
        ),
        ("工业用电3.2亿度，货运量480万吨，均居全市第二，企业开工率稳步提高，物流成本继续下降。", ("工业用电", "均居")),
        ("城南水厂已经通水，但备用水源尚未建成，管网改造完成70公里，水质检测覆盖全部乡镇。", ("已经通水", "尚未建成")),
        ("如果秋粮不再受灾，全年产量可达31万吨，仓容准备充足，收购资金到位，农机检修完成。", ("如果", "可达")),
        (
            "加快城东防洪工程建设，年内投资2.4亿元，加固堤坝31公里，移民安置同步推进，备料全部到场。",
            ("加固堤坝", "投资2.4亿元"),
        ),
        (
            "经营主体稳步壮大，总量突破9万户，其中企业3.1万户，注册登记全程网办，开办时间压缩一半。",
            ("经营主体", "总量突破"),
        ),
        ("聚焦“6+3”产业体系，引进配套企业12家，园区道路全线贯通，物流中心年底运营。", ("引进配套", "聚焦")),
        ("全市新开工项目45个，其中工业项目28个，要素保障有力，审批时限压缩一半，专班服务到位。", ("45个", "其中")),
    ],
)
def test_what_leans_on_a_clause_never_stands_without_it(text: str, together: tuple[str, str]) -> None:
    first, second = together
    for limit in range(10, len(text)):
        result = short(text, limit)
        assert first in result or second not in result, (limit, result)


def test_a_negation_is_never_lost_from_what_it_restricts() -> None:
    text = "二期工程主体完工，但没有通过验收，绿化面积扩大，道路全部硬化，照明设备更新。"
    for limit in range(8, len(text)):
        result = short(text, limit)
        assert "主体完工" not in result or "没有通过验收" in result


def test_what_is_to_be_done_is_not_told_as_done() -> None:
    text = "县里将新建学校6所，改造食堂20个，招聘教师150名，新增学位4200个。"
    for limit in range(8, len(text)):
        assert "将" in short(text, limit)


def test_a_date_stays_with_its_numbers() -> None:
    text = "截至6月底，全县存款余额310亿元，贷款余额205亿元，不良率降到1.2%，担保费率下调，融资渠道拓宽。"
    for limit in range(8, len(text)):
        assert short(text, limit).startswith("截至6月底，")


def test_numbers_with_thousands_marks_are_not_clauses() -> None:
    assert len(clauses("出口1,250,000件，增长3%。")) == 2


def test_no_clause_needs_itself() -> None:
    parts = clauses("上半年，全县投资增长5%，其中工业投资增长8%，同比提高2个百分点。")
    assert all(at not in wanted for at, wanted in enumerate(needs(parts)))


# For every sentence

MARKS = st.sampled_from("，，,、：；。（）“”《》")
WORDS = st.sampled_from(
    ["全市", "投资", "增长", "5.2%", "2,000", "12家", "6月底", "企业", "建成", "以上", "记者", "获悉"]
)
TIES = st.sampled_from(["其中", "但", "没有", "如果", "要", "将", "分别", "均", "同比", "位于", "作为", "指出"])


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS | WORDS | TIES, max_size=40).map("".join), st.integers(0, 60))
def test_pieces_are_slices_in_order_and_joined_a_subsequence(text: str, limit: int) -> None:
    pieces = shorten(text, numbers(text), limit)
    edges = [edge for piece in pieces for edge in piece]
    assert edges == sorted(edges)
    assert all(0 <= begin < end <= len(text) for begin, end in pieces)
    assert (
        "".join(text[begin:end] for begin, end in pieces) == joined(text, pieces).replace(ELLIPSIS, "")
        or ELLIPSIS in text
    )
    assert is_subsequence(joined(text, pieces), text)


def test_of_nothing_nothing_is_kept() -> None:
    assert shorten("", (), 10) == ()
    assert joined("", ()) == ""


def test_real_sentences_are_shortened_by_leaving_out_only(shared: Path) -> None:
    lines = (shared / "corpus" / "xwlb_2023q3.jsonl").read_text("utf-8").splitlines()[::60]
    texts = [text for line in lines for text in re.split(r"(?<=。)|\n", json.loads(line)["text"]) if len(text) > 60]
    assert len(texts) > 50
    shorter = 0
    for text in texts:
        pieces = shorten(text, numbers(text), 50)
        result = joined(text, pieces)
        assert is_subsequence(result, text)
        assert result.count("“") == result.count("”") or text.count("“") != text.count("”")
        shorter += len(result) <= 60
    assert shorter > len(texts) * 0.6


def test_a_cut_behind_a_colon_is_shown() -> None:
    text = "总体要求是:坚持稳中求进,着力扩大内需。"
    assert joined(text, ((0, 6), (13, len(text)))) == "总体要求是:……着力扩大内需。"
