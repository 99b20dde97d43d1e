"""How fast figures are found and bound, and that the time grows with the length.

    python benchmarks/figures.py [FILE]

Prints characters a second of `find_figures` on one report (by default a work report of the shared
corpus), on that report cut to 30,000 characters, repeated to a quarter, a half and all of a million,
and on sentences made of one piece over and over, which hurt careless patterns. Cleaning is not
counted. `growth` is the time for a character against that of the row above.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

from briefgen.cleaning import clean
from briefgen.figures import find_figures
from briefgen.models import Document, RawText
from briefgen.reading import read

REPORT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "reports" / "hunan-2026.txt"
MILLION = 1_000_000
LENGTHS = (30_000, MILLION // 4, MILLION // 2, MILLION)
RUN = 20_000
PIECES = ("1", "12,", "“", "(", "、", "增长", "第1", "分别高于", "占", "工业投资、", "7%、", "2023年", "比上年")


def seconds(document: Document) -> tuple[float, int]:
    """The best of two runs, and the figures found."""
    best, count = float("inf"), 0
    for _ in range(2):
        begin = time.perf_counter()
        count = len(find_figures(document, ()))
        best = min(best, time.perf_counter() - begin)
    return best, count


def article(text: str) -> Document:
    return clean(RawText(text=text, path="-", kind="text", sha256="", encoding="utf-8", date="2026-02-24"))


def repeated(document: Document, length: int) -> Document:
    """The sentences of a document over and over; their spans are those of the first time."""
    sentences, at, paragraphs = [], 0, document.sentences[-1].paragraph + 1
    while at < length:
        for sentence in document.sentences:
            if at >= length:
                break
            turn = len(sentences) // len(document.sentences)
            sentences.append(replace(sentence, paragraph=sentence.paragraph + turn * paragraphs))
            at += len(sentence.text)
    return replace(document, sentences=tuple(sentences))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=REPORT)
    report = clean(next(iter(read(parser.parse_args().file))))
    find_figures(report, ())  # compiles the patterns
    print(f"{'text':12} {'characters':>10} {'figures':>8} {'ms':>8} {'chars/s':>10} {'growth':>7}")
    before = None
    for length in LENGTHS:
        took, count = seconds(repeated(report, length))
        growth = f"{took / length / before:7.2f}" if before else ""
        print(f"{'report':12} {length:10} {count:8} {took * 1000:8.1f} {length / took:10.0f} {growth}")
        before = took / length
    for piece in PIECES:
        took, count = seconds(article(f"2022年投资{piece * (RUN // len(piece))}增长5%。"))
        print(f"{piece:12} {RUN:10} {count:8} {took * 1000:8.1f} {RUN / took:10.0f}")


if __name__ == "__main__":
    main()
