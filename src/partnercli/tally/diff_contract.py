"""A diff as JSON: the contract `partner.diff/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from partnercli.records.share import rounded
from partnercli.tally.contract import threshold_as_plain
from partnercli.tally.diff import Change, CountryDiff, Diff
from partnercli.tally.diff import Move as StanceMove
from partnercli.tally.history import Move

FORMAT = "partner.diff/1"
"""The contract's name and version."""


def to_contract(
    diff: Diff, revision: Change[str | None], more: Mapping[str, Any], partial: Change[tuple[str, ...]]
) -> dict[str, Any]:
    """The diff as plain values, with the keys of `more`, which are about outlines, records and lists, behind them.

    `revision` is None on a side for the files as they are. `partial` names per side the files that could not
    be read; it is a key only where there are any.
    """
    unread = {"base": list(partial.before), "head": list(partial.after)}
    return {
        "format": FORMAT,
        "marking": diff.marking.value,
        "illustrative": diff.illustrative,
        "base": {"revision": revision.before, "meeting": diff.meeting.before},
        "head": {"revision": revision.after, "meeting": diff.meeting.after},
        **({"partial": unread} if any(unread.values()) else {}),
        "threshold": _pair(*(line and threshold_as_plain(line) for line in diff.threshold)),
        "delegations": {
            "expected": _pair(*diff.expected),
            "entered": list(diff.entered),
            "left": list(diff.left),
            "spoke": list(diff.spoke),
            "fell_silent": list(diff.fell_silent),
        },
        "priorities": {
            "gained": [row.country for row in diff.gained],
            "lost": [row.country for row in diff.lost],
            "because": {row.country: list(row.because) for row in (*diff.gained, *diff.lost)},
        },
        "countries": [_country(row) for row in diff.countries],
        "regions": [{"region": row.region, "support": _pair(*row.support)} for row in diff.regions],
        **more,
    }


def replies(moves: Iterable[Move]) -> list[dict[str, Any]]:
    """The replies to questions among what moved; null: no reply is recorded."""
    return [
        {
            "meeting": move.meeting,
            "question": move.subject,
            "delegation": move.delegation,
            **_pair(move.before, move.after),
        }
        for move in moves
        if move.about == "reply"
    ]


def _pair(before: Any, after: Any) -> dict[str, Any]:
    return {"from": before, "to": after}


def _country(row: CountryDiff) -> dict[str, Any]:
    return {
        "country": row.country,
        "name": row.name,
        "region": row.region,
        "support": _pair(*row.support),
        "reservations": _pair(*row.reservations),
        "opposition": _pair(*row.opposition),
        "share": _pair(rounded(row.share.before), rounded(row.share.after)),
        "rank": _pair(*row.rank),
        "rank_in_region": _pair(*row.rank_in_region),
        "priority": _pair(*row.priority),
        "moves": [_stance(move) for move in row.moves],
    }


def _stance(move: StanceMove) -> dict[str, Any]:
    before, after = (stance and stance.value for stance in (move.before, move.after))
    return {"delegation": move.delegation, **_pair(before, after)}
