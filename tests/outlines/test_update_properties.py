"""What holds whenever an outline is drafted anew: of any country, after any change of facts and any work by hand."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.outlines.catalogue import predecessors
from partnercli.outlines.draft import draft_outline
from partnercli.outlines.drafted import STEP_FIELDS, recorded
from partnercli.outlines.placing import needs
from partnercli.outlines.schedule import Settled
from partnercli.outlines.state import Situation
from partnercli.outlines.update import WRITTEN, Update, standing_steps, update
from partnercli.records.country import CooperationStatus, Country
from partnercli.records.outline import Outline
from partnercli.repository.canonical import plain

Values = dict[str, Any]
DATA = Path(__file__).parents[2] / "data"
SLUGS = sorted(path.stem for path in (DATA / "instruments").glob("*.yaml"))
COUNTRIES = sorted(path.stem for path in (DATA / "countries").glob("*.yaml"))
facts = st.dictionaries(
    st.sampled_from(SLUGS), st.sampled_from([str(status) for status in CooperationStatus]), max_size=6
)
days = st.dates(date(2020, 1, 1), date(2023, 12, 31))
EDITS: dict[str, Any] = {
    "action": "As people say it.",
    "lead": "Somebody else",
    "timeline": {"from": "2024-Q1"},
    "status": "on-hold",
    "why": "We know why.",
    "sources": [{"title": "Another source"}],
}
hands = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([*EDITS, "out", "move", "add"])), max_size=5)


class Case(NamedTuple):
    """A country, and the facts and the day before and after."""

    key: str
    before: dict[str, str]
    after: dict[str, str]
    days: tuple[date, date]


cases = st.builds(
    lambda key, before, changed, one, other: Case(
        key, before, before | changed, (min(one, other), max(one, other))
    ),
    st.sampled_from(COUNTRIES),
    facts,
    facts,
    days,
    days,
)


def situation(all_shipped: Any, key: str, exists: dict[str, str], on: date) -> Situation:
    sources = [{"title": "A source"}]
    cooperation = [{"instrument": slug, "status": at, "sources": sources} for slug, at in exists.items()]
    said = all_shipped.countries[key].model_dump(by_alias=True, exclude_unset=True)
    return Situation(
        key, Country.model_validate(said | {"cooperation": cooperation}), all_shipped.catalogue, on
    )


def drafted(at: Situation, values: Values | None = None) -> Values:
    standing = standing_steps(values) if values else {}
    draft = draft_outline(
        at.country_id, at.country, at.instruments, on=at.on, settled=Settled(None, standing)
    )
    made: Values = plain(draft.outline)
    return made | {"drafted": recorded(made, at.on, ())}


def again(values: Values, at: Situation) -> Update:
    return update(values, drafted(at, values), at)


def by_hand(values: Values, hand: list[tuple[int, str]]) -> tuple[Values, dict[str, set[str]]]:
    """The outline after some work by hand, and the fields that were changed, by step."""
    new, changed = deepcopy(values), dict[str, set[str]]()
    for turn, (number, what) in enumerate(hand):
        steps = new["steps"]
        place = number % len(steps) if steps else 0
        if what == "add":
            steps.insert(place, {"id": f"own-{turn}", "instrument": "framework-agreement", "action": "Ours."})
        elif what == "out" and steps:
            steps.pop(place)
        elif what == "move" and steps:
            steps.append(steps.pop(place))
        elif steps and what in EDITS:
            steps[place][what] = EDITS[what]
            changed.setdefault(steps[place]["id"], set()).add(what)
    return new, changed


@settings(max_examples=40)
@given(cases)
def test_where_no_fact_and_no_day_changed_nothing_does(all_shipped: Any, case: Case) -> None:
    at = situation(all_shipped, case.key, case.before, case.days[0])
    values = drafted(at)
    assert again(values, at) == Update(values, ())


@settings(max_examples=30)
@given(cases, hands)
def test_an_outline_without_a_record_changes_in_nothing_but_that(
    all_shipped: Any, case: Case, hand: list[tuple[int, str]]
) -> None:
    values, _ = by_hand(drafted(situation(all_shipped, case.key, case.before, case.days[0])), hand)
    del values["drafted"]
    at = situation(all_shipped, case.key, case.after, case.days[1])
    new = again(values, at).values
    assert {key: value for key, value in new.items() if key != "drafted"} == values
    assert not [change for change in again(new, at).changes if change.turn in WRITTEN]


@settings(max_examples=30)
@given(cases, hands)
def test_what_people_wrote_stays(all_shipped: Any, case: Case, hand: list[tuple[int, str]]) -> None:
    values, changed = by_hand(drafted(situation(all_shipped, case.key, case.before, case.days[0])), hand)
    new = again(values, situation(all_shipped, case.key, case.after, case.days[1])).values
    steps = {step["id"]: step for step in new["steps"]}
    assert {step["id"] for step in values["steps"]} <= steps.keys()
    for step in values["steps"]:
        fields = step.keys() if step["id"].startswith("own-") else changed.get(step["id"], set())
        assert {field: steps[step["id"]][field] for field in fields} == {
            field: step[field] for field in fields
        }
    there = {step["instrument"] for step in values["steps"]}
    out = {one["instrument"] for one in values["drafted"]["steps"]} - there
    assert not out & {step["instrument"] for step in new["steps"]}


@settings(max_examples=30)
@given(cases, hands)
def test_an_outline_drafted_anew_is_sound_and_at_rest(
    all_shipped: Any, case: Case, hand: list[tuple[int, str]]
) -> None:
    values, _ = by_hand(drafted(situation(all_shipped, case.key, case.before, case.days[0])), hand)
    at = situation(all_shipped, case.key, case.after, case.days[1])
    new = again(values, at).values
    outline = Outline.model_validate(new)
    ids = [step.id for step in outline.steps]
    assert len(set(ids)) == len(ids)
    assert not [change for change in again(new, at).changes if change.turn in WRITTEN]


@settings(max_examples=30)
@given(cases)
def test_an_outline_that_nobody_touched_is_what_the_rules_give_today(all_shipped: Any, case: Case) -> None:
    values = drafted(situation(all_shipped, case.key, case.before, case.days[0]))
    at = situation(all_shipped, case.key, case.after, case.days[1])
    fresh, new = drafted(at, values), again(values, at).values
    given_now = {step["instrument"]: step for step in fresh["steps"]}
    common = [step for step in new["steps"] if step["instrument"] in given_now]
    names = {given_now[step["instrument"]]["id"]: step["id"] for step in common}
    left = [step["instrument"] for step in new["steps"] if step["instrument"] not in given_now]
    if not any(needs(at.instruments, one, other) for one in left for other in given_now):
        assert [step["instrument"] for step in common] == list(
            given_now
        )  # else what is left holds it in its place
    for step in common:
        wanted = given_now[step["instrument"]]
        wanted = wanted | {"after": [names[one] for one in wanted["after"]]}
        assert {field: step.get(field) for field in STEP_FIELDS} == {
            field: wanted.get(field) for field in STEP_FIELDS
        }
    slugs = [step["instrument"] for step in common]
    for place, slug in enumerate(slugs):
        assert not set(predecessors(at.instruments[slug], "required")) & set(slugs[place + 1 :])
