"""What a tally says: exact figures, in the order shown to people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from partnercli.records.marking import Marking
from partnercli.records.position import Stance
from partnercli.tally.population import Population
from partnercli.tally.table import ByStance, Carried


class Threshold(NamedTuple):
    """The line above which a country is a priority: `needed` of `base` delegations, never fewer than 1.

    `base` counts all expected delegations, or only those that responded, as `of` says.
    """

    at_least: Fraction
    of: Literal["all", "responded"]
    base: int
    needed: int


class CountryRow(NamedTuple):
    """One country that an expected delegation names, in any stance.

    `rank` is 1 + the number of listed countries with more support, `rank_in_region` the same in the region.
    `share` is of all expected delegations, `share_of_responded` of those that responded, `population_share`
    of the population of all expected (None where a figure is missing). `conditional` and `first_named` count
    supporters with conditions, and with this country as first choice; neither weighs. `lifted_by_carried`:
    it would be no priority if no position had been carried over.
    """

    country: str
    name: str
    region: str
    rank: int
    rank_in_region: int
    share: Fraction
    share_of_responded: Fraction
    population_share: Fraction | None
    conditional: int
    first_named: int
    phrase: str | None
    priority: bool
    lifted_by_carried: bool
    delegations: ByStance

    @property
    def support(self) -> int:
        """How many expected delegations support it."""
        return len(self.delegations[Stance.SUPPORT])

    @property
    def can_accept(self) -> int:
        """How many can accept it: no support, but what settles a list in the end."""
        return len(self.delegations[Stance.CAN_ACCEPT])

    @property
    def reservations(self) -> int:
        """How many have a reservation."""
        return len(self.delegations[Stance.RESERVATION])

    @property
    def opposition(self) -> int:
        """How many oppose it; shown beside the support, not deducted from it, and no veto."""
        return len(self.delegations[Stance.OPPOSITION])


class RegionRow(NamedTuple):
    """One region that is named, or in which a country is.

    `supporters` support the region itself or any country in it, each once; `share` is their part of all
    expected delegations. `region_only` of them support none of its countries. `itself` is what is said of
    the region named without a country. `partners` are the countries in it that are priorities.
    """

    region: str
    name: str
    share: Fraction
    supporters: tuple[str, ...]
    region_only: tuple[str, ...]
    itself: ByStance
    partners: tuple[str, ...]

    @property
    def support(self) -> int:
        """How many delegations want a partner there."""
        return len(self.supporters)


class Tally(NamedTuple):
    """Where consensus lies at one meeting, by the repository's own convention: a reading, not a decision.

    Delegations are in protocol order, `countries` and `regions` in the order shown to people. `confirmed` are
    the readings that the delegations confirmed; `bilateral` are never named outside the Presidency's own
    outputs. `without_any` responded and support no country that is a priority. `what_if` is empty unless the
    tally departs from the files.
    """

    meeting: str
    day: date
    marking: Marking
    illustrative: bool
    what_if: tuple[str, ...]
    expected: tuple[str, ...]
    responded: tuple[str, ...]
    silent: tuple[str, ...]
    carried: tuple[Carried, ...]
    not_counted: tuple[str, ...]
    confirmed: tuple[str, ...]
    bilateral: tuple[str, ...]
    without_any: tuple[str, ...]
    threshold: Threshold
    population: Population
    countries: tuple[CountryRow, ...]
    regions: tuple[RegionRow, ...]

    def only_regions(self, regions: Collection[str]) -> Tally:
        """The same with the rows of these regions alone, by id; every figure and rank as before."""
        return self._replace(
            countries=tuple(row for row in self.countries if row.region in regions),
            regions=tuple(row for row in self.regions if row.region in regions),
        )

    @property
    def priorities(self) -> tuple[CountryRow, ...]:
        """The countries that reach the line."""
        return tuple(row for row in self.countries if row.priority)

    @property
    def only_with_carried(self) -> tuple[CountryRow, ...]:
        """The priorities that only carried positions lift over the line."""
        return tuple(row for row in self.countries if row.lifted_by_carried)

    @property
    def on_the_line(self) -> tuple[CountryRow, ...]:
        """The countries with exactly as much support as is needed."""
        return tuple(row for row in self.countries if row.support == self.threshold.needed)

    @property
    def one_short(self) -> tuple[CountryRow, ...]:
        """The countries that miss the line by one delegation."""
        return tuple(row for row in self.countries if row.support == self.threshold.needed - 1)

    @property
    def regions_without_partner(self) -> tuple[RegionRow, ...]:
        """The listed regions in which no country reaches the line."""
        return tuple(row for row in self.regions if not row.partners)
