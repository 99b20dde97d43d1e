"""How good and how fast a digest is, against textrank4zh and against the first sentences.

    python benchmarks/digest.py             a day's digest against the day's official headlines
    python benchmarks/digest.py --speed     100 and 1,185 items read, analysed and set

The news is `corpus/xwlb_2023q3.jsonl` in the folder `shared` beside the project, and the official
headlines of each day beside it. No method is given a title, and lines of a body that are a headline are
taken out. Round-ups are left out, and their headlines: they hold a dozen items of which no body tells more.

Each method may say 500 characters about a day. `briefgen` is the digest; `textrank4zh` ranks all bodies as one
text and takes what comes first and fits; `first sentences` takes the opening of each item while it fits.
All stand in the order of the day's items, as the headlines do: a digest puts them by topic, which ROUGE-L
would count against it.
Coverage is the share of headlines of whose character pairs at least half stand in the digest. ROUGE-1, -2
and -L are F1 on characters against the headlines as one text. Redundancy is the share of the digest's runs of
four characters that it has said before.

For speed, textrank4zh only ranks the items, one by one, of texts it is handed; briefgen reads the dump, analyses,
joins what is one event, and lays out a PDF. Both are run after each other in processes of their own.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from quality import rouge

from briefgen.analysis import analyse_raw
from briefgen.calendar import between
from briefgen.cleaning.sentences import split
from briefgen.digesting.collecting import reports
from briefgen.digesting.composing import compose
from briefgen.models import RawText
from briefgen.reading import read
from briefgen.textrank import library

SHARED = Path(__file__).resolve().parents[2] / "shared"
ROOM = 500
COVERED = 0.5
RUN = 4
ROUND_UP = "快讯"
DATELINE = re.compile(r"央视网消息(?:（新闻联播）)?[：:]")
Day = list[RawText]


def days(shared: Path, every: int) -> list[tuple[Day, list[str]]]:
    """The items of each sampled day, and its headlines."""
    items: dict[str, Day] = {}
    for raw in read(shared / "corpus" / "xwlb_2023q3.jsonl"):
        if ROUND_UP not in (raw.title or ""):
            items.setdefault((raw.date or "").replace("-", ""), []).append(raw)
    lines = (shared / "corpus" / "xwlb_2023q3_headlines.jsonl").read_text("utf-8").splitlines()
    headlines = {record["date"]: record["headlines"] for record in map(json.loads, lines)}
    found = []
    for date in sorted(items)[::every]:
        wanted = [re.sub(r"（《新闻联播》.*", "", line) for line in headlines.get(date, []) if ROUND_UP not in line]
        if wanted:
            found.append(([without(raw, wanted) for raw in items[date]], wanted))
    return found


def without(raw: RawText, headlines: Sequence[str]) -> RawText:
    """An item with neither its title nor a line that is a headline."""
    bare = {plain(line) for line in headlines} | {plain(raw.title or "")}
    text = DATELINE.sub("", "\n".join(line for line in raw.text.splitlines() if plain(line) not in bare))
    return replace(raw, title=None, text=text, body=None)


def plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def ours(day: Day) -> list[str]:
    kept = [report for raw in day for report in reports(analyse_raw(raw))]
    date = str(day[0].date)
    digest = compose(kept, between(date, date), characters=ROOM)
    places = {report.path: at for at, report in enumerate(kept)}
    items = sorted(digest.items, key=lambda item: places[item.report.path])
    return [line.text for item in items for line in item.lines]


def by_library(day: Day) -> list[str]:
    ranker = library()
    text = "\n".join(raw.text for raw in day)
    ranker.analyze(text=text, lower=True)
    chosen = fitting(found.sentence for found in ranker.get_key_sentences(num=100, sentence_min_len=1))
    return sorted(chosen, key=text.find)


def first_sentences(day: Day) -> list[str]:
    return fitting(next((raw.text[p.begin : p.finish] for p in split(raw.text)), "") for raw in day)


def fitting(sentences: object) -> list[str]:
    """Sentences in their order, without those for which there is no room any more."""
    kept: list[str] = []
    for sentence in sentences:  # type: ignore[attr-defined]
        if sum(map(len, kept)) + len(sentence) <= ROOM:
            kept.append(sentence)
    return kept


METHODS: dict[str, Callable[[Day], list[str]]] = {
    "briefgen": ours,
    "textrank4zh": by_library,
    "first sentences": first_sentences,
}


def coverage(text: str, headlines: Sequence[str]) -> float:
    """Share of the headlines that a text says."""
    said = runs(text, 2)
    covered = 0
    for headline in headlines:
        pairs = runs(headline, 2)
        covered += sum(pair in said for pair in pairs) >= COVERED * len(pairs)
    return covered / len(headlines)


def redundancy(text: str) -> float:
    bare = plain(text)
    total = len(bare) - RUN + 1
    return 1 - len(runs(text, RUN)) / total if total > 0 else 0.0


def runs(text: str, length: int) -> set[str]:
    bare = plain(text)
    return {bare[i : i + length] for i in range(len(bare) - length + 1)}


def quality(shared: Path, every: int) -> None:
    sample = days(shared, every)
    items = sum(len(day) for day, _ in sample)
    print(f"{len(sample)} days, {items} items, {ROOM} characters a day\n")
    print(f"{'':16} coverage    R-1    R-2    R-L  redundancy  characters  seconds")
    for name, method in METHODS.items():
        began = time.perf_counter()
        texts = ["".join(method(day)) for day, _ in sample]
        seconds = time.perf_counter() - began
        wanted = [headlines for _, headlines in sample]
        scores = [rouge(text, "".join(lines)) for text, lines in zip(texts, wanted, strict=True)]
        one, two, long = (100 * sum(score[at] for score in scores) / len(scores) for at in range(3))
        covered = sum(coverage(text, lines) for text, lines in zip(texts, wanted, strict=True)) / len(texts)
        again = sum(map(redundancy, texts)) / len(texts)
        length = sum(map(len, texts)) / len(texts)
        print(f"{name:16} {covered:8.2f} {one:6.1f} {two:6.1f} {long:6.1f} {again:11.3f} {length:11.0f} {seconds:8.1f}")


# Speed


def speed(shared: Path) -> None:
    dump = shared / "corpus" / "xwlb_2023q3.jsonl"
    lines = dump.read_text("utf-8").splitlines()
    print("items  briefgen, read to PDF             textrank4zh, ranking alone")
    with tempfile.TemporaryDirectory() as folder:
        for count in (100, len(lines)):
            part = Path(folder) / f"{count}.jsonl"
            part.write_text("\n".join(lines[:count]), encoding="utf-8")
            print(f"{count:5}  {measured('--set', part)}  {measured('--rank', part)}", flush=True)


def measured(step: str, dump: Path) -> str:
    """Seconds, seconds of all processors, and the peak of memory of a process of our own.

    Of several processes the memory is that of the largest.
    """
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, __file__, step, str(dump)], check=True, capture_output=True, text=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{seconds:6.1f} s ({work:5.1f} s CPU) {float(done.stdout.split()[-1]):5.0f} MB"


def set_all(dump: Path) -> None:
    from briefgen.digesting.gathering import gather
    from briefgen.digesting.production import produce_digest

    digest = compose(gather([dump]), between("2023-07-01", "2023-09-30"))
    produce_digest(digest, ("md", "pdf"))
    print(peak())


def rank_all(dump: Path) -> None:
    ranker = library()
    for line in dump.read_text("utf-8").splitlines():
        ranker.analyze(text=json.loads(line)["text"], lower=True)
        ranker.get_key_sentences(num=3)
    print(peak())


def peak() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpus (default: %(default)s)")
    parser.add_argument("--every", type=int, default=3, help="take every so many days (default: %(default)s)")
    parser.add_argument("--speed", action="store_true", help="measure time and memory instead")
    parser.add_argument("--set", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rank", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.set:
        set_all(arguments.set)
    elif arguments.rank:
        rank_all(arguments.rank)
    elif arguments.speed:
        speed(arguments.shared)
    else:
        quality(arguments.shared, arguments.every)


if __name__ == "__main__":
    main()
