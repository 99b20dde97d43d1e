"""A digest is proved like a briefing: real runs, changes that must be caught, records that do not follow."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import manifest as manifests
from briefgen.calendar import week
from briefgen.digesting import production
from briefgen.digesting.production import Order, make_issue
from briefgen.errors import ProofError
from briefgen.manifest import Manifest, Passage
from briefgen.settings import DEFAULT
from briefgen.verification import texts
from briefgen.verification.checking import Sources, check
from briefgen.verification.edits import differences
from briefgen.verification.sources import again

WEEK = Path(__file__).parents[1] / "seeds" / "week"
NAME = "digest-2023-W30"


def run(*arguments: str, where: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=where, capture_output=True, text=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a week of reports and their digest, not to be changed."""
    folder = tmp_path_factory.mktemp("digested")
    shutil.copytree(WEEK, folder / "week")
    done = run("digest", "week", "--format", "md,html,pdf,docx", where=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def record(made: Path) -> Manifest:
    return manifests.load(made / "out" / f"{NAME}.manifest.json")


@pytest.fixture(scope="module")
def sources(made: Path, record: Manifest) -> Sources:
    failures: list[str] = []
    found = again(record, made / "week", failures)
    assert failures == []
    return found


@pytest.mark.parametrize("suffix", ["md", "html", "pdf", "docx"])
def test_every_format_is_proved_by_a_new_process(made: Path, suffix: str) -> None:
    done = run("verify", f"out/{NAME}.{suffix}", where=made)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_week_gives_the_same_manifest_to_the_byte(made: Path, tmp_path: Path) -> None:
    again = run("digest", "week", "--format", "md,html,pdf,docx", "--out", str(tmp_path), where=made)
    assert again.returncode == 0, again.stderr
    name = f"{NAME}.manifest.json"
    assert (tmp_path / name).read_bytes() == (made / "out" / name).read_bytes()


def test_the_manifest_names_every_article_of_the_week_and_the_looks(record: Manifest) -> None:
    assert len(record.inputs) == 10
    assert all(source.path.startswith("week/") for source in record.inputs)
    assert "looks/office.css" in record.templates
    assert record.settings["period"] == "2023-W30"


def test_an_article_of_a_dump_is_named_by_its_line_and_found_again(tmp_path: Path) -> None:
    lines = [
        {
            "title": f"望桐县第{n}批项目开工",
            "date": "2023-07-25",
            "text": f"望桐县今天新开工项目{n}个，总投资{n}.6亿元。",
        }
        for n in (12, 27, 34)
    ]
    dump = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "dump.jsonl").write_text(dump, encoding="utf-8")
    assert run("digest", "dump.jsonl", "--format", "md", where=tmp_path).returncode == 0
    made = manifests.load(tmp_path / "out" / f"{NAME}.manifest.json")
    assert {source.path for source in made.inputs} == {f"dump.jsonl#{n}" for n in (1, 2, 3)}
    assert run("verify", f"out/{NAME}.md", where=tmp_path).returncode == 0
    (tmp_path / "dump.jsonl").rename(tmp_path / "moved.jsonl")
    assert run("verify", f"out/{NAME}.md", "--source", "moved.jsonl", where=tmp_path).returncode == 0
    (tmp_path / "dump.jsonl").write_text(dump.replace("27.6", "27.9"), encoding="utf-8")
    done = run("verify", f"out/{NAME}.md", where=tmp_path)
    assert done.returncode == 1
    assert "dump.jsonl#2" in done.stdout


