"""Where an article is from: province, city, county and development zone.

Every name in the title counts three times, in the lead twice, in the body once; the places of
a province speak for it together. The table is `lexicons/places.txt`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from briefgen.lexicons import load
from briefgen.models import Place
from briefgen.words import cut, tag

TITLE, LEAD, BODY = 3, 2, 1
"""Points of a mention by where it stands."""

_SHARE = 0.5
"""Share of the points that the chosen province, city or county must have among its like: a
report that names many is about none of them."""

_BODY_LENGTH = 4000  # characters of the body that are looked at; further on a report speaks of others
_KIND = re.compile(r"(?:特别行政区|维吾尔自治区|自治[区州县旗]|[省市州盟]|地区|林区|新区|区|县|旗)$")
_PEOPLES = re.compile(rf"(?:{'|'.join(load('metadata')['peoples'])})+$")
_ZONE = re.compile(
    r"(?:市|国家级?|省级|国家)*(经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|综合保税区|经开区|高新区|综保区)"
)
_BARE_ZONE = re.compile(rf"(?:^|[，,。；;“”——\s])([\u3400-\u9fff]{{2,5}}?){_ZONE.pattern}")
_NO_NAME = ("v", "d", "p", "c", "r", "m", "u")
"""Kinds of a word that no name of a zone begins with: verb, adverb, preposition, conjunction, pronoun, number."""
_SHORT = (("综", "综保区"), ("高", "高新区"), ("经", "经开区"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: a place with those above it (empty when there is none)."""

    province: str
    city: str = ""
    county: str = ""

    @property
    def level(self) -> int:
        """0 province, 1 city, 2 county."""
        return 2 if self.county else int(bool(self.city))


Points = Mapping[Entry, float]


@cache
def table() -> dict[str, tuple[Entry, ...]]:
    """Places by every name they go by: full names, and short ones of provinces and cities.

    Names that only contain a place (上海合作组织) are there with no entry, so that they are passed over.
    """
    names: dict[str, dict[Entry, None]] = {}
    common = frozenset(load("metadata")["common_words"])
    for entry in _entries():
        name = entry.county or entry.city or entry.province
        for called in (name, short_name(name)) if entry.level < 2 else (name,):
            if len(called) >= 2 and called not in common:
                names.setdefault(called, {})[entry] = None
    found = {name: _highest(list(entries)) for name, entries in names.items()}
    return found | dict.fromkeys(load("metadata")["not_places"], ())


