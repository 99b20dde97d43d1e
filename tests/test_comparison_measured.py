"""Comparisons of real and of generated reports: what is found, what follows, and both orders of the sides."""

import importlib.util
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from comparing import plain, recomputed, records, turned
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis import analyse_text
from briefgen.comparison.comparing import compare
from briefgen.comparison.models import Comparison
from briefgen.models import Analysis

ROOT = Path(__file__).resolve().parents[1]


@cache
def benchmark() -> ModuleType:
    """benchmarks/compare.py."""
    spec = importlib.util.spec_from_file_location("compare_benchmark", ROOT / "benchmarks" / "compare.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def reports(name: str) -> tuple[Analysis, Analysis]:
    """The two reports of a pair."""
    found: tuple[Analysis, Analysis] = benchmark().reports(name)
    return found


PAIRS = ("hailar-2014-2015", "hunan-2025-2026", "wanzai-2015-2022", "p34-p35", "p07-p10", "qingyu-2023-2024")


@pytest.fixture(params=PAIRS)
def name(request: pytest.FixtureRequest, shared: Path) -> str:
    """Each pair of the benchmark."""
    assert shared.is_dir()
    return str(request.param)


def test_of_the_pairs_whose_figures_were_found_nearly_all_are_made(shared: Path) -> None:
    assert shared.is_dir()
    results = [benchmark().measure(name, *reports(name)) for name in PAIRS]
    reachable = sum(len(result.wanted) - len(result.lost) for result in results)
    assert sum(result.found for result in results) / reachable >= 0.95
    assert sum(result.found for result in results) / sum(len(result.wanted) for result in results) >= 0.90


def test_no_pair_of_real_reports_is_false(name: str) -> None:
    result = benchmark().measure(name, *reports(name))
    assert [*result.false] == []


def check_derived(comparison: Comparison, a: Analysis, b: Analysis) -> None:
    """Every derived number follows from the two records it names, and those are of one kind."""
    sides = {"a": [a], "b": [b]}
    for row in comparison.rows:
        for kind in ("difference", "ratio", "growth", "places"):
            computed = getattr(row, kind)
            if computed is None:
                continue
            first, second = records(computed.operands, sides)
            assert (first.measure, first.status) == (second.measure, second.status)
            assert Decimal(computed.value) == recomputed(kind, computed, sides), row


def test_derived_numbers_follow_from_their_records(name: str) -> None:
    a, b = reports(name)
    check_derived(compare(a, b, force=True), a, b)


def test_swapping_the_sides_mirrors_the_result(name: str) -> None:
    a, b = reports(name)
    assert plain(compare(b, a, force=True)) == turned(compare(a, b, force=True))


INDICATORS = ("地区生产总值", "固定资产投资", "税收收入", "进出口总额", "绿色工厂产值")
numbers = st.decimals(min_value="0.01", max_value="9999", places=2)
rates = st.decimals(min_value="0.1", max_value="90", places=1)
lines = st.lists(
    st.tuples(st.sampled_from(INDICATORS), numbers, st.sampled_from(("亿元", "万元")), rates, st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda line: line[0],
)


def made(year: int, content: list[tuple[str, Decimal, str, Decimal, bool]]) -> Analysis:
    """A bulletin with one sentence for each indicator."""
    said = [
        f"{year}年，全区{name}{number}{unit}，{'下降' if fell else '增长'}{rate}%。"
        for name, number, unit, rate, fell in content
    ]
    return analyse_text("\n".join([f"云岫区{year}年经济运行情况", *said]))


@settings(max_examples=25, deadline=None)
@given(lines, lines)
def test_generated_reports_pair_mirror_and_compute(first: list[object], second: list[object]) -> None:
    a, b = made(2022, first), made(2023, second)  # type: ignore[arg-type]
    comparison = compare(a, b)
    both = {line[0] for line in first} & {line[0] for line in second}  # type: ignore[index]
    assert {row.indicator for row in comparison.rows} == both
    check_derived(comparison, a, b)
    assert plain(compare(b, a)) == turned(comparison)


def test_many_tasks_take_time_in_proportion() -> None:
    """The work of pairing tasks is bounded: of a thousand alike but for a number each meets few others."""
    from briefgen.comparison.models import Quote
    from briefgen.comparison.texts import COMMON, _likenesses

    def quotes(side: str) -> list[Quote]:
        return [
            Quote("a" if side == "a" else "b", 0, at, f"加快推进第{at}号地块整治工作落地见效") for at in range(1000)
        ]

    assert len(_likenesses(quotes("a"), quotes("b"))) <= 1000 * COMMON
