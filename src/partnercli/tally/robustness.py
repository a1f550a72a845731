"""How firm a tally is: who would have to change, or speak, for a country to cross the line."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.records.share import reached_by
from partnercli.tally.counts import count
from partnercli.tally.result import Tally, Threshold
from partnercli.tally.table import StanceTable

Outcome = Literal["certain", "possible", "impossible"]
"""Whether a country is a priority whatever the silent say, only if some of them support it, or in no case."""


class IfSilentSpeak(NamedTuple):
    """What a country's support may become once every silent delegation speaks: `low` to `high`, each included.

    Everyone expected has responded then, so `needed` is of them all, whatever base the rule has.
    """

    low: int
    high: int
    needed: int

    @property
    def priority(self) -> Outcome:
        """Whether the country is a priority then."""
        if self.low >= self.needed:
            return "certain"
        return "possible" if self.high >= self.needed else "impossible"


class Firmness(NamedTuple):
    """How firmly one country stands where it stands.

    `carried` counts the supporters whose support was given at an earlier meeting. `pivotal` are the delegations,
    in protocol order, without any one of whom (as if not expected) `priority` would differ. With equal weights
    that is nobody, all supporters, or all others that the base counts: say how many first.
    """

    country: str
    name: str
    region: str
    support: int
    needed: int
    priority: bool
    if_silent_speak: IfSilentSpeak
    carried: int
    pivotal: tuple[str, ...]

    @property
    def margin(self) -> int:
        """How many supporters it has above the line; below zero, how many it lacks."""
        return self.support - self.needed

    @property
    def flip(self) -> int:
        """How many delegations must change for `priority` to differ, the base fixed.

        Any that many supporters, or others, will do, so that no set of them is named.
        """
        return self.margin + 1 if self.priority else -self.margin


class Robustness(NamedTuple):
    """A tally, and how firm it is: the same countries in the same order."""

    tally: Tally
    countries: tuple[Firmness, ...]

    def only_regions(self, regions: Collection[str]) -> Robustness:
        """The rows of these regions alone, by id."""
        rows = tuple(row for row in self.countries if row.region in regions)
        return Robustness(self.tally.only_regions(regions), rows)


def robustness(table: StanceTable, exercise: Exercise) -> Robustness:
    """How firm the tally of a table is; ValueError without `partner.yaml`."""
    tally = count(table, exercise)
    rows = (firmness(table, exercise, tally.threshold, row.country) for row in tally.countries)
    return Robustness(tally, tuple(rows))


def firmness(table: StanceTable, exercise: Exercise, line: Threshold, country: str) -> Firmness:
    """How firmly a country stands against the table's line, named by anyone or not; KeyError without a record."""
    supporters = table.supporters(country)
    support = len(supporters)
    everyone = reached_by(line.at_least, len(table.expected))
    priority = support >= line.needed
    return Firmness(
        country=country,
        name=table.names[country],
        region=exercise.countries[country].region,
        support=support,
        needed=line.needed,
        priority=priority,
        if_silent_speak=IfSilentSpeak(support, support + len(table.silent), everyone),
        carried=sum(_given_earlier(table, code, country) for code in supporters),
        pivotal=tuple(
            code for code in table.expected if _without(table, line, supporters, code) is not priority
        ),
    )


def _given_earlier(table: StanceTable, code: str, country: str) -> bool:
    voice = table.voices[code]
    return voice.origin != table.meeting and not voice.countries[country].assumed


def _without(table: StanceTable, line: Threshold, supporters: Collection[str], code: str) -> bool:
    """Whether a country with these supporters reaches the line drawn anew without a delegation."""
    base = line.base - (line.of == "all" or code in table.voices)
    return len(supporters) - (code in supporters) >= reached_by(line.at_least, base)
