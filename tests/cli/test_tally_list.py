"""`partner tally --list`: the list as decided, beside what delegations say of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
Golden = Callable[[str, str], None]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
DOCUMENT = "data/documents/10001-31.yaml"
LATER = "data/documents/10001-31-rev-1.yaml"
ESKER = "[altamar, {country: esker, because: The host asked.}]"


def contract(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    code, out, err = partner("tally", "--list", "--format", "json", *options, at=at)
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def shown(partner: Partner, at: Path, *options: str, **environment: Any) -> str:
    """The screen on one line."""
    code, out, err = partner("tally", "--list", *options, at=at, **environment)
    assert (code, err) == (0, "")
    return " ".join(out.split())


@pytest.fixture
def with_esker(edit: Edit) -> None:
    """The list holds Esker, by decision, in place of Corvo."""
    edit(DOCUMENT, "[altamar, corvo]", ESKER)


@pytest.mark.usefixtures("with_esker")
def test_the_screen_of_the_fictional_data(partner: Partner, fictional: Path, golden: Golden) -> None:
    golden("tally-fictional-list.txt", partner("tally", "--list", at=fictional)[1])


@pytest.mark.usefixtures("with_esker")
def test_who_is_represented_by_what_and_for_whom_there_is_only_what_it_can_accept(
    partner: Partner, fictional: Path
) -> None:
    made = contract(partner, fictional)
    assert (made["format"], made["document"], made["decided"]) == ("partner.list/1", "10001-31", True)
    assert made["delegations"] == {
        "represented": [{"delegation": code, "partners": ["altamar"]} for code in ("QM", "QN", "QO", "QR")],
        "only_can_accept": [{"delegation": "QP", "partners": ["esker"]}],
        "by_nothing": [],
        "silent": ["QS"],
        "bilateral": ["QP"],
    }
    assert made["partners"][1] == {
        "country": "esker",
        "name": "Esker",
        "support": 0,
        "can_accept": 1,
        "reservations": 0,
        "opposition": 0,
        "priority": False,
        "because": "The host asked.",
    }
    assert made["off_the_list"] == ["corvo"]


@pytest.mark.usefixtures("with_esker")
def test_the_reason_is_on_the_screen_and_in_no_table_to_hand_on(partner: Partner, fictional: Path) -> None:
    assert "below the line; on the list because: The host asked." in shown(partner, fictional)
    for output in ("csv", "md"):
        assert "The host asked" not in shown(partner, fictional, "--format", output)


def test_a_list_that_departs_from_the_count_without_a_reason_is_shown_as_it_is(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar, belmonte]")
    screen = shown(partner, fictional)
    assert "Below the line and on the list, no reason noted: Belmonte." in screen
    assert "Counted over the line and not on the list: Corvo." in screen


def test_a_document_without_a_list_shows_the_priorities_and_says_that_they_are_counted(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "partners: [altamar, corvo]\n", "")
    made = contract(partner, fictional)
    assert made["decided"] is False
    assert [row["country"] for row in made["partners"]] == ["altamar", "corvo"]
    assert (
        "10001/31 has no list of its own: these are the tally's priorities, 2 partners, counted and"
        in shown(partner, fictional)
    )


def test_another_document_is_named_by_its_id_or_its_number(
    partner: Partner, fictional: Path, write: Write
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8")
    revised = text.replace("number: 10001/31\n", "number: 10001/31\nrevision: 1\n")
    write(
        LATER,
        revised.replace("[altamar, corvo]", "[corvo]").replace(
            f"meeting: {MEETING}", "meeting: 2031-01-20-ministers"
        ),
    )
    made = contract(partner, fictional, "--document", "10001/31 REV 1")
    assert made == contract(partner, fictional, "--document", "10001-31-rev-1")
    assert (made["document"], made["meeting"]) == ("10001-31-rev-1", "2031-01-20-ministers")
    screen = shown(partner, fictional, "--document", "10001/31 REV 1")
    assert f"meeting that 10001/1/31 REV 1 reports; for the current one add --meeting {MEETING}." in screen
    assert "add --meeting" not in shown(partner, fictional)
    here = contract(partner, fictional, "--document", "10001/31 REV 1", "--meeting", MEETING)
    assert (here["meeting"], here["delegations"]["silent"]) == (MEETING, ["QS"])


def test_a_list_by_others_stands_beside_the_current_meeting_and_is_not_called_the_presidencys(
    partner: Partner, fictional: Path, write: Write
) -> None:
    text = (fictional / DOCUMENT).read_text("utf-8").replace(f"meeting: {MEETING}\n", "by_others: true\n")
    text = text.replace("number: 10001/31\n", "number: 10001/31\nrevision: 1\n")
    write(LATER, text.replace("[altamar, corvo]", "[altamar, belmonte]"))
    later = ("--document", "10001/31 REV 1")
    made = contract(partner, fictional, *later)
    assert (made["meeting"], made["decided"], made["by_others"]) == (MEETING, True, True)
    screen = shown(partner, fictional, *later)
    assert "The list of 10001/1/31 REV 1, decided by others: 2 partners." in screen
    assert "Below the line and on the list: Belmonte." in screen


def test_it_is_read_of_what_is_supposed(partner: Partner, fictional: Path) -> None:
    made = contract(partner, fictional, "--without", "QR", "--assume", "QS=corvo:can-accept")
    assert made["what_if"] == ["without QR", "QS can accept Corvo"]
    assert made["delegations"]["only_can_accept"] == [{"delegation": "QS", "partners": ["corvo"]}]
    assert [row["support"] for row in made["partners"]] == [3, 3]


def test_who_spoke_in_confidence_is_marked(partner: Partner, fictional: Path) -> None:
    screen = shown(partner, fictional)
    assert "QP 1: Corvo (in confidence)" in screen
    assert "In confidence, never to be shown by name: QP." in screen


def test_a_delegation_is_said_to_support_all_all_but_a_few_or_these(on_shipped: Partner) -> None:
    screen = " ".join(on_shipped("tally", "--list")[1].split())
    assert "DE 10, the whole list" in screen
    assert "DK 9, all but Libya" in screen
    assert "PT 4: Tunisia, Morocco, Libya, Nigeria" in screen
    assert "1 neither support nor can accept one: EE 2 not heard: LU MT" in screen


def test_without_a_current_document_it_says_how_to_make_or_name_one(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit("partner.yaml", "current_document: 10001-31\n", "")
    code, out, err = partner("tally", "--list", at=fictional)
    assert (code, out) == (3, "")
    assert "hint: make one current: partner document current DOCUMENT" in err


def test_a_past_list_is_read_from_its_revision(
    partner: Partner, fictional: Path, edit: Edit, history: Callable[[str], str]
) -> None:
    then = contract(partner, fictional)
    history("as it was")
    edit(DOCUMENT, "[altamar, corvo]", "[altamar]")
    assert contract(partner, fictional) != then
    assert contract(partner, fictional, "--at", "HEAD") == then


def test_an_error_across_records_is_told_and_the_list_shown(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "[altamar, corvo]", "[altamar, corvu]")
    code, out, err = partner("tally", "--list", "--format", "json", at=fictional)
    assert code == 1
    assert "hint: did you mean corvo (Corvo)?" in err
    assert json.loads(out)["partners"][1]["name"] == "corvu"


@pytest.mark.usefixtures("with_esker")
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_every_line_fits_the_screen(columns: str, partner: Partner, fictional: Path) -> None:
    out = partner("tally", "--list", at=fictional, terminal=True, NO_COLOR="1", COLUMNS=columns)[1]
    assert max(len(line) for line in out.splitlines()) <= int(columns)


def test_markdown_counts_who_is_represented_and_names_nobody(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DOCUMENT, "[altamar, corvo]", ESKER)
    out = partner("tally", "--list", "--format", "md", at=fictional)[1]
    assert (
        "Represented by a partner that they support: 4 delegations; only by one that they can accept: 1; by none: 0. "
        "Counted over the line and not on the list: Corvo."
    ) in out
    assert not [code for code in ("QM", "QN", "QO", "QP") if code in out]


def test_a_long_name_on_the_list_is_never_cut(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit("data/countries/altamar.yaml", "name: Altamar", "name: Altamar and the Isles of the Rising Moon")
    for columns in ("40", "80"):
        screen = shown(partner, fictional, terminal=True, NO_COLOR="1", COLUMNS=columns)
        assert "…" not in screen
        assert "Altamar and the" in screen
