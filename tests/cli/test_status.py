"""`partner status`: where the exercise stands, and what to do next."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from partnercli.cli.command_tree import every_command
from partnercli.cli.status.tasks import tasks
from partnercli.documents.standing import standing_of
from partnercli.findings import Severity
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

AT = "2031-03-04-working-group"
MEETING = f"data/meetings/{AT}.yaml"
DOCUMENT = "data/documents/10001-31.yaml"
CONCLUDED = "conclusions: [{question: way-forward, text: They agree., on: 2031-03-21}]\nsources:"


@pytest.fixture
def to_do(partner: Partner, fictional: Path) -> Callable[..., dict[str, tuple[str, str]]]:
    """What is to be done on a day: by label, what is the matter and the command."""

    def listed(day: str = "2031-03-12", code: int = 0) -> dict[str, tuple[str, str]]:
        ended, out, err = partner("status", "--on", day, "--format", "json", at=fictional)
        assert (ended, err) == (code, "")
        found = json.loads(out)["to_do"]
        return {task["label"]: (task["text"], task["command"]) for task in found}

    return listed


@pytest.fixture
def empty(fictional: Path, edit: Edit) -> Path:
    """The fictional repository before anything has happened."""
    for folder in ("positions", "outlines", "documents", "meetings"):
        rmtree(fictional / "data" / folder)
    edit("partner.yaml", f"current_meeting: {AT}\n", "")
    edit("partner.yaml", "current_document: 10001-31\n", "")
    return fictional


@pytest.mark.parametrize("day", ["2031-03-12", "2032-03-12"])
def test_the_screen_reads_as_kept(
    day: str, partner: Partner, fictional: Path, golden: Callable[[str, str], None]
) -> None:
    code, out, err = partner("status", "--on", day, at=fictional)
    assert (code, err) == (0, "")
    golden(f"status-fictional-{day[:4]}.txt", out)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_is_wider_than_the_screen_but_for_a_command(
    columns: int, partner: Partner, fictional: Path
) -> None:
    out = partner(
        "status", "--on", "2032-03-12", at=fictional, terminal=True, COLUMNS=str(columns), NO_COLOR="1"
    )[1]
    for line in out.splitlines()[1:]:
        assert len(line) <= columns or line.startswith("partner ")


def test_the_shipped_exercise_stands_on_one_screen(partner: Partner, shipped: Path) -> None:
    code, out, err = partner("status", "--on", "2023-06-01", at=shipped)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 24
    assert out.startswith("LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n")


def test_without_a_day_it_is_as_of_today(partner: Partner, fictional: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the day at the desk
    out = partner("status", "--format", "json", at=fictional)[1]
    assert json.loads(out)["on"] in (before.isoformat(), date.today().isoformat())  # noqa: DTZ011


def test_the_contract_has_every_list_that_the_screen_shows(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar]")
    found: dict[str, Any] = json.loads(
        partner("status", "--on", "2031-07-01", "--format", "json", at=fictional)[1]
    )
    to_do = found.pop("to_do")
    assert found == {
        "format": "partner.status/1",
        "on": "2031-07-01",
        "marking": "LIMITE",
        "illustrative": True,
        "findings": {"error": 0, "warning": 1, "note": 0},
        "meeting": AT,
        "delegations": {
            "expected": 6,
            "responded": 5,
            "silent": ["QS"],
            "unconfirmed": ["QN", "QO", "QP"],
            "in_part": [],
        },
        "document": "10001-31",
        "partners": ["altamar"],
        "decided": True,
        "concluded": False,
        "questions": [
            {
                "meeting": AT,
                "question": "way-forward",
                "due": "2031-03-20",
                "mode": "reply",
                "silence": "nothing",
                "no_reply": ["QR", "QS"],
                "overdue": True,
                "objections": ["QN", "QP"],
            }
        ],
        "without_outline": [],
        "drafts": ["altamar"],
        "suspect": [],
        "late": [{"outline": "altamar", "step": "convene-round-table", "lead": "Presidency"}],
        "crowded": [],
        "revise": [
            {
                "document": "10001-31",
                "because": ["Corvo reaches the line and is not listed, without a because"],
            }
        ],
        "meetings_ahead": [],
    }
    assert [task["kind"] for task in to_do] == [
        *("findings", "silent", "unconfirmed", "question", "list", "revise", "late", "meeting")
    ]


@pytest.mark.parametrize(
    ("mode", "day", "text", "verb"),
    [
        ("reply", "2031-03-20", "no reply from QR QS, due 20 March", "position remind --no-reply"),
        (
            "reply",
            "2031-03-21",
            "no reply from QR QS, late since 20 March",
            "position remind --no-reply --by DATE",
        ),
        ("silence", "2031-03-20", "silence until 20 March; QN QP object", "position list"),
        (
            "silence",
            "2031-03-21",
            "silence has passed; QN QP object: to be concluded",
            f"meeting conclude {AT} --question way-forward --text TEXT",
        ),
    ],
)
def test_a_question_says_who_owes_a_reply_or_that_silence_has_passed(
    mode: str, day: str, text: str, verb: str, to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    edit(MEETING, "due: 2031-03-20", f"due: 2031-03-20\n    mode: {mode}")
    assert to_do(day)["way-forward"] == (text, f"partner {verb}")


def test_silence_without_a_day_is_to_be_given_one(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    edit(MEETING, "due: 2031-03-20", "mode: silence")
    text, verb = to_do()["way-forward"]
    assert text == "silence without a day on which it ends; QN QP object"
    assert verb == f"partner meeting question {AT} way-forward --due DATE"


def test_a_reminder_that_has_no_day_to_come_needs_one(
    to_do: Callable[..., dict[str, tuple[str, str]]],
) -> None:
    assert to_do("2031-03-20")["unconfirmed"][1] == "partner position remind --unconfirmed"
    assert to_do("2031-03-21")["unconfirmed"][1] == "partner position remind --unconfirmed --by DATE"


def test_once_all_have_replied_the_question_is_to_be_concluded_and_then_gone(
    to_do: Callable[..., dict[str, tuple[str, str]]], write: Write, edit: Edit
) -> None:
    for code in ("QR", "QS"):
        head = f"delegation: {code}\nmeeting: {AT}\nbasis: written\nsources: [{{title: Reply}}]\n"
        write(
            f"data/positions/{AT}/{code.lower()}.yaml",
            f"{head}answers: [{{question: way-forward, reply: agree}}]\n",
        )
    text, verb = to_do()["way-forward"]
    assert text == "all have replied; QN QP object: to be concluded"
    assert verb == f"partner meeting conclude {AT} --question way-forward --text TEXT"
    edit(MEETING, "sources:", CONCLUDED)
    assert "way-forward" not in to_do()


def test_one_that_objects_stands_in_the_singular(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    edit(f"data/positions/{AT}/qn.yaml", "reply: scrutiny-reservation", "reply: agree")
    edit(MEETING, "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    assert to_do()["way-forward"][0] == "silence until 20 March; QP objects"


def test_drafts_are_to_be_submitted_once_a_conclusion_is_recorded(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    assert "drafts" not in to_do()
    edit(MEETING, "sources:", CONCLUDED)
    assert to_do()["drafts"] == ("in draft: Altamar", "partner outline status altamar submitted")


def test_outlines_are_missed_only_after_a_conclusion(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit, fictional: Path
) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    assert "outlines" not in to_do()
    edit(MEETING, "sources:", CONCLUDED)
    assert to_do()["outlines"] == ("none for Corvo", "partner outline new corvo")


def test_a_later_meeting_that_carries_a_decided_list_over_still_misses_outlines(
    to_do: Callable[..., dict[str, tuple[str, str]]], partner: Partner, edit: Edit, fictional: Path
) -> None:
    (fictional / "data/outlines/corvo.yaml").unlink()
    edit(MEETING, "sources:", CONCLUDED)
    later = ("2031-06-10-working-group", "--current")
    assert partner("meeting", "new", *later, "--carries-over-from", AT, at=fictional)[0] == 0
    assert to_do()["outlines"] == ("none for Corvo", "partner outline new corvo")
    assert "nothing concluded" in " ".join(partner("status", "--on", "2031-06-11", at=fictional)[1].split())
    assert "note PC413" in partner("validate", at=fictional)[1]
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    assert "outlines" not in to_do()


def test_one_late_step_is_to_be_recorded_as_done_several_to_be_looked_at(
    to_do: Callable[..., dict[str, tuple[str, str]]],
) -> None:
    assert "Altamar" not in to_do("2031-06-30")
    one = ("late: Round table, from Q2 2031", "partner outline step done altamar convene-round-table")
    assert to_do("2031-07-01")["Altamar"] == one
    several = ("3 steps late, first Round table, from Q2 2031", "partner outline show altamar")
    assert to_do("2032-04-01")["Altamar"] == several


def test_a_suspect_outline_says_what_changed(
    to_do: Callable[..., dict[str, tuple[str, str]]], write: Write
) -> None:
    basis = "{day: 2031-04-01, inputs: [{file: data/countries/esker.yaml, digest: other}]}"
    endorsed = f"endorsed: {{by: Group, on: 2031-04-01, basis: {basis}}}"
    write("data/outlines/esker.yaml", f"country: esker\nstatus: endorsed\n{endorsed}\nsteps: []\n")
    assert to_do()["Esker"] == ("suspect: its facts changed", "partner outline show esker")


@pytest.mark.parametrize(
    ("old", "new", "verb"),
    [
        ("[altamar, corvo]", "[altamar]", "document partners 10001-31"),
        ("date: 2031-03-10", "date: 2031-03-05", "document revise 10001-31"),
    ],
)
def test_a_document_to_revise_comes_with_the_verb_that_mends_it(
    old: str, new: str, verb: str, to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    edit(DOCUMENT, old, new)
    assert to_do()["10001/31"][1] == f"partner {verb}"


@pytest.mark.parametrize(
    ("number", "verb"),
    [
        ("10001/31", "document revise 10001-31 --set meeting=2031-05-05-ministers"),
        ("XXXX/31", "document set xxxx-31 meeting=2031-05-05-ministers"),
    ],
)
def test_a_document_on_an_earlier_meeting_is_told_the_later_one(
    number: str, verb: str, partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    write(
        "data/meetings/2031-05-05-ministers.yaml",
        "forum: Ministers\ndate: 2031-05-05\nsources: [{title: Calendar}]\n",
    )
    write(
        "data/positions/2031-05-05-ministers/qn.yaml",
        "delegation: QN\nmeeting: 2031-05-05-ministers\nbasis: statement\nsources: [{title: Notes}]\n",
    )
    edit("partner.yaml", f"current_meeting: {AT}", "current_meeting: 2031-05-05-ministers")
    key = number.lower().replace("/", "-")
    edit(DOCUMENT, "number: 10001/31", f"number: {number}")
    (fictional / DOCUMENT).rename(fictional / f"data/documents/{key}.yaml")
    edit("partner.yaml", "current_document: 10001-31", f"current_document: {key}")
    edit(MEETING, "documents: [10001-31]\n", "")
    tasks = json.loads(partner("status", "--on", "2031-05-06", "--format", "json", at=fictional)[1])["to_do"]
    assert [task["command"] for task in tasks if task["kind"] == "revise"] == [f"partner {verb}"]
    mended = verb.split() + (["--date", "2031-05-06", "--current"] if "revise" in verb else [])
    assert partner(*mended, at=fictional)[0] == 0
    tasks = json.loads(partner("status", "--on", "2031-05-06", "--format", "json", at=fictional)[1])["to_do"]
    assert verb not in [task["command"] for task in tasks]


def test_a_document_without_a_number_is_given_one(
    to_do: Callable[..., dict[str, tuple[str, str]]], fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "number: 10001/31", "number: XXXX/31")
    (fictional / DOCUMENT).rename(fictional / "data/documents/xxxx-31.yaml")
    edit("partner.yaml", "current_document: 10001-31", "current_document: xxxx-31")
    edit(MEETING, "documents: [10001-31]\n", "")
    assert to_do()["XXXX/31"][1] == "partner document number xxxx-31 NUMBER"


def test_meetings_ahead_are_named_and_the_rest_counted(
    partner: Partner, fictional: Path, write: Write
) -> None:
    for month in ("05", "06", "07", "08"):
        text = f"forum: Ministers\ndate: 2031-{month}-05\nsources: [{{title: Calendar}}]\n"
        write(f"data/meetings/2031-{month}-05-ministers.yaml", text)
    out = partner("status", "--on", "2031-05-05", at=fictional)[1]
    assert "Meetings ahead: Ministers, 5 May; Ministers, 5 June; Ministers, 5 July; and 1\n  more.\n" in out
    assert "partner meeting new" not in out


def test_a_new_repository_is_told_to_begin_with_a_meeting(partner: Partner, empty: Path) -> None:
    code, out, err = partner("status", "--on", "2031-01-01", at=empty)
    assert (code, err) == (0, "")
    assert "No meeting yet.\nNo document yet.\n" in out
    assert re.search(r"\n  meeting +none yet +partner meeting new DATE-FORUM --current\n$", out)
    assert "ILLUSTRATIVE" not in out


def test_after_the_first_meeting_the_tour_de_table_is_next(
    partner: Partner, empty: Path, write: Write
) -> None:
    write(
        "data/meetings/2031-01-20-ministers.yaml",
        "forum: Ministers\ndate: 2031-01-20\nsources: [{title: C}]\n",
    )
    out = partner("status", "--on", "2031-01-21", at=empty)[1]
    assert "meetings are on record, and none is the current one" in out
    with (empty / "partner.yaml").open("a", encoding="utf-8") as file:
        file.write("current_meeting: 2031-01-20-ministers\n")
    out = partner("status", "--on", "2031-01-21", at=empty)[1]
    assert re.search(r"\n  not heard +nobody has spoken so far +partner position enter\n", out)
    assert "partner document new" not in out


def test_after_the_meeting_who_still_owes_an_answer_to_what_was_asked_is_sent_a_form(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    assert to_do("2031-03-04")["not heard"] == ("QS", "partner position enter")
    assert to_do("2031-03-05")["not heard"] == ("QS", "partner form QS")
    assert to_do("2031-03-21")["not heard"] == ("QS", "partner form QS --reply-by DATE")
    edit(MEETING, "sources:", CONCLUDED)
    assert to_do("2031-03-22")["not heard"] == ("QS", "partner position enter")


def test_where_nobody_has_answered_what_was_asked_all_are_sent_a_form(
    to_do: Callable[..., dict[str, tuple[str, str]]], fictional: Path
) -> None:
    rmtree(fictional / "data" / "positions")
    text, form = to_do("2031-03-05")["not heard"]
    assert (text, form) == ("nobody has spoken so far", "partner form")


def test_before_the_meeting_nobody_is_missed(to_do: Callable[..., dict[str, tuple[str, str]]]) -> None:
    assert not {"not heard", "unconfirmed", "way-forward"} & to_do("2031-03-03").keys()


def test_errors_in_the_data_come_first_and_end_with_one(
    to_do: Callable[..., dict[str, tuple[str, str]]], edit: Edit
) -> None:
    edit("data/outlines/altamar.yaml", "instrument: charter", "instrument: chartre")
    found = to_do(code=1)
    assert next(iter(found)) == "data"
    assert found["data"][0].startswith("1 error")
    assert found["data"][1] == "partner validate"


def test_while_a_file_cannot_be_read_nothing_is_said(partner: Partner, fictional: Path, write: Write) -> None:
    write(f"data/positions/{AT}/qm.yaml", "delegation: [")
    code, out, err = partner("status", at=fictional)
    assert (code, out) == (1, "")
    assert err.endswith("hint: see which, and why: partner validate\n")


@pytest.mark.parametrize("day", ["tomorrow", "2031-02-30"])
def test_a_day_that_is_none_is_an_error_of_usage(day: str, partner: Partner, fictional: Path) -> None:
    code, out, err = partner("status", "--on", day, at=fictional)
    assert (code, out) == (2, "")
    assert "hint: write" in err


def test_every_command_that_is_named_exists(fictional: Path, write: Write, edit: Edit) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar]")
    write(
        "data/documents/xxxx-31.yaml",
        (fictional / DOCUMENT).read_text("utf-8").replace("10001/31", "XXXX/31"),
    )
    exercise = load(WorkingTree(fictional), Scope.everything()).exercise
    named = {
        task.command
        for day in (date(2031, 3, 12), date(2032, 3, 12))
        for task in tasks(exercise, standing_of(exercise, day), {Severity.ERROR: 1})
    }
    assert len(named) >= 6
    known = tuple(f"{one.name} " for one in every_command() if not one.is_group)
    assert [one for one in named if not f"{one} ".startswith(known)] == []
