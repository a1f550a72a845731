"""What is still open, in the words of the report: for the Presidency with who owes it, for delegations without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from partnercli.documents.report.open_points import open_points, points_for_all
from partnercli.documents.standing import standing_of
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Edit = Callable[[str, str, str], None]

MEETING, CORVO = "data/meetings/2031-03-04-working-group.yaml", "data/outlines/corvo.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
DUE, DAY = "    due: 2031-03-20\n", date(2031, 3, 25)
SILENCE = "    mode: silence\n"
ASKED = "“Do delegations agree to the way forward set out above?”"
CONCLUDED = "conclusions: [{question: way-forward, text: Agreed, on: 2031-03-22}]\nsources:"


def read(at: Path) -> Exercise:
    return load(WorkingTree(at), Scope.everything()).exercise


def for_presidency(exercise: Exercise, on: date = DAY) -> list[tuple[str, str]]:
    return [(one.about, one.text) for one in open_points(exercise, standing_of(exercise, on))]


def for_all(exercise: Exercise, on: date = DAY) -> list[tuple[str, str]]:
    return [(one.about, one.text) for one in points_for_all(exercise, standing_of(exercise, on))]


@pytest.mark.parametrize(
    ("question", "on", "said"),
    [
        (DUE, DAY, "2 delegations owe a reply, late since 20 March 2031"),
        (DUE, date(2031, 3, 20), "2 delegations owe a reply, due 20 March 2031"),
        ("", DAY, "2 delegations owe a reply"),
        (SILENCE + DUE, date(2031, 3, 20), "silence until 20 March 2031"),
        (SILENCE + DUE, DAY, "silence has passed; to be concluded"),
        (SILENCE, DAY, "silence, without a day on which it ends"),
    ],
    ids=["late", "due", "without a day", "silence", "silence that has passed", "silence without a day"],
)
def test_a_question_says_what_it_waits_for(
    question: str, on: date, said: str, fictional: Path, edit: Edit
) -> None:
    edit(MEETING, DUE, question)
    assert ("Question", f"{ASKED}: {said}.") in for_presidency(read(fictional), on)


def test_a_question_to_which_all_replied_is_to_be_concluded(fictional: Path, edit: Edit) -> None:
    edit(MEETING, "documents:", "delegations: [QM, QN, QO, QP]\ndocuments:")
    assert ("Question", f"{ASKED}: all have replied; to be concluded.") in for_presidency(read(fictional))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (DUE, "Replies are asked for by 20 March 2031."),
        ("", "Replies are asked for."),
        (SILENCE + DUE, "Silence until 20 March 2031 is agreement."),
        (SILENCE, "Silence is agreement."),
    ],
    ids=["by a day", "without a day", "silence until a day", "silence without a day"],
)
def test_delegations_read_how_a_question_is_to_be_answered(
    question: str, said: str, fictional: Path, edit: Edit
) -> None:
    edit(MEETING, DUE, question)
    assert for_all(read(fictional)) == [("Question of 4 March 2031", f"{ASKED} {said}")]


def test_steps_that_are_late_stand_under_their_own_outline(fictional: Path) -> None:
    late = [one for one in for_presidency(read(fictional), date(2031, 12, 1)) if one[0].startswith("Outline")]
    assert late == [
        ("Outline: Altamar", "1 step late: Round table (from Q2 2031)."),
        ("Outline: Corvía", "1 step late: Round table (from Q3 2031)."),
    ]


def test_partners_that_are_agreed_and_have_no_outline_are_told_to_all(fictional: Path, edit: Edit) -> None:
    (fictional / CORVO).unlink()
    assert "Outlines" not in [about for about, _ in for_all(read(fictional))]
    edit(MEETING, "sources:", CONCLUDED)
    point = ("Outlines", "None yet for Corvo.")
    assert point in for_all(read(fictional))
    assert point in for_presidency(read(fictional))


def test_a_document_to_be_looked_at_again_is_told_to_the_presidency_alone(
    fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar]")
    exercise = read(fictional)
    (revise,) = standing_of(exercise, DAY).revise
    said = ("Document 10001/31", f"To be looked at again: {'; '.join(revise.because)}.")
    assert said in for_presidency(exercise)
    assert said[0] not in [about for about, _ in for_all(exercise)]


def test_a_meeting_ahead_is_called_by_its_title(fictional: Path) -> None:
    point = ("Meeting ahead", "meeting of the Working Group, 4 March 2031.")
    assert point in for_all(read(fictional), date(2031, 3, 1))


def test_without_a_current_meeting_nobody_is_told_not_to_have_been_heard(fictional: Path) -> None:
    exercise = read(fictional)
    assert exercise.config is not None
    without = replace(exercise, config=exercise.config.model_copy(update={"current_meeting": None}))
    assert not {"Not heard", "Not confirmed"} & {about for about, _ in for_presidency(without)}
