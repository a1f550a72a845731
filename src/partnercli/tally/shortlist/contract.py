"""A choice as JSON: the contract `partner.shortlist/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

from partnercli.records.contract_words import Count
from partnercli.tally.contract import Heading, heading
from partnercli.tally.shortlist.result import Beside, Change, Choice
from partnercli.tally.shortlist.rules import Rule
from partnercli.tally.table import StanceTable


class RepresentedContract(TypedDict):
    """Whom a list represents: the delegations that support a country on it."""

    delegations: Count
    """How many they are, of the `voters`."""
    unrepresented: list[str]
    """The voters that support no country on it, by codes in protocol order."""


class JustifiedRepresentationContract(TypedDict):
    """What a list gives to groups that agree."""

    jr: bool
    """Whether no group large enough for a place is left with nothing (justified representation)."""
    ejr_plus: bool
    """Whether every such group has its part of the list (EJR+)."""


class StandsContract(TypedDict):
    """Whom a list represents, and what it gives to groups."""

    represented: RepresentedContract
    """Whom it represents."""
    justified_representation: JustifiedRepresentationContract
    """What it gives to groups that agree."""


class ChangeContract(TypedDict):
    """What another rule would do to the first shortlist."""

    added: list[str]
    """The countries that it would add, by their ids in alphabetical order."""
    removed: list[str]
    """Those that it would take off."""


class BesideContract(StandsContract):
    """A document's list beside the first shortlist."""

    document: str
    """The document, by its id."""
    partners: list[str]
    """Its list, by the countries' ids in its order."""
    added: list[str]
    """The countries that only this list has."""
    removed: list[str]
    """Those that only the shortlist has."""


class ShortlistContract(Heading, StandsContract):
    """The countries that together represent delegations best, by one rule: a reading of positions, not a decision.

    All but `shortlists`, `in_all` and `in_some` is said of the first shortlist. Countries are named by their ids.
    """

    format: Literal["partner.shortlist/1"]
    """The contract's name and version."""
    rule: Rule
    """The rule that chose."""
    size: Count
    """How many countries a shortlist has."""
    candidates: list[str]
    """The countries that could be chosen, in alphabetical order."""
    voters: list[str]
    """The delegations that support any, by codes in protocol order."""
    silent: list[str]
    """Who is expected and did not respond."""
    without_support: list[str]
    """Who responded and supports no country."""
    bilateral: list[str]
    """Who spoke in confidence: never to be named outside the Presidency."""
    shortlists: list[list[str]]
    """All that the rule finds equally good, each in alphabetical order, as the whole is; as many as `--most` says."""
    truncated: NotRequired[Literal[True]]
    """Only where there may be more shortlists than are given."""
    in_all: list[str]
    """The countries on every shortlist given."""
    in_some: list[str]
    """The countries on at least one of them."""
    enough: NotRequired[list[str]]
    """Only with chamberlin-courant: a smallest list that represents as many voters."""
    completed: NotRequired[list[str]]
    """Only with equal-shares: those that supporters cannot pay for in full, which Phragmén's rule adds."""
    by_delegation: dict[str, list[str]]
    """The countries of each voter on the list, by its code."""
    other_rules: dict[str, ChangeContract | None]
    """By rule, what each other one would change at the least; null where it could not be settled within its bounds."""
    list: NotRequired[BesideContract]
    """Only with `--document`: that document's list beside it."""


def to_contract(
    table: StanceTable, choice: Choice, of_list: BesideContract | None = None
) -> ShortlistContract:
    """The choice as plain values; `truncated`, `enough` and `completed` are keys only where they say anything.

    `of_list` is a document's list beside it (`beside_as_plain`); a key only where one was asked for.
    """
    voters = choice.profile.voters
    contract: ShortlistContract = {
        "format": "partner.shortlist/1",
        **heading(table),
        "rule": choice.rule,
        "size": len(choice.first),
        "candidates": list(choice.profile.candidates),
        "voters": list(voters),
        "silent": list(table.silent),
        "without_support": [code for code in table.responded if code not in voters],
        "bilateral": list(table.bilateral),
        "shortlists": [list(shortlist) for shortlist in choice.shortlists],
        "in_all": list(choice.in_all),
        "in_some": list(choice.in_some),
        **_stands(choice, choice),
        "by_delegation": {code: list(countries) for code, countries in choice.partners.items()},
        "other_rules": {rule.value: _change(change) for rule, change in choice.others.items()},
    }
    if choice.truncated:
        contract["truncated"] = True
    if choice.enough is not None:
        contract["enough"] = list(choice.enough)
    if choice.completed is not None:
        contract["completed"] = list(choice.completed)
    if of_list is not None:
        contract["list"] = of_list
    return contract


def beside_as_plain(document: str, partners: Iterable[str], choice: Choice, found: Beside) -> BesideContract:
    """The list of a document, by its id, beside the first shortlist, as plain values."""
    return {
        "document": document,
        "partners": list(partners),
        "added": list(found.added),
        "removed": list(found.removed),
        **_stands(choice, found),
    }


def _stands(choice: Choice, found: Choice | Beside) -> StandsContract:
    """Whom a list represents, and what it gives to groups."""
    return {
        "represented": {
            "delegations": len(choice.profile.voters) - len(found.unrepresented),
            "unrepresented": list(found.unrepresented),
        },
        "justified_representation": {"jr": found.justified, "ejr_plus": found.fully_justified},
    }


def _change(change: Change | None) -> ChangeContract | None:
    return None if change is None else {"added": list(change.added), "removed": list(change.removed)}
