"""What the tables for delegations are made from: their report, and records of which sheets take what is allowed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from partnercli.documents.report.delegations import DelegationsReport
from partnercli.records.exercise import Exercise


class Readable(NamedTuple):
    """What delegations read: their report; and the records, of which the sheets take what is allowed.

    `on` is the day of the export, `day` that of the meeting, whose names countries bear.
    """

    report: DelegationsReport
    exercise: Exercise
    on: date
    day: date

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of which delegations read at all: those of the list, then those with an outline."""
        listed_ones = (one.country for one in self.report.partners)
        return tuple(dict.fromkeys((*listed_ones, *(one.country for one in self.report.outlines))))
