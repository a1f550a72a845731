"""A majority as JSON: the contract `partner.majority/1`, on which other programs rely."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal, TypedDict

from partnercli.records.contract_words import Count, Day, Part
from partnercli.records.share import rounded
from partnercli.tally.blocking import Turn
from partnercli.tally.contract import Heading, heading
from partnercli.tally.majority import POPULATION, Majority, Rule
from partnercli.tally.population import Population, Standing
from partnercli.tally.votes import Vote

OutcomeContract = TypedDict(
    "OutcomeContract",
    {
        "for": Annotated[Count, "How many are in favour."],
        "adopted": Annotated[bool, "Whether the votes would carry by this rule."],
    },
)
"""What a rule makes of votes, in brief."""


class ByConventionContract(TypedDict):
    """Those whose vote is a convention of this reading, and what the rule makes of the other one."""

    delegations: list[str]
    """Their codes, in protocol order."""
    read_as: Vote
    """How they are taken to vote."""
    otherwise: OutcomeContract
    """What comes out where they are taken to vote the other way."""


class SubjectContract(TypedDict):
    """What is tried."""

    note: str
    """What this reading is not, in a sentence."""
    country: str | None
    """The country that is tried, by its id; null where none is."""
    question: str | None
    """The question whose replies are tried, by its id; null where none is."""
    conditional: Count | None
    """How many of those in favour named conditions for their support; null where no country is tried."""
    can_accept: ByConventionContract | None
    """Who can accept the country; null where nobody does, or none is tried."""
    scrutiny_reservation: ByConventionContract | None
    """Who holds a scrutiny reservation on the question; null where nobody does, or none is tried."""
    silent: list[str]
    """Who is expected at the meeting and did not respond, by codes in protocol order."""
    not_counted: list[str]
    """Who has a position at the meeting and is not expected there, by codes."""
    bilateral: list[str]
    """Who spoke in confidence, by codes: never to be named outside the Presidency."""
    population_source: str | None
    """Where the population figures were read; null where it is not said, or none are weighed."""


class PopulationContract(TypedDict):
    """The test of population; all of it but for year and status null where the rule has none."""

    population_share: Part | None
    """The share that those in favour hold of the population of all who take part."""
    population_needed: Part | None
    """The share that they need."""
    population_for: Count | None
    """The persons that those in favour stand for."""
    population_for_needed: Count | None
    """The persons that are needed, exactly that many being enough."""
    population_total: Count | None
    """The persons of all who take part."""
    population_year: int | None
    """The year with whose figures the Council votes; null where none are weighed."""
    population_status: Standing | None
    """How far these figures can be relied on; null where none are weighed."""


class MissingContract(TypedDict):
    """What is missing for a majority."""

    members: Count
    """How many more would have to be in favour; 0 where that is not what is missing."""
    population: Count | None
    """How many persons those in favour lack; 0 where it is carried all the same; null where none are weighed."""


class TurnContract(TypedDict):
    """The fewest delegations that would turn the result."""

    members: Count
    """How many would do."""
    among: Count
    """Of how many."""
    any: bool
    """Whether it does not matter which."""
    sets: list[list[str]] | None
    """Those of that size that would, by codes, the most populous first; null without `--names`, or where any do."""
    truncated: bool | None
    """Whether there are more sets than are given; null where none are."""


class ResultContract(Heading, OutcomeContract, PopulationContract):
    """What a rule makes of the votes; delegations are counted among those that take part."""

    format: Literal["partner.majority/1"]
    """The contract's name and version."""
    day: Day
    """The day whose Member States and population figures count."""
    rule: Rule
    """The voting rule."""
    needed: Count
    """How many must be in favour."""
    blocking_minority: bool | None
    """Whether those not in favour block; null where the rule knows no blocking minority."""
    blocking_number: Count | None
    """The fewest members that can be a blocking minority; null as above."""
    counts_as_reached: bool | None
    """Whether it is carried without the population, those not in favour being too few to block; null as above."""
    close_to_the_line: bool | None
    """Whether the share is within half a point of 65 %, by figures not the act's own; null without population."""
    uncertain: bool | None
    """Whether the act's own figures could turn the result; null where population has no say."""
    not_for: Count
    """How many are not in favour: against, abstaining or absent."""
    against: Count
    """How many are against."""
    abstain: Count
    """How many abstain."""
    absent: Count
    """How many are absent: they count as not in favour."""
    members: Count
    """How many Member States there are on the day."""
    participants: Count
    """How many of them take part."""
    not_taking_part: list[str]
    """Who does not take part, by codes in protocol order."""
    delegations: dict[Vote, list[str]]
    """Who votes how, by codes in protocol order."""
    missing: MissingContract
    """What is missing for a majority."""
    to_block: TurnContract | None
    """The fewest of those in favour that would undo the majority by voting against; null where there is none."""
    to_carry: TurnContract | None
    """The fewest of those not in favour that would make a majority by joining; null where there is one."""
    may_go_on_discussing: bool | None
    """Whether those against may have the discussion go on (Decision 2009/857/EC); null where that has no place."""


class MajorityContract(ResultContract, SubjectContract):
    """What a voting rule of the Council would make of positions, or of lists by hand: nobody votes here."""


def to_contract(majority: Majority, block: Turn | None, carry: Turn | None, *, names: bool) -> ResultContract:
    """The result as plain values; shares are rounded to 4 places, half to even, here and nowhere before.

    The sets of `block` and `carry` stand there only with `names`.
    """
    votes = majority.votes
    return {
        "format": "partner.majority/1",
        **heading(majority),
        "day": majority.day.isoformat(),
        "rule": majority.rule,
        "adopted": majority.adopted,
        "for": majority.in_favour,
        "needed": majority.needed,
        **_population(majority),
        "blocking_minority": majority.blocking_minority,
        "blocking_number": majority.blocking_number,
        "counts_as_reached": majority.counts_as_reached,
        "close_to_the_line": majority.close_to_the_line,
        "uncertain": majority.uncertain,
        "not_for": majority.not_in_favour,
        "against": len(votes.of(Vote.AGAINST)),
        "abstain": len(votes.of(Vote.ABSTAIN)),
        "absent": len(votes.of(Vote.ABSENT)),
        "members": len(votes.members),
        "participants": len(votes.cast),
        "not_taking_part": list(votes.not_taking_part),
        "delegations": {vote: list(votes.of(vote)) for vote in Vote},
        "missing": {
            "members": majority.missing_members,
            "population": None if majority.population is None else majority.missing_persons,
        },
        "to_block": _turn(block, names=names),
        "to_carry": _turn(carry, names=names),
        "may_go_on_discussing": majority.may_go_on,
    }


def _population(majority: Majority) -> PopulationContract:
    table = majority.population or Population(None, None, {}, ())
    weighed = majority.population is not None
    return {
        "population_share": rounded(table.share(majority.votes.in_favour)),
        "population_needed": rounded(Fraction(POPULATION, 100)) if weighed else None,
        "population_for": majority.persons if weighed else None,
        "population_for_needed": majority.persons_needed if weighed else None,
        "population_total": majority.all_persons if weighed else None,
        "population_year": table.year,
        "population_status": table.standing,
    }


def _turn(turn: Turn | None, *, names: bool) -> TurnContract | None:
    if turn is None:
        return None
    sets = None if turn.any_will_do or not names else [list(one) for one in turn.sets]
    return {
        "members": turn.size,
        "among": len(turn.among),
        "any": turn.any_will_do,
        "sets": sets,
        "truncated": turn.truncated if sets is not None else None,
    }
