"""Replies as JSON: what they say is read, and every fault is told with the path to it."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from own_tables import EXERCISE, MEETING
from partnercli.exchange.json_replies.reading import read_json
from partnercli.exchange.reply import Read

PREFERENCE = {"country": "altamar", "stance": "can-accept", "priority": "high", "rank": 1, "note": "n"}
REPLY = {
    "delegation": "QM",
    "preferences": [PREFERENCE, {"region": "Far Isles"}],
    "calls": ["Road maps"],
    "answers": [{"question": "pace", "reply": "agree-with-comments", "comment": "slower"}],
}


def reading(value: Any) -> Read:
    """What a file says that holds this value, or these bytes."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_json("qm.json", data, EXERCISE)


def whole(*replies: Any, **more: Any) -> dict[str, Any]:
    """A file of replies."""
    return {"format": "partner.replies/1", "replies": list(replies), **more}


def faults(value: Any) -> list[tuple[str, str]]:
    """Address and message of all that is wrong."""
    return [(remark.address, remark.message) for remark in reading(value).remarks]


def test_replies_are_read_with_the_path_to_each_field() -> None:
    (reply,) = reading(whole(REPLY, meeting=MEETING, illustrative=True)).replies
    assert (reply.delegation, reply.meeting, reply.illustrative, reply.form) == ("QM", MEETING, True, False)
    first, second = reply.entries
    assert first.subject == ("country", "altamar")
    assert first.says == {"stance": "can-accept", "priority": "high", "rank": 1, "note": "n"}
    assert first.at == "replies[0].preferences[0].country"
    assert first.cells["rank"] == "replies[0].preferences[0].rank"
    assert (second.subject, second.says) == (("region", "far-isles"), {"stance": "support"})
    assert [(call.theme, call.at) for call in reply.calls] == [("road-maps", "replies[0].calls[0]")]
    assert reply.answers[0].answer == {
        "question": "pace",
        "reply": "agree-with-comments",
        "comment": "slower",
    }


def test_calls_without_end_are_one_fault_and_not_taken_over() -> None:
    calls = [f"theme-{number}" for number in range(100)]
    assert faults(whole({"delegation": "QM", "calls": calls * 2})) == []
    assert faults(whole({"delegation": "QM", "calls": [*calls, "one-more", "another"]})) == [
        ("replies[0].calls[100]", "QM calls for more than 100 themes")
    ]


def test_one_reply_may_stand_alone_and_null_is_left_out() -> None:
    (reply,) = reading({**REPLY, "meeting": None, "preferences": [{**PREFERENCE, "note": None}]}).replies
    assert reply.entries[0].at == "preferences[0].country"
    assert "note" not in reply.entries[0].says


def test_meeting_and_illustrative_may_be_said_of_a_single_reply_and_hold_for_no_other() -> None:
    first = {**REPLY, "meeting": MEETING, "illustrative": True}
    replies = reading(whole(first, {**REPLY, "delegation": "QN", "illustrative": False})).replies
    assert [(one.delegation, one.meeting, one.illustrative) for one in replies] == [
        ("QM", MEETING, True),
        ("QN", None, False),
    ]


def test_what_our_own_export_wrote_is_read_back() -> None:
    row = {
        "meeting": MEETING,
        "delegation": "QN",
        "place": 1,
        **PREFERENCE,
        "region": None,
        "conditions": "if",
    }
    exported = {
        "format": "partner.export/1",
        "marking": "LIMITE",
        "illustrative": True,
        "columns": {},
        "tables": {
            "tally": [{"country": "altamar", "share": 0.0741}],
            "preferences": [row],
            "calls": [{"meeting": MEETING, "delegation": "QN", "call": "timelines"}],
            "answers": [{"meeting": MEETING, "delegation": "QN", **REPLY["answers"][0]}],  # type: ignore[dict-item]
        },
    }
    (reply,) = reading(exported).replies
    assert (reply.delegation, reply.meeting, reply.illustrative) == ("QN", MEETING, True)
    assert reply.entries[0].says["conditions"] == "if"
    assert reply.calls[0].theme == "timelines"
    assert reply.answers[0].question == "pace"