CHANGES: dict[str, Callable[[str], str]] = {
    "a number in a line": lambda page: page.replace("86.5亿元", "85.6亿元", 1),
    "the number of an item": lambda page: page.replace("### 2. ", "### 3. "),
    "a reference": lambda page: page.replace("〔第1条〕", "〔第2条〕", 1),
    "how many articles": lambda page: re.sub(r"收录(\d+)篇", r"收录1\1篇", page),
    "the number of the issue": lambda page: page.replace("第1期", "第2期", 1),
    "the other number of a difference": lambda page: page.replace("作85.6亿元", "作88.6亿元"),
    "whose number it is": lambda page: page.replace("今日园区作", "今日市区作"),
    "a topic": lambda page: page.replace("、投资与项目", "、工业与项目"),
    "a date": lambda page: page.replace("澜江海关，2023年7月26日", "澜江海关，2023年7月25日"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_of_the_markdown_is_caught(made: Path, record: Manifest, kind: str) -> None:
    page = (made / "out" / f"{NAME}.md").read_text(encoding="utf-8")
    changed = CHANGES[kind](page)
    assert changed != page
    assert differences(record.passages, texts.read(changed.encode(), ".md"))


def test_a_changed_title_of_the_html_is_caught(made: Path, record: Manifest) -> None:
    page = (made / "out" / f"{NAME}.html").read_text(encoding="utf-8")
    assert not differences(record.passages, texts.read(page.encode(), ".html"))
    changed = re.sub(r"<title>(.*?)30日", r"<title>\g<1>3日", page)
    assert changed != page
    assert differences(record.passages, texts.read(changed.encode(), ".html"))


def test_a_page_number_of_the_contents_must_be_where_the_heading_stands() -> None:
    pages = [["目录", "一、工业........2", "二、农业........3"], ["一、工业"], ["二、农业"]]
    assert [texts._led(line, pages) for line in pages[0]] == ["目录", "一、工业", "二、农业"]
    assert texts._led("一、工业........3", pages) == "一、工业........3"


FORGED: dict[str, tuple[Callable[[Passage], bool], dict[str, object]]] = {
    "count": (lambda p: p.field == "articles read", {"text": "99"}),
    "items of a topic": (lambda p: p.field == "group items", {"text": "7"}),
    "topic": (lambda p: p.field == "group", {"text": "农业农村某某"}),
    "section": (lambda p: p.field == "section", {"text": "九"}),
    "item": (lambda p: p.field == "number", {"text": "8"}),
    "reference": (lambda p: p.field == "reference", {"text": "8"}),
    "days": (lambda p: p.field == "days", {"text": "2023年7月24日—7月31日"}),
    "place": (lambda p: p.field == "place", {"text": "某某市"}),
    "months": (lambda p: p.kind == "period", {"text": "2021年"}),
    "source": (lambda p: p.field == "source", {"text": "某某日报"}),
    "task": (lambda p: p.field == "task", {"text": "没有的任务"}),
    "quotation": (lambda p: p.kind == "quote", {"text": "没有的话"}),
    "report a number is of": (lambda p: p.kind == "number", {"source": 5}),
    "setting": (lambda p: p.kind == "setting" and p.field == "issue", {"text": "第9期（总第9期）"}),
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_record_that_does_not_follow_from_the_articles_is_caught(
    record: Manifest, sources: Sources, kind: str
) -> None:
    is_it, change = FORGED[kind]
    forged = list(record.passages)
    at = next(i for i, p in enumerate(forged) if is_it(p))
    forged[at] = replace(forged[at], **change)  # type: ignore[arg-type]
    assert list(check(forged, sources))


def test_the_unchanged_record_follows_from_the_articles(record: Manifest, sources: Sources) -> None:
    assert list(check(record.passages, sources)) == []


def test_a_line_under_another_item_is_caught(record: Manifest, sources: Sources) -> None:
    forged = list(record.passages)
    quotes = [i for i, p in enumerate(forged) if p.kind == "quote" and p.field == "items"]
    first = quotes[0]
    other = next(i for i in quotes if forged[i].source != forged[first].source)
    forged[first], forged[other] = forged[other], forged[first]
    assert any("no line of item" in reason for _, reason in check(forged, sources))


def test_two_differing_numbers_in_each_others_place_are_caught(record: Manifest, sources: Sources) -> None:
    forged = list(record.passages)
    name = next(i for i, p in enumerate(forged) if p.kind == "name" and p.field == "conflict")
    told = [i for i, p in enumerate(forged) if p.unit == forged[name].unit and p.kind == "number"]
    assert len(told) == 2
    forged[told[0]], forged[told[1]] = forged[told[1]], forged[told[0]]
    assert any("do not differ so" in reason for _, reason in check(forged, sources))


def order(out: Path) -> Order:
    sources = (str(WEEK),)
    return Order(sources, week("2023-W30"), "topic", None, ("md",), out, None, None, DEFAULT, "textrank")


def test_a_failed_proof_leaves_no_output_and_uses_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(production, "prove", lambda *_: (_ for _ in ()).throw(ProofError("it does not hold")))
    with pytest.raises(ProofError):
        make_issue(order(tmp_path), warn=lambda _: None)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == []


def test_a_number_that_no_article_gives_stops_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = production.produce_digest

    def altered(*arguments: object) -> production.ProducedDigest:
        produced = made(*arguments)  # type: ignore[arg-type]
        files = {name: data.replace("86.5亿元".encode(), "96.5亿元".encode()) for name, data in produced.files.items()}
        return replace(produced, files=files)

    monkeypatch.setattr(production, "produce_digest", altered)
    with pytest.raises(ProofError, match=r"96\.5亿元"):
        make_issue(order(tmp_path), warn=lambda _: None)
    assert not (tmp_path / "register.toml").exists()


def test_without_proof_there_is_no_manifest(made: Path, tmp_path: Path) -> None:
    done = run("digest", "week", "--format", "md", "--no-verify", "--out", str(tmp_path), where=made)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in tmp_path.glob("*.[mj]*")) == [f"{NAME}.md"]


def test_a_number_leads_to_its_sentence(made: Path) -> None:
    done = run("explain", f"out/{NAME}.pdf", "86.5亿元", where=made)
    assert done.returncode == 0, done.stderr
    assert "gaoxin-kaigong.txt" in done.stdout
    assert "【86.5亿元】" in done.stdout


def test_an_edited_word_goes_on_record_and_a_changed_number_does_not_pass(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "own")
    folder, page = tmp_path / "own", tmp_path / "own" / "out" / f"{NAME}.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("从主体看", "按主体看"), encoding="utf-8")
    done = run("render", f"out/{NAME}.md", "--format", "html,pdf,docx", where=folder)
    assert done.returncode == 0, done.stderr
    for suffix in ("md", "html", "pdf", "docx"):
        assert run("verify", f"out/{NAME}.{suffix}", where=folder).returncode == 0
    assert manifests.load(folder / "out" / f"{NAME}.manifest.json").edits
    page.write_text(text.replace("86.5亿元", "96.5亿元"), encoding="utf-8")
    done = run("render", f"out/{NAME}.md", where=folder)
    assert done.returncode == 1
    assert "96.5亿元" in done.stderr


def test_on_a_screen_a_number_shows_the_sentence_it_is_from(made: Path, tmp_path: Path) -> None:
    done = run("digest", "week", "--format", "html", "--look", "screen", "--out", str(tmp_path), where=made)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / f"{NAME}.html").read_text(encoding="utf-8")
    target = re.search(r'popovertarget="(origin-\d+)">(?:<[^>]*>)?86\.5(?:<[^>]*>)?亿元<', page)
    assert target
    shown = page[page.index(f'id="{target[1]}"') :]
    assert "<mark>86.5亿元</mark>" in shown[: shown.index("</div>")]
    assert "gaoxin-kaigong.txt" in shown[: shown.index("</div>")]
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="https?:', page)
