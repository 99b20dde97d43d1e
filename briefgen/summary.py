"""The summary: what happened, how it went in two or three leading figures, what comes next."""

import re
from collections.abc import Collection, Sequence

from briefgen import wording
from briefgen.excerpts import excerpt, figures_of, is_creed, opens_well
from briefgen.keyfigures import UNKNOWN, is_headline, is_of_others, name, weight
from briefgen.lexicons import load
from briefgen.models import Analysis, Sentence, Task
from briefgen.products import Clause, FigureRow, Number, Summary, TargetLine
from briefgen.tasks import asks

_DELIVERY = re.compile("[作做].{0,8}报告|报告.{0,12}(?:请予|审议)")
"""That a report was given is no news to its reader."""
_MAIN_GOAL = re.compile("(?:预期|主要|奋斗|发展)目标(?:任务)?(?:是|为|[:：])")
LEADING = 3
"""Figures in the summary."""
EVENT_DEPTH = 12
"""The event is told among the first sentences, or not at all."""
LEAD = 2
"""The lead of news is one of so many sentences."""
LONGEST = 72
"""Characters of a sentence in the summary; what is longer is shortened."""
SHORTEST = 18
"""Characters; a shorter sentence says too little."""
OPENING = 20
"""Characters in which a sentence says that it speaks of what comes next."""


def summarise(analysis: Analysis, rows: Sequence[FigureRow], lines: Sequence[TargetLine]) -> Summary:
    """Two or three sentences; what the report does not offer stays out."""
    told = _event(analysis)
    event = excerpt(analysis, told, LONGEST) if told else None
    tabled = frozenset(i for row in rows for i in row.figures) | {i for line in lines for i in line.figures}
    outlook = _outlook(analysis, told)
    said = set(event.figures) if event else set[int]()
    if event:  # a figure told twice in the report may be bound where it is told the second time
        said |= {i for i in tabled if analysis.figures[i].raw in event.text and name(analysis.figures[i]) in event.text}
    by_name: dict[str, FigureRow] = {}
    for row in sorted(rows, key=lambda row: (is_of_others(row, analysis), row.order)):
        if not set(row.figures) <= said:
            first = analysis.figures[row.figures[0]]
            by_name.setdefault(first.canonical or first.indicator, row)
    leading = _leading([row for row in by_name.values() if weight(row, analysis.figures) > UNKNOWN], analysis)
    leading.sort(key=rows.index)
    return Summary(
        event=event,
        figures=_clauses(analysis, leading, said),
        outlook=excerpt(analysis, outlook, LONGEST) if outlook else None,
    )


def _leading(rows: list[FigureRow], analysis: Analysis) -> list[FigureRow]:
    """The weightiest, of them at most one that is no headline indicator while headlines are at hand."""
    main = [row for row in rows if is_headline(row, analysis.figures)]
    side = [row for row in rows if row not in main]
    best = rows[:LEADING]
    return best if sum(row in side for row in best) <= 1 else [*main[: LEADING - 1], *side][:LEADING]


def _clauses(analysis: Analysis, rows: Sequence[FigureRow], said: Collection[int]) -> tuple[Clause, ...]:
    """One clause for a row, without what is said already; its period is named when it is new."""
    clauses: list[Clause] = []
    before = ""
    for row in rows:
        first = analysis.figures[row.figures[0]]
        numbers = tuple(Number(wording.phrase(analysis.figures[i]), i) for i in row.figures if i not in said)
        period = row.period if row.period != before else ""
        clauses.append(Clause(name(first), period, numbers))
        before = row.period
    return tuple(clauses)


def _event(analysis: Analysis) -> Sentence | None:
    """The first sentence that tells what happened; for want of one that on the whole period, or the lead of news."""
    sentences = [s for s in analysis.document.sentences if _usable(s)]
    cues = load("excerpts")["event"]
    told = [s for s in sentences[:EVENT_DEPTH] if analysis.labels[s.index].section == "other" and _has(s, cues)]
    if analysis.document.type == "work report":
        told = [s for s in told if not _DELIVERY.search(s.text)]
    if told and analysis.document.type in ("news", "meeting"):
        return told[0]
    overview = re.compile("|".join(load("excerpts")["overview"]))
    achieved = [s for s in analysis.of("achievement") if _usable(s) and not figures_of(analysis, s)]
    general = [s for s in achieved if overview.search(s.text[:OPENING]) and not is_creed(s.text)]
    if general or told:
        return next(iter((*general, *told)))
    if analysis.document.type == "news":
        lead = [s for s in sentences[:LEAD] if s.paragraph == sentences[0].paragraph]
        return next((s for s in lead if s.text.endswith(("。", "！", "”"))), None)
    if analysis.figures:
        return None
    return max(achieved, key=lambda s: (analysis.scores[s.index].total, -s.index), default=None)


def _outlook(analysis: Analysis, event: Sentence | None) -> Sentence | None:
    """The first sentence that says in general what is to be done or reached.

    For want of one the first that states targets, then the best task, but not in a bulletin: that
    tells of what has been.
    """
    if analysis.document.type == "bulletin":
        return None
    listed = _listed(analysis.tasks)
    cues = re.compile("|".join(load("excerpts")["outlook"]))
    tasks = [s for s in analysis.of("task") if _usable(s) and s is not event and s.index not in listed]
    targets = [s for s in analysis.of("target") if _usable(s) and s is not event]
    general = [s for s in (*tasks, *targets) if cues.search(s.text[:OPENING])]
    plain = [s for s in general if not is_creed(s.text)]
    if plain:
        return min(plain, key=lambda s: s.index)
    main = [s for s in targets if _MAIN_GOAL.search(s.text[: 2 * OPENING]) and figures_of(analysis, s)]
    if main:
        return main[0]
    goal = re.compile("|".join(load("excerpts")["goal"]))
    stated = [s for s in targets if goal.search(s.text) and len(figures_of(analysis, s)) > 1]
    if stated:
        return stated[0]
    if general:
        return min(general, key=lambda s: s.index)
    tasks = [s for s in tasks if asks(s.text) and analysis.labels[s.index].rule != "imperative"]
    tasks = [s for s in tasks if not figures_of(analysis, s)] or tasks
    return max(tasks, key=lambda s: (analysis.scores[s.index].total, -s.index), default=None)


def _listed(tasks: Sequence[Task]) -> frozenset[int]:
    """Sentences cut into several tasks, which are better read in the list."""
    found: set[int] = set()
    for task in tasks:
        if any(child.sentence == task.sentence for child in task.children):
            found.add(task.sentence)
        found |= _listed(task.children)
    return frozenset(found)


def _usable(sentence: Sentence) -> bool:
    return sentence.kind == "sentence" and len(sentence.text) >= SHORTEST and opens_well(sentence)


def _has(sentence: Sentence, words: Sequence[str]) -> bool:
    return any(word in sentence.text for word in words)
