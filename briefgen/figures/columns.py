"""The columns of a table: what each holds, by the words of its head."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from briefgen.figures.names import has_head
from briefgen.figures.quantities import modern_unit
from briefgen.figures.units import parse_unit
from briefgen.grids import Grid, bare, is_name_head
from briefgen.lexicons import load

Role = Literal["value", "growth", "share", "rank", "completion", "target"]
Names = Literal["thing", "subject", "either"]

_DATA: tuple[Role, ...] = ("value", "growth", "share", "rank", "completion", "target")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_LISTED = re.compile(r"[、，,;；]")
_TIME = re.compile(
    r"(?:19|20)\d\d年?(?:[-—–－~至到](?:19|20)?\d\d年?)?度?|\d{1,2}月?[-—–－~至到]\d{1,2}月份?|\d{1,2}月份?|[上下]半年|前?[一二三四1-4]季度|前三季度"
)
_FIELD = re.compile(r"全[国省市县区州]")
_PLAIN_UNIT = re.compile(r"[^\d、，,;；:：。]{1,10}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers."""

    at: int
    role: Role
    head: str
    """Its heads from top to bottom, without blanks and brackets."""
    unit: str
    """As the head tells, or empty."""
    noun: str
    """What is counted, as the head tells, or empty: 产量, 营业收入."""
    planned: bool
    scope: str | None
    """What a rank or a rate of completion is of."""


@dataclass(slots=True)
class Block:
    """A column of names with the columns that belong to it; a table may hold two side by side."""

    names: list[int]
    kind: Names
    unit: int | None = None
    columns: list[Column] = field(default_factory=list)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lexicon's columns in the order they are tried."""
    return tuple((role, re.compile("|".join(patterns))) for role, patterns in load("tables")["columns"].items())


@cache
def _words() -> dict[str, re.Pattern[str]]:
    head, names = load("tables")["head"], load("tables")["names"]
    return {
        "generic": re.compile("|".join(head["generic"])),
        "noun": re.compile(f"(?:{'|'.join(head['nouns'])})$"),
        "percent": re.compile("|".join(head["percent"])),
        "points": re.compile("|".join(head["points"])),
        "per cent": re.compile("[%％]"),
        **{kind: re.compile("|".join(patterns)) for kind, patterns in names.items()},
    }


def blocks(grid: Grid) -> list[Block]:
    """The blocks of a table from left to right; what no head explains is left out."""
    found: list[Block] = []
    heads = _heads(grid)
    noun = ""
    for at, parts in enumerate(heads):
        text = "".join(parts)
        kind = _names(parts[-1], at == 0) if parts else None
        if kind or (at == 0 and not text):
            if found and not found[-1].columns and found[-1].unit is None:
                found[-1].names.append(at)
                found[-1].kind = kind or found[-1].kind
            else:
                found.append(Block([at], kind or "thing"))
            noun = ""
        elif found and re.fullmatch("|".join(load("tables")["columns"]["unit"]), text):
            found[-1].unit = at
        elif found and (column := _column(at, text, noun)):
            found[-1].columns.append(column)
            noun = column.noun if column.role in ("value", "target") else noun
    return [block for block in found if block.columns]


def _heads(grid: Grid) -> list[list[str]]:
    """For each column the texts above it from top to bottom; a cell that is empty is part of the one on its left."""
    width = len(grid.head[0])
    texts = [[bare(cell.text) for cell in row] for row in grid.head]
    for upper, lower in pairwise(texts):
        for at in range(1, width):
            if not upper[at] and lower[at]:
                upper[at] = upper[at - 1]
    return [list(dict.fromkeys(row[at] for row in texts if row[at])) for at in range(width)]


def _names(text: str, first: bool) -> Names | None:
    if first and text in load("tables")["names"]["first"]:
        return "subject"
    if not is_name_head(text):
        return None
    bared = _BRACKETS.sub("", text) or text
    kinds: tuple[Names, ...] = ("thing", "subject", "either")
    return next((k for k in kinds if _words()[k].fullmatch(text) or _words()[k].fullmatch(bared)), None)


def _column(at: int, text: str, noun: str) -> Column | None:
    """What a column of numbers holds, or None when its head does not tell."""
    unit = next((found for inner in _BRACKETS.findall(text) if (found := unit_of(inner))), "")
    head = _BRACKETS.sub(lambda m: m[0] if _TIME.search(m[0]) else "", text)
    role = next((role for role, pattern in _roles() if pattern.search(head)), "")
    own = _noun(head, bool(unit))
    if not role and (own or unit or _TIME.search(head)):
        role = "value"
    if role == "target" and unit in ("%", "") and dict(_roles())["growth"].search(head):
        role = "growth"
    if role not in _DATA:
        return None
    known: Role = next(known for known in _DATA if known == role)
    planned = bool(dict(_roles())["target"].search(head)) and known in ("target", "growth")
    scope = _FIELD.search(head)
    return Column(
        at=at,
        role=known,
        head=head,
        unit=_unit(known, head, unit),
        noun=own or noun,
        planned=planned,
        scope=scope[0] if scope and known == "rank" else None,
    )


def _unit(role: Role, head: str, unit: str) -> str:
    """The unit a head tells; a change in words of percent is one."""
    if role == "growth" and _words()["points"].search(head):
        return "个百分点"
    if unit or role == "value" or role == "target":
        return unit
    if role == "growth":
        percent = _words()["per cent"].search(head) or _words()["percent"].search(head)
        return "%" if percent else ""
    return "位" if role == "rank" else "%"


def _noun(head: str, counted: bool) -> str:
    """What a head says is counted: 产量, of 产量 and of 累计产量; empty for 绝对数."""
    rest = _TIME.sub("", head)
    rest = _words()["generic"].sub("", rest)
    told = has_head(rest) or _words()["noun"].search(rest) or (counted and len(rest) > 1)
    return rest if rest and told and "比重" not in rest and "占比" not in rest else ""


def unit_of(text: str) -> str:
    """The unit that a short text is: `亿元`, `％`, `±%`; empty when it is none."""
    text = modern_unit(bare(text)).lstrip("±+-").removeprefix("单位:").removeprefix("单位：")
    if not text or not _PLAIN_UNIT.fullmatch(text):
        return ""
    unit = parse_unit(text)[1]
    rate = "/" in text and parse_unit(text.split("/")[0])[1].kind != "unknown"
    return text if unit.kind not in ("unknown", "number", "rate") or rate else ""


def units_of(texts: Sequence[str]) -> Iterator[str]:
    """The units that lines above a table name: `单位：亿元、%`."""
    line = re.compile(load("tables")["notes"]["unit_line"])
    for text in texts:
        if found := line.search(text):
            yield from (unit for part in _LISTED.split(found[1]) if (unit := unit_of(part)))
