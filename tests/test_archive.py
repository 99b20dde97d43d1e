"""Results are written whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.archive import write_files
from briefgen.errors import OutputError


def test_writes_every_file_and_names_it(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "new" / "folder", {"a.md": b"A", "a.pdf": b"B"})
    assert [path.name for path in paths] == ["a.md", "a.pdf"]
    assert [path.read_bytes() for path in paths] == [b"A", b"B"]


def test_replaces_an_older_result(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": b"old and longer"})
    write_files(tmp_path, {"a.md": b"new"})
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_leaves_nothing_beside_its_files(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": b"A"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_files_are_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write_files(tmp_path, {"a.md": b"A"})
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "a.md")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "a/b.md", "..", ""])
def test_names_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="not a file name"):
        write_files(tmp_path / "out", {name: b"A"})
    assert not (tmp_path / "out").exists()


def test_a_failure_half_way_leaves_the_old_results_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a.md": b"old", "a.pdf": b"old"})
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(tmp_path, {"a.md": b"new", "a.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"old", "a.pdf": b"old"}


def test_a_failure_while_files_change_places_puts_the_old_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a.md": b"old", "a.pdf": b"old"})
    real = Path.replace

    def open_elsewhere(path: Path, target: Path) -> Path:
        if path.name == "a.pdf" and path.parent.name == "new":
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(OutputError, match="Permission denied"):
        write_files(tmp_path, {"a.md": b"new", "a.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"old", "a.pdf": b"old"}


KILLED = """
import os, sys
from pathlib import Path
from briefgen.archive import write_files
left, real = int(sys.argv[2]), Path.replace
def replace(path, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return real(path, target)
Path.replace = replace
write_files(Path(sys.argv[1]), {"a.md": b"new", "a.pdf": b"new", "a.manifest.json": b"new"})
"""
MOVES = 6
"""Three files out of their places, three into them."""


@pytest.mark.parametrize("moves", range(MOVES))
def test_a_run_killed_at_any_move_mixes_nothing_and_the_next_one_finishes_it(tmp_path: Path, moves: int) -> None:
    write_files(tmp_path, {"a.md": b"old", "a.pdf": b"old", "a.manifest.json": b"old"})
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(moves)])
    assert killed.returncode == 9
    assert len({path.read_bytes() for path in tmp_path.glob("[!.]*")}) <= 1
    write_files(tmp_path, {"b.md": b"other"})
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"a.md": b"new", "a.pdf": b"new", "a.manifest.json": b"new", "b.md": b"other"}


def test_what_a_killed_run_had_not_written_in_full_is_tidied_away(tmp_path: Path) -> None:
    half = tmp_path / ".briefgen-half" / "new"
    half.mkdir(parents=True)
    (half / "a.md").write_bytes(b"hal")
    write_files(tmp_path, {"a.md": b"whole"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"whole"}


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(OutputError, match="out: cannot write"):
        write_files(tmp_path / "out", {"a.md": b"A"})
