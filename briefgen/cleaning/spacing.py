"""Noise between characters: doubled commas, spaced digits and spaced-out words."""

import re

from briefgen.aligned import AlignedText
from briefgen.lexicons import load

_CHINESE = r"[\u3400-\u9fff]"
_RUNS = (
    re.compile(rf"(?<!{_CHINESE})(?<!{_CHINESE} ){_CHINESE}(?: +{_CHINESE}){{2,}}(?! *{_CHINESE})"),
    re.compile(rf"(?<![\d.,])\d(?: [\d.])+(?= ?(?:{_CHINESE}|[%％]))"),
)
"""Single characters (`政 府 工 作 报 告`) and single digits before a unit (`1 9 9 7 年`): all blanks
inside such a group go."""

_BLANKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("before a unit", re.compile(rf" (?<=\d )(?=[{load('characters')['units']}%％])")),
    ("before a number", re.compile(rf" (?<={_CHINESE} )(?=\d[\d.,]* ?(?:{_CHINESE}|[%％—–~～-]))")),
    ("at full-width punctuation", re.compile(r" (?<=[，。；：、！？] )(?=\S)")),
    ("at half-width punctuation", re.compile(rf" (?<={_CHINESE}[,;:] )(?={_CHINESE}|[\d“])")),
)
"""Blanks that are removed, by name. One behind `5.2%` stays: it parts clauses. One before a number
goes only where the number leads on to a
unit, so that the columns of a table keep theirs."""

_MARKS = re.compile(r"[,，、；;。]{2,}")
_STRENGTH = "。；;、，,"  # of marks side by side the first of these is kept
_BLANK = re.compile(" +")


def tidy(text: AlignedText) -> AlignedText:
    """Take the noise out; what is left keeps its place in the original."""
    text = text.without([cut for run in _MARKS.finditer(text.text) for cut in _weaker(run)])
    if " " not in text.text:
        return text
    for pattern in _RUNS:
        runs = list(pattern.finditer(text.text))
        text = text.without(
            [(run.start() + b.start(), run.start() + b.end()) for run in runs for b in _BLANK.finditer(run[0])]
        )
    for _, pattern in _BLANKS:
        text = text.without([found.span() for found in pattern.finditer(text.text)])
    return text


def _weaker(run: re.Match[str]) -> list[tuple[int, int]]:
    """All marks of a run but the strongest; three stops in a row are an ellipsis and stay."""
    marks = run.group()
    if set(marks) == {"。"} and len(marks) > 2:
        return []
    keep = run.start() + marks.index(next(mark for mark in _STRENGTH if mark in marks))
    return [(at, at + 1) for at in range(*run.span()) if at != keep]
