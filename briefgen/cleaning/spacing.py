"""Noise between characters: doubled commas, spaced digits and spaced-out words."""

import re

from briefgen.aligned import AlignedText
from briefgen.lexicons import load

_CHINESE = r"[\u3400-\u9fff]"
_SINGLES = re.compile(rf"(?<!{_CHINESE}){_CHINESE}(?>(?: +{_CHINESE}){{2,}}){_CHINESE}*+")
_DIGITS = re.compile(
    rf"(?<![\d.,])(?<!\d )(?<!\d \. )\d(?>(?: \d)+(?: \.(?: \d)+)?| \.(?: \d)+)(?= ?(?:{_CHINESE}|[%％]))"
)
"""Single digits before a unit: `1 9 9 7 年`, `1 2 . 5 %`."""

_BLANKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("before a unit", re.compile(rf" (?<=\d )(?=[{load('characters')['units']}%％])")),
    ("before a number", re.compile(rf" (?<={_CHINESE} )(?=\d[\d.,]* ?(?:{_CHINESE}|[%％—–~～-]))")),
    ("at full-width punctuation", re.compile(r" (?<=[，。；：、！？] )(?=\S)")),
    ("at half-width punctuation", re.compile(rf" (?<={_CHINESE}[,;:] )(?={_CHINESE}|[\d“])")),
)
"""Blanks that are removed, by name. One behind `5.2%` stays: it parts clauses. One before a number
goes only where the number leads on to a unit, so that the columns of a table keep theirs."""

_MARKS = re.compile(r"[,，、；;。]{2,}")
_STRENGTH = "。；;、，,"  # of marks side by side the first of these is kept
_BLANK = re.compile(" +")
_NEAR = 8  # characters; a word further off than so many blanks is another column


def tidy(text: AlignedText) -> AlignedText:
    """Take the noise out; what is left keeps its place in the original."""
    text = text.without([cut for run in _MARKS.finditer(text.text) for cut in _weaker(run)])
    if " " not in text.text:
        return text
    text = text.without([blank for run in _SINGLES.finditer(text.text) if _is_alone(run) for blank in _blanks(run)])
    text = text.without([blank for run in _DIGITS.finditer(text.text) for blank in _blanks(run)])
    for _, pattern in _BLANKS:
        text = text.without([found.span() for found in pattern.finditer(text.text)])
    return text


def _is_alone(run: re.Match[str]) -> bool:
    """Whether single characters (`政 府 工 作 报 告`) have no word joined to them on either side."""
    before = run.string[max(0, run.start() - _NEAR) : run.start()].rstrip(" ")
    return run[0][-2] == " " and not re.search(rf"{_CHINESE}\Z", before)


def _blanks(run: re.Match[str]) -> list[tuple[int, int]]:
    return [(run.start() + blank.start(), run.start() + blank.end()) for blank in _BLANK.finditer(run[0])]


def _weaker(run: re.Match[str]) -> list[tuple[int, int]]:
    """All marks of a run but the strongest; three stops in a row are an ellipsis and stay."""
    marks = run.group()
    if set(marks) == {"。"} and len(marks) > 2:
        return []
    keep = run.start() + marks.index(next(mark for mark in _STRENGTH if mark in marks))
    return [(at, at + 1) for at in range(*run.span()) if at != keep]
