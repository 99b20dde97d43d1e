"""How good the chosen sentence is: ROUGE of a one-sentence summary of a news item against its title.

    python benchmarks/quality.py            the table, about two minutes
    python benchmarks/quality.py --sweep    each weight of the ranking at nothing, half, as set, double;
                                            and the weight of words by two tables

The items are `corpus/xwlb_2023q3.jsonl` in the folder `shared` beside the project. Only the body of
an item is given to a ranker, never its title. ROUGE-1, -2 and -L are F1 on characters (letters and
digits only): shared characters, shared pairs of neighbours, longest common subsequence.

The methods: `briefgen` is the sentence that ranks first, `shortened` the same left to 60 characters,
`textrank4zh` the library's first key sentence by its own cutting, `first sentence` (lead-1) takes what
stands first, and the `oracle` knows the title and takes the sentence with the best ROUGE-2.
"""

import argparse
import json
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.cleaning import clean
from briefgen.figures import find_figures
from briefgen.models import Document, Figure, RawText
from briefgen.ranking import WEIGHTS, best, evidence, rank
from briefgen.reading import read
from briefgen.sectioning import label
from briefgen.shortening import joined, shorten
from briefgen.textrank import library, textrank
from briefgen.words import cut, information, is_content

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATELINE = re.compile(r"央视网消息(?:（新闻联播）)?[：:]")
ROUND_UP = "快讯"
"""A round-up holds a dozen items under a title that names none; it is no item of economic news."""
ECONOMIC = re.compile(
    "增长|投资|消费|进出口|外贸|出口|经济|企业|产业|产量|亿元|生产|贸易|市场|项目|农业|粮|就业|物流|交通|铁路|"
    "能源|电力|财政|税|金融|制造|工业|价格"
)
LEAST_TERMS = 3
"""Different words of ECONOMIC in an item, and a digit, that make it economic."""
ROOM = 60
TOP = 8

Rouge = tuple[float, float, float]


@dataclass(frozen=True)
class Item:
    """A news item with what each method chose, and the sentences to choose from."""

    title: str
    economic: bool
    document: Document
    terms: dict[str, list[float]]
    texts: list[str]
    ours: str
    shortened: str


def rouge(text: str, reference: str) -> Rouge:
    """ROUGE-1, -2 and -L as F1 on characters."""
    a, b = ([c for c in s if c.isalnum()] for s in (text, reference))
    one, two = (f1(sum((grams(a, n) & grams(b, n)).values()), len(a) - n + 1, len(b) - n + 1) for n in (1, 2))
    return one, two, f1(common_subsequence(a, b), len(a), len(b))


def grams(characters: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(characters[i:] for i in range(n)), strict=False))


def f1(shared: int, mine: int, theirs: int) -> float:
    return 2 * shared / (mine + theirs) if shared else 0.0


def common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def load_items(path: Path, every: int = 1) -> list[Item]:
    """The items of the corpus, or only every so many of them."""
    items = []
    for line in path.read_text("utf-8").splitlines()[::every]:
        record = json.loads(line)
        body = DATELINE.sub("", record["text"])
        raw = RawText(body, record["id"], "jsonl", "", "utf-8", date=record["date"])
        item = analyse(raw, record["title"])
        if item:
            items.append(item)
    return items


def analyse(raw: RawText, title: str) -> Item | None:
    """The item as briefgen sees it, or None when there is nothing to choose from."""
    document = clean(raw)
    body = [sentence for sentence in document.sentences if sentence.kind == "sentence"]
    if len(body) < 2:
        return None
    labels = label(document)
    figures = find_figures(document, labels)
    chosen = document.sentences[best(rank(document, labels, figures))[0]]
    spans = [local(document, chosen.begin, figure) for figure in figures if figure.sentence == chosen.index]
    return Item(
        title=title,
        economic=is_economic(raw.text, title),
        document=document,
        terms=evidence(document, labels, figures),
        texts=[sentence.text for sentence in body],
        ours=chosen.text,
        shortened=joined(chosen.text, shorten(chosen.text, spans, ROOM)),
    )


def local(document: Document, begin: int, figure: Figure) -> tuple[int, int]:
    """The span of a figure in its sentence."""
    at = document.clean.starts.index(figure.start) - begin
    return at, at + len(figure.raw)


def is_economic(body: str, title: str) -> bool:
    enough = len(set(ECONOMIC.findall(body))) >= LEAST_TERMS
    return enough and ROUND_UP not in title and bool(re.search(r"\d", body))


def by_library(item: Item) -> str:
    """textrank4zh's own first sentence."""
    ranker = library()
    ranker.analyze(text=item.document.raw.text, lower=True)
    found = ranker.get_key_sentences(num=1)
    return str(found[0].sentence) if found else ""


def by_oracle(item: Item) -> str:
    return max(item.texts, key=lambda text: rouge(text, item.title)[1])


METHODS: dict[str, Callable[[Item], str]] = {
    "briefgen": lambda item: item.ours,
    "briefgen, shortened": lambda item: item.shortened,
    "textrank4zh": by_library,
    "first sentence": lambda item: item.texts[0],
    "oracle": by_oracle,
}


