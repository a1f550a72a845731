"""A choice as JSON: the contract `partner.shortlist/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partnercli.tally.contract import heading
from partnercli.tally.shortlist.result import Beside, Change, Choice
from partnercli.tally.table import StanceTable

FORMAT = "partner.shortlist/1"
"""The contract's name and version."""


def to_contract(
    table: StanceTable, choice: Choice, of_list: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The choice as plain values; `truncated`, `enough` and `completed` are keys only where they say anything.

    `of_list` is a document's list beside it (`beside_as_plain`); a key only where one was asked for.
    """
    voters = choice.profile.voters
    return {
        **heading(FORMAT, table),
        "rule": choice.rule.value,
        "size": len(choice.first),
        "candidates": list(choice.profile.candidates),
        "voters": list(voters),
        "silent": list(table.silent),
        "without_support": [code for code in table.responded if code not in voters],
        "bilateral": list(table.bilateral),
        "shortlists": [list(shortlist) for shortlist in choice.shortlists],
        **({"truncated": True} if choice.truncated else {}),
        "in_all": list(choice.in_all),
        "in_some": list(choice.in_some),
        **({} if choice.enough is None else {"enough": list(choice.enough)}),
        **({} if choice.completed is None else {"completed": list(choice.completed)}),
        **_stands(choice, choice),
        "by_delegation": {code: list(countries) for code, countries in choice.partners.items()},
        "other_rules": {rule.value: _change(change) for rule, change in choice.others.items()},
        **({} if of_list is None else {"list": of_list}),
    }


def beside_as_plain(document: str, partners: Iterable[str], choice: Choice, found: Beside) -> dict[str, Any]:
    """The list of a document, by its id, beside the first shortlist, as plain values."""
    return {
        "document": document,
        "partners": list(partners),
        "added": list(found.added),
        "removed": list(found.removed),
        **_stands(choice, found),
    }


def _stands(choice: Choice, found: Choice | Beside) -> dict[str, Any]:
    """Whom a list represents, and what it gives to groups."""
    return {
        "represented": {
            "delegations": len(choice.profile.voters) - len(found.unrepresented),
            "unrepresented": list(found.unrepresented),
        },
        "justified_representation": {"jr": found.justified, "ejr_plus": found.fully_justified},
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {"added": list(change.added), "removed": list(change.removed)}
