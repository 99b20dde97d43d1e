"""Documents for tests, made from text without going through a file."""

from briefgen.aligned import AlignedText
from briefgen.cleaning.sentences import split
from briefgen.models import Document, Place, RawText, Sentence


def document(text: str, *, type: str = "news", title: str | None = None, date: str | None = None) -> Document:
    """A document whose body is `text`, one paragraph a line."""
    sentences = tuple(
        Sentence(i, text[p.begin : p.finish], p.begin, p.begin, p.finish, p.paragraph, p.kind, p.marker, p.level)
        for i, p in enumerate(split(text))
    )
    raw = RawText(text, "made.txt", "text", "0" * 64, "utf-8")
    return Document(raw, AlignedText.of(text), sentences, title, date, Place(), None, None, type)  # type: ignore[arg-type]
