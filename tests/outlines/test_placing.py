"""Where a new step comes to stand among steps that people may have moved."""

from __future__ import annotations

from typing import Any

import pytest

from partnercli.outlines.placing import in_order_of, inserted
from partnercli.records.instrument import Instrument

ORDER = ["talks", "plan", "desk", "action"]


def instruments() -> dict[str, Instrument]:
    common = {"kind": "operational", "pillar": "return", "lead": "Us", "sources": [{"title": "A source"}]}
    law = {"usually_after": [{"instrument": "plan", "strength": "required"}]}
    return {
        slug: Instrument.model_validate(common | {"name": slug} | (law if slug == "action" else {}))
        for slug in ORDER
    }


def step(slug: str, *after: str) -> dict[str, Any]:
    return {"id": f"open-{slug}", "instrument": slug, "after": [f"open-{one}" for one in after]}


def slugs(steps: list[dict[str, Any]]) -> list[str]:
    return [one["instrument"] for one in steps]


@pytest.mark.parametrize(
    ("there", "new", "together"),
    [
        (["talks", "desk"], step("plan"), ["talks", "plan", "desk"]),
        (["desk", "action"], step("talks"), ["talks", "desk", "action"]),
        (["talks", "mine", "desk"], step("plan"), ["talks", "plan", "mine", "desk"]),
        (["desk", "talks"], step("plan"), ["desk", "talks", "plan"]),
        (["action", "talks"], step("plan"), ["plan", "action", "talks"]),
        (["desk", "talks", "mine"], step("action", "mine"), ["desk", "talks", "mine", "action"]),
        ([], step("desk"), ["desk"]),
    ],
    ids=["behind-its-neighbour", "first", "beside-a-strange-one", "moved", "law", "waits", "alone"],
)
def test_a_new_step_stands_behind_its_neighbour_and_as_law_and_waiting_have_it(
    there: list[str], new: dict[str, Any], together: list[str]
) -> None:
    steps = [step(one) for one in there]
    assert slugs(inserted(steps, new, ORDER, instruments())) == together
    assert slugs(steps) == there


def test_only_the_steps_that_may_move_are_put_in_order() -> None:
    steps = [step(one) for one in ("action", "mine", "plan", "talks", "desk")]
    movable = {"open-action", "open-plan", "open-talks"}
    assert slugs(in_order_of(steps, ORDER, movable)) == ["talks", "mine", "plan", "action", "desk"]
