"""A comparison as its reader gets it: Markdown, pages, records, and the command that writes them."""

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.analysis import analyse, analyse_text
from briefgen.comparison.comparing import Comparison, compare
from briefgen.comparison.page import page_of
from briefgen.comparison.production import FORMATS, Sides, produce_comparison
from briefgen.errors import SettingsError
from briefgen.models import Analysis
from briefgen.production import parse_formats
from briefgen.rendering import charts, pdf
from briefgen.rendering.comparing import set_comparison

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="module")
def sides() -> Sides:
    """Two reports of a district among the samples."""
    return [analyse(SEEDS / "qingyu-2023h1.txt")], [analyse(SEEDS / "qingyu-2024h1.txt")]


@pytest.fixture(scope="module")
def comparison(sides: Sides) -> Comparison:
    """Of these."""
    return compare(*sides)


@pytest.fixture(scope="module")
def markdown(comparison: Comparison) -> str:
    """Its Markdown."""
    return set_comparison(comparison, lay_out=False).markdown


def line_of(markdown: str, indicator: str) -> list[str]:
    """The cells of the first table row of an indicator."""
    return next(
        [c.strip() for c in line.strip("|").split("|")]
        for line in markdown.splitlines()
        if line.startswith(f"| {indicator}")
    )


def test_a_target_that_is_a_rank_alone_opens_no_empty_row() -> None:
    text = "平川县半年工作会议召开\n{}年7月20日\n要确保营商环境考核进入全市前{}位，力争全年固定资产投资增长{}%。\n"
    sides = [analyse_text(text.format(*values)) for values in (("2023", "三", "9"), ("2024", "二", "8"))]
    markdown = set_comparison(compare(*sides), lay_out=False).markdown
    assert "| 固定资产投资 |" in markdown
    assert "| — | — | — |" not in markdown


def test_a_name_that_ends_in_a_digit_is_parted_from_its_number() -> None:
    texts = (
        "平川县上半年环境质量通报\n2023年7月20日\n上半年，全县优良天数比例为85%，细颗粒物PM2.5为38微克/立方米。\n",
        "平川县上半年环境质量通报\n2024年7月20日\n上半年，全县优良天数比例为88%。\n",
    )
    markdown = set_comparison(compare(*map(analyse_text, texts)), lay_out=False).markdown
    assert "PM2.5：38微克/立方米" in markdown


def test_a_row_shows_both_sides_what_follows_and_the_verdict(markdown: str) -> None:
    a, b, difference, ratio, growth_a, growth_b, growth, ranks, verdict = line_of(markdown, "地区生产总值")[1:]
    assert (a, b, difference, ratio) == ("148.6亿元", "158.2亿元", "+9.6亿元", "1.06倍")
    assert (growth_a, growth_b, growth) == ("+6.4%", "+6.6%", "+0.2")
    assert (ranks, verdict) == ("全市第3→第2↑1", "▲向好")


def test_derived_columns_are_marked_and_their_formula_is_told(markdown: str) -> None:
    assert all(head in markdown for head in ("推算差额", "推算倍数", "推算增速差"))
    assert "差额＝乙期−甲期" in markdown and "倍数＝乙期÷甲期" in markdown


def test_a_revised_base_is_marked_at_its_row_and_explained(markdown: str) -> None:
    name = line_of(markdown, "社会消费品零售总额")[0]
    mark = name.removeprefix("社会消费品零售总额")
    assert mark and f"{mark}口径或基数可能调整" in markdown


def test_the_heads_name_period_title_source_and_date(markdown: str) -> None:
    assert "| 甲期：2023年上半年 | 乙期：2024年上半年 |" in markdown
    assert "青屿发布，2023年7月21日" in markdown


def test_promises_say_in_words_what_became_of_them(markdown: str) -> None:
    assert "▲达成" in markdown and "未提及：" in markdown


def test_one_sided_tasks_and_figures_are_shown(markdown: str) -> None:
    assert "| 甲期有、乙期未再提 | 乙期新增 |" in markdown
    assert "| 仅甲期 | 仅乙期 |" in markdown


def test_hostile_words_stay_text() -> None:
    lines = "2023年要抓好以下工作：", "一是推进<script>alert(1)</script>园区建设。", "二是建设{{ 7*7 }}号|路*段。"
    a = analyse_text("\n".join(("甲区2022年情况", *lines)))
    b = analyse_text(
        "\n".join(("甲区2023年情况", "2024年要抓好以下工作：", "一是办好社区食堂。", "二是建设口袋公园。"))
    )
    made = set_comparison(compare(a, b), lay_out=False)
    assert "<script>" not in made.html and "49号" not in made.markdown


