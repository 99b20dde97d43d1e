"""Copies of one text are found, and different texts are not taken for copies."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.duplicates import SKETCH, fingerprint, grams
from briefgen.duplicates import copies as groups_of

REPORT = (
    "云溪市上半年规模工业增加值增长六点一,较一季度加快零点四个百分点。全市新开工重点项目三十二个,"
    "完成投资八十六亿元,占年度计划的百分之五十七。社会消费品零售总额增速由负转正,夜间消费街区客流同比翻番。"
    "会议要求盯紧薄弱环节,压实县区责任,确保下半年各项指标回到合理区间。"
)
OTHER = (
    "东岭县召开防汛工作调度会,通报近期雨情水情,部署水库巡查和危险房屋排查。气象部门预计周末仍有强降雨,"
    "各乡镇要落实二十四小时值班,提前转移低洼地带群众,备足沙袋和抽水设备,做到隐患不过夜。"
)


def copies(texts: list[str]) -> list[tuple[int, ...]]:
    return groups_of([fingerprint(text) for text in texts])


def test_a_truncated_copy_follows_the_full_text() -> None:
    assert copies([REPORT[:80], OTHER, REPORT]) == [(2, 0), (1,)]


def test_a_copy_with_chrome_and_another_title_is_a_copy() -> None:
    assert copies([REPORT, "快讯:云溪经济半年报\n" + REPORT + "\n责任编辑:小云 点击收藏"]) == [(1, 0)]


def test_sentences_in_another_order_are_a_copy() -> None:
    shuffled = "。".join(reversed(REPORT.split("。")))
    assert copies([REPORT, shuffled]) in ([(0, 1)], [(1, 0)])


def test_short_texts_are_left_alone() -> None:
    assert copies(["会议今天召开。", "会议今天召开。"]) == [(0,), (1,)]


def test_one_short_text_in_two_files_is_one() -> None:
    assert copies(["全市早稻收割今天全部结束，颗粒归仓。"] * 2) == [(0, 1)]


def test_the_fingerprint_of_a_long_text_is_bounded_and_still_tells_its_parts() -> None:
    chance = random.Random(7)
    long = "".join(chance.choice(REPORT + OTHER) for _ in range(12 * SKETCH))
    print_ = fingerprint(long)
    assert len(print_.hashes) == SKETCH
    assert print_.size > 10 * SKETCH
    part = long[3 * SKETCH : 4 * SKETCH]
    assert groups_of([fingerprint(part), print_, fingerprint(OTHER * 3)]) == [(1, 0), (2,)]


def test_no_texts_make_no_groups() -> None:
    assert copies([]) == []
    assert grams("") == frozenset()


@settings(max_examples=40)
@given(st.lists(st.sampled_from([REPORT, OTHER, REPORT[:90], OTHER[30:], REPORT + OTHER, ""]), max_size=8))
def test_every_text_stands_in_one_group(texts: list[str]) -> None:
    groups = copies(texts)
    assert sorted(index for group in groups for index in group) == list(range(len(texts)))


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_change_the_groups(chance: random.Random) -> None:
    texts = [REPORT, OTHER, REPORT[:90], OTHER[:60]]
    order = list(range(len(texts)))
    chance.shuffle(order)
    groups = {frozenset(order[i] for i in group) for group in copies([texts[i] for i in order])}
    assert groups == {frozenset({0, 2}), frozenset({1, 3})}
