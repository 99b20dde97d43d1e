"""Figures: numbers with their units, their periods and the names they belong to."""

from briefgen.figures.quantities import scan

__all__ = ["scan"]
