"""`data/delegations.yaml`: the Member States in protocol order, and their populations."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from partnercli.records.base import Count, Many, Record, Text, Unreadable, Year, written
from partnercli.records.period import Day
from partnercli.records.source import Sources

Code = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""Two capital letters, the institutions' code: EL and UK, not GR and GB."""


def _read_year(key: object) -> int:
    if isinstance(key, int):
        return key
    if isinstance(key, str) and re.fullmatch("[0-9]{4}", key):
        return int(key)
    raise Unreadable(f'"{key}" is not a year', "write the year in four digits: 2021")


YearKey = Annotated[int, written(_read_year, type="string", pattern=r"^\d{4}$")]
"""A year as a key."""


class Delegation(Record):
    """A Member State, or a former one."""

    code: Code
    """Two capital letters, the institutions' code: EL and UK, not GR and GB."""
    name: Text
    """Its short name in English."""
    official_name: Text | None = None
    """Its official name."""
    aliases: Many[Text] = ()
    """Other names it is looked up by, such as an ISO code that differs."""
    accession: Day
    """The first day as a member."""
    withdrawal: Day | None = None
    """The last day as a member; left out for members."""
    population: dict[YearKey, Count] = Field(default_factory=dict)
    """Persons, by the year in which the Council votes with them."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.withdrawal is not None and self.withdrawal < self.accession:
            raise Unreadable(f"{self.code} withdraws before its accession", "check both dates")
        return self

    def member_on(self, day: date) -> bool:
        """Whether it is a member on `day`; the day of withdrawal still counts."""
        return self.accession <= day and (self.withdrawal is None or day <= self.withdrawal)


PopulationStatus = Literal["act", "eurostat", "reported", "partial", "stand-in"]
"""What the population figures of a year are, the act's own first."""


class PopulationYear(Record):
    """What the population figures of a year are."""

    year: Year
    """The year in which the Council votes with them."""
    status: PopulationStatus
    """act: read in the act itself; eurostat: the same series; reported: a list that repeats the act;
    partial: some Member States only; stand-in: another series, for want of the act's."""
    act: Text | None = None
    """The act that fixes them (Article 11(6) of the Council's Rules of Procedure)."""
    reference_date: Day | None = None
    """The day for which they count the population."""
    note: Text | None = None
    """What to know when using them."""
    sources: Sources
    """Where they were read."""


class DelegationList(Record):
    """The delegations, in protocol order; former members last."""

    delegations: Annotated[Many[Delegation], Field(min_length=1)]
    """In protocol order, which is the order of every list."""
    populations: Many[PopulationYear] = ()
    """What the figures of a year are; a year not listed is of unknown standing."""
    sources: Sources
    """Where the list comes from."""
