"""Whether two sides are of one place, by the list of places and, where it is silent, by what they call themselves."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from briefgen.comparison.naming import pattern
from briefgen.lexicons import load
from briefgen.models import Analysis, Place

Relation = Literal["same", "inside", "apart", "unknown"]

_OPENING = 2
"""Sentences of a report that say where it is from, if any do."""


def relation(a: Place, b: Place) -> Relation:
    """`same`, `inside` (one lies in the other), `apart`, or `unknown` when a report names no place."""
    parts = [(p.province, p.city, p.county, p.zone) for p in (a, b)]
    if not any(parts[0]) or not any(parts[1]):
        return "unknown"
    if any(x and y and x != y for x, y in zip(*parts, strict=True)):
        return "apart"
    return "same" if a.name == b.name else "inside"


def strangers(a: Sequence[Analysis], b: Sequence[Analysis]) -> tuple[str, str] | None:
    """The names of places by which each side goes when the other never says it; None when one may be the other.

    Towns, and places that the list does not have, are told apart by this alone.
    """
    first, second = _own_name(a, b), _own_name(b, a)
    return (first, second) if first and second else None


def shared_name(a: Sequence[Analysis], b: Sequence[Analysis]) -> str:
    """The place that title, source or opening of every report name, the first of them; empty when there is none.

    It is as the reports write it, for places that the list does not have.
    """
    first, *others = [_names_of([analysis]) for analysis in (*a, *b)]
    return next((name for name in first if all(name in names for names in others)), "")


def _own_name(side: Sequence[Analysis], other: Sequence[Analysis]) -> str:
    """The first name that title, source or opening of a side give it; empty when the other side has one of them."""
    names = _names_of(side)
    texts = [text for analysis in other for text in (*_openings(analysis), analysis.document.clean.text)]
    known = any(name in text for name in names for text in texts)
    return names[0] if names and not known else ""


def _names_of(side: Sequence[Analysis]) -> list[str]:
    return list(dict.fromkeys(name for analysis in side for text in _openings(analysis) for name in _names(text)))


def _openings(analysis: Analysis) -> Iterator[str]:
    document = analysis.document
    yield from filter(None, (document.title, document.source))
    said = (sentence.text for sentence in document.sentences if sentence.kind == "sentence")
    yield from (text for text, _ in zip(said, range(_OPENING), strict=False))


def _names(text: str) -> Iterator[str]:
    """Places that a text opens with, or that stand behind a comma: the last of `云溪县双河镇`."""
    for match in _pattern().finditer(text):
        if not pattern("places", "not").search(match["name"]):
            yield match["name"]


@cache
def _pattern() -> re.Pattern[str]:
    kinds = load("comparison")["places"]["kinds"]
    name = rf"[\u4e00-\u9fff]{{2,3}}?(?:{'|'.join(kinds)})"
    return re.compile(rf"(?:^|[，,：:\s“《])(?:{name})*?(?P<name>{name})(?!{name})")
