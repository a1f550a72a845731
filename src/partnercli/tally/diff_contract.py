"""A diff as JSON: the contract `partner.diff/1`, on which other programs rely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NotRequired, TypedDict

from partnercli.records.compare_contract import OutlineChangesContract, RecordChangesContract
from partnercli.records.contract_words import Count, Part
from partnercli.records.marking import Marking
from partnercli.records.position import Stance
from partnercli.records.share import rounded
from partnercli.tally.contract import ThresholdContract, threshold_as_plain
from partnercli.tally.diff import Change, CountryDiff, Diff, Ingredient
from partnercli.tally.diff import Move as StanceMove
from partnercli.tally.history import Move
from partnercli.tally.list_changes import ListChangesContract

CountsContract = TypedDict(
    "CountsContract",
    {"from": Annotated[Count, "On the base."], "to": Annotated[Count, "On the head."]},
)
"""A number on both sides."""
PartsContract = TypedDict(
    "PartsContract",
    {"from": Annotated[Part, "On the base."], "to": Annotated[Part, "On the head."]},
)
"""A share on both sides."""
RanksContract = TypedDict(
    "RanksContract",
    {"from": Annotated[Count | None, "On the base."], "to": Annotated[Count | None, "On the head."]},
)
"""A rank on both sides; null where the country is not listed."""
YesOrNoContract = TypedDict(
    "YesOrNoContract",
    {"from": Annotated[bool, "On the base."], "to": Annotated[bool, "On the head."]},
)
"""Whether something holds, on both sides."""
LinesContract = TypedDict(
    "LinesContract",
    {
        "from": Annotated[ThresholdContract | None, "On the base."],
        "to": Annotated[ThresholdContract | None, "On the head."],
    },
)
"""The line on both sides; null where there are no settings."""
StancesContract = TypedDict(
    "StancesContract",
    {"from": Annotated[Stance | None, "On the base."], "to": Annotated[Stance | None, "On the head."]},
)
"""A stance on both sides; null: nothing is said, or the delegation is not expected."""
RepliesContract = TypedDict(
    "RepliesContract",
    {"from": Annotated[str | None, "On the base."], "to": Annotated[str | None, "On the head."]},
)
"""A reply on both sides; null: none is recorded."""


class SideContract(TypedDict):
    """One side of the comparison."""

    revision: str | None
    """The revision, as it was named; null for the files as they are."""
    meeting: str | None
    """The meeting tallied, by its id; null where there is none."""


class UnreadContract(TypedDict):
    """The files that could not be read, of which nothing is said."""

    base: list[str]
    """Those of the base, by their paths."""
    head: list[str]
    """Those of the head."""


class DelegationsChangedContract(TypedDict):
    """Who is heard otherwise, by codes in protocol order."""

    expected: CountsContract
    """How many are expected."""
    entered: list[str]
    """Who is expected now and was not."""
    left: list[str]
    """Who is expected no longer."""
    spoke: list[str]
    """Who is expected on both sides and responded on the head only."""
    fell_silent: list[str]
    """Who is expected on both sides and responded on the base only."""


class PrioritiesChangedContract(TypedDict):
    """The countries that crossed the line, by their ids."""

    gained: list[str]
    """Those that are priorities now and were not."""
    lost: list[str]
    """Those that are none any more."""
    because: dict[str, list[Ingredient]]
    """By country, what of it differs: its support, the delegations it is measured by, or the rule."""


class StanceMoveContract(StancesContract):
    """One delegation that says otherwise of a country."""

    delegation: str
    """Its code."""


class CountryChangedContract(TypedDict):
    """A country of which anything differs; where a side does not list it, its counts are 0 and its ranks null."""

    country: str
    """Its id."""
    name: str
    """Its name."""
    region: str
    """Its region, by its id."""
    support: CountsContract
    """How many expected delegations support it."""
    reservations: CountsContract
    """How many have a reservation."""
    opposition: CountsContract
    """How many oppose it."""
    share: PartsContract
    """The supporters' part of all expected delegations."""
    rank: RanksContract
    """1 and the number of countries with more support."""
    rank_in_region: RanksContract
    """The same within its region."""
    priority: YesOrNoContract
    """Whether it reaches the line."""
    moves: list[StanceMoveContract]
    """Who says otherwise of it, in protocol order."""


