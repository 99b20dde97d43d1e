"""What an article is about, by the words and figures of `lexicons/topics.toml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefgen.figures.indicators import canonical
from briefgen.lexicons import load
from briefgen.models import Figure

TITLE, BODY, FIGURE = 3.0, 1.0, 0.5
"""Points of a word in the title, of one in a sentence shown, and of a figure: the title says what the
article is about, the first sentences what happened, and figures may be of anything."""
ABROAD = "abroad"
"""The topic of titles that open with a name of `foreign`."""
FOREIGN = -1.0
"""Weight of news from abroad: it is for the office's information."""
MOST_FIGURES = 6
"""Of one topic count; a bulletin has hundreds."""

_BRACKETED = re.compile(r"^(?:【[^】]*】)?\s*")


def topic(title: str, sentences: Sequence[str], figures: Iterable[Figure]) -> str:
    """The key of the topic that the title decides, else of the one with the most points; of equal ones the first."""
    lexicon = load("topics")
    title = _without(title, lexicon["hides"])
    decided = _decided(title, lexicon)
    if decided:
        return decided
    sentences = [_without(sentence, lexicon["hides"]) for sentence in sentences]
    counts: dict[str, int] = {}
    for figure in figures:
        indicator = canonical(figure.canonical) if figure.canonical else None
        if indicator:
            counts[indicator.group] = counts.get(indicator.group, 0) + 1
    points: dict[str, float] = {
        line["key"]: TITLE * sum(len(word) / 2 for word in line["title"] if word in title)
        + BODY * sum(sum(map(sentence.__contains__, line["body"] + line["title"])) for sentence in sentences)
        + FIGURE * min(MOST_FIGURES, sum(counts.get(group, 0) for group in line["groups"]))
        for line in lexicon["topics"]
    }
    best = max(points, key=lambda key: points[key])
    return best if points[best] >= lexicon["least"] else list(points)[-1]


def _decided(title: str, lexicon: Mapping[str, Any]) -> str:
    """The topic of a title that leaves no choice; of several words the first of the lexicon."""
    if _is_foreign(title):
        return ABROAD
    keys = (line["key"] for line in lexicon["topics"] if any(word in title for word in line.get("decides", ())))
    return next(keys, "")


def _is_foreign(title: str) -> bool:
    return _BRACKETED.sub("", title).startswith(tuple(load("topics")["foreign"]))


def _without(text: str, words: Sequence[str]) -> str:
    for word in words:
        text = text.replace(word, "　")
    return text


def topic_names() -> dict[str, str]:
    """The names of the topics by key, in their order."""
    return {line["key"]: line["name"] for line in load("topics")["topics"]}


def title_weight(title: str) -> float:
    """What the words of a title add to the weight of its article; of a line of words the first counts."""
    told = sum(line["weight"] for line in load("topics")["weights"] if any(w in title for w in line["words"]))
    return float(told + (FOREIGN if _is_foreign(title) else 0.0))


def is_round_up(title: str) -> bool:
    """Whether an article is many small ones under one title."""
    return any(word in title for word in load("topics")["round_up"])
