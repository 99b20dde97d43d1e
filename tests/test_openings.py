"""Where a pattern can begin: never is a place left out at which it matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.lexicons import load
from briefgen.openings import Places, gated, openings, union

ENTRIES = [entry for kind in ("cue", "mask") for entry in load("sections")[kind]]
WORDS = [
    "要",
    "到",
    "年底",
    "前",
    "完成",
    "目标",
    "问题",
    "会议",
    "不足",
    "，",
    "。",
    "《",
    "》",
    "3",
    "%",
    "是",
    "计划",
    "的",
]


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("ab|cd", {"a", "c"}),
        ("(?:a|bc)d", {"a", "b"}),
        ("a?b", {"a", "b"}),
        (r"(a|[bc]*)\d+x", {"a", "[bc]", r"\d"}),
        ("a{0,3}b{2}c", {"a", "b"}),
        ("(?<![xy])a(?=b)", {"a"}),
        ("(^|,)a", {"^", ","}),
        (r"\(a\)|[)(]b", {r"\(", "[)(]"}),
        (r"(?P<one>a)++b|\bc", {"a", "c"}),
        ("(?=a|b)[xy]?z?", {"a", "b"}),
    ],
)
def test_what_a_match_begins_with(pattern: str, characters: set[str]) -> None:
    assert openings(pattern) == characters


def test_a_pattern_that_matches_nothing_at_all_is_told() -> None:
    with pytest.raises(ValueError, match="matches the empty text"):
        openings("a*")


def test_no_group_is_remembered() -> None:
    pattern = re.compile(union([r"(a|b)\(", "[(]c(?=d)"]))
    assert pattern.groups == 0
    assert [match[0] for match in pattern.finditer("a( (cd b(")] == ["a(", "(c", "b("]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=30))
def test_every_match_begins_at_a_place(text: str) -> None:
    patterns = [union(entry["patterns"]) for entry in ENTRIES]
    for pattern, places in zip(patterns, Places(patterns).of(text), strict=True):
        assert {match.start() for match in re.finditer(pattern, text)} <= set(places)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=30))
def test_a_gate_keeps_out_no_match(text: str) -> None:
    slogans, cues = load("slogans"), load("cues_figures")["name"]
    tail = "(?:" + "|".join(cues["tail"]) + ")$"
    for pattern in ["|".join(cues["lead"]), tail, *("|".join(entry["patterns"]) for entry in slogans.values())]:
        found = [match.span() for match in re.finditer(gated(pattern), text)]
        assert found == [match.span() for match in re.finditer(pattern, text)]


WORDED = [*(load("slogans")[name] for name in ("people", "definition")), load("cues_figures")["subject"]]


@settings(max_examples=60)
@given(st.sampled_from([(p, entry["words"]) for entry in WORDED for p in entry["patterns"]]), st.data())
def test_words_that_a_text_must_have_are_in_all_that_matches(entry: tuple[str, list[str]], data: st.DataObject) -> None:
    pattern, words = entry
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    assert any(word in text for word in words)
