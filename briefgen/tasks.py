"""What is to be done, as the tree the report gives: heading, item, sub-item.

A task is a slice of the report. Depth comes from headings and numbering first, then from the
shape of the paragraph: its short first sentence is the topic of the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from briefgen.lexicons import load
from briefgen.models import Document, Label, Sentence, Task
from briefgen.words import tag

HEADING, LONE, TOPIC, ITEM, PLAIN, PART = 4.5, 5.0, 6.0, 7.0, 8.0, 9.0
"""Depths below those of the numbered headings, 1 to 4: a heading without a number, a short
sentence alone in its paragraph, the first sentence of a paragraph, `一是`, all others, and
pieces of a sentence that goes on after a semicolon."""

TOPIC_LENGTH = 28
"""Characters; a longer first sentence says something of its own."""
LIST_LENGTH = 4
"""Items; fewer than this joined by 、 are objects of one verb more often than tasks of their own."""
VERB_SHARE = 0.8
"""Of the items of a list must open with a verb."""

_ITEM_MARKER = re.compile(r"[一二三四五六七八九十\d]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[,，、]|.{2}[,，]")
_OPEN, _CLOSE = "“《（(【", "”》）)】"
_ENDS = "。；;，,：:!！?？ "


@dataclass(slots=True)
class _Node:
    """A task while its children are still coming."""

    sentence: Sentence
    begin: int
    finish: int
    depth: float
    heading: bool = False
    lone: bool = False
    lead: str | None = None
    deadline: str | None = None
    children: list["_Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.sentence.text[self.begin : self.finish]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("tasks")[name]))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load("tasks")["verbs"], key=lambda verb: (-len(verb), verb))))


def find_tasks(document: Document, labels: Sequence[Label]) -> tuple[Task, ...]:
    """The tasks of `document` in its order; `labels` run parallel to its sentences.

    Headings stand in the tree where tasks stand under them. Offsets are original ones, the
    text of each task is a slice of its cleaned sentence.
    """
    if not document.sentences:
        return ()
    path = [root := _Node(document.sentences[0], 0, 0, 0.0)]
    alone = _alone(document)
    paragraph, begun = -1, False
    for sentence, label in zip(document.sentences, labels, strict=True):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            path = [node for node in path if node.depth < TOPIC or node.lone]
            first = True
        begun = begun or sentence.kind == "sentence"
        if _complete(path, sentence):
            continue
        if sentence.kind == "heading" and (begun or sentence.level):
            _enter(path, _heading(sentence))
        elif sentence.kind == "sentence" and label.section == "task":
            _add(path, sentence, alone=sentence.index in alone, first=first)
        first = False
    return tuple(_task(document, node) for node in root.children if _holds_task(node))


def asks(text: str) -> bool:
    """Whether words ask for something, by a modal or by a clause that opens with a verb; a maxim does not."""
    if _pattern("asks").search(text):
        return True
    pieces = re.split("[,，;；:：]", text)
    return not any("了" in piece for piece in pieces) and any(_opens_with_verb(piece) for piece in pieces)


def _opens_with_verb(piece: str) -> bool:
    tags = (kind for _, kind in tag(piece) if kind not in ("d", "ad", "i", "x", "m", "t", "z"))
    return _verbs().match(piece) is not None or next(tags, "") in ("v", "p", "slogan")


def _alone(document: Document) -> frozenset[int]:
    """Sentences that are a paragraph of their own."""
    counts: dict[int, int] = {}
    for sentence in document.sentences:
        counts[sentence.paragraph] = counts.get(sentence.paragraph, 0) + 1
    return frozenset(s.index for s in document.sentences if counts[s.paragraph] == 1)


def _enter(path: list[_Node], node: _Node) -> None:
    while path[-1].depth >= node.depth:
        path.pop()
    path[-1].children.append(node)
    path.append(node)


def _heading(sentence: Sentence) -> _Node:
    begin, finish = _trimmed(sentence, len(sentence.marker or ""), len(sentence.text))
    return _Node(sentence, begin, finish, _level(sentence) or HEADING, heading=True, lone=True)


def _level(sentence: Sentence) -> int:
    """Depth of a numbered heading; `一是` and the like are items inside a paragraph, not headings."""
    return 0 if _ITEM_MARKER.fullmatch(sentence.marker or "") else sentence.level


def _add(path: list[_Node], sentence: Sentence, *, alone: bool, first: bool) -> None:
    begin = len(sentence.marker or "")
    if sentence.marker and sentence.marker.endswith("要"):
        begin -= 1
    spoken = _pattern("speech").match(sentence.text[begin:])
    begin += spoken.end() if spoken and spoken.end() < len(sentence.text) - begin else 0
    begin, finish = _trimmed(sentence, begin, len(sentence.text))
    items = list(_items(sentence.text, begin, finish))
    if items:
        parent = path[-1] if _pattern("announces_list").search(path[-1].text) else None
        depth = parent.depth + 1 if parent else PLAIN
        for item_begin, item_finish in items:
            _enter(path, _finished(_Node(sentence, item_begin, item_finish, depth)))
        return
    depth = _depth(path, sentence, alone, first)
    _enter(path, _finished(_Node(sentence, begin, finish, depth, lone=alone)))


def _is_part(path: Sequence[_Node], sentence: Sentence) -> bool:
    """`要A；B；C。`: what follows a semicolon without a 要 of its own belongs to the first piece."""
    last = path[-1]
    first = path[-2] if last.depth == PART else last
    return (
        last.sentence.paragraph == sentence.paragraph
        and last.sentence.text.endswith(("；", ";"))
        and first.text.startswith("要")
        and not sentence.marker
        and not re.match("[^,，。;；]{0,12}要", sentence.text)
    )


def _depth(path: Sequence[_Node], sentence: Sentence, alone: bool, first: bool) -> float:
    if _is_part(path, sentence):
        return PART
    if sentence.marker:
        return _level(sentence) or ITEM
    short = len(sentence.text) <= TOPIC_LENGTH and sentence.text.endswith(("。", "：", ":"))
    under_item = path[-1].depth == ITEM and path[-1].lone
    if alone and not under_item and (short or _pattern("announces").search(sentence.text)):
        return LONE
    if first and not alone and short:
        return TOPIC
    return PLAIN


def _trimmed(sentence: Sentence, begin: int, finish: int) -> tuple[int, int]:
    """The slice without marks and blanks at its ends, and without quotes that are only half in it."""
    text = sentence.text
    while begin < finish and text[begin] in _ENDS:
        begin += 1
    while finish > begin and text[finish - 1] in _ENDS:
        finish -= 1
    if text[begin:finish].endswith("”") and "“" not in text[begin:finish]:
        return _trimmed(sentence, begin, finish - 1)
    return begin, finish


def _items(text: str, begin: int, finish: int) -> Iterator[tuple[int, int]]:
    """Slices of a flat list of tasks joined by 、, nothing when the sentence is no such list."""
    slices = list(_split(text, begin, finish))
    verbs = sum(_verbs().match(text, at) is not None for at, _ in slices)
    if len(slices) >= LIST_LENGTH and verbs >= VERB_SHARE * len(slices) and not re.search("[,，]", text[begin:finish]):
        yield from slices


def _split(text: str, begin: int, finish: int) -> Iterator[tuple[int, int]]:
    depth, at = 0, begin
    for i in range(begin, finish):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(0, depth - 1)
        elif text[i] == "、" and not depth:
            yield at, i
            at = i + 1
    yield at, finish


def _finished(node: _Node) -> _Node:
    node.lead = _kept(_pattern("lead").search(node.text))
    node.deadline = _kept(_pattern("deadline").search(node.text))
    return node


def _kept(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return next((group for group in match.groups() if group), match[0]).strip(_ENDS)


def _complete(path: list[_Node], sentence: Sentence) -> bool:
    """A line that only names the unit or the date of the task before it is taken into that task."""
    if len(path) < 2 or not _pattern("lead_line").match(sentence.text):
        return False
    last = path[-1]
    last.lead = last.lead or _kept(_pattern("lead").search(sentence.text))
    last.deadline = last.deadline or _kept(_pattern("deadline").search(sentence.text))
    return True


def _holds_task(node: _Node) -> bool:
    return not node.heading or any(_holds_task(child) for child in node.children)


def _task(document: Document, node: _Node) -> Task:
    start, end = document.span(node.sentence, node.begin, node.finish)
    children = tuple(_task(document, child) for child in node.children if _holds_task(child))
    return Task(node.text, node.sentence.index, start, end, node.lead, node.deadline, children)
