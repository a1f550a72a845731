"""From files to the stance table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.position import Answer, Position, Stance
from partnercli.tally.stances import stance_table
from partnercli.tally.table import Carried, Mention

Make = Callable[..., Exercise]
Speak = Callable[..., Position]
EARLIER, DAY = "2021-03-15", "2021-04-22"
CARRIED = {DAY: {"carries_over_from": EARLIER}}


def test_every_expected_delegation_has_responded_or_is_silent(make: Make) -> None:
    table = stance_table(
        make({EARLIER: {"QN": "arda"}, DAY: {"QM": "arda", "QO": None}}, meetings=CARRIED), DAY
    )
    assert table.responded == ("QM", "QN", "QO")
    assert table.silent == ("QP", "QQ", "QR")


def test_who_speaks_by_an_earlier_position_is_carried_from_its_meeting(make: Make) -> None:
    exercise = make(
        {EARLIER: {"QM": "arda", "QN": "arda"}, DAY: {"QM": None, "QN": "dorin"}}, meetings=CARRIED
    )
    table = stance_table(exercise, DAY)
    assert table.carried == (Carried("QM", EARLIER),)
    assert (table.supporters("arda"), table.supporters("dorin")) == (("QM",), ("QN",))


def test_an_empty_list_is_a_response_that_names_nothing(make: Make) -> None:
    table = stance_table(make({EARLIER: {"QM": "arda"}, DAY: {"QM": ""}}, meetings=CARRIED), DAY)
    assert (table.responded, table.carried, table.countries) == (("QM",), (), frozenset())


def test_who_is_not_expected_is_not_counted_and_listed_unknown_ones_last(make: Make) -> None:
    exercise = make(
        {DAY: {"XA": "arda", "QZ": "arda", "QM": "arda"}}, former={"QZ": date(2020, 1, 31)}, members="QM QN"
    )
    table = stance_table(exercise, DAY)
    assert table.not_counted == ("QZ", "XA")
    assert table.supporters("arda") == ("QM",)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("arda arda:can-accept", Stance.CAN_ACCEPT),
        ("arda:reservation arda:can-accept", Stance.RESERVATION),
        ("arda arda:opposition arda:reservation", Stance.OPPOSITION),
    ],
)
def test_a_contradiction_counts_at_its_most_cautious_stance(make: Make, words: str, stance: Stance) -> None:
    assert stance_table(make({DAY: {"QM": words}}), DAY).on_country("arda") == {"QM": Mention(stance)}


def test_a_country_named_twice_counts_once_with_its_conditions(make: Make) -> None:
    table = stance_table(make({DAY: {"QM": "arda arda* arda!"}}), DAY)
    assert table.on_country("arda") == {"QM": Mention(Stance.SUPPORT, conditional=True, first=True)}


def test_conditions_on_a_milder_stance_than_the_one_counted_are_no_conditions_on_it(make: Make) -> None:
    table = stance_table(make({DAY: {"QM": "arda* arda:opposition"}}), DAY)
    assert table.on_country("arda") == {"QM": Mention(Stance.OPPOSITION)}


def test_a_region_is_resolved_like_a_country_and_never_passed_on_to_one(make: Make) -> None:
    table = stance_table(make({DAY: {"QM": "@north @north:reservation", "QN": "@nowhere"}}), DAY)
    assert table.on_region("north") == {"QM": Mention(Stance.RESERVATION)}
    assert (table.regions, table.countries) == (frozenset({"north"}), frozenset[str]())


def test_a_carried_position_is_not_one_of_those_given_here_without_being_expected(make: Make) -> None:
    meetings = {DAY: {"carries_over_from": EARLIER, "delegations": ("QN",)}}
    table = stance_table(make({EARLIER: {"QM": "arda", "QN": "arda"}, DAY: {}}, meetings=meetings), DAY)
    assert (table.responded, table.not_counted) == (("QN",), ())


def test_confirmed_readings_are_those_of_the_positions_in_force(make: Make, speak: Speak) -> None:
    exercise = make(
        {
            EARLIER: {
                "QM": speak("QM", EARLIER, "arda", confirmed=date(2021, 3, 20)),
                "QN": speak("QN", EARLIER, "arda", confirmed=date(2021, 3, 20)),
            },
            DAY: {"QM": None, "QN": "arda", "QO": speak("QO", DAY, "arda", confirmed=date(2021, 4, 28))},
        },
        meetings=CARRIED,
    )
    assert stance_table(exercise, DAY).confirmed == ("QM", "QO")


def test_a_bilateral_position_counts_and_is_known_as_one(make: Make, speak: Speak) -> None:
    table = stance_table(make({DAY: {"QM": speak("QM", DAY, "arda", basis="bilateral"), "QN": "arda"}}), DAY)
    assert (table.supporters("arda"), table.bilateral) == (("QM", "QN"), ("QM",))


@pytest.mark.parametrize(
    ("delegation", "meeting", "illustrative"),
    [("QM", DAY, True), ("QN", EARLIER, True), ("QM", EARLIER, False), ("XX", DAY, False)],
    ids=["its own file", "a carried file", "a replaced file", "a file not counted"],
)
def test_a_table_is_illustrative_if_any_file_used_in_it_is(
    make: Make, speak: Speak, delegation: str, meeting: str, illustrative: bool
) -> None:
    said: dict[str, dict[str, str | Position]] = {
        EARLIER: {"QM": "arda", "QN": "arda"},
        DAY: {"QM": "arda", "XX": "arda"},
    }
    said[meeting][delegation] = speak(delegation, meeting, "arda", illustrative=True)
    assert stance_table(make(said, meetings=CARRIED), DAY).illustrative is illustrative


def test_answers_belong_to_their_meeting_and_are_never_carried(make: Make, speak: Speak) -> None:
    answers = (Answer(question="way-forward", reply="agree"),)
    exercise = make(
        {
            EARLIER: {"QM": speak("QM", EARLIER, "arda", answers=answers)},
            DAY: {"QN": speak("QN", DAY, answers=answers)},
        },
        meetings=CARRIED,
    )
    voices = stance_table(exercise, DAY).voices
    assert (voices["QM"].answers, voices["QN"].answers) == ({}, {"way-forward": "agree"})


def test_the_marking_is_the_repositorys(make: Make) -> None:
    assert stance_table(make({DAY: {}}), DAY).marking is Marking.LIMITE
