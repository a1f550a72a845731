"""`partner tally --by question` and `--by call`: replies with their comments, and what is called for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from partnercli.cli.tally.questions_screen import questions_screen
from partnercli.cli.terminal import Piece
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from partnercli.tally.counts import count
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
RECORD = f"data/meetings/{MEETING}.yaml"


def on(day: date, at: Path, width: int = 80) -> str:
    """The screen on a day."""
    exercise = load(WorkingTree(at), Scope.of_meeting()).exercise
    table = stance_table(exercise, MEETING)
    rows = question_rows(table, exercise, day)
    lines = questions_screen(count(table, exercise), rows, "Working Group", width, day)
    return "\n".join(
        "".join(piece.text if isinstance(piece, Piece) else piece for piece in line) for line in lines
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2031, 3, 20), "    2  no reply yet, due 20 March 2031: QR QS"),
        (date(2031, 3, 21), "    2  no reply by 20 March 2031: QR QS"),
    ],
    ids=["on the due day", "after it"],
)
def test_the_silent_owe_a_reply_until_the_due_day_and_gave_none_after_it(
    day: date, said: str, fictional: Path
) -> None:
    assert said in on(day, fictional).splitlines()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2031, 3, 20), "    2  silent so far, until 20 March 2031: QR QS"),
        (date(2031, 3, 21), "    2  silent until 20 March 2031, so accepted: QR QS"),
    ],
    ids=["on the last day", "after it"],
)
def test_under_the_silence_procedure_silence_becomes_acceptance(
    day: date, said: str, fictional: Path, edit: Edit
) -> None:
    edit(RECORD, "due: 2031-03-20", "due: 2031-03-20\n    mode: silence")
    lines = on(day, fictional).splitlines()
    assert said in lines
    assert "    2  silence broken by: QN QP" in lines


def test_without_a_due_day_nothing_is_late(fictional: Path, edit: Edit) -> None:
    edit(RECORD, "    due: 2031-03-20\n", "")
    assert "    2  no reply: QR QS" in on(date(2031, 3, 21), fictional).splitlines()


def test_each_comment_stands_under_its_reply_and_one_in_confidence_is_marked(fictional: Path) -> None:
    lines = on(date(2031, 3, 12), fictional).splitlines()
    agree = lines.index("    1  agree, with comments: QM")
    assert lines[agree + 1].startswith("       QM: First line, then *stars*")
    objection = lines.index("    1  do not agree: QP")
    assert lines[objection + 1] == "       QP (in confidence): said in confidence too"


def test_what_a_comment_says_cannot_steer_the_screen(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(
        f"data/positions/{MEETING}/qp.yaml",
        "comment: said in confidence too",
        'comment: "[red]no[/red]\\n::error::x {{ 7*7 }} http://example.invalid/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
    )
    out = partner("tally", "--by", "question", at=fictional)[1]
    assert "QP (in confidence): [red]no[/red] ::error::x {{ 7*7 }}" in out
    assert max(map(len, out.splitlines())) <= 80


def test_who_is_left_out_replies_and_calls_no_more(partner: Partner, fictional: Path) -> None:
    out = partner("tally", "--by", "question", "--without", "QM", at=fictional)[1]
    assert "    0  agree, with comments\n" in out
    assert "First line" not in out
    assert "       QN\n" in partner("tally", "--by", "call", "--without", "QM", at=fictional)[1]


def test_a_meeting_without_questions_says_how_to_put_one(partner: Partner, fictional: Path) -> None:
    earlier = ("--meeting", "2031-01-20-ministers")
    out = " ".join(partner("tally", "--by", "question", *earlier, at=fictional)[1].split())
    assert "No guiding question was put at this meeting. Put one: partner meeting question" in out


def test_calls_stand_in_every_format_with_the_words_for_them(partner: Partner, fictional: Path) -> None:
    made = json.loads(partner("tally", "--by", "call", "--format", "json", at=fictional)[1])
    assert made["format"] == "partner.tally/1"
    assert made["calls"] == [
        {
            "call": "timelines",
            "support": 2,
            "share": 0.3333,
            "phrase": "several Member States",
            "delegations": ["QM", "QN"],
        },
        {
            "call": "roadmaps",
            "support": 1,
            "share": 0.1667,
            "phrase": "one Member State",
            "delegations": ["QN"],
        },
    ]
    written = partner("tally", "--by", "call", "--format", "csv", at=fictional)[1]
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [(row["call"], row["support"], row["delegations"]) for row in rows] == [
        ("timelines", "2", "QM QN"),
        ("roadmaps", "1", "QN"),
    ]
    table = partner("tally", "--by", "call", "--format", "md", at=fictional)[1]
    assert "| timelines | 2 | 0.3333 | several Member States | QM QN |" in table


def test_a_meeting_where_nothing_is_called_for_says_how_to_record_it(
    partner: Partner, fictional: Path
) -> None:
    earlier = ("--meeting", "2031-01-20-ministers")
    out = " ".join(partner("tally", "--by", "call", *earlier, at=fictional)[1].split())
    assert "No call is on record at this meeting. Record one: partner position set DELEGATION --call" in out
