"""Of many meetings a document reads those that it can tell of, and says what it would say had it read all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from partnercli.records.document import REMEMBERED
from partnercli.records.kinds import Kind
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]
Write = Callable[[str, "str | bytes"], Path]

PRINTED = date(2031, 3, 10)
DAYS = (-4000, -REMEMBERED - 2, -REMEMBERED - 1, -REMEMBERED, -REMEMBERED + 1, -200, -1, 0, 1, 300)
AT_OUTLINES = "2019-05-06-ministers"


def visit(day: date) -> str:
    return (
        f"forum: Visit\ntitle: visit of {day}\ndate: {day}\noutcome: Talks of {day} went well.\n"
        "sources: [{title: Calendar}]\n"
    )


@pytest.fixture
def met_often(write: Write, edit: Edit) -> list[str]:
    """Meetings long before, about a year before, and around the document, by id; one is named by an outline."""
    days = [PRINTED + timedelta(number) for number in DAYS]
    for day in days:
        write(f"data/meetings/{day}-visit.yaml", visit(day))
    write(f"data/meetings/{AT_OUTLINES}.yaml", visit(date(2019, 5, 6)))
    edit("data/outlines/altamar.yaml", "meeting: 2031-03-04-working-group", f"meeting: {AT_OUTLINES}")
    return [f"{day}-visit" for day in days]


def test_a_meeting_of_more_than_a_year_before_is_not_read_unless_something_names_it(
    fictional: Path, met_often: list[str]
) -> None:
    read = load(WorkingTree(fictional), Scope.of_document()).exercise.meetings.keys()
    assert [key for key in met_often if key not in read] == met_often[:3]
    assert {AT_OUTLINES, "2031-01-20-ministers", "2031-03-04-working-group"} <= read


@pytest.mark.usefixtures("met_often")
@pytest.mark.parametrize(
    "paper",
    [
        ("note", "--audience", "presidency"),
        ("note",),
        ("outline", "Altamar"),
        ("compilation",),
        ("briefing", "--audience", "presidency"),
    ],
    ids=" ".join,
)
def test_a_paper_is_the_same_as_if_all_meetings_had_been_read(
    partner: Partner, fictional: Path, monkeypatch: pytest.MonkeyPatch, paper: tuple[str, ...]
) -> None:
    def everything(_: object = None) -> Scope:
        return Scope(frozenset(Kind) - {Kind.PRESIDENCIES}, one_meeting=True, document="")

    def rendered(folder: str) -> tuple[int, str, dict[str, bytes]]:
        code, _, err = partner("render", *paper, "--output", str(fictional / folder), at=fictional)
        return code, err, {file.name: file.read_bytes() for file in (fictional / folder).iterdir()}

    usual = rendered("usual")
    assert usual[0] == 0
    monkeypatch.setattr(Scope, "of_document", everything)
    assert rendered("all") == usual
