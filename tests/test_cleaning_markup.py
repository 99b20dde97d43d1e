"""Markdown is read without its marks, and every character knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.aligned import AlignedText
from briefgen.cleaning import clean
from briefgen.cleaning.markup import strip
from briefgen.models import RawText


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("## 一、总体进展", "一、总体进展"),
        ("- 抓项目\n* 促投资\n+ 稳增长", "抓项目\n促投资\n稳增长"),
        ("> 转发如下", "转发如下"),
        ("**增长5.2%**,*平稳*,__向好__", "增长5.2%,平稳,向好"),
        ("1. **用地保障。** 还有缺口。", "1. 用地保障。 还有缺口。"),
        ("| 单位 | 完成率 |\n|:--|--:|\n| 甲县 | 80% |", "单位\t完成率\n\n甲县\t80%"),
        ("见[通报](a.html)。![图](b.png)", "见通报。"),
        ("`代码`与\\*星号", "代码与*星号"),
        ("上文\n\n---\n\n下文", "上文\n\n\n\n下文"),
        ("3*4=12,a_b_c", "3*4=12,a_b_c"),
        ("比去年|前年", "比去年|前年"),
    ],
)
def test_marks_go_and_words_stay(written: str, read: str) -> None:
    assert strip(AlignedText.of(written)).text == read


@given(st.text(alphabet="#*_-|>[]()!`\\ \n一增5.%", max_size=60))
def test_what_stays_stands_in_the_original_in_its_order(written: str) -> None:
    read = strip(AlignedText.of(written))
    assert all(
        written[start:end] in (character, "|") or "|" in written[start:end]
        for character, start, end in zip(read.text, read.starts, read.ends, strict=True)
    )
    assert list(read.starts) == sorted(read.starts)


def test_only_markdown_loses_its_marks() -> None:
    text = "# 标题\n\n上半年工业增加值**增长6%**,运行平稳。"
    raw = RawText(text=text, path="a", kind="markdown", sha256="", encoding="utf-8")
    sentence = clean(raw).sentences[-1]
    assert sentence.text == "上半年工业增加值增长6%,运行平稳。"
    assert text[sentence.start : sentence.end] == "上半年工业增加值**增长6%**,运行平稳。"
    plain = RawText(text=text, path="a", kind="text", sha256="", encoding="utf-8")
    assert "**" in clean(plain).sentences[-1].text
