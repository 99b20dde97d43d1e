"""Whatever the bytes, a reader yields articles or raises a SourceError of one line."""

import io
import json
import re

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_help import REPORT, TRADITIONAL

from briefgen.errors import SourceError
from briefgen.reading import read_source
from briefgen.reading.source import Source

SUFFIXES = [".txt", ".md", ".html", ".docx", ".pdf", ".jsonl", ".json", ".csv", ".xml", ".mht", ".doc", ""]
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes, suffix: str) -> None:
    """Read some bytes, and hold what comes out against the contract."""
    warnings: list[str] = []
    try:
        articles = list(read_source(Source("given" + suffix, data, suffix), warnings.append))
    except SourceError as error:
        assert re.fullmatch(r"cannot read given[^\n]*", str(error))
        return
    assert articles
    for article in articles:
        article.text.encode("utf-8")
        assert article.text.strip()
        assert article.body is None or 0 <= article.body[0] < article.body[1] <= len(article.text)
        assert article.date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", article.date)
    assert all("\n" not in warning for warning in warnings)


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("上半年情况", style="Title")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "增长"
    document.add_paragraph(REPORT)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PAGE = (
    "<!DOCTYPE html><html><head><title>上半年_青禾网</title><meta name='PubDate' content='2023-07-28'></head>"
    "<body><div>首页</div><table><tr><td>甲</td><td>1.5</td></tr></table>"
    f"<div id='c'><p>{REPORT}</p><p>{TRADITIONAL}</p></div></body></html>"
)
ITEM = f"<item><title>题</title><description>&lt;p&gt;{REPORT}</description></item>"
FEED = f"<rss><channel><title>要闻</title>{ITEM}</channel></rss>"
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources "
    b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n"
    b"4 0 obj\n<< /Length 44 >>\nstream\nBT /F 12 Tf 20 200 Td (GDP grew 8.2%.) Tj ET\nendstream\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF"
)
SAMPLES = [
    (REPORT.encode("gb18030"), ".txt"),
    (TRADITIONAL.encode("big5"), ".txt"),
    (PAGE.encode(), ".html"),
    (PAGE.encode("gb18030"), ".html"),
    (FEED.encode(), ".xml"),
    ((json.dumps({"title": "题", "date": "2023-07-28", "text": REPORT}) + "\n").encode() * 3, ".jsonl"),
    (json.dumps([{"title": "题", "date": "2023-07-28", "text": REPORT}] * 3).encode(), ".json"),
    (f'标题,日期,正文\n题,2023-07-28,"{REPORT}"\n'.encode(), ".csv"),
    (word_file(), ".docx"),
    (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        + PAGE.encode(),
        ".mht",
    ),
    (PDF, ".pdf"),
]


@pytest.mark.parametrize(("data", "suffix"), SAMPLES)
def test_the_samples_themselves_are_read(data: bytes, suffix: str) -> None:
    assert list(read_source(Source("given", data, suffix)))
    check(data, suffix)


@SOME
@given(st.binary(min_size=1, max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    check(data, suffix)


@SOME
@given(st.sampled_from(SAMPLES), st.data())
def test_samples_with_bytes_changed_lost_and_doubled_are_read_or_refused(
    sample: tuple[bytes, str], draw: st.DataObject
) -> None:
    data, suffix = sample
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        length = draw.draw(st.integers(0, 40))
        new = draw.draw(st.one_of(st.binary(max_size=6), st.just(data[at : at + length] * 2)))
        data = data[:at] + new + data[at + length :] or b"x"
    check(data, suffix)


TAGS = [
    *("<p>", "</p>", "<div>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<br>", "<pre>", "<td hidden>"),
    *("<!--", "-->", "<script>", "</script>", "<title>", "</title>", "<html>", "<body>", "<head>", "</head>", "<svg>"),
    *("&#x110000;", "&nbsp;", "<a href=", "\0", "<math>", "<frameset>", "<select>", "<option>", "<![CDATA[", "]]>"),
    *("上半年增长8.2%。", "\n", "\u3000"),
]


@SOME
@given(st.lists(st.sampled_from(TAGS), max_size=60))
def test_any_heap_of_tags_is_read_or_refused(tags: list[str]) -> None:
    check(("<html>" + "".join(tags)).encode(), ".html")
