"""Laying passages over the text of a page until every character is accounted for.

The page is made by a template, which is free to order and repeat what the product holds. So the
text is read from its beginning: at each place stands either a part of the unit that is being
told, or the first part of another unit, or the template's own words. A search with memory of
dead ends finds the way through; when there is none, the page says something nobody cited.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.errors import ProofError
from briefgen.manifest import Passage
from briefgen.verification.citing import Unit
from briefgen.verification.texts import Text, bare

_MARKUP = re.compile(r"[*#|`_\s]+")
_CONTEXT = 12
"""Characters shown on both sides of a place that cannot be explained."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A passage as it stands in the text."""

    text: str
    unit: int
    passage: Passage
    place: int
    """Its place in the unit."""
    opens: bool
    """Whether the unit may be told from here on: a row is opened by its name, a number never opens one."""
    heralds: bool
    """Whether a name must follow before a number may: the period in front of a name."""


_State = tuple[int, int, int]
"""A place in the text, the unit that is being told and the place in it that was told last. No unit is
`_NONE`; a unit whose name is still to come is written as `_herald(unit)`."""
_NONE = -1
_Step = tuple[_State, Passage]
"""Where a passage leads, and the passage itself."""


def tile(text: Text, units: Sequence[Unit], literals: frozenset[str], *, strict: bool = True) -> tuple[Passage, ...]:
    """The passages of a page in its order, template's words included.

    `literals` are the words of the templates. Unless `strict`, characters that are no part of a
    number may stand for themselves, as `other`. Raises ProofError where nothing fits.
    """
    parts = _Parts(units)
    fixed = _by_first([bare(literal) for literal in literals if bare(literal)])
    at_most = len(text.characters)
    stack: list[tuple[_State, Iterator[_Step]]] = []
    path: list[Passage] = []
    dead: set[_State] = set()
    farthest = 0

    def steps(state: _State) -> Iterator[_Step]:
        return _steps(text, state, parts, fixed, strict)

    begin = (0, _NONE, 0)
    stack.append((begin, steps(begin)))
    while stack:
        state, waiting = stack[-1]
        farthest = max(farthest, state[0])
        if state[0] == at_most:
            return _merged(path)
        step = next((step for step in waiting if step[0] not in dead), None)
        if step is None:
            dead.add(state)
            stack.pop()
            if path:
                path.pop()
            continue
        path.append(step[1])
        stack.append((step[0], steps(step[0])))
    raise ProofError(f"{_around(text.characters, farthest)}: stands on the page, but in no source")


def literals(source: str) -> frozenset[str]:
    """The words a template file brings itself: its text, and the strings in its expressions."""
    import jinja2
    from jinja2.lexer import TOKEN_DATA, TOKEN_STRING

    found: set[str] = set()
    for _, kind, value in jinja2.Environment().lex(source):
        if kind in (TOKEN_DATA, TOKEN_STRING):
            words = value if kind == TOKEN_DATA else value[1:-1]
            found |= {bare(word) for word in _MARKUP.split(words)}
    return frozenset(word for word in found if word)


class _Parts:
    """All passages, by their unit and by their text."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.told: list[list[_Part]] = []
        """Of each unit, in its order."""
        texts: dict[str, list[_Part]] = {}
        for index, unit in enumerate(units):
            self.told.append(list(_of_unit(index, unit)))
            for part in self.told[-1]:
                texts.setdefault(part.text, []).append(part)
        self.texts: dict[str, list[tuple[str, list[_Part]]]] = {}
        """By first character; of each text all passages that say it, the longest text first."""
        for text in sorted(texts, key=lambda text: (-len(text), text)):
            self.texts.setdefault(text[0], []).append((text, texts[text]))

    def of(self, unit: int) -> Sequence[_Part]:
        """What is of a unit, if there is one."""
        return self.told[unit] if 0 <= unit < len(self.told) else ()


def _of_unit(index: int, unit: Unit) -> Iterator[_Part]:
    named = any(passage.kind == "name" for passage in unit)
    for place, passage in enumerate(unit):
        if shown := bare(passage.text):
            opens = passage.kind == "name" if named else place == 0 or passage.kind in ("quote", "count")
            placed = replace(passage, unit=index if len(unit) > 1 else None)
            yield _Part(shown, index, placed, place, opens, heralds=named and passage.kind == "period")


def _by_first(words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(word)
    return found


def _steps(text: Text, state: _State, parts: _Parts, fixed: dict[str, list[str]], strict: bool) -> Iterator[_Step]:
    """What may stand at a place, the likeliest first: what goes on with the unit that is told, the next unit, all else.

    What is less likely is looked for only when nothing likelier led to the end.
    """
    at, unit, place = state
    characters = text.characters
    told = unit if unit >= _NONE else _herald(unit)
    likely = [part for part in parts.of(told) if part.place > place], parts.of(told + 1)
    for candidates in likely:
        yield from _told(unit, sorted((part for part in candidates if _fits(text, part, at)), key=_longest), at)
    seen = {(part.unit, part.place) for candidates in likely for part in candidates}
    others = (
        part
        for shown, alike in parts.texts.get(characters[at], ())
        if characters.startswith(shown, at)
        for part in alike
        if (part.unit, part.place) not in seen and _fits(text, part, at)
    )
    yield from _told(unit, sorted(others, key=lambda part: (part.unit <= told, *_longest(part))), at)
    for word in fixed.get(characters[at], ()):
        if characters.startswith(word, at):
            yield (at + len(word), unit, place), Passage("fixed", word)
    if not strict and not characters[at].isnumeric() and characters[at] not in "%‰＋+−":
        yield (at + 1, unit, place), Passage("other", characters[at])


def _told(unit: int, found: Iterable[_Part], at: int) -> Iterator[_Step]:
    """Where passages lead that may stand at a place."""
    for part in found:
        after = _after(unit, part)
        if after is not None:
            yield (at + len(part.text), after, part.place), part.passage


def _longest(part: _Part) -> tuple[int, int, int]:
    return -len(part.text), part.unit, part.place


def _fits(text: Text, part: _Part, at: int) -> bool:
    return text.characters.startswith(part.text, at) and _whole(text, part, at)


def _after(unit: int, part: _Part) -> int | None:
    """The unit that is told once a part stands, or None when it may not stand here."""
    if part.unit == unit or part.opens:
        return part.unit
    return _herald(part.unit) if part.heralds else None


def _herald(unit: int) -> int:
    return _NONE - 1 - unit


def _whole(text: Text, part: _Part, at: int) -> bool:
    """Whether a passage is no piece of a longer number, nor broken by a blank."""
    end = at + len(part.text)
    if text.tears(at, end, part.passage.text):
        return False
    before, behind = text.characters[at - 1 : at], text.characters[end : end + 1]
    cut_before = part.text[0].isdecimal() and (before.isdecimal() or before == ".") and at not in text.parted
    cut_behind = part.text[-1].isdecimal() and behind.isdecimal() and end not in text.parted
    return not ((cut_before or cut_behind) and text.parted and part.passage.kind != "ordinal")


def _merged(path: Sequence[Passage]) -> tuple[Passage, ...]:
    """Neighbouring words of the template as one passage."""
    merged: list[Passage] = []
    for passage in path:
        if merged and passage.kind in ("fixed", "other") and merged[-1].kind == passage.kind:
            merged[-1] = replace(merged[-1], text=merged[-1].text + passage.text)
        else:
            merged.append(passage)
    return tuple(merged)


def _around(text: str, at: int) -> str:
    return f"“{text[max(0, at - _CONTEXT) : at]}▶{text[at : at + _CONTEXT]}”"
