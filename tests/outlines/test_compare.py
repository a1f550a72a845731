"""What changed between two states of the outlines."""

from __future__ import annotations

from typing import Any

import pytest

from partnercli.outlines.compare import OutlineChange, compare
from partnercli.records.outline import Outline

SOURCES = ({"title": "made for a test"},)
GIVEN = {"delegation": "QM", "kind": "operational", "description": "Two pilots", "sources": SOURCES}
TALKS = {"id": "open-talks", "instrument": "talks", "action": "Open talks.", "lead": "Commission"}
GRANT = {"id": "give-grant", "instrument": "grant", "action": "Give a grant.", "with": ("EEAS", "QM")}
VISIT = {"id": "pay-visit", "instrument": "visit", "action": "Pay a visit.", "contributions": (GIVEN,)}
BEFORE: dict[str, Any] = {
    "country": "aland",
    "status": "draft",
    "objectives": ("Meet.", "Agree."),
    "gaps": ("return", "protection"),
    "hold": {"until": "2021-12", "reason": "elections"},
    "later": ({"instrument": "forum", "reason": "too early"},),
    "steps": (TALKS, GRANT, VISIT),
}


def outline(**changed: Any) -> Outline:
    return Outline.model_validate(BEFORE | changed)


def changes(**changed: Any) -> list[OutlineChange]:
    """What differs in the outline when these of its fields do."""
    return list(compare({"aland": outline()}, {"aland": outline(**changed)}).changes)


def step(which: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The steps, with some fields of one changed."""
    return {"steps": tuple(one | changed if one is which else one for one in BEFORE["steps"])}


def test_a_new_outline_and_a_removed_one_are_said_without_their_steps() -> None:
    found = compare({"aland": outline(), "bland": outline()}, {"bland": outline(), "cland": outline()})
    assert found.changes == (OutlineChange("aland", None, "removed"), OutlineChange("cland", None, "added"))


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        (("status",), {"status": "submitted"}),
        (("meeting",), {"meeting": "2021-06-07"}),
        (("hold",), {"hold": {"until": "2022-06"}}),
        (("gaps",), {"gaps": ("return",)}),
        (("later",), {"later": ({"instrument": "charter", "reason": "too early"},)}),
        (("objectives",), {"objectives": ("Meet.", "Agree.", "Sign.")}),
        (("endorsed",), {"endorsed": {"by": "Council", "on": "2021-06-08"}}),
        (("status", "gaps"), {"gaps": (), "status": "submitted"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_a_change_of_the_outlines_own_names_its_fields(
    fields: tuple[str, ...], changed: dict[str, Any]
) -> None:
    assert changes(**changed) == [OutlineChange("aland", None, "changed", fields)]


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        (("timeline",), {"timeline": {"from": "2021-Q3"}}),
        (("instrument",), {"instrument": "charter"}),
        (("lead",), {"lead": "EEAS"}),
        (("with",), {"with": ("EEAS",)}),
        (("outreach",), {"outreach": True}),
        (("after",), {"after": ("give-grant",)}),
        (("status",), {"status": "done"}),
        (("contributions",), {"contributions": (GIVEN,)}),
        (("sources",), {"sources": SOURCES}),
        (("lead", "timeline"), {"timeline": {"to": "2022"}, "lead": "EEAS"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_a_change_of_a_step_names_the_keys_of_the_file(
    fields: tuple[str, ...], changed: dict[str, Any]
) -> None:
    assert changes(**step(TALKS, **changed)) == [OutlineChange("aland", "open-talks", "changed", fields)]


@pytest.mark.parametrize(
    "given",
    [
        {**GIVEN, "kind": "financial"},
        {**GIVEN, "amount": {"value": 5, "currency": "EUR"}},
        {**GIVEN, "period": "2021/"},
    ],
    ids=["kind", "amount", "period"],
)
def test_a_contribution_that_is_another_one_is_a_change(given: dict[str, Any]) -> None:
    found = changes(**step(VISIT, contributions=(given,)))
    assert found == [OutlineChange("aland", "pay-visit", "changed", ("contributions",))]


def test_steps_come_and_go_and_the_rest_keeps_its_order() -> None:
    charter = {"id": "open-charter", "instrument": "charter", "action": "Open it."}
    assert changes(steps=(charter, TALKS, VISIT)) == [
        OutlineChange("aland", "open-charter", "added"),
        OutlineChange("aland", "give-grant", "removed"),
    ]


def test_another_order_of_the_common_steps_is_said_once() -> None:
    assert changes(steps=(GRANT, TALKS, VISIT)) == [OutlineChange("aland", None, "reordered")]
    charter = {"id": "open-charter", "instrument": "charter", "action": "Open it."}
    assert changes(steps=(VISIT, charter, TALKS | {"status": "done"})) == [
        OutlineChange("aland", None, "reordered"),
        OutlineChange("aland", "open-charter", "added"),
        OutlineChange("aland", "open-talks", "changed", ("status",)),
        OutlineChange("aland", "give-grant", "removed"),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"gaps": ("protection", "return")},
        {"objectives": ("Agree.", "Meet.")},
        step(GRANT, **{"with": ("QM", "EEAS")}),
        step(TALKS, status="planned", outreach=False, timeline={}, after=()),
        step(TALKS, action="Open\n  talks."),
        step(VISIT, contributions=({**GIVEN, "verified": True},)),
    ],
    ids=["gaps", "objectives", "with", "defaults", "line-ends", "contribution"],
)
def test_order_of_entries_defaults_and_line_ends_are_no_change(changed: dict[str, Any]) -> None:
    found = compare({"aland": outline()}, {"aland": outline(**changed)})
    assert (found.changes, found.reworded) == ((), ())


@pytest.mark.parametrize(
    "changed",
    [
        step(TALKS, action="Begin talks."),
        step(TALKS, why="R2 outreach first"),
        {"hold": {"until": "2021-12", "reason": "a vote"}},
        {"later": ({"instrument": "forum", "reason": "nobody asked"},)},
        {"objectives": ("Meet.", "Come to an agreement.")},
        step(VISIT, contributions=({**GIVEN, "description": "Pilots, two", "note": "soon"},)),
    ],
    ids=["action", "why", "hold", "later", "objectives", "contribution"],
)
def test_other_words_are_no_change_and_are_named_apart(changed: dict[str, Any]) -> None:
    found = compare({"aland": outline()}, {"aland": outline(**changed)})
    assert (found.changes, found.reworded) == ((), ("aland",))


def test_words_that_come_with_a_change_are_no_rewording() -> None:
    other = {**GIVEN, "delegation": "QN", "description": "Another thing"}
    found = compare({"aland": outline()}, {"aland": outline(**step(VISIT, contributions=(other,)))})
    assert ([one.fields for one in found.changes], found.reworded) == ([("contributions",)], ())


def test_nothing_is_said_of_an_outline_that_one_side_could_not_read() -> None:
    found = compare({"aland": outline()}, {}, unread={"aland"})
    assert (found.changes, found.reworded) == ((), ())


def test_the_contract_names_country_step_change_and_fields() -> None:
    found = compare({"aland": outline()}, {"aland": outline(**step(TALKS, lead="EEAS", why="R2"))})
    assert found.contract() == {
        "outlines": [{"country": "aland", "step": "open-talks", "change": "changed", "fields": ["lead"]}],
        "reworded": ["aland"],
    }
