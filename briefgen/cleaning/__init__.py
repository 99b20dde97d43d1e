"""Cleaning: a raw text becomes a document of clean, traceable sentences."""

from briefgen.aligned import AlignedText
from briefgen.cleaning import body, sentences
from briefgen.cleaning.repair import inspect, repair
from briefgen.models import Document, Place, RawText, Sentence


def clean(raw: RawText) -> Document:
    """Repair a text, keep its body, and find its sentences and what it says about itself."""
    text = repair(AlignedText.of(raw.text), inspect(raw.text))
    chosen = body.select(text)
    found = tuple(
        Sentence(
            i,
            chosen.text[p.begin : p.finish],
            p.begin,
            *chosen.span(p.begin, p.finish),
            p.paragraph,
            p.kind,
            p.marker,
            p.level,
        )
        for i, p in enumerate(sentences.split(chosen.text))
    )
    return Document(raw, chosen, found, raw.title, raw.date, Place(), raw.source, None, "news")
