"""Proof that what was rendered is in the sources.

`prove` is for who makes a product: it reads the rendered bytes anew, finds a source for every
passage, and gives the manifest. `verify` is for who receives an output: it trusts the manifest in
nothing but the order of the page, reads the sources it names again and analyses them again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen import manifest as manifests
from briefgen.audit import audit
from briefgen.errors import ProofError
from briefgen.manifest import Edit, Input, Manifest, Passage
from briefgen.models import Analysis
from briefgen.rendering import templates
from briefgen.verification import texts
from briefgen.verification.checking import Sources, check
from briefgen.verification.citing import Unit, cite
from briefgen.verification.edits import Difference, differences
from briefgen.verification.tiling import literals, tile

if TYPE_CHECKING:
    from briefgen.digesting.models import Report

__all__ = ["Proof", "Work", "prove", "reproved", "trace", "verify"]


RECORDED = frozenset(("format", "look", "ranker", "group", "characters", "period"))
"""Settings that tell how a page was made and are not printed on it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What was made: a product as Markdown, by which command, from which sources."""

    product: object
    markdown: str
    analyses: Sequence[Analysis]
    command: str
    settings: Mapping[str, str]
    """The options that matter, by name; no paths of this machine."""
    template: str
    """The name of the Markdown template."""
    templates: Path | None = None
    """The user's own templates."""
    sides: tuple[int, ...] = ()
    """Of a comparison: how many of the analyses are of its first side, how many of its second."""
    drawn: Sequence[Unit] = ()
    """What its chart says, when it has one."""
    reports: "Sequence[Report]" = ()
    """Of a digest, which has no analyses: what was kept of each article, in the order it was read in."""

    @property
    def sources(self) -> Sources:
        """What the page is held against."""
        if not self.reports:
            return Sources(tuple(self.analyses), self.settings, self.sides)
        from briefgen.digesting.models import Digest
        from briefgen.verification.digested import Digested

        digested = Digested(tuple(self.reports), self.product) if isinstance(self.product, Digest) else None
        return Sources(tuple(self.analyses), self.settings, self.sides, digested)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked in an output, and what of it failed, a line each."""

    path: str
    checked: Mapping[str, int]
    """How many passages of each kind stand as proved."""
    failures: tuple[str, ...]
    notes: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything on the page is proved."""
        return not self.failures


def trace(work: Work) -> tuple[Passage, ...]:
    """Where everything in a product's Markdown is from, in its order.

    Raises ProofError when something on the page is from nowhere.
    """
    own, ours = _template_files(work.templates)
    units = [*cite(work.product, work.analyses or work.reports), *_set(work.settings)]
    page = texts.read(work.markdown.encode(), ".md")
    passages = tile(page, units, _literals(work, own | ours), strict=work.templates is None)
    return *passages, *(replace(p, unit=len(units) + at) for at, unit in enumerate(work.drawn) for p in unit)


def prove(work: Work, files: Mapping[str, bytes]) -> bytes:
    """The manifest for the files of a product, by their names, once all of them are proved.

    Files of formats that cannot be read back (tables, records) are in the manifest by their sha256
    only. Raises ProofError, with a line for the first thing that failed and how many more there are.
    """
    own, ours = _template_files(work.templates)
    sources = work.sources
    with ThreadPoolExecutor(1) as reader:  # the library that reads a PDF lets others work meanwhile
        shown = {name: reader.submit(texts.read, data, Path(name).suffix) for name, data in _readable(files)}
        try:
            passages = trace(work)
        except ProofError as error:
            raise _unfit(work, [str(error)]) from error
        failures = _unproved(passages, sources)
        failures += [f"{name}: {d}" for name, text in shown.items() for d in differences(passages, text.result())]
    if failures:
        raise _unfit(work, failures)
    return Manifest(
        command=work.command,
        settings=work.settings,
        inputs=tuple(Input(article.path, article.sha256) for article in sources.articles),
        templates={name: manifests.sha256(data) for name, data in (own | ours).items()},
        lexicons=manifests.lexicons(),
        outputs={name: manifests.sha256(data) for name, data in files.items()},
        passages=passages,
        doubts=tuple(_doubts(work.analyses)),
        sides=work.sides,
    ).to_bytes()