class RegionChangedContract(TypedDict):
    """A region whose support differs."""

    region: str
    """Its id."""
    support: CountsContract
    """How many delegations support the region itself or any country in it, each once."""


class ReplyMoveContract(RepliesContract):
    """One delegation that replies otherwise to a question."""

    meeting: str | None
    """The meeting at which it does, by its id."""
    question: str
    """The question, by its id."""
    delegation: str | None
    """Its code."""


class MoreContract(OutlineChangesContract, RecordChangesContract, total=False):
    """What changed beside the figures: not in the parts of a report, which compares figures alone."""

    replies: list[ReplyMoveContract]
    """The replies to questions that are others now."""
    lists: list[ListChangesContract]
    """The lists of partners that documents decided, and how they differ."""


class DiffContract(MoreContract):
    """What changed from a base to a head, in meaning; what is the same on both sides is left out."""

    format: Literal["partner.diff/1"]
    """The contract's name and version."""
    marking: Marking
    """How all of it is handled: the stricter of both sides."""
    illustrative: bool
    """Whether a position that is not real went into either side."""
    base: SideContract
    """The earlier side."""
    head: SideContract
    """The later one."""
    partial: NotRequired[UnreadContract]
    """The files that could not be read; only where there are any."""
    threshold: LinesContract
    """The line above which a country is a priority."""
    delegations: DelegationsChangedContract
    """Who is heard otherwise."""
    priorities: PrioritiesChangedContract
    """The countries that crossed the line."""
    countries: list[CountryChangedContract]
    """The countries of which anything differs, by region and name."""
    regions: list[RegionChangedContract]
    """The regions whose support differs."""


def to_contract(
    diff: Diff, revision: Change[str | None], more: MoreContract, partial: Change[tuple[str, ...]]
) -> DiffContract:
    """The diff as plain values, with the keys of `more`, which are about outlines, records and lists, behind them.

    `revision` is None on a side for the files as they are. `partial` names per side the files that could not
    be read; it is a key only where there are any.
    """
    before, after = (line and threshold_as_plain(line) for line in diff.threshold)
    contract: DiffContract = {
        "format": "partner.diff/1",
        "marking": diff.marking,
        "illustrative": diff.illustrative,
        "base": {"revision": revision.before, "meeting": diff.meeting.before},
        "head": {"revision": revision.after, "meeting": diff.meeting.after},
        "threshold": {"from": before, "to": after},
        "delegations": {
            "expected": _counts(diff.expected),
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
        "regions": [{"region": row.region, "support": _counts(row.support)} for row in diff.regions],
        **more,
    }
    if any(partial):
        contract["partial"] = {"base": list(partial.before), "head": list(partial.after)}
    return contract


def replies(moves: Iterable[Move]) -> list[ReplyMoveContract]:
    """The replies to questions among what moved; null: no reply is recorded."""
    return [
        {
            "meeting": move.meeting,
            "question": move.subject,
            "delegation": move.delegation,
            "from": move.before,
            "to": move.after,
        }
        for move in moves
        if move.about == "reply"
    ]


def _country(row: CountryDiff) -> CountryChangedContract:
    return {
        "country": row.country,
        "name": row.name,
        "region": row.region,
        "support": _counts(row.support),
        "reservations": _counts(row.reservations),
        "opposition": _counts(row.opposition),
        "share": {"from": rounded(row.share.before), "to": rounded(row.share.after)},
        "rank": _ranks(row.rank),
        "rank_in_region": _ranks(row.rank_in_region),
        "priority": {"from": row.priority.before, "to": row.priority.after},
        "moves": [_stance(move) for move in row.moves],
    }


def _counts(change: Change[int]) -> CountsContract:
    return {"from": change.before, "to": change.after}


def _ranks(change: Change[int | None]) -> RanksContract:
    return {"from": change.before, "to": change.after}


def _stance(move: StanceMove) -> StanceMoveContract:
    return {"delegation": move.delegation, "from": move.before, "to": move.after}
