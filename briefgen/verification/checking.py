"""Whether each passage of a manifest follows from the sources, analysed anew.

Nothing here asks how the passage was made: a quotation is held against its sentence, a number
against the record and its name, a derived number is computed again, what is counted is counted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from briefgen import wording
from briefgen.audit import audit
from briefgen.comparison import units
from briefgen.excerpts import full_width
from briefgen.figures.indicators import canonical
from briefgen.figures.units import amount
from briefgen.keyfigures import name
from briefgen.manifest import Passage
from briefgen.models import Analysis, Figure
from briefgen.tasklist import count
from briefgen.verification.compared import Compared
from briefgen.verification.texts import bare

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_GROUPING = re.compile(r"(?<=\d)[,，](?=\d{3})")
_FALLING = re.compile(r"[−-]|下降|减少|退|低于")
_AROUND = ("增长", "下降", "提高", "居", "第", "进", "退", "高于", "低于", "其他", "的", "持平", "（", "）", "[+−—-]")
"""What stands beside the digits of a number, besides its unit, its scope and its bound."""
_BOUNDS = {("about", False): "左右", ("min", False): "以上", ("max", False): "以内", ("max", True): "前"}
_AXIS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
_INSIDE_NUMBER = re.compile(r"[\d.][\d.%％‰万亿千百]")
_ELLIPSIS = "…"
_EVEN = "持平"
_LEAST = Decimal("0.005")
"""Half of the last decimal a page shows."""


@dataclass(frozen=True)
class Sources:
    """The analyses of the inputs, and what the user set."""

    analyses: tuple[Analysis, ...]
    settings: Mapping[str, str]
    sides: tuple[int, ...] = ()
    """Of a comparison: how many of the inputs each of its sides has."""

    @cached_property
    def records(self) -> tuple[frozenset[Figure], ...]:
        """The figures of each input."""
        return tuple(frozenset(a.figures) for a in self.analyses)

    @cached_property
    def compared(self) -> Compared | None:
        """The comparison of the inputs, when they are of two sides."""
        whole = len(self.sides) == 2 and min(self.sides) > 0 and sum(self.sides) == len(self.analyses)
        return Compared(self.analyses, self.sides[0]) if whole else None

    def holds(self, figure: Figure, source: int) -> bool:
        """Whether an input has this record: this name with this value and unit at this place."""
        return 0 <= source < len(self.records) and figure in self.records[source]


def check(passages: Sequence[Passage], sources: Sources) -> Iterator[tuple[Passage, str]]:
    """Each passage that does not follow from the sources, with the reason."""
    shown = _Shown(passages)
    for passage in passages:
        if not 0 <= passage.source < len(sources.analyses):
            yield passage, f"names input {passage.source + 1} of {len(sources.analyses)}"
        elif reason := _CHECKS[passage.kind](passage, sources, shown):
            yield passage, reason


class _Shown:
    """What stands on the page, to be counted and to be set beside its name."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        quotes = [p for p in passages if p.kind == "quote"]
        numbers = {p.figure for p in passages if p.kind == "number"}
        self.counts = {
            "figures shown": len(numbers.union(*(p.figures for p in quotes))),
            "sentences shown": len({(p.source, p.sentence) for p in quotes}),
            "tasks shown": sum(p.field == "tasks" for p in quotes),
            "rows shown": sum(p.kind == "name" and p.field == "rows" for p in passages),
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


def _quote(passage: Passage, sources: Sources, _: _Shown) -> str:
    """The words must be pieces of the sentence, none of which begins or ends inside a number."""
    document = sources.analyses[passage.source].document
    if passage.sentence is None or not 0 <= passage.sentence < len(document.sentences):
        return "names no sentence of the source"
    sentence = document.sentences[passage.sentence]
    at = 0
    for begin, end in passage.pieces:
        if not at <= begin < end <= len(sentence.text):
            return "its pieces are not in the order of the sentence"
        if any(_INSIDE_NUMBER.fullmatch(sentence.text[cut - 1 : cut + 1]) for cut in (begin, end) if cut):
            return "parts a number"
        at = end
    kept = "".join(sentence.text[begin:end] for begin, end in passage.pieces)
    if _words(kept) != _words(passage.text):
        return f"is not what the sentence says: {sentence.text}"
    if document.span(sentence, passage.pieces[0][0], passage.pieces[-1][1]) != (passage.start, passage.end):
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
    if sources.compared and sources.compared.holds(shown.units[passage.unit]):
        return ""
    return f"the source calls it {figure.indicator}"


def _number(passage: Passage, sources: Sources, shown: _Shown) -> str:
    figure = passage.figure
    if figure is None or not sources.holds(figure, passage.source):
        return "the source has no such figure there"
    raw = sources.analyses[passage.source].document.raw.text[figure.start : figure.end]
    if raw != figure.raw or (passage.start, passage.end) != (figure.start, figure.end):
        return f"the source says {raw!r} there"
    if not says(passage.text, figure):
        return f"the source says {figure.value or figure.raw}{figure.unit}"
    named = shown.names.get(passage.unit)
    if sources.compared:
        held = sources.compared.holds(shown.units[passage.unit])
        return "" if held else "is not of the row it stands in"
    if named and (_same_thing(named, figure) or _pairs(passage, sources, shown)):
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
    compute = OPERATIONS.get(passage.field)
    if compute is not None and bare(passage.text) == _EVEN:
        return _even(compute, passage.figures)
    found = re.fullmatch(r"([+−↑↓-]?)(\d+(?:\.\d+)?)(\D*)", bare(passage.text))
    if compute is None or found is None:
        return "is of no known formula"
    stated = Decimal(found[2]) * (-1 if found[1] in ("−", "-", "↓") else 1)
    try:
        exact = compute(*passage.figures, found[3])
        rounded = exact.quantize(Decimal(1).scaleb(-len(found[2].partition(".")[2])), ROUND_HALF_UP)
    except (InvalidOperation, ZeroDivisionError, AttributeError, ValueError):
        return "cannot be computed from its operands"
    return "" if rounded == stated else f"{passage.formula} gives {rounded}{found[3]}"


def _even(compute: Callable[[Figure, Figure, str], Decimal], operands: Sequence[Figure]) -> str:
    """No difference that a page would show, in the unit of one of the operands."""
    for unit in sorted({figure.unit for figure in operands}):
        with suppress(InvalidOperation, AttributeError, ValueError):
            if abs(compute(operands[0], operands[1], unit)) < _LEAST:
                return ""
    return "its operands are not the same"


def _share(done: Figure, plan: Figure, unit: str) -> Decimal:
    if unit != "%":
        raise ValueError(unit)
    return _amount(done) / _amount(plan) * 100


def _elapsed(done: Figure, plan: Figure, unit: str) -> Decimal:
    """Months of the plan gone by at the end of what was done."""
    if done.period is None or plan.period is None or unit != "%":
        raise ValueError("no period")
    first = _month(plan.period.start)
    return Decimal(_month(done.period.end) - first + 1) / (_month(plan.period.end) - first + 1) * 100


def _difference(first: Figure, second: Figure, unit: str) -> Decimal:
    """The second less the first, in `unit`."""
    return (_size(second) - _size(first)) / units.size("%" if unit in ("个百分点", "百分点") else unit)


def _points(first: Figure, second: Figure, unit: str) -> Decimal:
    """The second rate less the first; a table names the unit in its head or its note."""
    if {first.unit, second.unit} != {"%"} or unit not in ("", "%", "百分点"):
        raise ValueError(unit)
    return Decimal(second.value or "") - Decimal(first.value or "")


def _ratio(first: Figure, second: Figure, unit: str) -> Decimal:
    if unit != "倍":
        raise ValueError(unit)
    return _size(second) / _size(first)


def _size(figure: Figure) -> Decimal:
    """In the base of its unit, by the units that two reports share."""
    return units.value((figure.value or "").replace(",", ""), figure.unit)


def _places(first: Figure, second: Figure, unit: str) -> Decimal:
    """Places won from the first rank to the second."""
    return Decimal(first.value or "") - Decimal(second.value or "")


OPERATIONS: dict[str, Callable[[Figure, Figure, str], Decimal]] = {
    "share": _share,
    "elapsed": _elapsed,
    "difference": _difference,
    "ratio": _ratio,
    "points": _points,
    "places": _places,
}
"""How a number is derived from two records, by `Passage.field`: the exact result in the unit shown."""


def _amount(figure: Figure) -> Decimal:
    return amount((figure.value or "").replace(",", ""), figure.unit)


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month)


