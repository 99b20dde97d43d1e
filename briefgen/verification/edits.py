"""What differs between the passages of a manifest and the text of an output.

Alike to the character means that every number and word stands as it was proved. Where they are
not alike, the difference is told passage by passage: numbers that changed (with their names and
the clause they stand in), numbers that are new, words that somebody edited.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

from briefgen.figures import scan
from briefgen.manifest import Edit, Passage
from briefgen.verification import pictures
from briefgen.verification.texts import Text, bare

_CLAUSE = re.compile(r"[，。；：！？,;!?]")
_OF_NUMBERS = ("number", "derived", "count", "name", "period", "ordinal", "doubt", "compared", "digested")
"""Kinds no letter of which may change: numbers, and what says of what they are."""
_SEEN = 8
"""Characters shown on both sides of a difference."""
WINDOW, ANCHOR = 4000, 40
"""Characters that are compared at once, and of a run that is long enough to go on behind it."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where an output does not say what was proved."""

    kind: Literal["changed", "new", "left out", "edited"]
    """A number or its name changed; a number came in; passages went; words changed."""
    before: str
    after: str
    passages: tuple[int, ...] = ()
    """Indices of the passages it concerns."""

    @property
    def edit(self) -> Edit:
        """As the manifest records it when a person wanted it so."""
        return Edit(self.before, self.after)

    def __str__(self) -> str:
        if self.kind == "new":
            return f"new, in no source: {self.after}"
        if self.kind == "left out":
            return f"left out: {self.before}"
        return f"{self.kind}: {' → '.join(_focused(self.before, self.after))}"


def _focused(before: str, after: str) -> tuple[str, str]:
    """Two texts without most of what they have in common at both ends."""
    head, tail = _in_common(before, after)
    begin, end = max(0, head - _SEEN), max(0, tail - _SEEN)

    def cut(text: str) -> str:
        return f"{'…' if begin else ''}{text[begin : len(text) - end]}{'…' if end else ''}"

    return cut(before), cut(after)


