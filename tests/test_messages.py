"""The tool in Chinese: nothing it says is missing from the catalogue, nothing in it is stale."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from test_cli import REPORT, run
from test_reference import commands

import briefgen
from briefgen.commands import app
from briefgen.figures.rules import EXPLANATIONS
from briefgen.lexicons import load
from briefgen.messages import language, localise, translated, without_option
from briefgen.terminal import padded, width, wrapped
from briefgen.verification.checking import _CHECKS

PACKAGE = Path(briefgen.__file__).parent
ERRORS = {f"{name}Error" for name in ("Source", "Analysis", "Output", "Template", "Tool", "Proof", "Settings")}
CATALOGUE: dict[str, str] = load("messages")["messages"]


def pattern(node: ast.AST) -> str | None:
    """A string of the code with `{}` for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def patterns(node: ast.AST) -> Iterator[str | None]:
    """The strings in a piece of code; those with values in them as one."""
    if isinstance(node, ast.JoinedStr):
        yield pattern(node)
        return
    yield pattern(node)
    for inner in ast.iter_child_nodes(node):
        yield from patterns(inner)


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                yield name, node


def said() -> set[str]:
    """Every message that the code can give as an error."""
    texts = {pattern(node.args[0]) for name, node in calls() if name in ERRORS and node.args}
    texts |= {pattern(arg) for name, node in calls() if name in ("unreadable", "error") for arg in node.args}
    return {text for text in texts if text and re.search(r"[a-z]{2}", text.replace("{}", ""))}


