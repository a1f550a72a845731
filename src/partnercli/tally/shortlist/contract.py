"""A choice as JSON: the contract `partner.shortlist/1`, on which other programs rely."""

from __future__ import annotations

from typing import Any

from partnercli.tally.contract import heading
from partnercli.tally.shortlist.result import Change, Choice
from partnercli.tally.table import StanceTable

FORMAT = "partner.shortlist/1"
"""The contract's name and version."""


def to_contract(table: StanceTable, choice: Choice) -> dict[str, Any]:
    """The choice as plain values; `truncated`, `enough` and `completed` are keys only where they say anything."""
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
        "represented": {
            "delegations": len(voters) - len(choice.unrepresented),
            "unrepresented": list(choice.unrepresented),
        },
        "justified_representation": {"jr": choice.justified, "ejr_plus": choice.fully_justified},
        "by_delegation": {code: list(countries) for code, countries in choice.partners.items()},
        "other_rules": {rule.value: _change(change) for rule, change in choice.others.items()},
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else {"added": list(change.added), "removed": list(change.removed)}
