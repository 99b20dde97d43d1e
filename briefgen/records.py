"""An analysis as plain records: the contract of `briefgen extract`."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.models import Analysis, Figure, Task

SCHEMA = "briefgen/1"

_SIGNED = re.compile(r"[+-]\d[\d.,]*[%‰\u4e00-\u9fff]*")

CSV_COLUMNS = {
    "indicator": "指标",
    "measure": "类别",
    "value": "数值",
    "unit": "单位",
    "bound": "界限",
    "status": "状态",
    "period_start": "起始",
    "period_end": "截止",
    "scope": "范围",
    "subject": "主体",
    "sentence": "原句",
    "start": "起点",
    "end": "终点",
    "raw": "原文",
    "rule": "规则",
    "path": "文件",
}


def as_record(analysis: Analysis, *, dropped: bool = False) -> dict[str, Any]:
    """The JSON object of one article, with what cleaning left out when `dropped` is set."""
    document = analysis.document
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "document": {
            "path": document.raw.path,
            "sha256": document.raw.sha256,
            "title": document.title,
            "date": document.date,
            "place": document.place.name,
            "source": document.source,
            "author": document.author,
            "type": document.type,
            "keywords": list(analysis.keywords),
            "warnings": [*document.raw.warnings, *document.warnings],
        },
        "sentences": [
            {
                "index": sentence.index,
                "text": sentence.text,
                "section": label.section,
                "score": score.total,
                "start": sentence.start,
                "end": sentence.end,
                "paragraph": sentence.paragraph,
                "rule": label.rule,
                "certainty": label.score,
                "uncertain": label.uncertain,
            }
            for sentence, label, score in zip(document.sentences, analysis.labels, analysis.scores, strict=True)
        ],
        "figures": [_figure(figure) for figure in analysis.figures],
        "tasks": [_task(task) for task in analysis.tasks],
    }
    if dropped:
        record["dropped"] = [
            {"start": piece.start, "end": piece.end, "reason": piece.reason, "text": piece.text}
            for piece in document.dropped
        ]
    return record


def as_json(analysis: Analysis, *, dropped: bool = False) -> str:
    """`as_record` as one line of JSON with its newline, so that several articles make JSON lines."""
    return json.dumps(as_record(analysis, dropped=dropped), ensure_ascii=False) + "\n"


def as_csv(analyses: Iterable[Analysis]) -> str:
    """The figures as a table for spreadsheets, with Chinese heads."""
    return for_spreadsheets(CSV_COLUMNS.values(), (row for analysis in analyses for row in _csv_rows(analysis)))


def for_spreadsheets(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV that Excel opens right: a byte order mark, CRLF, no cell that runs as a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(map(inert, row) for row in rows)
    return out.getvalue()


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "canonical": figure.canonical,
        "measure": figure.measure,
        "value": figure.value,
        "upper": figure.upper,
        "unit": figure.unit,
        "bound": figure.bound,
        "status": figure.status,
        "period": {"start": figure.period.start, "end": figure.period.end} if figure.period else None,
        "scope": figure.scope,
        "subject": figure.subject,
        "start": figure.start,
        "end": figure.end,
        "raw": figure.raw,
        "sentence": figure.sentence,
        "rule": figure.rule,
        "notes": list(figure.notes),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "text": task.text,
        "lead": task.lead,
        "deadline": task.deadline,
        "start": task.start,
        "end": task.end,
        "children": [_task(child) for child in task.children],
    }


def _csv_rows(analysis: Analysis) -> Iterator[list[str]]:
    for figure in analysis.figures:
        cells = _figure(figure) | {
            "period_start": figure.period.start if figure.period else "",
            "period_end": figure.period.end if figure.period else "",
            "sentence": analysis.document.sentences[figure.sentence].text,
            "path": analysis.document.raw.path,
        }
        yield ["" if cells[column] is None else str(cells[column]) for column in CSV_COLUMNS]


def inert(cell: str) -> str:
    """A cell that a spreadsheet will not run as a formula; numbers with their unit keep their sign."""
    runs = cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not _SIGNED.fullmatch(cell))
    return "'" + cell if runs else cell
