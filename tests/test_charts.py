"""What is drawn: only what the data carries, to scale, readable in grey, in words too, and proved."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from test_cli import run

from briefgen import manifest as manifests
from briefgen.analysis import analyse, analyse_text
from briefgen.comparison.comparing import compare
from briefgen.comparison.page import Bar as Rates
from briefgen.comparison.page import ComparisonPage, page_of
from briefgen.errors import SettingsError
from briefgen.production import produce_again, produce_brief
from briefgen.rendering import bars, charts, raster, wordpictures
from briefgen.rendering.pages import to_html
from briefgen.settings import Settings, load
from briefgen.verification import pictures, texts
from briefgen.verification.edits import differences

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
PLAIN = Settings(look="plain")
ROOM = 49.0
GROWTH = """| 指标 | 数值 | 增减 | 位次 |
|:--|--:|--:|:-:|
| 规模工业增加值 | — | +5.2% | 全省第1 |
| 地方收入 | 104.9亿元 | — | — |
| 进出口总额 | — | +75.4% | — |
| 实际利用外资 | — | +226% | — |
| 旅游收入 | — | +73.2% | — |
| 安全事故 | — | −25.4% | — |
| 税收（一季度） | 9亿元 | +8.8% | — |
| 存款 | 9亿元 | +3个百分点 | — |
"""
PROGRESS = """| 指标 | 目标 | 已完成 | 完成进度（推算） | 时间进度（推算） |
|:--|--:|--:|--:|--:|
| 投资 | 139.9亿元 | 40.02亿元 | 28.6% | 33.3% |
| 税收 | 40亿元 | 60亿元 | 150.0% | 33.3% |
| 项目 | 2个 | — | — | — |
"""
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10" fill="#c8102e"/></svg>'
)


def rows(markdown: str) -> bars.Rows:
    return bars.texts_of(to_html(markdown))


def column(markdown: str) -> dict[str, bars.Bar]:
    """The bars of a table by the names of their rows."""
    table = rows(markdown)
    return {table[row][0]: bar for found in bars.columns(table) for row, bar in found.bars.items()}


def test_growth_rates_of_the_tables_own_period_have_bars_and_nothing_else_has() -> None:
    assert list(column(GROWTH)) == ["规模工业增加值", "进出口总额", "实际利用外资", "旅游收入", "安全事故"]


def test_what_fell_stands_left_of_the_axis_and_is_hollow() -> None:
    found = column(GROWTH)
    assert found["安全事故"].end == found["安全事故"].zero == found["进出口总额"].start > 0
    page = bars.draw(to_html(GROWTH), ROOM)
    assert page.count('class="rise"') == 4 and page.count('class="fall"') == 1
    assert re.search(r'class="fall"[^>]*fill="#fff"', page)


def test_an_outlier_is_cut_short_and_its_number_stands_beside_it() -> None:
    found = column(GROWTH)
    assert [name for name, bar in found.items() if bar.cut] == ["实际利用外资"]
    assert found["实际利用外资"].end == pytest.approx(1.0)
    long = found["进出口总额"]
    assert long.end - long.zero == pytest.approx((1 - long.zero) * bars.CUT)
    page = bars.draw(to_html(GROWTH), ROOM)
    cell = next(cell for cell in page.split("</td>") if "226%" in cell)
    assert 'class="cut"' in cell and cell.index("226") < cell.index("<svg")


@given(st.lists(st.integers(-9990, 9990).map(lambda n: n / 10), min_size=4, max_size=14))
@settings(max_examples=60, deadline=None)
def test_bars_that_are_whole_are_as_long_as_their_rates(values: list[float]) -> None:
    lines = [f"| 指标{at} | {'−' if v < 0 else '+'}{abs(v):g}% |" for at, v in enumerate(values)]
    found = list(column("\n".join(["| 指标 | 增减 |", "|:--|--:|", *lines])).values())
    assert len(found) == len(values)
    assert all(0 <= bar.start <= bar.end <= 1 + 1e-9 for bar in found)
    assert sum(bar.cut for bar in found) <= max(1, len(values) // bars.OUTLIERS)
    whole = [(abs(v), bar.end - bar.start) for v, bar in zip(values, found, strict=True) if not bar.cut and v]
    scales = [length / size for size, length in whole]
    assert all(scale == pytest.approx(scales[0]) for scale in scales)
    shortest_cut = min((bar.end - bar.start for bar in found if bar.cut), default=2.0)
    assert all(length <= shortest_cut + 1e-9 for _, length in whole)


def test_three_rates_make_no_bars() -> None:
    few = [line for line in GROWTH.splitlines() if "实际" not in line and "旅游" not in line]
    assert bars.draw(to_html("\n".join(few)), ROOM) == to_html("\n".join(few))


def test_progress_shows_what_is_reached_where_time_stands_and_what_is_ahead() -> None:
    found = column(PROGRESS)
    assert list(found) == ["投资", "税收"]
    assert found["投资"].end == pytest.approx(0.286 / bars.FULL)
    assert found["投资"].mark == pytest.approx(0.333 / bars.FULL)
    assert found["税收"].cut and found["税收"].end == 1.0
    assert found["投资"].text == "投资完成进度28.6%，时间进度33.3%"


def test_progress_without_time_has_no_bars() -> None:
    assert column(PROGRESS.replace("33.3%", "—")) == {}


def test_a_table_without_room_has_no_bars() -> None:
    page = to_html(GROWTH)
    assert bars.draw(page, 20.0) == page
    wide = [bars.fitting(rows(GROWTH), bars.columns(rows(GROWTH)), room) for room in range(20, 60)]
    assert wide == sorted(wide) and wide[0] == 0 and wide[-1] == bars.WIDEST


def test_two_halves_of_a_table_have_bars_of_one_scale_with_their_own_names() -> None:
    twin = """| 指标 | 增减 | 指标 | 增减 |
