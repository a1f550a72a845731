"""What the Presidency's tables are made from: all records, and what they amount to at one meeting."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.matrix import Matrix, matrix
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable


class Ground(NamedTuple):
    """All records, and the readings of the positions at the meeting of `table`; `on` is the day of the export."""

    exercise: Exercise
    on: date
    table: StanceTable
    tally: Tally
    matrix: Matrix

    @property
    def day(self) -> date:
        """The meeting's day: countries bear the names, and delegations have the standing, that they had on it."""
        return self.table.day


def ground_of(exercise: Exercise, meeting: str, on: date) -> Ground:
    """The readings of one meeting beside all records; KeyError if it is unknown."""
    table = stance_table(exercise, meeting)
    tally = count(table, exercise)
    return Ground(exercise, on, table, tally, matrix(table, tally, exercise))
