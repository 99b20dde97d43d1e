"""How fast cleaning is: characters a second, growth with length, dirt, and its share of the whole.

    python benchmarks/cleaning.py

The text is made here, of sentences that differ from one another, so that nothing is dropped as a
repetition. Each time is the best of several runs in one process, after a first run that loads the
dictionaries; the share of the whole compares with `briefgen.analyse_text` on the same text.
"""

import time
from collections.abc import Callable

from briefgen import analyse_text
from briefgen.aligned import AlignedText
from briefgen.cleaning import clean, pinyin
from briefgen.cleaning.repair import inspect, repair
from briefgen.models import RawText

LENGTHS = (10_000, 100_000, 1_000_000, 3_400_000)  # characters; the last is 10 MB of UTF-8
PAGE = 3_000
WHOLE = 30_000


def article(length: int, number: int = 0) -> str:
    """An article of about so many characters, a title and paragraphs of three sentences."""
    lines = [f"江城市召开第{number}次经济运行分析会"]
    written = 0
    while written < length:
        number += 1
        lines.append(
            f"第{number}个项目上半年完成投资{number}.5亿元,同比增长{number % 30}.2%,排名全市第{number % 12 + 1}。"
            f"“要把项目抓在手上。”负责人说,{number % 9 + 1}月底前还要新增产值{number % 70}亿元;争取进入全省前列。"
            f"目前存在的不足,一是要素保障不够;二是进度不平衡,还有{number % 40}个环节需要协调推进。"
        )
        written += len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def polluted(text: str) -> str:
    """The same article as a mirror shows it: traditional, each changed character with its reading."""
    from opencc import OpenCC

    old = OpenCC("s2t").convert(text)
    return "".join(
        f"{new}({min(filter(None, pinyin.readings(new)), default='')})"
        if new != plain and pinyin.readings(new)
        else new
        for new, plain in zip(old, text, strict=True)
    )


def raw(text: str) -> RawText:
    return RawText(text, "benchmark.txt", "text", "0" * 64, "utf-8")


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of processor time of the fastest of several runs: what else the machine does must not count."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    clean(raw(polluted(article(PAGE))))
    print("characters   seconds   characters a second")
    for length in LENGTHS:
        source = raw(article(length))
        seconds = best(lambda source=source: clean(source), 5 if length < 1_000_000 else 2)  # type: ignore[misc]
        print(f"{len(source.text):>10,} {seconds:9.4f} {len(source.text) / seconds:>21,.0f}")

    page = article(PAGE)
    dirty = polluted(page)
    assert repair(AlignedText.of(dirty), inspect(dirty)).text == page
    plain, mirrored = (best(lambda text=text: clean(raw(text)), 20) for text in (page, dirty))  # type: ignore[misc]
    print(f"a polluted page costs {mirrored / plain:.2f} times its clean twin")

    text = article(WHOLE)
    analyse_text(text)
    part, whole = best(lambda: clean(raw(text))), best(lambda: analyse_text(text), 2)
    print(f"cleaning is {100 * part / whole:.1f}% of the analysis of {len(text):,} characters")


if __name__ == "__main__":
    main()
