"""How fast sentences are ranked: briefgen against textrank4zh, both from a text to its ranked sentences.

    python benchmarks/ranking.py            10,000 and 50,000 characters, about a minute
    python benchmarks/ranking.py --large    and 200,000; the library alone needs minutes and 2 GB

The text is the corpus of news in `shared` beside the project, cut to length. Both sides cut it into
sentences and words and rank them; both have their dictionaries loaded. Only the ratios in one run
count: the seconds are the machine's. Last, the two segmenters on the same 50,000 characters.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from briefgen.cleaning.sentences import split
from briefgen.textrank import library, textrank, vectors
from briefgen.words import Segmenter, cut, slogans

SHARED = Path(__file__).resolve().parents[2] / "shared"
SIZES = (10_000, 50_000)
LARGE = 200_000


def ours(text: str) -> int:
    """Number of sentences ranked."""
    texts = [text[piece.begin : piece.finish] for piece in split(text)]
    return len(textrank(vectors(texts, slogans(text))))


def theirs(text: str) -> int:
    ranker = library()
    ranker.analyze(text=text, lower=True)
    return len(ranker.key_sentences)


def seconds(run: Callable[[str], int], text: str) -> tuple[float, int]:
    started = time.perf_counter()
    sentences = run(text)
    return time.perf_counter() - started, sentences


def segmenters(text: str) -> None:
    """Print the time of rjieba and jieba, and how many sentences they cut alike."""
    texts = [text[piece.begin : piece.finish] for piece in split(text)]
    names: tuple[Segmenter, Segmenter] = ("rjieba", "jieba")
    for name in names:
        cut(texts[0], segmenter=name)
    times, words = [], []
    for name in names:
        started = time.perf_counter()
        words.append([cut(sentence, segmenter=name) for sentence in texts])
        times.append(time.perf_counter() - started)
    alike = sum(a == b for a, b in zip(*words, strict=True))
    print(f"\nrjieba {times[0]:.3f} s, jieba {times[1]:.3f} s; {alike:,} of {len(texts):,} sentences cut alike")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpus (default: %(default)s)")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} characters")
    arguments = parser.parse_args()
    lines = (arguments.shared / "corpus" / "xwlb_2023q3.jsonl").read_text("utf-8").splitlines()
    corpus = "\n".join(json.loads(line)["text"] for line in lines)
    ours(corpus[:1000])
    theirs(corpus[:1000])
    print(f"{'characters':>10} {'sentences':>9} {'briefgen':>9} {'textrank4zh':>12} {'ratio':>6}")
    for size in (*SIZES, LARGE) if arguments.large else SIZES:
        fast, sentences = min(seconds(ours, corpus[:size]) for _ in range(3))
        slow, _ = seconds(theirs, corpus[:size])
        print(f"{size:10,} {sentences:9,} {fast:8.3f}s {slow:11.2f}s {slow / fast:5.0f}×", flush=True)
    segmenters(corpus[: SIZES[-1]])


if __name__ == "__main__":
    main()
