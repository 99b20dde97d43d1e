"""Figures: numbers with their units, their periods and the names they belong to."""

from briefgen.figures.binding import bind
from briefgen.figures.quantities import scan
from briefgen.models import Document, Figure, Label

__all__ = ["find_figures", "scan"]


def find_figures(document: Document, labels: tuple[Label, ...]) -> tuple[Figure, ...]:
    """The figures of an article in reading order, each with the rule that bound it.

    `labels` run parallel to the sentences; they are a hint for the status only and may all be
    `other`. A figure that is stated twice is returned once. Never raises.
    """
    return bind(document, labels)
