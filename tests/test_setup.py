"""scripts/setup on machines that are not this one: every tool it calls is replaced by one that writes down its call."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

SCRIPTS = [ROOT / "scripts" / "setup", ROOT / "scripts" / "brief", ROOT / "scripts" / "test", ROOT / ".ci" / "run"]

# What the script may take from the real machine; all else it must find among the fakes.
REAL = ["bash", "cat", "dirname", "env", "flock", "mkdir", "mktemp", "rm", "sha256sum", "tail"]

# Answers of the fakes. Each writes its call to $CALLS first. What is installed is a word in $INSTALLED.
FAKES = {
    "id": "echo ${USER_ID}",
    "ldconfig": 'grep -o "lib[a-z0-9.-]*.so.0" "$INSTALLED" || true',
    "apt-get": """case "$*" in
        *install*) [ -e "$LISTS" ] || exit 100
            for word in "$@"; do case $word in
                libpangoft2-1.0-0) echo libpangoft2-1.0.so.0 ;; libharfbuzz-subset0) echo libharfbuzz-subset.so.0 ;;
                *) echo "$word" ;; esac; done >>"$INSTALLED" ;;
        *update*) touch "$LISTS" ;;
        *download*) [ -e "$LISTS" ] || exit 100; touch texlive.deb ;;
        esac""",
    "dpkg-deb": "echo archive",
    "tar": 'cat >/dev/null; echo FandolFang >>"$INSTALLED"',
    "fc-cache": "true",
    "python3": """case "$*" in
        --version) echo "Python $PYTHON" ;;
        *version_info*) [ "$PYTHON" != 3.9.2 ] ;;
        *ensurepip*) grep -q python3-venv "$INSTALLED" ;;
        "-m venv"*) for last in "$@"; do :; done; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ;;
        *"pip install"*) made=$(dirname "$0")/briefgen
            printf '#!/bin/bash\\necho "briefgen $*"\\n' >"$made"; chmod +x "$made" ;;
        esac""",
}
FC_LIST = """case "$1" in
    Fandol*) grep FandolFang "$INSTALLED" || true ;;
    Noto*) grep fonts-noto-cjk "$INSTALLED" || true ;;
    esac"""


@dataclass
class Machine:
    """A machine with nothing on it, in a folder of its own."""

    folder: Path
    environment: dict[str, str]

    def setup(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.script("setup", *arguments)

    def script(self, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "calls").write_text("")
        command = [self.folder / "clone of it" / "scripts" / name, *arguments]
        return subprocess.run(command, env=self.environment, cwd="/", capture_output=True, text=True, check=False)

    @property
    def calls(self) -> str:
        """What was called since the last setup, without the looking up."""
        looks = ("id ", "ldconfig ", "fc-list ", "python3 --version", "python3 -c")
        lines = (self.folder / "calls").read_text().splitlines()
        return "\n".join(line for line in lines if not f"{line} ".startswith(looks))

    def has(self, *things: str) -> None:
        with (self.folder / "installed").open("a") as file:
            file.writelines(f"{thing}\n" for thing in things)

    def fake(self, name: str, body: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f'#!/bin/bash\necho "{name} $*" >>"$CALLS"\n{body}\n')
        file.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A bare Debian: root, python3, apt-get without lists, no fonts, no libraries."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    for name in [*REAL, "grep", "touch", "cp", "chmod"]:
        found = shutil.which(name)
        assert found, f"{name} is missing on this machine"
        (binaries / name).symlink_to(found)
    clone = tmp_path / "clone of it"
    (clone / "scripts").mkdir(parents=True)
    for script in ("setup", "brief"):
        shutil.copy(ROOT / "scripts" / script, clone / "scripts")
    shutil.copy(ROOT / "pyproject.toml", clone)
    (tmp_path / "installed").touch()
    environment = {
        "PATH": str(binaries),
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path),
        "CALLS": str(tmp_path / "calls"),
        "INSTALLED": str(tmp_path / "installed"),
        "LISTS": str(tmp_path / "lists"),
        "USER_ID": "0",
        "PYTHON": "3.11.2",
    }
    machine = Machine(tmp_path, environment)
    for name, body in FAKES.items():
        machine.fake(name, body)
    # Debian's fontconfig brings fc-list, and poppler-utils pdftotext; here they are there from the beginning.
    machine.fake("fc-list", FC_LIST)
    machine.fake("pdftotext", "true")
    return machine


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_can_be_run_and_parsed(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_on_a_bare_machine_everything_missing_is_installed(machine: Machine) -> None:
    result = machine.setup()

    assert result.returncode == 0, result.stderr
    assert (
        "install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk python3-venv"
        in machine.calls
    )
    assert "update" in machine.calls
    assert "download texlive-lang-chinese" in machine.calls
    assert "pip install" in machine.calls
    assert result.stdout == ""


def test_a_second_call_does_nothing(machine: Machine) -> None:
    machine.setup()
    result = machine.setup()

    assert (result.returncode, machine.calls, result.stdout, result.stderr) == (0, "", "", "")


def test_changed_requirements_are_installed_again(machine: Machine) -> None:
    machine.setup()
    with (machine.folder / "clone of it" / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    machine.setup()

    assert "pip install" in machine.calls
    assert "apt-get" not in machine.calls


def test_a_library_removed_later_is_installed_again(machine: Machine) -> None:
    machine.setup()
    installed = machine.folder / "installed"
    installed.write_text(installed.read_text().replace("libpangoft2-1.0.so.0\n", ""))
    machine.setup()

    assert "install -y --no-install-recommends libpangoft2-1.0-0\n" in machine.calls + "\n"
    assert "pip" not in machine.calls


def test_without_root_one_command_is_named_and_the_rest_goes_on(machine: Machine) -> None:
    machine.environment["USER_ID"] = "1000"
    machine.has("libharfbuzz-subset.so.0", "fonts-noto-cjk", "python3-venv")
    result = machine.setup()

    assert result.returncode == 0, result.stderr
    assert result.stderr.count("apt-get update && apt-get install -y --no-install-recommends libpangoft2-1.0-0\n") == 1
    assert "apt-get -q install" not in machine.calls
    assert "pip install" in machine.calls


def test_with_sudo_the_packages_are_installed_through_it_and_the_proxy(machine: Machine) -> None:
    machine.environment |= {"USER_ID": "1000", "http_proxy": "http://proxy.example:3128"}
    machine.fake("sudo", '[ "$1" = -n ] || "$@"')
    result = machine.setup()

    assert result.returncode == 0, result.stderr
    assert "sudo env DEBIAN_FRONTEND=noninteractive http_proxy=http://proxy.example:3128 apt-get" in machine.calls
    assert "administrator" not in result.stderr


def test_without_root_and_without_venv_it_stops_with_the_command(machine: Machine) -> None:
    machine.environment["USER_ID"] = "1000"
    result = machine.setup()

    assert result.returncode == 1
    assert "an administrator must run this once: apt-get update && apt-get install" in result.stderr
    assert "python3-venv" in result.stderr.splitlines()[-1]


def test_an_old_python_is_named_with_what_is_needed(machine: Machine) -> None:
    machine.environment["PYTHON"] = "3.9.2"
    result = machine.setup()

    assert result.returncode == 1
    assert "Python 3.9.2 is too old: briefgen needs Python 3.11 or newer" in result.stderr
    assert machine.calls == ""


def test_the_browser_is_installed_only_when_asked_for(machine: Machine) -> None:
    machine.setup()
    assert "chromium" not in machine.calls
    machine.setup("--browser")
    assert "chromium" in machine.calls


def test_a_failing_pip_leaves_no_mark_of_success(machine: Machine) -> None:
    machine.fake("python3", FAKES["python3"].replace("printf", "exit 1; printf"))
    result = machine.setup()

    assert result.returncode == 1
    assert "pip failed" in result.stderr
    assert not (machine.folder / "clone of it" / ".venv" / "setup.stamp").exists()


def test_wrong_usage_is_told(machine: Machine) -> None:
    result = machine.setup("--everything")

    assert (result.returncode, machine.calls) == (2, "")
    assert "usage" in result.stderr


def test_brief_passes_its_arguments_on(machine: Machine) -> None:
    result = machine.script("brief", "--format", "md", "a report.txt")

    assert result.stdout == "briefgen brief --format md a report.txt\n"


def test_brief_without_arguments_takes_a_sample_that_exists(machine: Machine) -> None:
    command, report, *rest = machine.script("brief").stdout.replace("clone of it", "clone").split()[1:]

    assert (command, rest[0]) == ("brief", "--out")
    assert (ROOT / "seeds" / Path(report).name).is_file()
