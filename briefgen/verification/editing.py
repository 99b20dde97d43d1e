"""A page that a person edited: made again, and held against what was proved."""

from collections.abc import Sequence
from pathlib import Path

from briefgen import manifest as manifests
from briefgen.errors import ProofError, SettingsError
from briefgen.production import produce_again
from briefgen.settings import DEFAULT, Settings
from briefgen.verification import reproved, texts
from briefgen.verification.edits import differences


def made_again(
    page: Path,
    formats: tuple[str, ...],
    templates: Path | None,
    manifest: Path | None,
    verify: bool,
    settings: Settings = DEFAULT,
) -> tuple[dict[str, bytes], Sequence[str]]:
    """The files of an edited page by their names, and a line for each edit that goes on record.

    With `verify` the manifest is among the files, and a number that was changed raises ProofError.
    Raises SettingsError for a page of another command than `brief`.
    """
    data = texts.source(page)
    place = manifest or manifests.beside(page)
    record = manifests.load(place) if verify else None
    if record and record.command != "brief":
        raise SettingsError(f"{page}: a page of {record.command}; only briefings can be made again from Markdown")
    try:
        markdown = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProofError(f"{page}: not UTF-8 text; save the page as UTF-8") from error
    made = produce_again(markdown, formats, templates, settings)
    files = {f"{page.stem}.{format}": data for format, data in made.items()}
    if record is None:
        return files, ()
    record = reproved(record, {page.name: data, **files})
    edits = [str(difference) for difference in differences(record.passages, texts.read(data, page.suffix))]
    return files | {manifests.beside(page).name: record.to_bytes()}, edits
