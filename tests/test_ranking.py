"""Sentences are ranked by named terms, by our TextRank or by the library, and chosen apart."""

import importlib.util
import math
import os
import subprocess
import sys
from operator import mul
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.cleaning import clean
from briefgen.figures import find_figures
from briefgen.models import Document, RawText, Score
from briefgen.ranking import WEIGHTS, best, choose, cue_term, figure_term, length_term, list_term, rank
from briefgen.sectioning import label
from briefgen.textrank import (
    Links,
    library,
    library_words,
    likeness,
    pagerank,
    textrank,
    vectors,
)

ROOT = Path(__file__).resolve().parents[1]

REPORT = """河口县上半年经济运行情况
一、主要指标完成情况
上半年,全县地区生产总值86.4亿元,同比增长6.3%,增速居全市第二。
规模以上工业增加值增长7.9%,固定资产投资增长11.2%。
县里举行了新闻发布会。
二、下半年工作安排
要加快建设河口工业园区,确保全年固定资产投资增长12%。
园区办要做好标准厂房建设,推动园区企业早日投产。这些工作怎么样才能一件一件落到实处呢?
各位代表,以上报告,请予审议。
"""


def document(text: str = REPORT) -> Document:
    return clean(RawText(text, "-", "text", "", "utf-8"))


def ranked(of: Document, **options: str) -> tuple[Score, ...]:
    labels = label(of)
    return rank(of, labels, find_figures(of, labels), **options)  # type: ignore[arg-type]


def text_of_first(of: Document, scores: tuple[Score, ...]) -> str:
    return of.sentences[best(scores)[0]].text


# The score


def test_scores_run_parallel_to_the_sentences_and_are_the_sum_of_their_terms() -> None:
    report = document()
    scores = ranked(report)
    assert len(scores) == len(report.sentences)
    for sentence, score in zip(report.sentences, scores, strict=True):
        if sentence.kind == "sentence":
            assert [name for name, _ in score.terms] == list(WEIGHTS)
            assert math.isclose(score.total, sum(value for _, value in score.terms), abs_tol=1e-9)
        else:
            assert score == Score(0.0, ())


def test_the_sentence_with_the_leading_figures_comes_first() -> None:
    report = document()
    assert text_of_first(report, ranked(report)).startswith("上半年,全县地区生产总值")


def test_questions_addresses_and_ceremony_come_last() -> None:
    report = document()
    order = [report.sentences[i] for i in best(ranked(report)) if report.sentences[i].kind == "sentence"]
    assert {"县里举行", "这些工作", "各位代表"} <= {sentence.text[:4] for sentence in order[-4:]}


def test_both_segmenters_rank_a_report_alike() -> None:
    report = document()
    assert best(ranked(report)) == best(ranked(report, segmenter="jieba"))


def test_cues_are_data_and_count_where_they_stand() -> None:
    assert cue_term("全县经济总体平稳,茶叶产量同比增加。", False) > 0
    assert cue_term("全县有多少茶园?", False) < 0
    assert cue_term("茶叶发布会在县城开了一天。", False) < cue_term("茶叶发布会在县城开了一天。", True)


def test_length_and_lists_only_take_away() -> None:
    assert length_term("茶" * 15) == length_term("茶" * 110) == 0
    assert -1 <= length_term("茶" * 300) < length_term("茶" * 150) < 0
    assert length_term("茶") < 0
    assert list_term("甲、乙、丙") == 0 > list_term("、".join("甲乙丙丁戊己庚辛壬癸"))


def test_a_sentence_without_figures_gains_nothing_for_them() -> None:
    assert figure_term(()) == 0


def test_an_article_of_one_sentence_has_one_score() -> None:
    scores = ranked(document("全县茶园二十万亩。\n"))
    assert len(scores) == 1


# The graph


def test_no_text_links_to_itself_so_length_alone_does_not_win() -> None:
    long = "村里修了水渠又修了机耕道还修了晒谷场修了文化站修了篮球场" * 3
    texts = [long, "茶叶产量增长", "茶叶出口增长", "茶叶价格增长"]
    scores = textrank(vectors(texts))
    assert min(scores) == scores[0]


def test_likeness_is_a_cosine() -> None:
    a, b, c = vectors(["茶叶出口增长", "茶叶出口增长", "水渠修通"])
    assert math.isclose(likeness(a, b), 1.0)
    assert likeness(a, c) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="茶叶产量增长出口水渠,。", max_size=12), max_size=12))
def test_scores_are_shares_of_one(texts: list[str]) -> None:
    scores = textrank(vectors(texts))
    assert len(scores) == len(texts)
    assert all(score > 0 for score in scores)
    assert not texts or math.isclose(sum(scores), 1.0, abs_tol=1e-6)