def _in_common(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts have in common at their beginning, and behind that at their end."""
    limit = min(len(one), len(other))
    head = next((i for i in range(limit) if one[i] != other[i]), limit)
    tail = next((i for i in range(limit - head) if one[-1 - i] != other[-1 - i]), limit - head)
    return head, tail


def differences(passages: Sequence[Passage], text: Text) -> tuple[Difference, ...]:
    """How an output differs from the passages; nothing when every character is as proved."""
    text = _without_heads(_without_chart(text, passages), passages)
    shown_as = [i for i, p in enumerate(passages) if not is_drawn(p)]
    kept = [i for i in shown_as if text.ordinals is None or passages[i].kind != "ordinal"]
    shown = [text.as_read(bare(passages[i].text)) for i in kept]
    found = list(_compared(passages, kept, shown, text))
    if text.ordinals:
        expected = tuple(p.text for p in passages if p.kind == "ordinal")
        if text.ordinals != expected:
            found.append(Difference("changed", " ".join(expected), " ".join(text.ordinals)))
    return *found, *_titled("".join(shown), text), *_drawn(passages, text)


def _titled(expected: str, text: Text) -> Iterator[Difference]:
    """A title in the file's properties that is not the one on the page."""
    stands = text.title in expected or text.title in text.characters
    if not stands or (text.heading and text.heading != text.title):
        yield Difference("changed", text.heading or "the title on the page", text.title)


def _drawn(passages: Sequence[Passage], text: Text) -> Iterator[Difference]:
    """Drawings that do not show what is written."""
    for before, after in text.pictures.wrong:
        yield Difference("changed", before, after)
    due = pictures.due(passages)
    for said in text.pictures.charts:
        if said != due:
            yield Difference("changed", due, said)


def _without_chart(text: Text, passages: Sequence[Passage]) -> Text:
    """The text without the words of its chart, which stand in it in one piece."""
    said = "".join(bare(p.text) for p in passages if is_drawn(p))
    begin = text.characters.find(said) if said and text.charts else -1
    return text.without(begin, begin + len(said)) if begin >= 0 else text


def _without_heads(text: Text, passages: Sequence[Passage]) -> Text:
    """The text without the heads of tables that a page begins with once more.

    Only the template's own words, no digit among them, go: the end of what stood before.
    """
    if not text.tops:
        return text
    told = (bare(p.text) for p in passages if not is_drawn(p) and p.kind != "ordinal")
    expected = text.as_read("".join(told))
    fixed = {bare(p.text) for p in passages if p.kind == "fixed"}
    ends = {words[cut:] for words in fixed for cut in range(len(words) - 1)}
    for at in range(len(text.tops)):
        top = text.tops[at]
        repeated = [end for end in ends if text.characters.startswith(end, top) and not _DIGIT.search(end)]
        longest = max(repeated, key=len, default="")
        if longest and not expected.startswith(text.characters[top : top + len(longest) + 1], top):
            text = text.without(top, top + len(longest))
    return text


def is_drawn(passage: Passage) -> bool:
    """Whether a passage stands in a chart."""
    return passage.kind == "chart"


def _compared(
    passages: Sequence[Passage], kept: Sequence[int], shown: Sequence[str], text: Text
) -> Iterator[Difference]:
    expected, actual = "".join(shown), text.characters
    bounds = [0, *accumulate(map(len, shown))]
    if expected == actual:
        for at, passage in enumerate(shown):
            if text.tears(bounds[at], bounds[at + 1], passages[kept[at]].text):
                yield Difference("changed", passage, f"{passage} with a blank in its number", (kept[at],))
        return
    for first, last, begin, end in _places(expected, actual, bounds):
        members = [passages[i] for i in kept[first:last]]
        if first == last:  # what is put in beside a number may turn its meaning: a sign, a `不足`
            glued = [i for i, at in ((first - 1, begin), (first, end)) if i >= 0 and at not in text.parted]
            members = [passages[i] for i in kept if i in {kept[g] for g in glued if g < len(kept)}]
        before, after = "".join(shown[first:last]), actual[begin:end]
        yield Difference(_kind(members, before, after), before, after, tuple(kept[first:last]))


def _places(expected: str, actual: str, bounds: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of passages that are touched by a difference, each with the slice that stands there instead."""
    runs: list[list[int]] = []
    for tag, i1, i2, j1, j2 in _opcodes(expected, actual):
        if tag == "equal":
            continue
        first = bisect_right(bounds, i1) - 1
        last = max(bisect_right(bounds, i2 - 1), first) if i2 > i1 else first + (bounds[first] != i1)
        begin, end = bounds[first], bounds[last]
        lead, rest = i1 - begin, end - i2
        if runs and runs[-1][1] > first:
            runs[-1][1:] = [max(last, runs[-1][1]), runs[-1][2], j2 + max(rest, 0)]
        else:
            runs.append([first, last, j1 - lead, j2 + max(rest, 0)])
    for first, last, begin, end in runs:
        yield first, last, begin, end


def _opcodes(expected: str, actual: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Differences behind the common beginning and before the common end."""
    head, tail = _in_common(expected, actual)
    yield from _windowed(expected[head : len(expected) - tail], actual[head : len(actual) - tail], head)


def _windowed(expected: str, actual: str, head: int) -> Iterator[tuple[str, int, int, int, int]]:
    """Differences window by window: what finds them takes the square of the length, and digests have half a million
    characters. Where a window holds a long run that is alike, the next one begins behind it."""
    i = j = 0
    width = WINDOW
    while i < len(expected) or j < len(actual):
        left, right = expected[i : i + width], actual[j : j + width]
        codes = SequenceMatcher(None, left, right, False).get_opcodes()
        last = i + width >= len(expected) and j + width >= len(actual)
        runs = [at for at, (tag, i1, i2, *_) in enumerate(codes) if tag == "equal" and i2 - i1 >= ANCHOR]
        if not last and not runs:
            width *= 4
            continue
        kept = codes if last else codes[: runs[0] + 1]
        for tag, i1, i2, j1, j2 in kept:
            yield tag, i1 + i + head, i2 + i + head, j1 + j + head, j2 + j + head
        i, j, width = i + kept[-1][2], j + kept[-1][4], WINDOW
        same = _alike(expected, actual, i, j)
        i, j = i + same, j + same


def _alike(expected: str, actual: str, i: int, j: int) -> int:
    """How many characters are the same from two places on."""
    limit = min(len(expected) - i, len(actual) - j)
    same = 0
    while same < limit and expected[i + same : i + same + WINDOW] == actual[j + same : j + same + WINDOW]:
        same += WINDOW
    same = min(same, limit)
    while same < limit and expected[i + same] == actual[j + same]:
        same += 1
    return same


def _kind(members: Sequence[Passage], before: str, after: str) -> Literal["changed", "new", "left out", "edited"]:
    if not after:
        return "left out"
    if not before and _telling(after):
        return "new"
    if any(p.kind in _OF_NUMBERS for p in members) or _telling(before) != _telling(after):
        return "changed"
    return "edited"


def _telling(text: str) -> list[str]:
    """The clauses that tell a number: each must stay as it is."""
    return [clause for clause in _CLAUSE.split(text) if _DIGIT.search(clause) or scan(clause)]
