"""Numbers that follow from two figures of sources: their formulas, and whether a number is what one gives."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from briefgen.comparison import units
from briefgen.figures.units import amount
from briefgen.manifest import Passage
from briefgen.models import Figure
from briefgen.rounding import rounded
from briefgen.verification.texts import bare

_EVEN = "持平"
_LEAST = Decimal("0.005")
"""Half of the last decimal a page shows."""


def underivable(passage: Passage) -> str:
    """Why a number does not follow from the two figures of its passage, to the last decimal shown, or nothing."""
    compute = OPERATIONS.get(passage.field)
    if compute is not None and bare(passage.text) == _EVEN:
        return _even(compute, passage.figures)
    found = re.fullmatch(r"([+−↑↓-]?)(\d+(?:\.\d+)?)(\D*)", bare(passage.text))
    if compute is None or found is None:
        return "is of no known formula"
    stated = Decimal(found[2]) * (-1 if found[1] in ("−", "-", "↓") else 1)
    try:
        exact = compute(passage.figures[0], passage.figures[1], found[3])
        worked_out = rounded(exact, len(found[2].partition(".")[2]))
    except (InvalidOperation, ZeroDivisionError, AttributeError, ValueError):
        return "cannot be computed from its operands"
    return "" if worked_out == stated else f"{passage.formula} gives {worked_out}{found[3]}"


def _even(compute: Callable[[Figure, Figure, str], Decimal], operands: Sequence[Figure]) -> str:
    """No difference that a page would show, in the unit of one of the operands."""
    for unit in sorted({figure.unit for figure in operands}):
        with suppress(InvalidOperation, AttributeError, ValueError):
            if abs(compute(operands[0], operands[1], unit)) < _LEAST:
                return ""
    return "its operands are not the same"


def _share(done: Figure, plan: Figure, unit: str) -> Decimal:
    if unit != "%":
        raise ValueError(unit)
    return amount(done.value or "", done.unit) / amount(plan.value or "", plan.unit) * 100


def _elapsed(done: Figure, plan: Figure, unit: str) -> Decimal:
    """Months of the plan gone by at the end of what was done."""
    if done.period is None or plan.period is None or unit != "%":
        raise ValueError("no period")
    return Decimal(done.period.last - plan.period.first + 1) / plan.period.months * 100


def _difference(first: Figure, second: Figure, unit: str) -> Decimal:
    """The second less the first, in `unit`."""
    return (_size(second) - _size(first)) / units.size("%" if unit in ("个百分点", "百分点") else unit)


def _points(first: Figure, second: Figure, unit: str) -> Decimal:
    """The second rate less the first; a table names the unit in its head or its note."""
    if {first.unit, second.unit} != {"%"} or unit not in ("", "%", "百分点"):
        raise ValueError(unit)
    return Decimal(second.value or "") - Decimal(first.value or "")


def _ratio(first: Figure, second: Figure, unit: str) -> Decimal:
    if unit != "倍":
        raise ValueError(unit)
    return _size(second) / _size(first)


def _size(figure: Figure) -> Decimal:
    """In the base of its unit, by the units that two reports share."""
    return units.value(figure.value or "", figure.unit)


def _places(first: Figure, second: Figure, unit: str) -> Decimal:
    """Places won from the first rank to the second."""
    return Decimal(first.value or "") - Decimal(second.value or "")


OPERATIONS: dict[str, Callable[[Figure, Figure, str], Decimal]] = {
    "share": _share,
    "elapsed": _elapsed,
    "difference": _difference,
    "ratio": _ratio,
    "points": _points,
    "places": _places,
}
"""How a number is derived from two records, by `Passage.field`: the exact result in the unit shown."""
