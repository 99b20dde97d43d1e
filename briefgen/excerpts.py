"""Words of the report for the page: a sentence, or what is kept of it by leaving out only."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from functools import cache

from briefgen.clauses import clauses, dependents, needs
from briefgen.lexicons import load
from briefgen.models import Analysis, Sentence
from briefgen.products import Excerpt, Pieces
from briefgen.shortening import ELLIPSIS, joined, shorten
from briefgen.wording import full_width

_DANGLING = "，,；;、：:—- "
_BYLINE = re.compile(
    r"[^，,。；;]{0,30}?(?:[\d日](?:讯|电|报道)|[报社网台端]讯|消息)(?:[（(][^（()）]*[）)])?[，,：:\s]*"
)
_DAYS = r"今天|今日|今晚|今晨|今早|昨天|昨日|昨晚|近日|日前|近期|最近"
_HOURS = r"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚间|晚上|晚)"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日"
_WHEN = re.compile(
    rf"(?:当地时间|北京时间)?(?:{_DAYS})?(?:[（(]{_DAY}[）)])?(?:{_DAY}(?:[至到—-]{_DAY})?)?{_HOURS}?(?:\d{{1,2}}时许?)?[，,]"
)
_TODAY = re.compile(rf"(?:{_DAYS})[（(]({_DAY})[）)]{_HOURS}?(?=[，,])")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,5}[：:]")
_NUMBER = re.compile(r"\d")
_NAME = re.compile(r"“[^“”]{1,12}”")
_HAN = re.compile(r"[\u4e00-\u9fff]")

CREED = 2
"""A sentence with so many of the words that tell in what spirit things were done tells nothing else."""
FEWEST = 5
"""Chinese characters of what can stand alone; a date has fewer."""
SHORTEST = 12
"""Characters; what is left of a sentence must say something."""


def excerpt(analysis: Analysis, sentence: Sentence, room: int, pieces: Pieces | None = None) -> Excerpt:
    """The sentence, or these pieces of it, in about `room` characters, without numbering and closing marks."""
    whole = _whole(sentence)
    pieces = tuple((max(b, whole[0]), f) for b, f in pieces or (whole,) if f > whole[0]) or (whole,)
    kept = _trimmed(sentence.text, _less_broken(sentence.text, _shortened(analysis, sentence, room, pieces))) or pieces
    spans = [analysis.document.span(sentence, *piece) for piece in kept]
    return Excerpt(
        text=full_width(joined(sentence.text, kept)),
        sentence=sentence.index,
        pieces=kept,
        start=spans[0][0],
        end=spans[-1][1],
        figures=tuple(
            index
            for index, figure in enumerate(analysis.figures)
            if figure.sentence == sentence.index and any(s <= figure.start and figure.end <= e for s, e in spans)
        ),
    )


def dated(sentence: Sentence) -> Pieces:
    """The sentence, of `今天（7月24日）上午，` only the day: on a page of later days today is another."""
    begin, finish = _whole(sentence)
    match = _TODAY.match(sentence.text, begin)
    return ((match.start(1), match.end(1)), (match.end(), finish)) if match else ((begin, finish),)


def undated(sentence: Sentence) -> Pieces:
    """The sentence without the day and hour it opens with, for a page that gives the day by itself.

    What is still to come keeps its day.
    """
    begin, finish = _whole(sentence)
    match = _WHEN.match(sentence.text, begin) if "将" not in sentence.text else None
    return ((match.end() if match else begin, finish),)


def without(analysis: Analysis, sentence: Sentence, figures: Collection[int]) -> Pieces | None:
    """The clauses of a sentence that say none of these figures and need none that does.

    None when the rest says too little; all of the sentence when it says none of them.
    """
    repeated = _repeated(analysis, sentence, figures)
    start, finish = _whole(sentence)
    text = sentence.text[start:finish]
    if not repeated or not repeated.search(text):
        return ((start, finish),)
    parts = clauses(text, [(b - start, f - start) for b, f in _numbers(analysis, sentence)])
    groups = dependents(needs(parts))
    dropped = {i for at, clause in enumerate(parts) if repeated.search(clause.text) for i in groups[at]}
    kept = [clause for at, clause in enumerate(parts) if at not in dropped]
    if sum(len(clause.text) for clause in kept if clause.states) < SHORTEST:
        return None
    return _merged((clause.begin + start, clause.end + start) for clause in kept)


def opens_well(sentence: Sentence) -> bool:
    """Whether a sentence can stand on a page without what surrounds it in the article."""
    text = sentence.text
    told = not text.endswith(("：", ":", "？", "?")) and not any(word in text for word in load("excerpts")["never"])
    speech = text.startswith("“") and (text.rstrip("。").endswith("”") or "”" not in text)
    aside = text.startswith(("（", "(")) and text.rstrip("。").endswith(("）", ")"))
    return told and not speech and not aside and not _leans(text)


def stands(text: str) -> bool:
    """Whether words lean on none before them, and say more than in what spirit all was done."""
    if len(_HAN.findall(text)) < FEWEST or any(re.search(pattern, text) for pattern in load("excerpts")["empty"]):
        return False
    return not _leans(text) and (tells_number(text) or not (is_creed(text) or is_hollow(text)))


def tells_number(text: str) -> bool:
    """Whether there is a digit in it that belongs to no name in quotes (`“5+5”集群`)."""
    return _NUMBER.search(_NAME.sub("", text)) is not None


def is_creed(text: str) -> bool:
    """Whether a sentence tells in what spirit all was done."""
    return sum(word in text for word in load("shortening")["fillers"]) >= CREED


def is_hollow(text: str) -> bool:
    """Whether words only say that what is good was kept to: a slogan with nothing that was done."""
    words = load("tasks")
    return any(re.search(p, text) for p in words["hollow"]) and not any(re.search(p, text) for p in words["concrete"])


def _leans(text: str) -> bool:
    return text.startswith(tuple(load("excerpts")["dependent"]))


def figures_of(analysis: Analysis, sentence: Sentence) -> list[int]:
    """Indices of the figures in a sentence."""
    return [index for index, figure in enumerate(analysis.figures) if figure.sentence == sentence.index]


def _shortened(analysis: Analysis, sentence: Sentence, room: int, pieces: Pieces) -> Pieces:
    """Pieces of the pieces, shortened as if they were the whole sentence."""
    places = [place for begin, finish in pieces for place in range(begin, finish)]
    text = "".join(sentence.text[place] for place in places)
    spans = [
        (bisect_left(places, begin), bisect_left(places, finish))
        for begin, finish in _numbers(analysis, sentence)
        if begin in places
    ]
    return _merged(
        (places[at], places[at] + 1) for begin, finish in shorten(text, spans, room) for at in range(begin, finish)
    )


def _less_broken(text: str, pieces: Pieces) -> Pieces:
    """The pieces up to the second place where `……` tells of a cut: a text full of holes is no quotation."""
    while len(pieces) > 1 and joined(text, pieces).count(ELLIPSIS) > 1:
        pieces = pieces[:-1]
    return pieces


def _merged(pieces: Iterable[tuple[int, int]]) -> Pieces:
    """Pieces in order, neighbours joined."""
    merged: list[tuple[int, int]] = []
    for begin, finish in pieces:
        if merged and merged[-1][1] == begin:
            merged[-1] = (merged[-1][0], finish)
        else:
            merged.append((begin, finish))
    return tuple(merged)


def _whole(sentence: Sentence) -> tuple[int, int]:
    """A sentence behind its numbering, the byline of an agency, a label (`措施解读：`), a joining `同时，` or `但`."""
    begin = len(sentence.marker or "")
    for opening in _openings():
        match = opening.match(sentence.text, begin)
        if match and len(sentence.text) - match.end() > 2:
            begin = match.end()
    return begin, len(sentence.text)


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    words = load("excerpts")
    return (
        _BYLINE,
        re.compile("|".join(words["contrast"])),
        _LABEL,
        re.compile(f"(?:{'|'.join(words['joining'])})[,，]"),
    )


def _numbers(analysis: Analysis, sentence: Sentence) -> list[tuple[int, int]]:
    """The numbers of a sentence's figures as local offsets."""
    clean = analysis.document.clean
    found = {
        (bisect_left(clean.starts, f.start) - sentence.begin, bisect_left(clean.ends, f.end) + 1 - sentence.begin)
        for f in analysis.figures
        if f.sentence == sentence.index
    }
    return sorted(found)


