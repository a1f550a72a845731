"""R8: when steps happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnercli.records.outline import Step
from small_catalogues import DIALOGUE, TALKING

Make = Callable[..., Any]
AGREED = DIALOGUE | {"consent": True}
"""A dialogue that the partner must agree to."""
CLIMB = {
    "high-level-dialogue": AGREED,
    "first": {},
    "second": {"usually_after": [{"instrument": "first", "strength": "required"}]},
}


def times(draft: Any) -> dict[str, str]:
    """When each step begins and ends, by instrument: "2021-Q3 to 2021-Q4"."""
    lines = {step.instrument: step.timeline for step in draft.outline.steps}
    return {slug: f"{t.start} to {t.end}" if t.end else f"{t.start}" for slug, t in lines.items()}


def test_first_rungs_begin_in_the_first_full_quarter_and_second_ones_two_quarters_later(
    drafted: Make,
) -> None:
    draft = drafted(CLIMB, [TALKING])
    assert times(draft) == {
        "high-level-dialogue": "2021-Q3",
        "first": "2021-Q3 to 2021-Q4",
        "second": "2022-H1 to 2022-H1",
    }


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2021-06-30", "2021-Q3"),
        ("2021-07-01", "2021-Q4"),
        ("2021-12-31", "2022-Q1"),
        ("2021-03-31", "2021-Q2"),
    ],
)
def test_a_quarter_that_has_begun_is_no_full_one(drafted: Make, day: str, quarter: str) -> None:
    steps = times(drafted(CLIMB, [TALKING], on=date.fromisoformat(day)))
    assert steps["high-level-dialogue"] == quarter


def test_what_is_under_way_begins_with_the_first_rung(drafted: Make) -> None:
    live = {"instrument": "first", "status": "negotiating"}
    steps = times(drafted(CLIMB, [TALKING, live]))
    assert (steps["first"], steps["high-level-dialogue"]) == ("2021-Q3 to 2021-Q4", "2021-Q3")


def test_what_needs_consent_gets_no_end(drafted: Make) -> None:
    catalogue = {**CLIMB, "pact": {"consent": True}}
    assert times(drafted(catalogue, [TALKING]))["pact"] == "2021-Q3"


@pytest.mark.parametrize(
    ("usable", "when"),
    [
        ("2021-08-15", "2021-Q4 to 2022-H1"),
        ("2022-01-01", "2022-H1 to 2022-H1"),
        ("2022-05", "2022-H2 to 2022-H2"),
        ("2023", "2023 to 2023"),
        ("2023-02", "2023-Q2 to 2023-H2"),
        ("2023-05", "2023-H2 to 2023-H2"),
    ],
)
def test_no_step_begins_before_its_instrument_can_be_used_and_precision_falls_with_distance(
    drafted: Make, usable: str, when: str
) -> None:
    """Under 6 months off a quarter, under 18 a half-year, then a year; never so coarse as to be too early."""
    fund = {"available": {"announced": "2020", "from": usable}}
    assert times(drafted({**CLIMB, "fund": fund}, [TALKING]))["fund"] == when


def test_a_second_rung_follows_a_first_one_that_begins_late(drafted: Make) -> None:
    late = {"available": {"announced": "2020", "from": "2022-01-01"}}
    assert times(drafted({**CLIMB, "first": late}, [TALKING]))["second"] == "2022-H2 to 2022-H2"


def test_no_step_begins_before_a_hold_has_passed(drafted: Make) -> None:
    draft = drafted(CLIMB, [TALKING], hold="2021-12")
    assert times(draft) == {
        "high-level-dialogue": "2022-H1",
        "first": "2022-H1 to 2022-H1",
        "second": "2022-H2 to 2022-H2",
    }
    assert str(draft.outline.hold.until) == "2021-12"


def visit(day: str, *countries: str) -> dict[str, Any]:
    return {"date": day, "countries": list(countries or ("aland",))}


@pytest.mark.parametrize("day", ["2021-05-25", "2021-06-04", "2021-09-15"])
def test_a_known_visit_dates_the_step_of_outreach(drafted: Make, day: str) -> None:
    draft = drafted(CLIMB, [TALKING], meetings={"visit": visit(day)})
    assert times(draft)["high-level-dialogue"] == day
    assert times(draft)["first"] == "2021-Q3 to 2021-Q4"
    assert "R8 date of visit" in draft.outline.steps[0].why


def test_past_meetings_meetings_elsewhere_and_meetings_during_a_hold_date_nothing(drafted: Make) -> None:
    meetings = {"past": visit("2021-05-24"), "elsewhere": visit("2021-09-01", "beland")}
    assert times(drafted(CLIMB, [TALKING], meetings=meetings))["high-level-dialogue"] == "2021-Q3"
    held = drafted(CLIMB, [TALKING], meetings={"visit": visit("2021-09-01")}, hold="2021-09")
    assert times(held)["high-level-dialogue"] == "2021-Q4"


def test_each_meeting_dates_one_step_of_outreach_in_their_order(drafted: Make) -> None:
    fair = {"outreach": True, "consent": True}
    meetings = {"b": visit("2021-10-05"), "a": visit("2021-09-15")}
    steps = times(drafted({**CLIMB, "fair": fair}, [TALKING], meetings=meetings))
    assert (steps["high-level-dialogue"], steps["fair"]) == ("2021-09-15", "2021-10-05")


def test_a_step_waits_for_the_meeting_that_comes_before_it(drafted: Make) -> None:
    fair = {"usually_after": [{"instrument": "high-level-dialogue", "strength": "required"}], "consent": True}
    steps = times(drafted({**CLIMB, "fair": fair}, [TALKING], meetings={"visit": visit("2021-11-15")}))
    assert steps["fair"] == "2021-Q4"


@pytest.mark.parametrize(
    ("strength", "begins", "after"), [("normally", "2021-Q3", ()), ("required", "2022-H1", ("open-first",))]
)
def test_what_is_under_way_waits_for_a_new_step_only_where_the_law_says_so(
    drafted: Make, strength: str, begins: str, after: tuple[str, ...]
) -> None:
    late = {"available": {"announced": "2020", "from": "2022-01-01"}, "consent": True}
    talks = {"consent": True, "usually_after": [{"instrument": "first", "strength": strength}]}
    catalogue = {"high-level-dialogue": AGREED, "first": late, "talks": talks}
    live = {"instrument": "talks", "status": "negotiating"}
    draft = drafted(catalogue, [TALKING, live])
    assert times(draft)["talks"] == begins
    assert {step.instrument: step.after for step in draft.outline.steps}["talks"] == after


@pytest.mark.parametrize(("day", "dated"), [("2023-05-25", True), ("2023-05-26", False)])
def test_a_meeting_beyond_the_horizon_dates_nothing(drafted: Make, day: str, dated: bool) -> None:
    steps = times(drafted(CLIMB, [TALKING], meetings={"summit": visit(day)}))
    assert (steps["high-level-dialogue"] == day) is dated


def standing(slug: str, start: str, **given: Any) -> dict[str, Step]:
    said = {"id": f"open-{slug}", "instrument": slug, "action": "Do it.", "timeline": {"from": start}}
    return {slug: Step.model_validate(said | given)}


@pytest.mark.parametrize(
    ("stands", "when"),
    [
        (standing("first", "2021-11"), "2021-11"),
        (standing("first", "2021-05"), "2021-05"),
        (standing("first", "2021-04"), "2021-Q3 to 2021-Q4"),
        (standing("first", "2021-04", status="ongoing"), "2021-04"),
        (standing("first", "2021-04", status="on-hold"), "2021-Q3 to 2021-Q4"),
        (standing("first", "2021-04", status="done", id="pursue-first"), "2021-Q3 to 2021-Q4"),
        (standing("second", "2021-11"), "2021-Q3 to 2021-Q4"),
    ],
    ids=["ahead", "current", "passed", "begun", "held-up", "done-on-another-stage", "another-step"],
)
def test_a_date_that_stands_beats_the_rule_while_it_can_be_kept(
    drafted: Make, stands: dict[str, Step], when: str
) -> None:
    assert times(drafted(CLIMB, [TALKING], standing=stands))["first"] == when


def test_a_date_that_stands_before_what_the_step_waits_for_gives_way(drafted: Make) -> None:
    stands = standing("first", "2022-Q3") | standing("second", "2021-Q4")
    assert times(drafted(CLIMB, [TALKING], standing=stands))["second"] == "2023 to 2023"
    stands = standing("first", "2021-Q3") | standing("second", "2021-Q3")
    assert times(drafted(CLIMB, [TALKING], standing=stands))["second"] == "2021-Q3"


@pytest.mark.parametrize(
    ("on", "usable", "when"),
    [
        ("2021-01-02", "2021-07-01", "2021-Q3 to 2021-H2"),
        ("2021-01-01", "2021-07-01", "2021-H2 to 2021-H2"),
        ("2020-12-31", "2021-07-01", "2021-H2 to 2021-H2"),
        ("2020-07-02", "2022-01-01", "2022-H1 to 2022"),
        ("2020-07-01", "2022-01-01", "2022 to 2022"),
        ("2025-06-30", "2026-01-01", "2026-H1 to 2026-H1"),
        ("2026-11-26", "2027-04-01", "2027-Q2 to 2027-H2"),
    ],
)
def test_precision_falls_on_the_very_day_six_and_eighteen_months_before(
    drafted: Make, on: str, usable: str, when: str
) -> None:
    fund = {"available": {"announced": "2016", "from": usable}}
    draft = drafted({**CLIMB, "fund": fund}, [TALKING], on=date.fromisoformat(on))
    assert times(draft)["fund"] == when


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [
        ("2016-02-29", "2016-Q2 to 2016-Q3", "2016-H2 to 2017-H1"),
        ("2019-11-30", "2020-Q1 to 2020-Q2", "2020-H2 to 2020-H2"),
        ("2026-12-31", "2027-Q1 to 2027-Q2", "2027-H2 to 2027-H2"),
    ],
)
def test_the_rungs_are_dated_alike_in_any_year(drafted: Make, on: str, first: str, second: str) -> None:
    found = times(drafted(CLIMB, [TALKING], on=date.fromisoformat(on)))
    assert (found["first"], found["second"]) == (first, second)


def test_a_visit_dates_the_first_step_of_outreach_and_no_other_kind_of_step(drafted: Make) -> None:
    fair = {
        "outreach": True,
        "consent": True,
        "usually_after": [{"instrument": "first", "strength": "normally"}],
    }
    catalogue = {**CLIMB, "first": {"kind": "political"}, "fair": fair}
    steps = times(drafted(catalogue, [TALKING], meetings={"visit": visit("2021-06-14")}))
    assert steps["high-level-dialogue"] == "2021-06-14"
    assert steps["first"] == "2021-Q3 to 2021-Q4"
    assert steps["fair"] == "2022-H1"
