"""Clauses of a sentence, and which of them cannot do without which.

A Chinese sentence of this genre is a row of clauses parted by commas. The subject is said once,
a growth rate follows the level it belongs to, `分别` looks back on a whole row of numbers, and a
condition stands before what it governs. `needs` writes these ties down by the words a clause
opens with (`lexicons/shortening.toml`) and the parts of speech of the segmenter.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from briefgen.lexicons import load
from briefgen.words import tag

Piece = tuple[int, int]
Kind = Literal["source", "header", "time", "lead", "filler", "follow", "part", "predicate", "subject"]

_ENDS, _CLOSERS = "。！？；!?;，,…：:", "”’」』）)】"
_PROTECTED = re.compile(r"[（(][^（）()]*[）)]|“[^“”]{1,30}”|《[^《》]*》|「[^「」]*」|(?<=\d),\d{3}(?!\d)")
_DATELINE = re.compile(r".{0,30}(?:消息|讯|[\d日]电|报道)(?:[（(][^（）()]*[）)])?")
_ATTITUDE = re.compile(r"的[^的，,]{2,5}$")
_BY_THEME = re.compile(r"以.+为.{1,6}的")
_QUOTED = re.compile(r"“[^“”]{1,12}”")
_OPENING, _CLOSING = ("“", "《", "「"), ("”", "》", "」")
_NUMBER = re.compile(r"\d|百分之|第[一二三四五六七八九十]|[一二三四五六七八九十两](?:成|倍|位)")
_TIME = re.compile(
    r"(?:截至|截止|到)?(?>(?:目前|当前|近年|今年|去年|明年|同期|[上下]半年|[前一二三四]{1,2}季度|[\d一二三四五六七八九十年月日时分许份号至到~～—-]|上旬|中旬|"
    r"下旬|以来|期间|时期|底|末|初|全年|来|上午|下午|晚间|晚|当天|日前|近日|昨天|今天|昨日|[（）()]|\s)+)"
)

_MONEY = re.compile(
    r"(?:年内|全年|今年|计划|预计|累计|共|将|拟|再|一期|二期)*(?:总?投资|投入|筹措|筹集|安排|争取|整合)(?:各类)?(?:资金)?[\d.]+[余多]?[万亿]*元(?:以上|左右)?"
)
"""Money alone: what it is for stands in the next clause."""
_AMOUNT = re.compile(r"[\d一二三四五六七八九十百千万]\D{0,4}$")
"""A name with its number at the end states something without a verb: `地方收入104.9亿元`."""

WORTH = {
    "source": 0.0,
    "header": 0.0,
    "time": 0.0,
    "filler": 0.5,
    "lead": 1.0,
    "follow": 1.0,
    "part": 1.0,
    "predicate": 1.5,
    "subject": 2.0,
}
"""What a clause of a kind is worth; a number adds FIGURE, a closing flourish halves."""
RESULT = 0.5
"""What a word of result adds: what was reached or decided says more than how."""
EARLY = 1.0
"""What the first clause has over the last: reports say the weightiest first."""
STATEMENT = 6
"""Characters the shortest clause has that can stand as a sentence."""
FIGURE = 3.0
"""A clause with a figure is worth more than any two without: figures are what briefings are for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause `begin:end` of its sentence, the comma that closes it included."""

    begin: int
    end: int
    text: str
    """Without the comma."""
    words: tuple[str, ...]
    numbers: int
    kind: Kind
    """source: where the news is from; header: who speaks, or what is told after a colon; time: a date;
    lead: an adverbial; filler: in what spirit; follow: goes on with the clause before; part: of an
    enumeration; predicate: without a subject; subject: with its own."""
    worth: float
    named: bool = False
    """Opens with a name of its own (`安徽…`, `我区…`), so that it needs no subject before it."""

    @property
    def states(self) -> bool:
        """Whether it says something, alone or with those it needs."""
        return self.kind in ("follow", "predicate", "subject") and len(self.text) >= STATEMENT

    def has(self, name: str) -> bool:
        """Whether it has a word of a list; one of a single character must be a word by itself."""
        words = _words(name)
        return any(map(self.text.__contains__, words.long)) or not words.single.isdisjoint(self.words)

    def opens(self, name: str) -> bool:
        """Whether it opens with a word of a list."""
        return _opens(self.text, self.words, name)


def clauses(text: str, spans: Sequence[Piece] = ()) -> tuple[Clause, ...]:
    """The clauses of a sentence; joined they are the sentence without its closing marks.

    Commas in brackets, short quotes and numbers do not part clauses. `spans` are the sentence's
    figures; digits count as numbers as well, in case one was not recognised.
    """
    parts = _slices(text)
    texts = [text[begin:end].rstrip("，,：: \u3000") for begin, end in parts]
    tagged = [tag(piece) for piece in texts]
    kinds = [
        _kind(piece, pairs, last=at == len(parts) - 1)
        for at, (piece, pairs) in enumerate(zip(texts, tagged, strict=True))
    ]
    for at in range(len(kinds) - 1):
        if kinds[at] != "source" and text[parts[at][1] - 1] in "：:":
            kinds[at] = "header"
        if kinds[at] == "time" and kinds[at + 1] == "source":
            kinds[at] = "source"
        if (
            kinds[at] == "lead"
            and texts[at].startswith("以")
            and _ATTITUDE.search(texts[at + 1])
            and at + 2 < len(kinds)
        ):
            kinds[at + 1] = "lead"  # `以改革的思路，创新的举措，` is one adverbial
    found: list[Clause] = []
    for (begin, end), piece, pairs, kind in zip(parts, texts, tagged, kinds, strict=True):
        inside = sum(begin <= start < end for start, _ in spans)
        numbers = 0 if kind in ("time", "source") else max(inside, 1 if _NUMBER.search(_QUOTED.sub("", piece)) else 0)
        words = tuple(word for word, _ in pairs)
        worth = _worth(piece, kind, numbers) + EARLY * (1 - len(found) / len(parts))
        named = kind == "subject" and _opens_with_name(pairs)
        found.append(Clause(begin, end, piece, words, numbers, kind, worth, named))
    return tuple(found)


def needs(parts: Sequence[Clause]) -> list[frozenset[int]]:
    """For each clause the numbers of the clauses that must stay when it stays."""
    wanted: list[set[int]] = [set() for _ in parts]
    ruling: dict[str, int] = {}
    for at, clause in enumerate(parts):
        if clause.kind == "subject":
            ruling.pop("modal", None)
            ruling["subject"] = at
            if not _is_filler(clause.text) or clause.has("modals"):
                ruling.setdefault("topic", at)
        wanted[at] |= _ruled(clause, ruling)
        if clause.kind in ("time", "header"):
            ruling[clause.kind] = at
        if clause.has("modals"):
            ruling["modal"] = at
        hangs = clause.kind in ("lead", "time") or (clause.kind == "header" and at > 0)
        if hangs and at + 1 < len(parts):
            wanted[at].add(at + 1)
        if at:
            _tie(parts, wanted, at)
    return [frozenset(group - {at}) for at, group in enumerate(wanted)]


def _ruled(clause: Clause, ruling: dict[str, int]) -> set[int]:
    """The clauses before that rule a clause: the date, the speaker and the first subject
    always (a later one, `产值`, may be a part of it), the last subject and the mood unless it has
    a subject of its own."""
    names = ["time", "header"]
    if clause.kind != "subject":
        names += ["subject", "modal"]
    elif not clause.named:
        names += ["topic"]
    return {ruling[name] for name in names if name in ruling}


def _tie(parts: Sequence[Clause], wanted: list[set[int]], at: int) -> None:
    """Tie a clause to the one before it, where one of them says too much or too little alone."""
    before, clause = parts[at - 1], parts[at]
    if clause.kind in ("follow", "part"):
        wanted[at].add(at - 1)
    if clause.opens("collects"):
        wanted[at] |= _numbers_before(parts, at)
    together = (
        clause.kind == "part"
        or clause.opens("contrasts")
        or _paired(before.text, clause.text)
        or (before.kind != "source" and before.has("conditions"))
    )
    if together or before.kind == "part":
        wanted[at].add(at - 1)
    if together or before.kind == "part" or clause.has("negations"):
        wanted[at - 1].add(at)


def dependents(need: Sequence[Set[int]]) -> list[frozenset[int]]:
    """For each clause itself and all that, directly or not, cannot stay without it."""
    groups = []
    for at in range(len(need)):
        group = {at}
        while more := {i for i, wanted in enumerate(need) if i not in group and wanted & group}:
            group |= more
        groups.append(frozenset(group))
    return groups


def items(text: str, clause: Clause) -> list[Piece]:
    """The items of a clause's enumeration, parted by `、` outside brackets and quotes."""
    end = clause.begin + len(clause.text)
    hidden = _hidden(text)
    marks = [at for at in range(clause.begin, end) if text[at] == "、" and at not in hidden]
    return list(zip([clause.begin, *(at + 1 for at in marks)], [*marks, end], strict=True))


