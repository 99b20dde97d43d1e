"""The list of tasks: a level of the tree that a page can hold, each with the best of what is under it."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import compress

from briefgen.excerpts import excerpt, opens_well, tells_number
from briefgen.lexicons import load
from briefgen.models import Analysis, Task
from briefgen.products import Excerpt, TaskItem
from briefgen.tasks import TOPIC_LENGTH, asks
from briefgen.wording import full_width

MOST_ITEMS = 14
"""Tasks of one page."""
ENOUGH_ITEMS = 5
"""A tree of fewer roots is opened further, where the tasks below have tasks below them."""
FEW_ITEMS = 3
"""A tree of fewer roots is opened in any case."""
MOST_DETAILS = 24
"""Under one task; flat lists of two dozen short items are common in this genre."""
LONGEST_HEAD, LONGEST_DETAIL = 60, 48
"""Characters; longer ones are shortened."""
LINE = 40
"""Characters of details that go or stay together; where tasks are many, each has about one line."""
MANY_ITEMS = 8
"""Tasks with tasks below them from which each has one line to begin with."""
SHORTEST_DETAIL = 24
"""Characters a detail has even where its heading takes most of the line."""
FIRST = 6
"""Details whose shortened words are looked at once more: the number may have gone with its clause."""
EXACT, CONCRETE, DUE, HOLLOW, RANK = 0.5, 1.0, 0.5, -1.0, 0.3
"""What is worth naming of a task: a number, a thing that is built or run, who does it or by when; a
slogan counts against it; the rank of its sentence decides between equals."""


def task_items(analysis: Analysis, used: Collection[int]) -> tuple[TaskItem, ...]:
    """The tasks in the report's order, without those of the sentences in `used`.

    `order` ranks the items, and apart from them the details: the best of each item come before
    the second best of any. Short details share an order, as many as fill a line.
    """
    nodes = _fields(
        [
            node
            for node in _opened(analysis, analysis.tasks)
            if node.sentence not in used and _stands(analysis, node) and _asks(analysis, node)
        ]
    )
    crowded = sum(bool(node.children) for node in nodes) >= MANY_ITEMS
    items = [_item(analysis, node, used, crowded=crowded) for node in nodes]
    told = [
        bool(item.details or not node.children or analysis.document.sentences[node.sentence].kind == "sentence")
        for item, node in zip(items, nodes, strict=True)
    ]
    nodes, items = list(compress(nodes, told)), list(compress(items, told))
    ranking = sorted(range(len(items)), key=lambda at: (not items[at].details, -_worth(analysis, nodes[at]), at))
    places = {at: place for place, at in enumerate(ranking)}
    items = [replace(item, order=places[at]) for at, item in enumerate(items) if places[at] < MOST_ITEMS]
    details = sorted({(detail.order, item.order) for item in items for detail in item.details})
    rank = {key: place for place, key in enumerate(details)}
    return tuple(
        replace(item, details=tuple(replace(d, order=rank[d.order, item.order]) for d in item.details))
        for item in items
    )


def fields(items: Sequence[TaskItem]) -> tuple[TaskItem, ...]:
    """The items with something below them, when they are enough to be the chapters of a plan."""
    found = tuple(item for item in items if item.details)
    return found if len(found) >= ENOUGH_ITEMS else ()


def _fields(nodes: list[Task]) -> list[Task]:
    """The chapters of a plan that has them: what stands beside them is its general line."""
    chapters = [node for node in nodes if node.children]
    return chapters if len(chapters) >= ENOUGH_ITEMS and 2 * len(chapters) >= len(nodes) else nodes


def count(tasks: Sequence[Task]) -> int:
    """How many tasks a tree holds, headings of tasks included."""
    return sum(1 + count(task.children) for task in tasks)


def _opened(analysis: Analysis, tasks: Sequence[Task]) -> list[Task]:
    """The level to show: the largest task that only gathers others gives way to them till there are enough."""
    nodes = list(tasks)
    while True:
        silent = [node for node in nodes if node.children and not (_stands(analysis, node) and _asks(analysis, node))]
        gathering = [node for node in nodes if _gathers(node, len(nodes))]
        if not silent and not gathering:
            return nodes
        largest = max(silent or gathering, key=lambda node: count([node]))
        at = nodes.index(largest)
        nodes[at : at + 1] = [*_itself(analysis, largest), *largest.children]


def _itself(analysis: Analysis, node: Task) -> list[Task]:
    """What an opened node leaves behind: itself, unless it is a heading or only says that tasks follow."""
    says = analysis.document.sentences[node.sentence].kind == "sentence" and _stands(analysis, node)
    says = says and _asks(analysis, node)
    return [replace(node, children=())] if says and not _has(node.text, "announces") else []


def _stands(analysis: Analysis, node: Task) -> bool:
    return opens_well(analysis.document.sentences[node.sentence])


def _asks(analysis: Analysis, node: Task) -> bool:
    """Whether words ask for something: a maxim among the tasks does not; a heading may be a mere name."""
    if analysis.document.sentences[node.sentence].kind == "heading":
        return not _has(node.text, "names_tasks")
    return asks(node.text)


def _gathers(node: Task, among: int) -> bool:
    """Whether a node, one of so many, should give way: the heading of tasks that have tasks under them, or of all."""
    deep = sum(bool(child.children) for child in node.children)
    return (among < ENOUGH_ITEMS and deep > 1) or (among < FEW_ITEMS and bool(node.children))


def _item(analysis: Analysis, node: Task, used: Collection[int], *, crowded: bool) -> TaskItem:
    below = [
        (group, task)
        for group, child in enumerate(node.children)
        for task in _told(child)
        if task.sentence not in used and _stands(analysis, task) and _asks(analysis, task)
    ]
    head = _words(analysis, node, LONGEST_HEAD)
    room = max(SHORTEST_DETAIL, LINE - len(head.text)) if crowded else LONGEST_DETAIL
    ranking = _ranked(analysis, node, below)[:MOST_DETAILS]
    words = {at: _words(analysis, below[at][1], room) for at in ranking}
    shown = {at: _concrete(words[at].text) + HOLLOW * (not asks(words[at].text)) for at in ranking[:FIRST]}
    ranking = sorted(ranking[:FIRST], key=lambda at: -shown[at]) + ranking[FIRST:]
    orders: dict[int, int] = {}
    order, filled = 0, 0
    for at in ranking:
        if filled and filled + len(words[at].text) > room:
            order, filled = order + 1, 0
        orders[at] = order
        filled += len(words[at].text)
    return TaskItem(
        head=head,
        details=tuple(replace(words[at], order=orders[at]) for at in sorted(ranking)),
        lead=_unless_said(node.lead, head),
        deadline=_unless_said(node.deadline, head),
    )


def _unless_said(fact: str | None, head: Excerpt) -> str | None:
    return None if fact is None or full_width(fact) in head.text else fact


def _told(node: Task) -> list[Task]:
    """What a branch of the tree tells: its tasks, without those that only name what is below them."""
    below = [task for child in node.children for task in _told(child)]
    return below if below and len(node.text) <= TOPIC_LENGTH else [node, *below]


def _ranked(analysis: Analysis, node: Task, below: Sequence[tuple[int, Task]]) -> list[int]:
    """Places of tasks by worth: the best of each branch before the second best of any.

    Among branches what stands alone comes with the second best: it opens a chapter or closes it.
    """
    ranking = sorted(range(len(below)), key=lambda at: (-_worth(analysis, below[at][1]), at))
    branches = {group for group, child in enumerate(node.children) if child.children}
    seen = Counter({group: 1 for group in range(len(node.children)) if len(branches) > 1 and group not in branches})
    places: dict[int, int] = {}
    for at in ranking:
        places[at] = seen[below[at][0]]
        seen[below[at][0]] += 1
    return sorted(ranking, key=lambda at: places[at])


def _worth(analysis: Analysis, node: Task) -> float:
    return max(
        _concrete(task.text) + DUE * bool(task.lead or task.deadline) + RANK * analysis.scores[task.sentence].total
        for task in _tree(node)
    )


def _concrete(text: str) -> float:
    """How much words say of what is to be done, beyond that it should be done."""
    exact = EXACT * tells_number(text)
    return exact + CONCRETE * _has(text, "concrete") + HOLLOW * _has(text, "hollow")


def _has(text: str, name: str) -> bool:
    return any(re.search(pattern, text) for pattern in load("tasks")[name])


def _tree(node: Task) -> Iterator[Task]:
    yield node
    for child in node.children:
        yield from _tree(child)


def _words(analysis: Analysis, task: Task, room: int) -> Excerpt:
    sentence = analysis.document.sentences[task.sentence]
    begin = max(0, sentence.text.find(task.text))
    return excerpt(analysis, sentence, room, ((begin, begin + len(task.text)),))
