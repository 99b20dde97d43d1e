"""What a container says of its article: title, date, source, address."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

TITLE_META = ("articletitle", "og:title", "twitter:title")
DATE_META = ("pubdate", "publishdate", "article:published_time", "og:published_time", "publish_time", "firstcreatedate")
SOURCE_META = ("contentsource", "source", "mediaid")
URL_META = ("og:url", "url")
"""Names of meta elements, lower case, the surest first. Chinese government sites must carry
ArticleTitle, PubDate and ContentSource (guide to the development of government websites, 2017)."""

LAST_DAY = "2099-12-31"
"""What htmldate takes for the latest date; its own default is the day on which it runs."""

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.年]([01]?\d)[-/.月]([0-3]?\d)|([01]\d)([0-3]\d)(?!\d{2}))")
_TITLE_PARTS = re.compile(r"[|_｜]|\s[-–—·]+\s|-{2,}")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s<>\"]{1,2000})")
_BLANK = re.compile(r"\s+")


def iso_date(text: str | None) -> str | None:
    """The first calendar date in a field (`2023-07-01T08:00`, `20230701`, `2023年7月1日`) as ISO, else None."""
    for match in _DATE.finditer(text or ""):
        year, month, day = match[1], int(match[2] or match[4]), int(match[3] or match[5])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year}-{month:02}-{day:02}"
    return None


def squeezed(text: str) -> str:
    """A text without white space, for comparing."""
    return _BLANK.sub("", text)


def _is_months(date: str, lines: Sequence[str]) -> bool:
    """Whether a date was found in months from one to another: 2023年1-6月 is no sixth of January."""
    year, month, day = (int(part) for part in date.split("-"))
    months = re.compile(rf"{year}\s*年\s*0?{month}\s*月?\s*[-—–－~～至]\s*0?{day}\s*月")
    return any(months.search(line) for line in lines)


class PageHints:
    """The hints of an HTML page: of its tree, and of the lines that were taken from it."""

    def __init__(self, root: Any, page: str, lines: Sequence[str]) -> None:
        self._root = root
        self._page = page
        self._lines = lines
        self._meta = dict(reversed(list(_metas(root))))  # the first of a name counts

    def title(self) -> str | None:
        """The article's title, without the site's name where that can be told."""
        return self._first(TITLE_META) or self._headline() or _longest_part(self._declared_title())

    def date(self) -> str | None:
        """The day of publication."""
        for name in DATE_META:
            if date := iso_date(self._meta.get(name)):
                return date
        from htmldate import find_date

        found: str | None = find_date(
            self._root, extensive_search=False, original_date=True, url=self.url(), max_date=LAST_DAY
        )
        return found if found and not _is_months(found, self._lines) else None

    def source(self) -> str | None:
        """Who published it first, when the page states that apart from its text."""
        return self._first(SOURCE_META, lambda name: not name.startswith("http"))

    def url(self) -> str | None:
        """The address the page was saved from."""
        saved = _SAVED_FROM.search(self._page[:5000])
        address = saved[1] if saved else self._first(URL_META, lambda value: value.startswith("http"))
        return address or next((link for link in _canonical(self._root) if link.startswith("http")), None)

    def _first(self, names: Iterable[str], good: Callable[[str], bool] = bool) -> str | None:
        values = (self._meta.get(name, "").strip() for name in names)
        return next((_BLANK.sub(" ", value) for value in values if value and good(value)), None)

    def _declared_title(self) -> str:
        return _BLANK.sub(" ", self._root.findtext(".//title") or "").strip()

    def _headline(self) -> str | None:
        """The longest part of the declared title that is a line of the page: what the site adds is not."""
        declared = self._declared_title()
        shown = {squeezed(line) for line in self._lines}
        parts = [declared, *(part.strip() for part in _TITLE_PARTS.split(declared))]
        return max((part for part in parts if part and squeezed(part) in shown), key=len, default=None)


def _metas(root: Any) -> Iterable[tuple[str, str]]:
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        if name and meta.get("content"):
            yield name.lower(), meta.get("content")


def _canonical(root: Any) -> Iterable[str]:
    return (link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical")


def _longest_part(title: str) -> str | None:
    return max((part.strip() for part in _TITLE_PARTS.split(title)), key=len) or None
