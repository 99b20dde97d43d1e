"""What a proof may ask of an article, of which either all is at hand or what a digest kept of it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from briefgen import wording
from briefgen.digesting.evidence import Witness
from briefgen.digesting.models import Report
from briefgen.models import Analysis, Figure
from briefgen.wording import full_width


class Article(Protocol):
    """A source, as far as the page of a product can show of it."""

    @property
    def path(self) -> str:
        """What the user named."""

    @property
    def sha256(self) -> str:
        """Of its bytes."""

    @property
    def date(self) -> str | None:
        """ISO date of publication."""

    def holds(self, figure: Figure) -> bool:
        """Whether it has this record: this name with this value and unit at this place."""

    def sentence(self, index: int) -> Witness | None:
        """A sentence by its index, None when it has none or none that could be shown."""

    def original(self, start: int, end: int) -> str | None:
        """What stands between two original offsets, None when that is not at hand."""

    def line(self, start: int) -> int | None:
        """The line of the original in which an offset is, from 1."""

    def stated(self, field: str) -> Sequence[str]:
        """What it says of itself: title, file, date, source, place, url; several when it holds several items."""

    def texts(self) -> Iterator[str]:
        """The cleaned texts in which words that are shown may stand."""


class Whole:
    """An article of which all is at hand."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis, self._document = analysis, analysis.document
        self.path, self.sha256 = self._document.raw.path, self._document.raw.sha256
        self.date = self._document.date

    @cached_property
    def _records(self) -> frozenset[Figure]:
        return frozenset(self._analysis.figures)

    def holds(self, figure: Figure) -> bool:
        return figure in self._records

    def sentence(self, index: int) -> Witness | None:
        if not 0 <= index < len(self._document.sentences):
            return None
        sentence = self._document.sentences[index]
        return Witness.of(self._document, sentence, self.line(sentence.start))

    def original(self, start: int, end: int) -> str | None:
        return self._document.raw.text[start:end]

    def line(self, start: int) -> int:
        return self._document.raw.text.count("\n", 0, start) + 1

    def stated(self, field: str) -> Sequence[str]:
        document = self._document
        said = {
            "title": full_width(document.title or ""),
            "file": Path(document.raw.path).stem,
            "date": wording.date(document.date),
            "source": document.source or "",
            "place": document.place.name or "",
        }.get(field, "")
        return (said,) if said else ()

    def texts(self) -> Iterator[str]:
        return iter((self._document.clean.text, self._document.title or ""))


class Kept:
    """An article by the reports that a digest keeps of it: one, or one for each item of a round-up."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = reports
        self.path, self.sha256, self.date = reports[0].path, reports[0].sha256, reports[0].date

    @cached_property
    def _records(self) -> frozenset[Figure]:
        return frozenset(figure for report in self.reports for figure in report.evidence.figures.values())

    @cached_property
    def _witnesses(self) -> dict[int, Witness]:
        return {index: one for report in self.reports for index, one in report.evidence.sentences.items()}

    def holds(self, figure: Figure) -> bool:
        return figure in self._records

    def sentence(self, index: int) -> Witness | None:
        return self._witnesses.get(index)

    def original(self, start: int, end: int) -> str | None:
        found = (witness.original(start, end) for witness in self._witnesses.values())
        return next((text for text in found if text is not None), None)

    def line(self, start: int) -> int | None:
        at = next((witness for witness in self._witnesses.values() if witness.start <= start < witness.end), None)
        return at.line + at.written.count("\n", 0, start - at.start) if at else None

    def stated(self, field: str) -> Sequence[str]:
        return [text for report in self.reports if (text := said_of(report, field))]

    def texts(self) -> Iterator[str]:
        return (witness.text.text for witness in self._witnesses.values())


def said_of(report: Report, field: str) -> str:
    """What a report says of itself; empty when it does not."""
    return {
        "title": report.title,
        "date": wording.date(report.date),
        "source": report.source,
        "place": report.place,
        "url": report.url,
    }.get(field, "")


def articles(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of each article, in the order of the articles; those of one follow each other."""
    found: list[list[Report]] = []
    for report in reports:
        last = found[-1][-1] if found else None
        same = last and (last.path, last.sha256) == (report.path, report.sha256) and 0 < last.part < report.part
        if same:
            found[-1].append(report)
        else:
            found.append([report])
    return found
