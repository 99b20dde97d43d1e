"""The table: one row for each indicator that both sides name, with what follows from its figures."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from briefgen import wording
from briefgen.comparison import computing
from briefgen.comparison.models import Cell, Computed, Row, Verdict
from briefgen.comparison.pairing import Pair, Pairing, Reading, alike, same_months
from briefgen.lexicons import load
from briefgen.models import Measure

OTHER_LENGTH = "期间长度不同，不作差"
OTHER_MONTHS = "月份不同"
UNKNOWN_PERIOD = "期间不明，不作差"
REVISED = "口径或基数可能调整"
OTHER_SCOPE = "名次范围不同"
SAME_PERIOD = "两期所报为同一期间"
ABOUT = "含约数"
GOES_ON = "继续"


def rows(pairing: Pairing) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The rows of both sides, of the first only, and of the second only; results before targets."""
    return (
        tuple(_row(pair) for pair in sorted(pairing.pairs, key=_order)),
        tuple(_single(reading) for reading in pairing.only_a),
        tuple(_single(reading) for reading in pairing.only_b),
    )


def _order(pair: Pair) -> tuple[object, ...]:
    """The lexicon's groups, inside a group by weight; the same for both orders of the sides."""
    known = pair.a.first.known
    groups = list(load("comparison")["groups"])
    places = sorted(reading.first.index for reading in (pair.a, pair.b))
    target = pair.a.first.figure.status == "target"
    group = groups.index(known.group) if known and known.group in groups else len(groups)
    return target, group, -(known.weight if known else 0), sum(places), places, _name(pair)


def _row(pair: Pair) -> Row:
    known = pair.a.first.known
    row = Row(
        indicator=_name(pair),
        group=known.group if known else "",
        weight=known.weight if known else 0.0,
        status=pair.a.first.figure.status,
        a=_cell(pair.a),
        b=_cell(pair.b),
        notes=_notes(pair),
    )
    if not alike(pair.a, pair.b):
        return row
    row = replace(
        row,
        difference=_computed(computing.difference, pair, "level"),
        ratio=_computed(computing.ratio, pair, "level"),
        growth=_computed(computing.growth, pair, "change"),
        places=_computed(computing.places_won, pair, "rank"),
    )
    verdict, judged = _verdict(row, known.better if known else "")
    revised = (REVISED,) if _is_revised(pair, row) else ()
    about = (ABOUT,) if row.computed and _has_bounds(row, pair) else ()
    return replace(row, verdict=verdict, judged=judged, notes=(*row.notes, *revised, *about))


def _name(pair: Pair) -> str:
    """The name both use, else the fuller of two that lie in one another, else the lexicon's or the shorter.

    Of two that differ by `继续` alone the one without it: what goes on has no other name.

    With the context that tells it apart, where one was needed.
    """
    shorter, longer = sorted((pair.a.first.name, pair.b.first.name), key=lambda name: (len(name), name))
    known = pair.a.first.known
    name = longer if shorter in longer and not longer.startswith(GOES_ON) else shorter
    if shorter not in longer and known and "+" not in pair.a.first.key:
        name = wording.named(known.key, pair.a.first.subject) + pair.a.first.base
    return f"{name}（{pair.context}）" if pair.context and pair.context not in name else name


def _computed(rule: computing.Rule, pair: Pair, measure: Measure) -> Computed | None:
    x, y = pair.a.by.get(measure), pair.b.by.get(measure)
    return rule(x.figure, y.figure, (x.cited, y.cited)) if x is not None and y is not None else None


def _cell(reading: Reading) -> Cell:
    cited = {measure: fact.cited for measure, fact in reading.by.items()}
    period = wording.period(reading.period, None)
    return Cell(period, cited.get("level"), cited.get("change"), cited.get("rank"))


def _single(reading: Reading) -> Row:
    fact = reading.first
    cell = _cell(reading)
    sides = (cell, None) if fact.side == "a" else (None, cell)
    known = fact.known
    return Row(fact.name, known.group if known else "", known.weight if known else 0.0, fact.figure.status, *sides)


def _notes(pair: Pair) -> tuple[str, ...]:
    first, second = pair.a.period, pair.b.period
    notes = []
    if first is None or second is None:
        notes.append(UNKNOWN_PERIOD)
    elif not same_months(pair.a, pair.b):
        notes.append(OTHER_MONTHS if alike(pair.a, pair.b) else OTHER_LENGTH)
    elif first == second:
        notes.append(SAME_PERIOD)
    ranks = [reading.by["rank"].figure.scope for reading in (pair.a, pair.b) if "rank" in reading.by]
    if len(set(ranks)) > 1:
        notes.append(OTHER_SCOPE)
    notes += [_other(reading) for reading in (pair.a, pair.b) if reading.others]
    return tuple(notes)


def _other(reading: Reading) -> str:
    """That another report of the same side gives another number."""
    said = "、".join(dict.fromkeys(fact.cited.text for fact in reading.others))
    return f"同期另有报告作{said}"


def _is_revised(pair: Pair, row: Row) -> bool:
    """Whether the levels of one year and the next move against the growth the later report states."""
    if pair.a.period is None or pair.b.period is None or row.difference is None or not same_months(pair.a, pair.b):
        return False
    years = int(pair.b.period.end[:4]) - int(pair.a.period.end[:4])
    later = {1: pair.b, -1: pair.a}.get(years)
    if later is None or "change" not in later.by:
        return False
    stated = Decimal(later.by["change"].figure.value or "0")
    return Decimal(row.difference.value) * years * stated < 0


def _has_bounds(row: Row, pair: Pair) -> bool:
    """Whether a computed number rests on 左右, 以上 or 以内."""
    measures = [("level", row.difference), ("change", row.growth), ("rank", row.places)]
    used = [measure for measure, computed in measures if computed is not None]
    return any(reading.by[measure].figure.bound != "eq" for reading in (pair.a, pair.b) for measure in used)


def _verdict(row: Row, better: str) -> tuple[Verdict, Measure | Literal[""]]:
    """Of the second side against the first: by level, else by growth, else by rank; targets are not judged."""
    if row.status == "target":
        return "", ""
    if better and row.difference is not None:
        return _sign(row.difference, better), "level"
    if better and row.growth is not None:
        return _sign(row.growth, better), "change"
    if row.places is not None:
        return _sign(row.places, "more"), "rank"
    return "", ""


def _sign(computed: Computed, better: str) -> Verdict:
    number = Decimal(computed.value)
    if not number:
        return "same"
    return "better" if (number > 0) == (better == "more") else "worse"