def mean(scores: Iterable[Rouge]) -> str:
    columns = list(zip(*scores, strict=True))
    return " ".join(f"{100 * sum(column) / len(column):6.1f}" for column in columns)


def table(items: Sequence[Item]) -> None:
    print(f"{'':22}{'all':^20} {len(items):4}   {'economic':^20} {sum(item.economic for item in items):4}")
    print(f"{'':22}{'R-1    R-2    R-L':>20}        {'R-1    R-2    R-L':>20}")
    for name, choose in METHODS.items():
        started = time.perf_counter()
        scores = [rouge(choose(item), item.title) for item in items]
        economic = [score for score, item in zip(scores, items, strict=True) if item.economic]
        print(f"{name:22}{mean(scores)}        {mean(economic)}   {time.perf_counter() - started:5.1f} s")


def sweep(items: Sequence[Item], shared: Path) -> None:
    """Print both measures for each weight at nothing, half, as set and double."""
    economic = [item for item in items if item.economic]
    scores = [[rouge(text, item.title)[1] for text in item.texts] for item in economic]
    reports = list(load_reports(shared))
    print(f"{'':10} R-2 on economic news         share of the figures 8 sentences can hold, reports")
    print(f"{'':10}" + 2 * "    0    1/2   set    2×   ")
    for name in WEIGHTS:
        news, figures = [], []
        for factor in (0.0, 0.5, 1.0, 2.0):
            weights = {**WEIGHTS, name: factor * WEIGHTS[name]}
            news.append(sum(row[order(item.terms, weights)[0]] for item, row in zip(economic, scores, strict=True)))
            figures.append(sum(held(terms, holds, weights) for terms, holds in reports) / len(reports))
        left = " ".join(f"{100 * value / len(economic):6.1f}" for value in news)
        print(f"{name:10}{left}  " + " ".join(f"{value:6.2f}" for value in figures))
    weigh_words(items)


def weigh_words(items: Sequence[Item]) -> None:
    """Print R-2 of the graph alone with a word's weight from the segmenter's dictionary and from jieba's idf file."""
    import jieba

    lines = (Path(jieba.__file__).parent / "analyse" / "idf.txt").read_text("utf-8").splitlines()
    started = time.perf_counter()
    idf = {word: float(value) for word, value in (line.split(" ") for line in lines)}
    loading = time.perf_counter() - started
    middle = sorted(idf.values())[len(idf) // 2]
    economic = [item for item in items if item.economic]
    for name, weight in (("dictionary", information), ("idf file", lambda word: idf.get(word, middle))):
        total = 0.0
        for item in economic:
            scores = textrank([unit(text, weight) for text in item.texts])
            first = max(range(len(scores)), key=lambda i, scores=scores: (round(scores[i], 12), -i))
            total += rouge(item.texts[first], item.title)[1]
        print(f"graph alone, words weighed by the {name:10} {100 * total / len(economic):6.1f}")
    print(f"the idf file takes {loading:.2f} s to load")


def unit(text: str, weight: Callable[[str], float]) -> dict[str, float]:
    """A text's content words, count times weight, at length one."""
    counts = Counter(filter(is_content, cut(text)))
    length = math.hypot(*(count * weight(word) for word, count in counts.items()))
    return {word: count * weight(word) / length for word, count in counts.items()}


def order(terms: dict[str, list[float]], weights: dict[str, float]) -> list[int]:
    """Sentences from the best to the worst under some weights."""
    totals = [
        sum(weights[name] * value for name, value in zip(terms, row, strict=True))
        for row in zip(*terms.values(), strict=True)
    ]
    return sorted(range(len(totals)), key=lambda i: (-round(totals[i], 12), i))


def load_reports(shared: Path) -> Iterable[tuple[dict[str, list[float]], list[int]]]:
    """For each of the labelled reports in `seeds`: the terms, and how many labelled figures a sentence holds."""
    rows = [line.split("\t") for line in (shared / "gold" / "dev" / "figures.tsv").read_text("utf-8").splitlines()]
    column = {name: at for at, name in enumerate(rows[0])}
    for path in sorted((shared / "seeds").glob("*.txt")):
        wanted = [row for row in rows[1:] if row[column["doc"]] == path.stem and row[column["optional"]] != "1"]
        document = clean(next(iter(read(path))))
        labels = label(document)
        terms = evidence(document, labels, find_figures(document, labels))
        texts = [sentence.text for sentence in document.sentences if sentence.kind == "sentence"]
        yield terms, [sum(row[column["quote"]] in text for row in wanted) for text in texts]


def held(terms: dict[str, list[float]], holds: Sequence[int], weights: dict[str, float]) -> float:
    """Labelled figures in the first sentences as a share of the most that so many sentences hold."""
    return sum(holds[i] for i in order(terms, weights)[:TOP]) / max(1, sum(sorted(holds)[-TOP:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpus (default: %(default)s)")
    parser.add_argument("--sweep", action="store_true", help="measure the weights instead")
    arguments = parser.parse_args()
    items = load_items(arguments.shared / "corpus" / "xwlb_2023q3.jsonl")
    if arguments.sweep:
        sweep(items, arguments.shared)
    else:
        table(items)


if __name__ == "__main__":
    main()