def test_a_number_that_no_record_holds_hides_no_other_fault() -> None:
    preferences = [
        {"country": "Altamer"},
        {"country": "corvo", "rank": 1.5},
        {"region": "inner-plain", "rnk": 2},
    ]
    assert [
        place for place, _ in faults({"delegation": "QM", "meeting": 2.5, "preferences": preferences})
    ] == [
        "meeting",
        "preferences[1].rank",
        "preferences[0].country",
        "preferences[2].rnk",
    ]


@pytest.mark.parametrize(
    ("value", "address", "message"),
    [
        ([], "", "an object of replies belongs here, not a list"),
        ({"format": "partner.tally/1"}, "format", '"partner.tally/1" is no format of replies'),
        ({"title": "a data package"}, "", "this is no file of replies"),
        ({"format": 7}, "format", '"7" is no format of replies'),
        ({"format": "partner.export/1"}, "tables", "no table of this export holds positions"),
        (whole(), "", "there is no reply in it"),
        (whole(REPLY, repleis=1), "repleis", 'unknown field "repleis"'),
        (whole(REPLY, meeting="2031"), "meeting", 'there is no meeting "2031"'),
        (whole(REPLY, illustrative="yes"), "illustrative", "true or false belongs here, not text"),
        (whole("QM"), "replies[0]", "an object with a delegation belongs here, not text"),
        (whole({**REPLY, "delegation": "QQ"}), "replies[0].delegation", 'there is no delegation "QQ"'),
        (
            whole({"calls": ["x"]}),
            "replies[0].delegation",
            "the code of a delegation belongs here, not nothing",
        ),
        (
            whole({**REPLY, "preferences": {}}),
            "replies[0].preferences",
            "a list belongs here, not a group of fields",
        ),
        (whole({**REPLY, "calls": [3]}), "replies[0].calls[0]", "a theme belongs here, not a number"),
        (whole({**REPLY, "calls": ["?"]}), "replies[0].calls[0]", '"?" cannot be kept as a theme'),
        (whole({**REPLY, "answer": []}), "replies[0].answer", 'unknown field "answer"'),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_explained(value: Any, address: str, message: str) -> None:
    assert faults(value) == [(address, message)]


@pytest.mark.parametrize(
    ("preference", "key", "message"),
    [
        ({"country": "Altamir"}, ".country", 'there is no country or region "Altamir"'),
        ({"country": "Far Isles"}, ".country", '"Far Isles" is not one country'),
        ({"country": "altamar, corvo"}, ".country", '"altamar, corvo" is not one country'),
        ({}, "", "a preference names either a country or a region"),
        (
            {"country": "altamar", "region": "far-isles"},
            "",
            "a preference names either a country or a region",
        ),
        ({"country": 5}, ".country", "text belongs here, not a number"),
        (
            {"country": "altamar", "stance": "Support"},
            ".stance",
            '"Support" is none of: support, can-accept, reservation, opposition',
        ),
        ({"country": "altamar", "priority": "top"}, ".priority", '"top" is none of: high, medium, low'),
        ({"country": "altamar", "rank": 0}, ".rank", '"0" must be at least 1'),
        (
            {"country": "altamar", "rank": True},
            ".rank",
            "a whole number belongs here, not a true/false value",
        ),
        ({"country": "altamar", "note": " "}, ".note", "there is no text here"),
        ({"country": "altamar", "notes": "x"}, ".notes", 'unknown field "notes"'),
        (
            {"country": "altamar", "note": "x" * 2001},
            ".note",
            "the text has 2,001 characters, and 2,000 at most are taken over",
        ),
    ],
)
def test_a_preference_that_is_none_is_explained_at_its_key(preference: Any, key: str, message: str) -> None:
    assert faults(whole(REPLY, {"delegation": "QN", "preferences": [preference]})) == [
        (f"replies[1].preferences[0]{key}", message)
    ]


def test_an_answer_to_no_question_and_one_that_is_no_reply_are_explained() -> None:
    answers = [
        {"question": "peace", "reply": "agree"},
        {"question": "pace", "reply": "perhaps"},
        {"reply": "agree"},
    ]
    assert [address for address, _ in faults(whole({"delegation": "QM", "answers": answers}))] == [
        "replies[0].answers[0].question",
        "replies[0].answers[1].reply",
        "replies[0].answers[2].question",
    ]


def test_a_country_named_twice_in_two_ways_is_an_error_at_both_places() -> None:
    twice = whole(
        {"delegation": "QM", "preferences": [{"country": "corvo"}, {"country": "XC", "stance": "opposition"}]}
    )
    assert faults(twice) == [
        (
            "replies[0].preferences[1].country",
            "Corvo is named twice, in two ways: here and at replies[0].preferences[0].country",
        )
    ]


@pytest.mark.parametrize(
    ("data", "address", "message"),
    [
        (b"", "line 1, column 1", "this is not JSON: expecting value"),
        (b'{"a": 1,\n "b" 2}', "line 2, column 6", "this is not JSON: expecting ':' delimiter"),
        (b'{"a": "x}', "line 1, column 7", "this is not JSON: unterminated string starting at"),
        (b'{"a": 1} {}', "line 1, column 10", "this is not JSON: extra data"),
        (b'{"a": "\xff"}', "line 1, column 8", "the file is not UTF-8 text"),
        ('{"a": 1}'.encode("utf-16"), "line 1, column 1", "the file is not UTF-8 text"),
        (b'{"a": [{"b": 1, "b": 2}]}', "a[0].b", "this field is given twice"),
        (b'{"a": NaN}', "a", '"NaN" is no whole number'),
        (b'{"a": -Infinity}', "a", '"-Infinity" is no whole number'),
        (b'{"a": 1.0}', "a", '"1.0" is no whole number'),
        (b'{"a": ' + b"9" * 5000 + b"}", "a", "a number of 5,000 digits belongs nowhere here"),
        (b'{"a": "\\ud800"}', "a", "the text holds U+D800 (half a character)"),
        (b'{"a": "\\u202e"}', "a", "the text holds U+202E (right-to-left override)"),
        (b'{"\\u0000": 1}', "", "a field's name holds U+0000 (a control character)"),
        (b'{"a": ' + b"[" * 100_000, "line 1, column 22", "brackets lie more than 16 deep within each other"),
        (b"[" + b"0," * 300_000 + b"0]", "line 1, column 500001", "the file holds more than 250,000 values"),
        (b" " * 5_000_001, "", "the file is larger than 5 MB"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_with_the_place(data: bytes, address: str, message: str) -> None:
    assert faults(data)[0] == (address, message)
    assert reading(data).replies == ()


@pytest.mark.parametrize(
    "data",
    [
        b'{"' + b'\\"' * 2_400_000,
        b'"' * 4_900_000,
        b"{" * 10 + b'"k":1,' * 100_000,
        b"[" + b'{"a":1,"a":2},' * 90_000,
    ],
)
def test_a_file_made_to_tire_the_reader_does_not(data: bytes) -> None:
    begun = time.process_time()
    assert reading(data).remarks
    assert time.process_time() - begun < 2


def test_a_byte_order_mark_is_passed_over() -> None:
    assert reading(b"\xef\xbb\xbf" + json.dumps(whole(REPLY)).encode()).replies


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["QM", "altamar"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*REPLY, *PREFERENCE, "replies", "tables", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(value=values, kind=st.sampled_from(["partner.replies/1", "partner.export/1", None]))
def test_no_value_whatever_breaks_the_reading(value: Any, kind: str | None) -> None:
    told = {**value, **({"format": kind} if kind else {})} if isinstance(value, dict) else value
    found = reading(told)
    assert found.replies or found.remarks