def _entries() -> Iterator[Entry]:
    for line in files("briefgen.lexicons").joinpath("places.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            province, city, counties = line.split("\t")
            yield Entry(province)
            if city:
                yield Entry(province, city)
            yield from (Entry(province, city, county) for county in counties.split())


def _highest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Of places with one name those of the highest level: 吉林 is the province first."""
    level = min(entry.level for entry in entries)
    return tuple(entry for entry in entries if entry.level == level)


def short_name(name: str) -> str:
    """A place without what it is: `衡阳市` gives `衡阳`, `内蒙古自治区` gives `内蒙古`."""
    for pattern in (_KIND, _PEOPLES):
        short = pattern.sub("", name)
        name = short if len(short) >= 2 else name
    return name


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Lengths of the names that begin with two given characters, the longest first."""
    found: dict[str, set[int]] = {}
    for name in table():
        found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """Slices of a text that are names of the table, the longest at each place, none across words.

    黑海西部 does not name 海西, nor a longer foreign name the place that it ends with.
    """
    found = list(_matches(text))
    words = _words(text) if found else ()
    last = 0
    for begin, finish in found:
        here = bisect_right(words, begin) - 1
        whole = words[here] == begin or last == begin or text[:begin].endswith(_openers())
        # A full name says by itself where it ends; the segmenter may take its last character to what follows.
        closed = _KIND.search(text[begin:finish]) or (
            words[bisect_left(words, finish) - 1] <= begin or finish in words[here:]
        )
        if whole and closed:
            last = finish
            yield begin, finish


@cache
def _openers() -> tuple[str, ...]:
    return tuple(load("metadata")["place_openers"])


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[int, ...]:
    """Where the words of a text begin, and its end."""
    return (0, *accumulate(map(len, cut(text))))


def _matches(text: str) -> Iterator[tuple[int, int]]:
    names, lengths = table(), _lengths()
    finish = 0
    for at in [at for at, start in enumerate(map(str.__add__, text, text[1:])) if start in lengths]:
        for length in lengths[text[at : at + 2]] if at >= finish else ():
            if text[at : at + length] in names:
                finish = at + length
                yield at, finish
                break


def find(title: str, lead: str, body: str) -> Place:
    """The place of an article; each part that is not plain stays None.

    `title` may hold whatever else speaks for the whole article, such as who signed it.
    """
    front = title + "\n" + lead
    named: dict[str, int] = defaultdict(int)
    for text, weight in ((title, TITLE), (lead, LEAD), (body[:_BODY_LENGTH], BODY)):
        for begin, finish in mentions(text):
            named[text[begin:finish]] += weight
    zone = _zone(title) or _zone(lead)
    province = _leader(_by(_points(named), 0))
    if not province or (_national().search(title) and not any(mentions(title))):
        return Place(zone=zone)
    inside = _points(named, province.province)
    city = _leader(_by(inside, 1), front)
    county = _county(inside, city, front)
    name = (county.city if county else "") or (city.city if city else "")
    return Place(province.province, name or None, county.county if county else None, zone)


def _points(named: Mapping[str, int], province: str | None = None) -> Points:
    """The points of the places that names stand for; those of a shared name are shared out."""
    points: dict[Entry, float] = defaultdict(float)
    for name, weight in named.items():
        entries = [entry for entry in table()[name] if province in (None, entry.province)]
        for entry in entries:
            points[entry] += weight / len(entries)
    return points


@cache
def _national() -> re.Pattern[str]:
    return re.compile("|".join(load("metadata")["national"]))


def _by(points: Points, level: int) -> Points:
    """The points of each province or city, those of the places in it added."""
    total: dict[Entry, float] = defaultdict(float)
    for entry, count in points.items():
        if level == 0:
            total[Entry(entry.province)] += count
        elif entry.city:
            total[Entry(entry.province, entry.city)] += count
    return total


def _leader(points: Points, front: str | None = None) -> Entry | None:
    """The entry with the most points, when it has enough of them and title or lead speak of it."""
    if not points:
        return None
    best = max(points, key=lambda entry: (points[entry], entry.province, entry.city, entry.county))
    enough = points[best] >= LEAD and points[best] > _SHARE * sum(points.values())
    return best if enough and (front is None or _speaks_of(front, best)) else None


def _speaks_of(front: str, place: Entry) -> bool:
    def is_inside(entry: Entry) -> bool:
        return entry.province == place.province and entry.city == place.city

    return any(any(map(is_inside, table()[front[begin:finish]])) for begin, finish in mentions(front))


def _county(points: Points, city: Entry | None, front: str) -> Entry | None:
    """The county that title or lead name, unless the report is its city's own."""
    own = points.get(city, 0) if city else 0
    counties = {e: n for e, n in points.items() if e.county and (not city or e.city == city.city)}
    best = _leader(counties)
    return best if best and points[best] >= own and best.county in front else None


def _zone(text: str) -> str | None:
    """The development zone a text names: a place of the table with the zone's kind behind it."""
    for begin, finish in mentions(text):
        kind = _ZONE.match(text, finish)
        if kind:
            return short_name(text[begin:finish]) + _kind(kind[1])
    bare = (found for found in _BARE_ZONE.finditer(text) if not tag(found[1])[0][1].startswith(_NO_NAME))
    return next((found[1] + _kind(found[2]) for found in bare), None)


def _kind(name: str) -> str:
    return next((short for start, short in _SHORT if name.startswith(start)), name)
