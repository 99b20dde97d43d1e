"""Every character of a page is laid out in passages, a number only beside its own name."""

import pytest

from briefgen.errors import ProofError
from briefgen.manifest import Passage
from briefgen.verification.citing import Unit
from briefgen.verification.texts import Text, read
from briefgen.verification.tiling import literals, tile

WORDS = frozenset(("指标", "数值", "；", "，", "。", "（", "）", "共", "项"))


def row(name: str, *numbers: str) -> Unit:
    return Passage("name", name), *(Passage("number", number) for number in numbers)


def laid(markdown: str, *units: Unit, strict: bool = True) -> list[tuple[str, str]]:
    passages = tile(read(markdown.encode(), ".md"), units, WORDS, strict=strict)
    return [(passage.kind, passage.text) for passage in passages]


def test_a_table_is_names_numbers_and_the_templates_words() -> None:
    page = "| 指标 | 数值 |\n|:--|--:|\n| 粮食产量 | 12万吨；+3% |\n"
    assert laid(page, row("粮食产量", "12万吨", "+3%")) == [
        ("fixed", "指标数值"),
        ("name", "粮食产量"),
        ("number", "12万吨"),
        ("fixed", "；"),
        ("number", "+3%"),
    ]


def test_a_number_of_one_row_may_not_stand_beside_the_name_of_another() -> None:
    rows = row("粮食产量", "12万吨"), row("棉花产量", "5万吨")
    laid("粮食产量12万吨，棉花产量5万吨", *rows)
    with pytest.raises(ProofError, match="in no source"):
        laid("粮食产量5万吨，棉花产量12万吨", *rows)


def test_a_number_without_a_name_is_in_no_source() -> None:
    with pytest.raises(ProofError):
        laid("12万吨", row("粮食产量", "12万吨"))


def test_the_period_before_a_name_does_not_free_the_number_of_it() -> None:
    unit = (Passage("period", "上半年"), *row("粮食产量", "12万吨"))
    assert [kind for kind, _ in laid("上半年，粮食产量12万吨", unit)] == ["period", "fixed", "name", "number"]
    with pytest.raises(ProofError):
        laid("上半年，12万吨", unit)


def test_a_piece_of_a_longer_number_is_no_number() -> None:
    with pytest.raises(ProofError):
        laid("共12项", (Passage("count", "2"),), (Passage("count", "1"),))
    with pytest.raises(ProofError):
        laid("粮食产量112万吨", row("粮食产量", "12万吨"), (Passage("count", "1"),))


def test_the_mark_of_a_note_behind_a_name_that_ends_in_a_digit_is_no_part_of_a_number() -> None:
    unit = Passage("name", "PM2.5"), Passage("compared", "①", field="mark"), Passage("number", "38微克")
    assert [text for _, text in laid("| PM2.5① | 38微克 |", unit)] == ["PM2.5", "①", "38微克"]


def test_of_names_that_begin_alike_the_one_that_leads_to_the_end_is_found() -> None:
    rows = row("投资", "5亿元"), row("投资额", "7亿元"), row("投资", "额7亿元")
    assert laid("投资额7亿元", *rows)[0][0] == "name"
    assert laid("投资5亿元；投资额7亿元", *rows)


def test_a_users_own_template_may_say_more_but_no_number() -> None:
    unit = row("粮食产量", "12万吨")
    assert ("other", "喜报") in laid("喜报：粮食产量12万吨"[:2] + "粮食产量12万吨", unit, strict=False)
    with pytest.raises(ProofError):
        laid("喜报3粮食产量12万吨", unit, strict=False)


def test_the_words_of_a_template_are_its_text_and_its_strings() -> None:
    assert literals("## {{ n }}、指标{{ '（' ~ x ~ '）' if x }}\n| 数值 |\n") == {"、指标", "（", "）", "数值"}


def test_a_blank_inside_a_number_breaks_it() -> None:
    text = read("粮食产量1 2万吨".encode(), ".md")
    assert text.characters == "粮食产量12万吨"
    assert text.tears(4, 8, "12万吨")
    assert not text.tears(4, 8, "1 2万吨")
    assert isinstance(text, Text)
    with pytest.raises(ProofError):
        laid("粮食产量1 2万吨", row("粮食产量", "12万吨"))
