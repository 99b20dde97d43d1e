"""The one-page briefing: what of a report a director must read, in the order of the page.

Everything that could be shown gets an `order`; the page keeps the first so many. The parts
share the orders like parties the seats of a parliament: by highest averages (Sainte-Laguë), with
the weights below for votes and only as many seats as the report fills, so that a report without
targets leaves their room to the others, and no part that has something is left empty.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from briefgen import wording
from briefgen.audit import audit
from briefgen.excerpts import excerpt, opens_well, stands, without
from briefgen.keyfigures import UNKNOWN, figure_rows, headlines, is_of_others, target_lines, weight
from briefgen.models import Analysis, Score, Section, Sentence
from briefgen.products import Briefing, Excerpt, FigureRow, Item, ItemT, Offered, TargetLine
from briefgen.ranking import choose
from briefgen.settings import PARTS, Part
from briefgen.summary import summarise
from briefgen.tasklist import count, fields, task_items
from briefgen.wording import full_width

WEIGHTS = {
    "rows": 9.0,
    "achievements": 4.5,
    "targets": 5.0,
    "goals": 1.0,
    "tasks": 9.0,
    "details": 7.0,
    "problems": 2.0,
    "others": 4.0,
}
"""How many of each a full page should hold when the report has plenty of everything; seen on the
pages of news, meetings, work reports and bulletins."""
SURE_ROWS = 6
"""This many rows by weight, and all of headline indicators, are in the table; sentences leave out what they say."""
MOST = {"rows": 14, "achievement": 12, "targets": 14, "target": 4, "problem": 6, "other": 8}
"""Of no part more than this, however much room there is."""
HEADLINES = 10
"""Indicators of the greatest weight in the lexicon, of those the report names, whose figures and
targets come before all else."""
FIRST_ROWS = 6
"""Of them so many are shown before the chapters of a plan, the others after them."""
RESULTS = 2
"""So many results in words stand on a page before the chapters of a plan fill it."""
LITTLE = 5
"""A page of fewer excerpts shows sentences of no particular section as well."""
LONGEST = 90
"""Characters of an excerpt; a longer sentence is shortened."""


def brief(analysis: Analysis, *, paper: str = "工作简报", parts: Collection[Part] = PARTS) -> Briefing:
    """Choose what the one-page briefing of a report shows; it holds more than fits on a page.

    `paper` is the name in the masthead, `parts` are those that the page may have.
    """
    document = analysis.document
    leading = headlines(analysis.figures, HEADLINES)
    rows, lines = _table(analysis, leading), _targets(analysis)
    summary = summarise(analysis, rows, lines)
    used = {e.sentence for e in (summary.event, summary.outlook) if e}
    aimed = {i for line in lines for i in line.figures}
    tabled = aimed | {i for row in rows if row.headline for i in row.figures}
    tasks = task_items(analysis, used)
    page = Briefing(
        paper=paper,
        title=full_width(document.title or _headline(analysis, rows)),
        date=wording.date(document.date),
        iso_date=document.date,
        source=document.source or "",
        place=document.place.name or "",
        path=document.raw.path,
        sha256=document.raw.sha256,
        summary=summary,
        rows=rows,
        achievements=_chosen(analysis, "achievement", used, tabled),
        targets=lines,
        goals=_chosen(analysis, "target", used, aimed),
        tasks=tasks,
        problems=_chosen(analysis, "problem", used, set()),
        others=(),
        keywords=analysis.keywords,
        offered=Offered(len(analysis.figures), len(_read(analysis)), count(analysis.tasks)),
        doubts=audit(analysis),
    )
    if len(page.excerpts) < LITTLE:
        page = replace(page, others=_chosen(analysis, "other", used, tabled))
    if set(tabled) <= {n.figure for clause in summary.figures for n in clause.numbers}:
        page = replace(page, rows=())  # the summary names them all
    return _apportioned(_only(page, parts), leading)


def _table(analysis: Analysis, leading: Sequence[frozenset[int]]) -> tuple[FigureRow, ...]:
    """The rows of key figures; `leading` are the figures of the weightiest indicators."""
    rows = tuple(
        replace(row, headline=row.order < SURE_ROWS or any(not group.isdisjoint(row.figures) for group in leading))
        for row in figure_rows(analysis)
        if row.order < MOST["rows"]
    )
    small = len(rows) == 1 and weight(rows[0], analysis.figures) <= UNKNOWN
    return () if small else rows  # one small number makes no table; its sentence tells it better


def _targets(analysis: Analysis) -> tuple[TargetLine, ...]:
    """The lines of the table of targets."""
    lines = tuple(line for line in target_lines(analysis) if line.order < MOST["targets"])
    alone = len(lines) == 1 and lines[0].progress is None
    return () if alone else lines  # one line makes no table; the sentence stands among the goals


def _only(page: Briefing, parts: Collection[Part]) -> Briefing:
    """The page without the parts that are not wanted."""
    return replace(
        page,
        rows=page.rows if "figures" in parts else (),
        achievements=page.achievements if "achievements" in parts else (),
        targets=page.targets if "targets" in parts else (),
        goals=page.goals if "targets" in parts else (),
        tasks=page.tasks if "tasks" in parts else (),
        problems=page.problems if "problems" in parts else (),
        others=page.others if "others" in parts else (),
    )


def _chosen(analysis: Analysis, section: Section, used: Collection[int], shown: Collection[int]) -> tuple[Excerpt, ...]:
    """The best sentences of a section that say something new, in the report's order; `order` by score."""
    found: list[tuple[Excerpt, Score]] = []
    for sentence in analysis.of(section):
        if sentence.kind != "sentence" or sentence.index in used or not opens_well(sentence):
            continue
        pieces = without(analysis, sentence, shown)
        words = excerpt(analysis, sentence, LONGEST, pieces) if pieces else None
        if words and stands(words.text):
            found.append((words, analysis.scores[sentence.index]))
    picked = choose([score for _, score in found], [e.text for e, _ in found], MOST[section])
    places = {at: place for place, at in enumerate(sorted(picked, key=lambda at: (-found[at][1].total, at)))}
    return tuple(replace(found[at][0], order=places[at]) for at in picked)


