"""Whatever an exercise says: its tables fit together, and their figures are those of the other commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises_by_chance import exercises
from exported import AT, columns, exercise_at, made, misfits, rows
from partnercli.documents.audience import Audience
from partnercli.exchange.export import TABLES
from partnercli.exchange.export.faults import faults
from partnercli.records.exercise import Exercise
from partnercli.records.share import rounded
from partnercli.repository.canonical import plain
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree
from partnercli.tally.contract import to_contract as tally_contract
from partnercli.tally.counts import count
from partnercli.tally.matrix import matrix
from partnercli.tally.matrix_contract import to_contract as matrix_contract
from partnercli.tally.stances import stance_table

FICTIONAL = exercise_at()


@settings(max_examples=15)
@given(exercises(FICTIONAL), st.sampled_from(Audience))
def test_its_tables_are_always_the_same_and_fit_together(exercise: Exercise, audience: Audience) -> None:
    export = made(exercise, audience)
    assert tuple(columns(export)) == TABLES[audience]
    assert misfits(export) == []
    assert faults(export) == ()


@pytest.mark.parametrize("audience", [Audience.PRESIDENCY, Audience.DELEGATIONS])
def test_those_of_the_shipped_repository_fit_together(audience: Audience, shipped: Path) -> None:
    exercise = load(WorkingTree(shipped), Scope.everything()).exercise
    assert exercise.config is not None
    meeting = exercise.config.current_meeting or ""
    export = made(exercise, audience, meeting, exercise.meetings[meeting].date)
    assert misfits(export) == []
    assert faults(export) == ()


@pytest.mark.parametrize("audience", [Audience.PRESIDENCY, Audience.DELEGATIONS])
def test_of_a_repository_without_a_word_every_table_exists_and_is_empty(audience: Audience) -> None:
    meeting = FICTIONAL.meetings[AT].model_copy(update={"carries_over_from": None, "documents": ()})
    empty = Exercise(config=FICTIONAL.config, meetings={AT: meeting})
    export = made(empty, audience)
    assert tuple(columns(export)) == TABLES[audience]
    assert misfits(export) == []
    filled = {one.name for one in export.tables if one.rows}
    assert filled <= {"meetings", "questions", "sources"}


def as_shown(row: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """A row by the keys that a contract has too, with shares as they are written."""
    shares = {"share", "share_of_responded", "population_share"}
    return {key: rounded(row[key]) if key in shares else row[key] for key in row if key in keys}


@settings(max_examples=15)
@given(exercises(FICTIONAL))
def test_its_figures_are_those_of_the_tally(exercise: Exercise) -> None:
    export = made(exercise, Audience.PRESIDENCY)
    told: Mapping[str, Any] = tally_contract(count(stance_table(exercise, AT), exercise))
    own = {"meeting", "needed"}
    for row, country in zip(rows(export, "tally"), told["countries"], strict=True):
        assert (row["meeting"], row["needed"]) == (AT, told["threshold"]["needed"])
        assert as_shown(row, country) == {key: country[key] for key in row if key not in own}
    for row, region in zip(rows(export, "region_tally"), told["regions"], strict=True):
        figures = ("region", "name", "support", "share")
        assert {key: as_shown(row, region)[key] for key in figures} == {key: region[key] for key in figures}
        assert row["region_only"] == len(region["region_only"])
    assert [row["delegation"] for row in rows(export, "delegations") if row["expected"]] == list(
        stance_table(exercise, AT).expected
    )


@settings(max_examples=15)
@given(exercises(FICTIONAL))
def test_who_said_what_is_as_in_the_matrix(exercise: Exercise) -> None:
    export, table = made(exercise, Audience.PRESIDENCY), stance_table(exercise, AT)
    told: Mapping[str, Any] = matrix_contract(matrix(table, count(table, exercise), exercise))
    columns_told = {one["delegation"]: one for one in told["delegations"]}
    for about, name in (("country", "stances"), ("region", "region_stances")):
        said = {(row["delegation"], row[about]): row for row in rows(export, name)}
        kept = told["countries" if about == "country" else "regions"]
        assert {key: row["stance"] for key, row in said.items()} == {
            (code, row[about]): stance for row in kept for code, stance in row["stances"].items()
        }
        for (code, _), row in said.items():
            column = columns_told[code]
            assert (row["carried_from"], row["confirmed"], row["confidential"]) == (
                column["carried"],
                column["confirmed"],
                column["confidential"],
            )
    wide = rows(export, "matrix")
    assert [row["country"] for row in wide if row["country"]] == [row["country"] for row in told["countries"]]
    stances = {row["country"]: row["stances"] for row in told["countries"]}
    for row in wide:
        if row["country"]:
            silent = {code: None if one["responded"] else "not heard" for code, one in columns_told.items()}
            assert {code: row[code.lower()] for code in columns_told} == silent | stances[row["country"]]


@settings(max_examples=15)
@given(exercises(FICTIONAL))
def test_positions_and_outlines_are_whole(exercise: Exercise) -> None:
    export = made(exercise, Audience.PRESIDENCY)
    for meeting, code, position in exercise.all_positions:
        said = plain(position)
        for name, key in (("preferences", "preferences"), ("answers", "answers")):
            found = [
                row
                for row in rows(export, name)
                if (row["meeting"], row["delegation"]) == (meeting, code.upper())
            ]
            assert len(found) == len(said.get(key) or ())
            for row, entry in zip(found, said.get(key) or (), strict=True):
                assert {field: row[field] for field in entry} == entry
    for key, outline in exercise.outlines.items():
        found = [row for row in rows(export, "steps") if row["country"] == key]
        order = [row for row in rows(export, "step_order") if row["country"] == key]
        assert [row["step"] for row in found] == [step.id for step in outline.steps]
        for row, step in zip(found, plain(outline)["steps"], strict=True):
            shared = ("instrument", "action", "lead", "why", "outreach", "status")
            assert {field: row[field] for field in shared if field in step} == {
                field: step[field] for field in shared if field in step
            }
            assert [one["after"] for one in order if one["step"] == step["id"]] == list(step["after"])


def test_what_does_not_fit_together_is_named_in_a_sentence_each() -> None:
    export = made(FICTIONAL, Audience.PRESIDENCY)

    (instruments,) = [one for one in export.tables if one.name == "instruments"]
    fewer = replace(instruments, rows=tuple(row for row in instruments.rows if row[0] != "charter"))
    tables = tuple(fewer if one is instruments else one for one in export.tables)
    assert faults(export) == ()
    assert "steps: altamar, open-charter names charter, which is not in instruments" in faults(
        replace(export, tables=tables)
    )
    (twice,) = [one for one in export.tables if one.name == "regions"]
    again = replace(twice, rows=(*twice.rows, twice.rows[0]))
    hollow = replace(twice, rows=(("northern-shore", 1, None, None, None), *twice.rows[1:]))
    for changed, said in (
        (again, "regions: northern-shore stands 2 times"),
        (hollow, "regions: northern-shore has no name"),
    ):
        tables = tuple(changed if one is twice else one for one in export.tables)
        assert faults(replace(export, tables=tables)) == (said,)


def test_nothing_is_left_out_in_silence_because_what_it_names_is_not_there() -> None:
    meetings = {key: one for key, one in FICTIONAL.meetings.items() if key == AT}
    countries = {key: one for key, one in FICTIONAL.countries.items() if key != "altamar"}
    found = faults(made(replace(FICTIONAL, meetings=meetings, countries=countries), Audience.PRESIDENCY))
    for said in (
        "positions: 2031-01-20-ministers, QR names 2031-01-20-ministers, which is not in meetings",
        "outlines: altamar names altamar, which is not in countries",
        f"preferences: {AT}, QM, 1 names altamar, which is not in countries",
        "partners: 10001-31, 1 names altamar, which is not in countries",
    ):
        assert said in found
