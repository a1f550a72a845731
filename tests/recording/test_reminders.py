"""A reminder says what was noted of its own delegation, and never a word about any other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.readings import names_at, noted
from partnercli.recording.reminders import WIDTH, Asked, Reminder, reminder, subject
from partnercli.records.delegations import DelegationList
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting, Question
from partnercli.records.position import Position

EARLIER, AT = "2031-01-20-ministers", "2031-03-04-working-group"
SOURCES = [{"title": "Notes"}]
NAMES = {"QM": "Marland", "QN": "Norrey", "QO": "Ostia", "QP": "Pellerin"}
DELEGATIONS = DelegationList.model_validate(
    {
        "delegations": [
            {"code": code, "name": name, "accession": "2001-01-01"} for code, name in NAMES.items()
        ],
        "sources": SOURCES,
    }
)
QUESTION = Question.model_validate(
    {"id": "way-forward", "text": "Do delegations agree?", "due": "2031-03-20"}
)
SILENT = Question.model_validate({"id": "list", "text": "The list?", "due": "2031-03-20", "mode": "silence"})
FIELDS = ("conditions", "note", "remark", "comment", "source", "call")


def canary(code: str, field: str) -> str:
    """A word that can only come from one field of one delegation."""
    return f"{code.lower()}canary{field}"


def position(code: str, meeting: str = AT, **more: Any) -> Position:
    """A position in which every text is a canary."""
    values = {
        "delegation": code,
        "meeting": meeting,
        "basis": "statement",
        "preferences": [
            {"country": f"{code.lower()}land", "stance": "reservation"}
            | {field: canary(code, field) for field in ("conditions", "note")},
            {"region": "far-isles", "priority": "high"},
        ],
        "calls": [canary(code, "call")],
        "remarks": [f"{canary(code, 'remark')}: we agree with Norrey and with QN."],
        "answers": [
            {"question": "way-forward", "reply": "agree-with-comments", "comment": canary(code, "comment")}
        ],
        "sources": [{"title": canary(code, "source")}],
        **more,
    }
    return Position.model_validate(values)


def exercise(positions: dict[str, dict[str, Position]]) -> Exercise:
    """An exercise of two meetings, the later of which carries over."""
    head = {"forum": "Working Group", "sources": SOURCES}
    return Exercise(
        delegation_list=DELEGATIONS,
        meetings={
            EARLIER: Meeting.model_validate({**head, "date": "2031-01-20"}),
            AT: Meeting.model_validate({**head, "date": "2031-03-04", "carries_over_from": EARLIER}),
        },
        positions=positions,
    )


def text_for(whole: Exercise, code: str, **more: Any) -> str:
    """The reminder of one delegation."""
    about = Reminder(
        noted(whole, AT)(code),
        NAMES[code],
        "Working Group of 4 March 2031",
        **{"by": "20 March 2031", "questions": (QUESTION, SILENT), **more},
    )
    return f"{subject(about)}\n{reminder(about, names_at(whole, AT))}"


bases = st.sampled_from(["statement", "written", "non-paper", "bilateral"])
files = st.dictionaries(st.sampled_from(sorted(NAMES)), bases)


@given(here=files, before=files, code=st.sampled_from(sorted(NAMES)), silence=st.booleans())
def test_no_word_of_another_delegation_and_no_remark_or_note_of_its_own_is_ever_in_it(
    here: dict[str, str], before: dict[str, str], code: str, silence: bool
) -> None:
    whole = exercise(
        {
            AT: {key.lower(): position(key, basis=basis) for key, basis in here.items()},
            EARLIER: {key.lower(): position(key, EARLIER, basis=basis) for key, basis in before.items()},
        }
    )
    text = text_for(whole, code, asked=(Asked(SILENT if silence else QUESTION, "20 March 2031"),))
    others = [other for other in NAMES if other != code]
    assert not [
        word for other in others for word in (other, NAMES[other], f"{other.lower()}land") if word in text
    ]
    assert not [field for other in others for field in FIELDS if canary(other, field) in text]
    assert not [field for field in ("note", "remark", "source") if canary(code, field) in text]
    assert NAMES[code] in text
    if code in here:
        assert canary(code, "conditions") in text
        assert canary(code, "comment") in text


def test_it_says_what_was_noted_and_by_when_to_correct_it() -> None:
    whole = exercise({AT: {"qm": position("QM")}})
    text = " ".join(text_for(whole, "QM").split())
    assert "- has a reservation on: qmland (qmcanaryconditions)" in text
    assert "- supports: far-isles (region) (high priority)" in text
    assert '- agrees, with comments on the question "Do delegations agree?": qmcanarycomment' in text
    assert "Please confirm this reading, or correct it, by 20 March 2031." in text


def test_what_was_confirmed_is_not_asked_again() -> None:
    whole = exercise({AT: {"qm": position("QM", confirmed="2031-03-06")}})
    text = text_for(whole, "QM", by="")
    assert "has confirmed this reading" in text
    assert "Please" not in text


def test_a_question_under_silence_says_what_silence_means_and_when() -> None:
    asked = (Asked(SILENT, "20 March 2031"),)
    text = " ".join(text_for(exercise({}), "QM", asked=asked).split())
    assert "no objection by 20 March 2031 will count as acceptance" in text
    assert "Please reply" not in text
    asked = (Asked(QUESTION, "21 March 2031"),)
    text = " ".join(text_for(exercise({}), "QM", asked=asked).split())
    assert "Please reply by 21 March 2031." in text
    assert "silence" not in text


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "has noted no position of your delegation"),
        ({AT: {"qm": position("QM", preferences=[])}}, "- names no partner country - "),
    ],
)
def test_nothing_noted_and_all_withdrawn_are_told_apart(files: dict[str, Any], words: str) -> None:
    assert words in " ".join(text_for(exercise(files), "QM").split())


def test_what_is_carried_over_says_from_where() -> None:
    whole = exercise({EARLIER: {"qm": position("QM", EARLIER)}})
    text = " ".join(text_for(whole, "QM", origin="Ministers of 20 January 2031").split())
    assert "(carried over from the Ministers of 20 January 2031)" in text
    assert "qmcanarycomment" not in text, "answers are never carried"


def test_marks_stand_above_it_and_lines_fit_a_mail() -> None:
    whole = exercise(
        {AT: {"qm": position("QM", preferences=[{"country": "corvo", "conditions": "so " * 60}])}}
    )
    about = Reminder(
        noted(whole, AT)("QM"), "Marland", "Working Group of 4 March 2031", marks=("LIMITE", "X")
    )
    text = reminder(about, names_at(whole, AT))
    lines = text.splitlines()
    assert lines[0] == "LIMITE · X"
    assert text == f"LIMITE · X\n\n{reminder(about._replace(marks=()), names_at(whole, AT))}"
    assert text.endswith("\nPlease confirm this reading, or correct it.\n"), "no day is known"
    assert max(map(len, lines)) <= WIDTH


def test_a_reading_is_confirmed_where_its_preferences_were_confirmed() -> None:
    whole = exercise(
        {
            EARLIER: {"qm": position("QM", EARLIER, confirmed="2031-01-22")},
            AT: {"qm": Position.model_validate({**_reply("QM")})},
        }
    )
    one = noted(whole, AT)("QM")
    assert one.confirmed
    assert one.carried
    assert [used.meeting for used in one.used] == [EARLIER, AT]
    assert one.used[0].confirmed == date(2031, 1, 22)


def _reply(code: str) -> dict[str, Any]:
    return {"delegation": code, "meeting": AT, "basis": "written", "sources": SOURCES}
