"""Templates: hostile text stays text, a user's own file wins, and an error says where it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import TemplateError
from briefgen.rendering import pages, templates

HOSTILE = [
    "*重点* _项目_ `代码` [链接](http://example.invalid)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![图](file:///etc/passwd)",
    "# 不是标题",
    "1. 不是列表",
    "- 也不是列表",
    "+ 也不是",
    "> 不是引文",
    "=====",
    "-----",
    "| 不 | 是 | 表 |",
    "&lt;b&gt; &amp; &#65;",
    "反斜杠 \\* \\\\ 结束\\",
    "{{ 7 * 7 }} {% include 'x' %}",
    "[1]: http://example.invalid",
    "<https://example.invalid>",
    "~~删~~",
    "\u0002klzzwxh:0\u0003",
]


def shown(markdown: str) -> str:
    return pages._plain(pages.to_html(markdown)).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    visible = text.replace("\u0002", "").replace("\u0003", "")
    assert shown(templates.escape(text)) == visible
    assert shown("- " + templates.escape(text)) == visible


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_table_cell(text: str) -> None:
    cell = templates.escape(text)
    html = pages.to_html(f"| 甲 | 乙 |\n|---|---|\n| {cell} | 1 |\n")
    assert html.count("<td") == 2
    assert html.count("<tr>") == 2


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("年产 *_`[]()<>&#!|\\~=+-.:1、。\n\t") | st.characters(codec="utf-8"), max_size=40))
def test_any_text_survives_markdown(text: str) -> None:
    wanted = templates._BLANK.sub(" ", templates._CONTROL.sub("", text)).strip(" ")
    assert shown(f"甲{templates.escape(text)}乙").split() == f"甲{wanted}乙".split()


def test_only_our_own_tags_and_no_addresses_reach_the_page() -> None:
    html = pages.to_html("[甲](http://example.invalid) ![乙](x.png) <b onclick=1>丙</b>\n\n<div>丁</div>")
    assert "example.invalid" not in html
    assert "<img" not in html and "<b" not in html and "<div" not in html


def test_a_template_of_ones_own_replaces_ours(tmp_path) -> None:
    (tmp_path / "brief.css").write_text("body { color: black }", encoding="utf-8")
    assert templates.read("brief.css", tmp_path) == "body { color: black }"
    assert "<html" in templates.read("page.html.j2", tmp_path)


def test_an_undefined_name_is_told_with_file_and_line(tmp_path) -> None:
    (tmp_path / "brief.md.j2").write_text("第一行\n{{ page.titel }}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"brief\.md\.j2, line 2: .*titel"):
        templates.fill("brief.md.j2", {"page": object()}, tmp_path)


def test_a_broken_template_is_told_with_file_and_line(tmp_path) -> None:
    (tmp_path / "brief.md.j2").write_text("一\n二\n{% if %}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"brief\.md\.j2, line 3"):
        templates.fill("brief.md.j2", {}, tmp_path)


def test_a_template_that_divides_by_zero_is_told_with_its_line(tmp_path) -> None:
    (tmp_path / "brief.md.j2").write_text("一\n{{ 1 // 0 }}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"brief\.md\.j2, line 2: ZeroDivisionError"):
        templates.fill("brief.md.j2", {}, tmp_path)


def test_a_template_cannot_reach_into_python(tmp_path) -> None:
    (tmp_path / "brief.md.j2").write_text("{{ ''.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(TemplateError):
        templates.fill("brief.md.j2", {}, tmp_path)


def test_a_missing_folder_is_told(tmp_path) -> None:
    with pytest.raises(TemplateError, match="no such folder"):
        templates.read("brief.css", tmp_path / "nowhere")
