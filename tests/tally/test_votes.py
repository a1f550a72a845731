"""Positions and replies read as votes, and the figures that those taking part are weighed with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.position import Answer, Position
from partnercli.tally.population import voting_population
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table
from partnercli.tally.votes import Vote, votes_of, votes_on_country, votes_on_question

Make = Callable[..., Exercise]
Speak = Callable[..., Position]
DAY = "2021-04-22"
SAID = {
    "QM": "arda",
    "QN": "arda:can-accept",
    "QO": "arda:reservation",
    "QP": "arda:opposition",
    "QQ": "dorin",
}


def test_only_support_is_in_favour_and_a_reservation_is_read_as_against(make: Make) -> None:
    votes = votes_on_country(stance_table(make({DAY: SAID}), DAY), "arda")
    assert votes == {
        "QM": Vote.FOR,
        "QN": Vote.ABSTAIN,
        "QO": Vote.AGAINST,
        "QP": Vote.AGAINST,
        "QQ": Vote.ABSENT,  # does not name it
        "QR": Vote.ABSENT,  # silent
    }


def test_can_accept_is_in_favour_only_where_it_is_read_so(make: Make) -> None:
    table = stance_table(make({DAY: SAID}), DAY)
    changed = votes_on_country(table, "arda", Vote.FOR).items() - votes_on_country(table, "arda").items()
    assert changed == {("QN", Vote.FOR)}


@pytest.mark.parametrize(
    ("mode", "on", "silent"),
    [
        ("reply", date(2021, 7, 1), Vote.ABSENT),
        ("silence", date(2021, 6, 4), Vote.ABSENT),
        ("silence", date(2021, 6, 5), Vote.FOR),
    ],
    ids=["a reply is asked for", "silence is pending", "silence has accepted"],
)
def test_replies_are_votes_and_silence_is_one_only_once_it_has_accepted(
    make: Make, speak: Speak, mode: str, on: date, silent: Vote
) -> None:
    replies = {
        "QM": "agree",
        "QN": "agree-with-comments",
        "QO": "scrutiny-reservation",
        "QP": "disagree",
    }
    said = {
        code: speak(code, DAY, answers=(Answer.model_validate({"question": "way", "reply": reply}),))
        for code, reply in replies.items()
    }
    question = Question.model_validate({"id": "way", "text": "Agreed?", "mode": mode, "due": "2021-06-04"})
    made = make({DAY: said}, members="QM QN QO QP QQ", meetings={DAY: {"questions": (question,)}})
    (row,) = question_rows(stance_table(made, DAY), made, on)
    assert votes_on_question(row) == {
        "QM": Vote.FOR,
        "QN": Vote.FOR,
        "QO": Vote.ABSTAIN,
        "QP": Vote.AGAINST,
        "QQ": silent,
    }


def test_who_takes_part_and_is_named_nowhere_is_absent_and_who_stays_out_is_in_no_base() -> None:
    votes = votes_of(("QM", "QN", "QO"), ("QO", "QM"), {"QO": Vote.FOR, "QN": Vote.FOR})
    assert list(votes.cast.items()) == [("QM", Vote.ABSENT), ("QO", Vote.FOR)]
    assert (votes.in_favour, votes.not_in_favour, votes.not_taking_part) == (("QO",), ("QM",), ("QN",))


@pytest.mark.parametrize(
    ("year", "taking_part", "used"),
    [
        (2022, ("QM", "QN"), 2022),
        (2020, ("QM", "QN"), 2021),
        (2018, ("QM",), 2018),
        (2018, ("QM", "QN"), 2021),
        (2023, ("QM", "QN"), 2022),
        (2030, ("QM", "QN"), 2024),
    ],
    ids=[
        "its own",
        "the nearest",
        "its own if whole for them",
        "a gap passed over",
        "the earlier of two",
        "an earlier one",
    ],
)
def test_figures_are_of_the_year_or_of_the_nearest_with_one_for_each_who_takes_part(
    make: Make, year: int, taking_part: tuple[str, ...], used: int
) -> None:
    populations = {"QM": {2018: 1, 2021: 2, 2022: 3, 2024: 6}, "QN": {2021: 4, 2022: 5, 2024: 6}}
    found = voting_population(make({DAY: {}}, members="QM QN", populations=populations), taking_part, year)
    assert (found.year, found.missing) == (used, ())


def test_where_no_year_is_whole_the_gaps_of_the_one_that_lacks_least_are_told(make: Make) -> None:
    made = make({DAY: {}}, members="QM QN", populations={"QM": {2018: 1}})
    found = voting_population(made, ("QM", "QN"), 2020)
    assert (found.year, found.missing) == (2018, ("QN",))
    assert voting_population(made, ("QN",), 2020).missing == ("QN",)
    none = voting_population(make({DAY: {}}, members="QM QN"), ("QM", "QN"), 2020)
    assert none.missing == ("QM", "QN")
