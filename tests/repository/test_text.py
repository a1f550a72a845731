"""From bytes to text that is safe to parse and to show; what is not is named at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.findings import Span
from partnercli.records.characters import forbidden_in
from partnercli.repository.text import LARGEST, MOST_LINES, decode, place_in

FORBIDDEN = [
    ("\x00", "U+0000 (a control character)"),
    ("\x1b", "U+001B (a control character)"),
    ("\x7f", "U+007F (a control character)"),
    ("\x85", "U+0085 (a control character)"),
    ("\r", "a carriage return without a line feed (old Mac line end)"),
    ("\ufeff", "a byte order mark"),
    ("\u200e", "U+200E (left-to-right mark)"),
    ("\u2028", "U+2028 (line separator)"),
    ("\u202e", "U+202E (right-to-left override)"),
    ("\u2066", "U+2066 (left-to-right isolate)"),
    ("\ue000", "U+E000 (a character for private use)"),
    ("\ufdd0", "U+FDD0 (a code that is no character)"),
    ("\uffff", "U+FFFF (a code that is no character)"),
    ("\U0001fffe", "U+1FFFE (a code that is no character)"),
    ("\U000effff", "U+EFFFF (a code that is no character)"),
    ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ("\U0010ffff", "U+10FFFF (a code that is no character)"),
]


@pytest.mark.parametrize(("character", "name"), FORBIDDEN)
def test_a_character_that_hides_or_reorders_text_is_named_where_it_first_stands(
    character: str, name: str
) -> None:
    read = decode(f"é: x\nbé{character}é{character}.\n".encode(), "x.yaml")
    [finding] = read.findings
    assert (finding.code, finding.span) == ("PC103", Span(2, 3, 2, 4))
    assert finding.message == f"the file holds {name}, and 1 more of it below"
    assert read.text == "é: x\nbé\ufffdé\ufffd.\n"


@pytest.mark.parametrize(
    "text", ["é", "Œcre", "日本", "😀", "ع", "👨\u200d👩", "\u00a0", "葛\U000e0100", "a\tb", "a\r\nb"]
)
def test_what_people_write_is_let_pass(text: str) -> None:
    assert decode(text.encode(), "x.yaml").text == text
    assert decode(text.encode(), "x.yaml").findings == ()
    assert forbidden_in(text) is None


def test_a_mark_at_the_start_is_passed_over_and_counts_in_no_place() -> None:
    read = decode("\ufeffname: \u202e\n".encode(), "x.yaml")
    assert read.text == "name: \ufffd\n"
    assert [f.span for f in read.findings] == [Span(1, 7, 1, 8)]


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ("name: Curaçao\n".encode("latin-1"), Span(1, 11, 1, 12), "byte 0xE7"),
        ("é\nñ: ".encode() + b"\xff\n", Span(2, 4, 2, 5), "byte 0xFF"),
        (b"name: \xed\xa0\x80\n", Span(1, 7, 1, 8), "byte 0xED"),
        (b"name: \xc0\xaf\n", Span(1, 7, 1, 8), "byte 0xC0"),
        (b"\xef\xbb\xbfname: \xe2\x82", Span(1, 7, 1, 8), "byte 0xE2"),
    ],
    ids=["latin-1", "stray byte", "surrogate", "overlong", "cut off"],
)
def test_bytes_that_are_not_utf8_are_refused_at_the_first(data: bytes, place: Span, message: str) -> None:
    read = decode(data, "x.yaml")
    assert read.text is None
    assert [(f.code, f.span) for f in read.findings] == [("PC102", place)]
    assert message in read.findings[0].message
    assert "save it as UTF-8" in read.findings[0].hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding: str) -> None:
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    read = decode(mark + "name: Corvo\n".encode(encoding), "x.yaml")
    assert read.text is None
    assert [f.code for f in read.findings] == ["PC102"]
    assert "UTF-16" in read.findings[0].message


def test_the_largest_file_is_read_and_a_larger_one_is_not() -> None:
    assert decode(b"a" * LARGEST, "x.yaml").text is not None
    [finding] = decode(b"a" * (LARGEST + 1), "x.yaml").findings
    assert (finding.code, finding.message) == ("PC101", "the file is larger than 1 MiB")


def test_the_longest_file_is_read_and_a_longer_one_is_not() -> None:
    assert decode(b"\n" * MOST_LINES, "x.yaml").text is not None
    [finding] = decode(b"\n" * (MOST_LINES + 1), "x.yaml").findings
    assert (finding.code, finding.message) == ("PC101", "the file has more than 20,000 lines")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_finding(data: bytes) -> None:
    read = decode(data, "x.yaml")
    assert read.text is not None or read.findings
    assert read.text is None or forbidden_in(read.text) is None


@given(st.text(), st.data())
def test_a_place_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    text += "."
    index = data.draw(st.integers(0, len(text) - 1))
    place = place_in(text, index)
    before = sum(len(line) + 1 for line in text.split("\n")[: place.line - 1])
    assert before + place.column - 1 == index
