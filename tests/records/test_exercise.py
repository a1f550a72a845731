from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree


@pytest.fixture
def shore(fictional: Path) -> Exercise:
    return load(WorkingTree(fictional), Scope.everything()).exercise


def test_delegations_stand_in_the_order_of_their_file(shore: Exercise) -> None:
    assert list(shore.delegations) == ["QM", "QN", "QO", "QP", "QR", "QS", "QT"]
    assert shore.in_protocol_order({"ZZ", "QT", "AA", "QN"}) == ("QN", "QT", "AA", "ZZ")
    assert sorted(["ZZ", "QT", "AA", "QN"], key=shore.protocol_place) == ["QN", "QT", "ZZ", "AA"]


def test_members_are_those_of_the_day(shore: Exercise) -> None:
    assert shore.members_on(date(2029, 12, 31)) == ("QM", "QN", "QO", "QP", "QR", "QS", "QT")
    assert shore.members_on(date(2030, 1, 1)) == ("QM", "QN", "QO", "QP", "QR", "QS")
    assert shore.members_on(date(2000, 1, 1)) == ()


def test_regions_keep_the_order_of_their_file(shore: Exercise) -> None:
    assert shore.region_order == {"northern-shore": 0, "inner-plain": 1, "far-isles": 2}
    listed = ["zenith", "far-isles", "abroad", "northern-shore"]
    assert sorted(listed, key=shore.region_place) == ["northern-shore", "far-isles", "abroad", "zenith"]


def test_the_day_of_record_is_the_current_documents_else_the_current_meetings(shore: Exercise) -> None:
    assert shore.day_of_record == date(2031, 3, 10)
    assert replace(shore, documents={}).day_of_record == date(2031, 3, 4)
    assert replace(shore, documents={}, meetings={}).day_of_record is None


def test_meetings_are_told_by_date(shore: Exercise) -> None:
    assert shore.meetings_by_date == ("2031-01-20-ministers", "2031-03-04-working-group")
    turned_round = Exercise(meetings=dict(reversed([*shore.meetings.items()])))
    assert turned_round.meetings_by_date == shore.meetings_by_date


def test_a_meeting_is_followed_back_to_all_that_it_carries_over(shore: Exercise) -> None:
    group, ministers = "2031-03-04-working-group", "2031-01-20-ministers"
    assert shore.meetings[group].carries_over_from == ministers
    assert list(shore.carried_over(group)) == [group, ministers]
    circle = dict(shore.meetings)
    circle[ministers] = circle[ministers].model_copy(update={"carries_over_from": group})
    assert list(Exercise(meetings=circle).carried_over(ministers)) == [ministers, group]
    assert list(shore.carried_over("2031-09-09-nowhere")) == list(shore.carried_over(None)) == []


@pytest.mark.parametrize("name", ["Ínsula d'Ocre", "insula d’ocre", "INSULA-D-OCRE", "œcre", "Ile d'Ocre"])
def test_a_country_is_found_by_any_of_its_names(shore: Exercise, name: str) -> None:
    assert shore.country_names.find(name) == "insula-d-ocre"


@pytest.mark.parametrize("name", ["qm", "Marland", "kingdom of marland", "MARLAND"])
def test_a_delegation_is_found_by_code_or_name(shore: Exercise, name: str) -> None:
    assert shore.delegation_names.find(name) == "QM"


def test_every_position_is_known_with_its_meeting_and_file(shore: Exercise) -> None:
    assert [(meeting, code) for meeting, code, _ in shore.all_positions] == [
        ("2031-01-20-ministers", "qm"),
        ("2031-01-20-ministers", "qr"),
        ("2031-03-04-working-group", "qm"),
        ("2031-03-04-working-group", "qn"),
        ("2031-03-04-working-group", "qo"),
        ("2031-03-04-working-group", "qp"),
    ]


def test_a_file_that_could_not_be_read_still_has_its_id() -> None:
    exercise = Exercise(malformed={Kind.COUNTRY: frozenset({"corvo"})})
    assert exercise.ids(Kind.COUNTRY) == {"corvo"}
    assert exercise.ids(Kind.MEETING) == frozenset()


def test_an_empty_exercise_answers_with_nothing() -> None:
    empty = Exercise()
    assert (empty.delegations, empty.regions, empty.all_positions) == ({}, (), ())
    assert empty.members_on(date(2031, 1, 1)) == ()
    assert empty.country_names.find("corvo") is None
    assert (empty.current_meeting, empty.current_document, empty.day_of_record) == (None, None, None)


def test_an_exercise_does_not_change(shore: Exercise) -> None:
    with pytest.raises(FrozenInstanceError):
        shore.config = None  # type: ignore[misc]
