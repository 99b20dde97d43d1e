"""The encoding of a text is told from its bytes."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_help import REPORT, TRADITIONAL

from briefgen.reading.decoding import UndecodableError, decode


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_text_is_decoded(encoding: str) -> None:
    decoded = decode(REPORT.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.damaged) == (REPORT, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_traditional_text_is_decoded(encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(encoding))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + "短".encode(encoding))
    assert (decoded.text, decoded.encoding) == ("短", encoding)


@pytest.mark.parametrize("line", [*REPORT.splitlines(), "同比增长8.5%", "主要指标"])
def test_single_lines_in_gb18030_are_told_from_big5(line: str) -> None:
    assert decode(line.encode("gb18030")).text == line


@pytest.mark.parametrize("line", [*TRADITIONAL.splitlines(), "同比增長8.5%", "主要指標"])
def test_single_lines_in_big5_are_told_from_gb18030(line: str) -> None:
    assert decode(line.encode("big5hkscs")).text == line


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_text_cut_inside_a_character_loses_that_one_only(encoding: str) -> None:
    text = TRADITIONAL.strip("\n。")
    decoded = decode(text.encode(encoding)[:-1] if encoding == "utf-8" else text.encode(encoding) + b"\xa4")
    assert decoded.damaged == 1
    assert decoded.text.startswith(text[:-1])
    assert decoded.text.endswith("\ufffd")


def test_a_byte_lost_in_the_middle_does_not_change_the_verdict() -> None:
    data = (REPORT * 5).encode()
    decoded = decode(data[:700] + data[701:])
    assert decoded.encoding == "utf-8"
    assert 1 <= decoded.damaged <= 3


def test_a_long_script_before_the_text_does_not_hide_its_encoding() -> None:
    text = "<script>" + "var a = 1;\n" * 10_000 + "</script>" + REPORT
    assert decode(text.encode("gb18030")).text == text


def test_a_stray_control_character_is_no_binary_file() -> None:
    assert decode((REPORT * 3 + "\x00").encode()).text.endswith("\x00")


@pytest.mark.parametrize("data", [b"\0" * 100, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, bytes(range(256))])
def test_binary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    decoded.text.encode("utf-8")  # no half characters


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
