"""The body of the labelled articles and of real reports. Floors may only be made stricter."""

import csv
import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from briefgen.cleaning import clean
from briefgen.models import Document
from briefgen.reading import read

MISSING = 2
"""Both are sentences the labels write with 著 as a particle, where cleaning writes 着."""
LEAKED = 0.001
"""Share of the characters kept that are not of the body, besides those two sentences."""


def cleaned(path: Path) -> Document:
    return clean(next(read(path)))


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_body_of_the_labelled_articles_is_found(shared: Path, score: ModuleType) -> None:
    rows = defaultdict(list)
    with (shared / "gold/dev/sentences.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["doc"]].append(row)
    missing, excused, leaked, characters = 0, 0, 0, 0
    for doc, gold in rows.items():
        path = next(p for folder in ("gold/dev", "seeds") for p in (shared / folder).glob(f"{doc}*.txt"))
        got = [{"text": s.text, "section": "other"} for s in cleaned(path).sentences]
        confusion, extra, length = score.score_sentences(gold, got)
        missing += sum(n for (_, found), n in confusion.items() if found == "missing")
        whole = "".join(score.bare(s["text"]) for s in got)
        excused += sum(
            len(score.bare(row["text"])) for row in gold if "著" in row["text"] and score.bare(row["text"]) not in whole
        )
        leaked += extra
        characters += length
    assert missing <= MISSING
    assert leaked - excused <= LEAKED * characters


def test_a_polluted_copy_cleans_to_its_clean_twin(shared: Path) -> None:
    assert cleaned(shared / "gold/dev/p08.txt").clean.text == cleaned(shared / "gold/dev/p07.txt").clean.text


REPORTS = [
    ("hailar-2014.gb18030.txt", "政府工作报告", "2014-02-19", "海拉尔区", "各位代表", "努力奋斗!"),
    ("hailar-2015.gb18030.txt", "政府工作报告", "2015-02-05", "海拉尔区", "各位代表", "做出新贡献。"),
    ("hunan-2026.txt", "2026年湖南省政府工作报告", "2026-02-24", "湖南省", "各位代表", "不懈奋斗！"),
    ("hunan-2025.docx", "2025年湖南省政府工作报告", "2025-01-14", "湖南省", "各位代表", None),
    (
        "wanzai_2015.html",
        "万载县2015年国民经济和社会发展统计公报",
        "2017-05-15",
        "万载县",
        "2015年",
        "（万载县统计局）",
    ),
    ("wanzai_2022.html", "万载县2022年国民经济和社会发展统计公报", "2023-08-16", "万载县", "2022年", "万载调查队。"),
]


@pytest.mark.parametrize(("name", "title", "date", "place", "first", "last"), REPORTS)
def test_reports_are_read_from_first_to_last_sentence(
    shared: Path, name: str, title: str, date: str, place: str, first: str, last: str | None
) -> None:
    document = cleaned(shared / "corpus/reports" / name)
    assert (document.title, document.date, document.place.name) == (title, date, place)
    opening = [s.text for s in document.sentences if s.kind == "sentence"][:6]
    assert any(text.startswith(first) for text in opening)
    assert last is None or document.sentences[-1].text.endswith(last)
