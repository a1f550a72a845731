"""`partner majority`: what the rules are tried on, and how it is read as votes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from majorities import contract, said

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
NO_VOTE = "A side reading, not a decision: nobody votes here, and the Presidency decides the list."


def test_the_example_of_the_contract(on_shipped: Partner) -> None:
    lists = ("--for", "DE,FR", "--against", "HU", "--abstain", "AT", "--year", "2021", "--rule", "qualified")
    code, out, err = on_shipped("majority", *lists, "--format", "json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert {key: value for key, value in told.items() if key not in ("delegations", "to_carry")} == {
        "format": "partner.majority/1",
        "meeting": None,
        "marking": "LIMITE",
        "illustrative": False,
        "what_if": [],
        "note": NO_VOTE,
        "country": None,
        "question": None,
        "conditional": None,
        "can_accept": None,
        "scrutiny_reservation": None,
        "silent": [],
        "not_counted": [],
        "bilateral": [],
        "population_source": "Population on 1 January 2020, Eurostat, demo_pjan",
        "day": "2021-12-31",
        "rule": "qualified",
        "adopted": False,
        "for": 2,
        "needed": 15,
        "population_share": 0.3356,
        "population_needed": 0.65,
        "population_for": 150_265_535,
        "population_for_needed": 291_009_036,
        "population_total": 447_706_209,
        "population_year": 2021,
        "population_status": "stand-in",
        "blocking_minority": True,
        "blocking_number": 4,
        "counts_as_reached": False,
        "close_to_the_line": False,
        "uncertain": False,
        "not_for": 25,
        "against": 1,
        "abstain": 1,
        "absent": 23,
        "members": 27,
        "participants": 27,
        "not_taking_part": [],
        "missing": {"members": 13, "population": 140_743_501},
        "to_block": None,
        "may_go_on_discussing": None,
    }
    assert told["to_carry"] == {"members": 13, "among": 25, "any": False, "sets": None, "truncated": None}
    assert {vote: len(codes) for vote, codes in told["delegations"].items()} == {
        "for": 2, "against": 1, "abstain": 1, "absent": 23,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "members", "needed"),
    [
        (("--on", "2020-01-31"), 28, 15),
        (("--on", "2020-02-01"), 27, 14),
        (("--year", "2019"), 28, 15),
        (("--year", "2020"), 27, 14),
        ((), 27, 14),
    ],
    ids=[
        "the last day of 28",
        "the first of 27",
        "at the end of 2019",
        "at the end of 2020",
        "at the meeting",
    ],
)
def test_lists_count_the_members_of_their_day(
    on_shipped: Partner, day: tuple[str, ...], members: int, needed: int
) -> None:
    _, out, _ = on_shipped("majority", "--for", "DE", "--rule", "simple", *day, "--format", "json")
    told = json.loads(out)
    assert (told["members"], told["needed"]) == (members, needed)


def test_positions_on_a_country_are_read_as_votes(partner: Partner, fictional: Path) -> None:
    told = contract(partner, fictional, "Altamar")
    assert (told["meeting"], told["country"], told["illustrative"]) == (MEETING, "altamar", True)
    assert told["delegations"] == {
        "for": ["QM", "QN", "QO", "QR"],
        "against": ["QP"],
        "abstain": [],
        "absent": ["QS"],
    }
    assert (told["adopted"], told["conditional"]) == (True, 1)
    told = contract(partner, fictional, "altamar", "--names")
    assert told["to_block"] == {"members": 1, "among": 4, "any": True, "sets": None, "truncated": None}


def test_conditions_of_those_who_do_not_support_are_not_those_of_support(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    opposed = "  - {country: altamar, stance: opposition, conditions: None.}\n"
    edit(f"data/positions/{MEETING}/qo.yaml", "  - country: altamar\n", opposed)
    told = contract(partner, fictional, "altamar", "--for", "QO")
    assert (told["for"], told["conditional"]) == (4, 1)  # QM's


def test_codes_and_names_are_taken_in_any_case_and_those_of_iso_too(on_shipped: Partner) -> None:
    lists = ("--for", "gr GB, sweden", "--against", "Česko", "--on", "2020-01-31", "--rule", "simple")
    told = json.loads(on_shipped("majority", *lists, "--format", "json")[1])
    assert (told["delegations"]["for"], told["delegations"]["against"]) == (["EL", "SE", "UK"], ["CZ"])


def test_who_can_accept_is_read_as_abstaining_and_the_other_reading_stands_beside(
    partner: Partner, fictional: Path
) -> None:
    told = contract(partner, fictional, "corvo")
    assert (told["for"], told["adopted"]) == (3, False)
    assert told["can_accept"] == {
        "delegations": ["QN"],
        "read_as": "abstain",
        "otherwise": {"for": 4, "adopted": True},
    }
    turned = contract(partner, fictional, "corvo", "--can-accept", "for")
    assert (turned["for"], turned["adopted"], turned["can_accept"]["otherwise"]["for"]) == (4, True, 3)
    assert contract(partner, fictional, "corvo", "--against", "QN")["can_accept"] is None
    text = said(partner, fictional, "corvo")
    assert "Read as in favour (--can-accept for): 4 in favour, and it would be reached." in text


def test_replies_to_a_question_are_read_as_votes(partner: Partner, fictional: Path) -> None:
    told = contract(partner, fictional, "--question", "way-forward", "--rule", "unanimity")
    assert (told["question"], told["country"], told["meeting"]) == ("way-forward", None, MEETING)
    assert told["delegations"] == {
        "for": ["QM", "QO"],
        "against": ["QP"],
        "abstain": ["QN"],
        "absent": ["QR", "QS"],
    }
    assert told["to_carry"] == {"members": 3, "among": 3, "any": True, "sets": None, "truncated": None}


def test_a_scrutiny_reservation_abstains_and_at_unanimity_the_other_reading_is_said(
    partner: Partner, fictional: Path
) -> None:
    lists = ("--question", "way-forward", "--for", "QP,QR,QS")
    told = contract(partner, fictional, *lists, "--rule", "unanimity")
    assert told["adopted"] is True
    assert told["scrutiny_reservation"] == {
        "delegations": ["QN"],
        "read_as": "abstain",
        "otherwise": {"for": 5, "adopted": False},
    }
    text = "1 scrutiny reservation, read as abstaining, which does not prevent unanimity. Read as against: it would not"
    assert text in said(partner, fictional, *lists, "--rule", "unanimity")
    assert "which does not prevent" not in said(partner, fictional, *lists)
    assert contract(partner, fictional, *lists, "--against", "QN")["scrutiny_reservation"] is None


def test_lists_beside_a_country_are_what_ifs_and_say_so(partner: Partner, fictional: Path) -> None:
    told = contract(
        partner, fictional, "altamar", "--for", "qs, Pellerin", "--abstain", "QM", "--abstain", "QN"
    )
    assert told["what_if"] == ["QP QS in favour", "QM QN abstaining"]
    spaced = contract(partner, fictional, "altamar", "--for", "qs Pellerin", "--abstain", "QM QN")
    assert spaced == told
    assert told["delegations"]["for"] == ["QO", "QP", "QR", "QS"]
    assert "WHAT IF: QS against" in said(partner, fictional, "--question", "way-forward", "--against", "QS")


def test_without_and_assume_work_on_a_country(partner: Partner, fictional: Path) -> None:
    told = contract(partner, fictional, "altamar", "--without", "QS", "--assume", "QP=altamar")
    assert told["what_if"] == ["without QS", "QP supports Altamar"]
    assert (told["for"], told["participants"], told["not_taking_part"]) == (5, 5, ["QS"])


@pytest.mark.parametrize(
    "options",
    [("--participants", "QM,QN,QO,QP"), ("--not-participating", "QR", "--not-participating", "Sardis")],
)
def test_who_takes_no_part_is_in_no_base(partner: Partner, fictional: Path, options: tuple[str, ...]) -> None:
    told = contract(partner, fictional, "altamar", *options)
    assert (told["participants"], told["not_taking_part"], told["needed"]) == (4, ["QR", "QS"], 3)
    assert (told["population_total"], told["blocking_number"]) == (50_000_000, 2)
    assert "4 of 6 Member States take part, without QR and QS." in said(
        partner, fictional, "altamar", *options
    )


def test_a_past_state_is_read_as_it_was(
    partner: Partner, fictional: Path, history: Callable[[str], str], edit: Edit
) -> None:
    commit = history("before")
    edit(f"data/positions/{MEETING}/qn.yaml", "- country: altamar", "- country: corvo")
    edit(f"data/positions/{MEETING}/qn.yaml", "{country: corvo, stance: can-accept}", "{country: esker}")
    assert contract(partner, fictional, "altamar")["for"] == 3
    assert contract(partner, fictional, "altamar", "--at", commit)["for"] == 4
    assert contract(partner, fictional, "--for", "QM", "--at", commit)["for"] == 1


def test_lists_by_hand_need_neither_a_meeting_nor_sound_positions(
    partner: Partner, fictional: Path, edit: Edit, write: Write
) -> None:
    write(f"data/positions/{MEETING}/qn.yaml", "delegation: [")
    edit("partner.yaml", f"current_meeting: {MEETING}\n", "")
    assert contract(partner, fictional, "--for", "QM", "--rule", "simple")["for"] == 1
    assert contract(partner, fictional, "--for", "QM", "--meeting", MEETING)["day"] == "2031-03-04"


def test_a_contradiction_is_read_at_its_most_cautious_and_the_command_ends_with_1(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(
        f"data/positions/{MEETING}/qo.yaml",
        "  - country: altamar\n",
        "  - country: altamar\n  - {country: altamar, stance: opposition}\n",
    )
    code, out, err = partner("majority", "altamar", "--format", "json", at=fictional)
    assert code == 1
    assert "qo.yaml" in err
    assert json.loads(out)["delegations"]["against"] == ["QO", "QP"]
