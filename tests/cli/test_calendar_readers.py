"""`partner calendar`: which circle of readers reads what, and that the public reads what was released alone."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import icalendar as reader
import pytest

from calendars import (
    ALTAMAR,
    AUDIENCES,
    CORVO,
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
from canaries import Planted
from report_files import DOCUMENT

FOR_DELEGATIONS = {
    *("config.title", "instrument.name", "country.name"),
    *("meeting.title", "meeting.forum", "meeting.format", "meeting.place", "meeting.questions.text"),
    *("outline.steps.action", "outline.steps.lead", "outline.steps.with"),
    *("outline.history.by", "outline.history.reference", "outline.endorsed.by", "outline.endorsed.reference"),
}
"""The fields that delegations read in the calendar; no other."""


def test_delegations_read_of_no_document_that_they_do_not_have(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    later = (fictional / DOCUMENT).read_text("utf-8").replace("number: 10001/31", "number: 10002/31")
    write("data/documents/10002-31.yaml", later.replace("2031-03-10", "2031-03-11"))
    edit(MEETING, "[10001-31]", "[10001-31, 10002-31]")
    key = "meeting.2031-03-04-working-group"
    assert "Document: 10001/31." in lines(read(made(partner, fictional))[key])
    theirs = read(made(partner, fictional, "--audience", "presidency"))[key]
    assert "Documents: 10001/31 and 10002/31." in lines(theirs)


def test_a_question_of_a_meeting_to_come_is_the_presidencys_until_then(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write(
        "data/meetings/2031-04-09-working-group.yaml",
        "forum: Working Group\ndate: 2031-04-09\nquestions: [{id: timing, text: When?, due: 2031-04-20}]\n"
        "sources: [{title: Calendar}]\n",
    )
    meeting, question = "meeting.2031-04-09-working-group", "reply.2031-04-09-working-group.timing"
    found = read(made(partner, fictional))
    assert meeting in found
    assert question not in found
    assert question in read(made(partner, fictional, "--on", "2031-04-09"))
    assert question in read(made(partner, fictional, "--audience", "presidency"))


def test_visits_and_holds_are_the_presidencys_alone(partner: Partner, fictional: Path, write: Write) -> None:
    write("data/meetings/2031-04-02-visit.yaml", VISIT)
    theirs = read(made(partner, fictional, "--audience", "presidency"))
    assert theirs["meeting.2031-04-02-visit"]["SUMMARY"] == "Visit"
    assert lines(theirs["meeting.2031-04-02-visit"])[1:] == ["With Altamar."]
    assert theirs["hold.corvo"]["SUMMARY"] == "Corvo: hold ends"
    assert days(theirs["hold.corvo"]) == (date(2031, 5, 31), date(2031, 6, 1))
    assert lines(theirs["hold.corvo"])[1:] == ["No step before May 2031 has passed: the Duchy votes."]
    assert not {"meeting.2031-04-02-visit", "hold.corvo"} & set(read(made(partner, fictional)))


def test_a_name_brings_its_own_footnote_along_and_no_other(
    partner: Partner, released: Path, edit: Edit, write: Write
) -> None:
    write("data/meetings/2031-04-02-visit.yaml", VISIT.replace("altamar", "corvo"))
    for country in ("altamar", "corvo"):
        edit(f"data/countries/{country}.yaml", "region:", f"footnote: Of {country}.\nregion:")
    theirs = read(made(partner, released, "--audience", "presidency"))
    assert lines(theirs["meeting.2031-04-02-visit"])[1:] == ["With Corvo*.", "* Of corvo."]
    assert lines(theirs["step.corvo.pursue-grant"])[-1] == "* Of corvo."
    found = read(made(partner, released, "--public"))
    charter = found["step.corvo.charter.1"]
    assert charter["SUMMARY"] == "Corvo**: Charter begins"
    assert lines(charter)[2:] == ["Public summary of 10001/31", "** Of corvo."]
    assert lines(found["step.altamar.charter.1"])[3:] == ["* Of altamar."]


def test_the_public_reads_the_steps_of_the_released_list_and_nothing_else(
    partner: Partner, released: Path
) -> None:
    found = read(made(partner, released, "--public"))
    assert [(str(one["SUMMARY"]), *map(str, days(one))) for one in found.values()] == [
        ("Altamar: Round table begins", "2031-04-01", "2031-04-02"),
        ("Corvo: Round table begins", "2031-07-01", "2031-07-02"),
        ("Corvo: Shore grant", "2031-07-01", "2032-01-01"),
        ("Altamar: Charter begins", "2031-10-01", "2031-10-02"),
        ("Altamar: Harbour project", "2031-10-01", "2032-04-01"),
        ("Corvo: Charter begins", "2032-01-01", "2032-01-02"),
    ]
    assert {one["CLASS"] for one in found.values()} == {"PUBLIC"}
    assert lines(found["step.altamar.harbour-project.1"]) == [
        "ILLUSTRATIVE, NOT A COUNCIL DOCUMENT",
        "Time: Q4 2031 to Q1 2032",
        "Public summary of 10001/31",
    ]


def test_where_no_released_step_has_a_time_the_public_has_no_calendar_and_meetings_are_no_help(
    partner: Partner, released: Path
) -> None:
    shutil.rmtree(released / "data/outlines")
    done = partner("calendar", "--public", at=released)
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "error: the public reads of dated steps of the released list alone, and there are none\n"
        "hint: give a step a time: partner outline step set COUNTRY STEP timeline.from=PERIOD\n"
    )


def test_without_a_recorded_release_the_public_has_no_calendar(partner: Partner, fictional: Path) -> None:
    done = partner("calendar", "--public", at=fictional)
    assert (done.code, done.out) == (1, "")
    assert "no decision to release 10001/31 is recorded" in done.err
    assert not (fictional / "build").exists()


def test_of_data_with_errors_the_public_has_no_calendar_and_no_word_of_what_is_wrong(
    partner: Partner, released: Path, edit: Edit
) -> None:
    edit(CORVO, "instrument: grant", "instrument: a-secret-grant")
    done = partner("calendar", "--public", at=released)
    assert (done.code, done.out) == (1, "")
    assert "secret" not in done.err
    assert not (released / "build").exists()


def test_no_meeting_question_hold_lead_or_state_has_any_influence_on_what_the_public_reads(
    partner: Partner, released: Path, edit: Edit, write: Write
) -> None:
    before = made(partner, released, "--public").read_bytes()
    write("data/meetings/2031-04-02-visit.yaml", VISIT)
    edit(MEETING, "due: 2031-03-20", "due: 2031-03-25")
    edit(MEETING, "documents:", "conclusions: [{question: way-forward, text: Agreed.}]\ndocuments:")
    edit("partner.yaml", "title: Partnerships of the Northern Shore", "title: Another")
    edit(CORVO, "hold: {until: 2031-05, reason: the Duchy votes}\n", "")
    edit(CORVO, "status: ongoing", "status: done")
    edit(CORVO, "lead: Shore Commission", "lead: Presidency")
    edit(ALTAMAR, "Invite Altamar to a first round table.", "Wait.")
    assert made(partner, released, "--public").read_bytes() == before


@pytest.mark.parametrize(
    ("audience", "fields"),
    [("delegations", FOR_DELEGATIONS), ("public", {"instrument.name", "country.name"})],
)
def test_each_circle_reads_these_fields_and_no_other(
    audience: str, fields: set[str], partner: Partner, watched: Planted, tmp_path: Path
) -> None:
    file = made(partner, watched.at, "--audience", audience, "--output", tmp_path)
    assert watched.found_in(file.name, file.read_bytes().replace(b"\r\n ", b"")) == fields


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_calendar_names_a_delegation(audience: str, partner: Partner, released: Path) -> None:
    text = made(partner, released, "--audience", audience).read_text("utf-8").replace("\n ", "")
    assert not re.search(r"\bQ[M-S]\b|Marland|Norrey|Ostia|Pellerin\b(?<!Port Pellerin)|Rovenia|Sardis", text)


def test_a_later_revision_of_what_was_released_keeps_the_ids_that_the_public_has(
    partner: Partner, released: Path, edit: Edit, write: Write
) -> None:
    def ids() -> set[str]:
        made_now = reader.Calendar.from_ical(made(partner, released, "--public").read_bytes())
        return {str(one["UID"]) for one in made_now.walk("VEVENT")}

    before = ids()
    revised = (released / DOCUMENT).read_text("utf-8").replace("10001/31\n", "10001/31\nrevision: 1\n", 1)
    write("data/documents/10001-31-rev-1.yaml", revised)
    edit("partner.yaml", "current_document: 10001-31", "current_document: 10001-31-rev-1")
    assert ids() == before
