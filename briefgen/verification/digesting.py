"""What the pages of a digest may say, each passage with the article and the place it is from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.digesting.choosing import MANY
from briefgen.digesting.models import Conflict, Digest, DueRow, Fact, Group, Highlight, Item, Line, Report, TableRow
from briefgen.manifest import Passage
from briefgen.rendering.issues import headings, points
from briefgen.verification.articles import articles, said_of
from briefgen.verification.citing import Unit, cite, figure, named
from briefgen.wording import chinese

TARGET, SOON = "（目标）", "（下周）"
"""How the tables mark a target, and a task that is due in the week that follows."""


@cite.register
def _(product: Digest, reports: Sequence[Report]) -> list[Unit]:
    return [unit for unit in _Citing(product, reports).units() if unit]


def places(reports: Sequence[Report]) -> dict[tuple[str, str, int], int]:
    """Which input each report is of: an article is one, however many items it has. Of one twice, the first."""
    found: dict[tuple[str, str, int], int] = {}
    for at, parts in enumerate(articles(reports)):
        for report in parts:
            found.setdefault(key(report), at)
    return found


def key(report: Report) -> tuple[str, str, int]:
    """What tells a report from all others."""
    return report.path, report.sha256, report.part


class _Citing:
    """The units of one digest."""

    def __init__(self, digest: Digest, reports: Sequence[Report]) -> None:
        self.digest = digest
        self.places = places(reports)

    def units(self) -> Iterator[Unit]:
        digest = self.digest
        for name, text in (("paper", digest.paper), ("issue", digest.issue), ("editor", digest.editor)):
            if text:
                yield (Passage("setting", text, field=name),)
        yield (Passage("digested", digest.days.text, field="days"),)
        yield (Passage("digested", digest.date, field="date"),)
        yield (Passage("digested", digest.title, field="title"),)
        yield (Passage("digested", points(digest), field="heading"),)
        for place, highlight in enumerate(digest.highlights, 1):
            yield from self._highlight(highlight, place)
        compact = len(digest.items) > MANY
        for at, group in enumerate(digest.groups, 1):
            yield _section(at, group)
            for item in group.items:
                yield from self._item(item, compact=compact)
        for at, name in enumerate(headings(digest), len(digest.groups) + 1):
            yield Passage("digested", chinese(at), field="section"), Passage("digested", name, field="heading")
        yield from map(self._row, digest.table)
        yield from (self._due(row, soon=True) for row in digest.next_dues)
        yield from (self._due(row, soon=False) for row in digest.later_dues)
        for report in digest.undated:
            yield from self._undated(report)
        yield self._foot()

    def _source(self, report: Report) -> int:
        return self.places[key(report)]

    def _highlight(self, highlight: Highlight, place: int) -> Iterator[Unit]:
        report = highlight.item.report
        reference = _reference(highlight.item)
        lines = filter(None, (highlight.line, highlight.further))
        quotes = [part for line in lines for part in self._line(line, report, "points")]
        yield Passage("ordinal", f"{place}."), *quotes, reference
        if highlight.leading:
            period = highlight.leading.row.period
            opening = (Passage("period", period, field="points"),) if period else ()
            yield *opening, *self._fact(highlight.leading, report, "points"), reference

    def _item(self, item: Item, *, compact: bool) -> Iterator[Unit]:
        report, event = item.report, item.event
        number = Passage("digested", str(item.number), field="number")
        lines = [part for line in item.lines for part in self._line(line, report, "items")]
        yield number, self._stated(report, "title"), *lines
        source = [self._stated(report, field) for field in ("source", "date", "url") if said_of(report, field)]
        others = [self._other(other) for other in event.others]
        conflicts = [self._conflict(conflict) for conflict in event.conflicts]
        yield from (tuple(source), *others, *conflicts) if compact else (*conflicts, tuple(source), *others)

    def _other(self, report: Report) -> Unit:
        return tuple(self._stated(report, field) for field in ("source", "date", "title") if said_of(report, field))

    def _undated(self, report: Report) -> Iterator[Unit]:
        said = (self._stated(report, field) for field in ("source", "url") if said_of(report, field))
        yield self._stated(report, "title"), *self._line(report.lead[1], report, "undated"), *said

    def _stated(self, report: Report, field: str) -> Passage:
        start, end = (report.evidence.title if field == "title" else None) or (None, None)
        text = said_of(report, field)
        return Passage("document", text, source=self._source(report), field=field, start=start, end=end)

    def _line(self, line: Line, report: Report, part: str) -> Unit:
        excerpt, held = line.excerpt, report.evidence.figures
        quote = Passage(
            "quote",
            excerpt.text,
            source=self._source(report),
            field=part,
            sentence=excerpt.sentence,
            start=excerpt.start,
            end=excerpt.end,
            pieces=excerpt.pieces,
            figures=tuple(held[i] for i in excerpt.figures),
        )
        return (quote, Passage("mark", excerpt.close)) if excerpt.close else (quote,)

    def _conflict(self, conflict: Conflict) -> Unit:
        """The name, and what each report says of it, behind what the report is called."""
        first = conflict.readings[0]
        said: list[Passage] = []
        for reading in conflict.readings:
            called = "source" if reading.report.source else "title"
            number = figure(reading.text, reading.figure, self._source(reading.report))
            said += self._stated(reading.report, called), number
        name = named(conflict.indicator, [first.figure], self._source(first.report))
        return replace(name, field="conflict"), *said

    def _fact(self, fact: Fact, report: Report, part: str, name: str = "") -> Unit:
        """Name, levels and changes of a row of figures."""
        source, held = self._source(report), report.evidence.figures
        shown = (*fact.row.values, *fact.row.changes)
        numbers = (figure(one.text, held[one.figure], source) for one in shown if one.figure is not None)
        return replace(named(name or fact.row.indicator, fact.figures, source), field=part), *numbers

    def _row(self, row: TableRow) -> Unit:
        period = (Passage("period", row.fact.row.period, field="table"),) if row.fact.row.period else ()
        place = (Passage("digested", row.place, field="place"),) if row.place else ()
        name, *numbers = self._fact(row.fact, row.item.report, "table", row.indicator)
        target = (Passage("digested", TARGET, field="target"),) if row.fact.target else ()
        return name, *target, *place, *numbers, *period, _reference(row.item)

    def _due(self, row: DueRow, *, soon: bool) -> Unit:
        due, report = row.due, row.item.report
        source = self._source(report)
        text = Passage("words", due.text, source=source, field="task", start=due.start, end=due.end)
        unit = (
            (Passage("words", due.lead, source=source, field="lead"),)
            if due.lead
            else (self._stated(report, "source"),)
            if report.source
            else ()
        )
        deadline = Passage("words", due.deadline, source=source, field="deadline")
        mark = (Passage("digested", SOON, field="soon"),) if soon else ()
        return deadline, *mark, text, *unit, _reference(row.item)

    def _foot(self) -> Unit:
        counts = (Passage("count", str(number), field=field) for field, number in counted(self.digest).items())
        return Passage("digested", self.digest.days.text, field="days"), *counts


def counted(digest: Digest) -> dict[str, int]:
    """What a digest counts, by what the foot calls it, in its order."""
    return {
        "articles read": digest.read,
        "events": len(digest.items) + digest.left_out,
        "items": len(digest.items),
        "undated": len(digest.undated),
    }


def _section(at: int, group: Group) -> Unit:
    return (
        Passage("digested", chinese(at), field="section"),
        Passage("digested", group.name, field="group"),
        Passage("count", str(len(group.items)), field="group items"),
    )


def _reference(item: Item) -> Passage:
    return Passage("digested", str(item.number), field="reference")
