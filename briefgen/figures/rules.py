"""The rules of binding, in the order in which they are tried at each place of a clause.

A rule is a name, a regular expression over the letters of the clause (see `mentions`), and a
function that makes figures of what it matched; one that makes none lets the next rule try.
"""

import re
from collections.abc import Callable

from briefgen.figures import counts, lists, rates
from briefgen.figures.reading import Reading
from briefgen.figures.state import Draft

Handler = Callable[[Reading, "re.Match[str]", str], list[Draft] | None]

RULES: tuple[tuple[str, re.Pattern[str], Handler], ...] = tuple(
    (name, re.compile(pattern), handler)
    for name, pattern, handler in (
        ("distributed gaps", "t?F?(?:Gt|H)F?[op]{2,}", lists.gaps),
        ("distributed", "t?[YA]*t?[YA]*F[YAT]*t?[YAFT]*[DT]*[qopx](?:D?T?[qopx])+", lists.distributed),
        ("distributed ranks", "t?F?[A]*r{2,}", lists.ranks),
        ("gap", "t?A?[YD]*(?:Gt|H)A?[qop]", rates.gap),
        ("share", "t?StY?t?[YA]*(?:D[op]T?)?T?o|t?So", rates.share),
        ("share change", "t?StY?t?[YA]*D[op]", rates.share_change),
        ("rank", "t?A?r", counts.rank),
        ("rank change", "t?[YA]*t?Dq", counts.rank_change),
        ("contribution", "tD[p]", rates.contribution),
        ("change to", "t?[YA]*t?[YA]*D[qopx]T[qopx]", rates.change_to),
        ("level after change", "t?[YA]*t?[YA]*DT[qopx]", rates.level_after),
        ("change", "t?[YA]*t?[YA]*D[qopx]", rates.change),
        ("multiple", "t?x", rates.multiple),
        ("growth", "t?[YA]*t?[YA]*[op]", rates.growth),
        ("completion", "t[op]", rates.completion),
        ("percentage", "t?[A]*[op]", rates.level),
        ("count", "t?[YA]*q", counts.count),
    )
)


def apply(reading: Reading) -> list[Draft]:
    """The figures of one clause."""
    letters = reading.letters
    found: list[Draft] = []
    at = 0
    while at < len(letters):
        for name, pattern, handler in RULES:
            match = pattern.match(letters, at)
            drafts = handler(reading, match, name) if match else None
            if match and drafts is not None:
                reading.state.add(drafts)
                found += drafts
                at = match.end()
                break
        else:
            at += 1
    return found
