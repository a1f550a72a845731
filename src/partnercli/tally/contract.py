"""A tally as JSON: the contract `partner.tally/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, Protocol, TypedDict

from partnercli.records.contract_words import Count, Part
from partnercli.records.marking import Marking
from partnercli.records.position import Stance
from partnercli.records.share import rounded
from partnercli.tally.calls import CallRow
from partnercli.tally.questions import QuestionRow
from partnercli.tally.questions_contract import QuestionContract, question_as_plain
from partnercli.tally.result import CountryRow, RegionRow, Tally, Threshold
from partnercli.tally.table import ByStance


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


class Heading(TypedDict):
    """What the contract of every reading of positions says of itself, after its `format`."""

    meeting: str | None
    """The meeting that is read, by its id; null for what no meeting stands behind."""
    marking: Marking
    """How all of it is handled."""
    illustrative: bool
    """Whether a position that is not real went into it."""
    what_if: list[str]
    """What departs from the files, in words; empty for the files as they are."""


class ThresholdContract(TypedDict):
    """The line above which a country is a priority: a convention of the repository, fixed by no rule of the Council."""

    at_least: Part
    """The share that is needed."""
    of: Literal["all", "responded"]
    """Of whom: all expected delegations, or those that responded."""
    base: Count
    """How many delegations these are."""
    needed: Count
    """How many of them are needed: never fewer than 1."""


CarriedContract = TypedDict(
    "CarriedContract",
    {
        "delegation": Annotated[str, "Its code."],
        "from": Annotated[str, "The earlier meeting, by its id."],
    },
)
"""A delegation whose position stands from an earlier meeting."""


class DelegationsContract(TypedDict):
    """Who is heard: numbers, and delegations by their codes in protocol order."""

    expected: Count
    """How many delegations are expected."""
    responded: Count
    """How many of them have a position, at the meeting or carried to it."""
    confirmed: Count
    """How many confirmed the reading of their position."""
    silent: list[str]
    """Who is expected and did not respond: neither support nor opposition."""
    carried: list[CarriedContract]
    """Whose position stands from an earlier meeting."""
    not_counted: list[str]
    """Who has a position at the meeting and is not expected there."""
    bilateral: list[str]
    """Who spoke in confidence: counted, and never to be named outside the Presidency."""
    without_any: list[str]
    """Who responded and supports no country that is a priority."""


class CountryContract(TypedDict):
    """A country that an expected delegation names, in any stance."""

    country: str
    """Its id."""
    name: str
    """Its name on the day of the meeting."""
    region: str
    """Its region, by its id."""
    rank: Count
    """1 and the number of countries with more support: equals share a rank."""
    rank_in_region: Count
    """The same within its region."""
    support: Count
    """How many expected delegations support it."""
    share: Part
    """Their part of all expected delegations."""
    share_of_responded: Part
    """Their part of those that responded."""
    population_share: Part | None
    """Their part of the population of all expected; null where a figure is missing."""
    can_accept: Count
    """How many can accept it: not counted as support."""
    opposition: Count
    """How many oppose it: not deducted from the support, and no veto."""
    reservations: Count
    """How many have a reservation."""
    conditional: Count
    """How many of the supporters named conditions."""
    first_named: Count
    """How many of the supporters name it first."""
    phrase: str | None
    """The words for the number of supporters; null where the settings have none."""
    priority: bool
    """Whether it reaches the line."""
    only_with_carried: bool
    """Whether it would be no priority if no position had been carried over."""
    delegations: dict[Stance, list[str]]
    """Who says what, by codes in protocol order."""


class RegionContract(TypedDict):
    """A region that is named, or in which a country is."""

    region: str
    """Its id."""
    name: str
    """Its name."""
    support: Count
    """How many delegations support the region itself or any country in it, each once."""
    share: Part
    """Their part of all expected delegations."""
    region_only: list[str]
    """Those of them that support none of its countries, by codes in protocol order."""
    itself: dict[Stance, list[str]]
    """What is said of the region named without a country, by codes in protocol order."""


class CallContract(TypedDict):
    """A theme that delegations call for."""

    call: str
    """The theme."""
    support: Count
    """How many call for it."""
    share: Part
    """Their part of all expected delegations."""
    phrase: str | None
    """The words for their number; null where the settings have none."""
    delegations: list[str]
    """Who they are, by codes in protocol order."""


class TallyContract(Heading):
    """Where consensus lies at a meeting, by the repository's own convention: a reading of positions, not a decision."""

    format: Literal["partner.tally/1"]
    """The contract's name and version."""
    delegations: DelegationsContract
    """Who is heard."""
    threshold: ThresholdContract
    """The line above which a country is a priority."""
    priorities: list[str]
    """The countries that reach the line, by their ids in the order of `countries`."""
    population_year: int | None
    """The year whose population figures are used; null where there are none."""
    population_standing: str | None
    """How far these figures can be relied on; null where there are none."""
    countries: list[CountryContract]
    """The countries by region and support, as on the screen."""
    regions: list[RegionContract]
    """The regions in the order of `data/regions.yaml`."""
    regions_without_partner: list[str]
    """The regions in which no country reaches the line, by their ids."""
    questions: NotRequired[list[QuestionContract]]
    """The questions of the meeting with the replies; only with `--by question`."""
    calls: NotRequired[list[CallContract]]
    """What delegations call for, the most frequent first; only with `--by call`."""


def heading(reading: Reading) -> Heading:
    """What a reading says of itself, as its contract has it."""
    return {
        "meeting": reading.meeting,
        "marking": reading.marking,
        "illustrative": reading.illustrative,
        "what_if": list(reading.what_if),
    }


def to_contract(
    tally: Tally,
    questions: Iterable[QuestionRow] | None = None,
    calls: Iterable[CallRow] | None = None,
) -> TallyContract:
    """The tally as plain values; shares are rounded to 4 places, half to even, here and nowhere before.

    `priorities` are the countries of `countries` that reach the line, in their order.
    `questions` and `calls` are keys only where replies, or calls, are given along.
    """
    contract: TallyContract = {
        "format": "partner.tally/1",
        **heading(tally),
        "delegations": _delegations(tally),
        "threshold": threshold_as_plain(tally.threshold),
        "priorities": [row.country for row in tally.priorities],
        "population_year": tally.population.year,
        "population_standing": tally.population.standing,
        "countries": [_country(row) for row in tally.countries],
        "regions": [_region(row) for row in tally.regions],
        "regions_without_partner": [row.region for row in tally.regions_without_partner],
    }
    if questions is not None:
        contract["questions"] = [question_as_plain(row) for row in questions]
    if calls is not None:
        contract["calls"] = [_call(row) for row in calls]
    return contract


def _delegations(tally: Tally) -> DelegationsContract:
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


def threshold_as_plain(line: Threshold) -> ThresholdContract:
    """The line as plain values, as every contract has it."""
    return {"at_least": rounded(line.at_least), "of": line.of, "base": line.base, "needed": line.needed}


def _country(row: CountryRow) -> CountryContract:
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


def _region(row: RegionRow) -> RegionContract:
    return {
        "region": row.region,
        "name": row.name,
        "support": row.support,
        "share": rounded(row.share),
        "region_only": list(row.region_only),
        "itself": _by_stance(row.itself),
    }


def _call(row: CallRow) -> CallContract:
    return {
        "call": row.theme,
        "support": len(row.delegations),
        "share": rounded(row.share),
        "phrase": row.phrase,
        "delegations": list(row.delegations),
    }


def _by_stance(delegations: ByStance) -> dict[Stance, list[str]]:
    return {stance: list(codes) for stance, codes in delegations.items()}
