"""The rules of binding, in the order in which they are tried at each place of a clause.

A rule is a name, a regular expression over the letters of the clause (see `mentions`), and a
function that makes figures of what it matched; one that makes none lets the next rule try.
"""

import re
from collections.abc import Callable

from briefgen.figures import counts, lists, rates, standings
from briefgen.figures.reading import Reading
from briefgen.figures.state import Draft

Handler = Callable[[Reading, "re.Match[str]", str], list[Draft] | None]

_NAMED = "t?[YA]{0,3}t?[YA]{0,3}"
"""A name before or behind what a change is counted from; the marks are few, so that long runs of them stay cheap."""

RULES: tuple[tuple[str, re.Pattern[str], Handler], ...] = tuple(
    (name, re.compile(pattern), handler)
    for name, pattern, handler in (
        ("distributed gaps", "t?F?(?:GY?t|H)F?[op]{2,}", lists.gaps),
        ("distributed contributions", "t?FtDp{2,}", rates.contributions),
        ("distributed shares", "tStF[AT]{0,2}o{2,}", lists.shares),
        ("distributed", f"{_NAMED}F[YAT]{{0,3}}t?[YAFT]{{0,3}}[DT]{{0,3}}[qopx](?:D?T?[qopx])+", lists.distributed),
        ("distributed ranks", "t?F?A?r{2,}", lists.ranks),
        ("gap", "t?A?[YD]{0,3}(?:GY?tD?|H)A?[qop]", rates.gap),
        ("share", "t?StY?t?[YA]{0,3}(?:D[op])?D?T?o|t?So", rates.share),
        ("share change", "t?StY?t?[YA]{0,3}D[op]", rates.share_change),
        ("rank", "t?A?r", standings.rank),
        ("rank change", "t?[YA]{0,3}t?Dq", standings.rank_change),
        ("contribution", "tDp", rates.contribution),
        ("change to", f"{_NAMED}D[qopx]T[qopx]", rates.change_to),
        ("level after change", f"{_NAMED}DT[qopx]", rates.level_after),
        ("change", f"{_NAMED}DA?[qopx]", rates.change),
        ("multiple", "t?x", rates.multiple),
        ("growth", f"{_NAMED}[op]", rates.growth),
        ("completion", "t[op]", rates.completion),
        ("percentage", "t?A?[op]", rates.level),
        ("reaching", "t?qtq$", counts.reaching),
        ("count", "t?[YA]{0,3}q", counts.count),
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


EXPLANATIONS = {
    "distributed": "the numbers of a list go to the names in the same places (分别)",
    "distributed ranks": "the ranks of a list go to the names in the same places (分别)",
    "distributed gaps": "the gaps of a list go to the other sides, or names, in the same places",
    "distributed contributions": "what each of several added to a growth (分别拉动)",
    "distributed shares": "the shares of a list go to the names in the same places (占…的比重分别为)",
    "gap": "the distance to another place, average or plan (高于, 低于, 比…高, 超过时间进度)",
    "over plan": "what was done beyond a plan (超额完成目标任务)",
    "share": "a part of a whole (占…的, 占…比重)",
    "share change": "the change of a part of a whole",
    "completion": "the rate at which a plan or target is met (完成年度计划的)",
    "rank": "a place in a field",
    "shared rank": "one place for several names (均)",
    "several ranks": "several places for one name",
    "rank change": "places gained or lost (进位, 后退)",
    "contribution": "what something added to a growth (拉动)",
    "change": "a change against an earlier time",
    "change to": "a change that also tells where it ends",
    "level after change": "the level a change ends at (提高至)",
    "growth": "a change told by a noun (增速为, 涨幅)",
    "increase": "an amount gained, told by a noun (增量)",
    "multiple": "so many times an earlier value (是去年的…倍)",
    "percentage": "a rate that is the indicator's own value",
    "count": "an amount or count behind its name",
    "counted noun": "a count in front of what is counted",
    "reaching": "a count of the things that reach a size (5个乡镇财政收入超过5000万元)",
    "amount of a thing": "an amount in front of the thing it is of",
    "amount of a plan": "the amount that was planned, told by what was completed (完成年初预算…亿元的)",
    "parts of a count": "a part of a count, told by what was done",
    "parts of a total": "a part of the total before it, told by what was done",
    "people": "a count of people behind a verb",
    "elliptic count": "an amount that goes on from the name before it",
    "table": "a cell of a table, by the head of its column and the name of its row",
    "with": "a target without a number (与…同步)",
}
"""What each rule does, for a reader who asks where a record came from."""
