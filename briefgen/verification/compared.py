"""What follows from setting two sides side by side, found anew from the sources.

Figures, names, quotations and derived numbers of a comparison are checked like those of any page;
here is what only the comparison can say: a verdict, what became of a target, how many there are of
each, which words rose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.comparison.comparing import compare
from briefgen.comparison.models import Cited, Comparison, Promise, Row
from briefgen.comparison.page import COUNTED, OUTCOMES, VERDICTS, ComparisonPage, page_of, periods_of
from briefgen.manifest import Passage
from briefgen.models import Analysis
from briefgen.rendering.charts import label_of

_ALL = 1_000_000
"""More rows and tasks than reports have."""
_MARKED = "mark"

_Place = tuple[int, int | None, int | None]
"""An input and the original offsets of a number in it."""


@dataclass(frozen=True)
class Compared:
    """The comparison of the first inputs, `first` of them, with the others, made anew."""

    analyses: tuple[Analysis, ...]
    first: int

    @cached_property
    def comparison(self) -> Comparison:
        """Made anew."""
        return compare(self.analyses[: self.first], self.analyses[self.first :], force=True)

    @cached_property
    def page(self) -> ComparisonPage:
        """All that a page could show."""
        return page_of(self.comparison, _ALL, _ALL)

    def source(self, cited: Cited) -> int:
        """The input a figure is of."""
        return cited.report + (self.first if cited.side == "b" else 0)

    def holds(self, unit: Sequence[Passage]) -> bool:
        """Whether numbers that stand together are those of one row or target, and under its name."""
        called = {p.text for p in unit if p.kind == "name"}
        return any(found.indicator in called for found in self._found(unit))

    def count(self, field: str) -> int | None:
        """How many there are of what a page counts, or None when it is nothing of a comparison."""
        return self.page.counts[field] if field in _COUNTED else None

    def wrong(self, passage: Passage, unit: Sequence[Passage], notes: dict[str, str]) -> str:
        """Why a passage of kind `compared` or `chart` does not follow, or nothing.

        `notes` are those on the page, by their marks.
        """
        known = self._said(passage, unit, notes)
        return "" if passage.text in known else f"compared anew: {'、'.join(sorted(known)[:3]) or 'nothing'}"

    def _said(self, passage: Passage, unit: Sequence[Passage], notes: dict[str, str]) -> set[str]:
        found = list(self._found(unit))
        rows = [one for one in found if isinstance(one, Row)]
        if passage.field == "verdict":
            return {VERDICTS[row.verdict] for row in rows}
        if passage.field == "periods":
            return {periods_of(row, self.comparison) for row in rows}
        if passage.field == "outcome":
            return {OUTCOMES[one.outcome] for one in found if isinstance(one, Promise)}
        if passage.field == _MARKED:
            marks = {note: mark for mark, note in notes.items()}
            return {"".join(marks.get(note, "") for note in row.notes) for row in rows}
        if passage.field in ("theme a", "theme b"):
            words = {p.text for p in unit if p.field == "theme"}
            themes = (*self.comparison.rising, *self.comparison.falling)
            return {str(t.a if passage.field == "theme a" else t.b) for t in themes if t.word in words}
        if passage.field == "bar":
            label = "".join(p.text for p in unit if p.field == "label")
            return {f"{bar.a:g} → {bar.b:g}" for bar in self.page.rates if label_of(bar) == label}
        if passage.field == "note":
            return {passage.text[:1] + note for row in self.comparison.rows for note in row.notes}
        return self._free.get(passage.field, set())

    @cached_property
    def _free(self) -> dict[str, set[str]]:
        """What stands for itself, by field."""
        page, comparison = self.page, self.comparison
        return {
            "title": {page.title},
            "place": {page.place},
            "period": {page.a.period, page.b.period},
            "origin": set(page.origins),
            "remark": set(page.remarks),
            "group": {group.name for group in page.groups},
            "silent": {p.indicator for p in comparison.promises if p.actual is None},
            "theme": {theme.word for theme in (*comparison.rising, *comparison.falling)},
            "label": {label_of(bar) for bar in page.rates},
            "legend": {"增速（%）", f"甲期 {page.a.period}", f"乙期 {page.b.period}"},
        }

    def _found(self, unit: Sequence[Passage]) -> Iterator[Row | Promise]:
        """The rows and targets that have all numbers of a unit."""
        shown: set[_Place] = {(p.source, p.start, p.end) for p in unit if p.kind == "number"}
        part = next((p.field for p in unit if p.kind == "name"), "")
        for places, found in self._places.get(part, ()):
            if shown and shown <= places:
                yield found

    @cached_property
    def _places(self) -> dict[str, list[tuple[frozenset[_Place], Row | Promise]]]:
        """Where the numbers of each row and target are, by part of the page."""
        made = self.comparison
        goals = [row for row in made.rows if row.status == "target"]
        results = [row for row in made.rows if row.status != "target"]
        parts: dict[str, Sequence[Row | Promise]] = {
            "rows": results,
            "targets": goals,
            "only_a": made.only_a,
            "only_b": made.only_b,
            "promises": made.promises,
        }
        return {part: [(self._where(found), found) for found in all_of] for part, all_of in parts.items()}

    def _where(self, found: Row | Promise) -> frozenset[_Place]:
        if isinstance(found, Promise):
            cited = [one for one in (found.target, found.actual) if one]
        else:
            cited = [one for cell in (found.a, found.b) if cell for one in cell.cited]
        return frozenset((self.source(one), one.start, one.end) for one in cited)


_COUNTED = frozenset((*COUNTED, "silent", "only_a", "only_b"))
