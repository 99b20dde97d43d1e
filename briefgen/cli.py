"""The entry of the command line: runs a command, and turns errors into one line and an exit code."""

import sys
from contextlib import nullcontext, redirect_stdout
from io import StringIO, TextIOWrapper

import typer

from briefgen import messages, usage
from briefgen.commands import app
from briefgen.errors import BriefgenError

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # the library has no public name for it


def main() -> None:
    """Run the command line; exit 0 done, 1 the work could not be done, 2 wrong usage."""
    arguments = messages.without_option([argument for argument in sys.argv[1:] if argument != "--debug"])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character is no failure
    try:
        sys.exit(_call(arguments))
    except BriefgenError as error:
        if "--debug" in sys.argv:
            raise
        messages.say(str(error))
        sys.exit(1)
    except _UsageError as error:
        _say_usage(error)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone, there is nobody to tell
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _call(arguments: list[str]) -> int:
    """Run a command; the exit code, 0 when it said none."""
    command = typer.main.get_command(app)
    messages.localise(command, messages.current())
    usage.lay_out(command, messages.current())
    told = StringIO()
    speaks = "--install-completion" in arguments  # in its library's words
    try:
        with redirect_stdout(told) if speaks else nullcontext():
            code = command(arguments, prog_name="briefgen", standalone_mode=False)
    finally:
        for line in told.getvalue().splitlines():
            print(messages.translated(line, messages.current()))
    return code if isinstance(code, int) else 0


def _say_usage(error: Exception) -> None:
    """Wrong usage in one line; a call that names no command is told which there are."""
    text = str(getattr(error, "message", ""))
    if "\n" in text:
        print(text, file=sys.stderr)
    else:
        print(f"briefgen: {usage.wrong(error, messages.current())}", file=sys.stderr)
