"""R2, R3, R7: the steps and their order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from small_catalogues import DIALOGUE, TALKING, after

Make = Callable[..., Any]
DIALOGUES = {"high-level-dialogue": DIALOGUE, "migration-dialogue": DIALOGUE}


def verbs(steps: Any) -> list[str]:
    return [f"{step.verb} {step.slug}" for step in steps]


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        ("signed", "bring-into-force"),
        ("negotiating", "pursue"),
        ("exploratory", "open"),
        ("suspended", "resume"),
    ],
)
def test_every_live_instrument_gives_the_step_that_its_status_asks_for(
    planned: Make, status: str, verb: str
) -> None:
    steps = planned({**DIALOGUES, "desk": {}}, [TALKING, {"instrument": "desk", "status": status}])
    assert f"{verb} desk" in verbs(steps)


@pytest.mark.parametrize("slug", ["framework-agreement", "khartoum-process", "rabat-process"])
def test_framework_agreements_and_regional_processes_give_no_step(planned: Make, slug: str) -> None:
    catalogue = {**DIALOGUES, slug: {"pillar": "governance"}}
    steps = planned(catalogue, [TALKING, {"instrument": slug, "status": "signed"}])
    assert slug not in [step.slug for step in steps]


def test_the_structured_dialogue_in_force_is_convened_before_the_high_level_one(planned: Make) -> None:
    structured = {"instrument": "migration-dialogue", "status": "in-force"}
    assert verbs(planned(DIALOGUES, [TALKING, structured])) == ["convene migration-dialogue"]
    assert verbs(planned({"high-level-dialogue": DIALOGUE}, [TALKING])) == ["convene high-level-dialogue"]


def test_no_dialogue_is_convened_where_a_step_is_one_already(planned: Make) -> None:
    structured = {"instrument": "migration-dialogue", "status": "suspended"}
    assert verbs(planned(DIALOGUES, [TALKING, structured])) == ["resume migration-dialogue"]


def test_dialogues_come_first_then_live_steps_then_kind_pillar_and_id(planned: Make) -> None:
    catalogue = {
        "money": {"kind": "financial", "pillar": "return"},
        "treaty": {"kind": "legal", "pillar": "return"},
        "b-desk": {"pillar": "return"},
        "a-desk": {"pillar": "return"},
        "shelter": {"pillar": "protection"},
        "declaration": {"kind": "political", "pillar": "return"},
        "talks": {"kind": "financial", "pillar": "return"},
        "high-level-dialogue": DIALOGUE,
    }
    steps = planned(catalogue, [{"instrument": "talks", "status": "negotiating"}])
    assert [step.slug for step in steps] == [
        "high-level-dialogue",
        "talks",
        "declaration",
        "shelter",
        "a-desk",
        "b-desk",
        "treaty",
        "money",
    ]


def test_a_step_stands_behind_all_that_usually_stands_before_it(planned: Make) -> None:
    catalogue = {**DIALOGUES, "a-desk": after("money"), "money": {"kind": "financial"}}
    assert [step.slug for step in planned(catalogue, [TALKING])][-2:] == ["money", "a-desk"]


def test_instruments_that_run_together_stand_next_to_each_other(planned: Make) -> None:
    catalogue = {
        **DIALOGUES,
        "a": {"together_with": ["z"], "pillar": "protection"},
        "b": {"pillar": "protection"},
        "z": {},
    }
    assert [step.slug for step in planned(catalogue, [TALKING])][-3:] == ["a", "z", "b"]


def test_where_practice_runs_in_a_circle_the_law_still_holds(planned: Make) -> None:
    live = [{"instrument": slug, "status": "negotiating"} for slug in ("a", "b")]
    catalogue = {**DIALOGUES, "a": after("b", strength="required"), "b": after("a")}
    assert [step.slug for step in planned(catalogue, [TALKING, *live])][-2:] == ["b", "a"]


def test_a_circle_of_law_is_cut_and_no_step_is_lost(planned: Make) -> None:
    live = [{"instrument": slug, "status": "negotiating"} for slug in ("a", "b")]
    circle = {"a": after("b", strength="required"), "b": after("a", strength="required")}
    assert [step.slug for step in planned({**DIALOGUES, **circle}, [TALKING, *live])][-2:] == ["a", "b"]


def test_three_that_run_together_stand_in_one_row(planned: Make) -> None:
    """The third runs with the first alone, and comes before what the other ties would put there."""
    catalogue = {
        **DIALOGUES,
        "a": {"together_with": ["y", "z"], "pillar": "protection"},
        "b": {"pillar": "protection"},
        "y": {},
        "z": {},
    }
    assert [step.slug for step in planned(catalogue, [TALKING])][-4:] == ["a", "y", "z", "b"]
