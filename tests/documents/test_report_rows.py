"""What reports of several circles are made of: lists in time, steps and their days, figures of outlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from partnercli.documents.report.delegations import (
    DelegationsReport,
    OutlineFigures,
    delegations_report,
)
from partnercli.documents.report.presidency import PresidencyReport, presidency_report
from partnercli.documents.report.public import PublicOutlineRow, PublicPartner, public_report
from partnercli.documents.report.rows import OutlineStep
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]
Later = Callable[..., None]

AT, DAY = "2031-03-04-working-group", date(2031, 3, 25)
DOCUMENT, CORVO = "data/documents/10001-31.yaml", "data/outlines/corvo.yaml"
LISTED = "partners: [altamar, corvo]"
RELEASE = "release: {by: Presidency, on: 2031-03-22, reference: D}\nsources:"


def read(at: Path) -> tuple[Exercise, Config]:
    exercise = load(WorkingTree(at), Scope.everything()).exercise
    assert exercise.config is not None
    return exercise, exercise.config


def for_presidency(at: Path) -> PresidencyReport:
    return presidency_report(*read(at), AT, DAY)


def for_delegations(at: Path, on: date = DAY) -> DelegationsReport:
    return delegations_report(*read(at), AT, on)


@pytest.fixture
def later(fictional: Path, write: Write) -> Later:
    """Writes a second document of 1 May 2031, with another list unless a text without one is given."""

    def document(number: str, listed: str = "partners: [corvo, belmonte]") -> None:
        text = (fictional / DOCUMENT).read_text("utf-8").replace(LISTED, listed)
        text = text.replace("date: 2031-03-10", "date: 2031-05-01").replace(
            "10001/31\nplace", f"{number}\nplace"
        )
        write(f"data/documents/{number.lower().replace('/', '-')}.yaml", text)

    return document


def test_lists_are_compared_in_time_whatever_their_numbers(fictional: Path, later: Later) -> None:
    later("10000/31")
    assert [(one.number, one.before) for one in for_presidency(fictional).lists] == [
        ("10001/31", None),
        ("10000/31", "10001/31"),
    ]


def test_a_document_that_decided_no_list_is_none_of_them(fictional: Path, later: Later) -> None:
    later("10020/31", "# no list")
    assert [one.number for one in for_presidency(fictional).lists] == ["10001/31"]


@pytest.mark.parametrize("number", ["10020/31", "XXXX/31"], ids=["numbered", "not numbered yet"])
def test_delegations_read_the_current_documents_list_and_those_sent_before(
    number: str, fictional: Path, later: Later, edit: Edit
) -> None:
    later(number)
    edit("partner.yaml", "10001-31", number.lower().replace("/", "-"))
    first, second = for_delegations(fictional).lists
    assert (first.number, second.number, second.before) == ("10001/31", number, "10001/31")
    assert second.into == ("Belmonte",)


def test_a_country_without_a_record_is_on_no_list_of_a_report(fictional: Path, edit: Edit) -> None:
    edit(DOCUMENT, LISTED, "partners: [altamar, atlantis]\nleft_out: [{country: thule, because: late}]")
    report = for_presidency(fictional)
    assert ([one.country for one in report.partners], report.left_out) == (["altamar"], ())
    assert (report.figures.partners, report.lists[0].partners) == (1, ("Altamar",))


def test_delegations_read_how_many_partners_have_an_outline_and_how_far_all_steps_are(
    fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, LISTED, "partners: [altamar, dravina, esker]")
    figures = for_delegations(fictional, date(2031, 12, 1)).figures
    assert figures == OutlineFigures(partners=3, with_outline=1, steps=6, done=0, late=2)


def test_a_step_has_its_days_and_an_open_end_only_where_it_has_a_beginning_and_no_end(
    fictional: Path, edit: Edit
) -> None:
    edit(CORVO, "    timeline: {from: 2032-H1}\n", "    timeline: {to: 2032-H1}\n")
    edit(CORVO, "    timeline: {from: 2031-Q3}\n", "")

    def days(step: OutlineStep) -> tuple[str | None, str | None, bool]:
        return step.first, step.last, step.open_end

    steps = {one.country: [days(step) for step in one.steps] for one in for_presidency(fictional).outlines}
    assert steps["altamar"] == [
        ("2031-04-01", None, True),
        ("2031-10-01", None, True),
        ("2031-10-01", "2032-03-31", False),
    ]
    assert steps["corvo"] == [
        (None, None, False),
        ("2031-07-01", "2031-12-31", False),
        (None, "2032-06-30", False),
    ]


def test_meetings_are_told_in_time_whatever_order_their_files_came_in(fictional: Path) -> None:
    whole, config = read(fictional)
    turned = replace(whole, meetings=dict(reversed([*whole.meetings.items()])))
    report = presidency_report(turned, config, AT, DAY)
    assert [held.meeting for held in report.meetings] == ["2031-01-20-ministers", AT]


def test_who_said_that_it_contributes_nothing_is_not_told_as_a_contribution(
    fictional: Path, edit: Edit
) -> None:
    edit(
        "data/outlines/altamar.yaml",
        "    contributions:\n",
        "    contributions:\n      - {delegation: QM, kind: none, description: Nil, sources: [{title: made}]}\n",
    )
    altamar, _ = for_presidency(fictional).outlines
    assert altamar.contributions == ("3. Ostia, operational: Lends two pilots",)


def test_the_public_reads_partners_by_name_and_an_outline_that_lost_its_steps_without_any(
    fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "sources:", RELEASE)
    edit("data/countries/altamar.yaml", "name: Altamar\n", "name: Zaltamar\n")
    for step in ("convene-round-table", "pursue-grant", "open-charter"):
        edit(CORVO, f"  - id: {step}\n", f"  - id: {step}\n    status: dropped\n")
    edit(CORVO, "    status: ongoing\n", "")
    report = public_report(*read(fictional), DAY)
    assert [one.name for one in report.partners] == ["Corvo", "Zaltamar"]
    assert report.outlines[0] == PublicOutlineRow("Corvo", (), ())
    assert isinstance(report.partners[0], PublicPartner)
