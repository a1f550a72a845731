"""One answer of `partner majority`, with all that its screen and its JSON say."""

from __future__ import annotations

from typing import NamedTuple

from partnercli.cli.majority.subject import Subject
from partnercli.records.position import Stance
from partnercli.tally.blocking import Turn
from partnercli.tally.majority import Majority
from partnercli.tally.majority_contract import (
    ByConventionContract,
    MajorityContract,
    SubjectContract,
    to_contract,
)
from partnercli.tally.votes import Vote

_WILLING = (Stance.SUPPORT, Stance.CAN_ACCEPT)
NO_VOTE = "A side reading, not a decision: nobody votes here, and the Presidency decides the list."


class Otherwise(NamedTuple):
    """Those whose vote is a convention, and what the rule makes of it where they are read `instead` as another."""

    delegations: tuple[str, ...]
    read_as: Vote
    instead: Vote
    majority: Majority


class Reading(NamedTuple):
    """What a rule makes of what was asked.

    `block` and `carry` are the smallest changes that would turn the result; one of them is None. `otherwise`
    is None where nobody is read by convention, or lists say how they vote.
    """

    subject: Subject
    majority: Majority
    block: Turn | None
    carry: Turn | None
    otherwise: Otherwise | None

    @property
    def conditional(self) -> int | None:
        """How many of those in favour named conditions for their support; None where no country is tried."""
        table, country = self.subject.table, self.subject.country
        if table is None or country is None:
            return None
        said = table.on_country(country)
        willing = [
            code for code in self.majority.votes.in_favour if code in said and said[code].stance in _WILLING
        ]
        return sum(said[code].conditional for code in willing)

    @property
    def source(self) -> str | None:
        """Where the population figures were read; None where it is not said, or none are weighed."""
        population, listed = self.majority.population, self.subject.exercise.delegation_list
        entries = listed.populations if listed and population else ()
        sources = [
            one for entry in entries if population and entry.year == population.year for one in entry.sources
        ]
        return "; ".join(one.in_words for one in sources) or None

    @property
    def changed_this_year(self) -> tuple[str, ...]:
        """Whose membership began or ended in the year of the vote, so that another day has other members."""
        year, delegations = self.subject.day.year, self.subject.exercise.delegations
        return tuple(
            code
            for code, one in delegations.items()
            if one.accession.year == year or (one.withdrawal is not None and one.withdrawal.year == year)
        )

    def to_contract(self, *, names: bool) -> MajorityContract:
        """The reading as `partner.majority/1`."""
        result = to_contract(self.majority, self.block, self.carry, names=names)
        return {**result, **self._subject()}

    def _subject(self) -> SubjectContract:
        subject, table = self.subject, self.subject.table
        return {
            "note": NO_VOTE,
            "country": subject.country,
            "question": subject.question.question.id if subject.question else None,
            "conditional": self.conditional,
            "can_accept": self._otherwise() if subject.country else None,
            "scrutiny_reservation": self._otherwise() if subject.question else None,
            "silent": list(table.silent) if table else [],
            "not_counted": list(table.not_counted) if table else [],
            "bilateral": list(table.bilateral) if table else [],
            "population_source": self.source,
        }

    def _otherwise(self) -> ByConventionContract | None:
        if self.otherwise is None:
            return None
        other = self.otherwise.majority
        return {
            "delegations": list(self.otherwise.delegations),
            "read_as": self.otherwise.read_as,
            "otherwise": {"for": other.in_favour, "adopted": other.adopted},
        }
