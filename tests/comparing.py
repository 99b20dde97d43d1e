"""What the tests of comparisons share: recomputing, and turning a comparison round."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from briefgen.comparison.models import Cited, Comparison, Computed, Row
from briefgen.comparison.units import kind, size, value
from briefgen.models import Analysis, Figure


def records(cited: Sequence[Cited], sides: dict[str, Sequence[Analysis]]) -> list[Figure]:
    """The figures that are cited."""
    return [sides[one.side][one.report].figures[one.figure] for one in cited]


def recomputed(name: str, computed: Computed, sides: dict[str, Sequence[Analysis]]) -> Decimal:
    """What the formula of a computed number gives from the two records it names, rounded alike."""
    a, b = records(computed.operands, sides)
    first, second = value(a.value or "", a.unit), value(b.value or "", b.unit)
    if name == "ratio":
        exact = second / first
    elif name == "places":
        exact = Decimal(a.value or "") - Decimal(b.value or "")
    else:
        assert kind(a.unit) == kind(b.unit)
        exact = (second - first) / max(size(a.unit), size(b.unit))
    places = len(computed.value.partition(".")[2])
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def turned(comparison: Comparison) -> Comparison:
    """The comparison with its sides exchanged, without what is computed anew (`plain`)."""
    other = replace(
        comparison,
        a=comparison.b,
        b=comparison.a,
        rows=tuple(map(_row, comparison.rows)),
        only_a=tuple(map(_row, comparison.only_b)),
        only_b=tuple(map(_row, comparison.only_a)),
        carried=tuple(replace(task, a=task.b, b=task.a) for task in comparison.carried),
        new=tuple(replace(task, a=task.b, b=task.a) for task in comparison.gone),
        gone=tuple(replace(task, a=task.b, b=task.a) for task in comparison.new),
        rising=tuple(replace(theme, a=theme.b, b=theme.a) for theme in comparison.falling),
        falling=tuple(replace(theme, a=theme.b, b=theme.a) for theme in comparison.rising),
        notes=(),
    )
    return _exchanged(other)


def plain(comparison: Comparison) -> Comparison:
    """A comparison without formulas, ratios and the notes that name the sides."""
    return replace(
        comparison,
        rows=tuple(replace(row, ratio=None, **_formulas(row, lambda text: "")) for row in comparison.rows),
        notes=(),
    )


def _row(row: Row) -> Row:
    verdicts: Any = {"better": "worse", "worse": "better"}
    return replace(
        row,
        a=row.b,
        b=row.a,
        ratio=None,
        verdict=verdicts.get(row.verdict, row.verdict),
        **_formulas(row, _negated),
    )


def _formulas(row: Row, change: Any) -> dict[str, Computed | None]:
    """Difference, growth and places without their formula; `change` turns the sign, or does nothing."""
    found: dict[str, Computed | None] = {}
    for name in ("difference", "growth", "places"):
        computed: Computed | None = getattr(row, name)
        if computed is not None:
            turned = change(computed.value)
            operands = computed.operands[::-1] if turned else computed.operands
            computed = replace(
                computed, value=turned or computed.value, formula="", operands=(operands[0], operands[1])
            )
        found[name] = computed
    return found


def _negated(text: str) -> str:
    return text if text == "0" else text[1:] if text.startswith("-") else f"-{text}"


def _exchanged(thing: Any) -> Any:
    """Every `side` inside a frozen object exchanged."""
    if isinstance(thing, tuple):
        return tuple(map(_exchanged, thing))
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changes: dict[str, Any] = {field.name: _exchanged(getattr(thing, field.name)) for field in fields(thing)}
    if "side" in changes:
        changes["side"] = {"a": "b", "b": "a"}[changes["side"]]
    return replace(thing, **changes)
