"""Every page that can be made of the shared reports, made and proved.

    python benchmarks/proofs.py                 all of them, some minutes
    python benchmarks/proofs.py --only digests  briefings, digests or comparisons alone

Of each report a briefing, of each week of news a digest by topic and one by place, of each pair of reports a
comparison: made as with the command line into a temporary folder, and proved anew from the files by
`briefgen.verification.verify`. A line for each kind, and one for each page that does not hold.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from briefgen import commands
from briefgen.calendar import week_of
from briefgen.errors import BriefgenError
from briefgen.reading import read
from briefgen.verification import verify

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
NEWS = SHARED / "corpus" / "xwlb_2023q3.jsonl"
REPORTS = SHARED / "corpus" / "reports"
GOLD = SHARED / "gold" / "dev"
PAIRS = (
    (GOLD / "p34.txt", GOLD / "p35.txt"),
    (GOLD / "p07.txt", GOLD / "p10.txt"),
    (REPORTS / "hailar-2014.gb18030.txt", REPORTS / "hailar-2015.gb18030.txt"),
    (REPORTS / "hunan-2025.docx", REPORTS / "hunan-2026.txt"),
    (REPORTS / "wanzai_2015.html", REPORTS / "wanzai_2022.html"),
    (ROOT / "seeds" / "qingyu-2023h1.txt", ROOT / "seeds" / "qingyu-2024h1.txt"),
)
SUFFIXES = (".txt", ".html", ".htm", ".docx", ".md", ".pdf")

Job = tuple[str, list[str]]
"""What is made, and the arguments of the command line that make it, but for the folder and the formats."""


@dataclass(slots=True)
class Tally:
    """What came of the pages of one kind."""

    pages: int = 0
    files: int = 0
    passages: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


def briefings() -> Iterator[Job]:
    """A briefing of each report there is."""
    folders = (SHARED / "seeds", GOLD, REPORTS, ROOT / "seeds", ROOT / "seeds" / "week")
    for folder in folders:
        for file in sorted(folder.iterdir()):
            if file.suffix in SUFFIXES and file.stem != "README":
                yield f"briefing of {file.name}", ["brief", str(file)]


def news() -> Iterator[Job]:
    """A briefing of the dump's items, all in one run."""
    yield "briefings of the news", ["brief", str(NEWS)]


def digests() -> Iterator[Job]:
    """A digest of each week of the news, by topic and by place, and of our own week."""
    days = [date.fromisoformat(raw.date) for raw in read(NEWS) if raw.date]
    weeks = sorted({week_of(day).name for day in days})
    for group in ("topic", "place"):
        for name in weeks:
            yield f"digest of {name} by {group}", ["digest", str(NEWS), "--week", name, "--group", group]
        yield f"digest of our own by {group}", ["digest", str(ROOT / "seeds" / "week"), "--group", group]
    yield "digest in 500 characters", ["digest", str(NEWS), "--week", weeks[1], "--characters", "500"]


def comparisons() -> Iterator[Job]:
    """A comparison of each pair of reports, both ways."""
    for a, b in PAIRS:
        if a.is_file() and b.is_file():
            yield f"comparison of {a.stem} and {b.stem}", ["compare", str(a), str(b), "--force"]
            yield f"comparison of {b.stem} and {a.stem}", ["compare", str(b), str(a), "--force"]


KINDS: dict[str, Callable[[], Iterator[Job]]] = {
    "briefings": briefings,
    "news": news,
    "digests": digests,
    "comparisons": comparisons,
}


def run(jobs: Iterator[Job], formats: str, look: str) -> Tally:
    """Make the pages and prove them."""
    tally = Tally()
    for name, arguments in jobs:
        try:
            with produced([*arguments, "--look", look], formats) as folder:
                _prove(tally, name, sorted(folder.iterdir()), formats.split(","))
        except BriefgenError as error:
            tally.failures.append(f"{name}: {error}")
    return tally


@contextmanager
def produced(arguments: Sequence[str], formats: str) -> Iterator[Path]:
    """The folder of what a command writes. Raises BriefgenError when not all of it could be made."""
    with tempfile.TemporaryDirectory() as folder:
        with redirect_stdout(StringIO()):
            code = commands.app([*arguments, "--out", folder, "--format", formats], standalone_mode=False)
        if code:  # each failure was told on standard error
            raise BriefgenError("not all of it could be made")
        yield Path(folder)


def _prove(tally: Tally, name: str, files: Sequence[Path], formats: Sequence[str]) -> None:
    tally.pages += len({file.stem for file in files if file.suffix[1:] in formats})
    for file in files:
        if file.suffix[1:] in formats:
            began = time.perf_counter()
            proof = verify(file)
            tally.seconds += time.perf_counter() - began
            tally.files += 1
            tally.passages.update(proof.checked)
            tally.failures += [f"{name}, {file.name}: {failure}" for failure in proof.failures[:3]]


def main() -> None:
    """Make, prove, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=[*KINDS], action="append")
    parser.add_argument("--formats", default="md,html,pdf")
    parser.add_argument("--look", default="office", choices=["office", "plain", "screen"])
    options = parser.parse_args()
    print(f"{'':12} pages  files  numbers  quotations  other  seconds  failures")
    failed: list[str] = []
    for kind in options.only or KINDS:
        tally = run(KINDS[kind](), options.formats, options.look)
        numbers = sum(tally.passages[each] for each in ("number", "derived", "count"))
        quotes = tally.passages["quote"]
        other = sum(tally.passages.values()) - numbers - quotes
        counted = f"{tally.pages:5} {tally.files:6} {numbers:8} {quotes:11} {other:6} {tally.seconds:8.1f}"
        print(f"{kind:12} {counted} {len(tally.failures):9}", flush=True)
        failed += tally.failures
    for line in failed:
        print(line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
