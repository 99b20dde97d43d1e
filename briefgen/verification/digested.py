"""What follows from putting many articles together, found anew from what was kept of each.

Quotations, figures and names of a digest are checked like those of any page; here is what only the
digest can say: how many articles and items there are, which item a number refers to, what stands
under which item, whose numbers differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.digesting.models import Conflict, Digest, DueRow, Fact, Item, Report
from briefgen.manifest import Passage
from briefgen.rendering.issues import headings, points
from briefgen.verification.articles import Kept, articles, said_of
from briefgen.verification.digesting import SOON, TARGET, counted, key, places
from briefgen.verification.texts import bare
from briefgen.wording import chinese

_Place = tuple[int, int | None, int | None]
"""An input and original offsets in it."""


@dataclass(frozen=True)
class Digested:
    """The reports of the articles, in the order of the inputs, and the digest that is made of them."""

    reports: tuple[Report, ...]
    digest: Digest

    @cached_property
    def articles(self) -> tuple[Kept, ...]:
        """The inputs."""
        return tuple(map(Kept, articles(self.reports)))

    def count(self, passage: Passage, unit: Sequence[Passage]) -> int | None:
        """How many there are of what a page counts, None when it is nothing that a digest counts."""
        if passage.field == "group items":
            named = {p.text for p in unit if p.field == "group"}
            return next((len(group.items) for group in self.digest.groups if group.name in named), 0)
        return counted(self.digest).get(passage.field)

    def period(self, passage: Passage, unit: Sequence[Passage]) -> str:
        """Why a row of figures is not of these months, or nothing."""
        known = {fact.row.period for _, fact in self._facts(unit)}
        return "" if passage.text in known else f"the figures are of {'、'.join(sorted(known)) or 'nothing known'}"

    def wrong(self, passage: Passage, unit: Sequence[Passage]) -> str:
        """Why a passage of kind `digested` does not follow, or nothing."""
        known = self._said(passage, unit)
        return "" if passage.text in known else f"digested anew: {'、'.join(sorted(known)[:3]) or 'nothing'}"

    def _said(self, passage: Passage, unit: Sequence[Passage]) -> set[str]:
        if passage.field == "section":
            called = {p.text for p in unit if p.field in ("group", "heading")}
            return {chinese(at) for at, name in enumerate(self._sections, 1) if name in called}
        if passage.field == "place":
            shown = {id(fact) for _, fact in self._facts(unit)}
            return {row.place for row in self.digest.table if id(row.fact) in shown}
        if passage.field == "number":
            titles = ((p.source, bare(p.text)) for p in unit if p.field == "title")
            return set[str]().union(*(self._numbers.get(title, ()) for title in titles))
        if passage.field == "target":
            return {TARGET for _, fact in self._facts(unit) if fact.target}
        if passage.field == "soon":
            return {SOON for row in self.digest.next_dues if self._task(row) in _tasks(unit)}
        if passage.field == "reference":
            return self._referred(unit)
        return self._free.get(passage.field, set())

    @cached_property
    def _free(self) -> dict[str, set[str]]:
        digest = self.digest
        return {
            "days": {digest.days.text},
            "date": {digest.date},
            "title": {digest.title},
            "heading": {points(digest), *headings(digest)},
            "group": {group.name for group in digest.groups},
        }

    @cached_property
    def _sections(self) -> list[str]:
        return [*(group.name for group in self.digest.groups), *headings(self.digest)]

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {str(item.number): item for item in self.digest.items}

    @cached_property
    def _numbers(self) -> dict[tuple[int, str], set[str]]:
        """The numbers of the items by their source and title."""
        found: dict[tuple[int, str], set[str]] = {}
        for number, item in self._items.items():
            found.setdefault((self._at(item.report), bare(item.report.title)), set()).add(number)
        return found

    @cached_property
    def _places(self) -> dict[tuple[str, str, int], int]:
        return places(self.reports)

    def _at(self, report: Report) -> int:
        return self._places[key(report)]

    def _referred(self, unit: Sequence[Passage]) -> set[str]:
        """The numbers of the items that a line of the week, a row or a task is from."""
        found = {str(item.number) for item, _ in self._facts(unit)}
        said = {(p.source, p.sentence, bare(p.text)) for p in unit if p.kind == "quote"}
        for one in self.digest.highlights:
            line = one.line.excerpt
            if (self._at(one.item.report), line.sentence, bare(line.text)) in said:
                found.add(str(one.item.number))
        rows = (*self.digest.next_dues, *self.digest.later_dues)
        return found | {str(row.item.number) for row in rows if self._task(row) in _tasks(unit)}

    def _task(self, row: DueRow) -> _Place:
        return self._at(row.item.report), row.due.start, row.due.end

    def _facts(self, unit: Sequence[Passage]) -> Iterator[tuple[Item, Fact]]:
        """The rows of the table and of the front that have all numbers of a unit."""
        shown: set[_Place] = {(p.source, p.start, p.end) for p in unit if p.kind == "number"}
        for held, item, fact in self._rows if shown else ():
            if shown <= held:
                yield item, fact

    @cached_property
    def _rows(self) -> list[tuple[frozenset[_Place], Item, Fact]]:
        rows = [(row.item, row.fact) for row in self.digest.table]
        rows += [(one.item, one.leading) for one in self.digest.highlights if one.leading]
        found: list[tuple[frozenset[_Place], Item, Fact]] = []
        for item, fact in rows:
            source = self._at(item.report)
            found.append((frozenset((source, f.start, f.end) for f in fact.figures), item, fact))
        return found

    def misplaced(self, passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
        """Passages that stand under an item they are not of, in the order of a page."""
        item: Item | None = None
        for at, passage in enumerate(passages):
            if passage.kind == "digested" and passage.field != "reference":
                item = self._items.get(passage.text) if passage.field == "number" else None
            elif item and (reason := self._foreign(passage, item)):
                yield passage, reason
            elif item and passage.kind == "name" and not self._differs(passages[at:], item):
                yield passage, "the reports of the item do not differ so"

    def _foreign(self, passage: Passage, item: Item) -> str:
        if passage.kind == "quote":
            known = {(self._at(item.report), line.excerpt.sentence) for line in item.lines}
            return "" if (passage.source, passage.sentence) in known else f"is no line of item {item.number}"
        if passage.kind == "document":
            reports = [item.report, *item.event.others]
            stated = {(self._at(report), said_of(report, passage.field)) for report in reports}
            return "" if (passage.source, passage.text) in stated else f"is not of a report of item {item.number}"
        return ""

    def _differs(self, passages: Sequence[Passage], item: Item) -> bool:
        """Whether a name and what follows it is one of the item's differences, each number behind its report."""
        said: list[tuple[str, int, str]] = []
        for passage in passages[1:]:
            if passage.kind not in ("document", "number", "fixed", "other") or passage.unit != passages[0].unit:
                if passage.kind not in ("fixed", "other"):
                    break
            elif passage.kind in ("document", "number"):
                said.append((passage.kind, passage.source, passage.text))
        return any(c.indicator == passages[0].text and self._told(c) == said for c in item.event.conflicts)

    def _told(self, conflict: Conflict) -> list[tuple[str, int, str]]:
        told: list[tuple[str, int, str]] = []
        for reading in conflict.readings:
            source, called = self._at(reading.report), reading.report.source or reading.report.title
            told += ("document", source, called), ("number", source, reading.text)
        return told


def _tasks(unit: Sequence[Passage]) -> set[_Place]:
    """Where the tasks of a unit stand."""
    return {(p.source, p.start, p.end) for p in unit if p.field == "task"}
