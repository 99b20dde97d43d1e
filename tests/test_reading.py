"""Files, folders and standard input: what is read, and what is refused how."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reading_help import REPORT, of, one, refused

from briefgen.reading import read
from briefgen.reading import source as reading_source


def write(path: Path, data: bytes | str = REPORT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_is_read_character_for_character(tmp_path: Path) -> None:
    text = "　　第一行\r\n\r\n第二行\t8.5%\n\x0c末行"
    article = one(write(tmp_path / "a.txt", text))
    assert article.text == text
    assert (article.kind, article.encoding, article.path) == ("text", "utf-8", str(tmp_path / "a.txt"))
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (article.title, article.date, article.body, article.warnings) == (None, None, None, ())


def test_markdown_stays_as_written(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.md", "# 标题\n\n- **增长** 8%\n"))
    assert (article.kind, article.text) == ("markdown", "# 标题\n\n- **增长** 8%\n")


def test_a_file_of_unknown_ending_is_text(tmp_path: Path) -> None:
    assert one(write(tmp_path / "报告")).kind == "text"


def test_content_goes_before_the_ending(tmp_path: Path) -> None:
    assert one(write(tmp_path / "导出.doc", f"<html><body><p>{REPORT}</p></body></html>")).kind == "html"
    assert one(write(tmp_path / "条目.txt", '{"title": "题", "text": "正文。"}')).kind == "dump"


def test_standard_input_is_read_under_the_name_of_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))
    article = one("-")
    assert (article.path, article.text, article.encoding) == ("-", REPORT, "gb18030")


def test_a_folder_is_read_in_sorted_order_without_what_is_no_report(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/c.txt",
        "a/b.md",
        ".git/x.txt",
        ".y.txt",
        "out/z.txt",
        "网页_files/frame.html",
        "~$b.docx",
    ):
        write(tmp_path / name)
    paths = [article.path for article in read(tmp_path)]
    assert paths == [str(tmp_path / name) for name in ("b.txt", "a/b.md", "a/c.txt")]


def test_a_bad_file_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"")
    write(tmp_path / "b.txt")
    write(tmp_path / "c.pdf", "no such thing")
    write(tmp_path / "d.jpg", b"\xff\xd8")
    warnings: list[str] = []
    assert [article.path for article in read(tmp_path, warn=warnings.append)] == [str(tmp_path / "b.txt")]
    assert len(warnings) == 3
    assert "a.txt: it is empty" in warnings[0]
    assert "c.pdf: the PDF is damaged" in warnings[1]
    assert "d.jpg" in warnings[2]


def test_a_file_that_tells_of_the_folder_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("What is in this folder.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("上半年经济运行平稳。", encoding="utf-8")
    assert [Path(article.path).name for article in read(tmp_path)] == ["a.txt"]


def test_what_briefgen_made_is_no_report(tmp_path: Path) -> None:
    for name in ("甲.txt", "甲.md", "乙.md"):
        (tmp_path / name).write_text("上半年经济运行平稳。", encoding="utf-8")
    (tmp_path / "甲.manifest.json").write_text('{"outputs": {"甲.md": "0"}}', encoding="utf-8")
    (tmp_path / "丙.manifest.json").write_text("[", encoding="utf-8")
    assert [Path(article.path).name for article in read(tmp_path)] == ["乙.md", "甲.txt"]


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    assert "holds no reports" in refused(tmp_path)
    write(tmp_path / "a.txt", b"\n")
    assert "holds no reports" in refused(tmp_path)


def test_a_link_to_the_folder_above_does_not_go_round_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    assert len(list(read(tmp_path))) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t\r\n", "it holds no text"),
        (b"\0" * 5000, "it is a binary file"),
        (bytes(range(256)) * 20, "it is a binary file"),
        ("Ÿ¾½¼»º¹¸·¶µ´³²±°".encode("latin-1", "ignore") * 50, "its encoding is unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old or encrypted Office file"),
        (b"{\\rtf1\\ansi report}", "a rich text file"),
    ],
)
def test_bytes_without_a_report_are_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in refused(write(tmp_path / "a.txt", data))


def test_names_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "无此文件.txt")
    assert "embedded null" in refused("a\0b")
    assert "too long" in refused("长" * 5000).lower()
    assert "ot a directory" in refused(write(tmp_path / "a.txt") / "b.txt")
    assert "\\n" in refused("two\nlines.txt")


def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "it is a pipe, socket or device" in refused(tmp_path / "pipe")
    assert "it is a pipe, socket or device" in refused("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused_and_a_forbidden_folder_named(tmp_path: Path) -> None:
    forbidden = write(tmp_path / "a.txt")
    forbidden.chmod(0)
    assert "permission is denied" in refused(forbidden)


def test_a_denied_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", denied)
    assert "permission is denied" in refused(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    os.truncate(path, reading_source.MAX_BYTES + 1)
    assert "larger than 64 MB" in refused(path)


def test_an_office_file_with_an_old_ending_says_what_to_do(tmp_path: Path) -> None:
    assert "save it as .docx" in refused(write(tmp_path / "a.doc", "\x01\x02报告"))


def test_reading_a_text_imports_no_parser(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", REPORT.encode("gb18030"))
    heavy = "lxml docx pypdfium2 trafilatura feedparser readability htmldate http.client"
    code = (
        "import sys; from briefgen.reading import read; list(read(sys.argv[1]));"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_kind_of_source_reads_from_bytes_alone() -> None:
    assert of(REPORT)[0].text == REPORT


def test_a_file_named_in_gbk_is_read_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("年报.txt".encode("gbk"))
    path.write_text(REPORT, "utf-8")

    (article,) = read(path)

    assert article.path == str(tmp_path / "年报.txt")
