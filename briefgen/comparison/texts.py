"""Tasks and themes of two sides: what goes on, what is new, what is no longer named."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.comparison.models import Quote, Task, Theme, Which
from briefgen.comparison.naming import pattern
from briefgen.models import Analysis
from briefgen.models import Task as FoundTask
from briefgen.words import Phrases, empty_words, is_content, phrases, slogans, tag

# Two tasks are one task carried on from this Dice coefficient of their character bigrams on (L. Dice,
# Measures of the amount of ecologic association between species, 1945). On the tasks of two work
# reports of one district, those above it are on one matter.
ALIKE = 0.4

# A bigram of so many tasks of one side is a phrase of the genre (推进, 加快) and brings none together;
# it keeps the work near linear in the number of tasks.
COMMON = 40

# A word must have been used so often on a side to be a theme; shares are of so many characters.
LEAST_USES = 3
_PER = 100_000
MOST_THEMES = 8


def tasks(a: Sequence[Analysis], b: Sequence[Analysis]) -> tuple[tuple[Task, ...], tuple[Task, ...], tuple[Task, ...]]:
    """Tasks carried on, new in `b`, and no longer named, each in its side's order.

    Pairs are one to one, the likest first, by the Dice coefficient of character bigrams.
    """
    first, second = list(_quotes("a", a)), list(_quotes("b", b))
    mates: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, i, j in sorted(_likenesses(first, second), key=lambda found: _rank(found, first, second)):
        if i not in mates and j not in taken:
            mates[i] = (j, score)
            taken.add(j)
    carried = sorted(((score, i, j) for i, (j, score) in mates.items()), key=lambda found: found[1] + found[2])
    return (
        tuple(Task(first[i], second[j], score) for score, i, j in carried),
        tuple(Task(None, quote, 0.0) for j, quote in enumerate(second) if j not in taken),
        tuple(Task(quote, None, 0.0) for i, quote in enumerate(first) if i not in mates),
    )


def themes(a: Sequence[Analysis], b: Sequence[Analysis]) -> tuple[tuple[Theme, ...], tuple[Theme, ...]]:
    """The words, slogans included, whose number and share of the text rose and fell, the most first."""
    texts = ["\n".join(analysis.document.clean.text for analysis in side) for side in (a, b)]
    keep = phrases((*slogans(texts[0]), *slogans(texts[1])))
    uses = [_uses(text, keep) for text in texts]
    lengths = [max(len(text), 1) for text in texts]
    places = {part for analysis in (*a, *b) if (name := analysis.document.place.name) for part in (name, name[:-1])}
    shifts = {
        word: round(_PER * (uses[1][word] / lengths[1] - uses[0][word] / lengths[0]), 6)
        for word in uses[0].keys() | uses[1].keys()
        if max(uses[0][word], uses[1][word]) >= LEAST_USES and word not in places
    }
    rising = sorted(
        (word for word in shifts if shifts[word] > 0 and uses[1][word] > uses[0][word]),
        key=lambda word: (-shifts[word], word),
    )
    falling = sorted(
        (word for word in shifts if shifts[word] < 0 and uses[1][word] < uses[0][word]),
        key=lambda word: (shifts[word], word),
    )
    return (
        tuple(Theme(word, uses[0][word], uses[1][word]) for word in rising[:MOST_THEMES]),
        tuple(Theme(word, uses[0][word], uses[1][word]) for word in falling[:MOST_THEMES]),
    )


def _quotes(side: Which, analyses: Sequence[Analysis]) -> Iterator[Quote]:
    """What is to be done, without headings and openings that only gather."""
    for report, analysis in enumerate(analyses):
        for task in _leaves(analysis.tasks):
            if pattern("tasks", "empty").search(task.text):
                continue
            yield Quote(side, report, task.sentence, task.text, task.start, task.end)


def _leaves(tree: Sequence[FoundTask]) -> Iterator[FoundTask]:
    for task in tree:
        if task.children:
            yield from _leaves(task.children)
        else:
            yield task


def _likenesses(first: Sequence[Quote], second: Sequence[Quote]) -> list[tuple[float, int, int]]:
    """The likeness of each two tasks that share an uncommon bigram, from `ALIKE` on."""
    grams = [_bigrams(quote.text) for quote in first], [_bigrams(quote.text) for quote in second]
    common = [Counter(gram for own in side for gram in own) for side in grams]
    holders: dict[str, list[int]] = defaultdict(list)
    for j, own in enumerate(grams[1]):
        for gram in sorted(own):
            holders[gram].append(j)
    found = []
    for i, own in enumerate(grams[0]):
        telling = [gram for gram in own if max(common[0][gram], common[1][gram]) <= COMMON]
        candidates = {j for gram in telling for j in holders.get(gram, ())}
        found += [(score, i, j) for j in sorted(candidates) if (score := _dice(own, grams[1][j])) >= ALIKE]
    return found


def _rank(found: tuple[float, int, int], first: Sequence[Quote], second: Sequence[Quote]) -> tuple[object, ...]:
    """The likest first, and an order of equals that does not depend on which side is named first."""
    score, i, j = found
    return -score, i + j, abs(i - j), sorted((first[i].text, second[j].text))


def _bigrams(text: str) -> frozenset[str]:
    bare = [character for character in text if character.isalnum()]
    return frozenset(x + y for x, y in pairwise(bare))


def _dice(x: frozenset[str], y: frozenset[str]) -> float:
    return round(2 * len(x & y) / (len(x) + len(y)), 6) if x and y else 0.0


def _uses(text: str, keep: Phrases) -> Counter[str]:
    """How often each word that carries meaning is used."""
    empty = empty_words()
    return Counter(
        word
        for word, kind in tag(text, keep=keep)
        if (kind == "slogan" or (kind.startswith("n") and len(word) > 1 and is_content(word))) and word not in empty
    )
