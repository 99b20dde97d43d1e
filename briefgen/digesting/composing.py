"""From kept reports to a digest: of a period, the same news once, in groups, as long as is asked for."""

from collections.abc import Iterable, Sequence
from typing import Literal

from briefgen import wording
from briefgen.calendar import Days
from briefgen.digesting.choosing import allot, by_weight, dues, fit, highlights, table
from briefgen.digesting.collecting import reports
from briefgen.digesting.events import events
from briefgen.digesting.models import Digest, Event, Group, Item, Report
from briefgen.digesting.topics import ABROAD, topic_names
from briefgen.errors import SourceError
from briefgen.models import Analysis

__all__ = ["Digest", "Grouping", "Report", "compose", "digest", "reports"]

Grouping = Literal["topic", "place"]

_NATIONAL, _FOREIGN = "全国及其他", "国际"
"""Headings of a digest by place, of reports that name none: those with a title from abroad, and the others."""
_LAST = {_NATIONAL: 1, _FOREIGN: 2}

_NAMES = {"week": ("工作周报", "一周要情"), "month": ("工作月报", "本月要情"), "days": ("信息摘报", "要情摘编")}


def digest(
    analyses: Iterable[Analysis],
    period: Days,
    *,
    group: Grouping = "topic",
    characters: int | None = None,
    issue: str = "",
    paper: str = "",
    editor: str = "",
) -> Digest:
    """The digest of the articles of a period.

    `analyses` may be an iterator: of each article only a small report is kept. `characters` limits
    what the items say together. `issue`, `paper` and `editor` go to the masthead. Raises SourceError
    when no article is of the period.
    """
    kept = [report for analysis in analyses for report in reports(analysis)]
    return compose(kept, period, group=group, characters=characters, issue=issue, paper=paper, editor=editor)


def compose(
    kept: Sequence[Report],
    period: Days,
    *,
    group: Grouping = "topic",
    characters: int | None = None,
    issue: str = "",
    paper: str = "",
    editor: str = "",
) -> Digest:
    """As `digest`, from reports. Those with another date are passed over, those without one listed."""
    of_period = [report for report in kept if is_of(report, period)]
    if not of_period:
        raise SourceError(_nothing(kept, period))
    found = events(of_period)
    groups, left_out = _groups(found, group, characters)
    items = [item for part in groups for item in part.items]
    next_dues, later_dues = dues(items, period)
    masthead, title = _NAMES[period.kind]
    return Digest(
        paper=paper or masthead,
        title=f"{title}（{period.text}）",
        days=period,
        issue=issue,
        editor=editor,
        date=wording.date(period.last.isoformat()),
        highlights=highlights(items),
        groups=tuple(groups),
        table=table(items),
        next_dues=next_dues,
        later_dues=later_dues,
        undated=tuple(report for report in kept if report.day is None),
        read=len(of_period),
        left_out=left_out,
    )


def is_of(report: Report, period: Days) -> bool:
    """Whether a report is of a period."""
    return report.day is not None and report.day in period


def _groups(found: Sequence[Event], group: Grouping, characters: int | None) -> tuple[list[Group], int]:
    """Events under their headings, numbered through; and how many there was no room for."""
    lines = fit(found, characters) if characters is not None else allot(found)
    shown = [(event, own) for event, own in zip(found, lines, strict=True) if own]
    names = topic_names()
    sections: dict[str, list[int]] = {name: [] for name in names.values()} if group == "topic" else {}
    for at, (event, _) in enumerate(shown):
        name = names[event.report.topic] if group == "topic" else _region(event.report)
        sections.setdefault(name, []).append(at)
    if group == "place":
        sections = dict(sorted(sections.items(), key=lambda pair: (_LAST.get(pair[0], 0), -len(pair[1]), pair[0])))
    groups, number = [], 0
    for name, members in sections.items():
        items = []
        for at in sorted(members, key=lambda at: by_weight(shown[at][0])):
            number += 1
            items.append(Item(number, *shown[at]))
        if items:
            groups.append(Group(name, tuple(items)))
    return groups, len(found) - len(shown)


def _region(report: Report) -> str:
    """The heading of a report in a digest by place."""
    return report.place or (_FOREIGN if report.topic == ABROAD else _NATIONAL)


def _nothing(kept: Sequence[Report], period: Days) -> str:
    days = sorted(day for report in kept if (day := report.day))
    wanted = f"{period.name} ({period.first} to {period.last})"
    if not kept:
        return f"{wanted}: no article was read; name a folder, file or dump that holds the reports"
    if not days:
        return f"{wanted}: none of the {len(kept)} articles read has a date; write it into them, as 2023-07-28"
    return (
        f"{wanted}: none of the {len(kept)} articles read is of these days; "
        f"they are from {days[0]} to {days[-1]}, choose with --week, --month or --from and --to"
    )
