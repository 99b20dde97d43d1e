"""The function of each sentence: achievement, target, task, problem or other.

Every rule of `rules.RULES` gives votes; a sentence also leans on its neighbours of the same
paragraph. The section with the greatest sum wins, its strongest vote names the rule.
"""

from collections.abc import Sequence

from briefgen.models import Document, Label, Section
from briefgen.sectioning.context import Setting, settings
from briefgen.sectioning.cues import load
from briefgen.sectioning.rules import RULES, Vote

NEAR = 0.15
"""Two sections whose shares of the evidence differ by less are too near to be sure."""
CONTINUES = 1.6
"""Weight of the sentence before it, when that ended in a semicolon or colon."""
BESIDE = 0.6
"""Weight of the sentence before it and after it in the same paragraph."""

SECTIONS: tuple[Section, ...] = ("achievement", "target", "task", "problem", "other")


def label(document: Document) -> tuple[Label, ...]:
    """One label for each sentence of `document`, in order."""
    cues = load()
    around = tuple(settings(document, cues))
    own = [[vote for _, rule in RULES for vote in rule(document, cues, setting)] for setting in around]
    ahead: list[Label] = []
    for i in reversed(range(len(own))):
        ahead.append(_decide([*own[i], *_from_next(around, ahead, i)]))
    ahead.reverse()
    labels: list[Label] = []
    for i in range(len(own)):
        labels.append(_decide([*own[i], *_from_next(around, ahead[i + 1 : i + 2], i), *_from_last(around, labels, i)]))
    return tuple(labels)


def _from_next(around: Sequence[Setting], ahead: Sequence[Label], i: int) -> list[Vote]:
    """What the sentence after i says about it; `ahead` ends with its label."""
    if not ahead or not _beside(around[i], around[i + 1]):
        return []
    return _lean(ahead[-1], around[i + 1].continues, "leads to the next")


def _from_last(around: Sequence[Setting], labels: Sequence[Label], i: int) -> list[Vote]:
    """What the sentence before i says about it; `labels` ends with its label."""
    if not labels or not _beside(around[i - 1], around[i]):
        return []
    return _lean(labels[-1], around[i].continues, "goes on")


def _lean(neighbour: Label, linked: bool, rule: str) -> list[Vote]:
    if neighbour.section == "other" and not linked:
        return []
    return [Vote(neighbour.section, (CONTINUES if linked else BESIDE) * neighbour.score, rule)]


def _beside(first: Setting, second: Setting) -> bool:
    a, b = first.sentence, second.sentence
    return a.paragraph == b.paragraph and a.kind == b.kind == "sentence"


def _decide(votes: Sequence[Vote]) -> Label:
    sums = dict.fromkeys(SECTIONS, 0.0)
    for vote in votes:
        sums[vote.section] += vote.weight
    ranked = sorted(SECTIONS, key=lambda section: -sums[section])
    best, second = ranked[:2]
    total = sum(sums.values())
    strongest = max((vote for vote in votes if vote.section == best), key=lambda vote: vote.weight)
    share = sums[best] / total
    return Label(best, round(share, 4), strongest.rule, share - sums[second] / total < NEAR)
