"""A document's list of partners beside the tally: who is on it by count, who by decision, who is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partnercli.checks.readings import Readings
from partnercli.documents.partners import priority_partners
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.tally.result import Tally


class PartnerRow(NamedTuple):
    """A country on the list, or left out: its reason, and how many delegations support it."""

    country: str
    support: int
    because: str | None


class PartnerList(NamedTuple):
    """The list of one document, in its order, and what the tally of its meeting carries.

    `own` says that the Presidency decided a list; otherwise it is the tally's. `carried` are the countries that
    reach the line, in the usual order. `left_out` are those kept off with their reason, `unlisted` those that
    reach the line and are neither listed nor left out. `names` are those of the document's date, by id.
    """

    key: str
    document: Document
    tally: Tally | None
    carried: tuple[str, ...]
    partners: tuple[PartnerRow, ...]
    left_out: tuple[PartnerRow, ...]
    unlisted: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def number(self) -> str:
        """The document's number as printed."""
        return str(self.document.full_number)

    @property
    def own(self) -> bool:
        """Whether the document has a list of its own: the Presidency's, or that of the others who wrote it."""
        return self.document.partners is not None

    @property
    def by_count(self) -> int:
        """How many of the list reach the line."""
        return sum(row.country in self.carried for row in self.partners)

    @property
    def by_decision(self) -> int:
        """How many are on it though they do not."""
        return len(self.partners) - self.by_count

    @property
    def illustrative(self) -> bool:
        """Whether a position that is counted is not real."""
        return self.tally is not None and self.tally.illustrative

    def counted(self, country: str) -> str:
        """A country's support against the line, as `13 of 27, 14 needed`."""
        if self.tally is None:
            return "nothing is counted"
        line = self.tally.threshold
        return f"{_support(self.tally, country)} of {line.base}, {line.needed} needed"


def partner_list(exercise: Exercise, key: str) -> PartnerList:
    """The list of the document with this id, its own or the tally's; without a meeting nothing is carried."""
    document = exercise.documents[key]
    tally = Readings(exercise).tally_at(document.reports(exercise.config))
    carried = priority_partners(exercise, tally) if tally else ()
    entries = [(one.country, one.because) for one in document.partners or ()]
    decided = entries if document.partners is not None else [(country, None) for country in carried]
    left = [(one.country, one.because) for one in document.left_out]
    there = {country for country, _ in (*decided, *left)}
    names = {country: record.name_on(document.date) for country, record in exercise.countries.items()}
    return PartnerList(
        key,
        document,
        tally,
        carried,
        tuple(PartnerRow(country, _support(tally, country), why) for country, why in decided),
        tuple(PartnerRow(country, _support(tally, country), why) for country, why in left),
        tuple(country for country in carried if country not in there),
        {**{country: country for country in there}, **names},
    )


def _support(tally: Tally | None, country: str) -> int:
    return next((row.support for row in tally.countries if row.country == country), 0) if tally else 0