def test_the_same_bits_with_every_hash_seed() -> None:
    code = "from tests.test_ranking import document, ranked; print(repr(ranked(document())))"
    outputs = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert outputs[0] == outputs[1] == outputs[2] != b""


def test_ranking_imports_no_heavy_library() -> None:
    code = (
        "import sys; from briefgen.textrank import textrank, vectors; textrank(vectors(['茶叶增产', '茶叶出口']));"
        "print({'numpy', 'scipy', 'networkx', 'jieba', 'textrank4zh'} & set(sys.modules))"
    )
    output = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert output.strip() == "set()"


# The library


@pytest.mark.parametrize("seed", ["lanjiang-2023h1.txt", "qingyu-environment-meeting.txt", "yunxiu-tea-short.txt"])
def test_in_the_librarys_mode_our_scores_and_order_are_its_own(seed: str) -> None:
    text = (ROOT / "seeds" / seed).read_text("utf-8")
    ranker = library()
    ranker.analyze(text=text)
    theirs = {item.index: item.weight for item in ranker.key_sentences}
    words = library_words(ranker.sentences)
    ours = pagerank(overlap_links(words), len(words), tolerance=1e-6 * len(words))
    assert ours == pytest.approx([theirs[i] for i in range(len(words))], abs=1e-9)
    assert by_score(ours) == by_score([theirs[i] for i in range(len(words))])


def overlap_links(rows: list[list[str]]) -> Links:
    """The library's links: distinct words in common over ln|a| + ln|b|, to oneself as well."""

    def weight(a: list[str], b: list[str]) -> float:
        common, size = len(set(a) & set(b)), math.log(len(a)) + math.log(len(b))
        return common / size if common and size > 1e-12 else 0.0

    weights = [[weight(a, b) for b in rows] for a in rows]
    return lambda x: [math.fsum(map(mul, row, x)) for row in weights]


def by_score(scores: list[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda i: (-round(scores[i], 12), i))


def test_the_librarys_ranker_gives_its_scores_alone() -> None:
    report = document()
    scores = ranked(report, ranker="textrank4zh")
    body = [score for sentence, score in zip(report.sentences, scores, strict=True) if sentence.kind == "sentence"]
    assert all([name for name, _ in score.terms] == ["textrank4zh"] for score in body)
    assert math.isclose(sum(score.total for score in body), 1.0, abs_tol=1e-4)


# The choice


def scores_of(*totals: float) -> list[Score]:
    return [Score(total, ()) for total in totals]


def test_the_best_are_chosen_in_the_order_of_the_text() -> None:
    texts = ["修通水渠三条", "茶叶出口增长", "学校开学", "医院扩建"]
    assert choose(scores_of(0.2, 0.9, 0.1, 1.0), texts, 2) == (1, 3)


def test_what_repeats_a_chosen_sentence_is_not_chosen() -> None:
    texts = ["全县茶叶出口增长两成", "今年全县茶叶出口增长了两成", "医院扩建完工"]
    assert choose(scores_of(1.0, 0.9, 0.1), texts, 3) == (0, 2)


def test_room_is_kept_and_a_long_one_gives_way() -> None:
    texts = ["茶叶" * 30, "医院扩建完工", "修通水渠三条"]
    chosen = choose(scores_of(1.0, 0.5, 0.4), texts, 3, room=20)
    assert chosen == (1, 2)


def test_choosing_of_nothing_chooses_nothing() -> None:
    assert choose([], [], 5) == ()
    assert choose(scores_of(1.0), ["茶叶"], 0) == ()


# Measured


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "benchmarks" / "quality.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality"] = module
    spec.loader.exec_module(module)
    return module


def test_rouge_of_the_same_and_of_other_text(quality: ModuleType) -> None:
    assert quality.rouge("茶叶增产", "茶叶,增产。") == (1.0, 1.0, 1.0)
    assert quality.rouge("茶叶", "水渠") == (0.0, 0.0, 0.0)
    assert quality.rouge("茶叶增产", "增产茶叶")[2] == 0.5


def test_our_sentence_beats_the_librarys_and_keeps_up_with_the_first(quality: ModuleType, shared: Path) -> None:
    items = [item for item in quality.load_items(shared / "corpus" / "xwlb_2023q3.jsonl", every=4) if item.economic]
    means = {
        name: 100 * sum(quality.rouge(choose_(item), item.title)[1] for item in items) / len(items)
        for name, choose_ in quality.METHODS.items()
        if name != "oracle"
    }
    assert len(items) > 50
    assert means["briefgen"] >= means["textrank4zh"] + 8
    assert means["briefgen"] >= means["first sentence"] - 1
