"""The command line: parses, calls, prints, and turns errors into one line."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext, redirect_stdout
from enum import StrEnum
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__, messages, usage
from briefgen.errors import BriefgenError, OutputError, SettingsError, SourceError

if TYPE_CHECKING:
    from briefgen.models import Analysis

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]  # the library has no public name for it

app = typer.Typer(
    help="Briefings from Chinese government and economic reports, every number traced to its source.",
    epilog="Example: briefgen brief report.txt\n"
    "Example: briefgen digest reports/ --week 2023-W30\n"
    "Example: briefgen compare 2023.txt 2024.txt\n"
    "--lang zh or --lang en may stand behind any command, and so may --debug: it shows the traceback of an error.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time of --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
        _say(str(error))
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


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    lang: Annotated[
        Language | None, typer.Option(help="The language of help and messages; else that of the locale.")
    ] = None,
) -> None:
    if version:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.command(
    epilog="Example: briefgen brief report.txt\n"
    "Example: briefgen brief reports/*.txt --out briefings --format pdf,docx,xlsx"
)
def brief(
    files: Annotated[
        list[str],
        typer.Argument(metavar="REPORT", help="Reports: files, folders, addresses, or - for standard input."),
    ],
    out: OutOption = Path("out"),
    format: Annotated[
        str, typer.Option(metavar="FORMATS", help="What to write: md, html, pdf, docx, xlsx, csv, with commas.")
    ] = "md,pdf",
    look: LookOption = None,
    settings_file: SettingsOption = None,
    templates: TemplatesOption = None,
    ranker: RankerOption = Ranker.textrank,
    verify: VerifyOption = True,
) -> None:
    """Write a one-page briefing of each report."""
    from briefgen.archive import write_files
    from briefgen.batch import work_through
    from briefgen.manifest import SUFFIX
    from briefgen.production import FORMATS, produce_brief, proof
    from briefgen.settings import load

    formats = _formats(format, FORMATS)
    first = load(settings_file, look=look)
    issues: list[str] = []

    def make(analysis: "Analysis", name: str) -> tuple[list[Path], tuple[str, ...]]:
        settings = first.numbered_on(len(issues))
        produced = produce_brief(analysis, formats, templates, settings)
        files = {f"{name}.{suffix}": data for suffix, data in produced.files.items()}
        for doubt in produced.page.briefing.doubts:
            _say(f"{analysis.document.raw.path}: 存疑：{doubt.text}")
        if verify and files:
            options = {"format": ",".join(formats), "ranker": ranker.value}
            files[f"{name}{SUFFIX}"] = proof(produced.page, analysis, files, options)
        written = write_files(out, files)
        issues.append(settings.issue)
        return written, produced.failures

    outcome = work_through(files, lambda source, warn: _analyses(source, ranker, warn), make)
    for path in outcome.written:
        print(path)
    if len(set(issues)) > 1:
        _say(f"numbered {issues[0]} to {issues[-1]}; set the next one in the settings before the next run")
    for failure in outcome.failures:
        _say(failure)
    if outcome.failures:
        raise typer.Exit(1)


class Grouping(StrEnum):
    """By what the items of a digest are ordered."""

    topic = "topic"
    place = "place"


@app.command(
    epilog="Example: briefgen digest reports/ dump.jsonl --week 2023-W30\n"
    "Example: briefgen digest reports/ --month 2023-07 --group place --format pdf,xlsx"
)
def digest(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Folders, files, dumps, feeds, addresses, or -.")
    ],
    week: Annotated[
        str | None, typer.Option(metavar="WEEK", help="An ISO week, 2023-W30; else the newest complete one.")
    ] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="A month instead, 2023-07.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Any days instead: the first, 2023-07-24.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last of these days.")] = None,
    group: Annotated[Grouping, typer.Option(help="What orders the items.")] = Grouping.topic,
    characters: Annotated[
        int | None, typer.Option(min=1, metavar="NUMBER", help="What all items may have together.")
    ] = None,
    out: OutOption = Path("out"),
    format: Annotated[
        str, typer.Option(metavar="FORMATS", help="What to write: md, html, pdf, docx, xlsx, csv, with commas.")
    ] = "md,pdf",
    register: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where issue numbers are kept; else register.toml in --out.")
    ] = None,
    look: LookOption = None,
    settings_file: SettingsOption = None,
    templates: TemplatesOption = None,
    ranker: RankerOption = Ranker.textrank,
    verify: VerifyOption = True,
) -> None:
    """Write a digest of a week: the same news once, by topic, with sources."""
    from briefgen.calendar import asked
    from briefgen.digesting.production import FORMATS, Order, make_issue
    from briefgen.settings import load

    order = Order(
        sources=tuple(sources),
        period=asked(week, month, first, last),
        group=group.value,
        characters=characters,
        formats=_formats(format, FORMATS),
        out=out,
        register=register,
        templates=templates,
        settings=load(settings_file, look=look),
        ranker=ranker.value,
        verify=verify,
    )
    written, failures = make_issue(order, warn=_say)
    for path in written:
        print(path)
    for failure in failures:
        _say(failure)
    if failures:
        raise typer.Exit(1)


@app.command(
    epilog="Example: briefgen compare reports/2023h1.txt reports/2024h1.txt\n"
    "Example: briefgen compare 2023/ 2024/ --format pdf,xlsx"
)
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The earlier report, or a folder of reports of its period.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The later report, or a folder of reports of its period.")],
    out: OutOption = Path("out"),
    format: Annotated[
        str, typer.Option(metavar="FORMATS", help="What to write: md, pdf, html, docx, json, csv, xlsx, with commas.")
    ] = "md,pdf",
    templates: TemplatesOption = None,
    look: LookOption = None,
    settings_file: SettingsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Compare two places that do not belong together.")] = False,
    verify: VerifyOption = True,
) -> None:
    """Write two periods side by side: figures, targets kept, tasks, themes."""
    from briefgen.archive import write_files
    from briefgen.batch import paired_name
    from briefgen.comparison.comparing import compare as set_side_by_side
    from briefgen.comparison.production import FORMATS, produce_comparison, proof
    from briefgen.manifest import SUFFIX
    from briefgen.settings import load

    formats = _formats(format, FORMATS)
    settings = load(settings_file, look=look)
    sides = [list(_analyses(source, Ranker.textrank, _say)) for source in (a, b)]
    for source, side in zip((a, b), sides, strict=True):
        if not side:
            raise SourceError(f"{source}: no report found; name a file or a folder that holds one")
    comparison = set_side_by_side(*sides, force=force)
    if comparison.backwards:
        _say(f"{a} is of a later period than {b}; commonly the earlier report is named first")
    produced = produce_comparison(comparison, sides, formats, templates, settings)
    name = paired_name(a, b)
    files = {f"{name}.{suffix}": data for suffix, data in produced.files.items()}
    if verify and files:
        files[f"{name}{SUFFIX}"] = proof(produced, comparison, sides, files)
    for path in write_files(out, files):
        print(path)
    for failure in produced.failures:
        _say(failure)
    if produced.failures:
        raise typer.Exit(1)


@app.command(
    epilog="Example: briefgen extract report.txt --format csv > figures.csv\n"
    "Example: briefgen extract report.txt --explain"
)
def extract(
    file: Annotated[str, typer.Argument(metavar="REPORT", help="A report: file, address, or - for standard input.")],
    format: Annotated[Records, typer.Option(help="json: everything found; csv: the figures.")] = Records.json,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="With json: also what cleaning left out, and why.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="For people: each figure marked in its sentence, with the rule.")
    ] = False,
    ranker: RankerOption = Ranker.textrank,
) -> None:
    """Print everything found in a report on standard output."""
    from briefgen.explaining import explanation
    from briefgen.records import as_csv, as_json

    analyses = list(_analyses(file, ranker, _say))
    if explain:
        text = "".join(explanation(analysis, messages.current()) for analysis in analyses)
    elif format is Records.csv:
        text = as_csv(analyses)
    else:
        text = "".join(as_json(analysis, dropped=dropped) for analysis in analyses)
    sys.stdout.buffer.write(text.encode())
    if not analyses:
        raise typer.Exit(1)


@app.command(epilog="Example: briefgen render out/report.md --format pdf,docx")
def render(
    page: Annotated[Path, typer.Argument(metavar="PAGE", help="A page in Markdown that you have edited.")],
    format: Annotated[
        str, typer.Option(metavar="FORMATS", help="What to make of it: html, pdf, docx, with commas.")
    ] = "pdf",
    look: LookOption = None,
    settings_file: SettingsOption = None,
    templates: TemplatesOption = None,
    manifest: ManifestOption = None,
    verify: VerifyOption = True,
) -> None:
    """Make the page again from its edited Markdown; words may change, numbers may not."""
    from briefgen.archive import write_files
    from briefgen.production import FORMATS
    from briefgen.settings import load
    from briefgen.verification.editing import made_again

    settings = load(settings_file, look=look)
    files, edits = made_again(page, _formats(format, FORMATS), templates, manifest, verify, settings)
    for edit in edits:
        _say(edit)
    for path in write_files(page.parent, files):
        print(path)


@app.command(
    epilog="Example: briefgen verify out/report.pdf\n"
    "Example: briefgen verify report.docx --manifest out/report.manifest.json --source reports/"
)
def verify(output: OutputArgument, manifest: ManifestOption = None, source: SourceOption = None) -> None:
    """Trace every number of an output to its source, or tell what fails."""
    from briefgen.verification import verify as prove_again
    from briefgen.verification.telling import report

    proof = prove_again(output, manifest=manifest, source=source)
    print(report(proof, messages.current()), end="")
    if not proof.holds:
        raise typer.Exit(1)


@app.command(epilog="Example: briefgen explain out/report.md 104.9亿元")
def explain(
    output: OutputArgument,
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help="A number on the page; all of them when not given.")
    ] = None,
    manifest: ManifestOption = None,
    source: SourceOption = None,
) -> None:
    """Tell where the numbers of an output come from: file, line, sentence, rule."""
    from briefgen.verification.telling import explain as origin

    print(origin(output, number, manifest=manifest, source=source, to=messages.current()), end="")


@app.command(epilog="Example: briefgen init")
def init(
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the settings.")] = Path("briefgen.toml"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a settings file in which everything is explained, to be filled in."""
    from briefgen.archive import write_files
    from briefgen.settings import commented

    if out.exists() and not force:
        raise SettingsError(f"{out}: is there already; add --force to write over it")
    for path in write_files(out.parent, {out.name: commented().encode()}):
        print(path)


