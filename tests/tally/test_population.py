"""The population behind a count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from partnercli.records.delegations import PopulationYear
from partnercli.records.exercise import Exercise
from partnercli.records.source import Source
from partnercli.tally.population import Population, population
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]


def of_meeting(exercise: Exercise, meeting: str) -> Population:
    return population(stance_table(exercise, meeting), exercise)


@pytest.mark.parametrize(
    ("meeting", "year", "share"),
    [
        ("2021-04-22", 2021, Fraction(1, 2)),
        ("2023-04-22", 2021, Fraction(1, 2)),
        ("2020-04-22", 2018, Fraction(1, 4)),
    ],
    ids=["the meeting's year", "the nearest earlier year", "never a later year"],
)
def test_figures_are_those_of_the_meetings_year_or_the_nearest_earlier_one(
    make: Make, meeting: str, year: int, share: Fraction
) -> None:
    people = {"QM": {2018: 10, 2021: 20}, "QN": {2018: 30, 2021: 20}}
    persons = of_meeting(make({meeting: {}}, members="QM QN", populations=people), meeting)
    assert (persons.year, persons.share(["QM"])) == (year, share)


def test_one_missing_figure_leaves_no_share_at_all(make: Make) -> None:
    people = {"QM": {2020: 10, 2021: 20}, "QN": {2020: 10}}
    persons = of_meeting(make({"2021-04-22": {}}, members="QM QN", populations=people), "2021-04-22")
    assert (persons.year, persons.missing, persons.share(["QM"])) == (2021, ("QN",), None)


def test_a_former_members_missing_figure_does_not_matter(make: Make) -> None:
    people = {"QM": {2021: 10}, "QZ": {2019: 5}}
    exercise = make({"2021-04-22": {}}, members="QM", populations=people, former={"QZ": date(2020, 1, 31)})
    assert of_meeting(exercise, "2021-04-22").share(["QM"]) == 1


def test_without_any_figure_up_to_the_meetings_year_there_is_no_year_and_no_share(make: Make) -> None:
    persons = of_meeting(make({"2021-04-22": {}}, members="QM", populations={"QM": {2022: 1}}), "2021-04-22")
    assert (persons.year, persons.standing, persons.share(["QM"])) == (None, None, None)


@pytest.mark.parametrize(("meeting", "standing"), [("2021-04-22", "stand-in"), ("2020-04-22", "unknown")])
def test_what_the_figures_are_is_said_with_them(make: Make, meeting: str, standing: str) -> None:
    entry = PopulationYear(year=2021, status="stand-in", sources=(Source(title="made for a test"),))
    people = {"QM": {2020: 1, 2021: 1}}
    exercise = make({meeting: {}}, members="QM", populations=people, standings=(entry,))
    assert of_meeting(exercise, meeting).standing == standing
