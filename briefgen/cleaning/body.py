"""The body of an article among the other lines of its page.

Phrases of page chrome go first; then the contiguous run of lines with the greatest sum is the
body, where prose counts for and short lines count against. The run grows upward over title,
lead-in and byline, and downward over a signature.
"""

import re
from dataclasses import dataclass

from briefgen import grids
from briefgen.aligned import AlignedText
from briefgen.cleaning import headline
from briefgen.cleaning.lines import Line, reason, things_to_do
from briefgen.cleaning.numbering import marker_of

_WORTH = {"end": -8.0, "copyright": -4.0, "advertisement": -2.0, "links": -1.0, "breadcrumb": -1.0, "chrome": -0.5}
"""What a line tells against going on; captions and bylines stand inside bodies and tell nothing."""

_AGAIN = 0.7
"""After an end mark, a second text is taken in only when it is this share of the first."""

_ITEM = 0.3  # worth of a numbered line or an announced bullet: it goes with what stands before it
_ROW = 0.3  # worth of a line of a table below its head: a last table stays though no prose follows it
_OPENING = 8  # characters; a shorter line with a colon is a label of a page

_LONG = 60  # characters; with a comma a line so long is no headline, even when its stop was cut off
_COMMA = re.compile(r"[,，]")

_SIGNED = re.compile(
    r"[(（].{2,40}[)）]"
    r"|.{2,30}(?:局|委|委员会|办|办公室|政府|厅|队|院|中心|公司|部|处|会)"
    r"|.{0,20}(?:主席|总理|书记|主任|[省州市县区]长) +[\u3400-\u9fff]{2,4}"
)
_DATE = re.compile(r"[(（]?(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s?[年./-].{3,12}[日\d][)）]?")
_REPEATED = 20  # characters; a shorter line may be said twice with reason


@dataclass(frozen=True, slots=True)
class Body:
    """Numbers of the lines that are kept, and why the others are not."""

    kept: tuple[int, ...]
    titles: frozenset[int]
    """Those of the title and its deks."""
    head: frozenset[int]
    """All above the first paragraph: title, lead-in, byline."""
    reasons: dict[int, str]


def select(lines: list[Line], known: tuple[int, int] | None = None, title: str | None = None) -> Body:
    """Tell the lines of the body from the others.

    `known` is the slice in which the reader saw the article, `title` what it was told the title is.
    """
    tables, captions = _tables(lines)
    reasons = {i: why for i, line in enumerate(lines) if i not in tables and (why := reason(line))}
    if known:
        reasons = _elsewhere(lines, known, title) | reasons
    worth = {**dict.fromkeys(captions, 0.0), **dict.fromkeys(tables, _ROW)}
    first, last = _known_run(lines, reasons, worth, known) if known else _run(lines, reasons, worth)
    head = headline.find(lines[:first], lines[first : last + 1], reasons, title)
    last = _signature(lines, last, reasons)
    kept = [i for i in (*head.kept, *range(first, last + 1)) if i not in reasons]
    for i in _repeated(lines, [i for i in kept if i not in tables]):
        reasons[i] = "duplicate"
    for i in set(_captions(lines, kept, reasons)) - tables:
        reasons[i] = "caption"
    kept = [i for i in kept if i not in reasons]
    told = reasons.keys() | set(kept)
    spare = {i: _outside(line) for i, line in enumerate(lines) if i not in told}
    return Body(tuple(kept), frozenset(head.titles), frozenset(head.kept if head.titles else ()), reasons | spare)


def _tables(lines: list[Line]) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the lines that are rows or cells of a table below its head, and of the lines that name one."""
    found = [grid for grid in grids.find([line.cells for line in lines]) if grid.head]
    rows = frozenset[int]().union(*(grid.lines for grid in found))
    return rows, frozenset(i for grid in found for i in grid.captions if reason(lines[i]) is None)


def _outside(line: Line) -> str:
    return "links" if line.is_bullet or not line.is_stopped else "chrome"


def _worth(line: Line, why: str | None) -> float:
    if why:
        return _WORTH.get(why, 0.0)
    length = len(line.text)
    if line.is_stopped:
        return min(length, 300) / 30 if length >= 30 else 1.0 if length >= 8 else 0.3
    if length >= _LONG and _COMMA.search(line.text):
        return min(length, 300) / _LONG
    if marker_of(line.text)[1]:
        return _ITEM
    if line.is_row and any(map(str.isdigit, line.text)):
        return 0.0
    return -1.5 if line.is_bullet else -0.5


def _listed(lines: list[Line], reasons: dict[int, str]) -> set[int]:
    """Bullets and things to do that a sentence announces with a colon: they are the article's own, not links."""
    own: set[int] = set()
    for i, line in enumerate(lines):
        opening = (
            i > 0 and i - 1 not in reasons and lines[i - 1].text[-1] in "：:" and len(lines[i - 1].text) >= _OPENING
        )
        item = line.is_bullet or things_to_do().match(line.text) is not None
        if item and (opening or i - 1 in own):
            own.add(i)
    return own


