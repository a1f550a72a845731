"""A history as JSON: the contract `partner.history/1`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, TypedDict

from partnercli.records.contract_words import Count, Day, Moment
from partnercli.records.marking import Marking
from partnercli.records.position import Stance
from partnercli.tally.history import About, CountryAt, DelegationAt, Move


class _Moved(TypedDict):
    """One thing said otherwise than before."""

    delegation: str | None
    """The delegation whose position it is, by its code; null for other records."""
    meeting: str | None
    """The meeting of that position, by its id; null for other records."""
    about: About
    """What it is about; the words of `from` and `to` depend on it."""
    subject: str
    """The id of what it is about: a country, region, question, theme or instrument."""
    first: bool
    """Whether the delegation was not heard at any meeting before."""


_FromTo = TypedDict(
    "_FromTo",
    {
        "from": Annotated[str | None, "What was said; null: nothing."],
        "to": Annotated[str | None, "What is said; null: nothing."],
    },
)


class MoveContract(_FromTo, _Moved):
    """One thing said otherwise than before."""


class CountryAtContract(TypedDict):
    """A country at one meeting."""

    meeting: str
    """The meeting, by its id."""
    date: Day
    """Its day."""
    expected: Count
    """How many delegations are expected."""
    silent: list[str]
    """Who of them did not respond, by codes in protocol order."""
    delegations: dict[Stance, list[str]]
    """Who says what, by codes in protocol order."""
    moves: list[MoveContract]
    """Who moved since each was last heard."""


class SaidContract(TypedDict):
    """One thing that a delegation says."""

    about: About
    """What it is about."""
    subject: str
    """The id of what it is about."""
    says: str
    """What it says."""


_Origin = TypedDict(
    "_Origin",
    {"from": Annotated[str | None, "The meeting whose preferences stand, by its id; null where none do."]},
)


class DelegationAtContract(_Origin):
    """A delegation at one meeting."""

    meeting: str
    """The meeting, by its id."""
    date: Day
    """Its day."""
    spoke: bool
    """Whether it has a position at the meeting itself."""
    said: list[SaidContract]
    """What stands of it."""
    moves: list[MoveContract]
    """Which preferences moved since the last meeting."""


class RevisionContract(TypedDict):
    """A commit, and what moved with it."""

    commit: str | None
    """Its name in git, whole; null for what is not committed yet."""
    date: Moment | None
    """When it was made; null as above."""
    author: str | None
    """Who made it, as git has it; null as above."""
    subject: str | None
    """The first line of its message; null where there is none."""
    moves: list[MoveContract]
    """What moved with it."""
    unread: list[str]
    """The files that could not be read as they stood then, by their paths."""


class _Of(TypedDict, total=False):
    """Whose history it is."""

    country: str
    """The country whose history it is, by its id; only where it is a country's."""
    delegation: str
    """The delegation whose history it is, by its code; only where it is a delegation's."""


class HistoryContract(_Of):
    """Who moved when, over the meetings and over the commits; from the earliest to the latest."""

    format: Literal["partner.history/1"]
    """The contract's name and version."""
    marking: Marking
    """How all of it is handled."""
    illustrative: bool
    """Whether a position that is not real went into it."""
    bilateral: list[str]
    """Who spoke in confidence at any time, by codes: never to be named outside the Presidency."""
    name: str
    """The name of the country or delegation."""
    meetings: list[CountryAtContract] | list[DelegationAtContract]
    """Each meeting that has positions."""
    revisions: list[RevisionContract] | None
    """Each commit with which something moved; null with `--meetings-only`, and where there is no git repository."""
    begins: list[str | None]
    """The commits before which the history was not fetched."""


class Revision(NamedTuple):
    """A commit and what moved with it; `commit` is None for what is not committed yet.

    `unread` are the files that could not be read as they stood then.
    """

    commit: str | None
    when: datetime | None
    author: str
    subject: str
    moves: tuple[Move, ...]
    unread: tuple[str, ...] = ()


class History(NamedTuple):
    """What is known of a country or a delegation: `about` says which, `key` is its id or code.

    `bilateral` are the delegations that spoke in confidence at any time. `revisions` is None where there is no
    git repository, or where it was not asked for; `missing` says why, in words. `begins` are the commits before
    which the history was not fetched.
    """

    about: Literal["country", "delegation"]
    key: str
    name: str
    marking: Marking
    illustrative: bool
    bilateral: tuple[str, ...]
    meetings: tuple[CountryAt, ...] | tuple[DelegationAt, ...]
    revisions: tuple[Revision, ...] | None
    missing: str = ""
    begins: tuple[Revision, ...] = ()


def to_contract(history: History) -> HistoryContract:
    """The history as plain values; meetings and revisions from the earliest to the latest."""
    revisions = history.revisions
    of: _Of = {"country": history.key} if history.about == "country" else {"delegation": history.key}
    return {
        "format": "partner.history/1",
        "marking": history.marking,
        "illustrative": history.illustrative,
        **of,
        "bilateral": list(history.bilateral),
        "name": history.name,
        "meetings": _meetings(history),
        "revisions": None if revisions is None else [_revision(one) for one in revisions],
        "begins": [one.commit for one in history.begins],
    }


def _meetings(history: History) -> list[CountryAtContract] | list[DelegationAtContract]:
    if history.about == "country":
        return [_country_at(one) for one in history.meetings if isinstance(one, CountryAt)]
    return [_delegation_at(one) for one in history.meetings if isinstance(one, DelegationAt)]


def _country_at(one: CountryAt) -> CountryAtContract:
    stances = {stance: list(one.stances[stance]) for stance in Stance}
    return {
        "meeting": one.meeting,
        "date": one.day.isoformat(),
        "expected": len(one.expected),
        "silent": list(one.silent),
        "delegations": stances,
        "moves": _moves(one.moves),
    }


def _delegation_at(one: DelegationAt) -> DelegationAtContract:
    facts: list[SaidContract] = [
        {"about": about, "subject": subject, "says": says} for (about, subject), says in one.facts.items()
    ]
    return {
        "meeting": one.meeting,
        "date": one.day.isoformat(),
        "spoke": one.spoke,
        "from": one.origin,
        "said": facts,
        "moves": _moves(one.moves),
    }


def _revision(one: Revision) -> RevisionContract:
    return {
        "commit": one.commit,
        "date": one.when.isoformat() if one.when else None,
        "author": one.author or None,
        "subject": one.subject or None,
        "moves": _moves(one.moves),
        "unread": list(one.unread),
    }


def _moves(moves: Iterable[Move]) -> list[MoveContract]:
    return [
        {
            "delegation": one.delegation,
            "meeting": one.meeting,
            "about": one.about,
            "subject": one.subject,
            "from": one.before,
            "to": one.after,
            "first": one.first,
        }
        for one in moves
    ]
