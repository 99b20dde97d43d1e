"""The numbering that headings and items open with."""

import re

_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (2, re.compile(rf"[（(]{_NUMERAL}[）)]")),
    (4, re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]")),
    (1, re.compile(rf"{_NUMERAL}、(?!{_NUMERAL}[、产])|第{_NUMERAL}(?:部分|章)\s?")),
    (3, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (
        3,
        re.compile(
            rf"第{_NUMERAL}(?:[,，]|、(?!第))|(?:{_NUMERAL}|\d{{1,2}})是(?!否)|{_NUMERAL}要(?!素)|(?:首先|其次|再次|最后)[,，]"
        ),
    ),
)
"""Numbering by depth, the certain forms first: `(一)` `(1)` `一、` `1.` `一是`."""

_OPENINGS = frozenset("（(第首其再最一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


def marker_of(text: str) -> tuple[str | None, int]:
    """The numbering a text opens with and its depth, or (None, 0)."""
    if text[:1] not in _OPENINGS:
        return None, 0
    for level, pattern in _MARKERS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return found.group().rstrip(), level
    return None, 0
