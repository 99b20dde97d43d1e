"""What is kept of an article so that a digest can be proved: the sentences it may show, and their figures.

A digest keeps no analyses. Its proof needs of each article no more than the sentences that lines,
figures and deadlines were taken from, as cleaned and as written, with the place of every character;
how many they are has the same bounds as what is kept for the page.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.aligned import AlignedText
from briefgen.models import Analysis, Document, Figure, Sentence
from briefgen.wording import full_width


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence of an article."""

    text: AlignedText
    """Cleaned, each character with its place in the original."""
    start: int
    end: int
    """Original offsets."""
    line: int
    """Of the original, from 1, in which it begins."""
    written: str
    """`raw.text[start:end]`."""

    @classmethod
    def of(cls, document: Document, sentence: Sentence, line: int) -> "Witness":
        """A sentence of a document that is at hand."""
        text = document.clean.slice(sentence.begin, sentence.begin + len(sentence.text))
        written = document.raw.text[sentence.start : sentence.end]
        return cls(text, sentence.start, sentence.end, line, written)

    def original(self, start: int, end: int) -> str | None:
        """What stands between two original offsets, or None when that is not inside the sentence."""
        inside = self.start <= start <= end <= self.end
        return self.written[start - self.start : end - self.start] if inside else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences and figures of an article, by their index in its analysis."""

    sentences: Mapping[int, Witness]
    figures: Mapping[int, Figure]
    title: tuple[int, int] | None
    """Original offsets of the title, when it stands in the text."""


NOTHING = Evidence({}, {}, None)


def evidence(
    analysis: Analysis, title: str, sentences: Iterable[int], figures: Iterable[int], words: Iterable[tuple[int, str]]
) -> Evidence:
    """The sentences and figures of these indices, with the sentences that the figures stand in.

    `words` are what else is shown, each with an original offset at which to look first: of the
    sentences that say it, the one at or next behind that place is kept too.
    """
    document = analysis.document
    kept = {index: analysis.figures[index] for index in sorted(set(figures))}
    shown = {*sentences, *(figure.sentence for figure in kept.values())}
    for start, said in words:
        if not any(said in full_width(document.sentences[at].text) for at in shown):
            shown |= set(_saying(document.sentences, start, said))
    line_ends = _line_ends(document)
    witnesses = {at: _witness(document, document.sentences[at], line_ends) for at in sorted(shown)}
    return Evidence(witnesses, kept, _titled(document, title))


def _saying(sentences: Sequence[Sentence], start: int, said: str) -> Iterator[int]:
    """The sentence that says something, looked for from an offset on, then before it."""
    near = sorted(sentences, key=lambda sentence: (sentence.end < start, abs(sentence.start - start)))
    found = next((sentence for sentence in near if said in full_width(sentence.text)), None)
    if found is not None:
        yield found.index


def _witness(document: Document, sentence: Sentence, line_ends: Sequence[int]) -> Witness:
    return Witness.of(document, sentence, bisect_right(line_ends, sentence.start - 1) + 1)


def _line_ends(document: Document) -> list[int]:
    text, ends, at = document.raw.text, [], -1
    while (at := text.find("\n", at + 1)) >= 0:
        ends.append(at)
    return ends


def _titled(document: Document, title: str) -> tuple[int, int] | None:
    """Where a title or heading stands."""
    for sentence in document.sentences:
        if sentence.kind != "sentence" and title in full_width(sentence.text):
            return sentence.start, sentence.end
    return None
