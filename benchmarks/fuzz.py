"""Mutated inputs through the whole way: each must end in a proved page or in an error of one line.

`python benchmarks/fuzz.py ../shared/seeds ../shared/corpus/reports --count 20000` takes reports,
damages each copy in a few places (bytes lost, doubled, changed, moved, junk put in), makes its
briefing in Markdown and proves it. Printed are the outcomes, the slowest input and the peak of
memory; exit 1 when anything but a BriefgenError came up.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.analysis import analyse_all
from briefgen.errors import BriefgenError
from briefgen.production import produce_brief
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
    broken: list[str] = field(default_factory=list)
    """A traceback for each input that ended in one."""


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


def run(sources: Sequence[Path], count: int, seed: int) -> Outcomes:
    """Damage and work through `count` inputs."""
    chance = random.Random(seed)
    files = [
        f for source in sources for f in (sorted(source.iterdir()) if source.is_dir() else [source]) if f.is_file()
    ]
    outcomes = Outcomes()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            original = chance.choice(files)
            path = Path(folder) / f"report{original.suffix}"
            path.write_bytes(damaged(original.read_bytes(), chance))
            begun = time.perf_counter()
            outcome = _outcome(path, outcomes)
            outcomes.counts[outcome] += 1
            outcomes.slowest = max(outcomes.slowest, (time.perf_counter() - begun, f"{original.name}, number {number}"))
    return outcomes


def _outcome(path: Path, outcomes: Outcomes) -> str:
    try:
        for analysis in analyse_all(path):
            made = produce_brief(analysis, ("md",))
            settings = {"paper": made.page.briefing.paper}
            prove(
                Work(made.page.briefing, made.page.markdown, (analysis,), "brief", settings, "brief.md.j2"),
                {f"report.{suffix}": data for suffix, data in made.files.items()},
            )
    except BriefgenError as error:
        if "\n" in str(error).strip():
            outcomes.broken.append(f"an error of several lines: {error}")
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
    options = parser.parse_args()
    outcomes = run(options.sources, options.count, options.seed)
    for outcome, count in outcomes.counts.most_common():
        print(f"{outcome:16} {count:6}")
    print(f"slowest {outcomes.slowest[0]:.2f} s ({outcomes.slowest[1]})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for broken in outcomes.broken[:5]:
        print(broken)
    sys.exit(1 if outcomes.broken else 0)


if __name__ == "__main__":
    main()
