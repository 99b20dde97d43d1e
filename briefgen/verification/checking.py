"""Whether each passage of a manifest follows from the sources, analysed anew.

Nothing here asks how the passage was made: a quotation is held against its sentence, a number
against the record and its name, a derived number is computed again, what is counted is counted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen import wording
from briefgen.audit import audit
from briefgen.figures.indicators import canonical
from briefgen.keyfigures import name
from briefgen.manifest import Passage
from briefgen.models import Analysis, Figure
from briefgen.spoken import words_for
from briefgen.tasklist import count
from briefgen.verification.articles import Article, Whole
from briefgen.verification.deriving import underivable
from briefgen.verification.texts import bare
from briefgen.wording import full_width

if TYPE_CHECKING:  # a briefing is proved without the rooms of the other products
    from briefgen.verification.compared import Compared
    from briefgen.verification.digested import Digested

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FALLING = re.compile(r"[−-]|下降|减少|退|低于")
_AROUND = ("增长", "下降", "提高", "居", "第", "进", "退", "高于", "低于", "其他", "的", "持平", "（", "）", "[+−—-]")
"""What stands beside the digits of a number, besides its unit, its scope and its bound."""
_BOUNDS = {("about", False): "左右", ("min", False): "以上", ("max", False): "以内", ("max", True): "前"}
_AXIS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
_INSIDE_NUMBER = re.compile(r"[\d.][\d.%％‰万亿千百]")
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Sources:
    """The sources of a page, and what the user set."""

    analyses: tuple[Analysis, ...]
    """Of the inputs; none of a digest, which keeps no analyses."""
    settings: Mapping[str, str]
    sides: tuple[int, ...] = ()
    """Of a comparison: how many of the inputs each of its sides has."""
    digested: "Digested | None" = None
    """Of a digest: what was kept of its inputs, and what is made of that."""

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The inputs."""
        return self.digested.articles if self.digested else tuple(map(Whole, self.analyses))

    @cached_property
    def compared(self) -> "Compared | None":
        """The comparison of the inputs, when they are of two sides."""
        from briefgen.verification.compared import Compared

        whole = len(self.sides) == 2 and min(self.sides) > 0 and sum(self.sides) == len(self.analyses)
        return Compared(self.analyses, self.sides[0]) if whole else None

    @cached_property
    def years(self) -> frozenset[str | None]:
        """The years of publication."""
        return frozenset({None, *((article.date or "")[:4] or None for article in self.articles)})

    def holds(self, figure: Figure, source: int) -> bool:
        """Whether an input has this record: this name with this value and unit at this place."""
        return 0 <= source < len(self.articles) and self.articles[source].holds(figure)


def check(passages: Sequence[Passage], sources: Sources) -> Iterator[tuple[Passage, str]]:
    """Each passage that does not follow from the sources, with the reason."""
    shown = _Shown(passages)
    for passage in passages:
        if not 0 <= passage.source < len(sources.articles):
            yield passage, f"names input {passage.source + 1} of {len(sources.articles)}"
        elif reason := _CHECKS[passage.kind](passage, sources, shown):
            yield passage, reason
    if sources.digested and shown.whole:
        yield from sources.digested.misplaced(passages)


class _Shown:
    """What stands on the page, to be counted and to be set beside its name."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        quotes = [p for p in passages if p.kind == "quote"]
        numbers = {p.figure for p in passages if p.kind == "number"}
        self.counts = {
            "figures shown": len(numbers.union(*(p.figures for p in quotes))),
            "sentences shown": len({(p.source, p.sentence) for p in quotes}),
            "tasks shown": sum(p.field == "tasks" for p in quotes),
            # By unit: a row of another table may say the same, name and number, and be found as this one.
            "rows shown": len({p.unit for p in passages if p.kind == "name" and p.field == "rows"}),
            "carried shown": sum(p.field == "carried" for p in quotes) // 2,  # both sides say it
            "new shown": sum(p.field == "new" for p in quotes),
            "gone shown": sum(p.field == "gone" for p in quotes),
            "promises shown": len({p.unit for p in passages if p.kind == "name" and p.field == "promises"}),
        }
        self.names: dict[int | None, Figure | None] = {
            p.unit: p.figure for p in passages if p.kind == "name" and p.unit is not None
        }
        self.units: dict[int | None, list[Passage]] = {}
        for passage in passages:
            self.units.setdefault(passage.unit, []).append(passage)
        self.notes = {p.text[:1]: p.text[1:] for p in passages if p.kind == "compared" and p.field == "note"}
        self.members = {unit: {p.figure for p in members} for unit, members in self.units.items()}
        self.whole = all(p.kind != "other" for p in passages)
        self.periods = {p.figure.period for p in passages if p.figure} | {f.period for p in passages for f in p.figures}
        self.figures = [p.figure for p in passages if p.kind == "number" and p.figure]

    def unit(self, passage: Passage) -> list[Passage]:
        """What stands on the page of the passage's unit, itself included."""
        return [passage] if passage.unit is None else self.units[passage.unit]