def reasons() -> set[str]:
    """What a proof can say of a page: the sentences that its checks return or gather."""
    found: set[str | None] = set()
    for name in ("__init__", "checking", "compared", "edits", "sources"):
        for node in ast.walk(ast.parse((PACKAGE / "verification" / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                found |= set(patterns(node.value))
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
                found |= {pattern(arg) for arg in node.args}
    # A sentence has three words; what else is returned there are names of kinds and fields.
    return {text for text in found if text and re.search(r"[a-z]{2,} [a-z{]", text) and text.count(" ") > 1}


def test_every_error_is_in_the_catalogue() -> None:
    assert sorted(said() - set(CATALOGUE)) == []


def test_every_reason_of_a_proof_is_in_the_catalogue() -> None:
    assert sorted(text for text in reasons() if translated(text, "zh") == text) == []


def test_every_warning_and_finding_is_in_the_catalogue() -> None:
    texts = {pattern(node.args[0]) for name, node in calls() if name in ("warn", "_say") and node.args}
    texts |= {pattern(arg) for name, node in calls() if name == "Finding" for arg in node.args[2:]}
    texts |= {pattern(node.args[0]) for name, node in calls() if name == "counting"}
    texts |= set(EXPLANATIONS.values())
    said = {text for text in texts if text and re.search(r"[a-z]{2,} [a-z]", text) and not text.startswith("python3 ")}
    assert sorted(text for text in said if translated(text, "zh") == text) == []


FAULTS_OF_THE_PROGRAM = {
    "module 'briefgen' has no attribute {}",
    "{} characters cannot stand for {}",
    "change {}:{} overlaps an earlier one or only inserts",
    "a slice overlaps an earlier one or runs backwards",
    "{}: matches the empty text; say what it begins with",
    "{}: not a product that can be proved",
    "{}: neither of the report nor derived",
    "{}: a page may use files of the template folder and data: only",
}
"""What a programmer's mistake raises; the last one stays inside the library that lays pages out."""
NAMES_OF_RULES = ("figures", "audit.py", "cleaning", "sectioning", "briefing.py")
"""Rooms whose phrases of fewer than five words are names of rules, the same in every language."""


def sentences() -> Iterator[tuple[str, str]]:
    """Everything in the code that reads as words said: constants, values of tables, parts of messages."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        not_said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr | ast.Attribute)}
        not_said |= {id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values}
        for node in ast.walk(tree):
            if id(node) not in not_said and (text := pattern(node)):
                for line in text.splitlines():
                    yield file.relative_to(PACKAGE).as_posix(), line


def test_every_sentence_of_the_code_is_in_the_catalogue() -> None:
    english = re.compile(r"[a-z]{2,}[,;:.]? (?=[a-z{])")
    code = re.compile(r"[\u4e00-\u9fff<\\]|\(\?|: [a-z0-9{}%]+;|margin: 0|&&|^(python3|apt-get|Example:|#) ")
    untold = {
        f"{file}: {line}"
        for file, line in sentences()
        if len(english.findall(line)) >= (4 if file.startswith(NAMES_OF_RULES) else 2)
        and not code.search(line)
        and line not in FAULTS_OF_THE_PROGRAM
        and ENGLISH.search(
            re.sub("`.*?`|briefgen verify|--[a-z]+( zh| en)?", "", translated(line.replace("{}", "7"), "zh"))
        )
    }
    assert sorted(untold) == []


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        (
            "cannot read a.doc: it is an old or encrypted Office file; save it as .docx without a password",
            "无法读取 a.doc：这是旧版或加密的 Office 文件；请另存为不带密码的 .docx",
        ),
        (
            "a.txt: only 5 of 900 characters were taken for the article; see what was dropped",
            "a.txt：正文只取了 900 字中的 5 字；舍去的内容可用 extract --dropped 查看",
        ),
        (
            "2023-W31 (2023-07-31 to 2023-08-06): none of the 7 articles read is of these days; "
            "they are from 2023-01-01 to 2023-02-02, choose with --week, --month or --from and --to",
            "2023-W31（2023-07-31 至 2023-08-06）：读到的 7 篇文章都不在这几天；日期为 2023-01-01 至 2023-02-02，"
            "请用 --week、--month 或 --from 和 --to 选定",
        ),
        (
            "skipped row 3 of a.jsonl: it is nested too deeply; mend or remove it",
            "已跳过 a.jsonl 的第 3 行：嵌套过深；请改正或删去",
        ),
    ],
)
def test_messages_with_parts_are_chinese_throughout(said: str, chinese: str) -> None:
    assert translated(said, "zh") == chinese


def test_every_help_text_is_in_the_catalogue() -> None:
    for path, command in commands():
        localise(command, "zh")
        texts = [command.help, *(getattr(parameter, "help", None) for parameter in command.params)]
        for text in filter(None, texts):
            assert re.search(r"[\u4e00-\u9fff]", text), f"{path}: {text}"


def test_nothing_in_the_catalogue_is_said_no_more() -> None:
    strings = {
        text
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (text := pattern(node))
    }
    strings |= {line for text in strings for line in text.splitlines()}
    of_others = {"{} is undefined", "Example: {}", "Example: ", "{}: {}", "{}; {}", "No such file or directory"}
    of_others |= {os.strerror(number) for number in range(1, 50)}
    of_others |= (
        of_the_library()
        | {f"{kind} {{}}: {{}}" for kind in _CHECKS}
        | {"changed: {}", "edited: {}", "{} (and {} more)"}
    )
    of_others |= {text for text in CATALOGUE if text.startswith("characters were lost")}  # with an example or without
    assert sorted(set(CATALOGUE) - strings - of_others) == []


def of_the_library() -> set[str]:
    """What the parser of the command line says, as far as it says it."""
    known = list(CATALOGUE)
    of_completion = {text for text in known if text.startswith(("Install completion", "Show completion"))}
    return of_completion | set(known[known.index("[OPTIONS]") : known.index(": ")])


def test_every_pattern_has_as_many_places_in_chinese() -> None:
    for english, chinese in CATALOGUE.items():
        places = {int(number) for number in re.findall(r"\{(\d)\}", chinese)}
        assert places == set(range(english.count("{}"))), english


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (["--lang", "en", "brief"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["brief", "--lang=zh"], {}, "zh"),
        (["brief", "zh"], {}, "en"),
    ],
)
def test_the_language_is_asked_for_or_of_the_locale(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language(arguments, environment) == expected


def test_the_option_may_stand_anywhere() -> None:
    assert without_option(["--lang", "zh", "brief", "a.txt"]) == ["brief", "a.txt"]
    assert without_option(["brief", "a.txt", "--lang=en"]) == ["brief", "a.txt"]
    assert without_option(["brief", "zh", "--lang", "fr"]) == ["brief", "zh", "--lang", "fr"]


def test_parts_of_a_message_are_translated_and_names_are_not() -> None:
    message = "cannot read report.txt: there is no such file; check the name"
    assert translated(message, "zh") == "无法读取 report.txt：没有这个文件；请核对文件名"
    assert translated("report.txt: its own words", "zh") == "report.txt：its own words"
    assert translated(message, "en") == message


def test_errors_and_help_speak_chinese_where_the_locale_does(tmp_path: Path) -> None:
    told = run("brief", "none.txt", where=tmp_path, LC_ALL="zh_CN.UTF-8").stderr.decode()
    assert told == "briefgen: 无法读取 none.txt：没有这个文件；请核对文件名\n"
    assert "每份报告写成一页简报" in run("brief", "--help", "--lang", "zh", where=tmp_path).stdout.decode()
    assert "one-page briefing" in run("brief", "--help", where=tmp_path, LC_ALL="C").stdout.decode()


ENGLISH = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
"""Two words of English in a row."""


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_no_english_is_left_in_the_help(path: str, tmp_path: Path) -> None:
    words = path.split()[1:]
    by_locale = run(*words, "--help", where=tmp_path, LANG="zh_CN.UTF-8", LC_ALL="").stdout.decode()
    assert run(*words, "--help", "--lang", "zh", where=tmp_path, LC_ALL="C.UTF-8").stdout.decode() == by_locale
    assert by_locale.startswith(f"用法：{path} ")
    told = [line for line in by_locale.splitlines() if not line.startswith(("用法", "  示例"))]
    left = [line for line in told if ENGLISH.search(re.sub("`.*?`|--lang ..", "", line))]
    assert left == []
    assert all(width(line) <= 80 for line in told)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("brief",), "缺少参数：报告；用法见 briefgen brief --help"),
        (("breif", "a.txt"), "没有 breif 这个命令，是不是 'brief'；用法见 briefgen --help"),
        (("brief", "a.txt", "--looc", "x"), "没有 --looc 这个选项，是不是 --look；用法见 briefgen brief --help"),
        (("brief", "a.txt", "--xyz"), "没有 --xyz 这个选项；用法见 briefgen brief --help"),
        (
            ("brief", "a.txt", "--look", "red"),
            "'--look' 的值不对：'red' 不在可选之列；可选 'office', 'plain', 'screen'；用法见 briefgen brief --help",
        ),
        (("digest", "a", "--characters", "0"), "'--characters' 的值不对：不能小于 1；用法见 briefgen digest --help"),
        (("digest", "a", "--characters", "x"), "'--characters' 的值不对：须是整数；用法见 briefgen digest --help"),
        (("brief", "a.txt", "--look"), "选项 --look 后面缺少内容；用法见 briefgen --help"),
        (("init", "a"), "多出了参数 a；用法见 briefgen init --help"),
        (
            ("extract", "a", "--format", "pdf"),
            "'--format' 的值不对：'pdf' 不在可选之列；可选 'json', 'csv'；用法见 briefgen extract --help",
        ),
    ],
)
def test_wrong_usage_is_told_in_one_chinese_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run(*arguments, where=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert done.stderr.decode() == f"briefgen: {said}\n"
    assert (done.returncode, done.stdout) == (2, b"")


def test_wrong_usage_is_told_in_one_english_line(tmp_path: Path) -> None:
    done = run("brief", "a.txt", "--looc", "x", where=tmp_path, LC_ALL="C")
    assert done.stderr.decode().startswith("briefgen: No such option: --looc")
    assert done.stderr.decode().endswith("; see briefgen brief --help\n")
    assert done.stderr.decode().count("\n") == 1
    assert run("brief", "a.txt", "--format", "xyz", where=tmp_path, LC_ALL="C").stderr.count(b"\n") == 1


def test_a_call_without_a_command_is_told_which_there_are(tmp_path: Path) -> None:
    done = run(where=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 2
    assert "每份报告写成一页简报" in done.stderr.decode()


def test_proofs_and_origins_are_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "通报.txt").write_text(REPORT, encoding="utf-8")
    chinese = {"LC_ALL": "zh_CN.UTF-8"}
    assert run("brief", "通报.txt", "--format", "md", where=tmp_path, **chinese).returncode == 0
    told = [
        run("verify", "out/通报.md", where=tmp_path, **chinese),
        run("explain", "out/通报.md", where=tmp_path, **chinese),
        run("extract", "通报.txt", "--explain", where=tmp_path, **chinese),
        run("doctor", where=tmp_path, **chinese),
    ]
    assert "核验通过" in told[0].stdout.decode()
    page = tmp_path / "out" / "通报.md"
    page.write_text(page.read_text(encoding="utf-8").replace("6.1", "8.1"), encoding="utf-8")
    told += [
        run("verify", "out/通报.md", where=tmp_path, **chinese),
        run("render", "out/通报.md", where=tmp_path, **chinese),
    ]
    assert "核验不通过" in told[4].stdout.decode()
    assert "改动：" in told[5].stderr.decode()
    lines = [line for done in told for line in (done.stdout + done.stderr).decode().splitlines()]
    # Names of fonts, commands of the system and a rule's own name are the same in every language.
    same = ("→", "Noto", "Fandol", "规则")
    assert [line for line in lines if ENGLISH.search(line) and not any(word in line for word in same)] == []


def test_english_is_left_as_it_is() -> None:
    command = typer.main.get_command(app)
    before = command.help
    localise(command, "en")
    assert command.help == before


def test_the_parts_of_several_messages_are_each_translated() -> None:
    assert translated("changed: a → b; new, in no source: c; changed: d → e", "zh") == (
        "改动：a → b；新增，原文没有：c；改动：d → e"
    )


def test_a_failed_proof_is_told_in_chinese() -> None:
    said = (
        "a.txt: number 12亿元: the source says 11亿元 (and 3 more); nothing was written, report this or add --no-verify"
    )
    assert translated(said, "zh") == (
        "a.txt：数字 12亿元：原文为 11亿元（另有 3 处）；没有写出任何文件，请反馈，或加 --no-verify"
    )


def test_a_line_ends_where_chinese_allows() -> None:
    assert wrapped("一二三四五，六七八", 10) == ["一二三四", "五，六七八"]
    assert wrapped("write the words of briefgen", 12) == ["write the", "words of", "briefgen"]
    assert wrapped("", 5) == [""]
    assert (width("甲a"), padded("甲", 4)) == (3, "甲  ")
