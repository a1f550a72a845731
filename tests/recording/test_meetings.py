"""Meetings as the desk records them: ids, forums, questions and conclusions."""

from __future__ import annotations

from datetime import date

import pytest

from partnercli.recording.meetings import concluded, forum_of, questioned, read_id
from partnercli.records.base import Unreadable
from partnercli.records.meeting import Meeting

MEETING = {"forum": "HLWG", "date": "2031-03-04", "sources": [{"title": "Calendar"}]}


def test_an_id_is_a_date_and_words() -> None:
    assert read_id("2031-06-10-working-group") == (date(2031, 6, 10), "working-group")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2031-02-30-visit", "not in the calendar"),
        ("2031-6-1-visit", "no meeting's id"),
        ("working-group", "no meeting's id"),
        ("2031-06-10", "no meeting's id"),
        ("2031-06-10-Working Group", "not an id"),
        ("2031-06-10-", "not an id"),
        ("3031-06-10-visit", "outside the years"),
    ],
)
def test_what_is_no_id_is_refused(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_id(text)


def test_the_words_of_an_id_mean_the_forum_that_they_meant_before() -> None:
    known = {"ministers": "FAC/JHA", "group": "Group on Partnerships"}
    assert forum_of("ministers", known) == "FAC/JHA"
    assert forum_of("group-on-partnerships-2", known) == "Group on Partnerships"
    assert forum_of("fac-jha", known) == "FAC/JHA"
    assert forum_of("hlwg", {"x": "HLWG+"}) == "HLWG+"


def test_a_council_body_is_known_without_an_earlier_meeting_and_any_other_is_not_guessed() -> None:
    assert forum_of("emwp", {}) == "EMWP"
    assert forum_of("emwp-informal", {}) == "EMWP"
    assert forum_of("emwpx", {}) is None
    assert forum_of("oslo", {}) is None


def test_a_question_joins_the_others_or_changes_only_in_what_is_given() -> None:
    one = questioned(MEETING, {"text": "Yes?", "id": "way-forward", "due": "2031-03-20"})
    two = questioned(one, {"id": "list", "text": "The list?"})
    three = questioned(two, {"id": "way-forward", "mode": "silence"})
    assert three["questions"] == [
        {"id": "way-forward", "text": "Yes?", "due": "2031-03-20", "mode": "silence"},
        {"id": "list", "text": "The list?"},
    ]
    assert list(three) == ["forum", "date", "questions", "sources"]
    assert "questions" not in MEETING
    Meeting.model_validate(three)


def test_a_question_has_one_conclusion() -> None:
    one = concluded(MEETING, {"question": "list", "text": "Agreed.", "on": "2031-03-20"})
    two = concluded(one, {"question": "way-forward", "text": "Noted.", "on": "2031-03-20"})
    three = concluded(two, {"question": "list", "text": "Not agreed.", "on": "2031-03-21"})
    assert [entry["text"] for entry in three["conclusions"]] == ["Not agreed.", "Noted."]
    assert one["conclusions"][0]["text"] == "Agreed."
    Meeting.model_validate(three)
