"""The screen of `partner majority`: figures, what would turn them, doubts, and what the reading is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from majorities import contract, said

Partner = Callable[..., tuple[int, str, str]]
Edit = Callable[[str, str, str], None]

MEETING = "2031-03-04-working-group"
DELEGATIONS = "data/delegations.yaml"
MEMBERS = "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE"
NO_VOTE = "A side reading, not a decision: nobody votes here, and the Presidency decides the list."


def test_figures_of_a_thousand_million_stay_apart(partner: Partner, fictional: Path, edit: Edit) -> None:
    edit(DELEGATIONS, "{2031: 21000000}", "{2031: 2100000000}")
    assert "taking part 6 2 134 000 000 100.00 %" in said(partner, fictional, "--for", "QM")


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


def test_at_unanimity_who_is_in_the_way_may_abstain_too(partner: Partner, fictional: Path) -> None:
    text = said(partner, fictional, "altamar", "--rule", "unanimity")
    assert "if all 2 against or absent joined, or were present and abstained." in text
    nobody = said(partner, fictional, "--abstain", "QM", "--rule", "unanimity")
    assert "if all 5 against or absent joined." in nobody
