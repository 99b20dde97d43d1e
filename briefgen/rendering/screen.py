"""The page for a screen: one HTML file in which every number, clicked, shows the sentence it stands in.

The browser opens and closes what is shown (the `popover` attribute), so that there is no script, and
keyboard and screen reader work as everywhere. Printed, it is the page of the look `plain`.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.manifest import Passage
from briefgen.models import Figure
from briefgen.rendering import bars, pages, templates
from briefgen.rendering.pages import Look
from briefgen.settings import DEFAULT, Settings
from briefgen.verification.articles import Article
from briefgen.verification.texts import bare

_MARKS = "，。；：、！？）”"
_BLANK = re.compile(r"\s+")
AROUND = 300
"""Characters shown on each side of a number: more than a sentence has, but for lists without an end."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of a report, cut at the number that is shown."""

    before: str
    number: str
    after: str
    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """What a click on a number tells: what it is of, the formula of one that follows from others, sentences."""

    name: str
    formula: str
    rule: str
    citations: tuple[Citation, ...]


def page(
    markdown: str,
    look: Look,
    passages: Sequence[Passage],
    articles: Sequence[Article],
    own: Path | None = None,
    *,
    date: str | None = None,
    settings: Settings = DEFAULT,
    chart: str = "",
    barred: bool = False,
    sheets: Sequence[str] = ("brief.css",),
) -> str:
    """The HTML of a product's Markdown for a screen.

    `passages` are those of the Markdown in its order, as `briefgen.verification.trace` gives them;
    without them numbers are plain text. `chart`, `barred` and `sheets` are as for `pages.page`.
    """
    origins: list[Origin] = []
    html = _buttons(pages.to_html(markdown), passages, articles, origins)
    if barred:
        html = bars.draw(html, look.table_width, own, colour=settings.colour)
    context = {
        **pages.parts(pages.with_chart(html, chart)),
        "date": date,
        "look": look,
        "logo": settings.logo,
        "origins": origins,
        "screen": pages.styles(("looks/screen.css",), settings, own),
        "print": pages.styles((*sheets, "looks/plain.css"), settings, own),
    }
    return templates.fill("screen.html.j2", context, own)


def _buttons(html: str, passages: Sequence[Passage], articles: Sequence[Article], origins: list[Origin]) -> str:
    """The HTML with a button for each number whose origin is known; what they show is added to `origins`."""
    import lxml.html

    root = lxml.html.fragment_fromstring(html, create_parent="div")
    ends = [0]
    for passage in passages:
        ends.append(ends[-1] + len(bare(passage.text)))

    def at(offset: int) -> Passage | None:
        place = bisect_right(ends, offset) - 1
        return passages[place] if place < len(passages) else None

    for element, offset in _numbers(root, at):
        stands = at(offset)
        origin = _origin(stands, element.text_content(), articles) if stands else None
        if origin is None:
            continue
        if origin not in origins:
            origins.append(origin)
        element.tag = "button"
        element.set("type", "button")
        element.set("popovertarget", f"origin-{origins.index(origin) + 1}")
        _hold(element)
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
    return (root.text or "") + inner


def _hold(button: Any) -> None:
    """Keep a mark behind a button on its line: browsers take a button for a word of its own."""
    from lxml.etree import SubElement

    following, tail = button.getnext(), button.tail or ""
    marked = not tail and following is not None and following.get("class") == "close"
    if not marked and not tail.startswith(tuple(_MARKS)):
        return
    parent = button.getparent()
    place = parent.index(button)
    held = SubElement(parent, "span", {"class": "n"})
    parent.insert(place, held)
    button.tail = ""
    held.append(button)
    if marked:
        held.tail, following.tail = following.tail, ""
        held.append(following)
    else:
        button.tail, held.tail = tail[0], tail[1:]


def _numbers(root: Any, at: Any) -> list[tuple[Any, int]]:
    """The elements that hold a number, each with the place of its text among the passages."""
    found: list[tuple[Any, int]] = []
    offset = 0

    def walk(element: Any) -> None:
        nonlocal offset
        if element.tag == "li" and (passage := at(offset)) is not None and passage.kind == "ordinal":
            offset += len(bare(passage.text))
        if element.get("class") == "n":
            found.append((element, offset))
        offset += len(bare(element.text or ""))
        for child in element:
            walk(child)
            offset += len(bare(child.tail or ""))

    walk(root)
    return found


def _origin(passage: Passage, shown: str, articles: Sequence[Article]) -> Origin | None:
    if passage.kind == "number" and passage.figure:
        return _of(passage.figure, passage.source, articles)
    if passage.kind == "derived":
        sources = passage.sources or (passage.source,) * len(passage.figures)
        cited = tuple(_cited(f, s, articles) for f, s in zip(passage.figures, sources, strict=True))
        return Origin("推算", passage.formula, "", cited)
    if passage.kind == "quote":
        held = next((figure for figure in passage.figures if _shows(shown, figure)), None)
        return _of(held, passage.source, articles) if held else None
    return None


def _shows(shown: str, figure: Figure) -> bool:
    if not figure.value:
        return False
    return shown in figure.raw or figure.raw in shown or f"{figure.value}{figure.unit}" in shown


def _of(figure: Figure, source: int, articles: Sequence[Article]) -> Origin:
    return Origin(figure.indicator, "", figure.rule, (_cited(figure, source, articles),))


def _cited(figure: Figure, source: int, articles: Sequence[Article]) -> Citation:
    """The sentence as it stands in the report, whatever cleaning made of it."""
    article = articles[source]
    sentence = article.sentence(figure.sentence)
    before, number, after = "", figure.raw, ""
    if sentence:
        begin, end = figure.start - sentence.start, figure.end - sentence.start
        before, number, after = sentence.written[:begin], sentence.written[begin:end], sentence.written[end:]
    return Citation(
        before=_BLANK.sub(" ", before if len(before) <= AROUND else "……" + before[-AROUND:]),
        number=_BLANK.sub(" ", number),
        after=_BLANK.sub(" ", after if len(after) <= AROUND else after[:AROUND] + "……"),
        path=article.path,
        start=figure.start,
        end=figure.end,
    )