def test_nothing_comparable_is_said_and_tasks_are_shown_all_the_same() -> None:
    a = analyse_text("甲区2022年情况\n2023年要抓好以下工作：\n一是办好社区食堂。\n二是建设口袋公园。")
    b = analyse_text("甲区2023年情况\n2024年要抓好以下工作：\n一是继续办好社区食堂。\n二是开通夜班公交。")
    text = set_comparison(compare(a, b), lay_out=False).markdown
    assert "两期报告没有可比指标" in text and "开通夜班公交" in text and "指标对照" not in text


def test_the_page_is_one_or_two_sheets_and_keeps_what_counts_most(comparison: Comparison) -> None:
    crowded = replace(
        comparison,
        rows=tuple(
            replace(row, indicator=f"{row.indicator}{at}", weight=row.weight - at)
            for at in range(6)
            for row in comparison.rows
        ),
    )
    for one in (comparison, crowded):
        made = set_comparison(one)
        assert len(pdf.layout(made.html, ()).pages) <= 2
    assert 0 < made.page.shown < len(crowded.rows)
    assert "地区生产总值0" in made.markdown


def test_fewer_rows_are_those_that_weigh_most_in_the_old_order(comparison: Comparison) -> None:
    all_lines = [line.indicator for group in page_of(comparison, 99).groups for line in group.lines]
    few = [line.indicator for group in page_of(comparison, 5).groups for line in group.lines]
    assert len(few) == 5 and few == [name for name in all_lines if name in few]
    assert "地区生产总值" in few


def test_the_chart_has_words_for_those_who_cannot_see_it_and_two_shapes(comparison: Comparison) -> None:
    svg = charts.dumbbell(page_of(comparison, 99))
    assert "<title" in svg and "地区生产总值由6.4到6.6" in svg
    assert 'fill="#fff"' in svg and "font-family" in svg
    places = [float(x) for x in re.findall(r'c?x[12]?="([-\d.]+)"', svg)]
    assert min(places) >= 0 and max(places) <= charts.WIDTH


def test_few_growth_rates_make_no_chart(comparison: Comparison) -> None:
    assert charts.dumbbell(page_of(replace(comparison, rows=comparison.rows[:2]), 9)) == ""


def test_json_holds_every_operand_with_its_place(comparison: Comparison, sides: Sides) -> None:
    produced = produce_comparison(comparison, sides, ("json",))
    record = json.loads(produced.files["json"])
    source = (SEEDS / "qingyu-2024h1.txt").read_text(encoding="utf-8")
    second = record["rows"][0]["difference"]["operands"][1]
    assert source[second["start"] : second["end"]] == "158.2亿元"
    assert record["schema"] == "briefgen.comparison/1"


