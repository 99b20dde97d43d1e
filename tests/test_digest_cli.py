"""Real runs of `briefgen digest`, and the pages they make."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pypdfium2
import pytest

from briefgen.calendar import asked, week
from briefgen.digesting.production import Order, make_issue
from briefgen.errors import OutputError, SettingsError
from briefgen.register import numbered
from briefgen.settings import DEFAULT

WEEK = Path(__file__).parents[1] / "seeds" / "week"


def run(*arguments: object, where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", "digest", *map(str, arguments)]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, encoding="utf-8", env=dict(os.environ))


def order(out: Path, **changes: object) -> Order:
    values: dict[str, object] = {
        "sources": (str(WEEK),),
        "period": week("2023-W30"),
        "group": "topic",
        "characters": None,
        "formats": ("md",),
        "out": out,
        "register": None,
        "templates": None,
        "settings": DEFAULT,
        "ranker": "textrank",
    }
    return Order(**(values | changes))  # type: ignore[arg-type]


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_the_sample_week_becomes_markdown_and_a_few_pages(tmp_path: Path) -> None:
    done = run(WEEK, "--week", "2023-W30", "--out", "issues", where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [Path(line).suffix for line in done.stdout.split()] == [".md", ".pdf", ".json"]
    texts = pages(tmp_path / "issues" / "digest-2023-W30.pdf")
    assert 2 <= len(texts) <= 4
    assert "工作周报" in texts[0].replace(" ", "")
    assert "第1期（总第1期）" in texts[0]
    assert all(f"— {number} —" in text for number, text in enumerate(texts, 1))
    assert "第1期（总第1期）" in texts[1]  # the running head


def test_contents_give_the_page_on_which_a_topic_stands(tmp_path: Path) -> None:
    make_issue(order(tmp_path, formats=("pdf",)), warn=print)
    texts = pages(tmp_path / "digest-2023-W30.pdf")
    entry = next(line for line in texts[0].splitlines() if line.startswith("九、本期指标一览"))
    assert "九、本期指标一览" in texts[int(entry.strip()[-1]) - 1]


def test_without_a_period_the_newest_complete_week_is_made(tmp_path: Path) -> None:
    done = run(WEEK, "--format", "md", "--out", ".", where=tmp_path)
    assert (tmp_path / "digest-2023-W30.md").exists(), done.stderr


def test_an_empty_week_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    done = run(WEEK, "--week", "2023-W40", "--out", "issues", where=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "2023-07-24 to 2023-07-30" in done.stderr
    assert not (tmp_path / "issues").exists()


def test_the_same_week_again_keeps_its_number_and_its_bytes(tmp_path: Path) -> None:
    def made() -> bytes:
        make_issue(order(tmp_path, formats=("pdf",)), warn=print)
        return (tmp_path / "digest-2023-W30.pdf").read_bytes()

    first = made()
    with numbered(tmp_path / "register.toml", "2023-W31", 2023) as issue:
        assert issue.number == 2
    assert made() == first


def test_a_register_edited_by_hand_is_followed(tmp_path: Path) -> None:
    register = tmp_path / "期号.toml"
    register.write_text('"2023-W29" = { number = 30, total = 202 }\n', encoding="utf-8")
    make_issue(order(tmp_path, register=register), warn=print)
    assert "第31期（总第203期）" in (tmp_path / "digest-2023-W30.md").read_text(encoding="utf-8")


def test_a_damaged_register_is_told_and_left_alone(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    register.write_text('"2023-W29" = { number = \n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"register\.toml"):
        make_issue(order(tmp_path), warn=print)
    assert register.read_text(encoding="utf-8") == '"2023-W29" = { number = \n'
    assert not (tmp_path / "digest-2023-W30.md").exists()


def test_two_runs_at_once_never_share_a_number(tmp_path: Path) -> None:
    weeks = ["2023-W26", "2023-W27", "2023-W28", "2023-W29"]
    found: list[int] = []

    def take(name: str) -> None:
        with numbered(tmp_path / "register.toml", name, 2023) as issue:
            found.append(issue.total)

    threads = [threading.Thread(target=take, args=(name,)) for name in weeks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [1, 2, 3, 4]


def test_a_register_in_use_is_waited_for_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.register._PATIENCE_S", 0.1)
    with (
        numbered(tmp_path / "register.toml", "2023-W29", 2023),
        pytest.raises(OutputError, match="another run"),
    ):
        make_issue(order(tmp_path), warn=print)


def test_a_digest_grouped_by_place_and_of_few_characters(tmp_path: Path) -> None:
    done = run(WEEK, "--group", "place", "--characters", "120", "--format", "md", "--out", ".", where=tmp_path)
    text = (tmp_path / "digest-2023-W30.md").read_text(encoding="utf-8")
    assert done.returncode == 0
    assert "限于篇幅列" in text


@pytest.mark.parametrize(
    "wrong",
    [
        ("2023-W30", "2023-07", None, None),
        ("2023-W30", None, "2023-07-01", "2023-07-02"),
        (None, None, "2023-07-01", None),
        (None, None, None, "2023-07-02"),
    ],
)
def test_two_periods_or_half_of_one_are_wrong(wrong: tuple[str | None, ...]) -> None:
    with pytest.raises(SettingsError):
        asked(*wrong)


def test_options_name_a_period_or_none() -> None:
    assert asked(None, None, None, None) is None
    assert asked("2023-W30", None, None, None) == week("2023-W30")


def test_text_of_an_article_stays_text(tmp_path: Path) -> None:
    article = tmp_path / "odd.txt"
    article.write_text(
        "<script>alert(1)</script> {{ 7*7 }} **粗** 项目开工\n2023-07-26 来源：澜江日报\n"
        "澜江市<b>三个</b>项目今天开工，总投资{{ 1+1 }}12亿元，| 表格 | 与 `代码` 都照原样。\n",
        encoding="utf-8",
    )
    make_issue(order(tmp_path, sources=(str(article),), formats=("md", "html")), warn=print)
    html = (tmp_path / "digest-2023-W30.html").read_text(encoding="utf-8")
    assert "<script>" not in html
    assert "49" not in html.partition("<body>")[2]
