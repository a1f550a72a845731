"""R2, R4, R5, R6: what is proposed, what is left for later and what is not mentioned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from partnercli.outlines.proposals import propose
from small_catalogues import DIALOGUE, FOOTING, TALKING, after

Make = Callable[..., Any]


def required(*slugs: str) -> dict[str, Any]:
    return after(*slugs, strength="required")


def in_force(*slugs: str) -> list[dict[str, str]]:
    return [TALKING, *({"instrument": slug, "status": "in-force"} for slug in slugs)]


def test_an_instrument_of_a_gap_is_proposed(situation: Make) -> None:
    assert propose(situation({**FOOTING, "desk": {}}, [TALKING])).rungs == {"desk": 1}


def test_an_instrument_of_a_filled_pillar_is_proposed_only_as_a_next_rung_or_when_asked_for(
    situation: Make,
) -> None:
    catalogue = {**FOOTING, "base": {}, "other": {}, "next": after("base")}
    at = situation(catalogue, in_force("base"))
    assert propose(at).rungs == {"next": 1}
    assert propose(at, ["other"]).rungs == {"next": 1, "other": 1}


def test_what_is_never_proposed_unasked_is_proposed_when_asked_for(situation: Make) -> None:
    at = situation({**FOOTING, "mission": {"default": False}}, [TALKING])
    assert propose(at).rungs == {}
    assert propose(at, ["mission"]).rungs == {"mission": 1}


@pytest.mark.parametrize("status", ["in-force", "signed", "negotiating", "exploratory", "suspended"])
def test_what_exists_or_is_under_way_is_not_proposed_even_when_asked_for(
    situation: Make, status: str
) -> None:
    at = situation({**FOOTING, "desk": {}}, [TALKING, {"instrument": "desk", "status": status}])
    assert propose(at, ["desk"]).rungs == {}
    assert propose(at, ["desk"]).later == {}


@pytest.mark.parametrize(
    ("scope", "proposed"),
    [
        ({}, True),
        ({"regions": ["east"]}, True),
        ({"regions": ["west"]}, False),
        ({"groups": ["club", "union"]}, True),
        ({"regions": ["west"], "groups": ["club"]}, True),
        ({"regions": ["west"], "countries": ["aland"]}, True),
        ({"countries": ["beland"]}, False),
        ({"not_groups": ["club"]}, False),
        ({"regions": ["east"], "not_groups": ["club"]}, False),
    ],
)
def test_one_match_of_scope_is_enough_and_an_excluded_group_decides(
    situation: Make, scope: dict[str, list[str]], proposed: bool
) -> None:
    at = situation({**FOOTING, "desk": {"scope": scope}}, [TALKING], groups=["club"])
    assert ("desk" in propose(at).rungs) is proposed


@pytest.mark.parametrize(
    ("available", "proposed"),
    [
        ({"announced": "2021-05-25", "from": "2022"}, True),
        ({"announced": "2021-05-26"}, False),
        ({"from": "2021-05-26"}, False),
        ({"from": "2021-05-25"}, True),
        ({"until": "2021-05-25"}, True),
        ({"until": "2021-05-24"}, False),
    ],
)
def test_only_what_was_announced_and_has_not_closed_is_proposed(
    situation: Make, available: dict[str, str], proposed: bool
) -> None:
    at = situation({**FOOTING, "desk": {"available": available}}, [TALKING])
    assert ("desk" in propose(at).rungs) is proposed


@pytest.mark.parametrize("status", ["in-force", "negotiating"])
def test_the_alternative_of_what_exists_or_is_under_way_is_not_proposed(situation: Make, status: str) -> None:
    catalogue = {**FOOTING, "desk": {"not_with": ["pact"]}, "pact": {"pillar": "protection"}}
    at = situation(catalogue, [TALKING, {"instrument": "pact", "status": status}])
    assert propose(at).rungs == {}


def test_every_required_predecessor_must_be_within_reach_but_only_one_of_the_normal_ones(
    situation: Make,
) -> None:
    closed = {"scope": {"regions": ["west"]}}
    catalogue = {
        **FOOTING,
        "near": {},
        "far": closed,
        "by-law": required("near", "far"),
        "by-practice": after("near", "far"),
        "out-of-reach": after("far"),
    }
    assert propose(situation(catalogue, [TALKING])).rungs == {"by-practice": 2, "near": 1}


def test_a_rung_is_one_above_the_highest_required_and_the_lowest_normal_predecessor(situation: Make) -> None:
    catalogue = {
        **FOOTING,
        "one": {},
        "two": required("one"),
        "practice": after("two", "one"),
        "law": required("one", "two"),
    }
    proposals = propose(situation(catalogue, [TALKING]))
    assert proposals.rungs == {"one": 1, "practice": 2, "two": 2}
    assert proposals.later == {"law": "third rung; needs first: Thing (R5)"}


def test_instruments_that_only_stand_on_each_other_are_never_reached(situation: Make) -> None:
    at = situation({**FOOTING, "egg": after("hen"), "hen": after("egg")}, [TALKING])
    assert propose(at).rungs == {}


def test_of_two_alternatives_the_lower_rung_is_proposed_and_the_other_left(situation: Make) -> None:
    catalogue = {
        **FOOTING,
        "base": {},
        "a-treaty": {**after("base"), "not_with": ["pact"]},
        "pact": {"name": "Pact"},
    }
    proposals = propose(situation(catalogue, [TALKING]))
    assert proposals.rungs == {"base": 1, "pact": 1}
    assert proposals.later == {"a-treaty": "its alternative is proposed: Pact (R6)"}


def test_of_two_alternatives_on_one_rung_the_first_by_id_is_proposed(situation: Make) -> None:
    at = situation({**FOOTING, "b-pact": {}, "a-pact": {}, "c-pact": {"not_with": ["a-pact"]}}, [TALKING])
    assert set(propose(at).rungs) == {"a-pact", "b-pact"}


def test_what_stood_on_the_losing_alternative_is_not_proposed(situation: Make) -> None:
    catalogue = {**FOOTING, "a": {}, "b": {"not_with": ["a"]}, "on-b": required("b")}
    assert propose(situation(catalogue, [TALKING])).rungs == {"a": 1}


def test_a_missing_required_predecessor_is_pulled_in_though_its_pillar_is_filled(situation: Make) -> None:
    catalogue = {**FOOTING, "filler": {}, "plan": {}, "action": required("plan")}
    proposals = propose(situation(catalogue, in_force("filler")))
    assert proposals.rungs == {"action": 2, "plan": 1}
    assert proposals.why["plan"] == ("R4 required before action",)


def test_what_is_never_proposed_unasked_is_pulled_in_only_by_what_was_asked_for(situation: Make) -> None:
    catalogue = {
        **FOOTING,
        "accord": {"default": False},
        "unasked": required("accord"),
        "operation": {"default": False} | required("accord"),
    }
    at = situation(catalogue, [TALKING])
    assert propose(at).rungs == {}
    assert propose(at, ["operation"]).rungs == {"accord": 1, "operation": 2, "unasked": 2}


def test_nothing_is_pulled_in_for_what_cannot_be_reached(situation: Make) -> None:
    shut = {"scope": {"regions": ["west"]}}
    catalogue = {**FOOTING, "filler": {}, "plan": {}, "shut": shut, "action": required("plan", "shut")}
    assert propose(situation(catalogue, in_force("filler"))).rungs == {}


@pytest.mark.parametrize(
    ("desk", "reason"),
    [
        ({"scope": {"regions": ["west"]}}, "not meant for the region or groups of this country (R4)"),
        ({"available": {"announced": "2021-09-29"}}, "not yet announced on 2021-05-25 (R4)"),
        ({"available": {"until": "2020"}}, "closed since 2020 (R4)"),
        ({"not_with": ["high-level-dialogue"]}, "its alternative is in place or under way: Thing (R4)"),
        (after("unheard-of"), "needs first, neither in place nor proposed: unheard-of (R4)"),
    ],
)
def test_what_was_asked_for_and_cannot_be_proposed_is_left_with_its_reason(
    situation: Make, desk: dict[str, Any], reason: str
) -> None:
    proposals = propose(situation({**FOOTING, "desk": desk}, [TALKING]), ["desk"])
    assert proposals.later == {"desk": reason}


def test_where_nobody_talks_a_high_level_dialogue_is_proposed_and_carries_what_stands_on_it(
    situation: Make,
) -> None:
    catalogue = {
        **FOOTING,
        "accord": {"kind": "legal", "pillar": "governance"},
        "migration-dialogue": DIALOGUE | after("high-level-dialogue"),
    }
    proposals = propose(situation(catalogue, [{"instrument": "accord", "status": "in-force"}]))
    assert proposals.rungs == {"high-level-dialogue": 1, "migration-dialogue": 2}
    assert proposals.why["high-level-dialogue"] == ("R2 no dialogue is in place",)


@pytest.mark.parametrize("status", ["in-force", "negotiating", "suspended"])
def test_no_high_level_dialogue_is_added_where_a_dialogue_exists_or_is_under_way(
    situation: Make, status: str
) -> None:
    catalogue = {
        **FOOTING,
        "accord": {"kind": "legal", "pillar": "governance"},
        "migration-dialogue": DIALOGUE,
    }
    exists = [{"instrument": "accord", "status": "in-force"}]
    at = situation(catalogue, [*exists, {"instrument": "migration-dialogue", "status": status}])
    assert propose(at).rungs == {}


def test_the_reason_of_a_gap_names_the_money_that_is_about_to_close(situation: Make) -> None:
    fund = {"kind": "financial", "pillar": "return", "available": {"until": "2021-12-31"}}
    at = situation({**FOOTING, "fund": fund, "desk": {}}, in_force("fund"))
    assert propose(at).why["desk"] == ("R4 gap in return (fund closes 2021-12-31)",)


@pytest.mark.parametrize(
    ("status", "rungs"),
    [
        ("in-force", {"action": 1}),
        ("signed", {"action": 1}),
        ("negotiating", {"action": 1}),
        ("exploratory", {"action": 1}),
        ("suspended", {"action": 1}),
        ("ended", {"action": 2, "plan": 1}),
    ],
)
@pytest.mark.parametrize("strength", ["required", "normally"])
def test_a_predecessor_that_exists_or_is_under_way_is_footing_and_one_that_ended_is_new_again(
    situation: Make, strength: str, status: str, rungs: dict[str, int]
) -> None:
    catalogue = {**FOOTING, "plan": {}, "action": after("plan", strength=strength)}
    assert propose(situation(catalogue, [TALKING, {"instrument": "plan", "status": status}])).rungs == rungs


def test_a_rung_takes_the_larger_of_law_and_the_nearest_practice(situation: Make) -> None:
    mixed = {
        "usually_after": [
            {"instrument": "far", "strength": "normally"},
            {"instrument": "near", "strength": "normally"},
            {"instrument": "law", "strength": "required"},
        ]
    }
    catalogue = {**FOOTING, "near": {}, "law": {}, "far": required("near"), "mixed": mixed}
    assert propose(situation(catalogue, [TALKING])).rungs == {"far": 2, "law": 1, "mixed": 2, "near": 1}
    late = catalogue | {"near": required("law"), "far": required("near")}
    assert propose(situation(late, [TALKING])).later.keys() == {"far", "mixed"}
    there = [TALKING, {"instrument": "near", "status": "exploratory"}]
    assert propose(situation(late, there)).rungs["mixed"] == 2


@pytest.mark.parametrize(
    ("asked", "rungs"),
    [
        (["operation"], {"accord": 1, "arrangement": 1, "operation": 2}),
        (["accord"], {"accord": 1, "arrangement": 1}),
        ([], {"arrangement": 1}),
    ],
)
def test_what_was_asked_for_brings_all_that_the_law_puts_before_it(
    situation: Make, asked: list[str], rungs: dict[str, int]
) -> None:
    catalogue = {
        **FOOTING,
        "arrangement": {},
        "accord": {"default": False},
        "operation": {"default": False} | required("accord", "arrangement"),
    }
    assert propose(situation(catalogue, [TALKING]), asked).rungs == rungs


def test_the_alternative_is_barred_by_what_it_names_alone(situation: Make) -> None:
    """An agreement may follow an arrangement; the arrangement does not follow the agreement."""
    catalogue = {**FOOTING, "agreement": {}, "arrangement": {"not_with": ["agreement"]}}
    assert propose(situation(catalogue, in_force("arrangement")), ["agreement"]).rungs == {"agreement": 1}
    assert propose(situation(catalogue, in_force("agreement")), ["arrangement"]).rungs == {}