def _count(passage: Passage, sources: Sources, shown: _Shown) -> str:
    if passage.field in shown.counts:
        counted = shown.counts[passage.field]
        if not shown.whole:
            return ""  # a user's own template leaves out what it likes
    elif sources.compared and (known := sources.compared.count(passage.field)) is not None:
        counted = known
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
    """The months must be those of a figure on the page."""
    years = {None, *((a.document.date or "")[:4] or None for a in sources.analyses)}
    known = {bare(wording.period(months, year)) for months in shown.periods for year in years}
    return "" if bare(passage.text) in known else "no figure on the page is of these months"


def _document(passage: Passage, sources: Sources, _: _Shown) -> str:
    document = sources.analyses[passage.source].document
    stated = {
        "title": full_width(document.title or ""),
        "file": Path(document.raw.path).stem,
        "date": wording.date(document.date),
        "source": document.source or "",
        "place": document.place.name or "",
    }.get(passage.field, "")
    return "" if stated and bare(stated) == bare(passage.text) else f"the source has {stated or 'nothing'} there"


def _said(passage: Passage, sources: Sources, _: _Shown) -> str:
    text = sources.analyses[passage.source].document.clean.text
    title = sources.analyses[passage.source].document.title or ""
    words = _words(passage.text)
    return "" if words in _words(text) or words in _words(title) else "is not in the source"


def _doubt(passage: Passage, sources: Sources, _: _Shown) -> str:
    found = {doubt.text for doubt in audit(sources.analyses[passage.source])}
    return "" if passage.text in found else "the audit of the source finds no such thing"


def _setting(passage: Passage, sources: Sources, _: _Shown) -> str:
    return "" if sources.settings.get(passage.field) == passage.text else "was not set so"


def _compared(passage: Passage, sources: Sources, shown: _Shown) -> str:
    if sources.compared is None:
        return "is of a comparison, but the inputs are of no two sides"
    if passage.field == "axis":
        return "" if _AXIS.fullmatch(passage.text) else "is no number of an axis"
    unit = shown.units[passage.unit] if passage.unit is not None else [passage]
    return sources.compared.wrong(passage, unit, shown.notes)


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
    "chart": _compared,
    "ordinal": _nothing,
    "mark": _nothing,
    "fixed": _nothing,
    "other": _nothing,
}