def _hidden(text: str) -> set[int]:
    """Places in brackets, quotes, titles and numbers, where a mark parts nothing."""
    return {at for match in _PROTECTED.finditer(text) for at in range(*match.span())}


def _slices(text: str) -> list[Piece]:
    bare = text.rstrip(_CLOSERS)
    stop = len(bare.rstrip(_ENDS)) if bare.endswith(tuple(_ENDS)) else len(text)
    hidden = _hidden(text)
    opening = len(text) - len(text.lstrip("，,：: "))
    cuts = [at + 1 for at in range(opening, stop) if text[at] in "，,：:" and at not in hidden]
    edges = [0, *(cut for cut in cuts if cut < stop), stop]
    return [(begin, end) for begin, end in pairwise(edges) if begin < end]


def _kind(text: str, pairs: Sequence[tuple[str, str]], *, last: bool) -> Kind:
    """How a clause opens, the surest signs first."""
    if _is_source(text):
        return "source"
    if _TIME.fullmatch(text):
        return "time"
    if text.endswith(tuple(load("shortening")["voices"])):
        return "header"
    if not last and (text.endswith(tuple(load("shortening")["hangs"])) or _MONEY.fullmatch(text)):
        return "lead"
    return _by_first_word(text, pairs, last=last)


def _by_first_word(text: str, pairs: Sequence[tuple[str, str]], *, last: bool) -> Kind:
    words = [word for word, _ in pairs]
    telling = (at for at, (word, kind) in enumerate(pairs) if kind[0] not in "xtmqfd" or _ties(word))
    at = next(telling, None)
    first, kind = pairs[at] if at is not None else ("", "v")
    number = bool(_NUMBER.search(text[:12]))
    if (
        _opens(text, words, "collects")
        or first in _words("continues").single
        or (number and _opens(text, words, "continues"))
    ):
        return "follow"
    if not last and not _BY_THEME.match(text) and (first in _words("leads").single or _opens(text, words, "leads")):
        return "lead"
    if not last and first in load("shortening")["aims"] and not _has_verb(pairs[1 + (at or 0) :]):
        return "lead"
    if first in load("shortening")["verbs"] or text.startswith(tuple(load("shortening")["spirits"])):
        return "filler" if _is_filler(text) else "predicate"
    if text.startswith(tuple(load("shortening")["attributes"])):
        return "subject"
    if not _has_verb(pairs) and not _AMOUNT.search(text):
        return "part"
    after_adverb = any(kind[0] == "d" for _, kind in pairs[:at])
    names = kind[0] in "nrjls" or kind == "eng" or (kind == "vn" and bool(_NUMBER.search(text)))
    if names and not after_adverb:
        return "subject"
    return "filler" if _is_filler(text) else "predicate"


