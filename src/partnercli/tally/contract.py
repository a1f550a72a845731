"""A tally as JSON: the contract `partner.tally/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from partnercli.records.marking import Marking
from partnercli.records.share import rounded
from partnercli.tally.calls import CallRow
from partnercli.tally.questions import QuestionRow
from partnercli.tally.result import CountryRow, RegionRow, Tally, Threshold
from partnercli.tally.table import ByStance

FORMAT = "partner.tally/1"
"""The contract's name and version."""


class Reading(Protocol):
    """What every reading of positions knows of itself; `meeting` is None for what no meeting stands behind."""

    @property
    def meeting(self) -> str | None:
        """The meeting that is read, by its id."""

    @property
    def marking(self) -> Marking:
        """How it is handled."""

    @property
    def illustrative(self) -> bool:
        """Whether a position that is not real went into it."""

    @property
    def what_if(self) -> tuple[str, ...]:
        """What departs from the files, in words."""


def heading(name: str, reading: Reading) -> dict[str, Any]:
    """The keys with which the contract of every reading begins; `name` is the contract's own."""
    return {
        "format": name,
        "meeting": reading.meeting,
        "marking": reading.marking.value,
        "illustrative": reading.illustrative,
        "what_if": list(reading.what_if),
    }


def to_contract(
    tally: Tally,
    questions: Iterable[QuestionRow] | None = None,
    calls: Iterable[CallRow] | None = None,
) -> dict[str, Any]:
    """The tally as plain values; shares are rounded to 4 places, half to even, here and nowhere before.

    `priorities` are the countries of `countries` that reach the line, in their order.
    `questions` and `calls` are keys only where replies, or calls, are given along.
    """
    replies = {} if questions is None else {"questions": [question_as_plain(row) for row in questions]}
    called = {} if calls is None else {"calls": [_call(row) for row in calls]}
    return {
        **heading(FORMAT, tally),
        "delegations": _delegations(tally),
        "threshold": threshold_as_plain(tally.threshold),
        "priorities": [row.country for row in tally.priorities],
        "population_year": tally.population.year,
        "population_standing": tally.population.standing,
        "countries": [_country(row) for row in tally.countries],
        "regions": [_region(row) for row in tally.regions],
        "regions_without_partner": [row.region for row in tally.regions_without_partner],
        **replies,
        **called,
    }


def _delegations(tally: Tally) -> dict[str, Any]:
    return {
        "expected": len(tally.expected),
        "responded": len(tally.responded),
        "confirmed": len(tally.confirmed),
        "silent": list(tally.silent),
        "carried": [{"delegation": entry.delegation, "from": entry.origin} for entry in tally.carried],
        "not_counted": list(tally.not_counted),
        "bilateral": list(tally.bilateral),
        "without_any": list(tally.without_any),
    }


def threshold_as_plain(line: Threshold) -> dict[str, Any]:
    """The line as plain values, as every contract has it."""
    return {"at_least": rounded(line.at_least), "of": line.of, "base": line.base, "needed": line.needed}


def _country(row: CountryRow) -> dict[str, Any]:
    return {
        "country": row.country,
        "name": row.name,
        "region": row.region,
        "rank": row.rank,
        "rank_in_region": row.rank_in_region,
        "support": row.support,
        "share": rounded(row.share),
        "share_of_responded": rounded(row.share_of_responded),
        "population_share": rounded(row.population_share),
        "can_accept": row.can_accept,
        "opposition": row.opposition,
        "reservations": row.reservations,
        "conditional": row.conditional,
        "first_named": row.first_named,
        "phrase": row.phrase,
        "priority": row.priority,
        "only_with_carried": row.lifted_by_carried,
        "delegations": _by_stance(row.delegations),
    }


def _region(row: RegionRow) -> dict[str, Any]:
    return {
        "region": row.region,
        "name": row.name,
        "support": row.support,
        "share": rounded(row.share),
        "region_only": list(row.region_only),
        "itself": _by_stance(row.itself),
    }


def question_as_plain(row: QuestionRow) -> dict[str, Any]:
    """A question with its replies as plain values, as every contract has it."""
    due = row.question.due
    return {
        "question": row.question.id,
        "text": row.question.text,
        "mode": row.question.mode,
        "due": due.isoformat() if due else None,
        "replies": {reply: list(codes) for reply, codes in row.replies.items()},
        "silent": list(row.silent),
        "silence": row.silence,
        "comments": [
            {"delegation": one.delegation, "comment": one.text, "confidential": one.confidential}
            for one in row.comments
        ],
    }


def _call(row: CallRow) -> dict[str, Any]:
    return {
        "call": row.theme,
        "support": len(row.delegations),
        "share": rounded(row.share),
        "phrase": row.phrase,
        "delegations": list(row.delegations),
    }


def _by_stance(delegations: ByStance) -> dict[str, list[str]]:
    return {stance.value: list(codes) for stance, codes in delegations.items()}
