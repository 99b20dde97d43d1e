"""Real runs of the command line."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = """云溪区上半年经济运行情况通报
2023年7月20日
上半年,全区规模工业增加值增长6.1%,居全市第2位。固定资产投资完成42.5亿元,同比增长9.3%。
同时也要看到,部分企业订单不足,项目用地保障仍有缺口。
下半年,要加快推进重点项目建设,抓好企业帮扶工作。全年力争规模工业增加值增长7%以上。
"""


def run(*arguments: str, where: Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=where, input=stdin, capture_output=True, env=os.environ | environment)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "通报.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_brief_writes_markdown_and_pdf_and_names_them(report: Path) -> None:
    done = run("brief", report.name, where=report.parent)
    assert done.returncode == 0, done.stderr.decode()
    named = done.stdout.decode().split()
    assert {"out/通报.md", "out/通报.pdf"} <= set(named)
    assert (report.parent / "out" / "通报.pdf").read_bytes().startswith(b"%PDF-")
    assert "6.1%" in (report.parent / "out" / "通报.md").read_text(encoding="utf-8")


def test_the_same_report_gives_the_same_bytes(report: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        done = run("brief", report.name, "--out", seed, where=report.parent, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr.decode()
        pages.append([(report.parent / seed / f"通报.{suffix}").read_bytes() for suffix in ("md", "pdf")])
    assert pages[0] == pages[1]


def test_one_bad_file_is_told_and_does_not_stop_the_others(report: Path) -> None:
    (report.parent / "empty.txt").write_bytes(b"")
    done = run("brief", "empty.txt", report.name, "--format", "md", where=report.parent)
    assert done.returncode == 1
    assert "out/通报.md" in done.stdout.decode()
    assert "empty.txt" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_standard_input_is_a_report(tmp_path: Path) -> None:
    done = run("brief", "-", "--format", "md", where=tmp_path, stdin=REPORT.encode())
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out" / "stdin.md").exists()


def test_extract_prints_the_contract(report: Path) -> None:
    done = run("extract", report.name, where=report.parent)
    record = json.loads(done.stdout)
    assert record["schema"] == "briefgen/1"
    assert set(record) == {"schema", "document", "sentences", "figures", "tasks"}
    assert record["document"]["date"] == "2023-07-20"
    for item in (*record["figures"], *record["sentences"]):
        assert 0 <= item["start"] <= item["end"] <= len(REPORT)
    for figure in record["figures"]:
        assert REPORT[figure["start"] : figure["end"]] == figure["raw"]


def test_extract_shows_what_was_dropped_when_asked(report: Path) -> None:
    report.write_text(REPORT + "\n责任编辑:小云\n", encoding="utf-8")
    done = run("extract", report.name, "--dropped", where=report.parent)
    assert any("责任编辑" in piece["text"] for piece in json.loads(done.stdout)["dropped"])


def test_extract_csv_opens_in_a_spreadsheet(report: Path) -> None:
    done = run("extract", report.name, "--format", "csv", where=report.parent)
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert ("固定资产投资", "42.5", "亿元") in {(row["指标"], row["数值"], row["单位"]) for row in rows}


def test_extract_explains_each_figure(report: Path) -> None:
    text = run("extract", report.name, "--explain", where=report.parent).stdout.decode()
    assert "【6.1%】" in text
    assert "rule change: a change against an earlier time" in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 9, "binary"),
        ("numbers.txt", b"12345\n\n", "no sentence"),
    ],
)
def test_what_is_no_report_is_told_in_one_line(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("brief", name, where=tmp_path)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines)) == (1, 1)
    assert name in lines[0]
    assert said in lines[0]
    assert not list(tmp_path.glob("out/*"))


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    done = run("extract", "missing.txt", "--debug", where=tmp_path)
    assert "Traceback" in done.stderr.decode()


def test_wrong_usage_exits_with_two(report: Path) -> None:
    for arguments in (("brief",), ("brief", report.name, "--format", "xyz"), ("nothing",)):
        assert run(*arguments, where=report.parent).returncode == 2


def test_an_output_folder_that_cannot_be_made_is_named(report: Path) -> None:
    (report.parent / "out").write_text("in the way")
    done = run("brief", report.name, "--format", "md", where=report.parent)
    assert done.returncode == 1
    assert done.stderr.decode() == "briefgen: out: cannot write, it is a file; name a folder with --out\n"


def test_pages_of_one_run_have_numbers_that_count_on_and_none_is_lost(report: Path) -> None:
    where = report.parent
    (where / "briefgen.toml").write_text('issue = "第31期"\n', encoding="utf-8")
    (where / "b.txt").write_bytes(report.read_bytes())
    done = run("brief", report.name, "missing.txt", "b.txt", "--format", "md", where=where)
    pages = [(where / "out" / name).read_text(encoding="utf-8") for name in ("通报.md", "b.md")]
    assert ["第31期" in pages[0], "第32期" in pages[1]] == [True, True]
    assert "numbered 第31期 to 第32期" in done.stderr.decode()
    alone = run("brief", report.name, "--format", "md", where=where)
    assert alone.stderr == b""


def test_the_package_shows_its_public_names_and_no_others() -> None:
    import briefgen

    assert sorted(set(dir(briefgen)) - {"__version__"}) == sorted(briefgen.__all__)
    assert all(getattr(briefgen, name) is not None for name in briefgen.__all__)
    with pytest.raises(AttributeError):
        briefgen.secret  # noqa: B018


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys, briefgen, briefgen.cli; print(*(name for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    heavy = {"numpy", "scipy", "weasyprint", "jinja2", "lxml", "docx", "opencc", "pypinyin", "rjieba", "jieba", "rich"}
    assert not heavy & set(done.stdout.split())


def test_a_proof_does_not_depend_on_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "w" / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("brief", "w/a.txt", "--out", "w/out", "--format", "md", where=tmp_path).returncode == 0
    assert run("verify", "../w/out/a.md", where=tmp_path / "elsewhere").returncode == 0
    assert run("explain", "../w/out/a.md", where=tmp_path / "elsewhere").returncode == 0
    (tmp_path / "w" / "a.txt").unlink()
    done = run("verify", "../w/out/a.md", where=tmp_path / "elsewhere")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"w/a.txt: the source is not there; name its file or folder with --source" in done.stderr


def test_an_output_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert b"none.md: there is no such file" in run("explain", "none.md", where=tmp_path).stderr


def test_a_text_without_chinese_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Output grew by 5.2% in 2023. Prices did not move.", encoding="utf-8")
    done = run("brief", "a.txt", where=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"briefgen: a.txt: no Chinese in it; give a report in Chinese\n")
    assert not (tmp_path / "out" / "a.md").exists()
