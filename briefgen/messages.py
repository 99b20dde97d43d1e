"""The tool in Chinese: its English help and messages are looked up in `lexicons/messages.toml`.

Messages are written in English where they arise, with `{}` for what differs from case to case. The
catalogue gives the Chinese for each such pattern; the parts that fill it may be messages themselves and
are looked up in the same way. What the catalogue does not know stays English.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

Language = Literal["en", "zh"]
OPTION = "--lang"
_JOINING = 3
"""Letters of a pattern up to which it only joins other messages, such as `{} to {}`."""
_Patterns = tuple[tuple[re.Pattern[str], str], ...]


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for by `--lang`, else that of the locale."""
    for before, word in zip(("", *arguments), arguments, strict=False):
        if word in (f"{OPTION}=zh", f"{OPTION}=en") or (before == OPTION and word in ("zh", "en")):
            return "zh" if word.endswith("zh") else "en"
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def without_option(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--lang` and its value, which may stand anywhere among them."""
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == OPTION and waiting and waiting[0] in ("zh", "en"):
            waiting.pop(0)
        elif word not in (f"{OPTION}=zh", f"{OPTION}=en"):
            rest.append(word)
    return rest


def current() -> Language:
    """The language of this run."""
    return language(sys.argv, os.environ)


def translated(text: str, to: Language) -> str:
    """A message in the language wanted."""
    return text if to == "en" else _looked_up(text)


def say(message: str) -> None:
    """Tell a message in the language of this run, on standard error."""
    print(f"briefgen: {translated(message, current())}", file=sys.stderr)


def localise(command: Any, to: Language) -> None:
    """Put the help of a command, of its options and of the commands under it into the language wanted."""
    if to == "en":
        return
    for holder in (command, *command.params):
        for name in ("help", "epilog", "short_help", "metavar"):
            text = getattr(holder, name, None)
            if text:
                setattr(holder, name, "\n".join(map(_looked_up, text.split("\n"))))
    for inner in getattr(command, "commands", {}).values():
        localise(inner, to)


def _looked_up(text: str) -> str:
    sentences, joints = _patterns()
    return _sentence(text, sentences) or _behind_a_name(text, sentences) or _filled(text, joints) or text


def _sentence(text: str, sentences: _Patterns) -> str | None:
    known: dict[str, str] = _catalogue()["messages"]
    return known.get(text) or _filled(text, sentences)


def _filled(text: str, patterns: _Patterns) -> str | None:
    """The Chinese of the first pattern that the text fills."""
    for pattern, chinese in patterns:
        if match := pattern.fullmatch(text):
            return chinese.format(*(_looked_up(part) if part != text else part for part in match.groups()))
    return None


def _behind_a_name(text: str, sentences: _Patterns) -> str | None:
    """A whole sentence that is told of something: `report.txt: the PDF is encrypted`."""
    at = text.find(": ")
    while at >= 0:
        if message := _sentence(text[at + 2 :], sentences):
            return f"{_looked_up(text[:at])}：{message}"
        at = text.find(": ", at + 1)
    return None


def _catalogue() -> dict[str, Any]:
    from briefgen.lexicons import load

    return load("messages")


@cache
def _patterns() -> tuple[_Patterns, _Patterns]:
    """Patterns with something to fill in: those of sentences, the most particular first; and those of signs and
    short words, which join, what joins whole messages before what joins parts of one.
    """
    known: dict[str, str] = _catalogue()["messages"]
    open_ones = [english for english in known if "{}" in english]
    sentences = sorted((e for e in open_ones if _letters(e) > _JOINING), key=lambda e: (-len(e), e))
    joints = sorted(set(open_ones) - set(sentences), key=_order_of_joints)
    return _expressions(sentences, known), _expressions(joints, known)


def _order_of_joints(english: str) -> tuple[bool, int, str]:
    """What joins whole messages before what joins parts of one, signs before words, a pattern before its own parts."""
    signs = not _letters(english)
    return english != "{}; {}", len(english) if signs else 1000 - len(english), english


def _letters(english: str) -> int:
    return sum(map(str.isalpha, english))


def _expressions(patterns: Sequence[str], known: Mapping[str, str]) -> _Patterns:
    return tuple((_expression(english), known[english]) for english in patterns)


def _expression(english: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(piece) for piece in english.split("{}")), re.DOTALL)
