"""Dumps in JSON lines and feeds: one article an item, each for itself."""

import hashlib
import json

import pytest
from reading_help import REPORT, of

from briefgen.errors import SourceError
from briefgen.models import RawText
from briefgen.reading import read_source
from briefgen.reading.hints import iso_date
from briefgen.reading.source import Source


def items(data: str | bytes, suffix: str) -> tuple[list[RawText], list[str]]:
    warnings: list[str] = []
    source = Source("d" + suffix, data.encode() if isinstance(data, str) else data, suffix)
    return list(read_source(source, warnings.append)), warnings


def test_each_line_of_a_dump_is_an_article() -> None:
    lines = [
        json.dumps({"title": "题一", "date": "2023-07-01", "text": REPORT, "url": "http://a.cn/1"}, ensure_ascii=False),
        "",
        json.dumps({"text": "第三行。", "date": 20230702, "source": "青禾日报", "title": None, "more": [1]}),
    ]
    (first, third), warnings = items("\ufeff" + "\n".join(lines), ".jsonl")
    assert warnings == []
    assert (first.title, first.date, first.text, first.url) == ("题一", "2023-07-01", REPORT, "http://a.cn/1")
    assert (first.path, third.path) == ("d.jsonl#1", "d.jsonl#3")
    assert first.sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert (third.title, third.date, third.source, third.kind) == (None, "2023-07-02", "青禾日报", "dump")


def test_a_dump_in_gb18030_is_read() -> None:
    (article,), _ = items(json.dumps({"text": REPORT}, ensure_ascii=False).encode("gb18030"), ".jsonl")
    assert (article.text, article.encoding) == (REPORT, "gb18030")


def test_a_broken_line_is_named_and_the_others_are_read() -> None:
    broken = ['{"text": "断', "[1]", '{"title": "无文"}', '{"text": {"a": 1}}', '{"text": "  "}', "[" * 100_000, "NaN"]
    articles, warnings = items("\n".join(['{"text": "好。"}', *broken, '{"text": "也好。"}']), ".jsonl")
    assert [article.text for article in articles] == ["好。", "也好。"]
    assert [warning.split(" of ")[0] for warning in warnings] == [f"skipped line {n}" for n in range(2, 9)]
    assert "broken at character" in warnings[0]


def test_a_thousand_broken_lines_are_not_a_thousand_warnings() -> None:
    articles, warnings = items('{"text": "好。"}\n' + "坏\n" * 1000, ".jsonl")
    assert len(articles) == 1
    assert len(warnings) == 11
    assert "990 further ones" in warnings[-1]


@pytest.mark.parametrize("shape", ["{}", "[{}]", '{{"code": 0, "data": [{}]}}', "[\n  {}\n]"])
def test_json_that_is_one_value_is_read_whatever_its_shape(shape: str) -> None:
    item = json.dumps(
        {"title": "题一", "publish_time": "2023-07-01 08:30", "content": REPORT}, ensure_ascii=False, indent=1
    )
    (article,), warnings = items(shape.format(item), ".json")
    assert (article.title, article.date, article.text) == ("题一", "2023-07-01", REPORT)
    assert (article.path, warnings) == ("d.json#1", [])


def test_an_item_of_an_array_that_is_no_article_is_named() -> None:
    articles, warnings = items('[{"text": "好。"}, 3, {"标题": "无文"}, {"正文": "也好。"}]', ".json")
    assert [(article.text, article.path) for article in articles] == [("好。", "d.json#1"), ("也好。", "d.json#4")]
    assert [warning.split(" of ")[0] for warning in warnings] == ["skipped item 2", "skipped item 3"]


def test_an_item_is_the_same_however_its_file_is_laid_out() -> None:
    whole = [{"title": "题", "text": REPORT}]
    (wide,), _ = items(json.dumps(whole, indent=4), ".json")
    (dense,), _ = items(json.dumps(whole), ".json")
    assert wide.sha256 == dense.sha256


def test_a_text_that_is_html_is_read_as_its_reader_sees_it() -> None:
    (article,), _ = items('{"text": "<p>上半年增长9.3%。</p><p>下半年加快推进。</p><script>1</script>"}', ".jsonl")
    assert article.text == "上半年增长9.3%。\n下半年加快推进。"


def test_signs_of_smaller_and_larger_are_no_html() -> None:
    (article,), _ = items('{"text": "浓度<35微克,比例>80%。"}', ".jsonl")
    assert article.text == "浓度<35微克,比例>80%。"


