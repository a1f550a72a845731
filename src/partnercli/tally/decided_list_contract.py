"""The list beside what delegations say, as JSON: the contract `partner.list/1`, on which other programs rely."""

from __future__ import annotations

from typing import Literal, TypedDict

from partnercli.records.contract_words import Count
from partnercli.tally.contract import Heading, heading
from partnercli.tally.decided_list import DecidedList, PartnerRow, Partners


class ListedPartnerContract(TypedDict):
    """One partner of the list, and how many delegations say what of it."""

    country: str
    """Its id."""
    name: str
    """Its name on the day of the meeting."""
    support: Count
    """How many expected delegations support it."""
    can_accept: Count
    """How many can accept it: not counted as support."""
    reservations: Count
    """How many have a reservation."""
    opposition: Count
    """How many oppose it."""
    priority: bool
    """Whether the tally carries it."""
    because: str | None
    """Why the Presidency lists it, for the Presidency alone; null where no reason is on record."""


class LeftOutContract(TypedDict):
    """A priority that the list leaves out."""

    country: str
    """Its id."""
    because: str
    """The Presidency's reason, for the Presidency alone."""


class ForWhomContract(TypedDict):
    """What the list has for a delegation."""

    delegation: str
    """Its code."""
    partners: list[str]
    """Its partners of the list, by their ids in the order of the list."""


class ListDelegationsContract(TypedDict):
    """For whom the list has what; each that is expected stands in one of the first four, in protocol order."""

    represented: list[ForWhomContract]
    """Who supports a partner of the list."""
    only_can_accept: list[ForWhomContract]
    """Who supports none and can accept one."""
    by_nothing: list[str]
    """Who responded and does neither, by codes."""
    silent: list[str]
    """Who did not respond, by codes."""
    bilateral: list[str]
    """Who spoke in confidence, by codes: never to be named outside the Presidency."""


class ListContract(Heading):
    """The list of partners beside what delegations say: decided is one thing, counted another."""

    format: Literal["partner.list/1"]
    """The contract's name and version."""
    document: str
    """The document whose list it is, by its id."""
    decided: bool
    """Whether the list is the document's own; if not, it has none, and the tally's priorities stand for it."""
    by_others: bool
    """Whether somebody else than the Presidency decided it."""
    partners: list[ListedPartnerContract]
    """The partners, in the order of the list."""
    off_the_list: list[str]
    """The priorities of the tally that the list leaves out, by their ids."""
    left_out: list[LeftOutContract]
    """Those of them for which a reason is on record."""
    delegations: ListDelegationsContract
    """For whom the list has what."""


def to_contract(decided: DecidedList) -> ListContract:
    """The list in its order and the delegations in protocol order, as plain values; `bilateral` spoke in confidence."""
    tally = decided.tally
    return {
        "format": "partner.list/1",
        **heading(tally),
        "document": decided.document,
        "decided": decided.decided,
        "by_others": decided.by_others,
        "partners": [_partner(partner) for partner in decided.partners],
        "off_the_list": list(decided.off_the_list),
        "left_out": [
            {"country": country, "because": because}
            for country, because in decided.off_the_list.items()
            if because is not None
        ],
        "delegations": {
            "represented": _by_delegation(decided.represented),
            "only_can_accept": _by_delegation(decided.only_can_accept),
            "by_nothing": list(decided.by_nothing),
            "silent": list(tally.silent),
            "bilateral": list(tally.bilateral),
        },
    }


def _partner(partner: PartnerRow) -> ListedPartnerContract:
    return {
        "country": partner.country,
        "name": partner.name,
        "support": partner.support,
        "can_accept": partner.can_accept,
        "reservations": partner.reservations,
        "opposition": partner.opposition,
        "priority": partner.priority,
        "because": partner.because,
    }


def _by_delegation(partners: Partners) -> list[ForWhomContract]:
    return [{"delegation": code, "partners": list(named)} for code, named in partners.items()]
