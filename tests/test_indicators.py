"""The lexicon of indicators: many names, one key."""

from pathlib import Path

import pytest

from briefgen.errors import SettingsError
from briefgen.figures.indicators import canonical, load
from briefgen.lexicons import load as words


def test_the_lexicon_holds_the_genre() -> None:
    assert len({indicator.key for indicator in load().by_name.values()}) >= 150


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("规上工业增加值", "规模以上工业增加值"),
        ("规模工业增加值", "规模以上工业增加值"),
        ("社零", "社会消费品零售总额"),
        ("全市GDP", "地区生产总值"),
        ("民间投资增速", "民间投资"),
        ("白水市地方财政收入", "一般公共预算收入"),
        ("“四上”企业", "“四上”企业"),
        ("居民消费价格指数(CPI)", "居民消费价格指数"),
        ("新增省级专精特新企业", "专精特新企业"),
    ],
)
def test_variants_share_a_key(name: str, key: str) -> None:
    found = canonical(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["", "产业", "某县自创指标", "工业对GDP贡献率"])
def test_an_unknown_name_has_no_key(name: str) -> None:
    assert canonical(name) is None


def test_every_key_and_alias_stands_for_one_indicator() -> None:
    lexicon = load()
    for group, lines in words("indicators").items():
        if group == "fold":
            continue
        for key, (_, _, _, _, aliases) in lines.items():
            for name in (key, *aliases):
                found = lexicon.find(name)
                assert found is not None, name
                assert found.key == key, name


def test_fewer_accidents_are_better() -> None:
    found = canonical("安全生产事故起数")
    assert found is not None
    assert found.better == "less"


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[tea]\n"茶叶综合产值" = ["amount", "亿元", "more", 9, ["茶产业产值"]]\n'
        '[industry]\n"工业用电量" = ["volume", "亿千瓦时", "more", 10, []]\n',
        "utf-8",
    )
    added, replaced = canonical("茶产业产值", own), canonical("工业用电量", own)
    assert added is not None
    assert added.key == "茶叶综合产值"
    assert replaced is not None
    assert replaced.weight == 10
    assert canonical("GDP", own) is not None
    assert canonical("茶产业产值") is None


@pytest.mark.parametrize("text", ["[a\n", '[a]\n"b" = 3\n', '[a]\n"b" = ["amount", "元"]\n', 'a = "b"\n'])
def test_a_users_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml"):
        load(own)


def test_a_missing_users_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
