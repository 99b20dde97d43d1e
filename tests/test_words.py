"""Text is cut into words; slogans stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.lexicons import load
from briefgen.words import cut, empty_words, function_words, information, is_content, phrases, slogans, tag

TEXT = "全县打响“水清岸绿”战役,水清岸绿成为新名片,GDP增长6.5%。"


@pytest.mark.parametrize("segmenter", ["rjieba", "jieba"])
def test_both_segmenters_keep_a_slogan_whole(segmenter: str) -> None:
    words = cut(TEXT, keep=phrases(slogans(TEXT)), segmenter=segmenter)  # type: ignore[arg-type]
    assert words.count("水清岸绿") == 2
    assert "".join(words) == TEXT


def test_both_segmenters_cut_plain_text_alike() -> None:
    text = "上半年全县规模以上工业企业实现利润二十亿元,同比增长百分之六"
    assert cut(text) == cut(text, segmenter="jieba")


def test_a_kept_phrase_is_tagged_as_a_slogan() -> None:
    assert ("水清岸绿", "slogan") in tag(TEXT, keep=phrases(["水清岸绿"]))


def test_of_overlapping_phrases_the_longest_is_kept() -> None:
    assert cut("三河六岸治理", keep=phrases(["三河", "三河六岸"]))[0] == "三河六岸"


def test_a_quoted_pair_is_one_slogan_until_a_part_is_quoted_alone() -> None:
    assert slogans("坚持“山上种茶、山下养鱼”") == ("山上种茶、山下养鱼",)
    assert slogans("坚持“山上种茶、山下养鱼”,做好“山上种茶”文章") == ("山上种茶", "山下养鱼")


def test_a_citation_is_no_slogan() -> None:
    assert slogans("他说“我们今年一定要把这条路修通,给乡亲们一个交代”") == ()


def test_numbers_marks_and_function_words_are_no_content() -> None:
    assert not any(map(is_content, ["6.5%", "2023", "。", "的", "以及"]))
    assert all(map(is_content, ["GDP", "工业", "茶叶"]))


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert information("的") < information("增长") < information("茶园")


def test_the_stop_lists_hold_no_word_twice() -> None:
    listed = [*load("stopwords")["function"], *load("stopwords")["empty"]]
    assert len(listed) == len(set(listed))
    assert not function_words() & empty_words()


@given(st.text(alphabet="全县水清岸绿“”,。GDP6%、的 \n", max_size=60))
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(cut(text, keep=phrases(slogans(text)))) == text
    assert "".join(word for word, _ in tag(text, keep=phrases(slogans(text)))) == text
