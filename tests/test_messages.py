"""The tool in Chinese: nothing it says is missing from the catalogue, nothing in it is stale."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from test_cli import run
from test_reference import commands

import briefgen
from briefgen.cli import app
from briefgen.lexicons import load
from briefgen.messages import language, localise, translated, without_option

PACKAGE = Path(briefgen.__file__).parent
ERRORS = {f"{name}Error" for name in ("Source", "Analysis", "Output", "Template", "Tool", "Proof", "Settings")}
CATALOGUE: dict[str, str] = load("messages")["messages"]


def pattern(node: ast.AST) -> str | None:
    """A string of the code with `{}` for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


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


def test_every_error_is_in_the_catalogue() -> None:
    assert sorted(said() - set(CATALOGUE)) == []


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
    of_others = {"Install completion for the current shell.", "{} is undefined", "Example: {}", "{}: {}"}
    of_others |= {text for text in CATALOGUE if text.startswith("Show completion")}
    of_others |= {os.strerror(number) for number in range(1, 50)}
    assert sorted(set(CATALOGUE) - strings - of_others) == []


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


def test_english_is_left_as_it_is() -> None:
    command = typer.main.get_command(app)
    before = command.help
    localise(command, "en")
    assert command.help == before
