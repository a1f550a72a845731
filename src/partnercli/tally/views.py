"""Other views of a tally: fewer rows, or another order; every figure and rank as before."""

from __future__ import annotations

from collections.abc import Collection

from partnercli.tally.countries import by_rank
from partnercli.tally.result import Tally


def only_regions(tally: Tally, regions: Collection[str]) -> Tally:
    """The tally with the rows of these regions alone, by id."""
    return tally._replace(
        countries=tuple(row for row in tally.countries if row.region in regions),
        regions=tuple(row for row in tally.regions if row.region in regions),
    )


def all_together(tally: Tally) -> Tally:
    """The tally with all countries in one list, by rank, then name."""
    return tally._replace(countries=tuple(sorted(tally.countries, key=by_rank)))
