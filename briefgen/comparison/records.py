"""A comparison as plain records: JSON and CSV."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from briefgen.comparison.models import Cell, Comparison, Computed, Row
from briefgen.records import for_spreadsheets

SCHEMA = "briefgen.comparison/1"

_HEAD = (
    *("指标", "类别", "甲期", "甲期数值", "甲期增速", "甲期位次", "乙期", "乙期数值", "乙期增速", "乙期位次"),
    *(
        "差额（推算）",
        "差额公式",
        "倍数（推算）",
        "倍数公式",
        "增速差（推算）",
        "增速差公式",
        "位次变化（推算）",
        "位次公式",
    ),
    *("评价", "备注"),
)
_SIDES = {"rows": "两期", "only_a": "仅甲期", "only_b": "仅乙期"}
_STATUS = {"actual": "实绩", "target": "目标"}
VERDICTS = {"better": "向好", "worse": "趋弱", "same": "持平", "": ""}


def as_json(comparison: Comparison) -> str:
    """Everything, as one JSON object with its newline; a cited figure has its report, index and offsets."""
    record: dict[str, Any] = {"schema": SCHEMA, **asdict(comparison)}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def as_csv(comparison: Comparison) -> str:
    """The rows as a table for spreadsheets, the formulas in words."""
    rows = (_cells(row, said) for name, said in _SIDES.items() for row in getattr(comparison, name))
    return for_spreadsheets(_HEAD, rows)


def _cells(row: Row, said: str) -> Iterator[str]:
    yield row.indicator
    yield f"{said}{_STATUS[row.status]}"
    yield from _side(row.a)
    yield from _side(row.b)
    for computed in (row.difference, row.ratio, row.growth, row.places):
        yield from _derived(computed)
    yield VERDICTS[row.verdict]
    yield "；".join(row.notes)


def _side(cell: Cell | None) -> tuple[str, ...]:
    if cell is None:
        return "", "", "", ""
    return cell.period, *(cited.text if cited else "" for cited in (cell.level, cell.change, cell.rank))


def _derived(computed: Computed | None) -> tuple[str, str]:
    return (f"{computed.value}{computed.unit}", computed.formula) if computed else ("", "")