|:--|--:|:--|--:|
| 甲 | +10% | 乙 | +20% |
| 丙 | +5% | 丁 | −10% |
"""
    left, right = bars.columns(rows(twin))
    assert right.bars[2].text == "丁下降10%"
    assert left.bars[1].end - left.bars[1].start == pytest.approx(right.bars[2].end - right.bars[2].start)


def test_bars_bring_no_words_but_those_for_who_cannot_see_them() -> None:
    page = bars.draw(to_html(GROWTH + "\n" + PROGRESS), ROOM)
    assert (
        texts.read(page.encode(), ".html").characters
        == texts.read(to_html(GROWTH + "\n" + PROGRESS).encode(), ".html").characters
    )
    drawn = re.findall(r'role="img" aria-label="([^"]+)"><title>([^<]+)</title>', page)
    assert len(drawn) == 7 and all(label == title for label, title in drawn)
    assert drawn[0][0] == "规模工业增加值增长5.2%" and drawn[4][0] == "安全事故下降25.4%"


def test_an_official_paper_has_bars_only_when_that_is_set(tmp_path: Path) -> None:
    (tmp_path / "on.toml").write_text("charts = true", encoding="utf-8")
    (tmp_path / "off.toml").write_text('charts = false\nlook = "plain"', encoding="utf-8")
    analysis = analyse(SEEDS / "lanjiang-2023h1.txt")
    for setting, drawn in (
        (Settings(), False),
        (load(tmp_path / "on.toml"), True),
        (PLAIN, True),
        (load(tmp_path / "off.toml"), False),
    ):
        page = produce_brief(analysis, ("html",), settings=setting).files["html"]
        assert (b'<svg class="bar"' in page) is drawn


def test_an_edited_page_has_the_bars_of_its_own_numbers() -> None:
    page = produce_brief(analyse(SEEDS / "lanjiang-2023h1.txt"), ("md", "pdf"), settings=PLAIN).files["md"].decode()
    assert "| +7.4% |" in page
    html = produce_again(page.replace("| +7.4% |", "| +4.7% |"), ("html",), settings=PLAIN)["html"].decode()
    assert "规模以上工业增加值增长4.7%" in html


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a briefing and a comparison, not to be changed."""
    folder = tmp_path_factory.mktemp("drawn")
    names = ("lanjiang-2023h1.txt", "qingyu-2023h1.txt", "qingyu-2024h1.txt")
    for name in names:
        shutil.copy(SEEDS / name, folder)
    for command in (("brief", names[0]), ("compare", *names[1:])):
        done = run(*command, "--look", "plain", "--format", "md,html,pdf,docx", where=folder)
        assert done.returncode == 0, done.stderr.decode()
    return folder / "out"


BRIEF, COMPARED = "lanjiang-2023h1", "qingyu-2023h1-vs-qingyu-2024h1"


def found(made: Path, name: str, data: bytes, suffix: str) -> list[str]:
    record = manifests.load(made / f"{name}.manifest.json")
    return [str(difference) for difference in differences(record.passages, texts.read(data, suffix))]


