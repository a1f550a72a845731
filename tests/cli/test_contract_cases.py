"""What contracts say where something is missing or rare: the fixture holds each object printed to its schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from replies_in_json import AT, QS, replies

Edit = Callable[[str, str, str], None]
Write = Callable[[str, str | bytes], Path]
Partner = Callable[..., Any]
Told = Callable[..., Any]

MEETING = "data/meetings/2031-03-04-working-group.yaml"
MINISTERS = "data/meetings/2031-01-20-ministers.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
ALTAMAR = "data/outlines/altamar.yaml"
CONCLUDED = """\
conclusions:
  - {question: way-forward, text: Agreed.}
documents:"""


@pytest.fixture
def told(partner: Partner, fictional: Path) -> Told:
    """What a command tells programs."""

    def as_json(*command: str | Path) -> Any:
        return json.loads(partner(*command, "--format", "json", at=fictional).out)

    return as_json


def test_meetings_without_a_title_a_current_one_or_a_day_for_replies(told: Told, edit: Edit) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\n", "")
    edit(MINISTERS, "title: winter meeting of Ministers\n", "")
    edit(MEETING, "    due: 2031-03-20\n", "")
    edit(MEETING, "documents:", CONCLUDED)
    listed = told("meeting", "list")
    assert listed["current"] is None
    assert [one["title"] for one in listed["meetings"]] == [None, "meeting of the Working Group"]
    assert listed["meetings"][1]["concluded"] == ["way-forward"]
    assert told("meeting", "show", "2031-03-04-working-group")["questions"][0]["due"] is None


def test_all_that_a_delegation_said_or_nothing_at_all(told: Told, edit: Edit) -> None:
    edit(f"{AT}/qm.yaml", "calls: [timelines]", "calls: [timelines]\nremarks: [Not before the summer.]")
    said = told("position", "show", "QM")["position"]
    assert (said["calls"], said["remarks"]) == (["timelines"], ["Not before the summer."])
    silent = told("position", "show", "QS")["position"]
    assert (silent["heard"], silent["from"], silent["basis"]) == (False, None, None)


def test_a_list_of_partners_that_departs_from_the_tally_and_one_that_is_not_decided(
    told: Told, edit: Edit
) -> None:
    edit(
        DOCUMENT,
        "partners: [altamar, corvo]",
        "partners: [corvo]\nleft_out: [{country: altamar, because: war}]",
    )
    (left_out,) = told("document", "partners")["left_out"]
    assert left_out == {"country": "altamar", "name": "Altamar", "support": 4, "because": "war"}
    edit(DOCUMENT, "partners: [corvo]\nleft_out: [{country: altamar, because: war}]", "partners: [dravina]")
    assert told("document", "partners")["unlisted"] == ["altamar", "corvo"]
    edit(DOCUMENT, "partners: [dravina]\n", "")
    undecided = told("document", "partners")
    assert (undecided["decided"], undecided["partners"][0]["because"]) == (False, None)


def test_outlines_that_begin_at_once_with_nobody_to_lead_and_a_partner_without_one(
    told: Told, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercli.outlines.follow_up.CROWDED", 2)
    edit(ALTAMAR, "    lead: Presidency\n", "")
    edit(ALTAMAR, "from: 2031-Q2", "from: 2031-Q3")
    edit(MEETING, "documents:", CONCLUDED)
    edit(
        DOCUMENT, "partners: [altamar, corvo]", "partners: [altamar, corvo, {country: dravina, because: war}]"
    )
    listed = told("outline", "list", "--on", "2031-03-25")
    assert listed["crowded"] == [{"quarter": "2031-Q3", "countries": ["altamar", "corvo"]}]
    assert (listed["partners_agreed"], listed["priorities_without"]) == (True, ["dravina"])
    assert listed["outlines"][0]["next"] == {"step": "convene-round-table", "from": "2031-Q3", "lead": None}
    standing = told("status", "--on", "2031-10-01")
    assert standing["crowded"] == [{"quarter": "2031-Q3", "outlines": ["altamar", "corvo"]}]
    assert standing["late"][0] == {"outline": "altamar", "step": "convene-round-table", "lead": None}


@pytest.mark.usefixtures("after_the_meeting")
def test_an_endorsed_outline_beneath_which_something_changed(
    told: Told, partner: Partner, fictional: Path, edit: Edit
) -> None:
    for words in (("submitted",), ("discussed",), ("endorsed", "--by", "Council")):
        assert partner("outline", "status", "altamar", *words, "--on", "2031-03-25", at=fictional).code == 0
    edit("data/instruments/charter.yaml", "lead: Shore Commission", "lead: Harbour Agency")
    (doubt,) = told("outline", "list")["outlines"][0]["suspect"]
    assert doubt["file"] == "data/instruments/charter.yaml"


def test_steps_without_a_date_and_an_instrument_that_the_catalogue_does_not_have(
    told: Told, fictional: Path
) -> None:
    text = (fictional / ALTAMAR).read_text("utf-8")
    undated = [line for line in text.splitlines(keepends=True) if "timeline:" not in line]
    (fictional / ALTAMAR).write_text("".join(undated), "utf-8")
    progress = told("outline", "progress")["outlines"][0]
    assert progress["next"] is None
    assert progress["undated"] == ["convene-round-table", "open-charter", "start-harbour-project"]
    unknown = "".join(undated).replace("instrument: charter", "instrument: seminar")
    (fictional / ALTAMAR).write_text(unknown, "utf-8")
    seminar = told("outline", "compare", "altamar", "corvo")["instruments"][-1]
    (step,) = seminar["steps"][0]
    assert (seminar["pillar"], step["from"], step["to"]) == (None, None, None)


def test_what_is_wrong_with_an_outline_as_a_whole(told: Told, edit: Edit) -> None:
    edit(ALTAMAR, "status: draft", "status: agreed")
    checked = told("outline", "check")["outlines"][0]
    (fault,) = checked["faults"]
    assert (checked["status"], fault["step"], fault["id"]) == (None, None, None)


def test_a_new_exercise_stands_nowhere_yet(told: Told, edit: Edit) -> None:
    edit("partner.yaml", "current_meeting: 2031-03-04-working-group\ncurrent_document: 10001-31\n", "")
    standing = told("status")
    assert (standing["meeting"], standing["document"], standing["delegations"]) == (None, None, None)


@pytest.mark.usefixtures("after_the_meeting")
def test_a_form_in_which_a_delegation_takes_back_what_it_was_shown(
    told: Told, partner: Partner, fictional: Path
) -> None:
    path = fictional / partner("form", "QM", "--output", "out", at=fictional).out.strip()
    book = load_workbook(path)
    for row in book["Reply"].iter_rows():
        if row[0].value in ("Altamar", "timelines") or row[1].value == "Agree with comments":
            for cell in row[row[1].value is not None :]:
                cell.value = None
    book.save(path)
    assert partner("position", "reply", "QM", "way-forward", "disagree", at=fictional).code == 0
    (reply,) = told("import", path)["replies"]
    (answer,) = reply["answers"]
    assert (answer["from"]["reply"], answer["to"], answer["conflict"]) == ("disagree", None, True)
    assert answer["shown"]["reply"] == "agree-with-comments"
    (stance, *_) = reply["changes"]
    assert (stance["subject"], stance["shown"], stance["to"]) == ({"country": "altamar"}, "support", None)
    assert [(one["theme"], one["change"]) for one in reply["calls"]] == [("timelines", "no-longer")]
    taken = told("import", path, "--yes", "--replace", "--received", "2031-03-20")["replies"][0]
    assert (taken["confirmed"], taken["writes"]) == ("2031-03-20", f"{AT}/qm.yaml")
    again = told("import", path)["replies"][0]
    assert (again["imported_already"], again["writes"]) == (True, None)


@pytest.mark.usefixtures("after_the_meeting")
def test_a_form_that_does_not_name_what_was_recorded_since(
    told: Told, partner: Partner, fictional: Path
) -> None:
    path = fictional / partner("form", "QS", "--output", "out", at=fictional).out.strip()
    book = load_workbook(path)
    (row,) = [row for row in book["Reply"].iter_rows() if row[0].value == "Corvo"]
    row[1].value = "Support"
    book.save(path)
    said = ("--support", "Dravina", "--call", "returns", "--illustrative")
    assert partner("position", "set", "QS", *said, at=fictional).code == 0
    assert partner("position", "reply", "QS", "way-forward", "agree", at=fictional).code == 0
    (reply,) = told("import", path)["replies"]
    assert reply["also_on_record"] == [
        {"country": "dravina"},
        {"call": "returns"},
        {"question": "way-forward"},
    ]


@pytest.mark.usefixtures("after_the_meeting")
def test_a_reply_of_a_program_that_names_a_region_and_nothing_else_that_was_carried_over(
    told: Told, write: Write
) -> None:
    said = {
        "preferences": [{"region": "far-isles", "stance": "reservation"}],
        "calls": ["returns"],
        "answers": [{"question": "way-forward", "reply": "agree"}],
    }
    write("qr.json", replies(("QR", said)))
    (reply,) = told("import", "qr.json")["replies"]
    assert [(one["subject"], one["cell"]) for one in reply["changes"]] == [
        ({"region": "far-isles"}, "replies[0].preferences[0].stance"),
        ({"country": "altamar"}, None),
    ]
    assert (reply["answers"][0]["from"], reply["answers"][0]["conflict"]) == (None, False)
    assert [one["change"] for one in reply["calls"]] == ["added"]


@pytest.mark.usefixtures("after_the_meeting")
def test_forms_and_replies_of_real_positions_with_no_day_and_something_left_out(
    told: Told, partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    for file in (fictional / "data/positions").rglob("*.yaml"):
        edit(str(file.relative_to(fictional)), "illustrative: true\n", "")
    edit(MEETING, "    due: 2031-03-20\n", "")
    made = json.loads(partner("form", "QP", "--json", at=fictional).out)
    assert (made["illustrative"], made["reply_by"]) == (False, None)
    assert (made["files"][0]["left_out"], made["files"][0]["illustrative"]) == (True, False)
    write("qs.json", QS)
    assert told("import", "qs.json", "--received", "2031-03-20")["illustrative"] is False
