"""What a delegation says changes its position's file by that, and by nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.positions import NotNamed, Said, copied, headed, recorded, subject_of
from partnercli.records.position import Position, Stance

HEAD: dict[str, Any] = {
    "delegation": "QM",
    "meeting": "2031-03-04-working-group",
    "basis": "statement",
    "sources": [{"title": "Notes"}],
}
COUNTRIES = ("altamar", "belmonte", "corvo", "dravina", "esker")

preferences = st.fixed_dictionaries(
    {"country": st.sampled_from(COUNTRIES)},
    optional={
        "stance": st.sampled_from(["can-accept", "reservation", "opposition"]),
        "priority": st.sampled_from(["high", "low"]),
        "conditions": st.sampled_from(["until then", "with the school"]),
        "note": st.just("asked twice"),
    },
)
sayings = st.builds(
    Said,
    preferences=st.lists(preferences, max_size=3, unique_by=lambda one: str(one["country"])).map(tuple),
    taken_back=st.just(()),
    withdrawn=st.booleans(),
    details=st.just(()),
    calls=st.lists(st.sampled_from(["timelines", "roadmaps"]), unique=True).map(tuple),
    remarks=st.lists(st.sampled_from(["Yes.", "No."]), unique=True).map(tuple),
    answers=st.lists(st.sampled_from(["agree", "disagree"]), max_size=1).map(
        lambda replies: tuple({"question": "way-forward", "reply": reply} for reply in replies)
    ),
)


def _by_subject(position: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {subject_of(entry): entry for entry in position.get("preferences", [])}


@given(first=sayings, second=sayings)
def test_what_is_recorded_is_a_position_with_its_keys_in_the_models_order(first: Said, second: Said) -> None:
    new = recorded(recorded(None, first, HEAD), second, HEAD)
    Position.model_validate(new)
    assert list(new) == [key for key in Position.model_fields if key in new]


@given(first=sayings, second=sayings)
def test_the_same_said_again_changes_nothing(first: Said, second: Said) -> None:
    once = recorded(recorded(None, first, HEAD), second, HEAD)
    assert recorded(once, second, HEAD) == once


@given(first=sayings, second=sayings)
def test_each_country_stands_once_with_the_stance_said_last(first: Said, second: Said) -> None:
    new = recorded(recorded(None, first, HEAD), second, HEAD)
    subjects = [subject_of(entry) for entry in new.get("preferences", [])]
    assert len(subjects) == len(set(subjects))
    entries = _by_subject(new)
    for said in second.preferences:
        assert entries[subject_of(said)].get("stance") == said.get("stance")


@given(first=sayings, second=sayings)
def test_what_is_not_named_again_stays_as_it_was_and_in_its_place(first: Said, second: Said) -> None:
    old = recorded(None, first, HEAD)
    new = recorded(old, second._replace(withdrawn=False), HEAD)
    named = {subject_of(entry) for entry in second.preferences}
    before, after = _by_subject(old), _by_subject(new)
    assert list(after)[: len(before)] == list(before)
    assert {key: entry for key, entry in after.items() if key not in named} == {
        key: entry for key, entry in before.items() if key not in named
    }


@given(first=sayings, second=sayings)
def test_what_was_handed_over_is_never_changed(first: Said, second: Said) -> None:
    old = recorded(None, first, HEAD)
    kept = recorded(None, first, HEAD)
    recorded(old, second, HEAD)
    headed(old, basis="bilateral", confirmed=date(2031, 3, 6), source={"title": "Letter"})
    assert old == kept
    assert set(HEAD) == {"delegation", "meeting", "basis", "sources"}


def test_without_a_word_on_countries_earlier_preferences_stand() -> None:
    new = recorded(None, Said(calls=("timelines",), remarks=("We shall see.",)), HEAD)
    assert "preferences" not in new
    assert (new["calls"], new["remarks"]) == (["timelines"], ["We shall see."])


def test_who_withdraws_names_nothing_and_who_takes_back_the_last_neither() -> None:
    old = recorded(None, Said(preferences=({"country": "corvo"},)), HEAD)
    assert recorded(old, Said(withdrawn=True), HEAD)["preferences"] == []
    assert recorded(old, Said(taken_back=(("country", "corvo"),)), HEAD)["preferences"] == []


def test_who_withdraws_and_names_another_country_starts_afresh() -> None:
    old = recorded(None, Said(preferences=({"country": "corvo"},)), HEAD)
    said = Said(preferences=({"country": "esker"},), withdrawn=True)
    assert recorded(old, said, HEAD)["preferences"] == [{"country": "esker"}]


def test_a_condition_falls_with_its_stance_and_the_rest_of_the_entry_stays() -> None:
    entry = {"country": "corvo", "stance": "reservation", "rank": 1, "conditions": "until then", "note": "n"}
    old = {**HEAD, "preferences": [entry]}
    new = recorded(old, Said(preferences=({"country": "corvo"},)), HEAD)
    assert new["preferences"] == [{"country": "corvo", "rank": 1, "note": "n"}]
    again = recorded(old, Said(preferences=({"country": "corvo", "stance": "reservation"},)), HEAD)
    assert again["preferences"] == [entry]


def test_a_new_condition_stands_with_the_new_stance() -> None:
    old = {**HEAD, "preferences": [{"country": "corvo", "conditions": "with the school"}]}
    said = {"country": "corvo", "stance": "opposition", "conditions": "before the vote"}
    assert recorded(old, Said(preferences=(said,)), HEAD)["preferences"] == [said]


def test_a_support_written_out_by_hand_stays_written_out() -> None:
    old = {**HEAD, "preferences": [{"country": "corvo", "stance": "support"}]}
    assert recorded(old, Said(preferences=({"country": "corvo"},)), HEAD) == old


def test_a_contradiction_is_settled_by_saying_it_again_and_by_nothing_else() -> None:
    twice = [{"country": "corvo"}, {"country": "esker"}, {"country": "corvo", "stance": "opposition"}]
    old = {**HEAD, "preferences": twice}
    other = recorded(old, Said(preferences=({"country": "altamar"},)), HEAD)
    assert other["preferences"] == [*twice, {"country": "altamar"}]
    settled = recorded(old, Said(preferences=({"country": "corvo", "stance": "opposition"},)), HEAD)
    assert settled["preferences"] == [{"country": "corvo", "stance": "opposition"}, {"country": "esker"}]


def test_a_priority_goes_with_what_is_named_and_with_nothing_else() -> None:
    said = Said(preferences=({"country": "corvo"},), details=({"country": "corvo", "priority": "high"},))
    assert recorded(None, said, HEAD)["preferences"] == [{"country": "corvo", "priority": "high"}]
    with pytest.raises(NotNamed) as caught:
        recorded(None, Said(details=({"region": "far-isles", "priority": "high"},)), HEAD)
    assert caught.value.subject == ("region", "far-isles")


def test_what_was_never_named_cannot_be_taken_back() -> None:
    with pytest.raises(NotNamed):
        recorded(dict(HEAD), Said(taken_back=(("country", "corvo"),)), HEAD)


def test_a_confirmation_falls_when_another_reading_is_recorded_and_stays_otherwise() -> None:
    old = {**HEAD, "confirmed": "2031-03-06", "preferences": [{"country": "corvo"}]}
    assert "confirmed" not in recorded(old, Said(preferences=({"country": "esker"},)), HEAD)
    assert "confirmed" not in recorded(old, Said(calls=("timelines",)), HEAD)
    same = Said(
        preferences=({"country": "corvo"},),
        remarks=("Well.",),
        answers=({"question": "way-forward", "reply": "agree"},),
    )
    assert recorded(old, same, HEAD)["confirmed"] == "2031-03-06"


def test_a_later_answer_takes_the_place_of_an_earlier_one_with_its_comment() -> None:
    first = {"question": "list", "reply": "agree-with-comments", "comment": "but one"}
    old = {**HEAD, "answers": [first, {"question": "way-forward", "reply": "agree"}]}
    new = recorded(old, Said(answers=({"question": "list", "reply": "disagree"},)), HEAD)
    assert new["answers"] == [{"question": "list", "reply": "disagree"}, old["answers"][1]]


@pytest.mark.parametrize(
    ("basis", "then"),
    [
        ("statement", "statement"),
        ("written", "statement"),
        ("non-paper", "statement"),
        ("bilateral", "bilateral"),
    ],
)
def test_a_copy_starts_from_the_preferences_alone_and_keeps_confidence(basis: str, then: str) -> None:
    source = {"title": "Taken over"}
    earlier = {
        **HEAD,
        "basis": basis,
        "confirmed": "2031-03-06",
        "illustrative": True,
        "preferences": [{"country": "corvo"}],
        "calls": ["timelines"],
        "remarks": ["Well."],
        "answers": [{"question": "way-forward", "reply": "agree"}],
    }
    assert copied(earlier, "2031-04-01-working-group", source) == {
        "delegation": "QM",
        "meeting": "2031-04-01-working-group",
        "basis": then,
        "illustrative": True,
        "preferences": [{"country": "corvo"}],
        "sources": [source],
    }


def test_a_copy_of_a_position_without_preferences_names_nothing_and_is_as_real_as_that() -> None:
    source = {"title": "As stated on 4 March"}
    assert copied(HEAD, "2031-04-01-working-group", source) == {
        "delegation": "QM",
        "meeting": "2031-04-01-working-group",
        "basis": "statement",
        "sources": [source],
    }


def test_a_source_joins_those_there_and_stands_once() -> None:
    letter = {"title": "Letter"}
    once = headed(HEAD, source=letter, illustrative=True, basis="written")
    assert once["sources"] == [{"title": "Notes"}, letter]
    assert (once["illustrative"], once["basis"]) == (True, "written")
    assert headed(once, source=letter) == once


def test_every_stance_can_be_said() -> None:
    for stance in Stance:
        said = Said(preferences=({"country": "corvo", "stance": str(stance)},))
        position = Position.model_validate(recorded(None, said, HEAD))
        assert position.preferences is not None
        assert position.preferences[0].stance is stance


@given(
    bases=st.lists(
        st.sampled_from(["written", "non-paper", "statement", "bilateral"]), min_size=1, max_size=4
    )
)
def test_a_file_is_as_guarded_as_the_most_guarded_thing_in_it(bases: list[str]) -> None:
    position = None
    for number, basis in enumerate(bases):
        said = Said(remarks=(f"word {number}",))
        position = recorded(position, said, {**HEAD, "basis": basis})
    assert position is not None
    guarded = [basis for basis in ("bilateral", "statement") if basis in bases]
    assert position["basis"] == (guarded[0] if guarded else bases[0])


def test_where_nothing_is_said_the_basis_stays() -> None:
    old = recorded(None, Said(remarks=("word",)), {**HEAD, "basis": "written"})
    assert recorded(old, Said(), HEAD) == old
