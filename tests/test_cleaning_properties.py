"""What holds for every text: places are right, nothing is lost, nothing fails."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.aligned import AlignedText
from briefgen.cleaning import clean
from briefgen.cleaning.repair import inspect, repair
from briefgen.models import RawText

POLLUTION = ["經(jīng)開區(qū)", "項(xiàng)目", "實(shí)現(xiàn)", "日?qǐng)?bào)", "?bào)", "長(zhǎng)", "长(zhǎng)"]
NOISE = [
    "1 9 9 7 年",
    "593034 亿元",
    "7 月 17 日",
    "政 府 工 作 报 告",
    "\u200b",
    "&nbsp;",
    "&ldquo;",
    "\ufffd",
    "\x00",
]
MARKS = ["(其中", ")", "“", "”", "《", "》", ",", ",,", ",、", ",。", "。", "。 ", ";", "；；", "！", "? ", "：", "……"]
BLANKS = [" ", "  ", "\u3000", "\n", "\r\n", "\n\n", "\t"]
WORDS = [
    "全市",
    "产值",
    "增长",
    "5.2%",
    "沿著",
    "著名",
    "顯著",
    "No.1",
    ". ",
    "P2P",
    "一、",
    "(二)",
    "一是",
    "衡阳市",
    "2023年7月28日",
]
PAGE = [
    "责编:王芳",
    "(资料图片)",
    "相关阅读:",
    "- ",
    "记者 王芳",
    "(来源:江城网)",
    "上半年全市各项工作进展顺利并且取得了较好的成效",
]
FRAGMENTS = POLLUTION + NOISE + MARKS + BLANKS + WORDS + PAGE
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


def raw(text: str) -> RawText:
    return RawText(text, "a.txt", "text", "0" * 64, "utf-8")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_cleaning_the_slice_again_gives_the_sentence(text: str) -> None:
    """Under the condition that the slice is judged as the whole was: dirt is seen on whole texts."""
    document = clean(raw(text))
    dirt = inspect(text)
    for sentence in document.sentences:
        again = repair(AlignedText.of(text[sentence.start : sentence.end]), dirt).text
        assert "".join(again.splitlines()) == sentence.text


@settings(max_examples=200, deadline=None)
@given(TEXTS | st.text(max_size=200))
def test_sentences_stand_in_order_and_agree_with_the_clean_text(text: str) -> None:
    document = clean(raw(text))
    last = 0
    for i, sentence in enumerate(document.sentences):
        assert sentence.index == i
        assert document.clean.text[sentence.begin : sentence.begin + len(sentence.text)] == sentence.text
        assert document.span(sentence, 0, len(sentence.text)) == (sentence.start, sentence.end)
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end


@settings(max_examples=200, deadline=None)
@given(TEXTS | st.text(max_size=200))
def test_every_character_is_kept_or_dropped_with_a_reason(text: str) -> None:
    document = clean(raw(text))
    accounted = {i for s in document.sentences for i in range(s.start, s.end)}
    accounted |= {i for piece in document.dropped for i in range(piece.start, piece.end)}
    whole = repair(AlignedText.of(text), inspect(text))
    for i, character in enumerate(whole.text):
        if character.isalnum():
            assert accounted.issuperset(range(*whole.span(i, i + 1)))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_cleaning_is_the_same_every_time(text: str) -> None:
    assert clean(raw(text)) == clean(raw(text))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_repairing_comes_to_rest(text: str) -> None:
    once = repair(AlignedText.of(text), inspect(text)).text
    if inspect(text) == inspect(once) and "&" not in once:
        twice = repair(AlignedText.of(once), inspect(once)).text
        assert repair(AlignedText.of(twice), inspect(twice)).text == twice
