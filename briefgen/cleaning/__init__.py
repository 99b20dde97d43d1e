"""Cleaning: a raw text becomes a document of clean, traceable sentences.

Repair first, on the whole text; then the body is told from the page around it; then the body is
cut into sentences, and title, date, place, source, author and type are read from all of it.
"""

import re
from bisect import bisect_left

from briefgen.aligned import AlignedText
from briefgen.cleaning import body, damage, headline, lines, markup, metadata, sentences
from briefgen.cleaning.repair import Dirt, inspect, repair
from briefgen.models import Document, Dropped, RawText, Sentence

_LITTLE = 0.3
"""Share of a page's characters below which a reader is told that little of it was kept."""

_NEAR = 5
"""Lines behind the article in which its source and time may stand; further on they are of other articles."""


def clean(raw: RawText) -> Document:
    """Repair a text, keep its body, and find its sentences and what it says about itself.

    Never fails: a text without a sentence gives a document without sentences and a warning.
    """
    dirt = inspect(raw.text)
    written = AlignedText.of(raw.text)
    text = repair(markup.strip(written) if raw.kind == "markdown" else written, dirt)
    page = lines.split(text.text)
    told = _told_title(raw, dirt)
    chosen = body.select(page, _local(text, raw.body), told)
    clean = body.gather(text, [page[i] for i in chosen.kept])
    titles = frozenset(number for number, i in enumerate(chosen.kept) if i in chosen.titles)
    head = frozenset(number for number, i in enumerate(chosen.kept) if i in chosen.head)
    found = tuple(_sentence(i, clean, piece) for i, piece in enumerate(sentences.split(clean.text, titles, head)))
    parts = _parts(page, chosen, told)
    about = metadata.find(raw, parts)
    return Document(
        raw=raw,
        clean=clean,
        sentences=found,
        title=told or next(iter(parts.titles), None) or _opening(found),
        date=about.date,
        place=about.place,
        source=about.source,
        author=about.author,
        type=about.type,
        dropped=tuple(_dropped(raw, text, page[i], why) for i, why in sorted(chosen.reasons.items())),
        warnings=(*raw.warnings, *_warnings(raw, dirt, text, clean, found)),
    )


_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
"""Right above the first line that is kept, a day and nothing else tells when the article appeared."""


def _parts(page: list[lines.Line], chosen: body.Body, told: str | None) -> metadata.Parts:
    first, last = min(chosen.kept, default=0), max(chosen.kept, default=0)
    stamps = [i for i, why in sorted(chosen.reasons.items()) if why == "byline" and i <= last + _NEAR]
    if not stamps and first and _DAY.fullmatch(page[first - 1].text):
        stamps.append(first - 1)
    return metadata.Parts(
        told=told,
        titles=tuple(page[i].text for i in chosen.kept if i in chosen.titles),
        paragraphs=tuple(page[i].text for i in chosen.kept if i not in chosen.titles),
        head=len(chosen.head - chosen.titles),
        stamps=tuple(page[i].text for i in stamps),
    )


def _told_title(raw: RawText, dirt: Dirt) -> str | None:
    """The title the container states, repaired as the text is and without the site's name."""
    if not raw.title or not raw.title.strip():
        return None
    title = " ".join(repair(AlignedText.of(raw.title), dirt).text.split())
    return headline.unjoined(title) or None


def _opening(found: tuple[Sentence, ...]) -> str | None:
    """The first line as title of a text that has no prose to tell its title from."""
    return found[0].text if found and found[0].kind == "heading" and not found[0].marker else None


def _local(text: AlignedText, known: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where original offsets lie in the repaired text."""
    if known is None:
        return None
    return bisect_left(text.starts, known[0]), bisect_left(text.starts, known[1])


def _sentence(index: int, clean: AlignedText, piece: sentences.Piece) -> Sentence:
    start, end = clean.span(piece.begin, piece.finish)
    text = clean.text[piece.begin : piece.finish]
    return Sentence(index, text, piece.begin, start, end, piece.paragraph, piece.kind, piece.marker, piece.level)


def _dropped(raw: RawText, text: AlignedText, line: lines.Line, why: str) -> Dropped:
    start, end = text.span(line.begin, line.finish)
    return Dropped(start, end, "chrome" if why == "end" else why, raw.text[start:end])


def _warnings(
    raw: RawText, dirt: Dirt, text: AlignedText, clean: AlignedText, found: tuple[Sentence, ...]
) -> list[str]:
    warnings = []
    total = len("".join(text.text.split()))
    if not found:
        warnings.append("no sentence was found")
    elif len(clean.text) < _LITTLE * total:
        warnings.append(
            f"only {len(clean.text)} of {total} characters were taken for the article; see what was dropped"
        )
    broken = [clean.text[max(0, begin - 6) : finish + 6] for begin, finish in damage.marks(clean.text)]
    places = len(broken) + (damage.marks_of_mirror(raw.text, clean.text) if dirt.pinyin else 0)
    if places:
        example = f", such as {' '.join(broken[0].split())}" if broken else ""
        warnings.append(f"characters were lost on the way of this text, with no sure repair; places: {places}{example}")
    return warnings
