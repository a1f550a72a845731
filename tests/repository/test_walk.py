"""The reader of YAML: plain values with the place of each, and a finding for all that no record may hold."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnercli.findings import Span
from partnercli.repository.plain_value import plain_value
from partnercli.repository.walk import DEEPEST, MOST_NODES, REFUSED, Walked, read_yaml

SIGNS = [*"a0é😀 :?-[]{},'\"|>~@`\\\n\t\r\u202e"]
WORDS = [
    "b: ",
    "- ",
    "  ",
    "&x ",
    "*x",
    "!t ",
    " # c",
    "<<: ",
    "\\u",
    "-1.5",
    "null",
    "%YAML 1.1\n",
    "---\n",
    "...\n",
]
PIECES = st.sampled_from([*SIGNS, *WORDS])


def said(text: str) -> Any:
    """What a text without a fault says."""
    walked = read_yaml(text.encode(), "x.yaml")
    assert walked.findings == []
    return walked.value


def faults(walked: Walked) -> list[tuple[int, int, str]]:
    return [(f.span.line, f.span.column, f.code) for f in walked.findings if f.span]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("22:30", "22:30"),
        ("2021-05-25", "2021-05-25"),
        ("8952/21", "8952/21"),
        ("10001-31", "10001-31"),
        ("1.", "1."),
        ("-", "-"),
        ("９", "９"),
        ("9" * 19, "9" * 19),
        ("9" * 5000, "9" * 5000),
        ("0", 0),
        ("-7", -7),
        ("+7", 7),
        ("9" * 18, 10**18 - 1),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
    ],
)
def test_unquoted_text_is_a_number_or_word_only_where_nobody_could_mean_text(
    text: str, value: object
) -> None:
    found = plain_value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["0.5", "-0.10", ".25", "2500000.50", "0.000000000000000001"])
def test_a_decimal_is_exactly_what_is_written(text: str) -> None:
    assert isinstance(plain_value(text), Decimal)
    assert plain_value(text) == Decimal(text)


@given(st.text())
def test_any_unquoted_text_means_something(text: str) -> None:
    assert isinstance(plain_value(text), (str, int, Decimal, bool, type(None)))


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("text", ["12", "true", "null", "~", "", "NO"])
def test_what_stands_in_quotes_is_text(text: str, quote: str) -> None:
    assert said(f"a: {quote}{text}{quote}\n") == {"a": text}


def test_blocks_keep_or_fold_their_lines() -> None:
    assert said("a: |\n  one\n  # two\nb: >-\n  three\n  four\n") == {"a": "one\n# two\n", "b": "three four"}


def test_lists_and_mappings_nest_in_block_and_in_flow() -> None:
    block = "a:\n- b: 1\n  c: [x, {d: 2}]\n- []\n- {}\n"
    flow = "{a: [{b: 1, c: [x, {d: 2}]}, [], {}]}"
    assert said(block) == said(flow) == {"a": [{"b": 1, "c": ["x", {"d": 2}]}, [], {}]}


@pytest.mark.parametrize(
    "text", ["a: b", "a: b\n", "a: b\r\n", "\ufeffa: b\r\n", "---\na: b\n...\n", "# c\n\na: b # c\n"]
)
def test_line_ends_marks_and_comments_change_nothing(text: str) -> None:
    assert said(text) == {"a": "b"}


LINES = """\
name: Corvo
roles: [origin, host] # both
sources:
  - title: Gazetteer
    note: |
      long
