"""The matrix: every cell is what the stance table says, every figure what the tally says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_options import CODES, DAY, EARLIER, SUBJECTS
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.matrix import Column, Matrix, in_order, matrix
from partnercli.tally.matrix_contract import MatrixContract, to_contract
from partnercli.tally.similarity import likenesses
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable
from partnercli.tally.what_if import assume

Make = Callable[..., Exercise]

words = st.lists(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(["", "*", "!"]), st.sampled_from(Stance)), max_size=6
).map(lambda named: " ".join(f"{subject}{mark}:{stance}" for subject, mark, stance in named))
files = st.dictionaries(st.sampled_from(CODES), st.none() | words)


def read(exercise: Exercise) -> tuple[StanceTable, Matrix]:
    table = stance_table(exercise, DAY)
    return table, matrix(table, count(table, exercise), exercise)


@settings(max_examples=60, deadline=None)
@given(earlier=files, now=files, carried=st.booleans(), order=st.permutations(CODES), within=st.booleans())
def test_every_cell_is_what_the_stance_table_says_in_any_order_of_delegations(
    make: Make, earlier: Any, now: Any, carried: bool, order: list[str], within: bool
) -> None:
    exercise = make(
        {EARLIER: earlier, DAY: now},
        meetings={DAY: {"carries_over_from": EARLIER}} if carried else {},
        within="region" if within else "all",
    )
    table, found = read(exercise)
    for reading, codes in ((found, CODES), (in_order(found, order), order)):
        assert [column.delegation for column in reading.delegations] == list(codes)
        for region in reading.regions:
            assert list(region.mentions) == [code for code in codes if code in region.mentions]
            assert dict(region.mentions) == table.on_region(region.figures.region)
        for row in reading.rows:
            assert list(row.mentions) == [code for code in codes if code in row.mentions]
            assert dict(row.mentions) == table.on_country(row.figures.country)
        assert {row.figures.country for row in reading.rows} == table.countries
        assert {column.delegation for column in reading.delegations if column.responded} == set(table.voices)


def test_countries_stand_within_their_regions_in_the_order_of_the_tally(make: Make) -> None:
    exercise = make(
        {DAY: {"QM": "dorin elund belmar arda", "QN": "dorin elund", "QO": "belmar"}}, within="all"
    )
    _, found = read(exercise)
    assert [row.country for row in found.tally.countries] == ["belmar", "dorin", "elund", "arda"]
    assert [row.figures.country for row in found.rows] == ["belmar", "arda", "dorin", "elund"]


def test_a_region_alone_hides_the_others_and_leaves_the_columns(make: Make) -> None:
    exercise = make({DAY: {"QM": "dorin arda", "QN": "dorin"}})
    table = stance_table(exercise, DAY)
    found = matrix(table, count(table, exercise).only_regions(["north"]), exercise)
    assert [row.figures.country for row in found.rows] == ["arda"]
    assert [(column.delegation, column.supports) for column in found.delegations[:2]] == [
        ("QM", 2),
        ("QN", 1),
    ]


def test_a_column_says_how_a_delegations_words_came_to_be_known(
    make: Make, speak: Callable[..., Any]
) -> None:
    exercise = make(
        {
            EARLIER: {"QM": "arda belmar:opposition"},
            DAY: {
                "qn": speak("QN", DAY, "arda", confirmed="2021-04-23"),
                "qo": speak("QO", DAY, "dorin", basis="bilateral"),
                "QP": None,
            },
        },
        meetings={DAY: {"carries_over_from": EARLIER}},
        members="QM QN QO QP QQ",
    )
    assert read(exercise)[1].delegations == (
        Column("QM", "QM", True, EARLIER, False, False, 1),
        Column("QN", "QN", True, None, True, False, 1),
        Column("QO", "QO", True, None, False, True, 1),
        Column("QP", "QP", True, None, False, False, 0),
        Column("QQ", "QQ", False, None, False, False, 0),
    )


@pytest.fixture
def said(worked_example: Exercise) -> MatrixContract:
    return to_contract(read(worked_example)[1])


def test_the_worked_example_reads_in_the_contracts_keys(said: MatrixContract) -> None:
    assert dict([*said.items()][:6]) == {
        "format": "partner.matrix/1",
        "meeting": DAY,
        "marking": "LIMITE",
        "illustrative": False,
        "what_if": [],
        "threshold": {"at_least": 0.5, "of": "all", "base": 6, "needed": 3},
    }
    assert list(said)[6:] == ["delegations", "regions", "countries"]
    assert said["delegations"][4] == {
        "delegation": "MT",
        "name": "MT",
        "responded": False,
        "carried": None,
        "confirmed": False,
        "confidential": False,
        "supports": 0,
    }
    assert said["regions"][1] == {
        "region": "sahel",
        "name": "Sahel",
        "support": 4,
        "region_only": ["AT"],
        "stances": {"DE": "support", "AT": "support"},
        "conditional": [],
        "first": [],
        "assumed": [],
    }


def test_a_country_of_the_contract_key_by_key(said: MatrixContract) -> None:
    assert [row["country"] for row in said["countries"]] == ["tunisia", "morocco", "niger", "mali"]
    assert said["countries"][2] == {
        "country": "niger",
        "name": "Niger",
        "region": "sahel",
        "support": 3,
        "priority": True,
        "stances": {"BE": "support", "DE": "support", "FR": "support", "IT": "reservation"},
        "conditional": ["BE"],
        "first": [],
        "assumed": [],
    }


def test_a_what_if_and_a_first_choice_are_told_in_the_contract(make: Make) -> None:
    exercise = make({DAY: {"QM": "arda!", "QN": "dorin!:reservation"}})
    table = assume(stance_table(exercise, DAY), "QR", "arda", Stance.OPPOSITION)
    contract = to_contract(matrix(table, count(table, exercise), exercise))
    arda, dorin = contract["countries"]
    assert contract["what_if"] == ["QR opposes Arda"]
    assert (arda["stances"], arda["first"], arda["assumed"]) == (
        {"QM": "support", "QR": "opposition"},
        ["QM"],
        ["QR"],
    )
    assert (dorin["first"], dorin["assumed"]) == (["QN"], [])


def test_how_alike_delegations_are_is_told_where_it_is_asked_for(make: Make) -> None:
    table, found = read(make({DAY: {"QM": "arda dorin elund", "QN": "arda"}}, members="QM QN QO QP"))
    assert to_contract(found, likenesses(table))["similarity"] == [
        {"a": "QM", "b": "QN", "jaccard": 0.3333},
        {"a": "QM", "b": "QO", "jaccard": 0.0},
        {"a": "QM", "b": "QP", "jaccard": 0.0},
        {"a": "QN", "b": "QO", "jaccard": 0.0},
        {"a": "QN", "b": "QP", "jaccard": 0.0},
        {"a": "QO", "b": "QP", "jaccard": None},
    ]


def test_where_nobody_is_expected_the_matrix_is_empty(make: Make) -> None:
    _, found = read(make({DAY: {}}, meetings={DAY: {"delegations": ("QZ",)}}))
    assert (found.delegations, found.regions, found.rows) == ((), (), ())