def test_csv_has_a_row_for_each_indicator_with_formulas(comparison: Comparison, sides: Sides) -> None:
    text = produce_comparison(comparison, sides, ("csv",)).files["csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(comparison.rows) + len(comparison.only_a) + len(comparison.only_b)
    assert rows[0]["差额公式"] == "158.2亿元 − 148.6亿元"


def test_the_same_reports_give_the_same_bytes(comparison: Comparison, sides: Sides) -> None:
    formats = ("md", "html", "json", "csv", "xlsx")
    again = [analyse(SEEDS / "qingyu-2023h1.txt")], [analyse(SEEDS / "qingyu-2024h1.txt")]
    anew = produce_comparison(compare(*again), again, formats)
    assert produce_comparison(comparison, sides, formats).files == anew.files


def test_an_unknown_format_is_refused() -> None:
    assert parse_formats("pdf, md", FORMATS) == ("md", "pdf")
    with pytest.raises(SettingsError, match="odt"):
        parse_formats("md,odt", FORMATS)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line, in a process of its own."""
    command = [sys.executable, "-m", "briefgen", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_writes_what_it_names(tmp_path: Path) -> None:
    done = run("compare", SEEDS / "qingyu-2023h1.txt", SEEDS / "qingyu-2024h1.txt", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    written = {Path(line).name for line in done.stdout.splitlines()}
    assert {"qingyu-2023h1-vs-qingyu-2024h1.md", "qingyu-2023h1-vs-qingyu-2024h1.pdf"} <= written


def test_the_command_takes_folders_and_says_how_many_reports_it_pooled(tmp_path: Path) -> None:
    for side, names in {
        "a": ("qingyu-2023h1.txt",),
        "b": ("qingyu-2024h1.txt", "wangtong-work-report-2024.html"),
    }.items():
        (tmp_path / side).mkdir()
        for name in names:
            (tmp_path / side / name).write_bytes((SEEDS / name).read_bytes())
    done = run("compare", tmp_path / "a", tmp_path / "b", "--out", tmp_path, "--format", "md", "--force")
    assert done.returncode == 0, done.stderr
    assert "乙期有2份报告" in (tmp_path / "a-vs-b.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("second", ["qingyu-2023h1.txt", "no-such-report.txt"])
def test_bad_input_is_one_line_and_writes_nothing(tmp_path: Path, second: str) -> None:
    done = run("compare", SEEDS / "qingyu-2023h1.txt", SEEDS / second, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_tasks_are_shortened_by_leaving_out_only(comparison: Comparison) -> None:
    page = page_of(comparison, 99)
    shown = [words for pair in (*page.carried, *page.changed) for words in pair if words.quote]
    assert shown
    for words in shown:
        assert words.quote
        source = (SEEDS / ("qingyu-2023h1.txt" if words.quote.side == "a" else "qingyu-2024h1.txt")).read_text("utf-8")
        assert source[words.quote.start : words.quote.end] == words.quote.text
        left = iter(words.quote.text)
        assert all(character in left for character in words.text.replace("……", ""))


def test_the_public_function_renders_a_comparison() -> None:
    import briefgen

    a, b = (
        briefgen.analyse_text(f"{year}年上半年,云溪区工业投资增长{rate}%。") for year, rate in ((2022, 5), (2023, 7))
    )
    assert "工业投资" in briefgen.render(briefgen.compare(a, b), "md")


def test_sides_in_the_wrong_order_are_told(tmp_path: Path) -> None:
    """And compared all the same."""
    pair = SEEDS / "qingyu-2023h1.txt", SEEDS / "qingyu-2024h1.txt"
    right = run("compare", *pair, "--out", tmp_path, "--format", "md")
    wrong = run("compare", *pair[::-1], "--out", tmp_path, "--format", "md")
    assert (right.returncode, right.stderr) == (0, "")
    assert wrong.returncode == 0
    assert "2024h1.txt is of a later period than" in wrong.stderr
    assert wrong.stderr.count("\n") == 1


def report_of(place: str, year: int) -> Analysis:
    """A report of a place that no list knows."""
    said = f"{year}年上半年,{place}完成地区生产总值{year - 2000}.5亿元,增长6%。"
    return analyse_text(f"{place}上半年经济运行情况\n{said}\n")


def test_places_that_no_list_knows_are_told_apart_by_what_the_reports_call_them() -> None:
    first, second = report_of("双溪镇", 2022), report_of("白沙镇", 2023)
    assert compare(first, second).notes[0] == "两期报告所称地方不同：甲为双溪镇，乙为白沙镇，请核对"
    assert compare(first, report_of("双溪镇", 2023)).notes == ()
    assert not any("地方" in note for note in compare(first, report_of("全区", 2023)).notes)


def test_the_page_says_how_many_of_the_targets_it_lists(comparison: Comparison) -> None:
    promise = next(promise for promise in comparison.promises if promise.actual is not None)
    many = replace(comparison, promises=(promise,) * 15)
    assert "见实绩的15项，本页列12项。" in set_comparison(many, lay_out=False).markdown
    assert "本页列" not in set_comparison(comparison, lay_out=False).markdown.partition("上期目标完成情况")[2][:900]


def test_what_goes_on_keeps_its_name() -> None:
    """继续 parts no pair and names no row."""
    first = analyse_text("青屿区工作报告\n2022年,全区改造老旧小区32个。\n")
    second = analyse_text("青屿区工作报告\n2023年,全区继续改造老旧小区28个。\n")
    assert [row.indicator for row in compare(first, second).rows] == ["改造老旧小区"]


def test_the_targets_of_one_place_are_not_held_against_the_results_of_another() -> None:
    """Nor those of a period against its own results."""
    own = analyse_text("双溪镇工作报告\n2022年,完成税收收入4.5亿元。2023年,税收收入力争达到5亿元。\n")
    later, other = (analyse_text(f"{place}工作报告\n2023年,完成税收收入5.2亿元。\n") for place in ("双溪镇", "白沙镇"))
    assert [promise.outcome for promise in compare(own, later).promises] == ["reached"]
    assert compare(own, other).promises == ()
    same = analyse_text("双溪镇情况\n2022年,完成税收收入4.6亿元。\n2022年,税收收入力争达到4亿元。\n")
    assert compare(own, same).promises == ()


def test_a_place_that_no_list_knows_is_named_when_both_reports_name_it() -> None:
    first, second = (report_of("双溪镇", year) for year in (2022, 2023))
    assert set_comparison(compare(first, second), lay_out=False).page.title == "双溪镇2022年上半年与2023年上半年对照"
    apart = set_comparison(compare(first, report_of("白沙镇", 2023)), lay_out=False)
    assert apart.page.title == "2022年上半年与2023年上半年对照"


def test_the_page_says_how_many_of_the_tasks_it_lists(comparison: Comparison) -> None:
    many = replace(comparison, new=comparison.new[:1] * 9, gone=comparison.gone[:1] * 2)
    told = set_comparison(many, lay_out=False).markdown
    assert "新增的9项，本页列6项。" in told
    assert "不再提及的" not in told