@pytest.mark.parametrize(
    ("name", "pattern", "new"),
    [
        (BRIEF, r"(<title>[^<]*增长)\d", r"\g<1>9"),
        (BRIEF, r'(aria-label="[^"]*完成进度)\d', r"\g<1>9"),
        (BRIEF, r'(class="rise"[^>]* width=")\d', r"\g<1>9"),
        (BRIEF, r'(class="time" d="M)\d', r"\g<1>9"),
        (BRIEF, r'<svg class="bar".*?</svg>', ""),
        (BRIEF, r'(class="drawn up"[^>]*>.*?\+)\d', r"\g<1>9"),
        (COMPARED, r'(class="b" cx=")\d+', r"\g<1>300"),
        (COMPARED, r"(<title>[^<]*由)\d", r"\g<1>9"),
        (COMPARED, r"(<text[^>]*>)(\d)([\d.]* → )", r"\g<1>9\3"),
    ],
)
def test_a_drawing_that_was_changed_is_caught(made: Path, name: str, pattern: str, new: str) -> None:
    page = (made / f"{name}.html").read_text(encoding="utf-8")
    assert not found(made, name, page.encode(), ".html")
    changed = re.sub(pattern, new, page, count=1, flags=re.DOTALL)
    assert changed != page
    assert found(made, name, changed.encode(), ".html")


