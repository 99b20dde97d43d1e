"""Saved pages: the visible text as lines, the article's range in it, and what the page says of itself."""

import hashlib
from email.message import EmailMessage

import pytest
from reading_help import REPORT, of

from briefgen.errors import SourceError
from briefgen.models import RawText

BODY = "".join(
    f"<p>　　{part}，全市完成固定资产投资{n}.5亿元，同比增长{n}.2%，重点项目建设稳步推进，"
    "企业效益继续改善，群众生活有了新的提高。</p>\n"
    for n, part in enumerate(["一季度", "二季度", "上半年", "前七个月", "前八个月"], 3)
)
PAGE = """<!DOCTYPE html>
<!-- saved from url=(0033)http://www.example.gov.cn/a/1.html -->
<html><head><meta charset="gb2312"><title>青禾市上半年经济运行平稳_青禾市人民政府</title>
<meta name="PubDate" content="2023-07-28 09:30"><meta name="ContentSource" content="青禾日报">
<style>p {{ color: red }}</style><script>var 数 = "脚本里的字";</script></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li></ul></div>
<h1>青禾市上半年经济运行平稳</h1><div id="content" class="article" {style}>
{body}</div>
<div class="footer"><a href="/x">网站地图</a> 版权所有 青禾市人民政府</div></body></html>"""


def page(html: str) -> RawText:
    (article,) = of(html, ".html")
    return article


def body(article: RawText) -> str:
    assert article.body is not None
    return article.text[slice(*article.body)]


def saved(body: str = BODY, style: str = "") -> str:
    return PAGE.format(body=body, style=style)


def test_the_text_is_the_visible_page_and_the_body_a_range_of_it() -> None:
    article = page(saved())
    lines = article.text.split("\n")
    assert lines[:3] == ["首页", "新闻中心", "青禾市上半年经济运行平稳"]
    assert lines[-1] == "网站地图 版权所有 青禾市人民政府"
    assert "脚本" not in article.text
    found = body(article).split("\n")
    assert found[0].startswith("一季度") or found[0] == article.title
    assert found[-1].startswith("前八个月")


def test_the_page_states_title_date_source_and_address() -> None:
    article = page(saved())
    assert article.title == "青禾市上半年经济运行平稳"
    assert article.date == "2023-07-28"
    assert article.source == "青禾日报"
    assert article.url == "http://www.example.gov.cn/a/1.html"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_declared_charset_is_not_believed(encoding: str) -> None:
    (article,) = of(saved().encode(encoding), ".html")
    assert article.title == "青禾市上半年经济运行平稳"
    assert "重点项目建设稳步推进" in article.text


@pytest.mark.parametrize("style", ['style="visibility: hidden; opacity: 0;"', 'style="visibility:hidden"'])
def test_what_a_script_would_have_shown_is_read(style: str) -> None:
    assert "前八个月" in body(page(saved(style=style)))


def test_what_nothing_shows_is_not_read() -> None:
    article = page(saved(BODY + '<p style="display: none">看不见的一段</p><p hidden>也看不见</p>'))
    assert "看不见" not in article.text


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        ("青禾市人民政府 | 青禾市统计公报", "青禾市统计公报", "青禾市统计公报"),
        ("城市更新——从“有没有”到“好不好”", "城市更新——从“有没有”到“好不好”", "城市更新——从“有没有”到“好不好”"),
        ("上半年工业增长8.2%_要闻_青禾网", "别的标题", "上半年工业增长8.2%"),
        ("A-B区合作 - 新闻", "A-B区合作", "A-B区合作"),
    ],
)
def test_the_site_is_no_part_of_the_title(title: str, shown: str, expected: str) -> None:
    assert page(f"<html><title>{title}</title><h1>{shown}</h1>{BODY}").title == expected


def test_a_table_is_read_row_by_row() -> None:
    head = "<tr><th>指标</th><th>单位</th><th>增长<br>(%)</th></tr>"
    table = f"<table>{head}<tr><td><p>地区生产总值</p></td><td>亿元</td><td>6.2</td></tr></table>"
    article = page(f"<html><body>{BODY}{table}</body></html>")
    assert article.text.split("\n")[-2:] == ["指标\t单位\t增长(%)", "地区生产总值\t亿元\t6.2"]