def _apportioned(page: Briefing, leading: Sequence[frozenset[int]]) -> Briefing:
    """The briefing with the orders inside its parts turned into orders over all parts."""
    order = {place: rank for rank, place in enumerate(_seated(page, leading))}

    def placed(part: str, items: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
        return tuple(replace(item, order=order[part, item.order]) for item in items)

    tasks = tuple(replace(task, details=placed("details", task.details)) for task in page.tasks)
    return replace(
        page,
        rows=placed("rows", page.rows),
        achievements=placed("achievements", page.achievements),
        targets=placed("targets", page.targets),
        goals=placed("goals", page.goals),
        tasks=placed("tasks", tasks),
        problems=placed("problems", page.problems),
        others=placed("others", page.others),
    )


def _seated(page: Briefing, leading: Sequence[frozenset[int]]) -> list[tuple[str, int]]:
    """Parts, each with one of its own orders, in the order of all.

    First comes the best of each part, then a row and a line for each of the leading indicators
    and a task for each chapter of a plan, then the others by highest averages.
    """
    parts: dict[str, Sequence[Item]] = {
        "rows": page.rows,
        "achievements": page.achievements,
        "targets": page.targets,
        "goals": page.goals,
        "tasks": page.tasks,
        "details": [detail for task in page.tasks for detail in task.details],
        "problems": page.problems,
        "others": page.others,
    }
    seated: list[tuple[str, int]] = [(part, 0) for part, items in parts.items() if items]
    lead = _leading(page, leading)
    seated += [*lead[: 2 * FIRST_ROWS], *_fields(page), *lead[2 * FIRST_ROWS :]]
    seated = list(dict.fromkeys(seated))
    waiting = {
        part: sorted({item.order for item in parts[part]} - {o for p, o in seated if p == part}) for part in parts
    }
    while any(waiting.values()):
        seats = Counter(part for part, _ in seated)
        part = max((p for p in parts if waiting[p]), key=lambda p: WEIGHTS[p] / (2 * seats[p] + 1))
        seated.append((part, waiting[part].pop(0)))
    return seated


def _leading(page: Briefing, leading: Sequence[frozenset[int]]) -> list[tuple[str, int]]:
    """The best row and the best line of each of the leading indicators."""
    tables = [("rows", row.order, row.figures) for row in page.rows]
    tables += [("targets", line.order, line.figures) for line in page.targets]
    tables.sort(key=lambda place: place[1])
    return [
        place[:2]
        for group, table in product(leading, ("rows", "targets"))
        for place in [place for place in tables if place[0] == table and not group.isdisjoint(place[2])][:1]
    ]


def _fields(page: Briefing) -> list[tuple[str, int]]:
    """The chapters of a plan, the best of each: a director is shown every field, not half of them at length."""
    places = [("achievements", item.order) for item in page.achievements if item.order < RESULTS]
    for item in sorted(fields(page.tasks), key=lambda item: item.order):
        places += [("tasks", item.order), ("details", min(detail.order for detail in item.details))]
    return places


def _read(analysis: Analysis) -> list[Sentence]:
    return [sentence for sentence in analysis.document.sentences if sentence.kind == "sentence"]


def _headline(analysis: Analysis, rows: Sequence[FigureRow]) -> str:
    """For a report without a title its leading figure, else its file's name."""
    leading = min(rows, key=lambda row: (is_of_others(row, analysis), row.order), default=None)
    if leading is None or leading.indicator[-1:].isdigit():  # a name and a number would read as one number
        return Path(analysis.document.raw.path).stem
    title = f"{leading.period}{leading.indicator}{wording.phrase(analysis.figures[leading.figures[0]])}"
    damaged = full_width(title) != title  # marks of a keyboard in a name
    return Path(analysis.document.raw.path).stem if damaged else title
