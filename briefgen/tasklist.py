"""The list of tasks: a level of the tree that a page can hold, each with the best of what is under it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefgen.excerpts import clauses, excerpt, opens_well, shortened
from briefgen.models import Analysis, Sentence, Task
from briefgen.products import Excerpt, TaskItem

MOST_ITEMS = 14
"""Tasks of one page; a tree is not opened further when it would give more."""
MOST_DETAILS = 24
"""Under one task; flat lists of two dozen short items are common in this genre."""
LONGEST_HEAD, LONGEST_DETAIL = 60, 48
"""Characters; longer ones are shortened."""


def task_items(analysis: Analysis, used: Collection[int]) -> tuple[TaskItem, ...]:
    """The tasks in the report's order, without those of the sentences in `used`.

    `order` ranks the items, and apart from them the details: the best detail of each item
    comes before the second best of any.
    """
    nodes = [node for node in _opened(analysis, analysis.tasks) if node.sentence not in used]
    items = [_item(analysis, node, used) for node in nodes if opens_well(analysis.document.sentences[node.sentence])]
    ranking = sorted(range(len(items)), key=lambda at: (not items[at].details, -_worth(analysis, nodes[at]), at))
    places = {at: place for place, at in enumerate(ranking)}
    items = [replace(item, order=places[at]) for at, item in enumerate(items) if places[at] < MOST_ITEMS]
    details = sorted((detail.order, item.order) for item in items for detail in item.details)
    rank = {key: place for place, key in enumerate(details)}
    return tuple(
        replace(item, details=tuple(replace(d, order=rank[d.order, item.order]) for d in item.details))
        for item in items
    )


def leaves(tasks: Sequence[Task]) -> int:
    """How many tasks a tree holds: those without others under them."""
    return sum(leaves(task.children) if task.children else 1 for task in tasks)


def _opened(analysis: Analysis, tasks: Sequence[Task]) -> list[Task]:
    """The level to show: a task that only gathers others gives way to them while there is room."""
    nodes = list(tasks)
    while True:
        gathering = (node for node in nodes if _gathers(analysis, node))
        first = next((n for n in gathering if len(nodes) + len(n.children) <= MOST_ITEMS or len(nodes) < 3), None)
        if first is None:
            return nodes
        at = nodes.index(first)
        nodes[at : at + 1] = first.children


def _gathers(analysis: Analysis, node: Task) -> bool:
    """Whether a node is the heading of tasks with parts of their own, or only says that tasks follow."""
    deep = sum(bool(child.children) for child in node.children)
    return deep > 1 or (deep > 0 and not opens_well(analysis.document.sentences[node.sentence]))


def _item(analysis: Analysis, node: Task, used: Collection[int]) -> TaskItem:
    below = [task for task in _below(node) if task.sentence not in used]
    found = [_words(analysis, task, LONGEST_DETAIL) for task in below]
    worth = [analysis.scores[task.sentence].total for task in below]
    ranking = sorted(range(len(found)), key=lambda at: (-worth[at], at))[:MOST_DETAILS]
    return TaskItem(
        head=_words(analysis, node, LONGEST_HEAD),
        details=tuple(replace(found[at], order=ranking.index(at)) for at in sorted(ranking)),
        lead=node.lead,
        deadline=node.deadline,
        leaf=not node.children,
    )


def _below(node: Task) -> Iterator[Task]:
    for child in node.children:
        yield child
        yield from _below(child)


def _worth(analysis: Analysis, node: Task) -> float:
    return max(analysis.scores[task.sentence].total for task in (node, *_below(node)))


def _words(analysis: Analysis, task: Task, room: int) -> Excerpt:
    sentence = analysis.document.sentences[task.sentence]
    begin = max(0, sentence.text.find(task.text))
    piece = (begin, begin + len(task.text))
    if len(task.text) <= room:
        return excerpt(analysis, sentence, (piece,))
    return shortened(analysis, sentence, room, tuple(_within(sentence, piece)))


def _within(sentence: Sentence, piece: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for begin, finish in clauses(sentence):
        begin, finish = max(begin, piece[0]), min(finish, piece[1])
        if begin < finish:
            yield begin, finish
