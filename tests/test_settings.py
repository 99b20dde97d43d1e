"""briefgen.toml: what an office sets once, and what is said when it makes no sense."""

import base64
import subprocess
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from test_cli import run

from briefgen.analysis import analyse_text
from briefgen.briefing import brief
from briefgen.errors import SettingsError
from briefgen.production import produce_brief
from briefgen.rendering import estimate
from briefgen.rendering.pages import Look, page
from briefgen.settings import DEFAULT, PARTS, Settings, commented, load

REPORT = """云溪区上半年经济运行情况通报
2023年7月20日
上半年,全区地区生产总值148.6亿元,同比增长6.4%。规模工业增加值增长6.1%,居全市第2位。固定资产投资完成42.5亿元,同比增长9.3%。
同时也要看到,部分企业订单不足,项目用地保障仍有缺口。
会议要求,下半年重点抓好以下工作:
一要加快推进重点项目建设。9月底前开工建设滨河路。
二要抓好企业帮扶工作。由区工信局牵头,走访企业100家。
"""

FILLED = """
look = "plain"
brief_name = "云溪要情"
unit = "云溪区政府办公室编"
issue = "第7期（总第91期）"
secrecy = "内部资料"
report_to = "区委、区政府领导"
copies = "30份"
accent = "#123456"
parts = ["tasks", "figures"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "briefgen.toml"
    path.write_text(FILLED, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == DEFAULT == Settings()


def test_the_file_in_the_current_folder_is_found(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    assert load() == load(file)
    assert load().unit == "云溪区政府办公室编"
    assert load(look="office").look == "office"


def test_what_is_set_stands_on_the_page_in_its_order(file: Path) -> None:
    settings = load(file)
    markdown = estimate(
        brief(analyse_text(REPORT), paper=settings.brief_name, parts=settings.parts), settings=settings
    ).markdown
    order = ["内部资料", "**云溪要情**", "第7期（总第91期）", "云溪区政府办公室编　　", "# ", "重点任务", "主要指标"]
    order += ["---", "报：区委、区政府领导。", "共印30份"]
    places = [markdown.index(text) for text in order]
    assert places == sorted(places)
    assert "存在问题" not in markdown


def test_a_part_that_is_left_out_gives_its_room_to_the_others() -> None:
    analysis = analyse_text(REPORT)
    everything, some = brief(analysis), brief(analysis, parts=("figures",))
    assert everything.tasks
    assert not (some.tasks or some.problems or some.goals)
    assert some.rows == replace(everything, rows=some.rows).rows


def test_the_colour_reaches_the_page(file: Path) -> None:
    html = page("**名**\n\n# 题\n\n文。", Look(12, 1.5), settings=load(file))
    assert "--accent: #123456" in html
    assert "--accent: #c8102e" in page("# 题\n\n文。", Look(12, 1.5))


def test_a_logo_becomes_part_of_the_page(file: Path) -> None:
    data = b"\x89PNG\r\n\x1a\nnot really"
    (file.parent / "logo.png").write_bytes(data)
    file.write_text('logo = "logo.png"', encoding="utf-8")
    address = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    assert load(file).logo == address
    assert f'<img src="{address}"' in page("**名**\n\n# 题\n\n文。", Look(12, 1.5), settings=load(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "red"', ("colour", "no such key", "accent")),
        ("issue = 31", ("issue", "text in quotes")),
        ('unit = "a\\nb"', ("unit", "one line")),
        ('look = "red"', ("look", "'red'", "office, plain, screen")),
        ('accent = "red"', ("accent", "'red'", "#c8102e")),
        ('parts = ["figures", "figures"]', ("parts", "each once")),
        ('parts = ["weather"]', ("parts", "achievements")),
        ('logo = "logo.exe"', ("logo", "logo.exe", ".png")),
        ('logo = "none.png"', ("logo", "none.png", "cannot be read")),
        ("unit = 云溪", ("not valid TOML", "line 1")),
    ],
)
def test_what_makes_no_sense_is_told_with_file_and_key(file: Path, text: str, said: tuple[str, ...]) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load(file)
    message = str(error.value)
    assert str(file) in message
    assert "\n" not in message
    for words in said:
        assert words in message


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="briefgen init"):
        load(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes('unit = "云溪"'.encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load(tmp_path / "gbk.toml")


def test_the_file_that_init_writes_names_every_key_and_changes_nothing() -> None:
    assert tomllib.loads(commented()) == {}
    filled = "\n".join(line.removeprefix("# ") for line in commented().splitlines() if " = " in line)
    values = tomllib.loads(filled)
    assert list(values) == [field.name for field in fields(Settings)]
    assert values["parts"] == list(PARTS)


def test_init_writes_once_and_over_it_only_when_forced(tmp_path: Path) -> None:
    assert run("init", where=tmp_path).returncode == 0
    (tmp_path / "briefgen.toml").write_text('unit = "甲"', encoding="utf-8")
    again = run("init", where=tmp_path)
    assert again.returncode == 1
    assert "--force" in again.stderr.decode()
    assert (tmp_path / "briefgen.toml").read_text(encoding="utf-8") == 'unit = "甲"'
    assert run("init", "--force", where=tmp_path).returncode == 0
    assert (tmp_path / "briefgen.toml").read_text(encoding="utf-8") == commented()


def test_a_page_with_settings_is_proved_in_every_format(file: Path) -> None:
    (file.parent / "r.txt").write_text(REPORT, encoding="utf-8")
    done = run("brief", "r.txt", "--format", "md,html,pdf,docx", where=file.parent)
    assert done.returncode == 0, done.stderr.decode()
    assert run("verify", "out/r.pdf", where=file.parent).returncode == 0
    shown = subprocess.run(["pdftotext", file.parent / "out" / "r.pdf", "-"], capture_output=True, text=True).stdout
    for text in ("云溪要情", "第7期（总第91期）", "报：区委、区政府领导。", "共印30份"):
        assert text in shown.replace("\n", "")


def test_every_look_gives_one_page() -> None:
    from pypdfium2 import PdfDocument

    for look in ("office", "plain", "screen"):
        made = produce_brief(analyse_text(REPORT), ("pdf",), settings=Settings(look=look))  # type: ignore[arg-type]
        assert len(PdfDocument(made.files["pdf"])) == 1


def test_all_products_take_the_look_the_name_and_the_colour(tmp_path: Path) -> None:
    from docx import Document

    seeds = Path(__file__).resolve().parents[1] / "seeds"
    (tmp_path / "briefgen.toml").write_text(
        'look = "plain"\naccent = "#123456"\ncompare_name = "今昔对照"\ndigest_name = "每周要闻"\n', encoding="utf-8"
    )
    pair = (str(seeds / "qingyu-2023h1.txt"), str(seeds / "qingyu-2024h1.txt"))
    for command, name in ((("compare", *pair), "今昔对照"), (("digest", str(seeds / "week")), "每周要闻")):
        done = run(*command, "--format", "md,html,docx", "--out", command[0], where=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        html = next((tmp_path / command[0]).glob("*.html")).read_text(encoding="utf-8")
        assert "--accent: #123456" in html
        document = Document(str(next((tmp_path / command[0]).glob("*.docx"))))
        assert document.paragraphs[0].text == name
        assert document.styles["Masthead"].font.color.rgb == (0x12, 0x34, 0x56)
        assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml


@pytest.mark.parametrize(
    ("issue", "second"),
    [
        ("第31期（总第203期）", "第32期（总第204期）"),
        ("2023年第9期", "2023年第10期"),
        ("增刊", "增刊"),
        ("", ""),
    ],
)
def test_the_issue_number_counts_on(issue: str, second: str) -> None:
    assert replace(DEFAULT, issue=issue).numbered_on(1).issue == second
    assert replace(DEFAULT, issue=issue).numbered_on(0).issue == issue
