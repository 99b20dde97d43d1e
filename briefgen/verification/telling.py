"""Proofs and origins in words, for the person who asks."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen import manifest as manifests
from briefgen.errors import ProofError
from briefgen.explaining import joined, marked, rule
from briefgen.manifest import Manifest, Passage
from briefgen.messages import Language, translated
from briefgen.models import Figure
from briefgen.verification import Proof
from briefgen.verification import sources as origins
from briefgen.verification.articles import Article
from briefgen.verification.texts import bare

_NAMES = {
    "number": "numbers",
    "derived": "derived numbers",
    "count": "counts",
    "name": "names of numbers",
    "period": "periods",
    "quote": "quotations",
    "words": "other words of the source",
    "document": "statements about the source",
}


def report(proof: Proof, to: Language = "en") -> str:
    """What was checked and what failed, a line each, the verdict last."""
    counted = [(number, name) for kind, name in _NAMES.items() if (number := proof.checked.get(kind))]
    stands = translated(", ", to).join(f"{number} {translated(name, to)}" for number, name in counted)
    verdict = "proved" if proof.holds else f"NOT proved, {len(proof.failures)} failed"
    lines = [
        *(f"  {translated(failure, to)}" for failure in proof.failures),
        *(f"  {translated(f'note: {note}', to)}" for note in proof.notes),
        f"  {translated('stand as proved: ', to)}{stands or translated('nothing', to)}",
        translated(f"{proof.path}: {verdict}", to),
    ]
    return "\n".join(lines) + "\n"


def explain(
    path: str | Path,
    number: str | None = None,
    *,
    manifest: Path | None = None,
    source: Path | None = None,
    to: Language = "en",
) -> str:
    """Where each number of an output, or the given one, comes from.

    Raises ProofError when the output has no manifest, or the number is not on the page.
    """
    path = Path(path)
    if not path.is_file():
        raise ProofError(f"{path}: there is no such file; name an output that is there")
    place = manifest or manifests.beside(path)
    record = manifests.load(place)
    wanted = [p for p in record.passages if _is_asked(p, number)]
    if not wanted:
        raise ProofError(f"{number or 'a number'}: does not stand in what was proved of {path}; run briefgen verify")
    failures: list[str] = []
    inputs = {at for p in wanted for at in (p.source, *p.sources)}
    articles = origins.asked_for(record, inputs, source, failures, place.parent)
    if failures:
        raise ProofError("; ".join(failures))
    told = _Teller(record, articles, to)
    return "\n".join(dict.fromkeys(block for passage in wanted for block in told.of(passage, number)))


def _is_asked(passage: Passage, number: str | None) -> bool:
    if number is None:
        return passage.kind in ("number", "derived", "count") or bool(passage.figures)
    return bare(number) in bare(passage.text) and passage.kind not in ("fixed", "mark", "ordinal")


class _Teller:
    def __init__(self, record: Manifest, articles: Mapping[int, Article], to: Language) -> None:
        self.record = record
        self.articles = articles
        self.to = to
        self.colon = translated(": ", to)

    def of(self, passage: Passage, number: str | None) -> Iterator[str]:
        """A block of lines for each number of a passage."""
        if passage.kind == "number" and passage.figure:
            yield self._figure(passage.text, passage.figure, passage.source)
        elif passage.kind == "derived":
            yield self._derived(passage)
        elif passage.kind == "count":
            counted = (passage.field, f"counted in {self.record.inputs[passage.source].path}")
            yield f"{passage.text}{self.colon}{joined(counted, self.to)}\n"
        elif passage.kind == "quote" and passage.sentence is not None:
            found = [f for f in passage.figures if number is None or bare(number) in bare(f.raw)]
            for figure in found:
                yield self._figure(figure.raw, figure, passage.source)
            if not found:
                yield self._quote(passage, number or "")
        else:
            place = self._place(passage.source, passage.start, passage.end)
            yield f"{passage.text}{self.colon}{translated(passage.field or passage.kind, self.to)}\n  {place}\n"

    def _figure(self, shown: str, figure: Figure, source: int) -> str:
        facts = (
            figure.indicator,
            f"of {figure.subject}" if figure.subject else "",
            figure.measure,
            figure.status,
            f"{figure.period.start} to {figure.period.end}" if figure.period else "",
            *figure.notes,
        )
        place = joined((self._place(source, figure.start, figure.end), rule(figure, self.to)), self.to)
        return f"{shown}{self.colon}{joined(facts, self.to)}\n  {place}\n  {self._marked(figure, source)}\n"

    def _marked(self, figure: Figure, source: int) -> str:
        sentence = self.articles[source].sentence(figure.sentence)
        return marked(sentence.written, sentence.start, figure) if sentence else figure.raw

    def _derived(self, passage: Passage) -> str:
        origins = passage.sources or (passage.source,) * len(passage.figures)
        operands = (self._figure(f.raw, f, at) for f, at in zip(passage.figures, origins, strict=True))
        indented = "".join("  " + line + "\n" for block in operands for line in block.splitlines())
        return f"{passage.text}{self.colon}{joined(('推算', passage.formula), self.to)}\n{indented}"

    def _quote(self, passage: Passage, number: str) -> str:
        place = self._place(passage.source, passage.start, passage.end)
        sentence = self.articles[passage.source].sentence(passage.sentence or 0)
        quoted = translated("in a quotation", self.to)
        return f"{number or passage.text}{self.colon}{quoted}\n  {place}\n  {sentence.text.text if sentence else ''}\n"

    def _place(self, source: int, start: int | None, end: int | None) -> str:
        """File, line, offsets and sha256."""
        given = self.record.inputs[source]
        if start is None:
            return joined((given.path, f"sha256 {given.sha256}"), self.to)
        line = self.articles[source].line(start)
        span = (f"line {line}" if line else "", f"characters {start}-{end}")
        return joined((given.path, *span, f"sha256 {given.sha256}"), self.to)
