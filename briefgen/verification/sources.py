"""The sources a manifest names, read and analysed again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen import calendar
from briefgen.analysis import analyse_raw
from briefgen.digesting.composing import compose
from briefgen.digesting.gathering import collected
from briefgen.digesting.models import Report
from briefgen.errors import BriefgenError, ProofError, SourceError
from briefgen.manifest import Input, Manifest
from briefgen.models import Analysis, RawText
from briefgen.reading import read
from briefgen.reading.files import readable
from briefgen.verification.articles import Article, Kept, Whole, articles
from briefgen.verification.checking import Sources
from briefgen.verification.digested import Digested


def again(record: Manifest, where: Path | None, failures: list[str], beside: Path | None = None) -> Sources:
    """The sources of a page; what has changed is added to `failures`, and then they are not whole.

    They are in `where`, a file or folder; without it where the manifest names them, seen from the current folder,
    from `beside`, the manifest's folder, or from one above that. Raises ProofError when one is not there.
    """
    if record.command != "digest":
        return Sources(analysed(record.inputs, where, failures, beside), record.settings, record.sides)
    reports = _kept(record, record.inputs, where, failures, beside)
    if failures:
        return Sources((), record.settings)
    return Sources((), record.settings, digested=_digested(record, reports))


def asked_for(
    record: Manifest, inputs: Collection[int], where: Path | None, failures: list[str], beside: Path | None = None
) -> dict[int, Article]:
    """Those of the inputs that are wanted, by their number."""
    wanted = sorted(inputs)
    named = [record.inputs[at] for at in wanted]
    if record.command == "digest":
        found: Sequence[Article] = [
            Kept(reports) for reports in articles(_kept(record, named, where, failures, beside))
        ]
    else:
        found = [Whole(analysis) for analysis in analysed(named, where, failures, beside)]
    return dict(zip(wanted, found, strict=False))


def analysed(
    inputs: Sequence[Input], where: Path | None, failures: list[str], beside: Path | None = None
) -> tuple[Analysis, ...]:
    """The analysis of each input; what has changed is added to `failures`."""
    analyses: list[Analysis] = []
    for raw in _raws(inputs, where, failures, beside):
        try:
            analyses.append(analyse_raw(raw))
        except BriefgenError as error:
            failures.append(str(error))
    return tuple(analyses)


def _kept(
    record: Manifest, inputs: Sequence[Input], where: Path | None, failures: list[str], beside: Path | None
) -> tuple[Report, ...]:
    """What a digest keeps of its inputs, found anew."""
    ranker: Any = record.settings.get("ranker", "textrank")
    missing: list[str] = []
    reports = collected(_raws(inputs, where, missing, beside), ranker=ranker)
    failures += missing
    return tuple(reports)


def _digested(record: Manifest, reports: tuple[Report, ...]) -> Digested:
    """The digest made anew. Raises ProofError when the manifest does not tell of which days."""
    settings = record.settings
    group: Any = settings.get("group", "topic")
    try:
        days = calendar.named(settings.get("period", ""))
        characters = int(settings["characters"]) if settings.get("characters") else None
        digest = compose(reports, days, group=group, characters=characters, paper=settings.get("paper", ""))
    except (BriefgenError, ValueError) as error:
        raise ProofError(f"the manifest is damaged ({error}); make the page again") from error
    return Digested(reports, digest)


def _raws(inputs: Sequence[Input], where: Path | None, failures: list[str], beside: Path | None) -> Iterator[RawText]:
    """The articles of the inputs, in their order; each file is read once, and its articles are let go with it."""
    place, held = "", dict[str, RawText]()
    for source in inputs:
        try:
            item, at = _item(source, where, beside)
            if at != place:
                name = readable(Path(at))
                held = {raw.path.removeprefix(name): raw for raw in read(at)}
                place = at
            raw = held.get(item)
            if raw is None:
                failures.append(f"{source.path}: the source holds no such article any more")
            elif raw.sha256 != source.sha256:
                failures.append(f"{source.path}: the source has changed since the page was made; make it again")
            else:
                yield replace(raw, path=source.path)  # the name the manifest has for it, wherever it lies now
        except ProofError:
            raise
        except BriefgenError as error:
            failures.append(str(error))


def _item(source: Input, where: Path | None, beside: Path | None) -> tuple[str, str]:
    """Which of several articles an input is (`#n`, or nothing for the only one), and the file it is in."""
    path, item = source.path, ""
    if where is None and (path == "-" or path.startswith("-#") or path.lower().startswith(("http://", "https://"))):
        raise SourceError(f"{path}: the source was no file; save it as one and name that with --source")
    named = _place(path, where, beside)
    if "#" in path and not (named and _is_there(named) and named.name == Path(path).name):
        path, mark, number = path.rpartition("#")  # else a file with `#` in its name
        item = mark + number
    place = _place(path, where, beside)
    if place is None or not _is_there(place):
        raise ProofError(f"{path}: the source is not there; name its file or folder with --source")
    return item, str(place)


def _place(path: str, where: Path | None, beside: Path | None) -> Path | None:
    """Where a source is: by its name in the file or folder `where`; else as named, from here or from `beside` up."""
    if where is not None:
        return where / Path(path).name if where.is_dir() else where
    above = beside.resolve() if beside else None
    folders = (Path(), above, *above.parents) if above else (Path(),)
    places = [folder / path for folder in folders] + ([above / Path(path).name] if above else [])
    return next((place for place in places if _is_there(place)), None)


def _is_there(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):  # a folder that may not be looked into, a name that no file can have
        return False
