"""A text keeps the place of every character through any sequence of edits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.aligned import AlignedText


@st.composite
def changes(draw: st.DrawFn, text: str) -> list[tuple[int, int, str]]:
    """Ordered changes of a text that do not overlap."""
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return [(begin, finish, draw(st.text("甲乙丙", max_size=4))) for begin, finish in pairs]


def test_an_unedited_text_maps_to_itself() -> None:
    text = AlignedText.of("产值增长")
    assert text.span(1, 3) == (1, 3)


def test_a_removal_joins_what_stood_around_it() -> None:
    text = AlignedText.of("項(xiàng)目").edit([(1, 8, "")])
    assert text.text == "項目"
    assert text.span(0, 2) == (0, 9)
    assert text.span(1, 2) == (8, 9)


def test_each_character_of_a_replacement_stands_for_the_whole_piece() -> None:
    text = AlignedText.of("a&nbsp;b").edit([(1, 7, " ")])
    assert text.span(1, 2) == (1, 7)


def test_a_replacement_of_equal_length_maps_one_to_one() -> None:
    text = AlignedText.of("開發區").edit([(0, 3, "开发区")])
    assert [text.span(i, i + 1) for i in range(3)] == [(0, 1), (1, 2), (2, 3)]


def test_an_empty_slice_has_an_empty_span() -> None:
    text = AlignedText.of("abc").edit([(0, 1, "")])
    assert text.span(1, 1) == (2, 2)
    assert text.span(2, 2) == (3, 3)
    assert AlignedText.of("").span(0, 0) == (0, 0)


@pytest.mark.parametrize("wrong", [[(2, 3, ""), (1, 2, "")], [(1, 1, "x")], [(0, 2, ""), (1, 3, "")]])
def test_changes_out_of_order_and_insertions_are_refused(wrong: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="change"):
        AlignedText.of("abcd").edit(wrong)


def test_other_characters_must_be_as_many() -> None:
    assert AlignedText.of("開區").mapped("开区").span(0, 1) == (0, 1)
    with pytest.raises(ValueError, match="cannot stand for"):
        AlignedText.of("開區").mapped("开")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_character_knows_its_place_after_any_sequence_of_edits(data: st.DataObject) -> None:
    original = data.draw(st.text("一二三四五abc ", max_size=40))
    text = AlignedText.of(original)
    touched: set[int] = set()
    for _ in range(data.draw(st.integers(1, 4))):
        edits = data.draw(changes(text.text))
        for begin, finish, _ in edits:
            touched.update(range(*text.span(begin, finish)))
        text = text.edit(edits)

    assert len(text.starts) == len(text.ends) == len(text.text)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    for i, character in enumerate(text.text):
        start, end = text.span(i, i + 1)
        assert 0 <= start < end <= len(original)
        assert original[start:end] == character or touched.issuperset(range(start, end))


def test_taking_out_is_editing_with_nothing() -> None:
    text = AlignedText.of("經(jīng)開區(qū)。")
    slices = [(1, 7), (9, 13)]
    assert text.without(slices) == text.edit((begin, finish, "") for begin, finish in slices)
    assert text.without([]) == text
    with pytest.raises(ValueError, match="slice"):
        text.without([(3, 5), (1, 2)])


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_slice_maps_as_the_whole_does(data: st.DataObject) -> None:
    text = AlignedText.of(data.draw(st.text("一二三", min_size=1, max_size=20)))
    text = text.edit(data.draw(changes(text.text)))
    begin = data.draw(st.integers(0, len(text.text)))
    finish = data.draw(st.integers(begin, len(text.text)))
    part = text.slice(begin, finish)
    assert part.text == text.text[begin:finish]
    if part.text:
        assert part.span(0, len(part.text)) == text.span(begin, finish)