def test_each_row_of_a_table_is_an_article() -> None:
    table = (
        '\ufeff标题,日期,正文\r\n题一,2023/7/1,"上半年,增长9.3%。\r\n下半年加快推进。"\r\n题二,,\r\n题三,,也好。\r\n'
    )
    articles, warnings = items(table, ".csv")
    assert [(a.title, a.date, a.path) for a in articles] == [
        ("题一", "2023-07-01", "d.csv#1"),
        ("题三", None, "d.csv#3"),
    ]
    assert articles[0].text == "上半年,增长9.3%。\r\n下半年加快推进。"
    assert len(warnings) == 1 and warnings[0].startswith("skipped row 2")


def test_a_table_without_a_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no column of the table is a text"):
        of("指标,数值\nGDP,1\n", ".csv")


def test_a_dump_without_articles_is_refused() -> None:
    with pytest.raises(SourceError, match="it holds no article"):
        of('{"a": 1}', ".jsonl")


def test_half_characters_in_a_dump_do_not_reach_the_text() -> None:
    (article,), _ = items('{"text": "前\\ud800后\\ud83d\\ude00"}', ".jsonl")
    assert article.text == "前\ufffd后😀"


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2023-07-01", "2023-07-01"),
        ("2023-7-1 08:00", "2023-07-01"),
        ("20230701", "2023-07-01"),
        ("2023年7月1日", "2023-07-01"),
        ("2023.07.01", "2023-07-01"),
        ("2023-13-01", None),
        ("1688140800", None),
        ("昨日", None),
        (None, None),
    ],
)
def test_dates_are_understood_or_left_unknown(stated: str | None, date: str | None) -> None:
    assert iso_date(stated) == date


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>青禾要闻</title>
<item><title>上半年经济 &amp; 民生</title><link>http://a.cn/1</link><pubDate>Fri, 28 Jul 2023 00:30:00 +0800</pubDate>
<description>摘要。</description><content:encoded><![CDATA[<p>第一段，增长8%。</p><p>第二段。</p>]]></content:encoded></item>
<item><title>只有题目</title><link>http://a.cn/2</link></item>
<item><title>三</title><description>只有摘要的一条。</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>青禾要闻</title><entry><title>题</title>
<link href="http://a.cn/1"/><published>2023-07-28T00:30:00+08:00</published>
<content type="html">&lt;p&gt;正文。&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_of_a_feed_is_an_article() -> None:
    (first, third), warnings = items(RSS, ".xml")
    assert (first.text, first.title, first.url) == ("第一段，增长8%。\n第二段。", "上半年经济 & 民生", "http://a.cn/1")
    assert (first.date, first.source, first.path, first.kind) == ("2023-07-28", "青禾要闻", "d.xml#1", "feed")
    assert (third.text, third.path) == ("只有摘要的一条。", "d.xml#3")
    assert len(warnings) == 1
    assert "skipped entry 2" in warnings[0]


def test_atom_is_read_and_the_day_is_that_of_its_own_clock() -> None:
    (entry,), _ = items(ATOM, ".atom")
    assert (entry.text, entry.date, entry.url) == ("正文。", "2023-07-28", "http://a.cn/1")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8"])
def test_a_feed_that_lies_about_its_encoding_is_read(encoding: str) -> None:
    articles, _ = items(RSS.replace('"utf-8"', '"iso-8859-1"').encode(encoding), ".rss")
    assert articles[0].text.startswith("第一段，增长8%。")


@pytest.mark.parametrize(
    "feed", ["<rss><channel><title>空</title></channel></rss>", "<rss>", "<feed><entry></entry></feed>"]
)
def test_a_feed_without_entries_is_refused(feed: str) -> None:
    with pytest.raises(SourceError, match="no entries"):
        of(feed, ".xml")


def test_a_feed_with_entities_is_refused() -> None:
    laughs = '<!DOCTYPE r [<!ENTITY a "哈"><!ENTITY b "&a;&a;">]>' + RSS.split("?>")[1]
    with pytest.raises(SourceError, match="declares entities"):
        of(laughs, ".xml")


@pytest.mark.parametrize("half", ["&#xD800;", "&#55296;", "&#xdfff"])
def test_half_characters_in_a_feed_do_not_reach_the_text(half: str) -> None:
    (article,) = of(f"<rss><channel><item><title>题</title><description>前{half} 后</description></item>", ".xml")
    assert article.text == "前\ufffd 后"


def test_a_broken_feed_gives_what_can_be_read() -> None:
    articles, _ = items(RSS[: RSS.index("只有题目")], ".rss")
    assert articles[0].text.startswith("第一段")
