"""An output is read back as a reader sees it, whatever its format."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import ProofError
from briefgen.rendering.pages import to_html
from briefgen.rendering.templates import escape
from briefgen.verification.texts import bare, read


def seen(text: str, suffix: str = ".md") -> str:
    return read(text.encode(), suffix).characters


def test_marks_of_markdown_are_not_text() -> None:
    page = "# 标题\n\n**重点**：*甲*\n\n- 一项\n2. 二项\n\n| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n\n---\n\n脚注"
    assert seen(page) == "标题重点：甲一项2.二项甲乙12脚注"


def test_what_is_escaped_is_text() -> None:
    assert seen(r"a\*b\|c &lt;img&gt; &amp; \# \\") == "a*b|c<img>&#\\"


def test_html_shows_list_numbers_and_hides_styles() -> None:
    head = "<html><head><title>窗</title><style>p{}</style></head>"
    page = head + "<body><ol><li>甲</li><li>乙</li></ol><p>5 &lt; 6</p></body>"
    assert seen(page, ".html") == "1.甲2.乙5<6"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="甲1.2%-+*_#|`~<>&;[]()!\\\"' =", max_size=30))
def test_any_text_that_is_escaped_comes_back_from_markdown_and_html(text: str) -> None:
    markdown = "行 " + escape(text)
    assert seen(markdown) == bare("行" + text)
    assert seen(to_html(markdown), ".html") == bare("行" + text)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_bytes_that_are_not_of_the_format_are_an_error_of_one_line(suffix: str) -> None:
    with pytest.raises(ProofError) as error:
        read(b"no such thing", suffix)
    assert "\n" not in str(error.value)


def test_a_format_that_cannot_be_read_back_is_named() -> None:
    with pytest.raises(ProofError, match=r"\.xlsx"):
        read(b"", ".xlsx")


def test_text_that_is_not_utf8_is_told() -> None:
    with pytest.raises(ProofError, match="UTF-8"):
        read(b"\xff\xfe\x00", ".md")
