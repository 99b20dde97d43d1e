"""What each format of one briefing costs: `python benchmarks/formats.py [FILE]`.

Prints the milliseconds of each format, the report analysed and the page fitted beforehand, and what
these two take; the least of three runs in one process.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.analysis import analyse
from briefgen.briefing import brief
from briefgen.production import produce_brief
from briefgen.rendering import estimate, fit, render, tables
from briefgen.settings import Settings

RUNS = 3
SEED = Path(__file__).resolve().parents[1] / "seeds" / "lanjiang-2023h1.txt"


def least(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest run."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times) * 1000


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else str(SEED)
    analysis = analyse(path)
    briefing = brief(analysis)
    fitted = fit(briefing)
    sheets = tables.sheets([analysis])
    screen = Settings(look="screen")
    steps: dict[str, Callable[[], object]] = {
        "analysis": lambda: analyse(path),
        "choice": lambda: brief(analysis),
        "fitting by layout": lambda: fit(briefing),
        "fitting by counting": lambda: estimate(briefing),
        "md": lambda: render(fitted, "md"),
        "html": lambda: render(fitted, "html"),
        "html, screen, with its fitting": lambda: produce_brief(analysis, ("html",), settings=screen),
        "pdf": lambda: render(fitted, "pdf"),
        "docx": lambda: render(fitted, "docx"),
        "xlsx": lambda: tables.write_xlsx(sheets),
        "csv": lambda: [tables.write_csv(sheet) for sheet in sheets],
    }
    print("| step | ms |\n|:--|--:|")
    for name, work in steps.items():
        print(f"| {name} | {least(work):.0f} |")


if __name__ == "__main__":
    main()
