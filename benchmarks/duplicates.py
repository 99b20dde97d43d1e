"""How well copies and reports of one event are told from different news.

    python benchmarks/duplicates.py

Altered copies are made of every item of `corpus/xwlb_2023q3.jsonl` in the folder `shared` beside the
project, by a fixed seed: cut to 40 to 90 of a hundred characters, re-titled, with sentences in another order,
with page chrome around, and all of it together. Each must join its original (recall), and nothing
else may join (precision): the items themselves are one day's different news each. A copy of fewer
than 60 characters of body is not made.

The last lines name every pair of different items that is taken for one event, to be read by eye.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from briefgen.analysis import analyse_raw
from briefgen.digesting.collecting import reports
from briefgen.digesting.events import events
from briefgen.digesting.models import Report
from briefgen.models import RawText
from briefgen.reading import read

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEED = 20230724
SHORTEST = 60
SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
CHROME_HEAD = ("首页 > 新闻中心 > 要闻", "字号：大 中 小", "分享到：微信 微博")
CHROME_FOOT = ("责任编辑：值班编辑", "扫码关注本站公众号", "相关阅读", "版权所有 未经许可不得转载")


def truncated(text: str, chance: random.Random) -> str:
    return text[: round(len(text) * chance.uniform(0.4, 0.9))]


def shuffled(text: str, chance: random.Random) -> str:
    sentences = [sentence for sentence in SENTENCE.findall(text) if sentence.strip()]
    chance.shuffle(sentences)
    return "".join(sentences)


def with_chrome(text: str, chance: random.Random) -> str:
    return "\n".join((chance.choice(CHROME_HEAD), text, *chance.sample(CHROME_FOOT, 2)))


def as_it_is(text: str, chance: random.Random) -> str:
    return text


KINDS: dict[str, tuple[Callable[[str, random.Random], str], bool]] = {
    "truncated": (truncated, False),
    "re-titled": (as_it_is, True),
    "shuffled": (shuffled, False),
    "with chrome": (with_chrome, False),
    "all of it": (lambda text, chance: with_chrome(shuffled(truncated(text, chance), chance), chance), True),
}


def altered(raw: RawText, kind: str, chance: random.Random) -> RawText:
    """A copy of an article under another path."""
    change, retitled = KINDS[kind]
    text = change(raw.text, chance)
    title = f"快读：{text.strip()[:18]}" if retitled else raw.title
    return replace(raw, text=text, title=title, path=f"{raw.path}|{kind}", body=None)


def kept(raw: RawText) -> Report:
    """The report of a whole article, be it a round-up or not."""
    analysis = analyse_raw(raw)
    found = reports(replace(analysis, document=replace(analysis.document, title=raw.title)))
    return found[0]


def whole(raws: Sequence[RawText]) -> list[RawText]:
    """The items that are one piece of news each."""
    return [raw for raw in raws if "快讯" not in (raw.title or "") and len(raw.text) >= SHORTEST]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpus (default: %(default)s)")
    parser.add_argument("--every", type=int, default=4, help="alter every so many items (default: %(default)s)")
    arguments = parser.parse_args()
    raws = whole(list(read(arguments.shared / "corpus" / "xwlb_2023q3.jsonl")))
    originals = [kept(raw) for raw in raws]
    alone = events(originals)
    joined_before = {frozenset((a, b)) for event in alone for a, b in pairs(event)}
    chance = random.Random(SEED)
    print(f"{len(originals)} items, every {arguments.every}th altered")
    print("\nkind          copies  recall  precision  seconds")
    for kind in KINDS:
        made = [kept(altered(raw, kind, chance)) for raw in raws[:: arguments.every]]
        began = time.perf_counter()
        found = [pair for event in events([*originals, *made]) for pair in pairs(event)]
        seconds = time.perf_counter() - began
        right = {frozenset((one, f"{one}|{kind}")) for one in (raw.path for raw in raws[:: arguments.every])}
        new = {frozenset(pair) for pair in found} - joined_before
        true = right & new
        wrong = [pair for pair in new - right if not follows(pair, joined_before)]
        print(
            f"{kind:12}  {len(made):6}  {len(true) / len(right):6.4f}  "
            f"{len(true) / max(1, len(true) + len(wrong)):9.4f}  {seconds:7.2f}"
        )
        for pair in wrong[:5]:
            print("    joined:", " | ".join(sorted(pair)))
    titles = {report.path: f"{report.date} {report.title}" for report in originals}
    print(f"\n{len(joined_before)} pairs of different items taken for one event:")
    for pair in sorted(sorted(pair) for pair in joined_before):
        print("   ", " | ".join(titles[path] for path in pair))


def pairs(event: object) -> list[tuple[str, str]]:
    """All pairs of paths in an event."""
    return list(combinations((event.report.path, *(other.path for other in event.others)), 2))  # type: ignore[attr-defined]


def follows(pair: frozenset[str], joined: set[frozenset[str]]) -> bool:
    """Whether a pair is joined because its originals are."""
    return frozenset(path.partition("|")[0] for path in pair) in joined or len({p.partition("|")[0] for p in pair}) == 1


if __name__ == "__main__":
    main()
