"""Keywords say what an article is about, the same every time."""

import os
import subprocess
import sys

from briefgen.cleaning import clean
from briefgen.keywords import FEWEST, MOST, keywords
from briefgen.models import Document, RawText

ARTICLE = """县里召开茶产业发展会议
全县把茶产业作为富民产业来抓。今年以来,全县新建茶园2万亩,改造低产茶园8000亩,茶园总面积达到21万亩。
茶叶加工企业达到36家,其中省级龙头企业4家。茶叶产量1.2万吨,同比增长9%。
会议要求,深入实施“茶旅相融”战略,办好采茶节,推动茶旅相融景区建设。
要扩大茶叶出口,培育茶叶品牌,支持龙头企业建设加工基地,改善营商环境。
要优化营商环境,帮助茶农解决贷款难题,推广绿色防控技术,提升茶园管护水平。
李卫国参加会议。李卫国强调,茶农增收是检验茶产业的标准。
"""


def document(text: str) -> Document:
    return clean(RawText(text, "-", "text", "", "utf-8"))


def test_five_to_eight_words_of_the_article() -> None:
    found = keywords(document(ARTICLE))
    assert FEWEST <= len(found) <= MOST
    assert all(word in ARTICLE for word in found)
    assert len(set(found)) == len(found)


def test_a_slogan_stays_whole_and_words_that_belong_together_too() -> None:
    found = keywords(document(ARTICLE))
    assert "茶旅相融" in found
    assert "茶园" in found
    assert "龙头企业" in found


def test_words_of_every_report_and_people_are_no_keywords() -> None:
    assert not {"工作", "推进", "全市", "全县", "会议", "今年以来", "李卫国", "建设"} & set(keywords(document(ARTICLE)))


def test_a_term_of_three_words_and_a_word_of_the_title_come_first() -> None:
    text = (
        "县里加快保障性租赁住房筹集\n全县筹集保障性租赁住房300套,交通局开通公交两条。\n"
        "保障性租赁住房租给新市民,交通局负责接驳,租金低于市价,房源公开,申请在网上办理。"
    )
    found = keywords(document(text))
    assert found[0] == "保障性租赁住房"
    assert not any(word.endswith("交通局") for word in found)


def test_no_keyword_is_part_of_another() -> None:
    found = keywords(document(ARTICLE))
    assert not any(a != b and a in b for a in found for b in found)


def test_an_article_without_words_has_no_keywords() -> None:
    assert keywords(document("2023年6月30日。\n12.5%。\n")) == ()


def test_the_same_with_every_hash_seed() -> None:
    code = (
        "from tests.test_keywords import ARTICLE, document\n"
        "from briefgen.keywords import keywords\n"
        "print(' '.join(keywords(document(ARTICLE))))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert outputs == {" ".join(keywords(document(ARTICLE))).encode() + os.linesep.encode()}
