from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.delegations import Delegation

TOLLAND = {"code": "QT", "name": "Tolland", "accession": "2001-01-01", "withdrawal": "2029-12-31"}


def refused(**fields: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        Delegation.model_validate(TOLLAND | fields)
    return [(error["loc"], error["msg"]) for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("day", "member"),
    [
        (date(2000, 12, 31), False),
        (date(2001, 1, 1), True),
        (date(2029, 12, 31), True),
        (date(2030, 1, 1), False),
    ],
)
def test_a_delegation_is_a_member_from_its_first_day_to_its_last(day: date, member: bool) -> None:
    assert Delegation.model_validate(TOLLAND).member_on(day) is member


def test_without_a_withdrawal_it_stays_a_member() -> None:
    assert Delegation.model_validate({k: v for k, v in TOLLAND.items() if k != "withdrawal"}).member_on(
        date.max
    )


def test_a_withdrawal_before_the_accession_is_refused() -> None:
    [(place, message)] = refused(withdrawal="2000-12-31")
    assert (place, "QT withdraws before its accession" in message) == ((), True)


@pytest.mark.parametrize("code", ["qt", "QTT", "Q", "Q1"])
def test_a_code_is_two_capital_letters(code: str) -> None:
    assert [place for place, _ in refused(code=code)] == [("code",)]


def test_populations_are_persons_by_year() -> None:
    assert Delegation.model_validate(TOLLAND | {"population": {"2031": 9}}).population == {2031: 9}


@pytest.mark.parametrize("year", ["31", "20311", "year", "２０３１"])
def test_a_populations_key_is_a_year_in_four_digits(year: str) -> None:
    [(place, message)] = refused(population={year: 9})
    assert place == ("population", year, "[key]")
    assert f'"{year}" is not a year' in message


@pytest.mark.parametrize("persons", [0, -1, "9", 9.5, True])
def test_a_population_is_a_whole_number_of_persons(persons: object) -> None:
    assert [place for place, _ in refused(population={"2031": persons})] == [("population", "2031")]
