"""The digest of a week: reports of some days, the same news once, by topic, with sources.

    Analysis ─ collecting ─ Report ─ events ─ Event ─ choosing ─ Digest

An article is reduced to a small `Report` as soon as it is read; sentences are ranked inside it, never
over a concatenation, and only reports are compared.
"""
