"""An outline drafted anew: what follows the facts, what stays as people wrote it, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from partnercli.outlines.drafted import digest, recorded
from partnercli.outlines.update import Turn, Update, standing_steps, update
from partnercli.records.slug import is_slug
from partnercli.repository.canonical import plain
from small_catalogues import TALKING

Make = Callable[..., Any]
Values = dict[str, Any]
DAY, LATER = date(2021, 5, 25), date(2021, 11, 2)
CATALOGUE: dict[str, dict[str, Any]] = {
    "high-level-dialogue": {"kind": "political", "pillar": "governance", "outreach": True, "consent": True},
    "desk": {"pillar": "return", "name": "Desk"},
    "plan": {"pillar": "root-causes"},
    "action": {"pillar": "root-causes", "usually_after": [{"instrument": "plan", "strength": "required"}]},
    "pact": {"kind": "legal", "pillar": "protection", "consent": True},
}


@pytest.fixture
def outline(drafted: Make) -> Callable[..., Values]:
    """An outline as the tool writes it, with its record."""

    def make(*exists: Values, on: date = DAY, **more: Any) -> Values:
        values: Values = plain(drafted(CATALOGUE, [TALKING, *exists], on=on, **more).outline)
        return values | {"drafted": recorded(values, on, more.get("wanted", ()))}

    return make


@pytest.fixture
def again(outline: Callable[..., Values], situation: Make) -> Callable[..., Update]:
    """An outline drafted anew on what exists now, round the steps that stand."""

    def make(values: Values, *exists: Values, on: date = DAY) -> Update:
        draft = outline(*exists, on=on, standing=standing_steps(values))
        return update(values, draft, situation(CATALOGUE, [TALKING, *exists], on=on))

    return make


def told(found: Update) -> list[tuple[str, str, str]]:
    return [(str(change.turn), change.step, change.field) for change in found.changes]


def step(values: Values, slug: str) -> Values:
    return next(one for one in values["steps"] if one["instrument"] == slug)


def slugs(values: Values) -> list[str]:
    return [one["instrument"] for one in values["steps"]]


def without(values: Values, slug: str) -> Values:
    return values | {"steps": [one for one in values["steps"] if one["instrument"] != slug]}


def test_where_no_fact_changed_nothing_does(outline: Make, again: Make) -> None:
    values = outline()
    assert again(values) == Update(values, ())


def test_dates_that_still_can_be_kept_stay_on_a_later_day(outline: Make, again: Make) -> None:
    values = outline()
    assert again(values, on=date(2021, 9, 30)) == Update(values, ())


def test_a_step_that_should_have_begun_and_has_not_gets_another_date(outline: Make, again: Make) -> None:
    found = again(outline(), on=LATER)
    assert step(found.values, "desk")["timeline"] == {"from": "2022-Q1", "to": "2022-Q2"}
    assert step(found.values, "action")["timeline"] == {"from": "2022-H1", "to": "2022-H1"}
    assert found.values["drafted"]["on"] == "2021-11-02"


def test_what_has_begun_keeps_its_dates(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "desk")["status"] = "ongoing"
    assert step(again(values, on=LATER).values, "desk") == step(values, "desk")


def test_what_nobody_touched_follows_the_facts(outline: Make, again: Make) -> None:
    talks = {"instrument": "pact", "status": "negotiating", "since": "2021-06"}
    found = again(outline(), talks, on=date(2021, 7, 1))
    pact = step(found.values, "pact")
    assert (pact["id"], pact["status"]) == ("open-pact", "ongoing")
    assert pact["why"].startswith("R3 negotiating since 2021-06")
    assert ("set", "open-pact", "status") in told(found)
    assert slugs(found.values)[:2] == ["high-level-dialogue", "pact"]
    assert told(found)[-1] == ("reordered", "", "")


def test_what_somebody_changed_stays_and_what_the_rules_say_is_told(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "pact").update(action="Ask twice.", status="on-hold", lead="Presidency")
    found = again(values, {"instrument": "pact", "status": "negotiating"})
    pact = step(found.values, "pact")
    assert (pact["action"], pact["status"], pact["lead"]) == ("Ask twice.", "on-hold", "Presidency")
    kept = {change.field: (change.old, change.new) for change in found.changes if change.turn is Turn.KEPT}
    assert kept["status"] == ("on-hold", "ongoing")
    assert kept.keys() == {"action", "status"}
    assert told(again(found.values, {"instrument": "pact", "status": "negotiating"})) == [
        ("kept", "open-pact", "action"),
        ("kept", "open-pact", "status"),
    ]


def test_the_outlines_own_fields_follow_or_stay_one_by_one(outline: Make, again: Make) -> None:
    values = outline() | {"objectives": ["Meet."]}
    found = again(values, {"instrument": "desk", "status": "in-force"})
    assert found.values["objectives"] == ["Meet."]
    assert "return" in values["gaps"]
    assert "return" not in found.values["gaps"]


def test_a_step_that_the_rules_now_give_comes_in_at_its_place(outline: Make, again: Make) -> None:
    full = outline()
    values = outline({"instrument": "plan", "status": "in-force"})
    assert "plan" not in slugs(values)
    found = again(values)
    assert slugs(found.values) == slugs(full)
    assert ("added", "open-plan", "") in told(found)
    assert step(found.values, "action")["after"] == ["open-plan"]


def test_steps_whose_ids_are_cut_alike_never_share_one_with_each_other_or_with_somebodys_own(
    drafted: Make, situation: Make
) -> None:
    long = {"x" * 62 + ending: {"pillar": "return"} for ending in "ab"}
    old, new = (plain(drafted(known, [TALKING]).outline) for known in (CATALOGUE, CATALOGUE | long))
    values, draft = (made | {"drafted": recorded(made, DAY, ())} for made in (old, new))
    cut = "open-" + "x" * 59
    values["steps"].append({"id": cut, "instrument": "desk", "action": "Ask the ministers."})
    found = update(values, draft, situation(CATALOGUE | long, [TALKING]))
    added = [change.step for change in found.changes if change.turn is Turn.ADDED]
    assert added == [f"{cut[:62]}-2", f"{cut[:62]}-3"]
    assert all(is_slug(one) for one in added)


def test_a_step_that_somebody_took_out_stays_out_and_nothing_waits_for_it(outline: Make, again: Make) -> None:
    values = without(outline(), "plan")
    step(values, "action")["after"] = []
    found = again(values)
    assert found.values == values
    assert ("left-out", "open-plan", "") in told(found)


def test_a_step_that_somebody_added_stays_where_it_stands(outline: Make, again: Make) -> None:
    values = outline()
    mine = {"id": "ask-ministers", "instrument": "desk", "action": "Ask the ministers."}
    values["steps"].insert(0, mine)
    found = again(values, {"instrument": "pact", "status": "negotiating"})
    assert found.values["steps"][0] == mine
    assert step({"steps": found.values["steps"][1:]}, "desk") == step({"steps": values["steps"][1:]}, "desk")


def test_an_order_that_somebody_chose_stays(outline: Make, again: Make) -> None:
    values = outline()
    values["steps"].append(values["steps"].pop(0))
    order = slugs(values)
    found = again(values, {"instrument": "pact", "status": "negotiating"})
    assert slugs(found.values) == order
    assert "reordered" not in [turn for turn, _, _ in told(found)]


def test_an_id_that_somebody_chose_is_what_others_wait_for(outline: Make, again: Make) -> None:
    values = without(outline(), "action")
    step(values, "plan")["id"] = "write-it-down"
    values["drafted"]["steps"] = [one for one in values["drafted"]["steps"] if one["instrument"] != "action"]
    assert step(again(values).values, "action")["after"] == ["write-it-down"]


def test_an_instrument_that_came_into_force_makes_its_step_done(outline: Make, again: Make) -> None:
    found = again(outline(), {"instrument": "desk", "status": "in-force", "since": "2021-10"}, on=LATER)
    assert step(found.values, "desk")["status"] == "done"
    assert ("set", "open-desk", "status") in told(found)
    assert told(again(found.values, {"instrument": "desk", "status": "in-force"}, on=LATER)) == []


def test_a_status_that_somebody_set_is_not_made_done(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "desk")["status"] = "on-hold"
    found = again(values, {"instrument": "desk", "status": "in-force"})
    assert step(found.values, "desk")["status"] == "on-hold"
    assert ("kept", "open-desk", "status") in told(found)


def test_a_step_without_ground_is_told_and_stays(outline: Make, situation: Make) -> None:
    values = outline()
    draft = without(outline(), "pact") | {"later": [{"instrument": "pact", "reason": "closed since 2021"}]}
    draft |= {"drafted": recorded(draft, DAY, ())}
    found = update(values, draft, situation(CATALOGUE, [TALKING]))
    assert step(found.values, "pact") == step(values, "pact")
    assert [one.new for one in found.changes if one.turn is Turn.GROUNDLESS] == ["closed since 2021"]


def test_what_is_done_is_left_alone(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "desk")["status"] = "done"
    assert step(again(values, on=LATER).values, "desk") == step(values, "desk")


def test_what_is_dropped_is_left_alone(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "pact")["status"] = "dropped"
    found = again(values, {"instrument": "pact", "status": "negotiating"}, on=LATER)
    assert step(found.values, "pact") == step(values, "pact")
    assert slugs(found.values).count("pact") == 1
    assert "open-pact" not in [name for _, name, _ in told(found)]


def test_of_two_steps_on_an_instrument_the_one_most_like_the_draft_is_the_tools(
    outline: Make, again: Make
) -> None:
    values = outline()
    mine = {
        "id": "a-first-desk",
        "instrument": "desk",
        "action": "Try it out.",
        "timeline": {"from": "2021-Q3"},
    }
    values["steps"].insert(0, mine)
    found = again(values, on=LATER)
    by_id = {one["id"]: one["timeline"] for one in found.values["steps"]}
    assert by_id["a-first-desk"] == {"from": "2021-Q3"}
    assert by_id["open-desk"] == {"from": "2022-Q1", "to": "2022-Q2"}


def test_what_is_given_is_left_as_it_is(outline: Make, again: Make) -> None:
    values = outline()
    before = deepcopy(values)
    assert again(values, {"instrument": "pact", "status": "negotiating"}, on=LATER).values != before
    assert values == before


def test_a_hand_that_did_what_the_rules_now_say_gives_the_field_back_to_the_tool(
    outline: Make, again: Make
) -> None:
    values = outline()
    step(values, "pact")["status"] = "ongoing"
    talks: Iterable[Values] = [{"instrument": "pact", "status": "negotiating"}]
    found = again(values, *talks)
    back = again(found.values)
    assert step(back.values, "pact")["status"] == "planned"


def test_a_stage_that_is_done_makes_way_for_the_step_of_the_next(outline: Make, again: Make) -> None:
    values = outline()
    step(values, "pact")["status"] = "done"
    talks = {"instrument": "pact", "status": "negotiating", "since": "2021-10"}
    found = again(values, talks, on=LATER)
    both = {one["id"]: one for one in found.values["steps"] if one["instrument"] == "pact"}
    assert both["open-pact"] == step(values, "pact")
    assert both["pursue-pact"]["timeline"] == {"from": "2022-Q1"}
    assert [(one["instrument"], one["digest"][:6]) for one in found.values["drafted"]["steps"]].count(
        ("pact", digest(both["pursue-pact"], "action"))
    ) == 1
    assert told(again(found.values, talks, on=LATER)) == []


def test_of_an_outline_without_a_record_what_the_rules_say_too_is_theirs_from_then_on(
    outline: Make, again: Make
) -> None:
    bare = {key: value for key, value in outline().items() if key != "drafted"}
    step(bare, "desk")["action"] = "Try it out."
    found = again(without(bare, "action"))
    assert told(found) == [("kept", "open-desk", "action"), ("left-out", "open-action", "")]
    assert {key: value for key, value in found.values.items() if key != "drafted"} == without(bare, "action")
    talks = {"instrument": "pact", "status": "negotiating"}
    later = again(found.values, talks)
    assert step(later.values, "pact")["status"] == "ongoing"
    assert step(later.values, "desk") == step(bare, "desk")
    assert "action" not in slugs(later.values)


@pytest.mark.parametrize("how", ["out", "dropped"])
def test_a_new_step_that_the_law_puts_behind_one_taken_out_is_told_and_not_added(
    outline: Make, again: Make, how: str
) -> None:
    """The action comes up only when the one in force has ended: by then the plan that it needs has gone."""
    ended = {"instrument": "action", "status": "in-force", "until": "2021-08"}
    values = outline(ended, wanted=["plan"])
    assert "plan" in slugs(values)
    assert "action" not in slugs(values)
    if how == "out":
        values = without(values, "plan")
    else:
        step(values, "plan")["status"] = "dropped"
    found = again(values, ended, on=date(2021, 9, 15))
    assert [(*change[:2], change.new) for change in found.changes if change.turn is Turn.UNFOUNDED] == [
        (Turn.UNFOUNDED, "open-action", ["plan"])
    ]
    assert "action" not in slugs(found.values)
    assert "action" not in [one["instrument"] for one in found.values["drafted"]["steps"]]
    assert told(again(found.values, ended, on=date(2021, 9, 15))) == [
        turn for turn in told(found) if turn[0] in ("unfounded", "left-out")
    ]


def test_a_new_step_is_added_where_what_was_taken_out_exists_meanwhile(outline: Make, again: Make) -> None:
    ended = {"instrument": "action", "status": "in-force", "until": "2021-08"}
    values = without(outline(ended, wanted=["plan"]), "plan")
    there = {"instrument": "plan", "status": "signed", "since": "2021-08"}
    assert "action" in slugs(again(values, ended, there, on=date(2021, 9, 15)).values)


@pytest.mark.parametrize(
    ("own", "order"),
    [
        (False, ["high-level-dialogue", "plan", "action", "charter", "desk", "pact"]),
        (True, ["high-level-dialogue", "charter", "plan", "action", "desk", "pact"]),
    ],
)
def test_no_new_order_puts_a_step_before_what_it_needs_by_law(
    drafted: Make, situation: Make, own: bool, order: list[str]
) -> None:
    """The action is under way now and comes forward; the plan, which the rules give no longer, before it.

    Where the plan is somebody's own step it stays where it is, and so does the rest.
    """
    catalogue = {**CATALOGUE, "charter": {"kind": "political", "pillar": "return"}}
    closed = {**catalogue, "plan": CATALOGUE["plan"] | {"scope": {"regions": ["west"]}}}
    signed = {"instrument": "action", "status": "signed"}
    old, new = (
        plain(drafted(known, [TALKING, *exists]).outline)
        for known, exists in ((catalogue, ()), (closed, [signed]))
    )
    values, draft = (made | {"drafted": recorded(made, DAY, ())} for made in (old, new))
    assert slugs(values) == ["high-level-dialogue", "charter", "plan", "action", "desk", "pact"]
    assert slugs(draft)[:3] == ["high-level-dialogue", "action", "charter"]
    if own:
        rows = values["drafted"]["steps"]
        values["drafted"]["steps"] = [row for row in rows if row["instrument"] != "plan"]
    found = update(values, draft, situation(closed, [TALKING, signed]))
    assert slugs(found.values) == order