template_app = typer.Typer(
    help="Templates to make your own of: copy one, change it, give its folder with --templates.",
    epilog="Example: briefgen templates copy brief.md.j2 own && briefgen brief report.txt --templates own",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(template_app, name="templates")


@template_app.command("list", epilog="Example: briefgen templates list")
def list_templates() -> None:
    """Name the templates and style sheets there are."""
    from briefgen.rendering.templates import names

    print("\n".join(names()))


@template_app.command("copy", epilog="Example: briefgen templates copy brief.css own")
def copy_template(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name that `templates list` prints.")],
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder for the copy; give it with --templates afterwards.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Copy a template into a folder of your own."""
    from briefgen.rendering.templates import copy

    print(copy(name, folder, force=force))


@app.command(epilog="Example: briefgen doctor")
def doctor() -> None:
    """Tell what this machine lacks, and the command that mends it."""
    from briefgen.doctor import complete, examine, report

    findings = examine()
    print(report(findings, messages.current()))
    if not complete(findings):
        raise typer.Exit(1)


def _analyses(source: str, ranker: Ranker, warn: Callable[[str], None]) -> Iterator["Analysis"]:
    from briefgen.analysis import analyse_all

    for analysis in analyse_all(source, ranker=ranker.value, warn=warn):
        document = analysis.document
        for warning in (*document.raw.warnings, *document.warnings):
            _say(f"{document.raw.path}: {warning}")
        yield analysis


def _formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    from briefgen.production import parse_formats

    try:
        return parse_formats(text, known)
    except SettingsError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error


def _say(message: str) -> None:
    print(f"briefgen: {messages.translated(message, messages.current())}", file=sys.stderr)
