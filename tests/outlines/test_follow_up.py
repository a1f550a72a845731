"""How far the steps of outlines have come, what is next, and what comes all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.outlines.follow_up import (
    CROWDED,
    STATES,
    crowded,
    in_total,
    next_step,
    overdue,
    progress_of,
)
from partnercli.records.outline import Outline
from partnercli.records.period import Period

DAY = date(2031, 8, 1)
SOURCES = [{"title": "A source"}]


def step(number: int, status: str = "planned", **timeline: str) -> dict[str, Any]:
    return {
        "id": f"step-{number}",
        "instrument": "talks",
        "action": "Talk.",
        "status": status,
        "timeline": timeline,
    }


def outline(*steps: dict[str, Any], status: str = "draft", country: str = "aland") -> Outline:
    return Outline.model_validate({"country": country, "status": status, "steps": list(steps)})


def since(period: str, status: str = "planned") -> dict[str, Any]:
    return step(1, status, **{"from": period})


def test_overdue_are_the_late_steps_of_what_still_stands() -> None:
    steps = (since("2031-Q2"), step(2, "done", **{"from": "2031-Q1"}), step(3, **{"from": "2031-Q3"}))
    assert [one.id for one in overdue(outline(*steps), DAY)] == ["step-1"]
    assert overdue(outline(*steps, status="superseded"), DAY) == ()


@pytest.mark.parametrize(
    ("steps", "coming"),
    [
        ([step(1, **{"from": "2031-Q4"}), step(2, **{"from": "2031-Q3"})], "step-2"),
        ([step(1, **{"from": "2031-Q3"}), step(2, **{"from": "2031-09"})], "step-1"),
        ([step(1, **{"from": "2031-Q4"}), step(2, **{"from": "2031-Q4"})], "step-1"),
        ([step(1, **{"from": "2031-Q1"}), step(2, **{"from": "2032"})], "step-2"),
        ([step(1, "ongoing", **{"from": "2031-Q3"}), step(2)], None),
        ([], None),
    ],
)
def test_the_next_step_is_the_earliest_dated_one_to_come(
    steps: Sequence[dict[str, Any]], coming: str | None
) -> None:
    found = next_step(outline(*steps), DAY)
    assert (found.id if found else None) == coming


@given(
    st.lists(st.tuples(st.sampled_from(["planned", "ongoing", "done", "on-hold", "dropped"]), st.booleans()))
)
def test_every_step_is_counted_once(drawn: list[tuple[str, bool]]) -> None:
    steps = [
        step(number, status, **({"from": "2031-Q1", "to": "2031-Q2"} if dated else {}))
        for number, (status, dated) in enumerate(drawn)
    ]
    found = progress_of(outline(*steps), DAY)
    assert tuple(found.counts) == STATES
    assert found.total == len(steps)
    assert found.counts["late"] == len(found.late)
    assert in_total([found, found]) == {one: 2 * count for one, count in found.counts.items()}


@pytest.mark.parametrize(
    ("first", "counts"),
    [
        ([since("2031-Q3")], True),
        ([since("2031-09-14")], True),
        ([since("2031-Q3", "ongoing")], True),
        ([since("2031-Q3", "dropped"), step(2, **{"from": "2031-08"})], True),
        ([since("2031-Q3", "done")], False),
        ([since("2031-H2")], False),
        ([since("2031-Q4"), step(2, **{"from": "2031-Q3"})], False),
        ([step(1)], False),
        ([], False),
    ],
)
def test_a_quarter_is_crowded_by_the_first_steps_that_surely_fall_into_it(
    first: list[dict[str, Any]], counts: bool
) -> None:
    others = {f"land-{number}": outline(since("2031-Q3")) for number in range(CROWDED - 1)}
    assert crowded(others) == {}
    found = crowded({**others, "aland": outline(*first)})
    assert found == ({Period.quarter(2031, 3): ("aland", *sorted(others))} if counts else {})


def test_ten_first_steps_are_a_crowd() -> None:
    assert CROWDED == 10


def test_a_superseded_outline_crowds_no_quarter() -> None:
    crowd = {f"land-{number}": outline(since("2031-Q3"), status="superseded") for number in range(CROWDED)}
    assert crowded(crowd) == {}
