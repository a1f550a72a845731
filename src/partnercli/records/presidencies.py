"""`data/presidencies.yaml`: who holds the Presidency of the Council, and when."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from partnercli.records.base import Many, Record, Text, Unreadable
from partnercli.records.period import Day
from partnercli.records.source import Sources


class PresidencyTerm(Record):
    """One delegation's term."""

    delegation: Text
    """The delegation, by its code."""
    start: Day = Field(alias="from")
    """The first day."""
    end: Day = Field(alias="to")
    """The last day."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise Unreadable("the term ends before it begins", "put the earlier day in `from`")
        return self

    def holds(self, day: date) -> bool:
        """Whether it covers `day`."""
        return self.start <= day <= self.end


class PresidencyList(Record):
    """The Presidencies, earliest first."""

    presidencies: Many[PresidencyTerm]
    """The terms."""
    sources: Sources
    """The act that fixes their order."""
