"""`partner meeting`: meetings, what is asked there, and what was concluded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., Any]
AT = "2031-03-04-working-group"
NEXT = "2031-06-10-working-group"
FILE = f"data/meetings/{AT}.yaml"


@pytest.fixture
def meeting(partner: Partner, fictional: Path) -> Partner:
    """Runs `partner meeting` on the invented repository."""
    return lambda *arguments, **more: partner("meeting", *arguments, at=fictional, **more)


def test_a_new_meeting_says_what_it_was_given_and_what_its_id_says(meeting: Partner, fictional: Path) -> None:
    done = meeting(
        *("new", NEXT, "--title", "second meeting", "--how", "in person", "--place", "Port Pellerin"),
        *(
            "--carries-over-from",
            AT,
            "--delegation",
            "Rovenia,QM",
            "--delegation",
            "QN",
            "--country",
            "Altamar",
        ),
        *(
            "--question",
            "list: Is this the list?",
            "--question",
            "dates: And the dates?",
            "--due",
            "2031-06-30",
        ),
        *("--silence", "--document", "10001/31"),
    )
    assert (done.code, done.out) == (0, f"data/meetings/{NEXT}.yaml\n")
    assert (fictional / f"data/meetings/{NEXT}.yaml").read_text("utf-8").split("\n", 1)[1] == (
        "forum: Working Group\n"
        "date: 2031-06-10\n"
        "title: second meeting\n"
        "format: in person\n"
        "place: Port Pellerin\n"
        "countries: [altamar]\n"
        "delegations: [QM, QN, QR]\n"
        f"carries_over_from: {AT}\n"
        "questions:\n"
        '  - {id: list, text: "Is this the list?", due: 2031-06-30, mode: silence}\n'
        '  - {id: dates, text: "And the dates?", due: 2031-06-30, mode: silence}\n'
        "documents: [10001-31]\n"
        "sources:\n"
        '  - {title: "Working Group of 10 June 2031, as convened by the Presidency"}\n'
    )


def test_a_council_body_needs_no_earlier_meeting_and_another_forum_is_to_be_named(
    meeting: Partner, fictional: Path
) -> None:
    assert meeting("new", "2031-06-10-emwp").code == 0
    assert "forum: EMWP\n" in (fictional / "data/meetings/2031-06-10-emwp.yaml").read_text("utf-8")
    done = meeting("new", "2031-06-11-port")
    assert (done.code, "--forum" in done.err) == (2, True)
    assert meeting("new", "2031-06-11-port", "--forum", "Conference").code == 0


def test_current_makes_it_the_current_meeting_and_leaves_the_rest_of_the_settings(
    meeting: Partner, fictional: Path
) -> None:
    before = (fictional / "partner.yaml").read_text("utf-8")
    done = meeting("new", NEXT, "--current")
    assert done.out == f"data/meetings/{NEXT}.yaml\npartner.yaml\n"
    assert (fictional / "partner.yaml").read_text("utf-8") == before.replace(AT, NEXT)


def test_a_new_current_meeting_that_carries_nothing_over_is_told_how_it_would(
    meeting: Partner, partner: Partner, fictional: Path
) -> None:
    told = meeting("new", NEXT, "--current").err
    assert told == (
        f"nobody counts as heard there yet; where the positions of {AT} are to stand: "
        f"partner meeting set {NEXT} carries_over_from={AT}\n"
    )
    assert partner(*told.split("partner ")[-1].split(), at=fictional).code == 0
    later = "2031-07-10-working-group"
    assert meeting("new", later, "--carries-over-from", NEXT, "--current").err == ""


def test_another_meeting_is_made_current_by_its_id(meeting: Partner, fictional: Path) -> None:
    before = (fictional / "partner.yaml").read_text("utf-8")
    assert meeting("current", "2031-01-20-ministers").out == "partner.yaml\n"
    assert (fictional / "partner.yaml").read_text("utf-8") == before.replace(AT, "2031-01-20-ministers")
    assert "nothing to change" in meeting("current", "2031-01-20-ministers").err
    assert meeting("current", "2031-01-20-minister").code == 3


def test_a_meeting_whose_id_has_no_date_is_no_hindrance(
    meeting: Partner, write: Callable[[str, str], Path]
) -> None:
    write("data/meetings/seminar.yaml", "forum: Seminar\ndate: 2031-02-01\nsources: [{title: Calendar}]\n")
    done = meeting("new", "2031-07-01-seminar", "--dry-run")
    assert (done.code, "+forum: Seminar\n" in done.out) == (0, True)


def test_a_repository_without_a_meeting_takes_its_first(
    meeting: Partner, fictional: Path, edit: Callable[[str, str, str], None]
) -> None:
    for folder in ("meetings", "positions", "documents", "outlines"):
        (fictional / "data" / folder).rename(fictional.parent / folder)
    edit("partner.yaml", f"current_meeting: {AT}\ncurrent_document: 10001-31\n", "")
    assert "There is no meeting yet" in meeting("list").out
    assert meeting("show").code == 3
    done = meeting("new", NEXT, "--forum", "Working Group", "--current")
    assert done.code == 0
    assert f"marking: LIMITE\ncurrent_meeting: {NEXT}\n" in (fictional / "partner.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("2031-02-30-emwp",), 2, "is not in the calendar"),
        (("2031-6-1-emwp",), 2, "is no meeting's id"),
        (("emwp",), 2, "is no meeting's id"),
        (("2031-06-10-EMWP",), 2, "write 2031-06-10-emwp"),
        ((AT,), 1, f"data/meetings/{AT}.yaml is there already"),
        ((NEXT, "--country", "altamarr", "--delegation", "Norray"), 3, "did you mean QN (Norrey)?"),
        ((NEXT, "--country", "altamarr", "--delegation", "Norray"), 3, "did you mean altamar?"),
        ((NEXT, "--document", "10001/32"), 3, "there is no document"),
        ((NEXT, "--carries-over-from", "2031-01-20-minister"), 3, "did you mean 2031-01-20-ministers?"),
        (("2031-02-10-working-group", "--carries-over-from", AT), 1, f"{AT} is later than 2031-02-10"),
        ((NEXT, "--question", "list: Yes?", "--due", "2031-06-09"), 1, "is before the meeting on 2031-06-10"),
        ((NEXT, "--question", "list: Yes?", "--due", "June"), 2, "is not a day"),
        ((NEXT, "--due", "2031-06-20"), 2, "belong to a question"),
        ((NEXT, "--question", "list: Yes?", "--silence"), 2, "silence without a day never ends"),
        ((NEXT, "--question", "Yes?"), 2, "is no question"),
        ((NEXT, "--question", "My list: Yes?"), 2, "write my-list"),
        ((NEXT, "--question", "list: Yes?", "--question", "list: No?"), 2, "is put twice"),
        ((NEXT, "--title", ""), 2, "--title is empty"),
        ((NEXT, "--place", "a\u202eb"), 2, "--place holds U+202E"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_nothing_is_written(
    meeting: Partner, fictional: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = sorted(fictional.rglob("*"))
    done = meeting("new", *arguments)
    assert (done.code, words in done.err) == (code, True), done.err
    assert sorted(fictional.rglob("*")) == before


def test_a_question_is_added_and_changed_only_in_what_is_given(meeting: Partner, fictional: Path) -> None:
    before = (fictional / FILE).read_text("utf-8")
    assert (
        meeting("question", AT, "list", "--text", "The list?", "--due", "2031-03-21", "--silence").code == 0
    )
    added = (fictional / FILE).read_text("utf-8")
    assert "  - id: way-forward\n" in added
    assert json.loads(meeting("show", AT, "--format", "json").out)["questions"][1] == {
        "question": "list",
        "text": "The list?",
        "mode": "silence",
        "due": "2031-03-21",
        "replies": {"agree": [], "agree-with-comments": [], "scrutiny-reservation": [], "disagree": []},
        "silent": ["QM", "QN", "QO", "QP", "QR", "QS"],
        "silence": "pending",
        "comments": [],
        "awaited": ["QM", "QN", "QO", "QP", "QR", "QS"],
        "objections": [],
    }
    done = meeting("question", AT, "way-forward", "--due", "2031-03-22")
    assert "replied to the question as it was before: QM QN QO QP" in done.err
    assert (fictional / FILE).read_text("utf-8") == added.replace("2031-03-20", "2031-03-22")
    assert before != added


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("way-forwrd", "--due", "2031-03-21"), 2, "did you mean way-forward?"),
        (("list",), 2, "give its text"),
        (("List", "--text", "Yes?"), 2, "write list"),
        (("list", "--text", "Yes?", "--silence"), 2, "silence without a day never ends"),
        (("list", "--text", "Yes?", "--due", "2031-03-01"), 1, "is before the meeting"),
        (("list", "--text", " "), 2, "--text is empty"),
    ],
)
def test_a_question_that_cannot_be_is_refused(
    meeting: Partner, fictional: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = (fictional / FILE).read_bytes()
    done = meeting("question", AT, *arguments)
    assert (done.code, words in done.err) == (code, True), done.err
    assert (fictional / FILE).read_bytes() == before


def test_a_conclusion_is_recorded_with_its_day(meeting: Partner, fictional: Path) -> None:
    said = (
        "conclude",
        AT,
        "--question",
        "way-forward",
        "--text",
        "Agreed, on the whole.",
        "--on",
        "2031-03-21",
    )
    assert meeting(*said).code == 0
    assert 'conclusions:\n  - {question: way-forward, text: "Agreed, on the whole.", on: 2031-03-21}\n' in (
        fictional / FILE
    ).read_text("utf-8")
    assert "Concluded on 21 March 2031: Agreed, on the whole." in meeting("show").out
    assert "nothing to change" in meeting(*said).err


def test_a_second_conclusion_needs_replace(meeting: Partner, fictional: Path) -> None:
    said = ("conclude", AT, "--question", "way-forward", "--on", "2031-03-21", "--text")
    meeting(*said, "Agreed.")
    done = meeting(*said, "Not agreed.")
    assert (done.code, "is recorded already: Agreed." in done.err) == (1, True)
    assert meeting(*said, "Not agreed.", "--replace").code == 0
    text = (fictional / FILE).read_text("utf-8")
    assert ("text: Agreed." in text, "text: Not agreed." in text) == (False, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--question", "way-forward", "--text", "Yes.", "--on", "2031-03-03"), 1, "is before the meeting"),
        (("--question", "way-foward", "--text", "Yes."), 3, "did you mean way-forward?"),
        (("--question", "list", "--text", "Yes."), 3, "the questions are: way-forward"),
        (("--question", "way-forward", "--text", " ", "--on", "2031-03-21"), 2, "--text is empty"),
        (("--question", "way-forward", "--text", "Yes.", "--on", "2031-03"), 2, "is not a day"),
    ],
)
def test_a_conclusion_that_cannot_be_is_refused(
    meeting: Partner, fictional: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = (fictional / FILE).read_bytes()
    done = meeting("conclude", AT, *arguments)
    assert (done.code, words in done.err) == (code, True), done.err
    assert (fictional / FILE).read_bytes() == before


def test_a_conclusion_before_silence_has_ended_is_recorded_and_said(
    meeting: Partner, edit: Callable[[str, str, str], None]
) -> None:
    edit(FILE, "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    done = meeting("conclude", AT, "--question", "way-forward", "--text", "Agreed.", "--on", "2031-03-20")
    assert (done.code, "silence on it ends only after 20 March 2031" in done.err) == (0, True)


def test_fields_are_set_as_of_a_country(meeting: Partner, fictional: Path) -> None:
    before = (fictional / FILE).read_text("utf-8")
    assert meeting("set", AT, "place=Port Pellerin").code == 0
    assert (fictional / FILE).read_text("utf-8") == before.replace(
        "format: in person\n", "format: in person\nplace: Port Pellerin\n"
    )
    done = meeting("set", "2031-03-04-working", "place=x")
    assert (done.code, f"did you mean {AT}?" in done.err) == (3, True)


def test_the_list_has_every_meeting_by_date_and_marks_the_current_one(meeting: Partner) -> None:
    assert meeting("list").out.splitlines() == [
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT",
        "Meetings",
        "  2031-01-20-ministers     Ministers     2 of 6 heard",
        "* 2031-03-04-working-group Working Group 5 of 6 heard, 1 question, 0 concluded",
        "* the current meeting",
    ]
    whole = json.loads(meeting("list", "--format", "json").out)
    assert (whole["format"], whole["marking"], whole["illustrative"], whole["current"]) == (
        "partner.meetings/1",
        "LIMITE",
        True,
        AT,
    )
    assert [one["meeting"] for one in whole["meetings"]] == ["2031-01-20-ministers", AT]


def test_the_list_is_no_wider_than_the_screen_however_long_the_ids(
    meeting: Partner, write: Callable[[str, str], Path]
) -> None:
    question = "questions: [{id: way-forward, text: Do delegations agree?}]\n"
    text = f"forum: Joint Council of Ministers\ndate: 2031-02-01\n{question}sources: [{{title: Calendar}}]\n"
    write("data/meetings/2031-02-01-joint-council-of-ministers-of-the-shore.yaml", text)
    lines = meeting("list").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("0 of 6 heard, 1 question, 0 concluded" in line for line in lines)


def test_a_meeting_shows_who_spoke_who_is_carried_and_who_replied(meeting: Partner) -> None:
    assert meeting("show").out == (
        "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT\n"
        "Meeting of the Working Group, 4 March 2031\n"
        "id            2031-03-04-working-group\n"
        "forum         Working Group\n"
        "how           in person\n"
        "carries over  2031-01-20-ministers\n"
        "documents     10001-31\n"
        "expected      6 delegations\n"
        "\n"
        "way-forward: Do delegations agree to the way forward set out above?\n"
        "  Replies are due by 20 March 2031.\n"
        "  agree                    1  QO\n"
        "  agree, with comments     1  QM\n"
        "  scrutiny reservation     1  QN\n"
        "  do not agree             1  QP\n"
        "  no reply yet             2  QR QS\n"
        "\n"
        "  spoke here               4  QM QN QO QP\n"
        "  carried over             1  QR (from 2031-01-20-ministers)\n"
        "  not heard                1  QS\n"
        "  confirmed                2  QM QR\n"
    )
    whole = json.loads(meeting("show", "--format", "json").out)
    assert (whole["format"], whole["marking"], whole["illustrative"]) == ("partner.meeting/1", "LIMITE", True)
    assert whole["record"]["format"] == "in person"
    assert whole["delegations"]["spoke"] == ["QM", "QN", "QO", "QP"]
    assert whole["questions"][0]["replies"]["agree"] == ["QO"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", NEXT, "--current"),
        ("current", "2031-01-20-ministers"),
        ("question", AT, "list", "--text", "Yes?"),
        ("conclude", AT, "--question", "way-forward", "--text", "Agreed.", "--on", "2031-03-21"),
        ("set", AT, "place=Port Pellerin"),
    ],
)
def test_a_dry_run_writes_nothing(
    meeting: Partner,
    fictional: Path,
    arguments: tuple[str, ...],
    files_of: Callable[[Path], dict[str, tuple[bytes, int]]],
) -> None:
    before = files_of(fictional)
    done = meeting(*arguments, "--dry-run")
    assert (done.code, "+++ b/" in done.out) == (0, True)
    assert files_of(fictional) == before