def _quote(passage: Passage, sources: Sources, _: _Shown) -> str:
    """The words must be pieces of the sentence, none of which begins or ends inside a number."""
    article = sources.articles[passage.source]
    sentence = article.sentence(passage.sentence) if passage.sentence is not None else None
    if sentence is None or not passage.pieces:
        return "names no sentence of the source"
    text = sentence.text.text
    at = 0
    for begin, end in passage.pieces:
        if not at <= begin < end <= len(text):
            return "its pieces are not in the order of the sentence"
        if any(_INSIDE_NUMBER.fullmatch(text[cut - 1 : cut + 1]) for cut in (begin, end) if cut):
            return "parts a number"
        at = end
    kept = "".join(text[begin:end] for begin, end in passage.pieces)
    if _words(kept) != _words(passage.text):
        return f"is not what the sentence says: {text}"
    if sentence.text.span(passage.pieces[0][0], passage.pieces[-1][1]) != (passage.start, passage.end):
        return "is not from where the manifest says"
    missing = [f for f in passage.figures if not sources.holds(f, passage.source)]
    return f"the source has no {missing[0].indicator} {missing[0].raw} there" if missing else ""


def _words(text: str) -> str:
    return bare(full_width(text)).replace(_ELLIPSIS, "")


def _name(passage: Passage, sources: Sources, shown: _Shown) -> str:
    figure = passage.figure
    if figure is None or not sources.holds(figure, passage.source):
        return "the source has no such indicator there"
    called = passage.text.removesuffix(f"（{figure.subject}）") if figure.subject else passage.text
    known = canonical(called)  # one row may hold two names of one indicator
    if bare(name(figure)) == bare(passage.text) or (known and known.key == figure.canonical):
        return ""
    if sources.compared and sources.compared.holds(shown.unit(passage)):
        return ""
    return f"the source calls it {figure.indicator}"


def _number(passage: Passage, sources: Sources, shown: _Shown) -> str:
    figure = passage.figure
    if figure is None or not sources.holds(figure, passage.source):
        return "the source has no such figure there"
    raw = sources.articles[passage.source].original(figure.start, figure.end)
    if raw != figure.raw or (passage.start, passage.end) != (figure.start, figure.end):
        return f"the source says {raw!r} there"
    if not says(passage.text, figure):
        return f"the source says {figure.value or figure.raw}{figure.unit}"
    named = shown.names.get(passage.unit)
    if sources.compared:
        held = sources.compared.holds(shown.unit(passage))
        return "" if held else "is not of the row it stands in"
    if named and (_same_thing(named, figure) or (sources.analyses and _pairs(passage, sources, shown))):
        return ""
    return f"stands beside {named.indicator if named else 'no name'}, but is {figure.indicator}"


def _pairs(passage: Passage, sources: Sources, shown: _Shown) -> bool:
    """Whether a result, or the rate a report states, stands beside a target the analysis sets it against."""
    analysis, members = sources.analyses[passage.source], shown.members[passage.unit]
    for row in analysis.targets:
        beside = {"actual": row.actual, "stated": row.stated}.get(passage.field)
        here = analysis.figures[row.target] in members
        if here and beside is not None and analysis.figures[beside] == passage.figure:
            return True
    return False


def _same_thing(one: Figure, other: Figure) -> bool:
    return one.subject == other.subject and (one.canonical or one.indicator) == (other.canonical or other.indicator)


def says(text: str, figure: Figure) -> bool:
    """Whether a text gives value, unit, sign and bound of a record, and no other number."""
    text = bare(text)
    if figure.value is None:
        return text == bare(figure.raw)
    about = text.replace(bare(figure.scope), "", 1) if figure.scope else text
    values = [value.lstrip("-") for value in (figure.value, figure.upper) if value]
    unit = "" if figure.measure == "rank" else figure.unit
    stripped = about.replace(unit, "") if unit else about
    zero = not any(Decimal(value) for value in values)
    falls = figure.measure in ("change", "gap", "level") and figure.value.startswith("-")
    word = _BOUNDS.get((figure.bound, figure.measure == "rank"), "")
    if word and word not in about and figure.measure != "gap":
        return False
    rest = re.sub("|".join(filter(None, (word, *_AROUND))), "", _DIGITS.sub("", stripped))
    numbers = _DIGITS.findall(stripped) == values and about.count(unit) >= len(values)
    return (numbers or (zero and about == "持平")) and not rest and (zero or bool(_FALLING.search(stripped)) == falls)


