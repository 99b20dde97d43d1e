"""The figures of an article for the table of the week: what is and what is aimed at, by the times the article tells."""

from collections.abc import Set
from dataclasses import replace

from briefgen import wording
from briefgen.digesting.models import Fact
from briefgen.figures.indicators import canonical
from briefgen.keyfigures import figure_rows, name, names_a_row, weight
from briefgen.lexicons import load
from briefgen.models import Analysis, Figure
from briefgen.products import FigureRow, Number

MOST = 12
"""Rows kept of one article, the weightiest."""
AIMED = -1.0
"""What a target weighs against a result of the same indicator."""


def facts(analysis: Analysis, sentences: Set[int]) -> tuple[Fact, ...]:
    """The rows of figures that stand in these sentences, the weightiest first."""
    rows = [row for row in figure_rows(analysis) if _reached(analysis, row, sentences)]
    found = [_fact(analysis, row, weight(row, analysis.figures)) for row in rows]
    found += [_fact(analysis, row, _known(analysis, row) + AIMED) for row in _targets(analysis, sentences)]
    return tuple(sorted(found, key=lambda fact: (-fact.weight, fact.target, fact.row.order))[:MOST])


def _fact(analysis: Analysis, row: FigureRow, weight: float) -> Fact:
    figures = tuple(analysis.figures[i] for i in row.figures)
    return Fact(replace(row, period=_period(analysis, row, figures)), figures, weight)


def _reached(analysis: Analysis, row: FigureRow, sentences: Set[int]) -> bool:
    """Whether a row tells what is: what a task asks for is not, nor a bound that a target sets."""
    figures = [analysis.figures[i] for i in row.figures]
    sections = {analysis.labels[figure.sentence].section for figure in figures}
    bounded = "target" in sections and any(figure.bound in ("min", "max") for figure in figures)
    return all(f.sentence in sentences for f in figures) and "task" not in sections and not bounded


def _targets(analysis: Analysis, sentences: Set[int]) -> list[FigureRow]:
    """A row for each target of an indicator of the lexicon in one period; of several the first."""
    year = (analysis.document.date or "")[:4] or None
    found: dict[tuple[str, str, str], FigureRow] = {}
    for index, figure in enumerate(analysis.figures):
        if not _aims(figure) or figure.sentence not in sentences:
            continue
        number = (Number(wording.number(figure), index),)
        level = figure.measure == "level"
        row = FigureRow(
            indicator=name(figure),
            period=wording.period(figure.period, year),
            values=number if level else (),
            changes=() if level else number,
            ranks=(),
            gaps=(),
            order=index,
        )
        found.setdefault((row.indicator, row.period, figure.measure), row)
    return list(found.values())


def _aims(figure: Figure) -> bool:
    known = figure.status == "target" and figure.value is not None and canonical(figure.canonical or "") is not None
    return known and figure.measure in ("level", "change") and names_a_row(figure)


def _known(analysis: Analysis, row: FigureRow) -> float:
    indicator = canonical(analysis.figures[row.figures[0]].canonical or "")
    return indicator.weight if indicator else 0.0


def _period(analysis: Analysis, row: FigureRow, figures: tuple[Figure, ...]) -> str:
    """The period of a row; one that only follows from the day of publication in the article's words.

    `今年以来` is not made 1 to 7 of the months, nor `目前` the month; without such words nothing is told.
    """
    first = next((figure for figure in figures if figure.period), None)
    published = (analysis.document.date or "")[:7]
    if first is None or first.period is None or first.period.end != published or first.status == "target":
        return row.period
    sentence = analysis.document.sentences[first.sentence].text
    if f"{int(published[5:])}月" in sentence or any(
        word in sentence for word in load("periods")["months"]["published"]
    ):
        return row.period
    if first.period.start != first.period.end:
        return _told(sentence, load("topics")["so_far"])
    return _told(sentence, load("periods")["now"]["words"])


def _told(sentence: str, words: list[str]) -> str:
    return next((word for word in sorted(words, key=len, reverse=True) if word in sentence), "")
