"""What each product may say: its passages with where they come from, in the order of its page.

A new product registers its own function: `@cite.register`. It returns units, each a tuple of
passages that say one thing together. A page may leave units and passages out, but it may not take
a number of one unit to the name of another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import singledispatch
from pathlib import Path
from typing import Any

from briefgen import wording
from briefgen.keyfigures import name
from briefgen.manifest import Passage
from briefgen.models import Analysis, Derived, Figure
from briefgen.products import Briefing, Clause, Excerpt, FigureRow, Number, TargetLine, TaskItem

Unit = tuple[Passage, ...]


@singledispatch
def cite(product: object, sources: Sequence[Any]) -> list[Unit]:
    """The units of a product made from these analyses (one for a briefing), or the reports that a digest keeps."""
    raise TypeError(f"{type(product).__name__}: not a product that can be proved")


@cite.register
def _(product: Briefing, analyses: Sequence[Analysis]) -> list[Unit]:
    analysis = analyses[0]
    summary = product.summary
    return [
        unit
        for unit in (
            (Passage("setting", product.paper, field="paper"),),
            *stated(product),
            _title(product, analysis),
            *(quoted(e, analysis, "summary") for e in (summary.event,) if e),
            *(_clause(clause, analysis) for clause in summary.figures),
            *(quoted(e, analysis, "summary") for e in (summary.outlook,) if e),
            *((Passage("words", word, field="keywords"),) for word in product.keywords),
            *(_row(row, analysis) for row in product.rows),
            *(quoted(e, analysis, "achievements") for e in product.achievements),
            *(_line(line, analysis) for line in product.targets),
            *(quoted(e, analysis, "goals") for e in product.goals),
            *(_task(task, place, analysis) for place, task in enumerate(product.tasks, 1)),
            *(quoted(e, analysis, "problems") for e in product.problems),
            *(quoted(e, analysis, "others") for e in product.others),
            *usual(product.usual_period, product.usual_due),
            *counts(product),
            *((Passage("doubt", doubt.text, field=doubt.rule, formula=doubt.formula),) for doubt in product.doubted),
        )
        if unit
    ]


def quoted(excerpt: Excerpt, analysis: Analysis, part: str, source: int = 0) -> Unit:
    """An excerpt with the mark that closes it."""
    close = (Passage("mark", excerpt.close),) if excerpt.close else ()
    return _quote(excerpt, analysis, part, source), *close


def number(shown: Number, analysis: Analysis, source: int = 0, operands: Sequence[int] = ()) -> Passage:
    """A number of the report, or one that follows from the figures `operands`."""
    if shown.figure is not None:
        return figure(shown.text, analysis.figures[shown.figure], source)
    if shown.derived is None:
        raise ValueError(f"{shown.text}: neither of the report nor derived")
    return _derived(shown.text, shown.derived, [analysis.figures[i] for i in operands], source)


def figure(text: str, record: Figure, source: int = 0) -> Passage:
    """A figure of a report as shown."""
    return Passage(
        "number",
        text,
        source=source,
        sentence=record.sentence,
        start=record.start,
        end=record.end,
        raw=record.raw,
        figure=record,
    )


def named(text: str, records: Sequence[Figure], source: int = 0) -> Passage:
    """The name of numbers as shown: the first of their records that is called so, else the first."""
    record = next((r for r in records if name(r) == text), records[0])
    return Passage(
        "name", text, source=source, sentence=record.sentence, start=record.start, end=record.end, figure=record
    )


def stated(product: Briefing) -> Iterator[Unit]:
    """What a report says of itself."""
    for field, text in (("source", product.source), ("place", product.place), ("date", product.date)):
        if text:
            yield (Passage("document", text, field=field),)


def usual(*periods: str) -> Iterator[Unit]:
    """Periods that stand in a heading, for the numbers of a whole table."""
    return ((Passage("period", text),) for text in periods if text)


def counts(product: Briefing) -> Iterator[Unit]:
    """How much the report holds, and how much of it is shown."""
    offered, shown = product.offered, product.shown
    for what in ("figures", "sentences", "tasks"):
        yield (
            Passage("count", str(getattr(offered, what)), field=f"{what} offered"),
            Passage("count", str(getattr(shown, what)), field=f"{what} shown"),
        )


def _quote(excerpt: Excerpt, analysis: Analysis, part: str, source: int = 0) -> Passage:
    return Passage(
        "quote",
        excerpt.text,
        source=source,
        field=part,
        sentence=excerpt.sentence,
        start=excerpt.start,
        end=excerpt.end,
        pieces=excerpt.pieces,
        figures=tuple(analysis.figures[i] for i in excerpt.figures),
    )


def _title(product: Briefing, analysis: Analysis) -> Unit:
    """The report's title; for want of one its leading figure, or the name of its file."""
    if analysis.document.title:
        line = next((s for s in analysis.document.sentences if s.kind == "title"), None)
        place = (line.start, line.end) if line else (None, None)
        return (Passage("document", product.title, field="title", start=place[0], end=place[1]),)
    if product.title == Path(product.path).stem:
        return (Passage("document", product.title, field="file"),)
    names: dict[str | None, dict[str, None]] = {}
    for record in analysis.figures:
        names.setdefault(record.canonical or record.indicator, {})[name(record)] = None
    told = (
        (called, record)
        for record in analysis.figures
        for called in names[record.canonical or record.indicator]
        if product.title.endswith(called + wording.phrase(record))
    )
    found = max(told, key=lambda pair: len(pair[0]), default=None)  # 引资 ends 协议引资
    if found:
        called, record = found
        said = wording.phrase(record)
        period = product.title.removesuffix(called + said)
        opening = (Passage("period", period),) if period else ()
        return *opening, named(called, [record]), figure(said, record)
    return (Passage("document", product.title, field="title"),)


