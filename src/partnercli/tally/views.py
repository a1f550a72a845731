"""Other views of a tally: fewer rows, or another order; every figure and rank as before."""

from __future__ import annotations

from collections.abc import Collection

from partnercli.tally.result import Tally


def only_regions(tally: Tally, regions: Collection[str]) -> Tally:
    """The tally with the rows of these regions alone, by id."""
    return tally._replace(
        countries=tuple(row for row in tally.countries if row.region in regions),
        regions=tuple(row for row in tally.regions if row.region in regions),
    )
