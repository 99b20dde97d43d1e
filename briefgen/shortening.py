"""Shorter sentences by leaving out, never by rewriting.

Clauses are left out from the least worth keeping on, always together with those that need them
(`clauses.py`), until the sentence fits. Remarks in brackets go before clauses; of a long
enumeration the middle goes. What is kept is a list of pieces of the sentence, so that every
character can be traced.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.clauses import Clause, clauses, dependents, items, needs
from briefgen.lexicons import load

Piece = tuple[int, int]
ELLIPSIS = "……"

_MARKS = "，,、；;：:。！？!?…"
_PAIRS = (("（(", "）)"), ("“", "”"), ("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"))
_REMARK = re.compile(r"[（(][^（）()]{5,}[）)](?=[，,、；;。！？!?]|$)")

_QUOTED = re.compile(r"“[^“”]*”")

LONG_LIST = 5
"""Items an enumeration must have before its middle may go; a shorter one is read at a glance."""
FULL_ITEM = 4
"""Characters of an item that stands by itself; shorter ones share words with their neighbours."""
MOST_CLAUSES = 100
"""A row of more clauses is a table or a list that lost its lines, and is left alone."""
WEAK = 4.0
"""Clauses that are together worth less go before an enumeration is cut; those with figures after."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is kept of a sentence: clauses by number, without the pieces cut inside them."""

    text: str
    clauses: tuple[Clause, ...]
    kept: frozenset[int]
    cuts: tuple[Piece, ...] = ()

    def without(self, group: Set[int]) -> "_Draft":
        return replace(self, kept=self.kept - group)

    def length(self) -> int:
        return len(joined(self.text, _pieces(self)))


