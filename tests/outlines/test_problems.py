"""Checks of outlines made by hand: order, dates, and instruments in place, overtaken or not yet announced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from partnercli.outlines.problems import OutlineFault, problems
from partnercli.records.outline import Outline

Make = Callable[..., Any]
Faults = list[tuple[str, int, int | None, str]]
CATALOGUE: dict[str, dict[str, Any]] = {
    "migration-dialogue": {"kind": "political", "outreach": True},
    "desk": {},
    "plan": {},
    "action": {"usually_after": [{"instrument": "plan", "strength": "required"}]},
    "custom": {"usually_after": [{"instrument": "plan", "strength": "normally"}]},
    "pact": {"consent": True},
    "arrangement": {"not_with": ["pact"]},
    "novelty": {"available": {"announced": "2021-09-29"}},
    "framework-agreement": {"kind": "legal"},
    "protocol": {"usually_after": [{"instrument": "framework-agreement", "strength": "required"}]},
}


def a_step(instrument: str, **given: Any) -> dict[str, Any]:
    return {"id": f"open-{instrument}", "instrument": instrument, "action": "Do it."} | given


@pytest.fixture
def faults(situation: Make) -> Callable[..., Faults]:
    """The problems of steps, each as its kind, its place, its place in `after` and the other it names."""

    def find(*steps: dict[str, Any], exists: Sequence[dict[str, Any]] = (), **more: Any) -> Faults:
        outline = Outline.model_validate({"country": "aland", "status": "draft", "steps": list(steps)} | more)
        found = problems(outline, situation(CATALOGUE, exists))
        return [(one.fault, one.step, one.after, one.other) for one in found]

    return find


def stands(slug: str, status: str = "in-force") -> dict[str, str]:
    return {"instrument": slug, "status": status}


def test_an_outline_in_order_has_no_problem(faults: Callable[..., Faults]) -> None:
    plan = a_step("plan", timeline={"from": "2021-Q3", "to": "2021-Q4"})
    action = a_step("action", after=["open-plan"], timeline={"from": "2022-H1"})
    assert faults(plan, action, a_step("custom", after=["open-plan"])) == []


def test_two_steps_of_one_id_are_told_at_the_second(faults: Callable[..., Faults]) -> None:
    desks = faults(a_step("desk"), a_step("plan", id="open-desk"))
    assert desks == [(OutlineFault.DUPLICATE_STEP, 1, None, "open-desk")]


def test_a_step_after_one_that_is_not_there_is_told_at_its_entry(faults: Callable[..., Faults]) -> None:
    found = faults(a_step("plan"), a_step("desk", after=["open-plan", "open-dekc"]))
    assert found == [(OutlineFault.UNKNOWN_STEP, 1, 1, "open-dekc")]


def test_steps_that_wait_for_each_other_are_told_once_a_circle(faults: Callable[..., Faults]) -> None:
    plan, desk = a_step("plan", after=["open-desk"]), a_step("desk", after=["open-pact"])
    pact = a_step("pact", after=["open-plan"])
    before = a_step("migration-dialogue", after=["open-plan"])
    assert faults(before, plan, desk, pact) == [(OutlineFault.CIRCLE, 3, 0, "open-plan")]
    assert faults(a_step("desk", after=["open-desk"])) == [(OutlineFault.CIRCLE, 0, 0, "open-desk")]


def test_a_chain_of_thousands_of_steps_is_no_circle(faults: Callable[..., Faults]) -> None:
    chain = [a_step("desk", id=f"s{n}", after=[f"s{n + 1}"]) for n in range(3000)]
    assert faults(*chain, a_step("desk", id="s3000")) == []


def test_a_required_predecessor_that_comes_later_or_nowhere_is_told(faults: Callable[..., Faults]) -> None:
    assert faults(a_step("action"), a_step("plan")) == [(OutlineFault.REQUIRED_LATER, 0, None, "plan")]
    assert faults(a_step("action")) == [(OutlineFault.REQUIRED_MISSING, 0, None, "plan")]


@pytest.mark.parametrize(
    ("status", "missing"), [("in-force", False), ("signed", False), ("negotiating", True), ("ended", True)]
)
def test_a_required_predecessor_need_be_no_step_if_it_is_in_force_or_signed(
    faults: Callable[..., Faults], status: str, missing: bool
) -> None:
    assert bool(faults(a_step("action"), exists=[stands("plan", status)])) is missing


@pytest.mark.parametrize(
    ("status", "missing"), [("negotiating", False), ("suspended", False), ("ended", True)]
)
def test_what_never_gives_a_step_is_footing_for_others_while_it_is_under_way(
    faults: Callable[..., Faults], status: str, missing: bool
) -> None:
    found = faults(a_step("protocol"), exists=[stands("framework-agreement", status)])
    assert bool(found) is missing


def test_what_is_under_way_without_its_required_predecessor_is_not_the_outline_s_fault(
    faults: Callable[..., Faults],
) -> None:
    assert faults(a_step("action"), exists=[stands("action", "negotiating")]) == []


def test_a_normal_predecessor_may_be_absent_but_should_not_come_later(faults: Callable[..., Faults]) -> None:
    assert faults(a_step("custom")) == []
    assert faults(a_step("custom"), a_step("plan")) == [(OutlineFault.NORMAL_LATER, 0, None, "plan")]


def test_a_dropped_step_is_no_predecessor_and_is_not_checked(faults: Callable[..., Faults]) -> None:
    dropped = a_step("plan", status="dropped")
    assert faults(dropped, a_step("action")) == [(OutlineFault.REQUIRED_MISSING, 1, None, "plan")]
    assert faults(a_step("action", status="dropped")) == []


@pytest.mark.parametrize(("status", "told"), [("planned", True), ("done", False), ("dropped", False)])
def test_a_step_still_to_take_on_an_instrument_in_force_is_told(
    faults: Callable[..., Faults], status: str, told: bool
) -> None:
    found = faults(a_step("desk", status=status), exists=[stands("desk")])
    assert found == ([(OutlineFault.IN_FORCE, 0, None, "desk")] if told else [])


def test_a_dialogue_in_force_can_be_convened(faults: Callable[..., Faults]) -> None:
    assert faults(a_step("migration-dialogue"), exists=[stands("migration-dialogue")]) == []


def test_the_alternative_of_what_is_in_place_is_told(faults: Callable[..., Faults]) -> None:
    step = a_step("arrangement")
    told = [(OutlineFault.ALTERNATIVE_IN_PLACE, 0, None, "pact")]
    assert faults(step, exists=[stands("pact", "signed")]) == told
    assert faults(step, exists=[stands("pact", "negotiating")]) == []


@pytest.mark.parametrize(
    ("timeline", "told"),
    [({"from": "2021-Q2"}, True), ({"from": "2021-Q3"}, False), ({"from": "2022"}, False), ({}, True)],
)
def test_use_before_the_announcement_is_told_by_the_step_s_day_or_else_the_day_of_record(
    faults: Callable[..., Faults], timeline: dict[str, str], told: bool
) -> None:
    found = faults(a_step("novelty", timeline=timeline))
    assert found == ([(OutlineFault.BEFORE_ANNOUNCED, 0, None, "novelty")] if told else [])


def test_an_end_that_the_partner_must_agree_to_needs_a_source(faults: Callable[..., Faults]) -> None:
    ends = {"timeline": {"from": "2021-Q3", "to": "2021-Q4"}}
    assert faults(a_step("pact", **ends)) == [(OutlineFault.END_WITHOUT_SOURCE, 0, None, "")]
    assert faults(a_step("pact", **ends, sources=[{"title": "A communiqué"}])) == []
    assert faults(a_step("desk", **ends)) == []


@pytest.mark.parametrize(
    ("earlier", "begins", "told"),
    [
        ({"from": "2021-Q3", "to": "2021-Q4"}, "2021-Q3", True),
        ({"from": "2021-Q3", "to": "2021-Q4"}, "2021-Q4", False),
        ({"from": "2021-Q3", "to": "2021-Q4"}, "2021", False),
        ({"from": "2021-Q4"}, "2021-Q3", True),
        ({"from": "2021-Q4"}, "2021-Q4", False),
        ({}, "2021-Q3", False),
    ],
)
def test_a_step_that_begins_wholly_before_the_end_of_one_it_comes_after_is_told(
    faults: Callable[..., Faults], earlier: dict[str, str], begins: str, told: bool
) -> None:
    found = faults(
        a_step("plan", timeline=earlier), a_step("desk", after=["open-plan"], timeline={"from": begins})
    )
    assert found == ([(OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS, 1, 0, "open-plan")] if told else [])


def test_steps_on_instruments_outside_the_catalogue_are_left_to_other_checks(
    faults: Callable[..., Faults],
) -> None:
    assert faults(a_step("unheard-of"), exists=[stands("unheard-of")]) == []


def test_every_problem_says_in_words_what_is_wrong(situation: Make) -> None:
    steps = [
        a_step("action", after=["open-plan"], timeline={"from": "2021-Q2"}),
        a_step("plan", timeline={"from": "2021-Q3"}),
    ]
    outline = Outline.model_validate({"country": "aland", "status": "draft", "steps": steps})
    assert [one.text for one in problems(outline, situation(CATALOGUE))] == [
        "open-action begins (2021-Q2) before open-plan is over (2021-Q3)",
        "open-action needs plan first, but its step comes later",
    ]


@pytest.mark.parametrize("start", ["2021-Q3", "2021-12-31", "2021", "2021-12"])
def test_a_step_that_begins_within_the_hold_is_told(start: str, faults: Callable[..., Faults]) -> None:
    step = a_step("desk", timeline={"from": start})
    assert faults(step, hold={"until": "2021-12"}) == [(OutlineFault.WITHIN_HOLD, 0, None, "")]


@pytest.mark.parametrize(
    "given",
    [
        {"timeline": {"from": "2022-Q1"}},
        {"timeline": {"from": "2022"}},
        {"timeline": {"to": "2021-Q4"}},
        {"timeline": {"from": "2021-Q3"}, "status": "ongoing"},
        {"timeline": {"from": "2021-Q3"}, "status": "on-hold"},
        {},
    ],
    ids=["later", "year-after", "end-alone", "begun", "on-hold", "undated"],
)
def test_a_step_after_the_hold_or_begun_before_it_or_undated_is_none(
    given: dict[str, Any], faults: Callable[..., Faults]
) -> None:
    assert faults(a_step("desk", **given), hold={"until": "2021-12"}) == []


@pytest.mark.parametrize("status", ["ongoing", "done"])
def test_what_has_begun_cannot_begin_too_early(status: str, faults: Callable[..., Faults]) -> None:
    plan = a_step("plan", timeline={"from": "2022-Q1", "to": "2022-Q2"})
    desk = a_step("desk", timeline={"from": "2021-Q3"}, after=["open-plan"])
    assert faults(plan, desk) == [(OutlineFault.BEFORE_ITS_PREDECESSOR_ENDS, 1, 0, "open-plan")]
    assert faults(plan, desk | {"status": status}) == []
