"""Cleaning: a raw text becomes a document of clean, traceable sentences."""

from briefgen.aligned import AlignedText
from briefgen.cleaning import body, lines, sentences
from briefgen.cleaning.repair import inspect, repair
from briefgen.models import Document, Dropped, Place, RawText, Sentence


def clean(raw: RawText) -> Document:
    """Repair a text, keep its body, and find its sentences and what it says about itself."""
    text = repair(AlignedText.of(raw.text), inspect(raw.text))
    page = lines.split(text.text)
    chosen = body.select(page)
    clean = body.gather(text, [page[i] for i in chosen.kept])
    titles = frozenset(number for number, i in enumerate(chosen.kept) if i in chosen.titles)
    found = tuple(_sentence(i, clean, piece) for i, piece in enumerate(sentences.split(clean.text, titles)))
    title = next((s.text for s in found if s.kind == "title"), raw.title)
    dropped = tuple(_dropped(raw, text, page[i], why) for i, why in sorted(chosen.reasons.items()))
    return Document(raw, clean, found, title, raw.date, Place(), raw.source, None, "news", dropped)


def _sentence(index: int, clean: AlignedText, piece: sentences.Piece) -> Sentence:
    start, end = clean.span(piece.begin, piece.finish)
    text = clean.text[piece.begin : piece.finish]
    return Sentence(index, text, piece.begin, start, end, piece.paragraph, piece.kind, piece.marker, piece.level)


def _dropped(raw: RawText, text: AlignedText, line: lines.Line, why: str) -> Dropped:
    start, end = text.span(line.begin, line.finish)
    return Dropped(start, end, "chrome" if why == "end" else why, raw.text[start:end])
