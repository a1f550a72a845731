"""Who is expected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from partnercli.records.exercise import Exercise
from partnercli.tally.members import expected

Make = Callable[..., Exercise]


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        ("2020-01-31", ("QM", "QN", "QZ")),
        ("2020-02-01", ("QM", "QN")),
        ("1958-01-01", ("QM", "QN", "QZ")),
        ("1957-12-31", ()),
    ],
)
def test_members_on_the_meetings_date_are_expected_the_days_of_accession_and_withdrawal_included(
    make: Make, day: str, counted: tuple[str, ...]
) -> None:
    exercise = make({day: {}}, members="QM QN", former={"QZ": date(2020, 1, 31)})
    assert expected(exercise, exercise.meetings[day]) == counted


def test_a_list_of_delegations_counts_the_members_among_them_in_protocol_order(make: Make) -> None:
    exercise = make(
        {"2021-04-22": {}},
        members="QR QN QM",
        former={"QZ": date(2020, 1, 31)},
        meetings={"2021-04-22": {"delegations": ("QM", "QZ", "XX", "QR", "QM")}},
    )
    assert expected(exercise, exercise.meetings["2021-04-22"]) == ("QR", "QM")
