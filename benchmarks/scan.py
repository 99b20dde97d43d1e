"""How fast quantities, places and periods are found, and that the time grows with the length.

    python benchmarks/scan.py [FILE]

Prints characters a second on one text (by default a work report of the shared corpus), on the same
text repeated to a quarter, a half and all of a million characters, and on runs that hurt careless
patterns. `growth` is the time for a character against that of the row above.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.figures.periods import find_periods
from briefgen.figures.quantities import scan
from briefgen.figures.ranks import find_ranks

REPORT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "reports" / "hunan-2026.txt"
MILLION = 1_000_000
FINDERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("scan", scan),
    ("find_ranks", find_ranks),
    ("find_periods", lambda text: find_periods(text, "2026-02-24")),
)


def seconds(find: Callable[[str], object], text: str) -> float:
    """The best of three runs."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        find(text)
        best = min(best, time.perf_counter() - begin)
    return best


def repeated(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=REPORT)
    report = parser.parse_args().file.read_text("utf-8")
    for name, find in FINDERS:
        find(report)  # compiles the patterns
        print(f"{name:14} {'characters':>10} {'ms':>8} {'chars/s':>12} {'growth':>7}")
        before = None
        for length in (len(report), MILLION // 4, MILLION // 2, MILLION):
            took = seconds(find, repeated(report, length))
            growth = f"{took / length / before:7.2f}" if before else ""
            print(f"{'report':14} {length:10} {took * 1000:8.1f} {length / took:12.0f} {growth}")
            before = took / length
        for piece in ("9", ",", "“", "9,", "一", "9-", "第9", "1月"):
            took = seconds(find, repeated(piece, MILLION))
            print(f"{piece:14} {MILLION:10} {took * 1000:8.1f} {MILLION / took:12.0f}")


if __name__ == "__main__":
    main()
