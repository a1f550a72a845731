"""`partner calendar`: what it holds, how it is asked for, and that it stays the same until the records change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from calendars import (
    ALTAMAR,
    AUDIENCES,
    CORVO,
    MARKS,
    MEETING,
    VISIT,
    Edit,
    Partner,
    Write,
    days,
    lines,
    made,
    read,
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "calendar.ics"),
        (("--audience", "presidency"), "calendar-presidency.ics"),
        (("--public",), "calendar-public.ics"),
    ],
)
def test_each_circle_has_a_file_of_its_own_in_build(
    words: tuple[str, ...], name: str, partner: Partner, released: Path
) -> None:
    assert made(partner, released, *words) == released / "build" / name
    assert [one.name for one in (released / "build").iterdir()] == [name]


def test_steps_run_from_the_first_day_of_their_time_to_the_last(partner: Partner, fictional: Path) -> None:
    found = read(made(partner, fictional))
    harbour = found["step.altamar.start-harbour-project"]
    assert days(harbour) == (date(2031, 10, 1), date(2032, 4, 1))
    assert harbour["SUMMARY"] == "Altamar: Harbour project"
    assert lines(harbour) == [
        MARKS,
        "Name two harbours for a joint desk.",
        "Lead: Harbour Agency",
        "Time: from the fourth quarter of 2031 to the first quarter of 2032",
        "State: planned",
        "The outline is a working draft of the Presidency.",
    ]


def test_a_step_of_which_one_end_is_known_stands_on_that_day_and_says_so(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "timeline: {from: 2031-Q3, to: 2031-Q4}", "timeline: {to: 2031-Q4}")
    found = read(made(partner, fictional))
    begins, due = found["step.corvo.open-charter"], found["step.corvo.pursue-grant"]
    assert (begins["SUMMARY"], *days(begins)) == ("Corvo: Charter begins", date(2032, 1, 1), date(2032, 1, 2))
    assert due["SUMMARY"] == "Corvo: Shore grant is due (under way)"
    assert days(due) == (date(2031, 12, 31), date(2032, 1, 1))


def test_done_steps_are_marked_dropped_ones_left_out_and_those_without_a_day_counted(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "status: ongoing", "status: done")
    edit(CORVO, "timeline: {from: 2032-H1}", "status: dropped\n    timeline: {from: 2032-H1}")
    edit(ALTAMAR, "    timeline: {from: 2031-Q2}\n", "")
    done = partner("calendar", at=fictional)
    assert done.err == "2 meetings, 1 reply date and 4 steps; 1 step has no day yet\n"
    found = read(fictional / done.out.strip())
    assert found["step.corvo.pursue-grant"]["SUMMARY"].endswith(" (done)")
    assert not {"step.corvo.open-charter", "step.altamar.convene-round-table"} & set(found)


def test_of_an_outline_that_was_superseded_nothing_is_left(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "status: submitted", "status: superseded")
    assert not [key for key in read(made(partner, fictional)) if "corvo" in key]


def test_a_meeting_has_its_place_and_the_documents_before_it(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(MEETING, "format: in person", "place: Port Pellerin; east hall, upstairs")
    found = read(made(partner, fictional))["meeting.2031-03-04-working-group"]
    assert found["SUMMARY"] == "Meeting of the Working Group"
    assert found["LOCATION"] == "Port Pellerin; east hall, upstairs"
    assert lines(found) == [MARKS, "Document: 10001/31."]


def test_a_reply_date_says_what_is_asked_and_to_the_presidency_how_many_replies_are_missing(
    partner: Partner, fictional: Path
) -> None:
    key = "reply.2031-03-04-working-group.way-forward"
    asked = (
        "Meeting of the Working Group, 4 March 2031: Do delegations agree to the way forward set out above?"
    )
    found = read(made(partner, fictional))[key]
    assert days(found) == (date(2031, 3, 20), date(2031, 3, 21))
    assert found["SUMMARY"] == "Replies due: way forward (Working Group)"
    assert lines(found) == [MARKS, asked, "Replies are due."]
    theirs = read(made(partner, fictional, "--audience", "presidency"))[key]
    assert lines(theirs) == [
        f"{MARKS} · PRESIDENCY ONLY",
        asked,
        "Replies are due.",
        "2 of 6 replies missing.",
    ]


def test_of_what_is_concluded_no_reply_is_missing(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(MEETING, "documents:", "conclusions: [{question: way-forward, text: Agreed.}]\ndocuments:")
    found = read(made(partner, fictional, "--audience", "presidency"))
    assert lines(found["reply.2031-03-04-working-group.way-forward"])[-1] == "Replies are due."


def test_the_silence_procedure_is_said(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(MEETING, "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    found = read(made(partner, fictional, "--audience", "presidency"))
    event = found["reply.2031-03-04-working-group.way-forward"]
    assert event["SUMMARY"] == "Silence ends: way forward (Working Group)"
    assert lines(event)[-1] == "Silence procedure: no objection by the end of this day is agreement."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_same_records_give_the_same_bytes_on_another_day_in_another_process(
    audience: str, partner: Partner, released: Path, process: Callable[..., Any]
) -> None:
    file = made(partner, released, "--audience", audience)
    before = file.read_bytes()
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "0"}
    done = process("calendar", "--audience", audience, at=released, environment=environment)
    assert done.returncode == 0
    assert file.read_bytes() == before


def test_entries_keep_their_ids_when_words_days_and_order_change(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    before = read(made(partner, fictional))
    edit(CORVO, "timeline: {from: 2032-H1}", "timeline: {from: 2030-Q1}")
    edit(CORVO, "Explore a charter.", "Look into a charter.")
    edit(MEETING, "title: meeting of the Working Group", "title: second meeting")
    after = read(made(partner, fictional, "--on", "2031-06-01"))
    assert set(after) == set(before)
    assert list(after) != list(before)


def test_no_two_entries_share_an_id_however_the_ids_of_their_records_run_on(
    partner: Partner, fictional: Path, write: Write
) -> None:
    for forum, question in (("shore", "north-desk"), ("shore-north", "desk")):
        write(
            f"data/meetings/2031-03-05-{forum}.yaml",
            f"forum: {forum}\ndate: 2031-03-05\nquestions: [{{id: {question}, text: When?, due: 2031-04-20}}]\n"
            "sources: [{title: Calendar}]\n",
        )
    assert len(read(made(partner, fictional, "--only", "replies"))) == 3


def test_on_a_later_day_late_steps_are_said_to_be_late(partner: Partner, fictional: Path) -> None:
    found = read(made(partner, fictional, "--on", "2031-09-01"))
    assert found["step.altamar.convene-round-table"]["SUMMARY"] == "Altamar: Round table begins (late)"


def test_a_past_revision_gives_the_calendar_of_then(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    commit = history("as it was")
    before = made(partner, fictional).read_bytes()
    edit(CORVO, "timeline: {from: 2032-H1}", "timeline: {from: 2033-H1}")
    assert made(partner, fictional).read_bytes() != before
    assert made(partner, fictional, "--at", commit).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (("--only", "steps"), {"step"}),
        (("--only", "replies", "--only", "meetings"), {"reply", "meeting"}),
        (("--only", "steps", "--audience", "presidency"), {"step", "hold"}),
    ],
)
def test_only_what_is_asked_for_is_in_it(
    words: tuple[str, ...], kinds: set[str], partner: Partner, fictional: Path
) -> None:
    assert {key.partition(".")[0] for key in read(made(partner, fictional, *words))} == kinds


def test_of_a_country_it_holds_the_steps_the_hold_and_the_visits(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/meetings/2031-04-02-visit.yaml", VISIT)
    found = read(made(partner, fictional, "--country", "ALTAMAR", "--audience", "presidency"))
    assert {key.rpartition(".")[0] for key in found} == {"meeting", "step.altamar"}
    both = read(made(partner, fictional, "--country", "altamar,corvo"))
    assert {key.split(".")[1] for key in both} == {"altamar", "corvo"}


def test_unknown_countries_are_all_named_with_the_nearest(partner: Partner, fictional: Path) -> None:
    done = partner("calendar", "--country", "Altamer", "--country", "Corfo", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert "Altamer" in done.err
    assert "did you mean altamar?" in done.err
    assert "did you mean corvo?" in done.err


def test_a_country_without_an_outline_is_told_how_to_get_one(partner: Partner, fictional: Path) -> None:
    done = partner("calendar", "--country", "Esker", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert "Esker: no outline" in done.err
    assert "hint: draft it: partner outline new esker" in done.err


@pytest.mark.parametrize(
    ("audience", "said", "hint"),
    [
        ("delegations", "calendar for delegations", "--audience presidency"),
        ("presidency", "calendar for the Presidency", "partner meeting list"),
    ],
)
def test_a_country_without_a_visit_is_not_told_to_get_an_outline(
    audience: str, said: str, hint: str, partner: Partner, fictional: Path
) -> None:
    words = ("--country", "Esker", "--only", "meetings", "--audience", audience)
    done = partner("calendar", *words, at=fictional)
    assert (done.code, done.out) == (3, "")
    assert f"Esker: no visit or dialogue in the {said}" in done.err
    assert hint in done.err


def test_where_nothing_has_a_day_there_is_no_file_and_a_word_on_what_to_do(
    partner: Partner, fictional: Path
) -> None:
    shutil.rmtree(fictional / "data/outlines")
    done = partner("calendar", "--only", "steps", at=fictional)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "error: there is nothing with a day to put into a calendar\n"
        "hint: give a step a time: partner outline step set COUNTRY STEP timeline.from=PERIOD\n"
    )
    assert not (fictional / "build").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--public", "--audience", "presidency"),
        ("--public", "--country", "altamar"),
        ("--public", "--on", "2031-03-25"),
        ("--public", "--only", "meetings"),
        ("--country", "altamar", "--only", "replies"),
        ("--on", "tomorrow"),
    ],
)
def test_what_contradicts_itself_is_refused_with_a_hint(
    words: tuple[str, ...], partner: Partner, released: Path
) -> None:
    done = partner("calendar", *words, at=released)
    assert (done.code, done.out) == (2, "")
    assert "hint: " in done.err
    assert not (released / "build").exists()


def test_as_json_the_file_is_listed_with_all_that_it_holds(partner: Partner, fictional: Path) -> None:
    done = partner("calendar", "--json", "--output", "out", at=fictional)
    told = json.loads(done.out)
    file = fictional / "out" / "calendar.ics"
    assert told.pop("files") == [
        {
            "path": "out/calendar.ics",
            "bytes": file.stat().st_size,
            "sha256": sha256(file.read_bytes()).hexdigest(),
        }
    ]
    entries = told.pop("entries")
    assert [one["uid"].partition("@")[0] for one in entries] == list(read(file))
    assert entries[-1]["last"] == "2032-01-01"
    assert told == {
        "format": "partner.calendar/1",
        "marking": "LIMITE",
        "illustrative": True,
        "meeting": None,
        "what_if": [],
        "audience": "delegations",
        "title": "Partnerships of the Northern Shore",
        "on": "2031-03-10",
        "undated": 0,
    }
