"""Names of a list of indicators: each is complete, and there are as many as were asked for."""

import pytest

from briefgen.figures.names import Namer


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一、二、三产增加值", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("第一产业、工业、第三产业增加值", ["第一产业增加值", "工业增加值", "第三产业增加值"]),
        ("煤炭、石油产量", ["煤炭产量", "石油产量"]),
    ],
)
def test_every_name_of_a_list_gets_its_head(text: str, names: list[str]) -> None:
    assert Namer.of([]).series(text, len(names)) == names


@pytest.mark.parametrize(
    ("words", "name"),
    [("开工率1.1.1.", "开工率"), ("城乡居民收入比由上年的2.02", "城乡居民收入比"), ("PM2.5", "PM2.5")],
)
def test_a_name_ends_before_what_would_read_as_part_of_its_number(words: str, name: str) -> None:
    assert Namer.of([]).tidy(words) == name
