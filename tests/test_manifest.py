"""The manifest beside an output, and what verify, explain and render do with it: real runs."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import manifest as manifests
from briefgen.errors import ProofError

REPORT = """平川县上半年经济运行情况通报
2023年7月20日
上半年,全县规模工业增加值增长6.1%,居全市第2位。固定资产投资完成42.5亿元,同比下降9.3%。
全年计划投资120亿元,1-6月已完成投资48亿元。
同时也要看到,部分企业订单不足,项目用地保障仍有缺口。
下半年,要加快推进重点项目建设,抓好企业帮扶工作。全年力争规模工业增加值增长7%以上。
"""


def run(*arguments: str, where: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, env=os.environ | environment)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report and its briefing in every format, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "通报.txt").write_text(REPORT, encoding="utf-8")
    done = run("brief", "通报.txt", "--format", "md,html,pdf,docx", where=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(made, tmp_path / "folder")


def edit(path: Path, was: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")


def test_the_manifest_names_inputs_outputs_and_where_each_number_is_from(folder: Path) -> None:
    record = json.loads((folder / "out" / "通报.manifest.json").read_text(encoding="utf-8"))
    report = REPORT.encode()
    assert record["inputs"] == [{"path": "通报.txt", "sha256": manifests.sha256(report)}]
    assert set(record["outputs"]) == {"通报.md", "通报.html", "通报.pdf", "通报.docx"}
    for name, digest in record["outputs"].items():
        assert manifests.sha256((folder / "out" / name).read_bytes()) == digest
    assert {"brief.md.j2", "page.html.j2", "brief.css"} <= set(record["templates"])
    assert "indicators.toml" in record["lexicons"]
    for passage in record["passages"]:
        if passage["kind"] == "number":
            assert REPORT[passage["start"] : passage["end"]] == passage["raw"]


def test_the_same_work_gives_the_same_manifest(folder: Path) -> None:
    first = (folder / "out" / "通报.manifest.json").read_bytes()
    for seed in ("1", "2"):
        run("brief", "通报.txt", "--format", "md,html,pdf,docx", where=folder, PYTHONHASHSEED=seed, TZ="Asia/Tokyo")
        assert (folder / "out" / "通报.manifest.json").read_bytes() == first


def test_a_manifest_comes_back_as_it_was_written(folder: Path) -> None:
    path = folder / "out" / "通报.manifest.json"
    assert manifests.load(path).to_bytes() == path.read_bytes()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "other"}', "{" * 2000])
def test_a_damaged_manifest_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.manifest.json").write_text(text)
    with pytest.raises(ProofError) as error:
        manifests.load(tmp_path / "a.manifest.json")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("suffix", ["md", "html", "pdf", "docx"])
def test_a_finished_output_is_proved_in_every_format(folder: Path, suffix: str) -> None:
    done = run("verify", f"out/通报.{suffix}", where=folder)
    assert done.returncode == 0, done.stdout
    assert "numbers" in done.stdout


def test_a_changed_number_fails_and_is_named(folder: Path) -> None:
    edit(folder / "out" / "通报.md", "42.5亿元", "45.2亿元")
    done = run("verify", "out/通报.md", where=folder)
    assert done.returncode == 1
    assert "changed: 42.5亿元 → 45.2亿元" in done.stdout


def test_a_changed_or_missing_source_fails_and_says_so(folder: Path) -> None:
    edit(folder / "通报.txt", "42.5亿元", "42.6亿元")
    assert "changed since" in run("verify", "out/通报.md", where=folder).stdout
    (folder / "通报.txt").unlink()
    done = run("verify", "out/通报.md", where=folder)
    assert done.returncode == 1
    assert "通报.txt: the source is not there" in done.stderr


def test_sources_may_lie_elsewhere(folder: Path) -> None:
    (folder / "archive").mkdir()
    (folder / "通报.txt").rename(folder / "archive" / "通报.txt")
    for place in ("archive", "archive/通报.txt"):
        assert run("verify", "out/通报.md", "--source", place, where=folder).returncode == 0


def test_an_output_without_manifest_cannot_be_proved(folder: Path) -> None:
    (folder / "out" / "通报.manifest.json").unlink()
    done = run("verify", "out/通报.md", where=folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "--manifest" in done.stderr


def test_no_verify_writes_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    run("brief", "a.txt", "--format", "md", "--no-verify", where=tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.md"]


def test_an_edited_word_goes_on_record_and_the_page_is_made_again(folder: Path) -> None:
    edit(folder / "out" / "通报.md", "抓好企业帮扶工作", "做好企业帮扶工作")
    assert "edited" in run("verify", "out/通报.md", where=folder).stdout
    before = (folder / "out" / "通报.pdf").read_bytes()
    done = run("render", "out/通报.md", "--format", "pdf,html,docx", where=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "通报.pdf").read_bytes() != before
    for suffix in ("md", "html", "pdf", "docx"):
        checked = run("verify", f"out/通报.{suffix}", where=folder)
        assert checked.returncode == 0, checked.stdout
        assert "by hand" in checked.stdout


def test_an_edited_number_stops_the_page(folder: Path) -> None:
    edit(folder / "out" / "通报.md", "42.5亿元", "45.2亿元")
    before = (folder / "out" / "通报.pdf").read_bytes()
    done = run("render", "out/通报.md", where=folder)
    assert done.returncode == 1
    assert "42.5亿元 → 45.2亿元" in done.stderr
    assert (folder / "out" / "通报.pdf").read_bytes() == before
    assert run("render", "out/通报.md", "--no-verify", where=folder).returncode == 0
    assert run("verify", "out/通报.pdf", where=folder).returncode == 1


def test_an_edited_page_that_is_too_long_is_told(folder: Path) -> None:
    page = folder / "out" / "通报.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("\n---\n", "\n" + "很长的话。" * 2000 + "\n\n---\n"), "utf-8"
    )
    done = run("render", "out/通报.md", "--no-verify", where=folder)
    assert done.returncode == 1
    assert "one page" in done.stderr


def test_explain_tells_file_line_offsets_rule_and_sentence(folder: Path) -> None:
    done = run("explain", "out/通报.pdf", "42.5亿元", where=folder)
    assert done.returncode == 0, done.stderr
    start = REPORT.index("42.5亿元")
    assert f"通报.txt, line 3, characters {start}-{start + 6}" in done.stdout
    assert "【42.5亿元】" in done.stdout
    assert manifests.sha256(REPORT.encode()) in done.stdout


def test_explain_tells_the_formula_of_a_derived_number(folder: Path) -> None:
    done = run("explain", "out/通报.md", "40.0%", where=folder)
    assert "48 ÷ 120" in done.stdout
    assert "【48亿元】" in done.stdout
    assert "【120亿元】" in done.stdout


def test_explain_without_a_number_explains_them_all(folder: Path) -> None:
    done = run("explain", "out/通报.md", where=folder)
    for number in ("6.1%", "42.5亿元", "9.3%", "40.0%"):
        assert number in done.stdout


def test_a_number_that_is_not_on_the_page_is_told(folder: Path) -> None:
    done = run("explain", "out/通报.md", "99.9%", where=folder)
    assert done.returncode == 1
    assert "99.9%" in done.stderr


def test_a_users_own_template_may_not_make_numbers(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    own = tmp_path / "own" / "brief.md.j2"
    rows = "{% for r in page.rows %}{{ r.indicator }}：{{ r.values | join('、') }}\n{% endfor %}\n"
    own.write_text("# {{ page.title }}\n\n本期要报\n\n" + rows)
    done = run("brief", "a.txt", "--format", "md", "--templates", "own", where=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("verify", "out/a.md", where=tmp_path).returncode == 0
    own.write_text("# {{ page.title }}\n\n{{ 17 * 3 }}\n")
    done = run("brief", "a.txt", "--format", "md", "--out", "second", "--templates", "own", where=tmp_path)
    assert done.returncode == 1
    assert "51" in done.stderr
    assert not (tmp_path / "second").exists()


def test_every_page_of_the_shared_reports_is_proved(shared: Path, tmp_path: Path) -> None:
    sources = [str(shared / "seeds"), str(shared / "gold" / "dev"), str(shared / "corpus" / "reports")]
    done = run("brief", *sources, "--format", "md", where=tmp_path)
    assert "nothing was written" not in done.stderr, done.stderr
    outputs = sorted((tmp_path / "out").glob("*.md"))
    assert len(outputs) >= 27
    assert len(list((tmp_path / "out").glob("*.manifest.json"))) == len(outputs)
