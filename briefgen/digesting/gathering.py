"""Many articles to small reports, on all cores, in the order of the sources.

Reading is one process's work, analysing is shared out in batches; no more batches wait than the
workers need to stay busy, so that memory grows neither with the number nor the length of texts.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from briefgen.analysis import outline
from briefgen.calendar import Days, newest_complete_week
from briefgen.digesting.collecting import reports
from briefgen.digesting.models import Report
from briefgen.errors import AnalysisError, BriefgenError, SourceError
from briefgen.models import RawText
from briefgen.ranking import Ranker
from briefgen.reading import read

BATCH = 16
"""Articles handed to a process at once: some tenths of a second of work."""
FEW = 8 * BATCH
"""Up to so many articles one process is done before others, which first load the word lists, have caught up."""
AHEAD = 2
"""Batches that wait for each process."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of a batch: reports in order, and a line for each thing to be told."""

    reports: tuple[Report, ...]
    warnings: tuple[str, ...]
    articles: int


def gather(
    sources: Iterable[str | Path],
    period: Days | None = None,
    *,
    ranker: Ranker = "textrank",
    warn: Callable[[str], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
    workers: int | None = None,
) -> list[Report]:
    """The reports of all sources, in their order.

    With a period, articles whose container gives them another date are not even analysed. A source
    that cannot be read is told to `warn`, as is an article that cannot be analysed; `advance` gets the number
    of articles done. Raises SourceError when no source can be read.
    """
    raws = (raw for raw in _read_all(list(sources), warn) if not _elsewhere(raw, period))
    return collected(raws, ranker=ranker, warn=warn, advance=advance, workers=workers)


def collected(
    raws: Iterator[RawText],
    *,
    ranker: Ranker = "textrank",
    warn: Callable[[str], None] = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
    workers: int | None = None,
) -> list[Report]:
    """The reports of articles, in their order, analysed on all cores."""
    first = list(islice(raws, FEW + 1))
    count = workers if workers is not None else os.cpu_count() or 1
    batches = _batches(chain(first, raws))
    done = _shared_out(batches, ranker, count) if len(first) > FEW and count > 1 else _one_by_one(batches, ranker)
    kept: list[Report] = []
    for gathered in done:
        for warning in gathered.warnings:
            warn(warning)
        kept += gathered.reports
        advance(gathered.articles)
    return kept


def _read_all(sources: list[str | Path], warn: Callable[[str], None]) -> Iterator[RawText]:
    failures: list[BriefgenError] = []
    for source in sources:
        try:
            yield from read(source, warn=warn)
        except SourceError as error:
            failures.append(error)
            if len(failures) == len(sources):
                raise
            warn(str(error))


def _elsewhere(raw: RawText, period: Days | None) -> bool:
    try:
        return period is not None and raw.date is not None and date.fromisoformat(raw.date) not in period
    except ValueError:
        return False  # not a whole date; the text may know better


def _batches(raws: Iterable[RawText]) -> Iterator[tuple[RawText, ...]]:
    raws = iter(raws)
    while batch := tuple(islice(raws, BATCH)):
        yield batch


def _one_by_one(batches: Iterable[tuple[RawText, ...]], ranker: Ranker) -> Iterator[Gathered]:
    for batch in batches:
        for raw in batch:
            yield work((raw,), ranker)


def _shared_out(batches: Iterator[tuple[RawText, ...]], ranker: Ranker, workers: int) -> Iterator[Gathered]:
    """The batches in their order, done by several processes.

    New processes rather than forks: what the parent has open stays its own.
    """
    waiting: deque[Future[Gathered]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(work, batch, ranker))
                if len(waiting) > AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise AnalysisError("a process that analysed articles was ended; free some memory and try again") from error
        finally:
            for future in waiting:
                future.cancel()


def work(batch: tuple[RawText, ...], ranker: Ranker) -> Gathered:
    """Analyse a batch of articles."""
    kept: list[Report] = []
    warnings: list[str] = []
    for raw in batch:
        try:
            analysis = outline(raw, ranker=ranker)  # a digest shows neither targets nor keywords
        except AnalysisError as error:
            warnings.append(str(error))
            continue
        warnings += [f"{raw.path}: {warning}" for warning in (*raw.warnings, *analysis.document.warnings)]
        kept += reports(analysis)
    return Gathered(tuple(kept), tuple(warnings), len(batch))


def newest_week(kept: Iterable[Report], today: date) -> Days | None:
    """The newest complete week of reports; days still to come are slips of the pen and do not count."""
    return newest_complete_week(day for report in kept if (day := report.day) and day <= today)


def to_come(kept: Iterable[Report], today: date) -> Iterator[str]:
    """A warning for each article dated after today."""
    paths = {report.path: day for report in kept if (day := report.day) and day > today}
    for path, day in paths.items():
        yield f"{path}: its date, {day}, is still to come; check it"
