"""Where the exercise stands on a day, case by case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from partnercli.documents.standing import Standing, standing_of
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Write = Callable[[str, str | bytes], Path]
Stand = Callable[..., Standing]

MEETING = "2031-03-04-working-group"
FILE = f"data/meetings/{MEETING}.yaml"
DUE = date(2031, 3, 20)
ASKED = """\
forum: Working Group
date: 2031-03-04
carries_over_from: 2031-01-20-ministers
questions: [{id: way-forward, text: Do delegations agree?, due: 2031-03-20, mode: MODE}]
sources: [{title: Calendar}]
"""
CONCLUDED = "conclusions: [{question: way-forward, text: They do., on: 2031-03-21}]\n"


@pytest.fixture
def stand(fictional: Path) -> Stand:
    """The fictional repository's standing on a day."""

    def standing(day: date = date(2031, 3, 12)) -> Standing:
        return standing_of(load(WorkingTree(fictional), Scope.everything()).exercise, day)

    return standing


def test_it_names_who_was_not_heard_and_who_has_not_confirmed(stand: Stand) -> None:
    now = stand()
    assert now.tally is not None
    assert (now.meeting, now.tally.silent) == (MEETING, ("QS",))
    assert now.unconfirmed == ("QN", "QO", "QP")


@pytest.mark.parametrize(("day", "late"), [(DUE, False), (date(2031, 3, 21), True)])
def test_a_reply_is_owed_and_late_from_the_day_after_it_was_due(day: date, late: bool, stand: Stand) -> None:
    (question,) = stand(day).questions
    assert (question.meeting, question.row.question.id) == (MEETING, "way-forward")
    assert question.owing == ("QR", "QS")
    assert question.late_on(day) is late


@pytest.mark.parametrize(("day", "silence"), [(DUE, "pending"), (date(2031, 3, 21), "accepted")])
def test_nobody_owes_a_reply_under_the_silence_procedure(
    day: date, silence: str, stand: Stand, write: Write
) -> None:
    write(FILE, ASKED.replace("MODE", "silence"))
    (question,) = stand(day).questions
    assert (question.row.silence, question.owing) == (silence, ())
    assert not question.late_on(day)
    assert question.row.objections == ("QN", "QP")


def test_a_question_without_a_day_is_never_late(stand: Stand, write: Write) -> None:
    write(FILE, ASKED.replace(", due: 2031-03-20, mode: MODE", ""))
    (question,) = stand(date(2040, 1, 1)).questions
    assert not question.late_on(date(2040, 1, 1))


def test_a_question_is_open_from_its_meeting_until_something_is_concluded(stand: Stand, write: Write) -> None:
    write(FILE, ASKED.replace("MODE", "reply"))
    assert stand(date(2031, 3, 3)).questions == ()
    assert len(stand(date(2031, 3, 4)).questions) == 1
    write(FILE, ASKED.replace("MODE", "reply") + CONCLUDED)
    assert stand().questions == ()


def test_questions_of_later_meetings_are_open_too_and_those_of_earlier_ones_are_history(
    stand: Stand, write: Write
) -> None:
    question = "questions: [{id: next, text: And then?}]\nsources: [{title: Calendar}]\n"
    write("data/meetings/2031-03-10-ministers.yaml", f"forum: Ministers\ndate: 2031-03-10\n{question}")
    write("data/meetings/2031-02-01-ministers.yaml", f"forum: Ministers\ndate: 2031-02-01\n{question}")
    assert [one.meeting for one in stand().questions] == [MEETING, "2031-03-10-ministers"]


def test_a_partner_lacks_its_outline_only_once_something_was_concluded(
    stand: Stand, write: Write, fictional: Path
) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    assert (stand().concluded, stand().without_outline) == (False, ())
    write(FILE, ASKED.replace("MODE", "reply") + CONCLUDED)
    assert (stand().concluded, stand().without_outline) == (True, ("corvo",))


def test_a_superseded_outline_is_none(stand: Stand, write: Write, fictional: Path) -> None:
    write(FILE, ASKED.replace("MODE", "reply") + CONCLUDED)
    outline = fictional / "data/outlines/altamar.yaml"
    outline.write_text(outline.read_text("utf-8").replace("status: draft", "status: superseded"), "utf-8")
    now = stand(date(2040, 1, 1))
    assert (now.without_outline, now.drafts) == (("altamar",), ())
    assert {late.outline for late in now.late} == {"corvo"}


def test_the_list_is_the_documents_where_decided_else_the_tallys(stand: Stand, fictional: Path) -> None:
    document = fictional / "data/documents/10001-31.yaml"
    text = document.read_text("utf-8")
    document.write_text(text.replace("[altamar, corvo]", "[corvo, esker]"), "utf-8")
    assert (stand().partners, stand().decided) == (("corvo", "esker"), True)
    document.write_text(text.replace("partners: [altamar, corvo]\n", ""), "utf-8")
    assert (stand().partners, stand().decided) == (("altamar", "corvo"), False)
    document.unlink()
    assert (stand().document, stand().partners) == (None, ("altamar", "corvo"))


def test_a_step_is_late_from_the_day_after_its_time(stand: Stand) -> None:
    assert stand(date(2031, 6, 30)).late == ()
    ((outline, step),) = stand(date(2031, 7, 1)).late
    assert (outline, step.id) == ("altamar", "convene-round-table")


def test_an_endorsed_outline_is_suspect_when_what_it_rests_on_changed(stand: Stand, write: Write) -> None:
    basis = "{day: 2031-04-01, inputs: [{file: data/countries/esker.yaml, digest: other, support: 7}]}"
    endorsed = f"endorsed: {{by: Group, on: 2031-04-01, basis: {basis}}}"
    write("data/outlines/esker.yaml", f"country: esker\nstatus: endorsed\n{endorsed}\nsteps: []\n")
    ((outline, doubts),) = stand().suspect
    assert outline == "esker"
    assert {doubt.file for doubt in doubts} == {"data/countries/esker.yaml"}
    assert "support was 7" in " ".join(doubt.what for doubt in doubts)


def test_meetings_ahead_begin_with_those_of_the_day_the_next_one_first(stand: Stand) -> None:
    assert stand(date(2031, 1, 20)).ahead == ("2031-01-20-ministers", MEETING)
    assert stand(date(2031, 1, 21)).ahead == (MEETING,)
    assert stand(date(2031, 3, 5)).ahead == ()


def test_of_an_exercise_without_anything_nothing_is_said() -> None:
    now = standing_of(Exercise(), date(2031, 3, 12))
    assert (now.meeting, now.tally, now.document, now.partners) == (None, None, None, ())
    assert not any(
        (now.questions, now.concluded, now.suspect, now.late, now.revise, now.ahead, now.unconfirmed)
    )
