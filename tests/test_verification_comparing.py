"""A comparison is proved like a briefing: real runs, and changes that must be caught."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import manifest as manifests
from briefgen.verification import texts
from briefgen.verification.checking import Sources, check
from briefgen.verification.edits import differences
from briefgen.verification.sources import analysed

SEEDS = Path(__file__).parents[1] / "seeds"
NAME = "qingyu-2023h1-vs-qingyu-2024h1"


def run(*arguments: str, where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=where, capture_output=True, text=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports and their comparison, not to be changed."""
    folder = tmp_path_factory.mktemp("compared")
    for name in ("qingyu-2023h1.txt", "qingyu-2024h1.txt"):
        shutil.copy(SEEDS / name, folder)
    done = run("compare", *sorted(p.name for p in folder.iterdir()), "--format", "md,html,pdf,docx", where=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def record(made: Path) -> manifests.Manifest:
    return manifests.load(made / "out" / f"{NAME}.manifest.json")


@pytest.mark.parametrize("suffix", ["md", "html", "pdf", "docx"])
def test_every_format_is_proved_by_a_new_process(made: Path, suffix: str) -> None:
    done = run("verify", f"out/{NAME}.{suffix}", where=made)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_manifest_names_both_sides_and_the_operands_of_what_is_derived(made: Path) -> None:
    written = json.loads((made / "out" / f"{NAME}.manifest.json").read_bytes())
    assert written["sides"] == [1, 1]
    derived = [p for p in written["passages"] if p["kind"] == "derived"]
    assert {p["field"] for p in derived} >= {"difference", "ratio", "points", "places"}
    assert all(p["formula"] and p["sources"] == [0, 1] for p in derived)


CHANGES = {"digit": ("6.4%", "6.9%"), "sign": ("+", "−"), "unit": ("亿元", "万元"), "verdict": ("▲", "▼")}


@pytest.mark.parametrize("kind", [*CHANGES, "name"])
def test_a_change_of_the_markdown_is_caught(made: Path, record: manifests.Manifest, kind: str) -> None:
    page = (made / "out" / f"{NAME}.md").read_text(encoding="utf-8")
    number = next(p for p in record.passages if p.kind == "number")
    name = next(p.text for p in record.passages if p.kind == "name")
    old, new = {"name": (name, f"{name}率"), "digit": (number.text, f"9{number.text}")}.get(kind) or CHANGES[kind]
    assert old in page
    assert differences(record.passages, texts.read(page.replace(old, new, 1).encode(), ".md"))


@pytest.mark.parametrize("kind", ["name", "number", "derived", "chart", "compared"])
def test_a_change_of_the_pdf_is_caught(made: Path, record: manifests.Manifest, kind: str) -> None:
    read = texts.read((made / "out" / f"{NAME}.pdf").read_bytes(), ".pdf")
    assert not differences(record.passages, read)
    passage = next(p for p in record.passages if p.kind == kind and p.field not in ("place", "period"))
    shown = texts.bare(passage.text)
    assert shown in read.characters
    changed = read.characters.replace(shown, f"{shown[:-1]}7", 1)
    assert differences(record.passages, replace(read, characters=changed))


def test_a_record_that_does_not_follow_from_the_sources_is_caught(
    made: Path, record: manifests.Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made)
    sources = Sources(analysed(record.inputs, None, []), record.settings, record.sides)
    assert not list(check(record.passages, sources))
    fields = {
        "verdict": "▼▲",
        "theme": "无此词",
        "theme b": "99",
        "rows": "99",
        "difference": "+0.01亿元",
        "bar": "1 → 2",
    }
    for field, text in fields.items():
        at = next(i for i, p in enumerate(record.passages) if p.field == field and p.kind != "name")
        forged = list(record.passages)
        forged[at] = replace(forged[at], text=text)
        assert list(check(forged, sources)), field


def test_a_number_under_another_rows_name_is_caught(
    made: Path, record: manifests.Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(made)
    sources = Sources(analysed(record.inputs, None, []), record.settings, record.sides)
    rows = [i for i, p in enumerate(record.passages) if p.kind == "name" and p.field == "rows"]
    forged = list(record.passages)
    first, second = forged[rows[0]], forged[rows[1]]
    forged[rows[0]] = replace(second, unit=first.unit)
    forged[rows[1]] = replace(first, unit=second.unit)
    assert list(check(forged, sources))


def test_without_proof_there_is_no_manifest(made: Path, tmp_path: Path) -> None:
    done = run(
        "compare", "qingyu-2023h1.txt", "qingyu-2024h1.txt", "--format", "md", "--no-verify", "--out", str(tmp_path),
        where=made,
    )  # fmt: skip
    assert done.returncode == 0
    assert [p.name for p in tmp_path.iterdir()] == [f"{NAME}.md"]
