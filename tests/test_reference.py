"""The reference in docs/ says what is there; every command has help and an example."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from test_cli import run

from briefgen.commands import app
from briefgen.errors import OutputError, TemplateError
from briefgen.rendering import templates

ROOT = Path(__file__).resolve().parents[1]


def commands(command: Any = None, path: str = "briefgen") -> Iterator[tuple[str, Any]]:
    command = command or typer.main.get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")


def test_the_reference_is_up_to_date() -> None:
    check = [sys.executable, ROOT / "scripts" / "reference", "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_every_option_is_explained(path: str, command: Any) -> None:
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{path} {parameter.name}"
    if not getattr(command, "commands", None):
        assert command.epilog.startswith(f"Example: {path}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown(shell: str) -> None:
    """As a shell does that reads `briefgen --show-completion`."""
    done = run("--show-completion", shell, where=ROOT, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert done.returncode == 0
    assert "_BRIEFGEN_COMPLETE=complete_" + shell in done.stdout.decode()
    asked = run(where=ROOT, _BRIEFGEN_COMPLETE=f"source_{shell}")
    assert asked.stdout.strip() == done.stdout.strip()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("briefgen dig", "digest"), ("briefgen brief --lo", "--look"), ("briefgen brief --look pl", "plain")],
)
def test_every_shell_completes_a_command(typed: str, expected: str) -> None:
    words = str(len(typed.split()) - 1)
    asked = {
        "bash": {"COMP_WORDS": typed, "COMP_CWORD": words},
        "zsh": {"_TYPER_COMPLETE_ARGS": typed},
        "fish": {"_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }
    for shell, variables in asked.items():
        done = run(where=ROOT, _BRIEFGEN_COMPLETE=f"complete_{shell}", **variables)
        assert expected in done.stdout.decode(), shell


def test_completion_is_installed_in_the_language_of_the_user(tmp_path: Path) -> None:
    done = run(
        *("--install-completion", "bash", "--lang", "zh"),
        where=tmp_path,
        HOME=str(tmp_path),
        _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1",
    )
    said = done.stdout.decode().splitlines()
    assert said == [
        f"bash 的自动补全已装入 {tmp_path}/.bash_completions/briefgen.sh",
        "重新打开终端后生效",
    ]
    assert "_BRIEFGEN_COMPLETE" in (tmp_path / ".bash_completions" / "briefgen.sh").read_text(encoding="utf-8")


def test_templates_are_listed_and_copied(tmp_path: Path) -> None:
    listed = run("templates", "list", where=tmp_path).stdout.decode().split()
    assert {"brief.md.j2", "page.html.j2", "looks/plain.css"} <= set(listed)
    assert run("templates", "copy", "brief.md.j2", "own", where=tmp_path).returncode == 0
    for name in listed:
        copied = templates.copy(name, tmp_path / "own", force=True)
        assert copied.read_bytes() == (templates.built_in() / name).read_bytes()
    report = ROOT / "seeds" / "yunxiu-tea-short.txt"
    own = tmp_path / "own" / "brief.md.j2"
    own.write_text(own.read_text(encoding="utf-8").replace("主要指标", "几个数"), encoding="utf-8")
    done = run("brief", str(report), "--templates", "own", "--format", "md", where=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert "几个数" in (tmp_path / "out" / "yunxiu-tea-short.md").read_text(encoding="utf-8")


def test_a_copy_never_writes_over_what_is_there_unless_told(tmp_path: Path) -> None:
    copied = templates.copy("looks/plain.css", tmp_path)
    copied.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"):
        templates.copy("looks/plain.css", tmp_path)
    assert copied.read_text(encoding="utf-8") == "mine"
    templates.copy("looks/plain.css", tmp_path, force=True)
    assert copied.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("name", ["none.j2", "../pyproject.toml", "/etc/passwd", ""])
def test_only_templates_are_copied(name: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="no such template"):
        templates.copy(name, tmp_path)
