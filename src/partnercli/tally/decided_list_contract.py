"""The list beside what delegations say, as JSON: the contract `partner.list/1`, on which other programs rely."""

from __future__ import annotations

from typing import Any

from partnercli.tally.contract import heading
from partnercli.tally.decided_list import DecidedList, Partners

FORMAT = "partner.list/1"
"""The contract's name and version."""


def to_contract(decided: DecidedList) -> dict[str, Any]:
    """The list in its order and the delegations in protocol order, as plain values; `bilateral` spoke in confidence."""
    tally = decided.tally
    return {
        **heading(FORMAT, tally),
        "document": decided.document,
        "decided": decided.decided,
        "by_others": decided.by_others,
        "partners": [partner._asdict() for partner in decided.partners],
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


def _by_delegation(partners: Partners) -> list[dict[str, Any]]:
    return [{"delegation": code, "partners": list(named)} for code, named in partners.items()]