def _clause(clause: Clause, analysis: Analysis) -> Unit:
    period = (Passage("period", clause.period),) if clause.period else ()
    records = [analysis.figures[shown.figure] for shown in clause.numbers if shown.figure is not None]
    numbers = (number(shown, analysis) for shown in clause.numbers)
    return *period, named(clause.indicator, records), *numbers


def _row(row: FigureRow, analysis: Analysis) -> Unit:
    records = [analysis.figures[i] for i in row.figures]
    period = (Passage("period", row.period),) if row.period else ()
    numbers = (number(shown, analysis) for shown in (*row.values, *row.changes, *row.ranks, *row.gaps))
    return named(row.indicator, records), *numbers, *period


def _line(line: TargetLine, analysis: Analysis) -> Unit:
    records = [analysis.figures[i] for i in line.figures]
    period = (Passage("period", line.period),) if line.period else ()
    numbers = [number(shown, analysis) for shown in line.targets]
    numbers += [
        replace(number(shown, analysis), field=field)
        for field, shown in (("actual", line.actual), ("stated", line.progress))
        if shown and shown.figure is not None
    ]
    derived = [
        number(shown, analysis, operands=shown.derived.operands or _pair(line))
        for shown in (line.progress, line.elapsed)
        if shown and shown.derived
    ]
    return named(line.indicator, records), *numbers, *derived, *period


def _pair(line: TargetLine) -> tuple[int, ...]:
    """The result and the target whose months give the time that has gone by."""
    if line.progress and line.progress.derived:
        return line.progress.derived.operands
    return tuple(n.figure for n in (line.actual, *line.targets) if n is not None and n.figure is not None)[:2]


def _derived(text: str, derived: Derived, operands: Sequence[Figure], source: int) -> Passage:
    operation = "share" if derived.operands else "elapsed"
    return Passage("derived", text, source=source, field=operation, figures=tuple(operands), formula=derived.formula)


def _task(task: TaskItem, place: int, analysis: Analysis) -> Unit:
    said = [part for e in (task.head, *task.details) for part in quoted(e, analysis, "tasks")]
    words = (
        Passage("words", text, field=field, sentence=task.head.sentence)
        for field, text in (("lead", task.lead), ("deadline", task.deadline))
        if text
    )
    return Passage("ordinal", f"{place}."), *said, *words
