"""Briefings from Chinese government and economic reports, every number traced to its source."""

__version__ = "0.1.0"
