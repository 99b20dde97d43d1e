"""The list of tasks: a level of the tree that a page can hold, each with the best of what is under it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefgen.excerpts import excerpt, opens_well
from briefgen.models import Analysis, Task
from briefgen.products import Excerpt, TaskItem

MOST_ITEMS = 14
"""Tasks of one page."""
ENOUGH_ITEMS = 5
"""A tree of fewer roots is opened further."""
MOST_DETAILS = 24
"""Under one task; flat lists of two dozen short items are common in this genre."""
LONGEST_HEAD, LONGEST_DETAIL = 60, 48
"""Characters; longer ones are shortened."""


def task_items(analysis: Analysis, used: Collection[int]) -> tuple[TaskItem, ...]:
    """The tasks in the report's order, without those of the sentences in `used`.

    `order` ranks the items, and apart from them the details: the best detail of each item
    comes before the second best of any.
    """
    nodes = [
        node for node in _opened(analysis, analysis.tasks) if node.sentence not in used and _stands(analysis, node)
    ]
    items = [_item(analysis, node, used) for node in nodes]
    ranking = sorted(range(len(items)), key=lambda at: (not items[at].details, -_worth(analysis, nodes[at]), at))
    places = {at: place for place, at in enumerate(ranking)}
    items = [replace(item, order=places[at]) for at, item in enumerate(items) if places[at] < MOST_ITEMS]
    details = sorted((detail.order, item.order) for item in items for detail in item.details)
    rank = {key: place for place, key in enumerate(details)}
    return tuple(
        replace(item, details=tuple(replace(d, order=rank[d.order, item.order]) for d in item.details))
        for item in items
    )


def count(tasks: Sequence[Task]) -> int:
    """How many tasks a tree holds, headings of tasks included."""
    return sum(1 + count(task.children) for task in tasks)


def _opened(analysis: Analysis, tasks: Sequence[Task]) -> list[Task]:
    """The level to show: the largest task that only gathers others gives way to them till there are enough."""
    nodes = list(tasks)
    while True:
        silent = [node for node in nodes if node.children and not _stands(analysis, node)]
        gathering = [node for node in nodes if _gathers(node)] if len(nodes) < ENOUGH_ITEMS else []
        if not silent and not gathering:
            return nodes
        largest = max(silent or gathering, key=lambda node: count([node]))
        at = nodes.index(largest)
        nodes[at : at + 1] = largest.children


def _stands(analysis: Analysis, node: Task) -> bool:
    return opens_well(analysis.document.sentences[node.sentence])


def _gathers(node: Task) -> bool:
    """Whether a node is the heading of tasks that have tasks under them."""
    return sum(bool(child.children) for child in node.children) > 1


def _item(analysis: Analysis, node: Task, used: Collection[int]) -> TaskItem:
    below = [task for task in _below(node) if task.sentence not in used]
    worth = [_worth(analysis, task) for task in below]
    ranking = sorted(range(len(below)), key=lambda at: (-worth[at], at))[:MOST_DETAILS]
    return TaskItem(
        head=_words(analysis, node, LONGEST_HEAD),
        details=tuple(
            replace(_words(analysis, below[at], LONGEST_DETAIL), order=ranking.index(at)) for at in sorted(ranking)
        ),
        lead=node.lead,
        deadline=node.deadline,
    )


def _below(node: Task) -> list[Task]:
    """What is told under a task: the headings under a heading, else all that stands below."""
    if _gathers(node):
        return [child for child in node.children if child.children]
    return [task for child in node.children for task in (child, *_below(child))]


def _worth(analysis: Analysis, node: Task) -> float:
    return max(analysis.scores[task.sentence].total for task in _tree(node))


def _tree(node: Task) -> Iterator[Task]:
    yield node
    for child in node.children:
        yield from _tree(child)


def _words(analysis: Analysis, task: Task, room: int) -> Excerpt:
    sentence = analysis.document.sentences[task.sentence]
    begin = max(0, sentence.text.find(task.text))
    return excerpt(analysis, sentence, room, ((begin, begin + len(task.text)),))
