"""Cleaning: a raw text becomes a document of clean, traceable sentences.

Repair first, on the whole text; then the body is told from the page around it; then the body is
cut into sentences, and title, date, place, source, author and type are read from all of it.
"""

from bisect import bisect_left

from briefgen.aligned import AlignedText
from briefgen.cleaning import body, bylines, damage, dates, genre, headline, lines, places, sentences
from briefgen.cleaning.repair import Dirt, inspect, repair
from briefgen.models import Document, Dropped, RawText, Sentence

_LITTLE = 0.3
"""Share of a page's characters below which a reader is told that little of it was kept."""

_LEAD = 2  # paragraphs below the title that say what an article is about
_SIGNED = 40  # characters; a longer last line is no signature


def clean(raw: RawText) -> Document:
    """Repair a text, keep its body, and find its sentences and what it says about itself.

    Never fails: a text without a sentence gives a document without sentences and a warning.
    """
    dirt = inspect(raw.text)
    text = repair(AlignedText.of(raw.text), dirt)
    page = lines.split(text.text)
    told = _told_title(raw, dirt)
    chosen = body.select(page, _local(text, raw.body), told)
    clean = body.gather(text, [page[i] for i in chosen.kept])
    titles = frozenset(number for number, i in enumerate(chosen.kept) if i in chosen.titles)
    heads = frozenset(number for number, i in enumerate(chosen.kept) if i in chosen.head)
    found = tuple(_sentence(i, clean, piece) for i, piece in enumerate(sentences.split(clean.text, titles, heads)))
    dropped = tuple(_dropped(raw, text, page[i], why) for i, why in sorted(chosen.reasons.items()))

    kept = clean.text.split("\n")
    heading = [kept[number] for number in sorted(titles)]
    title = told or next(iter(heading), None) or _opening(found)
    paragraphs = [line for number, line in enumerate(kept) if number not in titles]
    lead = "\n".join(kept[max(heads, default=-1) + 1 :][:_LEAD])
    stamps = tuple(page[i].text for i, why in sorted(chosen.reasons.items()) if why == "byline")
    front = "\n".join([*filter(None, [told]), *heading])
    signed = "\n".join(line for line in paragraphs[-2:] if len(line) <= _SIGNED)
    return Document(
        raw=raw,
        clean=clean,
        sentences=found,
        title=title,
        date=dates.published(dates.Evidence(raw.date, raw.url, stamps, (front,), tuple(paragraphs))),
        place=places.find(f"{front}\n{signed}", lead, "\n".join(paragraphs)),
        source=raw.source or bylines.source(stamps, (*paragraphs[:3], *paragraphs[-2:])),
        author=bylines.author((*paragraphs[:4], *paragraphs[-2:], *stamps)),
        type=genre.genre(front, lead),
        dropped=dropped,
        warnings=(*raw.warnings, *_warnings(raw, dirt, text, clean, found)),
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
