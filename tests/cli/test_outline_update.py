"""`partner outline update`: the facts followed, the hand of people left alone, and both told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
FilesOf = Callable[[Path], dict[str, tuple[bytes, int]]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

BELMONTE = "data/outlines/belmonte.yaml"
COUNTRY = "data/countries/belmonte.yaml"
HEAD = "day of record: 2031-03-10, the date of the current document (10001-31)"
MARKS = "LIMITE · ILLUSTRATIVE, NOT A COUNCIL DOCUMENT · PRESIDENCY WORKING DRAFT"
LAST = "last drafted on the state of 2031-03-10"


@pytest.fixture
def belmonte(partner: Partner, fictional: Path) -> Path:
    """The outline of Belmonte, drafted by the tool."""
    assert partner("outline", "new", "Belmonte", at=fictional)[0] == 0
    return fictional / BELMONTE


@pytest.fixture
def happened(write: Write) -> Callable[..., None]:
    """Writes what exists with Belmonte by now."""

    def cooperation(slug: str, status: str, since: str = "2031-03") -> None:
        write(
            COUNTRY,
            "name: Belmonte\nregion: northern-shore\n"
            f"cooperation: [{{instrument: {slug}, status: {status}, since: {since}, sources: [{{title: Ledger}}]}}]\n"
            "sources: [{title: Gazetteer of the Northern Shore}]\n",
        )

    return cooperation


def steps(partner: Partner, at: Path) -> dict[str, Any]:
    shown = partner("outline", "show", "belmonte", "--format", "json", at=at)[1]
    return {step["id"]: step for step in json.loads(shown)["outline"]["steps"]}


def test_where_nothing_changed_the_file_stays_and_the_command_says_so(
    partner: Partner, fictional: Path, belmonte: Path
) -> None:
    before = belmonte.read_bytes()
    assert partner("outline", "update", "Belmonte", at=fictional) == (
        0,
        "",
        f"{HEAD}\n{LAST}\n{MARKS}\nnothing to change: {BELMONTE} says so already\n",
    )
    assert belmonte.read_bytes() == before


@pytest.mark.usefixtures("belmonte")
def test_what_changed_is_told_in_words_and_with_a_dry_run_as_a_diff(
    partner: Partner, fictional: Path, happened: Callable[..., None], files_of: FilesOf
) -> None:
    happened("grant", "negotiating")
    before = files_of(fictional)
    code, out, err = partner("outline", "update", "Belmonte", "--dry-run", at=fictional)
    assert code == 0
    assert files_of(fictional) == before
    assert out.startswith(f"--- a/{BELMONTE}\n+++ b/{BELMONTE}\n")
    assert "\n+    status: ongoing\n" in out
    assert "(open-grant):\n" in err
    assert "    status: planned → ongoing\n" in err
    assert max(map(len, err.splitlines()[1:])) <= 80
    assert partner("outline", "update", "Belmonte", at=fictional)[:2] == (0, f"{BELMONTE}\n")
    assert steps(partner, fictional)["open-grant"]["status"] == "ongoing"


def test_what_people_wrote_and_noted_stays_as_they_wrote_it(
    partner: Partner, fictional: Path, belmonte: Path, happened: Callable[..., None], edit: Edit
) -> None:
    edit(BELMONTE, "  - id: open-grant\n", "  # Ask the ledger first.\n  - id: open-grant\n")
    edit(
        BELMONTE,
        '    action: "Shore grant: settle what is to be financed and prepare the decision."\n',
        "    action:   'Pay it out.'  # agreed with the Commission\n",
    )
    happened("grant", "negotiating")
    code, _, err = partner("outline", "update", "Belmonte", at=fictional)
    text = belmonte.read_text("utf-8")
    assert code == 0
    assert "  # Ask the ledger first.\n  - id: open-grant\n" in text
    assert "    action:   'Pay it out.'  # agreed with the Commission\n" in text
    assert "action: changed by hand, so left alone; by the rules it would go:\n" in err
    assert steps(partner, fictional)["open-grant"]["status"] == "ongoing"


@pytest.mark.usefixtures("belmonte")
def test_an_instrument_in_force_makes_its_step_done(
    partner: Partner, fictional: Path, happened: Callable[..., None]
) -> None:
    happened("grant", "in-force")
    assert partner("outline", "update", "Belmonte", at=fictional)[0] == 0
    assert steps(partner, fictional)["open-grant"]["status"] == "done"


def test_a_new_step_comes_in_and_one_that_the_rules_give_no_longer_stays_and_both_are_told(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    charter, grant = "data/instruments/charter.yaml", "data/instruments/grant.yaml"
    edit(charter, "usually_after:", "available: {announced: 2032}\nusually_after:")
    assert partner("outline", "new", "Belmonte", at=fictional)[0] == 0
    edit(charter, "available: {announced: 2032}\n", "")
    edit(grant, "sources:", "default: false\nsources:")
    code, _, err = partner("outline", "update", "Belmonte", at=fictional)
    assert code == 0
    assert (
        "step 3 (open-grant):\n"
        "    the rules give this step no longer; it stays until you drop it\n"
        "open-charter:\n"
        "    from 2031-H2: Charter: sound out the partner and settle what the EU side can\n"
        "      offer.\n"
        "    No end can be dated: the partner must agree.\n"
    ) in err
    assert {"open-grant", "open-charter"} <= steps(partner, fictional).keys()


def test_a_step_taken_out_is_not_added_again(partner: Partner, fictional: Path, belmonte: Path) -> None:
    text = belmonte.read_text("utf-8")
    start, end = text.index("  - id: open-grant\n"), text.index("# What the rules wrote")
    belmonte.write_text(text[:start] + text[end:], "utf-8")
    code, out, err = partner("outline", "update", "Belmonte", at=fictional)
    assert (code, out) == (0, "")
    assert (
        "open-grant:\n"
        "    the rules give this step, but it was taken out or never put in, so it is not\n"
        "      added\n"
        "    if you want it: partner outline step add belmonte grant --action TEXT\n"
    ) in err


def test_a_new_step_that_needs_one_taken_out_is_told_and_keeps_nothing_else_from_being_written(
    partner: Partner, fictional: Path, edit: Edit, happened: Callable[..., None]
) -> None:
    charter = "data/instruments/charter.yaml"
    edit(charter, "usually_after:", "available: {announced: 2032}\nusually_after:")
    assert partner("outline", "new", "Belmonte", at=fictional)[0] == 0
    file = fictional / BELMONTE
    text = file.read_text("utf-8").replace("after: [open-round-table]", "after: []")
    start, end = text.index("  - id: open-round-table\n"), text.index("  - id: open-harbour-project\n")
    file.write_text(text[:start] + text[end:], "utf-8")
    edit(charter, "available: {announced: 2032}\n", "")
    happened("grant", "negotiating")
    code, out, err = partner("outline", "update", "Belmonte", at=fictional)
    assert (code, out) == (0, f"{BELMONTE}\n")
    assert (
        "open-charter:\n"
        "    the rules give this step, but it needs first round-table, which was taken\n"
        "      out or dropped: so it is not added\n"
    ) in err
    assert steps(partner, fictional).keys() == {"open-harbour-project", "open-grant"}


def test_a_hold_set_since_moves_what_nobody_dated(
    partner: Partner, fictional: Path, belmonte: Path, edit: Edit
) -> None:
    edit(BELMONTE, "status: draft\n", "status: draft\nhold: {until: 2031-12}\n")
    edit(BELMONTE, "objectives:", "# Ours.\nobjectives:")
    code, _, _ = partner("outline", "update", "Belmonte", at=fictional)
    assert code == 0
    assert {step["timeline"]["from"][:4] for step in steps(partner, fictional).values()} == {"2032"}
    assert "# Ours.\n" in belmonte.read_text("utf-8")


@pytest.mark.usefixtures("belmonte")
def test_an_updated_outline_brings_no_new_finding(
    partner: Partner, fictional: Path, happened: Callable[..., None]
) -> None:
    happened("grant", "negotiating")
    before = partner("validate", at=fictional)[1]
    partner("outline", "update", "Belmonte", "--on", "2031-11-20", at=fictional)
    assert partner("validate", at=fictional)[1] == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Dravina"], 3, "hint: draft it: partner outline new dravina\n"),
        (["Belmonte", "--on", "2031-03-09"], 1, "before 2031-03-10, the state that it was last drafted on"),
        (["Belmonte", "--on", "soon"], 2, 'error: "soon" is not a day\n'),
        (["Belmont"], 3, "hint: did you mean belmonte?\n"),
    ],
)
@pytest.mark.usefixtures("belmonte")
def test_what_cannot_be_updated_is_an_error_that_helps(
    arguments: list[str],
    code: int,
    said: str,
    partner: Partner,
    fictional: Path,
    files_of: FilesOf,
) -> None:
    before = files_of(fictional)
    ended, out, err = partner("outline", "update", *arguments, at=fictional)
    assert (ended, out) == (code, "")
    assert said in err
    assert files_of(fictional) == before


@pytest.mark.usefixtures("belmonte")
def test_an_endorsed_outline_is_not_drafted_anew(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(
        BELMONTE,
        "status: draft\nhistory:",
        "status: endorsed\nendorsed: {by: Group, on: 2031-04-01}\nhistory:",
    )
    code, out, err = partner("outline", "update", "Belmonte", at=fictional)
    assert (code, out) == (1, "")
    assert "is endorsed: what was endorsed stays as it was" in err
    assert "partner outline status belmonte draft" in err


def test_an_outline_without_a_record_gets_one_and_then_follows_the_facts(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    path = fictional / "data/outlines/altamar.yaml"
    before = path.read_bytes()
    code, out, err = partner("outline", "update", "Altamar", at=fictional)
    assert (code, out) == (0, "data/outlines/altamar.yaml\n")
    assert "no draft is recorded in it, so what it says otherwise than the rules counts as\n" in err
    assert "action: changed by hand, so left alone; by the rules it would go:\n" in err
    assert "if you want it: partner outline step add altamar grant --action TEXT\n" in err
    after = path.read_bytes()
    assert after.startswith(before + b"drafted:\n  on: 2031-03-10\n")
    assert partner("outline", "update", "Altamar", at=fictional)[1] == ""
    edit("data/outlines/altamar.yaml", "status: draft\n", "status: draft\nhold: {until: 2031-Q3}\n")
    assert partner("outline", "update", "Altamar", at=fictional)[0] == 0
    held = before.decode().replace("status: draft\n", "status: draft\nhold: {until: 2031-Q3}\n")
    assert path.read_text("utf-8").partition("drafted:")[0] == held.replace("2031-Q2", "2031-Q4")
