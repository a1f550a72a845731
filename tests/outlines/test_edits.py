"""What is done to an outline by hand, in the plain values of its file."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.outlines.edits import (
    STATUSES,
    NotAllowed,
    circle,
    contributed,
    done,
    moved,
    new_step_id,
    out_of_order,
    with_status,
    with_step,
)
from partnercli.records.outline import Outline
from partnercli.records.period import Period

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)


def outline(*steps: str, **more: Any) -> dict[str, Any]:
    made = [{"id": one, "instrument": "talks", "action": "Talk."} for one in steps]
    return {"country": "aland", "status": "draft", "steps": made, **more}


def ids(found: dict[str, Any]) -> list[str]:
    return [step["id"] for step in found["steps"]]


@given(NAMES, st.data())
def test_a_step_moved_and_moved_back_leaves_the_outline_as_it_was(
    names: list[str], data: st.DataObject
) -> None:
    whole = outline(*names)
    place, to = (data.draw(st.integers(0, len(names) - 1)) for _ in range(2))
    there = moved(whole, names[place], to)
    assert ids(there)[to] == names[place]
    assert [one for one in ids(there) if one != names[place]] == [one for one in names if one != names[place]]
    assert moved(there, names[place], place) == whole


@given(NAMES, st.data())
def test_an_added_step_stands_where_it_is_put_and_all_else_stays(
    names: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(names)))
    whole = outline(*names)
    kept = deepcopy(whole)
    found = with_step(whole, {"id": "new"}, place)
    assert ids(found)[place] == "new"
    assert [one for one in ids(found) if one != "new"] == names
    assert whole == kept


def test_two_steps_of_one_id_are_refused() -> None:
    with pytest.raises(NotAllowed, match="there is a step a already"):
        with_step(outline("a"), {"id": "a"}, 0)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), max_size=3)))
def test_a_circle_is_found_where_there_is_one_and_nowhere_else(waits: dict[str, list[str]]) -> None:
    found = circle([{"id": one, "after": after} for one, after in waits.items()])
    if found:
        assert found[0] == found[-1]
        assert all(other in waits[one] for one, other in pairwise(found))
    else:
        left = dict(waits)
        while free := [one for one, after in left.items() if not set(after) & left.keys()]:
            for one in free:
                del left[one]
        assert left == {}


def test_steps_that_stand_before_what_they_follow_are_named() -> None:
    steps: list[dict[str, Any]] = [{"id": "a", "after": ["b", "x"]}, {"id": "b", "after": ["a"]}, {"id": "c"}]
    assert out_of_order(steps) == (("a", "b"),)


@pytest.mark.parametrize(
    ("timeline", "when", "becomes"),
    [
        (None, None, None),
        ({"from": "2031-Q3"}, None, {"from": "2031-Q3"}),
        (None, "2031-09-14", {"to": "2031-09-14"}),
        ({"from": "2031-Q3"}, "2031-09-14", {"from": "2031-Q3", "to": "2031-09-14"}),
        ({"from": "2031-Q3", "to": "2032"}, "2031", {"from": "2031-Q3", "to": 2031}),
        ({"from": "2032-Q1", "to": "2032"}, "2031-12", {"from": "2031-12", "to": "2031-12"}),
    ],
)
def test_a_step_done_ended_when_it_was_done(
    timeline: dict[str, Any] | None, when: str | None, becomes: dict[str, Any] | None
) -> None:
    whole = outline("a")
    if timeline:
        whole["steps"][0]["timeline"] = timeline
    (step,) = done(whole, "a", Period.read(when) if when else None)["steps"]
    assert (step["status"], step.get("timeline")) == ("done", becomes)


def test_a_source_is_added_once() -> None:
    once = done(outline("a"), "a", source={"title": "x"})
    assert done(once, "a", source={"title": "x"}) == once
    assert done(once, "a", source={"title": "y"})["steps"][0]["sources"] == [{"title": "x"}, {"title": "y"}]


@pytest.mark.parametrize(
    ("status", "taken", "made"),
    [
        (None, (), "open-thing"),
        ("in-force", (), "convene-thing"),
        ("negotiating", (), "pursue-thing"),
        ("suspended", ("resume-thing", "resume-thing-2"), "resume-thing-3"),
    ],
)
def test_an_id_is_made_of_verb_and_instrument(
    status: str | None, taken: tuple[str, ...], made: str, situation: Any
) -> None:
    exists = [{"instrument": "thing", "status": status}] if status else []
    assert new_step_id(situation({"thing": {}}, exists), "thing", taken) == made


GIFT = {"delegation": "QM", "kind": "financial", "description": "Own  money", "sources": [{"title": "x"}]}


def test_a_contribution_is_added_or_changed_never_doubled() -> None:
    once = contributed(outline("a"), "a", GIFT)
    assert contributed(once, "a", GIFT) == once
    richer = {**GIFT, "description": "Own money", "note": "more"}
    with pytest.raises(NotAllowed, match="already"):
        contributed(once, "a", richer)
    assert contributed(once, "a", richer, change=True)["steps"][0]["contributions"] == [richer]
    other = contributed(once, "a", {**GIFT, "kind": "lead"})
    assert len(other["steps"][0]["contributions"]) == 2
    with pytest.raises(NotAllowed, match="no such contribution"):
        contributed(outline("a"), "a", GIFT, change=True)


def reached(status: str, on: str = "2031-05-01", **more: str) -> dict[str, Any]:
    return {"status": status, "on": on, **more}


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.booleans(), st.integers(1, 28)), max_size=8))
def test_whatever_is_allowed_the_history_tells_the_status_and_runs_forward(
    tried: list[tuple[str, bool, int]],
) -> None:
    whole = outline()
    for status, note, day in tried:
        words = {"note": "why"} if note else {}
        try:
            whole = with_status(whole, reached(status, f"2031-05-{day:02}", by="Council", **words))
        except NotAllowed:
            continue
        assert whole["history"][-1]["status"] == whole["status"] == status
        assert (whole["status"] in ("endorsed", "superseded")) or "endorsed" not in whole
        assert whole["status"] != "endorsed" or whole["endorsed"]["on"] == f"2031-05-{day:02}"
    days = [one["on"] for one in whole.get("history", ())]
    assert days == sorted(days)
    Outline.model_validate(whole)


@pytest.mark.parametrize(
    ("old", "new", "note", "allowed"),
    [
        ("draft", "submitted", False, True),
        ("draft", "discussed", False, False),
        ("draft", "discussed", True, True),
        ("draft", "superseded", False, False),
        ("submitted", "draft", False, False),
        ("submitted", "draft", True, True),
        ("discussed", "submitted", True, False),
        ("discussed", "discussed", False, True),
        ("submitted", "submitted", True, False),
        ("endorsed", "endorsed", False, False),
        ("endorsed", "endorsed", True, True),
        ("endorsed", "superseded", False, True),
        ("superseded", "endorsed", True, False),
        ("superseded", "draft", True, True),
    ],
)
def test_statuses_follow_one_another(old: str, new: str, note: bool, allowed: bool) -> None:
    change = reached(new, by="Council", **({"note": "why"} if note else {}))
    if allowed:
        assert with_status(outline(status=old), change)["status"] == new
    else:
        with pytest.raises(NotAllowed):
            with_status(outline(status=old), change)


def test_an_endorsement_older_than_any_history_bounds_the_day() -> None:
    whole = outline(status="endorsed", endorsed={"by": "Council", "on": "2031-06-01"})
    with pytest.raises(NotAllowed, match="2031-05-01 is before 2031-06-01, when it was endorsed"):
        with_status(whole, reached("superseded"))


def test_an_endorsement_holds_who_when_and_on_what_basis() -> None:
    change = reached("endorsed", by="Council", reference="1/31", note="at last")
    found = with_status(outline(status="discussed"), change, {"day": "2031-05-01"})
    assert found["endorsed"] == {
        "by": "Council",
        "on": "2031-05-01",
        "reference": "1/31",
        "basis": {"day": "2031-05-01"},
    }
    with pytest.raises(NotAllowed, match="nobody is named"):
        with_status(outline(status="discussed"), reached("endorsed"))
