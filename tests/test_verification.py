"""Small runs of `benchmarks/mutation.py` and `benchmarks/fuzz.py`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def load(name: str) -> ModuleType:
    """A module of the benchmarks."""
    if str(BENCHMARKS) not in sys.path:
        sys.path.append(str(BENCHMARKS))  # they share parts
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def mutation() -> ModuleType:
    return load("mutation")


def test_every_single_change_is_caught(mutation: ModuleType, shared: Path) -> None:
    made = list(mutation.pages([str(shared / "seeds")], ("md", "html")))
    tried, escaped = mutation.measure(made, 400, 3, ("md", "html"))
    assert sum(tried.values()) == 400
    assert {name.partition(" ")[2] for name in tried} == set(mutation.KINDS)
    assert escaped == []


def test_changes_that_are_set_as_pdf_are_caught(mutation: ModuleType, shared: Path) -> None:
    made = list(mutation.pages([str(shared / "gold" / "dev" / "p07.txt")], ("html", "pdf")))
    tried, escaped = mutation.measure(made, 5, 4, ("set pdf",))
    assert sum(tried.values()) == 5
    assert escaped == []


def test_mutated_inputs_end_in_a_page_or_in_one_line(shared: Path) -> None:
    fuzz = load("fuzz")
    outcomes = fuzz.run([shared / "seeds"], 40, 5)
    assert sum(count for name, count in outcomes.counts.items() if name.startswith("brief")) == 40
    assert all(outcomes.counts[f"{product}: page"] > 0 for product in ("brief", "compare", "digest"))
    assert outcomes.broken == []
