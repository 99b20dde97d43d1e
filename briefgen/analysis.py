"""The way through the rooms: one article in, everything found in it out."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from briefgen.cleaning import clean
from briefgen.errors import AnalysisError, SourceError
from briefgen.figures import find_figures
from briefgen.keywords import keywords
from briefgen.models import Analysis, RawText
from briefgen.ranking import Ranker, rank
from briefgen.reading import read
from briefgen.sectioning import label
from briefgen.targets import target_rows
from briefgen.tasks import find_tasks

_HAN = re.compile(r"[\u3400-\u9fff]")


def analyse_raw(raw: RawText, *, ranker: Ranker = "textrank") -> Analysis:
    """Take one article through cleaning, sectioning, figures, ranking.

    Raises AnalysisError when nothing that could be a sentence is left of it, or no Chinese.
    """
    found = outline(raw, ranker=ranker)
    return replace(found, targets=target_rows(found.document, found.figures), keywords=keywords(found.document))


def outline(raw: RawText, *, ranker: Ranker = "textrank") -> Analysis:
    """What `analyse_raw` finds, without targets and keywords, which take a sixth of its time."""
    document = clean(raw)
    if not document.sentences:
        raise AnalysisError(f"{raw.path}: no sentence found; check that the file holds the report's text")
    if not _HAN.search(document.clean.text):
        raise AnalysisError(f"{raw.path}: no Chinese in it; give a report in Chinese")
    labels = label(document)
    figures = find_figures(document, labels)
    return Analysis(
        document=document,
        labels=labels,
        figures=figures,
        scores=rank(document, labels, figures, ranker=ranker),
        tasks=find_tasks(document, labels),
        targets=(),
        keywords=(),
    )


def analyse_text(text: str, *, ranker: Ranker = "textrank") -> Analysis:
    """Analyse an article that is already in memory; offsets count characters of `text`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return analyse_raw(RawText(text=text, path="-", kind="text", sha256=digest, encoding="utf-8"), ranker=ranker)


def analyse(path: str | Path, *, ranker: Ranker = "textrank") -> Analysis:
    """Analyse the one article of a file, an address, or `-` for standard input.

    Raises SourceError when the source cannot be read or holds more than one article.
    """
    articles = read(path)
    first = next(articles, None)
    if first is None:
        raise SourceError(f"{path}: no article found; name a file that holds a report")
    if next(articles, None) is not None:
        raise SourceError(f"{path}: holds more than one article; use analyse_all, or `briefgen digest`")
    return analyse_raw(first, ranker=ranker)


def analyse_all(
    source: str | Path, *, ranker: Ranker = "textrank", warn: Callable[[str], None] = lambda _: None
) -> Iterator[Analysis]:
    """Analyse every article of a folder, file, dump or feed, one at a time.

    What cannot be analysed is told to `warn` in one line and passed over.
    """
    for raw in read(source, warn=warn):
        try:
            yield analyse_raw(raw, ranker=ranker)
        except AnalysisError as error:
            warn(str(error))
