"""What a tally says, and a part of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from partnercli.records.exercise import Exercise
from partnercli.tally.counts import count
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table

DAY = "2021-04-22"


@pytest.fixture
def tally(make: Callable[..., Exercise]) -> Tally:
    exercise = make({DAY: {"QM": "dorin arda", "QN": "dorin", "QO": "elund"}})
    return count(stance_table(exercise, DAY), exercise)


def test_a_region_alone_hides_the_other_rows_and_leaves_every_figure(tally: Tally) -> None:
    view = tally.only_regions(["north"])
    assert view.countries == tuple(row for row in tally.countries if row.country == "arda")
    assert view.countries[0].rank == 2
    assert [row.region for row in view.regions] == ["north"]
    assert view.without_any == tally.without_any == ("QM", "QN", "QO")
