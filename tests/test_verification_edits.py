"""Where an output differs from what was proved, numbers are told apart from words."""

import pytest

from briefgen.manifest import Passage
from briefgen.verification.edits import differences
from briefgen.verification.texts import Text, read

PASSAGES = (
    Passage("document", "粮食生产简报", field="title"),
    Passage("name", "粮食产量", unit=1),
    Passage("number", "12.5万吨", unit=1),
    Passage("number", "+3%", unit=1),
    Passage("ordinal", "1.", unit=2),
    Passage("quote", "各地抓紧抢收，投入农机2万台，确保颗粒归仓", unit=2),
    Passage("mark", "。", unit=2),
)
PAGE = "# 粮食生产简报\n\n| 粮食产量 | 12.5万吨 | +3% |\n\n1. 各地抓紧抢收，投入农机2万台，确保颗粒归仓。\n"


def told(page: str) -> list[tuple[str, str, str]]:
    return [(d.kind, d.before, d.after) for d in differences(PASSAGES, read(page.encode(), ".md"))]


def test_an_unchanged_page_differs_in_nothing() -> None:
    assert told(PAGE) == []
    assert told(PAGE.replace("\n", "\r\n").replace("，", "，\n")) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("12.5", "12.6"),
        ("12.5万吨", "12.5吨"),
        ("+3", "−3"),
        ("| 粮食产量", "| 棉花产量"),
        ("农机2万台", "农机3万台"),
        ("投入农机", "投入收割机"),
        ("1. 各地", "2. 各地"),
        ("| +3%", "| 不足+3%"),
        ("| +3%", "| −+3%"),
        ("12.5万", "12.5 万"),
    ],
)
def test_a_changed_number_and_what_it_is_of_is_told_as_changed(was: str, now: str) -> None:
    found = told(PAGE.replace(was, now, 1))
    if now == "12.5 万":
        assert found == []  # a blank behind a number changes nothing
    else:
        assert [kind for kind, _, _ in found] == ["changed"]


def test_a_blank_inside_a_number_changes_it() -> None:
    assert [kind for kind, _, _ in told(PAGE.replace("12.5", "1 2.5"))] == ["changed"]


def test_a_new_number_is_told_as_new() -> None:
    assert told(PAGE + "\n另有5个县增产。\n") == [("new", "", "另有5个县增产。")]


def test_changed_words_are_told_as_an_edit() -> None:
    ((kind, before, after),) = told(PAGE.replace("颗粒归仓", "应收尽收"))
    assert (kind, before[-4:], after[-4:]) == ("edited", "颗粒归仓", "应收尽收")


def test_what_is_gone_is_told_as_left_out() -> None:
    assert told(PAGE.replace("| 粮食产量 | 12.5万吨 | +3% |", "")) == [("left out", "粮食产量12.5万吨+3%", "")]


def test_numbers_of_lists_kept_apart_must_be_those_proved() -> None:
    body = "".join(p.text for p in PASSAGES if p.kind != "ordinal")
    assert differences(PASSAGES, Text(body, frozenset(), ("1.",))) == ()
    assert differences(PASSAGES, Text(body, frozenset(), ("7.",)))[0].kind == "changed"
