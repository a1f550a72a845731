"""`partner majority`: what the rules are tried on, what is refused, and what screen and JSON say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Partner = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str | bytes], Path]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
DELEGATIONS = "data/delegations.yaml"
MEMBERS = "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE"
NO_VOTE = "A side reading, not a decision: nobody votes here, and the Presidency decides the list."


def contract(partner: Partner, at: Path, *options: str) -> dict[str, Any]:
    code, out, err = partner("majority", *options, "--format", "json", at=at)
    assert (code, err) == (0, "")
    made: dict[str, Any] = json.loads(out)
    return made


def said(partner: Partner, at: Path, *options: str) -> str:
    """The screen, its lines joined."""
    code, out, err = partner("majority", *options, at=at)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def refused(partner: Partner, at: Path, *options: str) -> tuple[int, str]:
    code, out, err = partner("majority", *options, at=at)
    assert out == ""
    return code, " ".join(err.split())


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


def test_figures_of_a_thousand_million_stay_apart(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(DELEGATIONS, "{2031: 21000000}", "{2031: 2100000000}")
    assert "taking part 6 2 134 000 000 100.00 %" in said(partner, fictional, "--for", "QM")


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


@pytest.mark.parametrize(
    ("due", "words", "adopted"),
    [
        ("due: 2031-03-20", "no reply absent.", False),
        ("mode: silence", "no reply absent, for silence is no acceptance while no day is set for it.", False),
        (
            "due: 2098-03-20\n    mode: silence",
            "for silence is no acceptance until 20 March 2098 is past.",
            False,
        ),
        ("due: 2001-03-20\n    mode: silence", "in favour, for silence until 20 March 2001 counts as", True),
    ],
    ids=["a reply is asked for", "without a day", "pending", "past"],
)
def test_how_silence_is_read_is_said(
    partner: Partner, fictional: Path, edit: Edit, due: str, words: str, *, adopted: bool
) -> None:
    edit(f"data/meetings/{MEETING}.yaml", "due: 2031-03-20", due)
    text = said(partner, fictional, "--question", "way-forward", "--rule", "simple")
    assert words in text
    assert ("would be reached: 4 in favour" in text) is adopted
    assert ("2 broke silence." in text) is ("mode" in due)


def test_who_is_not_expected_takes_no_part_and_the_screen_says_so(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(f"data/meetings/{MEETING}.yaml", "sources:", "delegations: [QM, QN, QO, QP, QR]\nsources:")
    expected = "5 of 6 Member States take part, without QS. Who is not expected at the meeting is read as"
    assert expected in said(partner, fictional, "altamar")
    assert "not expected" not in said(partner, fictional, "--for", "QM", "--not-participating", "QS")


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


def test_a_screen_gives_the_verdict_the_figures_the_rule_and_that_nobody_votes(
    partner: Partner, fictional: Path, golden: Callable[[str, str], None]
) -> None:
    golden("majority-fictional.txt", partner("majority", "corvo", at=fictional).out)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "options",
    [
        ("altamar",),
        ("--question", "way-forward", "--rule", "simple"),
        ("--for", "QM", "--rule", "unanimity"),
        ("--for", "QM,QN", "--against", "QO", "--rule", "reinforced"),
    ],
)
def test_every_screen_says_that_it_is_a_side_reading(
    partner: Partner, fictional: Path, options: tuple[str, ...]
) -> None:
    assert said(partner, fictional, *options).endswith(NO_VOTE)
    assert contract(partner, fictional, *options)["note"] == NO_VOTE


@pytest.fixture(scope="module")
def all_but(on_shipped: Partner) -> Callable[..., str]:
    """Runs the command of 2022 with some against and all others in favour."""

    def run(*against: str, output: str = "text") -> str:
        lists = (
            "--for",
            ",".join(code for code in MEMBERS.split() if code not in against),
            "--against",
            ",".join(against),
        )
        code, out, err = on_shipped("majority", *lists, "--year", "2022", "--format", output)
        assert (code, err) == (0, "")
        return " ".join(out.split())

    return run


def test_a_majority_that_counts_as_reached_says_so_and_that_the_debate_may_go_on(
    all_but: Callable[..., str],
) -> None:
    text, told = all_but("DE", "FR", "IT"), json.loads(all_but("DE", "FR", "IT", output="json"))
    assert "3 not in favour cannot block: that takes 4. The majority counts as reached." in text
    assert "could ask the Council to go on discussing" in text
    assert "It would fail if any one of the 24 in favour voted against." in text
    assert (told["adopted"], told["counts_as_reached"], told["may_go_on_discussing"]) == (True, True, True)
    assert told["missing"] == {"members": 0, "population": 0}


def test_a_blocking_minority_is_told_in_numbers(all_but: Callable[..., str]) -> None:
    text = all_but("DE", "FR", "IT", "MT")
    assert "The 4 not in favour are a blocking minority: they hold 47.13 % of the population" in text
    assert "It would be reached if any one of the 4 not in favour joined." in text
    assert "go on discussing" not in text


def test_a_year_in_which_the_membership_changed_is_told(on_shipped: Partner) -> None:
    lists = ("majority", "--for", "DE", "--rule", "simple", "--year")
    told = "The membership changed in 2020 (UK): with lists, --on takes another day."
    assert told in " ".join(on_shipped(*lists, "2020")[1].split())
    assert "membership changed" not in on_shipped(*lists, "2021")[1]


def test_names_and_sets_stand_only_where_they_are_asked_for(partner: Partner, fictional: Path) -> None:
    lists = ("--for", "QM", "--abstain", "QN,QP", "--not-participating", "QS")
    plain, named = said(partner, fictional, *lists), said(partner, fictional, *lists, "--names")
    assert "It would be reached if 2 of the 4 not in favour joined, but not just any (--names" in plain
    assert not re.search(r"\bQ[M-R]\b", plain)
    assert "abstaining 2 20 000 000 37.03 % QN QP absent 2 13 000 000 24.07 % QO QR" in named
    assert "not just any: QN QO QN QP QN QR QO QP" in named
    capped = contract(partner, fictional, *lists, "--names", "--most", "3")["to_carry"]
    assert capped["sets"] == [["QN", "QO"], ["QN", "QP"], ["QN", "QR"]]
    assert (capped["members"], capped["truncated"]) == (2, True)
    assert "and more: --most" in said(partner, fictional, *lists, "--names", "--most", "3")


def test_a_confidential_position_is_told_as_such_beside_its_name(partner: Partner, fictional: Path) -> None:
    told = contract(partner, fictional, "altamar")
    assert (told["bilateral"], told["silent"]) == (["QP"], ["QS"])
    warning = "In confidence, never to be shown by name: QP."
    assert warning in said(partner, fictional, "altamar", "--names")
    assert warning not in said(partner, fictional, "altamar")


def test_the_figures_of_the_nearest_year_are_used_with_a_word_of_it(
    partner: Partner, fictional: Path
) -> None:
    lists = ("--for", "QM,QO,QP,QS", "--year", "2032")
    told = contract(partner, fictional, *lists)
    assert (told["day"], told["population_year"], told["population_status"]) == ("2032-12-31", 2031, "act")
    assert "No table for 2032 has all who take part; this is the nearest." in said(partner, fictional, *lists)


def test_a_result_that_a_stand_in_leaves_open_is_called_uncertain(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    lists = ("--for", "QM,QO,QP", "--not-participating", "QS")
    edit(DELEGATIONS, "{2031: 14000000}", "{2031: 15400000}")  # 36 of 55.4 million are 64.98 %
    told = contract(partner, fictional, *lists)
    assert (told["adopted"], told["missing"]["population"], told["uncertain"]) == (False, 10_000, False)
    assert "Uncertain" not in said(partner, fictional, *lists)
    edit(DELEGATIONS, "status: act", "status: stand-in")
    assert contract(partner, fictional, *lists)["uncertain"] is True
    text = said(partner, fictional, *lists)
    assert "Those in favour have 10 000 persons fewer than needed; half a point is 277 000." in text


def test_a_share_close_to_the_line_is_told_even_where_it_cannot_turn_the_result(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DELEGATIONS, "status: act", "status: stand-in")
    told = contract(partner, fictional, "corvo")  # 65.45 %, and one member short
    assert (told["close_to_the_line"], told["uncertain"]) == (True, False)
    text = said(partner, fictional, "corvo")
    assert "Close: the figures are not those of the act for 2031." in text
    assert (
        "that test could turn, though not the result. Those in favour have 250 000 persons more than" in text
    )


def test_a_result_that_hangs_on_how_many_can_block_is_told_as_such(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DELEGATIONS, "status: act", "status: stand-in")
    edit(DELEGATIONS, "{2031: 21000000}", "{2031: 17700000}")  # 34.9 % of those taking part
    lists = ("--for", "QN,QO,QP", "--against", "QM,QR", "--not-participating", "QS")
    told = contract(partner, fictional, *lists)
    assert (told["adopted"], told["blocking_number"]) == (True, 3)
    assert (told["close_to_the_line"], told["uncertain"]) == (False, True)
    assert "blocking could take another number of members" in said(partner, fictional, *lists)


def test_while_weighted_votes_could_still_be_asked_for_the_screen_says_so(
    partner: Partner, fictional: Path
) -> None:
    nice = "Until 31 March 2017 any member could ask for weighted votes instead"
    lists = ("--for", "QM", "--not-participating", "QT", "--on")
    assert nice in said(partner, fictional, *lists, "2017-03-31")
    assert nice not in said(partner, fictional, *lists, "2017-04-01")
    assert nice not in said(partner, fictional, *lists, "2017-03-31", "--rule", "simple")


def test_missing_figures_end_a_reading_of_population_and_no_other(
    partner: Partner, fictional: Path, edit: Edit
) -> None:
    edit(DELEGATIONS, "    population: {2031: 1000000}\n", "")
    code, err = refused(partner, fictional, "altamar")
    assert code == 1
    assert "no year has population figures for all who take part: that of QS is missing for 2031" in err
    assert contract(partner, fictional, "altamar", "--rule", "simple")["population_share"] is None
    assert contract(partner, fictional, "altamar", "--not-participating", "QS")["population_year"] == 2031


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ((), 2, "nothing is said of what the rules are to be tried on"),
        (("altamar", "--question", "way-forward"), 2, "two readings"),
        (("--for", "QM", "--year", "2031", "--on", "2031-01-01"), 2, "--year and --on both say when"),
        (("altamar", "--year", "2031"), 2, "a meeting has its day"),
        (("--for", "QM", "--without", "QN"), 2, "use --not-participating"),
        (("--question", "way-forward", "--assume", "QN=altamar"), 2, "--assume is about countries"),
        (("--for", "QM", "--can-accept", "for"), 2, "name a country"),
        (("altamar", "--participants", "QM", "--not-participating", "QN"), 2, "both say who takes part"),
        (
            ("--for", "QM", "--not-participating", "QM,QN,QO,QP,QR,QS"),
            2,
            "QM is in --for and does not take part",
        ),
        (("altamar", "--not-participating", "QM,QN,QO,QP,QR,QS"), 2, "nobody is left to take part"),
        (("--for", "QM", "--on", "2014-10-31"), 2, "which hold since 1 November 2014"),
        (("--for", ",", "--not-participating", "QM"), 2, "--for names nobody"),
        (("--for", "QM", "--on", "soon"), 2, '"soon"'),
        (("atlamar",), 3, "did you mean altamar?"),
        (("--question", "way-foward"), 3, "did you mean way-forward?"),
        (("--for", "QM", "--meeting", "2031-03-04-working-grup"), 3, f"did you mean {MEETING}?"),
        (("--for", "Marlandd,Norey"), 3, "did you mean QN (Norrey)?"),
    ],
)
def test_what_cannot_be_tried_is_said_with_what_to_do(
    partner: Partner, fictional: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    ended, err = refused(partner, fictional, *options)
    assert ended == code
    assert words in err
    assert "hint: " in err


def test_all_that_is_wrong_with_the_lists_is_said_at_once(partner: Partner, fictional: Path) -> None:
    lists = ("--for", "QM,QT", "--against", "QM,QO", "--abstain", "QM", "--not-participating", "QO")
    code, err = refused(partner, fictional, *lists)
    assert code == 2
    assert "QT is not a Member State on 4 March 2031 (leave it out, or take another day: --on DATE); " in err
    assert "QM is in --for, --against and --abstain (keep it in one); QO is in --against and does not" in err
    assert "QS is not expected" in refused(partner, fictional, "altamar", "--without", "QS", "--for", "QS")[1]


def test_all_that_does_not_go_together_is_said_at_once(partner: Partner, fictional: Path) -> None:
    options = ("--year", "2031", "--on", "soon", "--participants", "QM", "--not-participating", "QN")
    code, err = refused(partner, fictional, *options, "--can-accept", "for")
    assert code == 2
    for wrong in (
        "nothing is said",
        "both say when",
        "both say who takes part",
        '"soon"',
        "--can-accept is about",
    ):
        assert wrong in err


def test_a_meeting_before_the_rules_is_refused_without_a_word_of_lists(
    partner: Partner, fictional: Path, write: Write
) -> None:
    write("data/meetings/2011-05-02-talks.yaml", "forum: Talks\ndate: 2011-05-02\nsources: [{title: T}]\n")
    code, err = refused(partner, fictional, "altamar", "--meeting", "2011-05-02-talks")
    assert (code, "hint: try a later meeting" in err, "--on" in err) == (2, True, False)


def test_at_unanimity_who_is_in_the_way_may_abstain_too(partner: Partner, fictional: Path) -> None:
    text = said(partner, fictional, "altamar", "--rule", "unanimity")
    assert "if all 2 against or absent joined, or were present and abstained." in text
    nobody = said(partner, fictional, "--abstain", "QM", "--rule", "unanimity")
    assert "if all 5 against or absent joined." in nobody


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