def _has_verb(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether there is a verb or adjective outside quotes and titles, or a phrase of four at the end."""
    depth = 0
    for word, kind in pairs:
        depth += (word in _OPENING) - (word in _CLOSING)
        if depth <= 0 and kind[0] in "va":
            return True
    return bool(pairs) and pairs[-1][1][0] in "il"


def _opens_with_name(pairs: Sequence[tuple[str, str]]) -> bool:
    kinds = [kind for _, kind in pairs if kind[0] not in "xtmqfd"]
    return bool(kinds) and kinds[0] in ("ns", "nt", "nr", "nrt", "r")


def _is_filler(text: str) -> bool:
    """Whether a clause only says in what spirit something is done."""
    return not _NUMBER.search(text) and (
        text.startswith(tuple(load("shortening")["spirits"])) or _mentions(text, "fillers")
    )


def _is_source(text: str) -> bool:
    """Whether a clause only says where the news is from."""
    if text in load("shortening")["alone"] or _DATELINE.fullmatch(text):
        return True
    reports = text.endswith(tuple(load("shortening")["reports"])) and _mentions(text, "speakers")
    return reports and not _mentions(text, "voices") and not _mentions(text, "contents")


def _mentions(text: str, name: str) -> bool:
    return any(map(text.__contains__, _words(name).all))


def _worth(text: str, kind: Kind, numbers: int) -> float:
    base = WORTH["filler" if _is_filler(text) else kind]
    flourish = not numbers and _mentions(text, "tails")
    reached = RESULT if kind != "source" and _mentions(text, "results") else 0.0
    return base * (0.5 if flourish else 1.0) + reached + (FIGURE + min(numbers, 3) / 2 if numbers else 0.0)


def _opens(text: str, words: Sequence[str], name: str) -> bool:
    listed = _words(name)
    return bool(words) and (words[0] in listed.all or text.startswith(listed.long))


def _paired(a: str, b: str) -> bool:
    return any(a.startswith(word) and b.startswith(word) for word in load("shortening")["pairs"])


def _numbers_before(parts: Sequence[Clause], at: int) -> set[int]:
    """The unbroken row of clauses with numbers that ends before a clause."""
    row: set[int] = set()
    for i in range(at - 1, -1, -1):
        if not parts[i].numbers:
            break
        row.add(i)
    return row


@dataclass(frozen=True, slots=True)
class _Words:
    """A list of words, and those of a single character and of more."""

    all: frozenset[str]
    single: frozenset[str]
    long: tuple[str, ...]


@cache
def _words(name: str) -> _Words:
    words = load("shortening")[name]
    return _Words(
        frozenset(words),
        frozenset(word for word in words if len(word) == 1),
        tuple(word for word in words if len(word) > 1),
    )


def _ties(word: str) -> bool:
    """Whether a word of little meaning ties its clause to another: it then opens the clause."""
    return word in _words("continues").all or word in _words("leads").all
