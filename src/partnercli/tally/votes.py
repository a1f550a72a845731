"""How delegations would vote: read out of positions or replies, or as said by hand. Nobody has voted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from partnercli.records.position import Stance
from partnercli.tally.questions import QuestionRow
from partnercli.tally.table import StanceTable


class Vote(StrEnum):
    """What one delegation taking part does."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    ABSENT = "absent"


class Votes(NamedTuple):
    """Who takes part, and how each of them would vote.

    `members` are the Member States of the day, in protocol order; `cast` has those of them that take part, in
    the same order, each with its vote.
    """

    members: tuple[str, ...]
    cast: Mapping[str, Vote]

    def of(self, *votes: Vote) -> tuple[str, ...]:
        """Those who vote in one of these ways."""
        return tuple(code for code, vote in self.cast.items() if vote in votes)

    @property
    def in_favour(self) -> tuple[str, ...]:
        """Those in favour."""
        return self.of(Vote.FOR)

    @property
    def not_in_favour(self) -> tuple[str, ...]:
        """Those against, those abstaining and those absent alike."""
        return self.of(Vote.AGAINST, Vote.ABSTAIN, Vote.ABSENT)

    @property
    def not_taking_part(self) -> tuple[str, ...]:
        """The Member States that stay out: neither their vote nor their population is in any base."""
        return tuple(code for code in self.members if code not in self.cast)

    def changed(self, votes: Mapping[str, Vote]) -> Votes:
        """The same with other votes of some who take part."""
        return self._replace(cast={code: votes.get(code, vote) for code, vote in self.cast.items()})


def votes_of(members: tuple[str, ...], taking_part: tuple[str, ...], said: Mapping[str, Vote]) -> Votes:
    """The votes of those taking part, in protocol order; of whom nothing is said is absent."""
    return Votes(members, {code: said.get(code, Vote.ABSENT) for code in members if code in taking_part})


def votes_on_country(table: StanceTable, country: str, can_accept: Vote = Vote.ABSTAIN) -> dict[str, Vote]:
    """Positions on a country read as votes, by expected delegation.

    A reservation is not in favour, and read as the more cautious of the two ways not to be: against, so that
    no reading at unanimity overstates agreement. Who says nothing of the country is absent.
    """
    read = {
        Stance.SUPPORT: Vote.FOR,
        Stance.CAN_ACCEPT: can_accept,
        Stance.RESERVATION: Vote.AGAINST,
        Stance.OPPOSITION: Vote.AGAINST,
    }
    said = table.on_country(country)
    return {code: read[said[code].stance] if code in said else Vote.ABSENT for code in table.expected}


def votes_on_question(row: QuestionRow) -> dict[str, Vote]:
    """Replies to a guiding question read as votes; a scrutiny reservation abstains.

    Who gave no reply is absent, or in favour where silence has come to count as acceptance.
    """
    silent = Vote.FOR if row.silence == "accepted" else Vote.ABSENT
    read = {
        "agree": Vote.FOR,
        "agree-with-comments": Vote.FOR,
        "scrutiny-reservation": Vote.ABSTAIN,
        "disagree": Vote.AGAINST,
    }
    replied = {code: read[reply] for reply, codes in row.replies.items() for code in codes}
    return replied | dict.fromkeys(row.silent, silent)
