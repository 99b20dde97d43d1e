"""The title of an article and the lines between it and the first paragraph."""

import re
from dataclasses import dataclass
from functools import cache

from briefgen.cleaning.bylines import is_byline
from briefgen.cleaning.lines import Line
from briefgen.cleaning.numbering import marker_of
from briefgen.lexicons import load

_LEAD_IN = re.compile(r"(?:——|--|—)$")
_SUBTITLE = re.compile(r"^(?:——|--|—)|^[(（].*[)）]$")
_WORDY = re.compile(r"[\u3400-\u9fff]{2}")
_REACH = 12  # lines above the first paragraph; menus of a page are longer than any head
_LONG = 8  # characters; of shorter lines, such as items of a menu, only the nearest may be the title
_LEAD = 600  # characters of the body a title is compared with
_SHARED = 0.25
"""Share of a title's pairs of characters that the lead repeats; names of sites and menus stay below."""


@dataclass(frozen=True, slots=True)
class Head:
    """Numbers of lines above the first paragraph."""

    kept: tuple[int, ...]
    """All that belong to the article."""
    titles: tuple[int, ...]
    """Those of the title and its deks; none when the title is known and not among the lines."""


def find(above: list[Line], body: list[Line], reasons: dict[int, str], told: str | None = None) -> Head:
    """Find the title in the lines above the body; `told` is the title by the container's word."""
    candidates = [
        i for i in range(max(0, len(above) - _REACH), len(above)) if i not in reasons and _may_be_title(above[i].text)
    ]
    lead = "".join(line.text for line in body[:8])[:_LEAD]
    at = _chosen(above, candidates, lead, told)
    if at is None:
        return Head((), ())
    text = above[at].text
    for i in candidates:
        if i > at and above[i].text == text:
            reasons.update(
                {k: "duplicate" if above[k].text == text else "chrome" for k in range(at, i) if k not in reasons}
            )
            at = i
    start = at
    if at and at - 1 not in reasons and _LEAD_IN.search(above[at - 1].text):
        start = at - 1
    kept = [i for i in range(start, len(above)) if i not in reasons]
    if told and not _agree(above[at].text, told):
        return Head(tuple(kept), ())
    titles = [i for i in kept if i >= at and (i == at or _is_dek(above[i].text))]
    return Head(tuple(kept), tuple(titles))


def _chosen(above: list[Line], candidates: list[int], lead: str, told: str | None) -> int | None:
    if told:
        for i in candidates:
            if _agree(above[i].text, told):
                return i
    own = [i for i in candidates if not _LEAD_IN.search(above[i].text)]
    told_again = [i for i in own if _shared(above[i].text, lead) >= _SHARED]
    return next(iter(told_again or [i for i in own if len(above[i].text) >= _LONG] or own[-1:]), None)


def _agree(line: str, told: str) -> bool:
    return _bare(line) in _bare(told) or _bare(told) in _bare(line)


def _shared(title: str, lead: str) -> float:
    pairs = [title[i : i + 2] for i in range(len(title) - 1) if _WORDY.fullmatch(title[i : i + 2])]
    return sum(pair in lead for pair in pairs) / len(pairs) if pairs else 0.0


def _may_be_title(text: str) -> bool:
    return (
        5 <= len(text) <= 90
        and text[-1] not in "。;；,，:："
        and len(_WORDY.findall(text)) >= 2
        and not marker_of(text)[1]
        and not is_byline(text)
        and not _SUBTITLE.search(text)
        and not _is_site(text)
    )


_NO_DEK = re.compile(r"(?:长|主任|主席|书记|员) +[\u3400-\u9fff]{2,4}$|[〔\[（(]\d{4}[〕\]）)]\s?\d+号$")
"""Who speaks, and the number of a document."""


def _is_dek(text: str) -> bool:
    return not _NO_DEK.search(text) and _is_second_title(text)


def _is_second_title(text: str) -> bool:
    return bool(_SUBTITLE.search(text)) or (_may_be_title(text) and len(text) >= 8)


def _is_site(text: str) -> bool:
    return len(text) <= 20 and bool(_site().search(text))


@cache
def _site() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load('chrome')['site']['endings'])})$")


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


_JOINT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-(?=[^-]{2,20}$)")


def unjoined(title: str) -> str:
    """A page's title without the site's name: `X_衡阳市人民政府网站` gives `X`."""
    parts = _JOINT.split(title.strip())
    while len(parts) > 1 and (_is_site(parts[-1]) or _is_column(parts[-1])):
        parts.pop()
    return title.strip()[: title.strip().find(parts[-1]) + len(parts[-1])] if parts else title.strip()


def _is_column(text: str) -> bool:
    """Whether a part of a page's title names a column of the site: `要闻`, not `增长5.2%`."""
    return len(_bare(text)) < 5 and not any(map(str.isdigit, text))
