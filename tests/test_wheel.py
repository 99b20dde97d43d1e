"""What a user gets who installs the package and never sees this folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import briefgen

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that must succeed."""
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--wheel-dir", folder, ROOT, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel in it; it sees our dependencies, but not this folder.

    A path file makes a folder of packages visible without the path files in it, so that of the package that is
    installed in place nothing is seen.
    """
    environment = tmp_path_factory.mktemp("clean") / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment.parent)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    run(*pip, wheel, cwd=environment.parent)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    (site,) = run(python, "-c", where, cwd=environment.parent).splitlines()
    (ours,) = run(sys.executable, "-c", where, cwd=environment.parent).splitlines()
    (Path(site) / "dependencies.pth").write_text(ours + "\n")
    return environment / "bin" / "briefgen"


def test_the_wheel_holds_every_template_lexicon_and_the_mark_of_types(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    templates = [f"briefgen/templates/{path.relative_to(ROOT / 'templates')}" for path in files(ROOT / "templates")]
    package = [str(path.relative_to(ROOT)) for path in files(ROOT / "briefgen")]

    assert templates and any(name.endswith(".toml") for name in package)
    assert [name for name in templates + package if name not in held] == []
    assert "briefgen/py.typed" in held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()

    assert [name for name in held if name.split("/")[0] not in ("briefgen", f"{distribution()}.dist-info")] == []


def test_the_installed_command_runs_in_any_folder(installed: Path, tmp_path: Path) -> None:
    assert run(installed, "--version", cwd=tmp_path) == f"briefgen {briefgen.__version__}\n"
    assert list(tmp_path.iterdir()) == []


def test_the_installed_package_uses_its_own_templates(installed: Path, tmp_path: Path) -> None:
    asked = "import briefgen.rendering.templates as t; print(t.built_in())"
    (found,) = run(installed.with_name("python"), "-c", asked, cwd=tmp_path).splitlines()

    assert Path(found).is_relative_to(installed.parents[1])


def files(folder: Path) -> list[Path]:
    """The files of a folder as git would keep them."""
    kept = (path for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)
    return [path for path in kept if path.is_file() and not path.name.startswith(".")]


def distribution() -> str:
    return f"briefgen-{briefgen.__version__}"