def _repeated(analysis: Analysis, sentence: Sentence, figures: Collection[int]) -> re.Pattern[str] | None:
    """The numbers of these figures as they stand in running text.

    One of a single digit counts in its own sentence only: elsewhere it may well be another.
    """
    said = set()
    for index in figures:
        figure = analysis.figures[index]
        value = (figure.value or "").lstrip("-")
        if figure.sentence == sentence.index:
            said.add(re.escape(figure.raw))
        if len(value) > 1 or figure.sentence == sentence.index:
            said.add(re.escape(value + figure.unit).replace("%", "[%％]"))
    said.discard("")
    return re.compile(rf"(?<![\d.])(?:{'|'.join(sorted(said))})") if said else None


def _trimmed(text: str, pieces: Pieces) -> Pieces:
    """Without blanks and marks that nothing follows, at both ends, and an opening quote never closed."""
    kept = [list(piece) for piece in pieces]
    while kept and kept[-1][0] < kept[-1][1] and text[kept[-1][1] - 1] in _DANGLING + "。":
        kept[-1][1] -= 1
    while kept and kept[0][0] < kept[0][1] and text[kept[0][0]] in _DANGLING:
        kept[0][0] += 1
    if kept and kept[0][0] < kept[0][1] and text[kept[0][0]] == "“" and not any("”" in text[b:f] for b, f in kept):
        kept[0][0] += 1
    return tuple((begin, finish) for begin, finish in kept if begin < finish)
