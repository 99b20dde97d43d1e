"""Tasks and themes of two reports: what goes on, what is new, what is no longer named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.comparison.models import Task, Theme
from briefgen.models import Analysis
from briefgen.models import Task as FoundTask
from briefgen.words import Phrases, empty_words, is_content, phrases, slogans, tag

# Two tasks are one task carried on from this Dice coefficient of their character bigrams on. On
# the tasks of two work reports of one district, those above it are on one matter.
ALIKE = 0.4

# A word must have gained or lost as many uses in a hundred thousand characters to be a theme.
_PER = 100_000
_SHOWN = 8
_LEAST_USES = 3


def tasks(a: Analysis, b: Analysis) -> tuple[tuple[Task, ...], tuple[Task, ...], tuple[Task, ...]]:
    """Tasks carried on, new in `b`, and no longer named, each in its report's order.

    Pairs are one to one, the likest first, by the Dice coefficient of character bigrams.
    """
    first, second = _leaves(a.tasks), _leaves(b.tasks)
    grams_a, grams_b = [_bigrams(text) for text in first], [_bigrams(text) for text in second]
    likeness = [
        (_dice(x, y), i, j) for i, x in enumerate(grams_a) for j, y in enumerate(grams_b) if _dice(x, y) >= ALIKE
    ]
    mates: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in sorted(likeness, key=lambda entry: (-entry[0], entry[1] + entry[2], abs(entry[1] - entry[2]))):
        if i not in mates and j not in taken:
            mates[i] = (j, score)
            taken.add(j)
    carried = sorted((j, i, score) for i, (j, score) in mates.items())
    return (
        tuple(Task(first[i], second[j], score) for j, i, score in carried),
        tuple(Task(None, text, 0.0) for j, text in enumerate(second) if j not in taken),
        tuple(Task(text, None, 0.0) for i, text in enumerate(first) if i not in mates),
    )


def themes(a: Analysis, b: Analysis) -> tuple[tuple[Theme, ...], tuple[Theme, ...]]:
    """The words, slogans included, whose share of the text rose and fell most, most first."""
    texts = [report.document.clean.text for report in (a, b)]
    keep = phrases((*slogans(texts[0]), *slogans(texts[1])))
    uses = [_uses(text, keep) for text in texts]
    lengths = [max(len(text), 1) for text in texts]
    shifts = {
        word: _PER * (uses[1][word] / lengths[1] - uses[0][word] / lengths[0])
        for word in uses[0].keys() | uses[1].keys()
        if max(uses[0][word], uses[1][word]) >= _LEAST_USES
    }

    def theme(word: str) -> Theme:
        return Theme(word, uses[0][word], uses[1][word])

    rising = sorted((word for word in shifts if shifts[word] > 0), key=lambda word: (-shifts[word], word))
    falling = sorted((word for word in shifts if shifts[word] < 0), key=lambda word: (shifts[word], word))
    return tuple(map(theme, rising[:_SHOWN])), tuple(map(theme, falling[:_SHOWN]))


def _leaves(tree: Sequence[FoundTask]) -> list[str]:
    """The texts of what is to be done, without the headings that only gather."""
    return list(_walk(tree))


def _walk(tree: Sequence[FoundTask]) -> Iterator[str]:
    for task in tree:
        if task.children:
            yield from _walk(task.children)
        else:
            yield task.text


def _bigrams(text: str) -> frozenset[str]:
    bare = [character for character in text if character.isalnum()]
    return frozenset(x + y for x, y in pairwise(bare))


def _dice(x: frozenset[str], y: frozenset[str]) -> float:
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def _uses(text: str, keep: Phrases) -> Counter[str]:
    """How often each word that carries meaning is used."""
    empty = empty_words()
    return Counter(
        word
        for word, kind in tag(text, keep=keep)
        if (kind == "slogan" or (kind.startswith("n") and len(word) > 1 and is_content(word))) and word not in empty
    )
