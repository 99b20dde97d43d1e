"""Same news once: copies and further reports of one event are one.

A copy is found by its grams (`duplicates`). A further report is written anew. It is known by the
same numbers, or by the same words in title and opening; but two greetings, two openings and two
days of a match share nearly all of their words as well, so that names, ordinals, days or stages which
each has for itself part two reports whatever else they share.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import combinations

from briefgen.digesting.conflicts import conflicts
from briefgen.digesting.models import Event, Report, Traits
from briefgen.duplicates import copies
from briefgen.lexicons import load
from briefgen.textrank import likeness

DAYS_APART = 2
"""Two papers report one event within as many days; later it is a development of its own."""
SAME_NUMBERS, SHARE_OF_NUMBERS = 3, 0.6
"""So many telling numbers in common, and this share of those of the report that has fewer."""
LIKE, LIKE_LATER = 0.6, 0.75
"""Cosine of title and opening, of the same and of different days. In a quarter of broadcast news pairs
above that nothing else parts are of one event; below .6 they are of one theme, and below .75 the news of
one war or match from day to day."""
COMMON = 60
"""A word of so many titles leads to no pair; two reports of one event share rarer ones as well."""
HELD, HELD_BY_OTHER = 0.8, 0.5
"""Share of a title's words, by weight, that the other's opening says: of the one title, of the other."""
LEAST_TITLE = 12.0
"""Weight of a title that tells which event it is: three or four plain words."""
EVENT_BONUS = 0.6
"""What each further report adds to the weight of an event, up to MOST_BONUS of them."""
MOST_BONUS = 4


def events(reports: Sequence[Report]) -> list[Event]:
    """Each event once, in the order of the first report of it."""
    groups: list[tuple[int, list[int]]] = []
    apart = partial(_told_apart, reports)
    for copied in copies([report.print for report in reports], apart):
        leader = min(copied, key=lambda i: _standing(reports[i], i))
        groups.append((leader, list(copied)))
    leaders = [leader for leader, _ in groups]
    joined = _joined([reports[i] for i in leaders])
    found = []
    for members in joined:
        indices = sorted(i for at in members for i in groups[at][1])
        leader = leaders[members[0]]
        found.append((min(indices), _event(reports[leader], [reports[i] for i in indices if i != leader])))
    return [event for _, event in sorted(found, key=lambda pair: pair[0])]


def _told_apart(reports: Sequence[Report], i: int, j: int) -> bool:
    return _parted(reports[i], reports[j])


def _standing(report: Report, index: int) -> tuple[bool, bool, int, int]:
    """Who stands for an event: a report of it rather than a comment, a whole one, the fullest, the first."""
    echo = any(word in report.title for word in load("topics")["echoes"])
    return echo, report.part > 0, -report.print.size, index


def _joined(reports: Sequence[Report]) -> list[list[int]]:
    """Reports of one event as indices, the one that stands for it first. A group is a star, as with copies."""
    order = sorted(range(len(reports)), key=lambda i: _standing(reports[i], i))
    likely = _likely(reports)
    leader: dict[int, int] = {}
    for i in order:
        known = [j for j in likely[i] if leader.get(j) == j and same_event(reports[i], reports[j])]
        leader[i] = max(known, key=lambda j: (_like(reports[i], reports[j]), -j)) if known else i
    groups: dict[int, list[int]] = defaultdict(list)
    for i in order:
        groups[leader[i]].append(i)
    return list(groups.values())


def _likely(reports: Sequence[Report]) -> list[list[int]]:
    """For each report those within a few days that share a word of the title or a number."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        for key in dict.fromkeys((*(word for word, _ in report.traits.title), *sorted(report.traits.numbers))):
            holders[key].append(i)
    pairs: list[dict[int, None]] = [{} for _ in reports]
    days = [report.day for report in reports]
    for holding in holders.values():
        for i, j in combinations(holding if len(holding) <= COMMON else (), 2):
            a, b = days[i], days[j]
            if a and b and abs((a - b).days) <= DAYS_APART:
                pairs[i][j] = pairs[j][i] = None
    return [list(near) for near in pairs]


def same_event(a: Report, b: Report) -> bool:
    """Whether two reports of nearby days are of one event."""
    if a.path == b.path and a.part != b.part:
        return False  # who makes a round-up does not put an event into it twice
    mine, theirs = a.traits, b.traits
    return not _parted(a, b) and (_same_numbers(mine, theirs) or _same_words(a, b))


def _same_numbers(a: Traits, b: Traits) -> bool:
    shared = len(a.numbers & b.numbers)
    return shared >= SAME_NUMBERS and shared >= SHARE_OF_NUMBERS * min(len(a.numbers), len(b.numbers))


def _same_words(a: Report, b: Report) -> bool:
    if _parted_by_days(a, b) or min(_weight(a.traits), _weight(b.traits)) < LEAST_TITLE:
        return False
    held = sorted((_held(a.traits, b.traits), _held(b.traits, a.traits)))
    return held[1] >= HELD and held[0] >= HELD_BY_OTHER and _like(a, b) >= (LIKE if a.date == b.date else LIKE_LATER)


def _like(a: Report, b: Report) -> float:
    return round(likeness(dict(a.traits.words), dict(b.traits.words)), 9)


def _weight(traits: Traits) -> float:
    return sum(weight for _, weight in traits.title)


def _held(a: Traits, b: Traits) -> float:
    """Share of the words of a's title that b's opening says."""
    return sum(weight for word, weight in a.title if word in b.opening) / (_weight(a) or 1.0)


def _parted(a: Report, b: Report) -> bool:
    """Whether names, ordinals or stages tell two events apart."""
    mine = {name for name in a.traits.names if name not in b.traits.opening}
    theirs = {name for name in b.traits.names if name not in a.traits.opening}
    stages = _stages(a.title), _stages(b.title)
    return bool((mine and theirs) or (all(stages) and stages[0].isdisjoint(stages[1])))


def _stages(title: str) -> set[int]:
    return {at for at, words in enumerate(load("topics")["stages"]) if any(word in title for word in words)}


def _parted_by_days(a: Report, b: Report) -> bool:
    """Whether each names its own day; without days, two reports of different dates are not told to be one."""
    if a.date != b.date and any(word in one.title for one in (a, b) for word in load("topics")["todays"]):
        return True
    mine, theirs = a.traits.days, b.traits.days
    if mine and theirs:
        return mine.isdisjoint(theirs)
    return a.date != b.date


def _event(report: Report, others: Sequence[Report]) -> Event:
    bonus = EVENT_BONUS * min(len(others), MOST_BONUS)
    weight = max(one.weight for one in (report, *others)) + bonus
    return Event(report, tuple(others), tuple(conflicts([report, *others])), round(weight, 6))
