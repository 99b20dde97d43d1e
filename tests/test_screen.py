"""The page for a screen: numbers that show their source, without a script, without the network."""

import re
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest
from test_cli import run

from briefgen.analysis import analyse_text
from briefgen.models import Analysis
from briefgen.production import produce_brief
from briefgen.settings import Settings
from briefgen.verification import texts

REPORT = """云溪区上半年经济运行情况通报
2023年7月20日
上半年,全区地区生产总值148.6亿元,同比增长6.4%,居全市第3位。规模工业增加值增长6.1%。1—6月,固定资产投资完成42.5亿元,同比增长9.3%。
全年固定资产投资计划完成100亿元。
同时也要看到,企业"<b>订单</b>"不足,亏损企业有34家。
会议要求,下半年重点抓好以下工作:
一要加快推进重点项目建设。9月底前开工建设滨河路。
二要抓好企业帮扶工作。由区工信局牵头,走访企业100家。
"""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse_text(REPORT)


@pytest.fixture(scope="module")
def made(analysis: Analysis) -> dict[str, bytes]:
    return produce_brief(analysis, ("md", "html"), settings=Settings(look="screen")).files


def origin(made: dict[str, bytes], number: str) -> str:
    """What a click on a number shows."""
    page = lxml.html.document_fromstring(made["html"])
    button = next(b for b in page.iter("button") if b.text_content() == number)
    return page.get_element_by_id(button.get("popovertarget")).text_content()


def test_a_number_shows_its_sentence_as_it_stands_in_the_report(made: dict[str, bytes]) -> None:
    shown = origin(made, "148.6亿元")
    assert "上半年,全区地区生产总值148.6亿元,同比增长6.4%" in shown
    begin = REPORT.index("148.6亿元")
    assert f"第{begin + 1}—{begin + 7}字" in shown


def test_a_derived_number_shows_its_formula_and_both_sentences(made: dict[str, bytes]) -> None:
    shown = origin(made, "42.5%")
    assert "42.5 ÷ 100" in shown
    assert "固定资产投资完成42.5亿元" in shown
    assert "计划完成100亿元" in shown


def test_numbers_in_quoted_words_show_their_source_too(made: dict[str, bytes]) -> None:
    assert "走访企业100家" in origin(made, "100家")


def test_the_page_says_what_the_markdown_says(made: dict[str, bytes]) -> None:
    assert texts.read(made["html"], ".html").characters == texts.read(made["md"], ".md").characters


def test_nothing_is_fetched_and_no_script_runs(made: dict[str, bytes]) -> None:
    html = made["html"].decode()
    assert "<script" not in html
    assert not re.search(r"(?:src|href)=(?!\"data:)", html)
    assert "default-src 'none'" in html
    assert "<b>订单" not in html


def test_the_same_report_gives_the_same_page(analysis: Analysis, made: dict[str, bytes]) -> None:
    assert produce_brief(analysis, ("html",), settings=Settings(look="screen")).files["html"] == made["html"]


def test_every_button_leads_somewhere_and_can_be_reached_by_keyboard(made: dict[str, bytes]) -> None:
    page = lxml.html.document_fromstring(made["html"])
    buttons = list(page.iter("button"))
    assert len(buttons) > 5
    targets = {element.get("id") for element in page.iter("div") if element.get("popover") is not None}
    assert {button.get("popovertarget") for button in buttons} == targets
    assert all(button.get("type") == "button" and button.get("tabindex") is None for button in buttons)
    assert page.get("lang") == "zh-CN"


def browser(page: Path, *options: str) -> bytes:
    safe = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [CHROMIUM, *safe, profile, *options, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout  # type: ignore[arg-type]


CLICK = """<script>
const button = [...document.querySelectorAll("button")].find(b => b.textContent === "148.6亿元");
const told = document.getElementById(button.getAttribute("popovertarget"));
const before = told.checkVisibility();
button.focus(); button.click();
const opened = told.matches(":popover-open") && told.checkVisibility() && document.activeElement === button;
told.hidePopover();
document.body.dataset.clicked = [before, opened, told.checkVisibility()].join(" ");
</script></body>"""


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium: scripts/setup --browser installs it")
def test_a_click_in_a_browser_opens_the_source(made: dict[str, bytes], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made["html"].decode())
    page.write_text(html.replace("</body>", CLICK), encoding="utf-8")
    assert b'data-clicked="false true false"' in browser(page, "--dump-dom")


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium: scripts/setup --browser installs it")
def test_a_browser_prints_it_on_one_page(made: dict[str, bytes], tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    (tmp_path / "page.html").write_bytes(made["html"])
    browser(tmp_path / "page.html", f"--print-to-pdf={tmp_path / 'print.pdf'}", "--no-pdf-header-footer")
    assert len(PdfDocument(tmp_path / "print.pdf")) == 1


def test_digests_and_comparisons_flow_on_a_screen_too(tmp_path: Path) -> None:
    seeds = Path(__file__).resolve().parents[1] / "seeds"
    pair = (str(seeds / "qingyu-2023h1.txt"), str(seeds / "qingyu-2024h1.txt"))
    for command in (("compare", *pair), ("digest", str(seeds / "week"))):
        done = run(*command, "--look", "screen", "--format", "md,html", "--out", command[0], where=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        page = next((tmp_path / command[0]).glob("*.html")).read_text(encoding="utf-8")
        assert 'name="viewport"' in page
        assert "default-src 'none'" in page
        assert "<script" not in page