def verify(
    path: str | Path,
    *,
    manifest: Path | None = None,
    source: Path | None = None,
) -> Proof:
    """Prove a finished output anew.

    `manifest` is where its manifest is, when not beside it; `source` a file or folder that holds
    the sources, when they are not where the manifest names them, seen from here, from its own folder or
    from one above that. Raises ProofError when there is nothing to prove by: no output, no manifest or
    one of another kind, no source.
    """
    path = Path(path)
    data = texts.source(path)
    place = manifest or manifests.beside(path)
    record = manifests.load(place)
    failures: list[str] = []
    from briefgen.verification.sources import again

    sources = again(record, source, failures, place.parent)
    if not failures:
        failures += _unproved(record.passages, sources)
        failures += _templates(record)
    found = differences(record.passages, texts.read(data, path.suffix))
    notes: list[str] = []
    if path.name not in record.outputs and manifest is None:
        failures.append(f"the manifest does not name {path.name}: it is of another run; make the page again")
    elif manifests.sha256(data) not in record.outputs.values() and not found:
        notes.append("the file has changed since it was made, but nothing that a reader sees")
    known, told = _told(found, record.edits)
    touched = {i for d in found for i in d.passages}
    return Proof(
        path=str(path),
        checked=Counter(p.kind for i, p in enumerate(record.passages) if i not in touched),
        failures=(*failures, *told),
        notes=(*notes, *known),
        differences=found,
    )


def reproved(record: Manifest, files: Mapping[str, bytes]) -> Manifest:
    """The manifest for a page that a person edited and that was made again.

    Edited words go on record. Raises ProofError when a number or what it is of was changed.
    """
    found = [
        difference
        for name, data in files.items()
        if texts.readable(Path(name).suffix)
        for difference in differences(record.passages, texts.read(data, Path(name).suffix))
    ]
    wrong = [d for d in found if d.kind in ("changed", "new") and d.edit not in record.edits]
    if wrong:
        lines = "; ".join(dict.fromkeys(str(d) for d in wrong))
        raise ProofError(f"{lines}; put the numbers right, or add --no-verify to have the page all the same")
    kept = dict.fromkeys(d.edit for d in found)
    outputs = {name: manifests.sha256(data) for name, data in files.items()}
    return replace(record, outputs=outputs, edits=tuple(kept))


def _readable(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """The files of formats that can be read back."""
    return [(name, data) for name, data in files.items() if texts.readable(Path(name).suffix)]


def _doubts(analyses: Sequence[Analysis]) -> Iterator[dict[str, Any]]:
    """What the audit of the sources finds, with the places of the figures."""
    for source, analysis in enumerate(analyses):
        for doubt in audit(analysis):
            spans = [[analysis.figures[i].start, analysis.figures[i].end] for i in doubt.figures]
            yield {
                "source": source,
                "rule": doubt.rule,
                "text": doubt.text,
                "formula": doubt.formula,
                "spans": spans,
            }


def _unfit(work: Work, failures: Sequence[str]) -> ProofError:
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    path = f"{work.analyses[0].document.raw.path}: " if work.analyses else ""
    return ProofError(f"{path}{failures[0]}{more}; nothing was written, report this or add --no-verify")


def _unproved(passages: Sequence[Passage], sources: Sources) -> list[str]:
    return [f"{passage.kind} {passage.text}: {reason}" for passage, reason in check(passages, sources)]


def _told(found: Sequence[Difference], edits: Sequence[Edit]) -> tuple[list[str], list[str]]:
    """Differences that are on record as edits, and those that are not."""
    known = [f"on record as an edit by hand: {d}" for d in found if d.edit in edits]
    return known, [str(d) for d in found if d.edit not in edits]


def _templates(record: Manifest) -> list[str]:
    """Whether the fixed words are those of our templates; a user's own are not at hand."""
    if any(name.startswith("own/") for name in record.templates):
        return []
    _, ours = _template_files(None)
    words: set[str] = set()
    for name, data in ours.items():
        if name.endswith(".j2"):
            words |= literals(data.decode())
    fixed = [p.text for p in record.passages if p.kind in ("fixed", "other")]
    return [f"fixed {text}: is not in the templates" for text in fixed if not _made_of(text, words)]


def _made_of(text: str, words: set[str]) -> bool:
    """Whether a text is words of the list, one after the other."""
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            reached |= {at + len(word) for word in words if text.startswith(word, at)}
    return len(text) in reached


def _template_files(own: Path | None) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The user's own templates as `own/NAME`, and ours."""

    def held(folder: Path, prefix: str) -> dict[str, bytes]:
        return {
            prefix + file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.suffix in (".j2", ".css") and file.is_file()
        }

    return held(own, "own/") if own else {}, held(templates.built_in(), "")


def _set(settings: Mapping[str, str]) -> list[Unit]:
    """What the user set of what is printed; that a file is a PDF, say, stands on no page."""
    return [(Passage("setting", text, field=name),) for name, text in settings.items() if text and name not in RECORDED]


def _literals(work: Work, files: Mapping[str, bytes]) -> frozenset[str]:
    """The words of the Markdown templates: the product's own and, of a user's, what it may include."""
    names = [name for name in files if name == work.template or (name.startswith("own/") and name.endswith(".md.j2"))]
    if f"own/{work.template}" in files:
        names.remove(work.template)
    return frozenset[str]().union(*(literals(files[name].decode()) for name in names))
