"""Mutated inputs through the whole way: each must end in a proved page or in an error of one line.

`python benchmarks/fuzz.py ../shared/seeds ../shared/gold/dev seeds --count 20000` takes reports,
damages each copy in a few places (bytes lost, doubled, changed, moved, junk put in), makes its
briefing in Markdown and proves it; one in ten is also compared with the report it was made from, one in
twenty goes into a digest with the two before it. Printed are the outcomes, the slowest input and the
peak of memory; exit 1 when anything but a BriefgenError came up, or a page that does not hold.
`--keep FOLDER` writes the inputs that did.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefgen.analysis import analyse_all
from briefgen.calendar import Days
from briefgen.comparison.comparing import compare
from briefgen.comparison.production import produce_comparison, proof
from briefgen.digesting.production import Order, make_issue
from briefgen.errors import BriefgenError, ProofError
from briefgen.production import produce_brief
from briefgen.settings import DEFAULT
from briefgen.verification import Work, prove

JUNK = [
    *(
        text.encode()
        for text in ("9" * 400, ",," * 200, "“" * 300, "、" * 300, "(" * 500, "%", "其中", "同比增长", "亿元")
    ),
    *(
        text.encode()
        for text in ("{{ x }}", "<b>", "|" * 80, "\\", "*" * 60, "一、" * 90, "1." * 90, "−", "\u202e", "\ufeff")
    ),
    b"\x00" * 50,
    b"\xff\xfe",
    b"\n" * 300,
]


@dataclass
class Outcomes:
    """What became of the inputs."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    """Seconds of this process, and the input."""
    broken: list[str] = field(default_factory=list)
    """A traceback or a failed proof for each input that ended in one."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six damages."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice([1, 2, 3, 30, 300]))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:at] + data[end:]
        elif kind == 1:
            data = data[:at] + data[at:end] * chance.choice([2, 3, 50]) + data[end:]
        elif kind == 2:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(min(end - at, 4))) + data[end:]
        elif kind == 3:
            data = data[:at] + chance.choice(JUNK) + data[at:]
        else:
            to = chance.randrange(len(data) + 1)
            data = (data[:at] + data[end:])[:to] + data[at:end] + (data[:at] + data[end:])[to:]
    return data


def run(sources: Sequence[Path], count: int, seed: int, keep: Path | None = None) -> Outcomes:
    """Damage and work through `count` inputs."""
    chance = random.Random(seed)
    files = [
        f for source in sources for f in (sorted(source.iterdir()) if source.is_dir() else [source]) if f.is_file()
    ]
    outcomes = Outcomes()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            original = chance.choice(files)
            path = folder / f"report{number % 3}{original.suffix}"
            path.write_bytes(damaged(original.read_bytes(), chance))
            for product, make in ways(number, path, original):
                begun = time.process_time()
                outcome = _outcome(make, outcomes)
                outcomes.counts[f"{product}: {outcome}"] += 1
                took = time.process_time() - begun
                outcomes.slowest = max(outcomes.slowest, (took, f"{product} of {original.name}, number {number}"))
                if keep and outcome in WRONG:
                    (keep / f"{number}-{product}-{original.name}").write_bytes(path.read_bytes())
    return outcomes


def ways(number: int, path: Path, original: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is made of an input."""
    yield "brief", lambda: make_brief(path)
    if number % 10 == 0:
        yield "compare", lambda: make_comparison(original, path)
    if number % 20 == 19:
        yield "digest", lambda: make_digest(path.parent)


def make_brief(path: Path) -> None:
    """The briefing of each article of a file, proved."""
    for analysis in analyse_all(path):
        made = produce_brief(analysis, ("md",))
        settings = {"paper": made.page.briefing.paper}
        prove(
            Work(made.page.briefing, made.page.markdown, (analysis,), "brief", settings, "brief.md.j2"),
            {f"report.{suffix}": data for suffix, data in made.files.items()},
        )


def make_comparison(original: Path, path: Path) -> None:
    """A report and its damaged copy side by side, proved."""
    sides = [list(analyse_all(original)), list(analyse_all(path))]
    comparison = compare(*sides, force=True)
    made = produce_comparison(comparison, sides, ("md",))
    proof(made, comparison, sides, {f"report.{suffix}": data for suffix, data in made.files.items()})


def make_digest(folder: Path) -> None:
    """The last inputs as the digest of all days, proved."""
    order = Order(
        sources=tuple(str(path) for path in sorted(folder.glob("report*"))),
        period=Days(date(1990, 1, 1), date(2035, 12, 31), "1990-01-01..2035-12-31"),
        group="topic",
        characters=None,
        formats=("md",),
        out=folder / "out",
        register=None,
        templates=None,
        settings=DEFAULT,
        ranker="textrank",
        verify=True,
    )
    make_issue(order, warn=lambda _: None, today=date(2035, 12, 31))


WRONG = ("traceback", "ProofError")


def _outcome(make: Callable[[], None], outcomes: Outcomes) -> str:
    try:
        make()
    except BriefgenError as error:
        if "\n" in str(error).strip():
            outcomes.broken.append(f"an error of several lines: {error}")
        if isinstance(error, ProofError):
            outcomes.broken.append(str(error))
        return type(error).__name__
    except Exception:
        outcomes.broken.append(traceback.format_exc())
        return "traceback"
    return "page"


def main() -> None:
    """Run, print, and fail when an input broke anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    outcomes = run(options.sources, options.count, options.seed, options.keep)
    for outcome, count in outcomes.counts.most_common():
        print(f"{outcome:24} {count:6}")
    print(f"slowest {outcomes.slowest[0]:.2f} s ({outcomes.slowest[1]})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for broken in outcomes.broken[:5]:
        print(broken)
    sys.exit(1 if outcomes.broken else 0)


if __name__ == "__main__":
    main()