def shorten(text: str, spans: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """Pieces of a sentence, in order and apart, that `joined` makes a shorter sentence of.

    `spans` are the numbers of the sentence's figures (local offsets). Where the news is from
    (`记者从…获悉,`) always goes, the rest only when the sentence has more than `limit` characters.
    What belongs together stays together, so the result may still be longer than `limit`.
    """
    parts, groups = _structure(text, tuple(spans))
    if not 0 < len(parts) <= MOST_CLAUSES:
        return ((0, len(text)),) if text else ()
    draft = _Draft(text, parts, frozenset(range(len(parts))))
    for clause, group in zip(parts, groups, strict=True):
        if clause.kind == "source":
            draft = _accept(draft, draft.without(group))
    draft = _without_remarks(draft, limit, with_numbers=False)
    draft = _without_clauses(draft, limit, groups, WEAK)
    draft = _without_items(draft, limit)
    draft = _without_clauses(draft, limit, groups, float("inf"))
    return tuple(_pieces(_without_remarks(draft, limit, with_numbers=True)))


@lru_cache(maxsize=8)
def _structure(text: str, spans: tuple[Piece, ...]) -> tuple[tuple[Clause, ...], tuple[frozenset[int], ...]]:
    """The clauses of a sentence, and for each the group that goes with it; none of too long a row.

    A digest asks for one sentence at four lengths, one after the other.
    """
    parts = clauses(text, spans)
    return parts, tuple(dependents(needs(parts))) if len(parts) <= MOST_CLAUSES else ()


def joined(text: str, pieces: Sequence[Piece]) -> str:
    """The kept pieces of a text as one, with `……` where a cut does not explain itself.

    A cut is silent at either end, behind a comma or another mark, before one, and round a
    bracket: there the kept words meet as clauses meet. Behind a colon it is shown: what was
    announced does not begin with what is kept.
    """
    parts: list[str] = []
    for at, (begin, end) in enumerate(pieces):
        if at and _shows(text, pieces[at - 1][1], begin):
            parts.append(ELLIPSIS)
        parts.append(text[begin:end])
    return "".join(parts)


def _shows(text: str, end: int, begin: int) -> bool:
    silent = text[end - 1] not in "：:" and (text[end - 1] in _MARKS or text[begin] in _MARKS)
    return begin > end and not silent and not _REMARK.match(text, end)


def _without_remarks(draft: _Draft, limit: int, *, with_numbers: bool) -> _Draft:
    """Without remarks in brackets, from behind, until the sentence fits."""
    for match in reversed(list(_REMARK.finditer(draft.text))):
        has_number = any(character.isdigit() for character in match[0])
        restricts = any(word in match[0] for word in load("shortening")["restricts"])
        if draft.length() > limit and has_number == with_numbers and not restricts:
            draft = replace(draft, cuts=(*draft.cuts, match.span()))
    return draft


def _without_clauses(draft: _Draft, limit: int, groups: Sequence[Set[int]], worth: float) -> _Draft:
    """Without the clauses least worth keeping; what fits after all is taken back.

    A clause goes with its group, all that cannot stay without it.
    """
    gone: list[Set[int]] = []
    while draft.length() > limit:
        open_ = [(groups[at] & draft.kept, at) for at in draft.kept]
        ranked = sorted((sum(draft.clauses[i].worth for i in sorted(group)), -at) for group, at in open_)
        tried = (groups[-at] & draft.kept for cost, at in ranked if cost < worth)
        group = next((group for group in tried if _accept(draft, draft.without(group)) != draft), None)
        if group is None:
            break
        draft = draft.without(group)
        gone.append(group)
    for group in reversed(gone):
        back = replace(draft, kept=draft.kept | group)
        if back.length() <= limit and not any(groups[at] & group for at in range(len(groups)) if at not in back.kept):
            draft = back
    return draft


def _without_items(draft: _Draft, limit: int) -> _Draft:
    """Without the middle of enumerations, from behind; the first two items and the last stay."""
    collects = load("shortening")["collects"]
    for at in sorted(draft.kept):
        clause = draft.clauses[at]
        found = items(draft.text, clause)
        following = draft.clauses[at + 1].text[:6] if at + 1 < len(draft.clauses) else ""
        if len(found) < LONG_LIST or any(word in clause.text + following for word in collects):
            continue
        before, low = draft, len(found) - 1
        while draft.length() > limit and low > 2 and _may_go(draft.text, found[low - 1]):
            low -= 1
            draft = replace(before, cuts=(*before.cuts, (found[low - 1][1], found[-1][0])))
    return draft


def _may_go(text: str, item: Piece) -> bool:
    inner = _QUOTED.sub(lambda match: "“" * len(match[0]), text[slice(*item)])
    return len(inner) >= FULL_ITEM and not any(character.isdigit() for character in inner)


def _accept(before: _Draft, after: _Draft) -> _Draft:
    """The draft after a cut, or the one before it when no statement or half a quotation would stay."""
    states = any(after.clauses[i].states for i in after.kept)
    return after if states and _balanced(after) else before


def _balanced(draft: _Draft) -> bool:
    """Whether quotes and brackets that were opened in pairs still are."""
    result = joined(draft.text, _pieces(draft))
    return all(
        sum(draft.text.count(c) for c in opens) != sum(draft.text.count(c) for c in closes)
        or sum(result.count(c) for c in opens) == sum(result.count(c) for c in closes)
        for opens, closes in _PAIRS
    )


def _pieces(draft: _Draft) -> list[Piece]:
    """The pieces of the sentence that a draft keeps."""
    cuts = list(draft.cuts)
    order = sorted(draft.kept)
    for here, there in zip([-1, *order], [*order, len(draft.clauses)], strict=True):
        begin = draft.clauses[here].end if here >= 0 else 0
        end = draft.clauses[there].begin if there < len(draft.clauses) else draft.clauses[-1].end
        last = there == len(draft.clauses)
        if here >= 0 and (last or (there - here > 1 and _needs_sign(draft.clauses, here, there))):
            begin = draft.clauses[here].begin + len(draft.clauses[here].text)
        cuts.append((begin, end))
    return _rest(len(draft.text), cuts)


def _needs_sign(parts: Sequence[Clause], here: int, there: int) -> bool:
    """Whether the cut between two kept clauses must show.

    A predicate without its own subject could be taken to go on with the clause before the cut;
    it does not when what went says nothing by itself.
    """
    silent = all(part.kind in ("source", "filler", "lead") for part in parts[here + 1 : there])
    return parts[there].kind == "predicate" and not silent


def _rest(length: int, cuts: Sequence[Piece]) -> list[Piece]:
    """What is left of `0:length` without the cuts, which may overlap."""
    kept: list[Piece] = []
    at = 0
    for begin, end in sorted(cut for cut in cuts if cut[0] < cut[1]):
        if begin > at:
            kept.append((at, begin))
        at = max(at, end)
    if at < length:
        kept.append((at, length))
    return kept
