"""Killed, out of room, locked out, two at once: a folder holds whole files of one run."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.manifest import sha256

COMMAND = [sys.executable, "-m", "briefgen", "brief", "--format", "md,html"]


def report(place: str, figure: int) -> str:
    return (
        f"{place}上半年经济运行情况\n2023年7月20日\n"
        f"上半年,全{place[-1]}固定资产投资完成{figure}.5亿元,增长9.3%。规模工业增加值增长6.1%,居全市第2位。\n"
        "下半年,要加快推进重点项目建设,抓好企业帮扶工作。\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").mkdir()
    (tmp_path / "甲" / "通报.txt").write_text(report("平川县", 42), "utf-8")
    (tmp_path / "乙" / "通报.txt").write_text(report("云溪区", 77), "utf-8")
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    """What a user sees in the folder: hidden leavings of a killed run are not outputs."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")} if folder.exists() else {}


def whole(files: dict[str, bytes]) -> bool:
    """Whether the files are just those the manifest names, byte for byte."""
    record = json.loads(files["通报.manifest.json"])
    named = {name: sha256(files[name]) for name in files if name != "通报.manifest.json"}
    return bool(record["outputs"] == named)


def test_a_run_that_is_killed_leaves_whole_files_of_one_run(folder: Path) -> None:
    before = subprocess.run([*COMMAND, "甲/通报.txt"], cwd=folder, capture_output=True)
    assert before.returncode == 0
    old = outputs(folder / "out")
    chance = random.Random(7)
    started = time.monotonic()
    subprocess.run([*COMMAND, "乙/通报.txt", "--out", "trial"], cwd=folder, check=True, capture_output=True)
    length = time.monotonic() - started
    new = outputs(folder / "trial")
    for _ in range(6):
        process = subprocess.Popen([*COMMAND, "乙/通报.txt"], cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.0) * length)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = outputs(folder / "out")
        runs = [old, new]
        assert any(found.items() <= run.items() for run in runs), "half a file, or files of two runs"


def test_a_full_disk_leaves_the_old_results_in_place(folder: Path) -> None:
    subprocess.run([*COMMAND, "甲/通报.txt"], cwd=folder, check=True, capture_output=True)
    old = outputs(folder / "out")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    done = subprocess.run([*COMMAND, "乙/通报.txt"], cwd=folder, capture_output=True, text=True, preexec_fn=small)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "out: cannot write" in done.stderr
    assert outputs(folder / "out") == old
    assert not list((folder / "out").glob(".*"))


def test_a_folder_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "out").mkdir(mode=0o500)
    place = "/proc/out" if os.geteuid() == 0 else "out"  # root writes everywhere else
    done = subprocess.run([*COMMAND, "甲/通报.txt", "--out", place], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{place}: cannot write" in done.stderr


def test_two_runs_into_one_folder_leave_the_files_of_one(folder: Path) -> None:
    for _ in range(3):
        runs = [
            subprocess.Popen([*COMMAND, f"{name}/通报.txt"], cwd=folder, stdout=subprocess.DEVNULL) for name in "甲乙"
        ]
        assert [run.wait() for run in runs] == [0, 0]
        assert whole(outputs(folder / "out"))


def test_a_failed_proof_leaves_no_output(folder: Path) -> None:
    own = folder / "own"
    own.mkdir()
    (own / "brief.md.j2").write_text("# {{ page.title }}\n\n{{ 3 * 17 }}亿元\n", "utf-8")
    done = subprocess.run([*COMMAND, "甲/通报.txt", "--templates", "own"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert outputs(folder / "out") == {}