def _derived(passage: Passage, sources: Sources, _: _Shown) -> str:
    """The number must follow from its operands, to the last decimal shown."""
    origins = passage.sources or (passage.source,) * len(passage.figures)
    if len(passage.figures) != 2 or not all(map(sources.holds, passage.figures, origins)):
        return "the sources have no such operands"
    return underivable(passage)


def _count(passage: Passage, sources: Sources, shown: _Shown) -> str:
    if passage.field in shown.counts:
        counted = shown.counts[passage.field]
        if not shown.whole:
            return ""  # a user's own template leaves out what it likes
    elif sources.compared and (known := sources.compared.count(passage.field)) is not None:
        counted = known
    elif sources.digested:
        counted = sources.digested.count(passage, shown.unit(passage)) or 0
    else:
        offered = [_offered(analysis).get(passage.field, -1) for analysis in sources.analyses]
        counted = sum(offered)
    return "" if str(counted) == passage.text else f"counted anew: {counted}"


def _offered(analysis: Analysis) -> dict[str, int]:
    return {
        "figures offered": len(analysis.figures),
        "sentences offered": sum(s.kind == "sentence" for s in analysis.document.sentences),
        "tasks offered": count(analysis.tasks),
        "articles": 1,
    }


def _period(passage: Passage, sources: Sources, shown: _Shown) -> str:
    """The months must be those of a figure on the page; where no year is known, in words said before the figure."""
    if sources.digested:
        return sources.digested.period(passage, shown.unit(passage))
    known = {bare(wording.period(months, year)) for months in shown.periods for year in sources.years}
    if None in shown.periods and not sources.compared:
        beside = [p.figure for p in shown.unit(passage) if p.kind == "number" and p.figure] or shown.figures
        known.update(bare(words) for analysis in sources.analyses for words in words_for(analysis, beside))
    return "" if bare(passage.text) in known else "no figure on the page is of these months"


def _document(passage: Passage, sources: Sources, _: _Shown) -> str:
    stated = sources.articles[passage.source].stated(passage.field)
    known = bare(passage.text) in map(bare, stated)
    return "" if known else f"the source has {'、'.join(stated) or 'nothing'} there"


def _said(passage: Passage, sources: Sources, _: _Shown) -> str:
    words = _words(passage.text)
    texts = sources.articles[passage.source].texts()
    return "" if any(words in _words(text) for text in texts) else "is not in the source"


def _doubt(passage: Passage, sources: Sources, _: _Shown) -> str:
    found = {doubt.text for analysis in sources.analyses for doubt in audit(analysis)}
    return "" if passage.text in found else "the audit of the source finds no such thing"


def _setting(passage: Passage, sources: Sources, _: _Shown) -> str:
    return "" if sources.settings.get(passage.field) == passage.text else "was not set so"


def _compared(passage: Passage, sources: Sources, shown: _Shown) -> str:
    if sources.compared is None:
        return "is of a comparison, but the inputs are of no two sides"
    if passage.field == "axis":
        return "" if _AXIS.fullmatch(passage.text) else "is no number of an axis"
    unit = shown.unit(passage)
    return sources.compared.wrong(passage, unit, shown.notes)


def _digested(passage: Passage, sources: Sources, shown: _Shown) -> str:
    if sources.digested is None:
        return "is of a digest, but the inputs are of none"
    return sources.digested.wrong(passage, shown.unit(passage))


def _nothing(_: Passage, __: Sources, ___: _Shown) -> str:
    return ""


_CHECKS: dict[str, Callable[[Passage, Sources, _Shown], str]] = {
    "quote": _quote,
    "words": _said,
    "name": _name,
    "number": _number,
    "derived": _derived,
    "count": _count,
    "period": _period,
    "document": _document,
    "doubt": _doubt,
    "setting": _setting,
    "compared": _compared,
    "digested": _digested,
    "chart": _compared,
    "ordinal": _nothing,
    "mark": _nothing,
    "fixed": _nothing,
    "other": _nothing,
}
