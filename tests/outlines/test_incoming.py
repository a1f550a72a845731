"""An outline that came back beside ours: which steps are the same, where they differ, and what is taken over."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from partnercli.outlines.incoming import compared, matched, taken_over

Values = dict[str, Any]
SOURCE = {"title": "Reply of the Commission"}


def a_step(name: str, instrument: str = "", **given: Any) -> Values:
    return {"id": name, "instrument": instrument or name, "action": f"Do {name}."} | given


def outline(*steps: Values) -> Values:
    return {"country": "aland", "status": "draft", "steps": list(steps)}


OURS = outline(
    a_step("talks", lead="Presidency", timeline={"from": "2021-Q3"}),
    a_step("desk", timeline={"from": "2021-Q3", "to": "2021-Q4"}, after=["talks"], status="planned"),
    a_step("first-grant", "grant", timeline={"from": "2022"}),
    a_step("second-grant", "grant", timeline={"from": "2023"}),
)
PAYS = {"delegation": "IT", "kind": "financial", "description": "Pays", "sources": [{"title": "x"}]}


def ids(values: Values) -> list[str]:
    return [step["id"] for step in values["steps"]]


def test_a_step_is_found_by_its_id_and_else_by_an_instrument_that_stands_alone() -> None:
    theirs = [a_step("second-grant", "grant"), a_step("the-desk", "desk"), a_step("grants", "grant")]
    assert matched(OURS, theirs) == {0: "second-grant", 1: "desk", 2: "first-grant"}
    assert matched(OURS, [a_step("one", "grant"), a_step("the-talks", "talks")]) == {1: "talks"}


def test_only_what_theirs_says_is_compared_dates_first() -> None:
    theirs = [
        {"id": "talks", "lead": "Commission", "timeline": {"from": "2021-09"}, "action": "Other words."},
        {"id": "desk", "status": "planned", "timeline": {"to": "2021-Q4", "from": "2021-Q3"}},
    ]
    found = compared(OURS, theirs)
    assert [(one.step, dict(one.fields)) for one in found.differences] == [
        (
            "talks",
            {
                "timeline": ({"from": "2021-Q3"}, {"from": "2021-09"}),
                "lead": ("Presidency", "Commission"),
            },
        )
    ]
    assert list(found.differences[0].fields) == ["timeline", "lead"]
    assert (found.only_theirs, found.only_ours) == ((), ("first-grant", "second-grant"))


def test_a_contribution_that_ours_has_with_another_sum_is_told_with_both() -> None:
    old, new = PAYS | {"amount": {"value": 1}}, PAYS | {"amount": {"value": 2}}
    other = PAYS | {"description": "Lends"}
    ours = outline(a_step("talks", contributions=[old, other]))
    theirs = [{"id": "talks", "contributions": [new, PAYS | {"delegation": "ES"}]}]
    (found,) = compared(ours, theirs).differences
    assert found.fields["contributions"] == ([old, None], [new, PAYS | {"delegation": "ES"}])
    (step,) = taken_over(ours, theirs, SOURCE)["steps"]
    assert step["contributions"] == [other, new, PAYS | {"delegation": "ES"}]


def test_what_is_taken_over_rests_on_its_source_and_all_else_stays() -> None:
    before = deepcopy(OURS)
    new = taken_over(OURS, [{"id": "desk", "timeline": {"from": "2022-Q1"}}], SOURCE)
    assert new["steps"][1] == OURS["steps"][1] | {"timeline": {"from": "2022-Q1"}, "sources": [SOURCE]}
    assert [step for step in new["steps"] if step["id"] != "desk"] == [
        step for step in OURS["steps"] if step["id"] != "desk"
    ]
    assert before == OURS
    assert taken_over(new, [{"id": "desk", "timeline": {"from": "2022-Q2"}}], SOURCE)["steps"][1][
        "sources"
    ] == [SOURCE]


def test_a_step_that_only_theirs_has_comes_in_behind_its_neighbour_there() -> None:
    theirs = [
        a_step("opening", "round-table"),
        a_step("the-talks", "talks"),
        a_step("visit", "visit", after=["the-talks", "opening", "first-grant", "nowhere"]),
        a_step("return", "return"),
    ]
    new = taken_over(OURS, theirs, SOURCE)
    assert ids(new) == ["opening", "talks", "visit", "return", "desk", "first-grant", "second-grant"]
    visit = new["steps"][2]
    assert (visit["after"], visit["sources"]) == (["talks", "opening", "first-grant"], [SOURCE])
    assert compared(new, theirs).only_theirs == ()


periods = st.sampled_from(["2021-Q3", "2022", "2022-H1", "2024-02-29"])
replies = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["talks", "desk", "first-grant", "new"]), "instrument": st.just("fresh")},
        optional={
            "timeline": st.fixed_dictionaries({"from": periods}),
            "status": st.sampled_from(["planned", "done"]),
            "lead": st.sampled_from(["Presidency", "EEAS"]),
        },
    ),
    unique_by=lambda step: str(step["id"]),
    max_size=4,
)


@given(replies)
def test_once_taken_over_theirs_differs_in_nothing(theirs: list[Values]) -> None:
    new = taken_over(OURS, theirs, SOURCE)
    assert compared(new, theirs)[:2] == ((), ())
    assert taken_over(new, theirs, SOURCE) == new
