"""Names of outputs, and going on after a failure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.batch import output_name, paired_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("reports/半年报.txt", "半年报"),
        ("-", "stdin"),
        ("week.jsonl#12", "week-12"),
        ("https://example.org/news/1.html", "1"),
        ("..", "_"),
        (".hidden", "_hidden"),
        ("a b?.txt", "a b_"),
        ("2023.08", "2023.08"),
        ("reports/2023.08/", "2023.08"),
        ("2023.08.txt", "2023.08"),
        ("v1.2.DOCX", "v1.2"),
    ],
)
def test_a_name_is_made_of_the_path(path: str, name: str) -> None:
    assert output_name(path, ()) == name


def test_two_reports_of_one_name_get_two_names() -> None:
    assert output_name("east/report.txt", {"report"}) == "report-2"
    assert output_name("east/report.txt", {"report", "report-2"}) == "report-3"
    assert output_name("east/Report.txt", {"report"}) == "Report-2"  # some systems take the two for one
    assert paired_name("2023.07/", "2023.08/") == "2023.07-vs-2023.08"


@given(st.text(min_size=1, max_size=400))
def test_no_name_leaves_the_folder(path: str) -> None:
    name = output_name(path, ())
    assert Path(name).name == name
    assert name not in ("", ".", "..")
    assert len(name.encode()) <= 180


@given(st.text(min_size=1, max_size=400), st.text(min_size=1, max_size=400))
def test_the_name_of_two_sources_is_no_longer_than_one(a: str, b: str) -> None:
    name = paired_name(a, b)
    assert Path(name).name == name
    assert "-vs-" in name
    assert len(name.encode()) <= 180
