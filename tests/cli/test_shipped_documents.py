"""The real documents that followed: their lists, and what is said of them, as their sources have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.starter import starter_files
from partnercli.repository.trees import WorkingTree
from partnercli.tally.list_changes import compare_lists

MAY, OCTOBER = "8952-21", "euco-17-21"


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    tree = WorkingTree(Path(__file__).parents[2])
    try:
        return load(tree, Scope.everything()).exercise
    finally:
        tree.close()


def test_between_may_and_october_somalia_sudan_and_turkey_went_off_the_list_and_niger_came_onto_it(
    exercise: Exercise,
) -> None:
    found = compare_lists(exercise.documents[MAY], exercise.documents[OCTOBER])
    assert found.out == ("somalia", "sudan", "turkey")
    assert found.into == ("niger",)


def test_no_position_is_claimed_behind_the_list_of_october(exercise: Exercise) -> None:
    assert exercise.documents[OCTOBER].reports(exercise.config) is None


def test_the_exercise_stays_that_of_april_and_may(exercise: Exercise) -> None:
    assert exercise.config is not None
    assert (exercise.config.current_document, exercise.config.current_meeting) == (MAY, "2021-04-22-hlwg")


def test_every_document_but_the_presidencys_own_is_by_others_and_says_where_it_was_read(
    exercise: Exercise,
) -> None:
    others = {key: one for key, one in exercise.documents.items() if key != MAY}
    assert all(one.by_others and one.number.given for one in others.values())
    assert all(any(source.url or source.reference for source in one.sources) for one in others.values())


def test_a_new_repository_begins_without_any_of_them() -> None:
    files = starter_files(bare=False, forges=frozenset())
    assert "data/countries/niger.yaml" in files
    folders = ("data/documents/", "data/meetings/", "data/positions/")
    assert {Path(path).name for path in files if path.startswith(folders)} == {"README.md"}
