"""A history as JSON: the contract `partner.history/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from partnercli.records.marking import Marking
from partnercli.records.position import Stance
from partnercli.tally.history import CountryAt, DelegationAt, Move

FORMAT = "partner.history/1"
"""The contract's name and version."""


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

    about: str
    key: str
    name: str
    marking: Marking
    illustrative: bool
    bilateral: tuple[str, ...]
    meetings: tuple[CountryAt, ...] | tuple[DelegationAt, ...]
    revisions: tuple[Revision, ...] | None
    missing: str = ""
    begins: tuple[Revision, ...] = ()


def to_contract(history: History) -> dict[str, Any]:
    """The history as plain values; meetings and revisions from the earliest to the latest."""
    revisions = history.revisions
    return {
        "format": FORMAT,
        "marking": history.marking.value,
        "illustrative": history.illustrative,
        history.about: history.key,
        "bilateral": list(history.bilateral),
        "name": history.name,
        "meetings": [
            _country_at(one) if isinstance(one, CountryAt) else _delegation_at(one)
            for one in history.meetings
        ],
        "revisions": None if revisions is None else [_revision(one) for one in revisions],
        "begins": [one.commit for one in history.begins],
    }


def _country_at(one: CountryAt) -> dict[str, Any]:
    stances = {stance.value: list(one.stances[stance]) for stance in Stance}
    return {
        "meeting": one.meeting,
        "date": one.day.isoformat(),
        "expected": len(one.expected),
        "silent": list(one.silent),
        "delegations": stances,
        "moves": _moves(one.moves),
    }


def _delegation_at(one: DelegationAt) -> dict[str, Any]:
    facts = [
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


def _revision(one: Revision) -> dict[str, Any]:
    return {
        "commit": one.commit,
        "date": one.when.isoformat() if one.when else None,
        "author": one.author or None,
        "subject": one.subject or None,
        "moves": _moves(one.moves),
        "unread": list(one.unread),
    }


def _moves(moves: Iterable[Move]) -> Sequence[dict[str, Any]]:
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