# end
"""


@pytest.mark.parametrize(
    ("path", "at_key", "span"),
    [
        ((), False, Span(1, 1, 7, 1)),
        (("name",), False, Span(1, 7, 1, 12)),
        (("name",), True, Span(1, 1, 1, 5)),
        (("roles",), False, Span(2, 8, 2, 22)),
        (("roles", 1), False, Span(2, 17, 2, 21)),
        (("sources",), True, Span(3, 1, 3, 8)),
        (("sources", 0), False, Span(4, 5, 7, 1)),
        (("sources", 0, "title"), False, Span(4, 12, 4, 21)),
        (("sources", 0, "url"), False, Span(4, 5, 7, 1)),
        (("sources", 5, "title"), True, Span(4, 3, 7, 1)),
        (("unknown",), True, Span(1, 1, 7, 1)),
        (("name", "deeper"), False, Span(1, 7, 1, 12)),
    ],
)
def test_every_key_and_value_has_its_place_and_what_is_missing_that_of_its_parent(
    path: tuple[str | int, ...], at_key: bool, span: Span
) -> None:
    place = read_yaml(LINES.encode(), "x.yaml").place
    assert place is not None
    assert place.find(path, at_key=at_key) == span


@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_count_characters_whatever_the_line_end_and_mark(before: str, end: str) -> None:
    text = f'{before}# 😀é{end}name: [😀, é, "😀", here]{end}'
    place = read_yaml(text.encode(), "x.yaml").place
    assert place is not None
    assert place.find(("name", 3)) == Span(2, 19, 2, 23)


def test_a_comment_after_a_list_does_not_belong_to_it() -> None:
    place = read_yaml(b"a:\n  - b\n  # c\n\nd: e\n", "x.yaml").place
    assert place is not None
    assert place.find(("a",)) == Span(2, 3, 2, 6)


def test_a_key_given_twice_keeps_its_first_place_and_the_rest_is_still_read() -> None:
    walked = read_yaml(b"a: 1\nb: 2\na: 3\nc: ~\n", "x.yaml")
    assert faults(walked) == [(3, 1, "PC105"), (4, 4, "PC106")]
    assert "first on line 1" in walked.findings[0].message
    assert walked.value == {"a": 1, "b": 2, "c": REFUSED}


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("[" * 100_000, "PC101", "more than 16 deep"),
        ("a: " + "{a: " * 100_000, "PC101", "more than 16 deep"),
        ("{" + "".join(f"k{n}: v, " for n in range(50_000)) + "}", "PC101", "more than 20,000 values"),
        ("a: b\n" * 20_001, "PC101", "more than 20,000 lines"),
        ("a: " + "b" * (1 << 20), "PC101", "larger than 1 MiB"),
    ],
    ids=["brackets", "braces", "keys", "lines", "bytes"],
)
def test_a_file_beyond_every_honest_size_is_refused_at_once(text: str, code: str, said: str) -> None:
    walked = read_yaml(text.encode(), "x.yaml")
    assert walked.place is None
    assert [(f.code, said in f.message) for f in walked.findings] == [(code, True)]


def test_a_file_may_be_as_large_as_the_limits() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    many = "[" + "1," * (MOST_NODES - 3) + "]"
    for text in (deep, many):
        assert read_yaml(text.encode(), "x.yaml").findings == []


@pytest.mark.parametrize(
    ("text", "place"),
    [("<<: {b: 1}\na: 1\n", (1, 1)), ('"b\\0": {c: 1}\na: 1\n', (1, 1)), ("a: 1\na: {c: 1}\n", (2, 1))],
)
def test_what_stands_under_a_refused_key_is_dropped_with_it(text: str, place: tuple[int, int]) -> None:
    walked = read_yaml(text.encode(), "x.yaml")
    assert [(line, column) for line, column, _ in faults(walked)] == [place]
    assert walked.value == {"a": 1}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "\ufeff"])
def test_a_file_that_says_nothing_is_refused_as_a_whole(text: str) -> None:
    walked = read_yaml(text.encode(), "x.yaml")
    assert [(f.code, f.message, f.span) for f in walked.findings] == [
        ("PC106", "the file says nothing", None)
    ]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("a: b: c\n", (1, 5), "a second", "quotes"),
        ("a: [b\nc: d\n", (2, 2), "not closed", "close it"),
        ('a: "b\nc: d\n', (1, 4), "quotation mark is not closed", "close it"),
        ("a: b\n\tc: d\n", (2, 1), "a tab", "spaces"),
        ("a: @b\n", (1, 4), "cannot begin a value", "quotes"),
        ('a: "C:\\dir"\n', (1, 7), "a backslash", "single quotes"),
        ("a: - b\n", (1, 4), "no list can begin", "lines of its own"),
        ("a:\n  - b\n c: d\n", (3, 2), "does not fit the lines above", "indentation"),
        ("- a\nb: c\n", (2, 1), "does not fit the list above", "begin it with -"),
    ],
)
def test_a_slip_of_the_pen_is_named_in_plain_words_where_it_is(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    walked = read_yaml(text.encode(), "x.yaml")
    assert faults(walked) == [(*place, "PC104")]
    assert message in walked.findings[0].message
    assert hint in walked.findings[0].hint


@given(st.lists(PIECES, max_size=25).map("".join))
@example("a: &a [*a]")
@example("? [a]\n: b")
@example("a: *a\n*a : b")
@example("- - -\n- ? - :")
def test_whatever_the_text_says_reading_it_never_fails(text: str) -> None:
    walked = read_yaml(text.encode(), "x.yaml")
    assert walked.place is not None or walked.findings


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_reading_them_never_fails(data: bytes) -> None:
    walked = read_yaml(data, "x.yaml")
    assert walked.place is not None or walked.findings


PLAIN = st.recursive(
    st.one_of(
        st.integers(-(10**17), 10**17),
        st.booleans(),
        st.from_regex(r"[a-z][a-z0-9 ]{0,8}[a-z]", fullmatch=True),
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


def as_flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(as_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_flow(part)}" for key, part in value.items()) + "}"
    return (
        str(value).lower()
        if isinstance(value, bool)
        else f'"{value}"'
        if isinstance(value, str)
        else str(value)
    )


@given(PLAIN)
def test_plain_values_read_back_as_they_were(value: object) -> None:
    assert said(as_flow(value)) == value


def test_the_parser_gives_what_the_walk_relies_on() -> None:
    """`_ruamel_yaml` is a private module: this notices when a new release changes it."""
    from _ruamel_yaml import CParser

    parser = CParser("%YAML 1.1\n---\n- {k: &a !t 'é'}\n- *a\n")
    events = list(iter(parser.get_event, None))
    assert [type(event).__name__.removesuffix("Event") for event in events] == [
        "StreamStart",
        "DocumentStart",
        "SequenceStart",
        "MappingStart",
        "Scalar",
        "Scalar",
        "MappingEnd",
        "Alias",
        "SequenceEnd",
        "DocumentEnd",
        "StreamEnd",
    ]
    _, document, outer, mapping, key, value, mapping_end, alias, *_ = events
    assert (document.version, document.tags) == ((1, 1), None)
    assert (bool(outer.flow_style), bool(mapping.flow_style)) == (False, True)
    assert (outer.tag, outer.anchor, mapping.tag, mapping.anchor) == (None, None, None, None)
    assert (key.value, key.style, key.tag, key.anchor) == ("k", "", None, None)
    assert (value.value, value.style, value.tag, value.anchor) == ("é", "'", "!t", "a")
    assert alias.anchor == "a"
    marks = (value.start_mark, value.end_mark, mapping_end.end_mark)
    assert [(mark.line, mark.column) for mark in marks] == [(2, 6), (2, 15), (2, 16)]
