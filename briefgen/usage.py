"""How to use the tool, in the user's language: pages of help, and wrong usage in one line.

The library that parses the command line has words of its own, in English. What it knows of commands and
options is laid out here instead, so that no sentence of it is left in a Chinese page, and no column
goes wrong by characters that are two columns wide.
"""

import re
import shutil
from collections.abc import Iterator
from functools import partial
from typing import Any

from briefgen.messages import Language, translated
from briefgen.terminal import padded, width, wrapped

WIDEST = 100
"""Columns of a page of help in a wide terminal; longer lines are hard to read."""
_LONGEST_NAME = 34
"""Columns of a name whose help begins in its own line."""
_GAP = 2

_REMARKS = re.compile(r"(?:^|\s+)\[([^\[\]]+)\]$")
"""What the library puts behind a help text: `[default: out; required]`."""

Row = tuple[str, str]
"""A name and what it means."""


def lay_out(command: Any, to: Language) -> None:
    """Let a command, and those under it, show the help of this module."""
    command.get_help = lambda context: page(command, context, to)
    for _, inner in _commands(command):
        lay_out(inner, to)


def page(command: Any, context: Any, to: Language) -> str:
    """The help of a command, ready to be printed; `context` is where it was called."""
    say = partial(translated, to=to)
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    lines = [f"{say('Usage: ')}{line(command, context, to)}", ""]
    lines += [f"  {text}" for text in wrapped(command.help or "", columns - 2)]
    tables = (
        (say("Arguments:"), list(arguments(command, context, to))),
        (say("Options:"), list(options(command, context, to))),
        (say("Commands:"), [(name, inner.help or "") for name, inner in _commands(command)]),
    )
    for head, rows in tables:
        if rows:
            lines += ["", head, *_table(rows, columns)]
    if command.epilog:
        lines += ["", *(f"  {text}" for text in command.epilog.splitlines())]
    return "\n".join(lines)


def line(command: Any, context: Any, to: Language) -> str:
    """How a command is called: `briefgen brief [OPTIONS] REPORT...`."""
    pieces = [context.command_path, translated("[OPTIONS]", to)]
    pieces += [_called(parameter) for parameter in command.params if _is_argument(parameter)]
    pieces += [translated("COMMAND ...", to)] if _commands(command) else []
    return " ".join(pieces)


def arguments(command: Any, context: Any, to: Language) -> Iterator[Row]:
    """Each argument and what it means."""
    for parameter in command.params:
        if _is_argument(parameter):
            yield _called(parameter), _meaning(parameter, context, to)


def options(command: Any, context: Any, to: Language) -> Iterator[Row]:
    """Each option and what it means."""
    for parameter in command.get_params(context):
        if not _is_argument(parameter) and (record := parameter.get_help_record(context)):
            yield record[0], _meaning(parameter, context, to)


def wrong(error: Any, to: Language) -> str:
    """What is wrong with a call, in one line, and where to read how it is meant."""
    said = translated(" ".join(error.format_message().split()).rstrip("."), to)
    context = getattr(error, "ctx", None)
    return f"{said}{translated('; see ', to)}{context.command_path if context else 'briefgen'} --help"


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _commands(command: Any) -> list[tuple[str, Any]]:
    return list(getattr(command, "commands", {}).items())


def _called(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs != 1 else "")
    return name if parameter.required else f"[{name}]"


def _meaning(parameter: Any, context: Any, to: Language) -> str:
    """The help of a parameter with its default or its bounds; that an argument is required shows in its name."""
    text = " ".join(parameter.get_help_record(context)[1].split())
    remarks = _REMARKS.search(text)
    known = [part for part in remarks[1].split("; ") if part != "required"] if remarks else []
    told = "".join(f" [{translated(part, to)}]" for part in known)
    return translated(_REMARKS.sub("", text), to) + told


def _table(rows: list[Row], columns: int) -> Iterator[str]:
    """Names and their meanings in two columns."""
    first = min(max(width(name) for name, _ in rows), _LONGEST_NAME) + _GAP
    for name, meaning in rows:
        texts = wrapped(meaning, columns - first - _GAP)
        if width(name) + _GAP > first:
            yield f"  {name}"
        else:
            yield f"  {padded(name, first)}{texts.pop(0)}".rstrip()
        yield from (f"  {' ' * first}{text}" for text in texts)
