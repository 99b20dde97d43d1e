"""The commands: each parses what it is given, calls the rooms that do the work, and prints."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen import __version__, messages
from briefgen.errors import SettingsError, SourceError
from briefgen.options import (
    FormatOption,
    Grouping,
    Language,
    LookOption,
    ManifestOption,
    OutOption,
    OutputArgument,
    Ranker,
    RankerOption,
    Records,
    SettingsOption,
    SourceOption,
    TemplatesOption,
    VerifyOption,
)

if TYPE_CHECKING:
    from briefgen.models import Analysis

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
    format: FormatOption = "md,pdf",
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
            messages.say(f"{analysis.document.raw.path}: 存疑：{doubt.text}")
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
        messages.say(f"numbered {issues[0]} to {issues[-1]}; set the next one in the settings before the next run")
    _end(outcome.failures)


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
    format: FormatOption = "md,pdf",
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
    written, failures = make_issue(order, warn=messages.say)
    for path in written:
        print(path)
    _end(failures)


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
    sides = [list(_analyses(source, Ranker.textrank, messages.say)) for source in (a, b)]
    for source, side in zip((a, b), sides, strict=True):
        if not side:
            raise SourceError(f"{source}: no report found; name a file or a folder that holds one")
    comparison = set_side_by_side(*sides, force=force)
    if comparison.backwards:
        messages.say(f"{a} is of a later period than {b}; commonly the earlier report is named first")
    produced = produce_comparison(comparison, sides, formats, templates, settings)
    name = paired_name(a, b)
    files = {f"{name}.{suffix}": data for suffix, data in produced.files.items()}
    if verify and files:
        files[f"{name}{SUFFIX}"] = proof(produced, comparison, sides, files)
    for path in write_files(out, files):
        print(path)
    _end(produced.failures)


@app.command(
    epilog="Example: briefgen extract report.txt --format csv > figures.csv\n"
    "Example: briefgen extract report.txt --explain"
)
def extract(
    file: Annotated[
        str, typer.Argument(metavar="REPORT", help="Reports: a file, folder, address, or - for standard input.")
    ],
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

    analyses = list(_analyses(file, ranker, messages.say))
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
        messages.say(edit)
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
            messages.say(f"{document.raw.path}: {warning}")
        yield analysis


def _formats(text: str, known: Sequence[str]) -> tuple[str, ...]:
    from briefgen.production import parse_formats

    try:
        return parse_formats(text, known)
    except SettingsError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error


def _end(failures: Sequence[str]) -> None:
    """Tell what could not be done, which makes the exit code 1."""
    for failure in failures:
        messages.say(failure)
    if failures:
        raise typer.Exit(1)
