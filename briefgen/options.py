"""What the commands of the command line take in common."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.errors import OutputError


class Language(StrEnum):
    """What the tool speaks; `main` takes the option away before the commands see it."""

    zh = "zh"
    en = "en"


class Ranker(StrEnum):
    """How key sentences are ranked."""

    textrank = "textrank"
    textrank4zh = "textrank4zh"


class Records(StrEnum):
    """What `extract` prints."""

    json = "json"
    csv = "csv"


class Grouping(StrEnum):
    """By what the items of a digest are ordered."""

    topic = "topic"
    place = "place"


class Look(StrEnum):
    """How pages look."""

    office = "office"
    plain = "plain"
    screen = "screen"


def _is_no_file(out: Path) -> Path:
    """Told before the work is done, not after it."""
    if out.is_file():
        raise OutputError(f"{out}: cannot write, it is a file; name a folder with --out")
    return out


OutOption = Annotated[Path, typer.Option(metavar="FOLDER", callback=_is_no_file, help="Folder for the results.")]
FormatOption = Annotated[
    str, typer.Option(metavar="FORMATS", help="What to write: md, html, pdf, docx, xlsx, csv, with commas.")
]
TemplatesOption = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Your own templates; what is not there is ours.")
]
LookOption = Annotated[Look | None, typer.Option(help="How the page looks; wins over the settings.")]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings file; else ./briefgen.toml.")
]
RankerOption = Annotated[Ranker, typer.Option(help="How key sentences are ranked.")]
VerifyOption = Annotated[
    bool, typer.Option("--verify/--no-verify", help="Prove every number before anything is written.")
]
OutputArgument = Annotated[
    Path, typer.Argument(metavar="OUTPUT", help="What briefgen wrote: Markdown, HTML, Word or PDF.")
]
ManifestOption = Annotated[Path | None, typer.Option(metavar="FILE", help="Its manifest, when not beside it.")]
SourceOption = Annotated[
    Path | None, typer.Option(metavar="PATH", help="File or folder of the sources, when they were moved.")
]
