"""The population behind a count: a second reading, never mixed with the share of delegations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from partnercli.records.delegations import PopulationStatus
from partnercli.records.exercise import Exercise
from partnercli.tally.table import StanceTable

Standing = PopulationStatus | Literal["unknown"]
"""What a year's figures are, as delegations.yaml says; unknown where it does not say."""


class Population(NamedTuple):
    """The figures that population shares rest on.

    `year` is the meeting's, else the nearest earlier one for which any figure is given; where there is none,
    it and the standing are None. `figures` are persons by expected delegation; `missing` have none for it.
    """

    year: int | None
    standing: Standing | None
    figures: Mapping[str, int]
    missing: tuple[str, ...]

    def share(self, supporters: Iterable[str]) -> Fraction | None:
        """The supporters' part of the population of all expected; None if any figure is missing."""
        if self.missing or not self.figures:
            return None
        return Fraction(sum(self.figures[code] for code in supporters), sum(self.figures.values()))


def population(table: StanceTable, exercise: Exercise) -> Population:
    """The figures for those expected at the table's meeting."""
    year = max((year for year in _years_given(exercise) if year <= table.day.year), default=None)
    if year is None:
        return Population(None, None, {}, table.expected)
    return _in_year(exercise, table.expected, year)


def voting_population(exercise: Exercise, taking_part: Sequence[str], year: int) -> Population:
    """The figures with which the Council's rules weigh those taking part in a year.

    They are the year's own where it has one for each of them; else of the nearest year that has, the earlier
    of two as near. Where none has, of the year that has most, which say what is `missing`.
    """
    nearest = sorted(_years_given(exercise), key=lambda one: (abs(one - year), one)) or [year]
    return min((_in_year(exercise, taking_part, one) for one in nearest), key=_gaps)


def _years_given(exercise: Exercise) -> set[int]:
    """The years for which any delegation has a figure."""
    return {year for delegation in exercise.delegations.values() for year in delegation.population}


def _gaps(table: Population) -> int:
    return len(table.missing)


def _in_year(exercise: Exercise, codes: Sequence[str], year: int) -> Population:
    """The figures of a year for these delegations."""
    found = {code: exercise.delegations[code].population.get(year) for code in codes}
    return Population(
        year,
        _standing(exercise, year),
        {code: persons for code, persons in found.items() if persons is not None},
        tuple(code for code, persons in found.items() if persons is None),
    )


def _standing(exercise: Exercise, year: int) -> Standing:
    described = exercise.delegation_list.populations if exercise.delegation_list else ()
    standings: dict[int, Standing] = {entry.year: entry.status for entry in described}
    return standings.get(year, "unknown")
