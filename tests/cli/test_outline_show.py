"""`partner outline list` and `show`: where outlines stand on a day, and what asks for attention."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "data/meetings/2031-03-04-working-group.yaml"
MARKS = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT"


def test_each_outline_has_a_line_with_what_is_next_and_late(partner: Partner, fictional: Path) -> None:
    assert partner("outline", "list", "--on", "2031-08-01", at=fictional) == (
        0,
        (
            f"{MARKS}\n"
            "Indicative outlines as of 1 August 2031\n"
            "\n"
            "                        status        done  next step\n"
            "Altamar                 draft          0/3  2031-Q4: Charter\n"
            "                        1 step late\n"
            "Corvo                   submitted      0/3  2031-Q3: Round table\n"
            "\n"
            "Drafts are working drafts of the Presidency.\n"
        ),
        "",
    )


def test_a_priority_lacks_its_outline_only_once_a_conclusion_is_recorded(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    (fictional / "data/outlines/altamar.yaml").unlink()
    assert "without an outline" not in partner("outline", "list", at=fictional)[1]
    concluded = "documents: [10001-31]\nconclusions: [{question: way-forward, text: Agreed., on: 2031-03-21}]"
    edit(MEETING, "documents: [10001-31]", concluded)
    assert "\nPartners without an outline: Altamar.\n" in partner("outline", "list", at=fictional)[1]


def test_ten_first_steps_in_one_quarter_are_too_many(
    partner: Partner, fictional: Path, write: Write, edit: Edit
) -> None:
    for number in range(1, 10):
        write(
            f"data/countries/isle-{number}.yaml",
            f"name: Isle {number}\nregion: northern-shore\nsources: [{{title: Gazetteer}}]\n",
        )
        write(
            f"data/outlines/isle-{number}.yaml",
            f"country: isle-{number}\nstatus: draft\nsteps:\n"
            "  - {id: sit, instrument: round-table, action: Sit., timeline: {from: 2031-05}}\n",
        )
    code, out, _ = partner("outline", "list", "--on", "2031-04-01", at=fictional)
    assert code == 0
    assert "warning: 10 outlines begin in 2031-Q2, where 10 are too many to prepare" in out
    assert max(map(len, out.splitlines())) <= 80
    edit("data/outlines/isle-1.yaml", "2031-05", "2031-H2")
    assert "warning:" not in partner("outline", "list", "--on", "2031-04-01", at=fictional)[1]


def test_without_outlines_the_list_says_what_to_do(partner: Partner, fictional: Path) -> None:
    for path in (fictional / "data/outlines").iterdir():
        path.unlink()
    assert (
        "There is no outline yet. Draft one: partner outline new COUNTRY"
        in partner("outline", "list", at=fictional)[1]
    )


def test_the_list_for_programs(partner: Partner, fictional: Path) -> None:
    code, out, _ = partner("outline", "list", "--on", "2031-08-01", "--format", "json", at=fictional)
    listed = json.loads(out)
    assert (code, listed["format"], listed["illustrative"]) == (0, "partner.outlines/1", True)
    assert [(one["country"], one["status"], one["steps"]) for one in listed["outlines"]] == [
        ("altamar", "draft", 3),
        ("corvo", "submitted", 3),
    ]
    assert listed["outlines"][0]["next"] == {
        "step": "open-charter",
        "from": "2031-Q4",
        "lead": "Shore Commission",
    }
    assert listed["outlines"][0]["overdue"] == ["convene-round-table"]
    assert (listed["priorities_without"], listed["partners_agreed"], listed["crowded"]) == ([], False, [])


def test_an_outline_is_shown_in_the_order_of_its_steps_with_what_is_late(
    partner: Partner, fictional: Path
) -> None:
    code, out, err = partner("outline", "show", "Raven Land", "--on", "2031-10-08", at=fictional)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out.splitlines()[:9] == [
        MARKS,
        "Indicative outline: Corvo",
        "Submitted to delegations; shown as of 8 October 2031.",
        "On hold until 2031-05: the Duchy votes.",
        "- Keep the wells of the Plain open.",
        "",
        " 1. from 2031-Q3           planned · outreach · late since 2031-09-30",
        "    Convene the round table after the vote.",
        "    Presidency",
    ]
    assert "    + QO (financial): Own money beside the grant, XTS 400 000\n" in out
    assert "    Shore Commission; after 1\n" in out
    assert "Gaps: root causes, protection, legal migration, irregular migration and return.\n" in out


@pytest.mark.parametrize(("day", "late"), [("2031-09-30", False), ("2031-10-01", True)])
def test_a_step_is_late_from_the_day_after_its_period(
    day: str, late: bool, partner: Partner, fictional: Path
) -> None:
    assert ("late since" in partner("outline", "show", "corvo", "--on", day, at=fictional)[1]) is late


def test_a_draft_is_headed_as_the_presidencys_working_draft(partner: Partner, fictional: Path) -> None:
    out = partner("outline", "show", "altamar", at=fictional)[1]
    assert out.splitlines()[0] == f"{MARKS} · PRESIDENCY WORKING DRAFT"
    assert "\nA working draft of the Presidency; shown as of " in out
    assert "WORKING DRAFT" not in partner("outline", "show", "corvo", at=fictional)[1]


def test_an_outline_for_programs_says_what_its_file_says(partner: Partner, fictional: Path) -> None:
    out = partner("outline", "show", "corvo", "--on", "2031-10-08", "--format", "json", at=fictional)[1]
    shown = json.loads(out)
    assert (shown["format"], shown["on"], shown["illustrative"]) == ("partner.outline/1", "2031-10-08", True)
    assert shown["overdue"] == [{"step": "convene-round-table", "since": "2031-09-30"}]
    assert shown["suspect"] == []
    assert shown["outline"]["country"] == "corvo"
    assert [step["id"] for step in shown["outline"]["steps"]] == [
        "convene-round-table",
        "pursue-grant",
        "open-charter",
    ]
    assert shown["outline"]["steps"][1]["contributions"][0]["amount"] == {"value": 400000, "currency": "XTS"}


def test_a_country_without_an_outline_has_none_to_show(partner: Partner, fictional: Path) -> None:
    assert partner("outline", "show", "Esker", at=fictional) == (
        3,
        "",
        "error: Esker has no outline\nhint: draft it: partner outline new esker\n",
    )


@pytest.mark.parametrize("command", [("list",), ("show", "corvo")])
def test_a_day_that_is_none_is_refused(command: tuple[str, ...], partner: Partner, fictional: Path) -> None:
    code, out, err = partner("outline", *command, "--on", "2031-02-30", at=fictional)
    assert (code, out) == (2, "")
    assert '"2031-02-30" is not in the calendar' in err