def test_a_table_that_holds_the_article_is_layout() -> None:
    article = page(f"<html><body><table><tr><td>导航</td><td>{BODY}</td></tr></table></body></html>")
    assert len(article.text.split("\n")) == 6


def test_text_outside_the_cells_of_a_row_is_not_lost() -> None:
    article = page("<html><body><table><tr>前<td>甲</td><td>乙</td><p>后</p></tr></table>")
    assert sorted("".join(article.text.split())) == sorted("前甲乙后")


def test_line_ends_in_the_source_are_no_line_ends_of_the_page() -> None:
    article = page("<html><body><p>同比\n  增长\n8.2%，其中<b>工业</b>增长<br>GDP\ngrowth</p><pre>一\n二</pre>")
    assert article.text == "同比增长 8.2%，其中工业增长\nGDP growth\n一\n二"


def test_nothing_shown_is_refused() -> None:
    with pytest.raises(SourceError, match="the page shows no text"):
        page("<html><body><script>document.write('报告')</script></body></html>")


def test_a_million_nested_tags_give_their_text_with_a_warning() -> None:
    article = page("<html><body><p>第一段。</p>" + "<div>" * 1_000_000 + "<script>x</script><p>末一段 &amp; 尾。</p>")
    assert article.text == "第一段。\n末一段 & 尾。"
    assert "nests" in article.warnings[0]


def test_unclosed_tags_are_no_end_of_the_page() -> None:
    article = page("<html><body>" + "".join(f"<p><font>第{n}段。" for n in range(5000)))
    assert article.text.split("\n") == [f"第{n}段。" for n in range(5000)]


@pytest.mark.parametrize(
    "hostile",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">文</p>",
        "<!--" * 100_000 + "-->文",
        "<script>" * 100_000 + "</script>文",
        "<" * 500_000 + "文",
        "<title>" + "2022 - " * 50_000 + "</title>文",
        "<p>文" + " \n" * 500_000,
        '<p style="' + "display:" * 100_000 + '">文</p>',
        "<table>" * 300 + "<tr><td>文" * 300,
    ],
)
def test_hostile_pages_are_read_or_refused(hostile: str) -> None:
    try:
        assert "文" in page("<html><body>" + hostile).text
    except SourceError as error:
        assert "the page shows no text" in str(error)


def test_a_page_too_large_to_parse_is_refused() -> None:
    with pytest.raises(SourceError, match="larger than 8 MB"):
        page("<html><body>" + "<p>文" * 3_000_000)


def test_embedded_pictures_do_not_count() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 9_000_000}">'
    assert page(f"<html><body>{picture}<p>{REPORT}</p></body></html>").text == "".join(REPORT.split("\n"))


def envelope(kind: str, body: str, encoding: str) -> bytes:
    part = EmailMessage()
    part["Snapshot-Content-Location"] = "http://www.example.gov.cn/b/2.html"
    part.set_content("先看附件。" if kind == "html" else body, subtype="plain", charset="utf-8")
    if kind == "html":
        part.add_alternative(body, subtype="html", charset=encoding, cte="base64")
    return part.as_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_page_in_a_web_archive_is_read(encoding: str) -> None:
    data = envelope("html", saved().replace("saved from url", "url"), encoding)
    (article,) = of(data, ".mht")
    assert (article.kind, article.title) == ("html", "青禾市上半年经济运行平稳")
    assert article.url == "http://www.example.gov.cn/b/2.html"
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_a_mail_without_a_page_gives_its_text() -> None:
    (article,) = of(envelope("plain", REPORT, "utf-8"), ".eml")
    assert (article.kind, article.text) == ("text", REPORT)


@pytest.mark.parametrize("data", [b"MIME-Version: 1.0\n\n", b"MIME-Version: 1.0\nContent-Type: image/png\n\nx"])
def test_an_envelope_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="neither a page nor a text"):
        of(data, ".mht")
