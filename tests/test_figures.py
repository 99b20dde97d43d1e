"""Figures: each case of `fixtures/figures` is a text and the records expected of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.aligned import AlignedText
from briefgen.figures import find_figures
from briefgen.figures.rules import EXPLANATIONS
from briefgen.models import Document, Figure, Place, RawText, Sentence, SentenceKind

FIXTURES = Path(__file__).parent / "fixtures" / "figures"


@dataclass(frozen=True)
class Case:
    """A text, its date of publication, and one line for each figure expected."""

    name: str
    date: str | None
    text: str
    expected: list[str]


def cases() -> Iterator[Case]:
    """Title, input and expected lines, parted by lines with a dot; `@2023-08-01` dates the input."""
    for path in sorted(FIXTURES.glob("*.txt")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for title, text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            dated = re.match(r"@(\S+)\n", text)
            lines = [line for line in expected.splitlines() if line.strip()]
            yield Case(
                f"{path.stem}: {title.strip()}",
                dated[1] if dated else None,
                text[dated.end() :] if dated else text,
                lines,
            )


CASES = list(cases())


def document(text: str, date: str | None = None) -> Document:
    """A document of a clean text: a line is a paragraph, one that opens with 一、 a heading."""
    sentences: list[Sentence] = []
    at = 0
    for number, paragraph in enumerate(text.split("\n")):
        heading = re.match("[一二三四]、", paragraph) is not None
        for piece in re.findall("[^。;；]+[。;；]?", paragraph):
            kind: SentenceKind = "heading" if heading else "sentence"
            begin = text.index(piece, at)
            at = begin + len(piece)
            sentences.append(Sentence(len(sentences), piece, begin, begin, at, number, kind, level=int(heading)))
    return Document(
        raw=RawText(text=text, path="-", kind="text", sha256="", encoding="utf-8", date=date),
        clean=AlignedText.of(text),
        sentences=tuple(sentences),
        title=None,
        date=date,
        place=Place(),
        source=None,
        author=None,
        type="news",
    )


def line(figure: Figure) -> str:
    """A figure as the fixtures write it."""
    period = f"{figure.period.start}/{figure.period.end}" if figure.period else ""
    value = "" if figure.value is None else figure.value
    bound = "" if figure.bound == "eq" else f" {figure.bound}"
    cells = (
        figure.indicator,
        figure.measure,
        f"{value} {figure.unit}{bound}".strip(),
        figure.status,
        period,
        figure.scope or "",
        figure.subject or "",
        figure.rule,
        *figure.notes,
    )
    return " | ".join(cells)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_text_gives_these_figures(case: Case) -> None:
    found = find_figures(document(case.text, case.date), ())
    assert [line(figure) for figure in found] == case.expected


def test_every_rule_has_a_case() -> None:
    shown = {cell for case in CASES for expected in case.expected for cell in expected.split(" | ")}
    assert set(EXPLANATIONS) <= shown


def test_every_figure_tells_a_rule_that_is_explained() -> None:
    for case in CASES:
        for figure in find_figures(document(case.text, case.date), ()):
            assert figure.rule in EXPLANATIONS


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_span_is_what_the_author_wrote(case: Case) -> None:
    read = document(case.text, case.date)
    for figure in find_figures(read, ()):
        assert read.raw.text[figure.start : figure.end] == figure.raw


def test_a_figure_said_twice_is_one() -> None:
    text = "2022年,粮食产量31万吨。会议指出,2022年粮食产量31万吨,来之不易。"
    assert len(find_figures(document(text), ())) == 1


PIECES = [
    "分别",
    "增长",
    "下降",
    "、",
    ",",
    "。",
    ";",
    "(",
    ")",
    "“",
    "”",
    "7%",
    "3.5亿元",
    "第3",
    "全省",
    "均",
    "占",
    "的",
    "高于",
    "比上年",
    "投资",
    "工业",
    "12个",
    "百分点",
    "至",
    "由",
    "2023年",
    "1-6月",
    "计划",
    "居",
    " ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_breaks_it_and_every_span_holds(text: str) -> None:
    read = document(text)
    for figure in find_figures(read, ()):
        assert figure.indicator
        assert read.raw.text[figure.start : figure.end] == figure.raw


@pytest.mark.parametrize("piece", ["1", "12,", "“", "(", "、", "增长", "第1", "分别高于", "占", "由", "工业投资、"])
def test_long_runs_end(piece: str) -> None:
    find_figures(document("2022年投资" + piece * 3000 + "增长5%。"), ())