def _run(lines: list[Line], reasons: dict[int, str], own: dict[int, float]) -> tuple[int, int]:
    """First and last line of the run with the greatest sum; all lines when none is above zero.

    `own` is the worth of lines that is known already.
    """
    best, best_run = 0.0, (0, len(lines) - 1)
    total, start = 0.0, 0
    listed = _listed(lines, reasons)
    for i, line in enumerate(lines):
        worth = own.get(i, _ITEM if i in listed else _worth(line, reasons.get(i)))
        if reasons.get(i) == "end":
            worth = min(worth, -_AGAIN * total)
        if total <= 0:
            total, start = 0.0, i
        total += worth
        if total > best:
            best, best_run = total, (start, i)
    return best_run


def _elsewhere(lines: list[Line], known: tuple[int, int], title: str | None) -> dict[int, str]:
    """All lines outside the known slice as chrome, but for the last one above it that is the title."""
    reasons = {i: "chrome" for i, line in enumerate(lines) if line.finish <= known[0] or line.begin >= known[1]}
    above = [i for i in reasons if lines[i].finish <= known[0] and title and lines[i].text == title]
    return {i: why for i, why in reasons.items() if i not in above[-1:]}


def _known_run(
    lines: list[Line], reasons: dict[int, str], own: dict[int, float], known: tuple[int, int]
) -> tuple[int, int]:
    """First and last line of a known slice, but what follows an end mark behind the best run."""
    inside = [i for i, line in enumerate(lines) if known[0] <= line.begin < known[1]]
    if not inside:
        return _run(lines, reasons, own)
    _, last = _run(lines, reasons, own)
    ends = [i for i in inside if i > last and reasons.get(i) == "end"]
    return inside[0], ends[0] - 1 if ends else inside[-1]


def _signature(lines: list[Line], last: int, reasons: dict[int, str]) -> int:
    """The last line with what signs the article: an office, a date, the author in brackets."""
    at = last
    for i in range(last + 1, min(last + 5, len(lines))):
        text = lines[i].text
        if i in reasons:
            continue
        if _DATE.fullmatch(text) or (_SIGNED.fullmatch(text) and not lines[i].is_bullet):
            at = i
        else:
            break
    return at


def _repeated(lines: list[Line], kept: list[int]) -> list[int]:
    seen: set[str] = set()
    again = []
    for i in kept:
        text = lines[i].text
        if text in seen:
            again.append(i)
        elif len(text) >= _REPEATED:
            seen.add(text)
    return again


def _captions(lines: list[Line], kept: list[int], reasons: dict[int, str]) -> list[int]:
    """Lone single-clause lines between paragraphs, on a page that has other captions."""
    marked = [i for i, why in reasons.items() if why == "caption"]
    if not kept or not any(kept[0] < i < kept[-1] for i in marked):
        return []
    return [
        i
        for before, i, after in zip(kept, kept[1:], kept[2:], strict=False)
        if _is_plain_clause(lines[i].text) and (i - 1 in marked or (lines[before].is_prose and lines[after].is_prose))
    ]


def _is_plain_clause(text: str) -> bool:
    return 8 <= len(text) <= 40 and text.endswith("。") and not re.search(r"[,，;；:：\d]|。.", text)


def gather(text: AlignedText, lines: list[Line]) -> AlignedText:
    """The text of these lines, parted by single newlines."""
    changes: list[tuple[int, int, str]] = []
    at = 0
    for line in lines:
        changes.append((at, line.begin, "\n" if at else ""))
        at = line.finish
    changes.append((at, len(text.text), ""))
    return text.edit(change for change in changes if change[0] < change[1])