def test_a_template_of_ones_own_may_draw_otherwise_but_not_say_other_numbers(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    line = '<svg class="bar" xmlns="http://www.w3.org/2000/svg" style="width: {{ wide }}em; height: 1em">%s</svg>'
    for words, holds in (("", True), ("<title>{{ bar.text }}</title>", True), ("<title>增长999%</title>", False)):
        (own / "growth.html.j2").write_text(line % words, encoding="utf-8")
        source = str(SEEDS / "lanjiang-2023h1.txt")
        done = run("brief", source, "--look", "plain", "--format", "html", "--templates", str(own), where=tmp_path)
        assert (done.returncode == 0) is holds, done.stderr.decode()


@pytest.mark.parametrize("name", [BRIEF, COMPARED])
def test_words_of_a_picture_that_were_changed_in_word_are_caught(made: Path, name: str) -> None:
    data = (made / f"{name}.docx").read_bytes()
    assert not found(made, name, data, ".docx")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.infolist():
            part = old.read(item)
            if item.filename == "word/document.xml":
                changed = re.sub(r'(descr="[^"]*?)\d', r"\g<1>99", part.decode(), count=1)
                assert changed != part.decode()
                part = changed.encode()
            new.writestr(item, part)
    assert found(made, name, target.getvalue(), ".docx")


def test_a_number_beside_a_bar_that_was_changed_in_the_pdf_is_caught(made: Path) -> None:
    record = manifests.load(made / f"{BRIEF}.manifest.json")
    read = texts.read((made / f"{BRIEF}.pdf").read_bytes(), ".pdf")
    assert not differences(record.passages, read)
    assert "+7.4%" in read.characters
    assert differences(record.passages, replace(read, characters=read.characters.replace("+7.4%", "+9.4%", 1)))


def test_pictures_in_word_say_what_they_show_and_stand_beside_their_numbers(made: Path) -> None:
    from docx import Document

    document = Document(made / f"{BRIEF}.docx")
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    drawn = {cell.text.strip(): cell._tc.xpath(".//wp:docPr/@descr") for cell in cells if cell._tc.xpath(".//wp:docPr")}
    assert drawn["+7.4%"] == ["规模以上工业增加值增长7.4%"]
    chart = [p._p.xpath(".//wp:docPr/@descr") for p in Document(made / f"{COMPARED}.docx").paragraphs]
    assert any(said and said[0].startswith("甲、乙两期增速（%）：地区生产总值由6.4到6.6") for said in chart)


def alternatives(pdf: Path) -> list[str]:
    """The alternative texts of the first page's figures, in the order of its structure."""
    import ctypes

    import pypdfium2.raw as raw

    document = PdfDocument(pdf)
    tree = raw.FPDF_StructTree_GetForPage(document[0])
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    told = []
    while waiting:
        element = waiting.pop(0)
        if length := raw.FPDF_StructElement_GetAltText(element, None, 0):
            text = ctypes.create_string_buffer(length)
            raw.FPDF_StructElement_GetAltText(element, text, length)
            told.append(text.raw.decode("utf-16-le").rstrip("\0"))
        count = raw.FPDF_StructElement_CountChildren(element)
        inner = [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
        waiting = [one for one in inner if one] + waiting
    raw.FPDF_StructTree_Close(tree)
    document.close()
    return told


def test_figures_of_the_pdf_have_alternative_texts_with_their_numbers(made: Path) -> None:
    told = alternatives(made / f"{BRIEF}.pdf")
    page = (made / f"{BRIEF}.html").read_text(encoding="utf-8")
    assert told == re.findall(r'<svg class="bar"[^>]*aria-label="([^"]*)"', page)
    assert "规模以上工业增加值增长7.4%" in told


def test_a_report_that_fits_whole_has_its_figures_one_row_to_a_line() -> None:
    page = produce_brief(analyse(SEEDS / "yunxiu-bulletin-2022.gb18030.txt"), ("md", "html"), settings=PLAIN).files
    assert "| 指标 | 数值 | 增减 |\n" in page["md"].decode()
    assert page["html"].count(b'<svg class="bar"') >= bars.FEWEST_RATES


def test_what_charts_may_be_set_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text('charts = "yes"', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"briefgen\.toml: charts: must be true or false"):
        load(tmp_path / "briefgen.toml")


def test_the_same_report_gives_the_same_pictures() -> None:
    analysis = analyse(SEEDS / "lanjiang-2023h1.txt")
    one, two = (produce_brief(analysis, ("docx", "html"), settings=PLAIN).files for _ in range(2))
    assert one == two


def test_bars_are_readable_in_grey() -> None:
    """What grew is dark and what fell is hollow in every colour an office may set that is legible as text."""
    from PIL import Image

    page = bars.draw(to_html(GROWTH), ROOM, colour="#c8102e")
    drawings = re.findall(r'<svg class="bar".*?</svg>', page, re.DOTALL)
    grown, fallen = (
        Image.open(io.BytesIO(raster.png([raster.Drawing(d, 110, 7, 10)])[0])).convert("L")
        for d in (drawings[1], drawings[4])
    )
    found = column(GROWTH)

    def shade(image: Image.Image, bar: bars.Bar) -> int:
        return int(image.getpixel((round(image.width * (bar.start + bar.end) / 2), image.height // 2)))

    assert shade(grown, found["进出口总额"]) < 110
    assert shade(fallen, found["安全事故"]) > 240


def test_a_logo_drawn_in_lines_goes_into_word(tmp_path: Path) -> None:
    from docx import Document

    (tmp_path / "logo.svg").write_bytes(LOGO)
    (tmp_path / "briefgen.toml").write_text('logo = "logo.svg"', encoding="utf-8")
    analysis = analyse_text("云溪区上半年地区生产总值148.6亿元,同比增长6.4%。")
    word = produce_brief(analysis, ("docx",), settings=load(tmp_path / "briefgen.toml")).files["docx"]
    (shape,) = Document(io.BytesIO(word)).inline_shapes
    assert shape.width / shape.height == pytest.approx(2.0, rel=0.02)


def test_a_logo_that_is_no_picture_is_left_out() -> None:
    assert wordpictures.logo("") == b""
    assert wordpictures.logo("data:text/html;base64,PGI+") == b""
    assert wordpictures.logo("data:image/svg+xml;base64,PHN2Zz4=") == b""


@pytest.fixture(scope="module")
def compared() -> ComparisonPage:
    return page_of(compare(analyse(SEEDS / "qingyu-2023h1.txt"), analyse(SEEDS / "qingyu-2024h1.txt")), 99)


def test_a_rate_far_off_is_drawn_behind_the_end_of_the_axis_with_its_line_cut(compared: ComparisonPage) -> None:
    rates = (Rates("甲", 6.4, 6.6), Rates("乙", 6.9, 9.2), Rates("丙", 226.0, 12.0), Rates("丁", 5.0, 5.0))
    figure = charts.dumbbell(replace(compared, bars=rates))
    assert figure.count('stroke="#fff"') == 1
    assert "226 → 12" in figure
    ticks = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor', figure)]
    places = [float(x) for x in re.findall(r'class="[ab]" cx="([\d.]+)"', figure)]
    assert sum(place > max(ticks) for place in places) == 1
    assert not pictures.of_html(figure).wrong


def test_texts_of_the_chart_do_not_overlap(compared: ComparisonPage) -> None:
    from briefgen.rendering.titles import width

    figure = charts.dumbbell(compared)
    texts_drawn = re.findall(
        r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)', figure.replace('text-anchor="middle"', "")
    )
    boxes = [(float(x), float(x) + width(text) * charts.FACE, float(y)) for x, y, text in texts_drawn]
    for one in boxes:
        for other in boxes:
            apart = one is other or abs(one[2] - other[2]) >= charts.FACE or one[1] <= other[0] or other[1] <= one[0]
            assert apart, (one, other)
    assert len(boxes) > 6
