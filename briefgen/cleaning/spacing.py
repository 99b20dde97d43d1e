"""Noise between characters: doubled commas, spaced digits and spaced-out words."""

import re

from briefgen.aligned import AlignedText

_CHINESE = r"[\u3400-\u9fff]"
_RUNS = (
    re.compile(rf"^ *({_CHINESE}(?: +{_CHINESE}){{2,}}) *$", re.MULTILINE),
    re.compile(rf"(?<![\d.,])(\d(?: [\d.])+)(?= ?(?:{_CHINESE}|[%％]))"),
)
"""A line of single characters (`政 府 工 作 报 告`), and single digits before a unit (`1 9 9 7 年`):
all blanks inside the group go."""

_NOISE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("doubled comma", re.compile(r"(?<=[,，、])[,，]+|[,，]+(?=[、。；;])|(?<=[；;])[;；]+|(?<=[^。]。)。(?!。)")),
    ("blank before a unit", re.compile(rf"(?<=[\d%％]) (?={_CHINESE})")),
    ("blank before a number", re.compile(rf"(?<={_CHINESE}) (?=\d[\d.,]* ?(?:{_CHINESE}|[%％—–~～-]))")),
    ("blank at punctuation", re.compile(rf"(?<=[，。；：、！？]) +(?=\S)|(?<={_CHINESE}[,;:]) +(?={_CHINESE}|[\d“])")),
)
"""What is removed, by name. A blank before a number goes only where the number leads on to a
unit, so that the columns of a table keep theirs."""

_BLANK = re.compile(" +")


def tidy(text: AlignedText) -> AlignedText:
    """Take the noise out; what is left keeps its place in the original."""
    for pattern in _RUNS:
        text = _without(
            text,
            [
                (run.start(1) + blank.start(), run.start(1) + blank.end())
                for run in pattern.finditer(text.text)
                for blank in _BLANK.finditer(run[1])
            ],
        )
    for _, pattern in _NOISE:
        text = _without(text, [found.span() for found in pattern.finditer(text.text)])
    return text


def _without(text: AlignedText, slices: list[tuple[int, int]]) -> AlignedText:
    return text.edit((begin, finish, "") for begin, finish in slices) if slices else text
