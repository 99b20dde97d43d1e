"""The scanner on the outside test set, by the rules of `benchmarks/recognizers.py`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOOR_ALL, FLOOR_GENRE = 363, 346
"""Cases passed of 588 and of 361. They may only rise."""


@pytest.fixture(scope="module")
def recognizers() -> ModuleType:
    specification = importlib.util.spec_from_file_location("recognizers", ROOT / "benchmarks" / "recognizers.py")
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules["recognizers"] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cases(recognizers: ModuleType, shared: Path) -> list:
    return recognizers.cases(shared / "peers" / "recognizers-zh")


def test_ninety_five_per_cent_of_the_genre_pass(cases: list) -> None:
    inside = [case for case in cases if case.outside is None]
    assert (len(cases), len(inside)) == (588, 361)
    assert sum(case.passes for case in inside) >= FLOOR_GENRE >= 0.95 * len(inside)
    assert sum(case.passes for case in cases) >= FLOOR_ALL


def test_each_deviation_is_explained_and_no_other(recognizers: ModuleType, cases: list) -> None:
    deviating = {(case.model, case.index) for case in recognizers.deviating(cases)}
    assert deviating == set(recognizers.REASONS)


def test_the_page_of_the_results_is_fresh(recognizers: ModuleType, cases: list) -> None:
    page = (ROOT / "docs" / "recognizers.md").read_text("utf-8")
    assert page == f"{recognizers.HEAD}\n{recognizers.table(cases)}\n"
