"""Issue numbers are kept, and never given twice."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.errors import OutputError, SettingsError
from briefgen.register import Issue, numbered, read_register


def take(path: Path, name: str, year: int = 2023) -> Issue:
    with numbered(path, name, year) as issue:
        return issue


def test_numbers_count_up_and_a_week_keeps_its_own(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    assert take(register, "2023-W30") == Issue(1, 1)
    assert take(register, "2023-W31") == Issue(2, 2)
    assert take(register, "2023-W30") == Issue(1, 1)


def test_a_new_year_begins_at_one_and_the_total_goes_on(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    take(register, "2023-W52")
    assert take(register, "2024-W01", 2024) == Issue(1, 2)
    assert Issue(31, 203).text == "第31期（总第203期）"


def test_a_number_written_by_hand_is_gone_on_from(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    register.write_text('"2023-W29" = { number = 30, total = 202 }\n', encoding="utf-8")
    assert take(register, "2023-W30") == Issue(31, 203)


def test_nothing_but_the_register_is_to_be_seen_beside_it(tmp_path: Path) -> None:
    take(tmp_path / "register.toml", "2023-W30")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["register.toml"]


def test_a_place_that_cannot_hold_a_register_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another place"):
        take(tmp_path / "file" / "register.toml", "2023-W30")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SettingsError, match="damaged"):
        take(tmp_path / "folder", "2023-W30")


def test_failed_work_takes_no_number(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    with pytest.raises(RuntimeError), numbered(register, "2023-W30", 2023):
        raise RuntimeError
    assert read_register(register) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no register", "damaged"),
        ('"2023-W29" = 4', "damaged"),
        ('"2023-W29" = { number = 0, total = 1 }', "no whole number"),
        ('"a" = { number = 1, total = 1 }\n"b" = { number = 2, total = 1 }', "have one number"),
    ],
)
def test_a_damaged_register_is_told_and_left_alone(tmp_path: Path, text: str, reason: str) -> None:
    register = tmp_path / "register.toml"
    register.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=reason):
        take(register, "2023-W30")
    assert register.read_text(encoding="utf-8") == text


def test_two_runs_at_once_never_share_a_number(tmp_path: Path) -> None:
    register = tmp_path / "register.toml"
    with ThreadPoolExecutor(8) as pool:
        issues = list(pool.map(lambda week: take(register, f"2023-W{week}"), range(10, 34)))
    assert sorted(issue.total for issue in issues) == list(range(1, 25))
