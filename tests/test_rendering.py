"""Pages: exactly one A4 page, readable, the same bytes, nothing fetched, no box for a character."""

import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.analysis import analyse_text
from briefgen.briefing import brief
from briefgen.errors import OutputError, TemplateError, ToolError
from briefgen.products import Briefing, Clause, Excerpt, Number, Summary
from briefgen.rendering import Fitted, estimate, fit, pages, pdf, render, templates
from briefgen.rendering.fitting import LOOKS, most
from briefgen.rendering.titles import lines, width

SHORT = "青禾市上半年地区生产总值812.4亿元,同比增长6.3%。下半年要抓好项目建设。"


def long_report(paragraphs: int) -> str:
    """A report of about 160 characters a paragraph, with numbers and tasks of its own in each."""
    parts = ["青禾市2022年工作总结", "一、工作成效"]
    parts += [
        f"全市{name}产业实现产值{100 + n}.{n % 10}亿元,同比增长{n % 20 + 1}.{n % 7}%,新建{name}项目{n + 2}个,"
        f"其中省级{n % 5 + 1}个。{name}基地二期工程建成投用,带动周边{n + 3}个村增收,群众生活持续改善。"
        for n, name in enumerate(["竹木", "茶叶", "水产", "陶瓷", "香料", "花卉", "药材", "家具"] * (paragraphs // 8))
    ]
    parts.append("二、下一步工作安排")
    parts += [
        f"({n + 1})抓好第{n + 1}片区建设。要加快片区道路、管网和学校建设,确保{n % 12 + 1}月底前建成第{n + 1}号安置房。"
        for n in range(paragraphs // 2)
    ]
    return "\n".join(parts)


@pytest.fixture(scope="module")
def short() -> Fitted:
    return fit(brief(analyse_text(SHORT)))


@pytest.fixture(scope="module")
def long() -> Fitted:
    report = long_report(128)
    assert len(report) > 12000
    return fit(brief(analyse_text(report)))


def laid_out(fitted: Fitted):
    html = render(fitted, "html")
    return pdf.layout(html, templates.folders(fitted.templates))


@pytest.mark.parametrize("which", ["short", "long"])
def test_a_briefing_is_exactly_one_a4_page(which: str, request) -> None:
    document = laid_out(request.getfixturevalue(which))
    assert len(document.pages) == 1
    assert (round(document.pages[0].width * 0.75), round(document.pages[0].height * 0.75)) == (595, 842)


@pytest.mark.parametrize("which", ["short", "long"])
def test_the_foot_stands_at_the_foot_of_the_page(which: str, request) -> None:
    fitted = request.getfixturevalue(which)
    left = fitted.look.room - pdf.end(laid_out(fitted))
    assert 0 <= left <= 14


def test_a_short_report_is_set_large_and_a_long_one_not_too_small(short: Fitted, long: Fitted) -> None:
    assert short.look.size == LOOKS[-1].size == 16
    assert LOOKS[0].size >= 9
    assert long.look.size >= LOOKS[0].size


def test_markdown_and_page_hold_the_same(long: Fitted) -> None:
    assert render(long, "md") == long.markdown
    words = re.sub(r"\s", "", pages._plain(render(long, "html")))
    for excerpt in long.briefing.excerpts:
        assert excerpt.text.replace(" ", "") in words


@pytest.mark.parametrize("which", ["short", "long"])
def test_the_markdown_reads_well_in_a_strict_viewer(which: str, request) -> None:
    fitted = request.getfixturevalue(which)
    html = MarkdownIt("commonmark").enable("table").render(fitted.markdown)
    assert "**" not in html and "<strong>工作简报</strong>" in html
    assert html.count("<h1>") == 1 and html.count("<h2>") == fitted.markdown.count("\n## ")
    assert html.count("<table>") == len(re.findall(r"^\|:--", fitted.markdown, re.MULTILINE))


def test_a_long_report_says_what_was_left_out(long: Fitted) -> None:
    offered, shown = long.briefing.offered, long.briefing.shown
    assert shown.figures < offered.figures and shown.tasks < offered.tasks
    assert f"原文共{offered.figures}项指标，本页列{shown.figures}项" in long.markdown


def test_the_line_count_is_close_to_the_layout(long: Fitted) -> None:
    counted = estimate(brief(analyse_text(long_report(128)))).briefing
    assert abs(len(counted._items()) - len(long.briefing._items())) <= 0.25 * len(long.briefing._items())


def test_markdown_alone_needs_no_weasyprint() -> None:
    code = (
        "import sys; from briefgen.analysis import analyse_text; from briefgen.briefing import brief;"
        "from briefgen.rendering import render;"
        f"assert '812.4亿元' in render(brief(analyse_text({SHORT!r})), 'md'); assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_same_report_gives_the_same_bytes_with_any_hash_seed() -> None:
    code = (
        "import sys, hashlib; from briefgen.analysis import analyse_text; from briefgen.briefing import brief;"
        "from briefgen.rendering import fit, render;"
        f"f = fit(brief(analyse_text('2023年7月20日\\n' + {SHORT!r})));"
        "print(hashlib.sha256(render(f, 'pdf')).hexdigest(), hashlib.sha256(f.markdown.encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "77")
    }
    assert len(runs) == 1


def test_one_process_writes_the_same_bytes_twice(short: Fitted) -> None:
    assert render(short, "pdf") == render(short, "pdf")


def test_the_pdf_bears_title_and_date_of_the_report(short: Fitted) -> None:
    dated = replace(short, briefing=replace(short.briefing, iso_date="2023-07-28"))
    told = pypdfium2.PdfDocument(render(dated, "pdf")).get_metadata_dict()
    assert told["Title"] == short.briefing.title
    assert told["CreationDate"].startswith("D:20230728") and told["ModDate"].startswith("D:20230728")


def test_a_character_no_font_has_is_an_error_that_names_it(short: Fitted) -> None:
    strange = replace(short, markdown=short.markdown.replace("青禾", "青\U000e1234禾"))
    if strange.markdown == short.markdown:
        strange = replace(short, markdown=short.markdown + "\n\U000e1234\n")
    with pytest.raises(ToolError, match=r"U\+E1234"):
        render(strange, "pdf")


def test_without_pango_the_error_tells_the_mending_command(short: Fitted, monkeypatch) -> None:
    class NoPango:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    pdf._weasyprint.cache_clear()
    pdf.layout.cache_clear()
    with pytest.raises(ToolError, match="apt-get install libpangoft2"):
        render(short, "pdf")
    assert render(short, "md")


def test_a_page_touches_neither_network_nor_disk(tmp_path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        own = tmp_path / "templates"
        own.mkdir()
        (own / "brief.css").write_text(f"@import url({address}/a.css); p {{ background: url(file://{secret}) }}")
        (own / "page.html.j2").write_text(
            f"<html><head><link rel=attachment href='file://{secret}'><link rel=stylesheet href='{address}/b.css'>"
            f"<style>{{{{ css | safe }}}}</style></head><body><img src='{address}/c.png'><img src='../secret.txt'>"
            "<p>{{ title }}</p><div id='end'></div></body></html>"
        )
        data = render(fit(brief(analyse_text(SHORT)), templates=own), "pdf")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert asked == []
    assert b"geheim" not in data and b"EmbeddedFile" not in data


def test_a_page_template_without_an_end_is_told(tmp_path) -> None:
    (tmp_path / "page.html.j2").write_text("<html><body>{{ main | safe }}</body></html>")
    with pytest.raises(TemplateError, match='id="end"'):
        fit(brief(analyse_text(SHORT)), templates=tmp_path)


def test_title_and_summary_that_fill_more_than_a_page_are_an_error() -> None:
    page = brief(analyse_text(SHORT))
    words = Excerpt("很长的话" * 2000, 0, ((0, 1),), 0, 1)
    with pytest.raises(OutputError, match="do not fit on one page"):
        fit(replace(page, summary=replace(page.summary, event=words)))


def test_an_empty_briefing_is_still_a_page() -> None:
    page = brief(analyse_text("青禾市召开会议。"))
    assert len(laid_out(fit(page.cut(0))).pages) == 1


@given(st.integers(0, 300), st.integers(1, 300), st.floats(0.3, 3))
def test_the_search_finds_the_most_that_fits(answer: int, limit: int, error: float) -> None:
    tried: list[int] = []

    def measure(n: int) -> float:
        tried.append(n)
        return (n + 10) / (answer + 10)

    assert most(limit, lambda n: measure(n) * error, measure) == min(answer, limit)


def test_the_search_tries_little_when_the_count_is_good() -> None:
    tried: list[int] = []

    def measure(n: int) -> float:
        tried.append(n)
        return (30 + n) / 100.5

    assert most(400, lambda n: (27 + n) / 100, measure) == 70
    assert len(tried) <= 4


@pytest.mark.parametrize(
    ("title", "room", "wanted"),
    [
        ("青禾市上半年经济运行情况", 20, ["青禾市上半年经济运行情况"]),
        ("奋进新征程，建功新时代——青禾市推进项目建设纪实", 16, ["奋进新征程，建功新时代", "——青禾市推进项目建设纪实"]),
        ("上年的事办得如何？今年的事怎么安排", 12, ["上年的事办得如何？", "今年的事怎么安排"]),
    ],
)
def test_titles_part_at_pauses(title: str, room: float, wanted: list[str]) -> None:
    assert lines(title, room) == wanted


@given(st.text(st.sampled_from("青禾市经济运行 ，。—“”《》a1"), min_size=1, max_size=60), st.integers(6, 30))
def test_a_title_loses_nothing_but_blanks(title: str, room: int) -> None:
    assert "".join(lines(title, room)).replace(" ", "") == title.replace(" ", "")


def test_width_counts_full_and_half_width() -> None:
    assert width("青禾2023") == 4


def page_words(markdown: str) -> str:
    return pages.to_html(markdown)


def test_numbers_stay_with_their_units() -> None:
    html = page_words("投资104.9亿元，增长5.2%，排第1位。")
    for whole in ("104.9</span>亿元</span>", "5.2%</span></span>", '第<span class="d">1</span>位</span>'):
        assert whole in html
    assert html.count('class="n"') == 3


def test_marks_side_by_side_lose_their_empty_half() -> None:
    html = page_words("打好“持久仗”，守住（底线）。")
    assert html.count('class="close"') == 2
    assert pages._plain(html).strip() == "打好“持久仗”，守住（底线）。"


def test_rises_and_falls_are_marked_in_tables_only() -> None:
    html = page_words("| 甲 | 乙 |\n|---|---|\n| +5.2% | −3% |\n\n+5.2%")
    assert html.count('class="up"') == 1 and html.count('class="down"') == 1


def test_a_paragraph_does_not_end_with_one_character_on_a_line() -> None:
    assert '<span class="tail">不断改善。</span>' in page_words("群众生活不断改善。")


def every_line(document) -> list:
    found = []

    def walk(box) -> None:
        if type(box).__name__ == "LineBox":
            found.append(box)
        for child in getattr(box, "children", ()):
            walk(child)

    walk(document.pages[0]._page_box)
    return found


def test_lines_are_flush_on_both_sides() -> None:
    paragraph = "全市上下紧紧围绕年初确定的目标任务，统筹抓好项目建设、招商引资和民生改善各项工作，" * 6
    html = pages.page(f"# 题\n\n{paragraph}\n", LOOKS[0])
    found = [line for line in every_line(pdf.layout(html)) if line.width > 400]
    full = found[:-1]
    assert len(full) >= 4
    ends = {round(line.children[-1].position_x + line.children[-1].width) for line in full}
    assert max(ends) - min(ends) <= 2


def test_the_spreading_of_characters_is_taken_back() -> None:
    from weasyprint.layout import inline

    before = inline.justify_line
    pdf.layout(pages.page("# 题\n\n文\n", LOOKS[0]))
    assert inline.justify_line is before


@pytest.mark.parametrize("briefing", [pytest.param("gold/dev/p07.txt"), pytest.param("corpus/reports/hunan-2026.txt")])
def test_real_reports_fill_one_page(briefing: str, shared) -> None:
    from briefgen.analysis import analyse

    product: Briefing = brief(analyse(shared / briefing))
    fitted = fit(product)
    assert len(laid_out(fitted).pages) == 1
    assert 0 <= fitted.look.room - pdf.end(laid_out(fitted)) <= 14


def test_a_name_that_ends_in_digits_does_not_run_into_its_number() -> None:
    clause = Clause("第35", "", (Number("149.6亿元", 0),))
    page = estimate(
        replace(brief(analyse_text("全县完成投资149.6亿元，增长5.6%。")), summary=Summary(None, (clause,), None))
    )
    assert "第35：149.6亿元" in page.markdown
