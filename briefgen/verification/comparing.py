"""What the page of a comparison may say, and its chart."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.comparison.models import Cited, Computed, Quote, Row
from briefgen.comparison.page import CLOSING, COUNTED, ComparisonPage, Line, PromiseLine, Words, signed
from briefgen.manifest import Passage
from briefgen.models import Analysis
from briefgen.verification.citing import Unit, cite, figure, named
from briefgen.wording import full_width

_DRAWN = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
_AXIS = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
_LEGEND = 3
"""What is drawn, and its two sides."""
_PARTED = re.compile(r"(.*?)(（[^（）]*／[^（）]*）)?([①-⑩]*)$")


@cite.register
def _(product: ComparisonPage, analyses: Sequence[Analysis]) -> list[Unit]:
    return list(_Citing(product, analyses).units())


class _Citing:
    """The units of one page; its analyses stand in the order of the reports of both sides."""

    def __init__(self, page: ComparisonPage, analyses: Sequence[Analysis]) -> None:
        self.page, self.analyses = page, analyses

    def units(self) -> Iterator[Unit]:
        page = self.page
        yield (Passage("setting", page.paper, field="paper"),)
        yield from _said("place", page.place)
        yield from _said("period", page.a.period, page.b.period)
        yield from _said("title", page.title)
        yield from (_counted(page, field) for field in COUNTED)
        yield from _said("remark", *page.remarks)
        yield from _said("origin", *page.origins)
        for group in page.groups:
            yield from _said("group", group.name)
            yield from (self._line(line, "rows") for line in group.lines)
        yield from _said("note", *page.notes)
        yield from map(self._promise, page.promises)
        yield from _said("silent", *page.silent)
        yield _counted(page, "silent")
        yield from (self._line(line, "targets") for line in page.targets)
        for fields, pairs in ((("carried", "carried"), page.carried), (("gone", "new"), page.changed)):
            for pair in pairs:
                told = zip(pair, fields, strict=True)
                yield from ((self._quote(words, words.quote, field),) for words, field in told if words.quote)
        for theme in (*page.rising, *page.falling):
            numbers = (
                Passage("compared", str(n), field=f"theme {side}") for side, n in (("a", theme.a), ("b", theme.b))
            )
            yield Passage("compared", theme.word, field="theme"), *numbers
        for part, only in (("only_a", page.only_a), ("only_b", page.only_b)):
            yield from (self._only(shown.row, part) for shown in only)
            yield _counted(page, part)
        yield (Passage("count", str(page.shown), field="rows shown"),)
        yield (Passage("count", str(len(page.promises)), field="promises shown"),)
        yield from ((Passage("count", str(count), field=f"{kind} shown"),) for kind, count in page.listed.items())

    def _source(self, cited: Cited | Quote) -> int:
        return cited.report + (len(self.page.a.reports) if cited.side == "b" else 0)

    def _number(self, cited: Cited, text: str = "") -> Passage:
        source = self._source(cited)
        return figure(text or cited.text, self.analyses[source].figures[cited.figure], source)

    def _named(self, text: str, cited: Cited, part: str) -> Passage:
        source = self._source(cited)
        return replace(named(text, [self.analyses[source].figures[cited.figure]], source), field=part)

    def _line(self, line: Line, part: str) -> Unit:
        row = line.row
        cells = [cell for cell in (row.a, row.b) if cell]
        shown = [cited for cell in cells for cited in cell.cited]
        behind = _PARTED.match(line.indicator.removeprefix(row.indicator))
        about = zip(("periods", "mark"), behind.groups()[1:] if behind else (), strict=False)
        growth = signed(row.growth) if part == "targets" else line.growth
        derived = (
            ("difference", line.difference, row.difference),
            ("ratio", line.ratio, row.ratio),
            ("points", growth, row.growth),
        )
        verdict = (Passage("compared", line.verdict, field="verdict"),) if row.verdict and part == "rows" else ()
        return (
            self._named(row.indicator, shown[0], part),
            *(Passage("compared", text, field=field) for field, text in about if text),
            *(self._number(cell.level) for cell in cells if cell.level),
            *(self._derived(field, text, computed) for field, text, computed in derived if computed and text),
            *(self._number(cell.change) for cell in cells if cell.change),
            *(self._ranks(row) if part == "rows" else ()),
            *verdict,
        )

    def _ranks(self, row: Row) -> Iterator[Passage]:
        a, b = (cell.rank if cell else None for cell in (row.a, row.b))
        if a:
            yield self._number(a)
        if b:
            scope = a.text[: a.text.rfind("第")] if a and row.places else ""
            yield self._number(b, b.text.removeprefix(scope))
        if row.places:
            won = int(row.places.value)
            yield self._derived("places", f"{'↑' if won > 0 else '↓'}{abs(won)}" if won else "持平", row.places)

    def _derived(self, field: str, text: str, computed: Computed) -> Passage:
        origins = tuple(map(self._source, computed.operands))
        records = (self.analyses[s].figures[c.figure] for s, c in zip(origins, computed.operands, strict=True))
        return Passage("derived", text, field=field, figures=tuple(records), sources=origins, formula=computed.formula)

    def _promise(self, line: PromiseLine) -> Unit:
        promise = line.promise
        actual = (self._number(promise.actual),) if promise.actual else ()
        return (
            self._named(line.indicator, promise.target, "promises"),
            self._number(promise.target),
            *actual,
            Passage("compared", line.outcome, field="outcome"),
        )

    def _only(self, row: Row, part: str) -> Unit:
        cited = next(cell for cell in (row.a, row.b) if cell).cited[0]
        return self._named(row.indicator, cited, part), self._number(cited)

    def _quote(self, words: Words, quote: Quote, field: str) -> Passage:
        """A task, its pieces as local offsets of its sentence, without the marks that closed it."""
        source = self._source(quote)
        document = self.analyses[source].document
        sentence = document.sentences[quote.sentence]
        base = max(sentence.text.find(quote.text), 0)
        pieces = [(base + begin, base + end) for begin, end in words.pieces]
        begin, end = pieces[0][0], pieces[-1][1]
        while end > pieces[-1][0] + 1 and full_width(sentence.text[end - 1]) in CLOSING:
            end -= 1
        while begin < pieces[0][1] - 1 and full_width(sentence.text[begin]) in CLOSING:
            begin += 1
        pieces[-1] = (pieces[-1][0], end)
        pieces[0] = (begin, pieces[0][1])
        start, stop = document.span(sentence, begin, end)
        return Passage(
            "quote",
            words.text,
            source=source,
            field=field,
            sentence=quote.sentence,
            start=start,
            end=stop,
            pieces=tuple(pieces),
        )


def drawn(chart: str) -> Iterator[Unit]:
    """What a chart of growth rates says, in its order: legend, axis, and each name with its two rates."""
    texts = [html.unescape(text) for text in _DRAWN.findall(chart)]
    waiting = ""
    for at, text in enumerate(texts):
        if at < _LEGEND:
            yield (Passage("chart", text, field="legend"),)
        elif waiting:
            yield Passage("chart", waiting, field="label"), Passage("chart", text, field="bar")
            waiting = ""
        elif _AXIS.fullmatch(text):
            yield (Passage("chart", text, field="axis"),)
        else:
            waiting = text


def _said(field: str, *texts: str) -> Iterator[Unit]:
    return ((Passage("compared", text, field=field),) for text in texts if text)


def _counted(page: ComparisonPage, field: str) -> Unit:
    return (Passage("count", str(page.counts[field]), field=field),)
