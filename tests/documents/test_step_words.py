"""Steps of an outline in words: when they happen, how far they have come, who contributes what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnercli.documents.step_words import (
    STATES,
    contribution_in_words,
    delegation_name,
    instrument_name,
    timing,
    timing_in_table,
)
from partnercli.outlines.follow_up import is_late, state
from partnercli.records.contribution import Contribution
from partnercli.records.delegations import DelegationList
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import Instrument
from partnercli.records.outline import Step

SOURCES = [{"title": "Ledger"}]
EXERCISE = Exercise(
    delegation_list=DelegationList.model_validate(
        {"delegations": [{"code": "QM", "name": "Marland", "accession": "2001-01-01"}], "sources": SOURCES}
    ),
    instruments={
        "charter": Instrument.model_validate(
            {
                "name": "Charter (binding, as of 2030)",
                "kind": "legal",
                "pillar": "return",
                "lead": "Commission",
                "sources": SOURCES,
            }
        )
    },
)


def step(timeline: dict[str, Any], status: str = "planned") -> Step:
    facts = {"id": "open-charter", "instrument": "charter", "action": "Open it."}
    return Step.model_validate(facts | {"timeline": timeline, "status": status})


@pytest.mark.parametrize(
    ("timeline", "prose", "cell"),
    [
        ({}, "no date can be given yet", "no date"),
        ({"from": "2021-Q3"}, "from the third quarter of 2021", "from Q3 2021"),
        ({"to": "2022-H1"}, "until the first half of 2022", "until first half of 2022"),
        ({"to": "2022-03-01"}, "until 1 March 2022", "until 1 March 2022"),
        ({"from": "2021-Q3", "to": "2021-Q3"}, "in the third quarter of 2021", "Q3 2021"),
        ({"from": "2021-09", "to": "2021-09"}, "in September 2021", "September 2021"),
        ({"from": "2022-H2", "to": "2022-H2"}, "in the second half of 2022", "second half of 2022"),
        ({"from": 2023, "to": 2023}, "in 2023", "2023"),
        ({"from": "2021-09-14", "to": "2021-09-14"}, "on 14 September 2021", "14 September 2021"),
        (
            {"from": "2021-Q3", "to": "2022-H1"},
            "from the third quarter of 2021 to the first half of 2022",
            "Q3 2021 to first half of 2022",
        ),
        ({"from": "2021-09-14", "to": 2023}, "from 14 September 2021 to 2023", "14 September 2021 to 2023"),
        ({"from": "2021-Q3", "to": "2021-09"}, "from the third quarter of 2021 to September 2021", None),
    ],
)
def test_when_a_step_happens_in_prose_and_in_a_cell(
    timeline: dict[str, Any], prose: str, cell: str | None
) -> None:
    assert timing(step(timeline)) == prose
    assert timing_in_table(step(timeline)) == cell or cell is None


@pytest.mark.parametrize(
    ("status", "timeline", "last"),
    [
        pytest.param("planned", {"from": "2021-09-14"}, date(2021, 9, 14), id="planned for a day"),
        pytest.param("planned", {"from": "2024-02"}, date(2024, 2, 29), id="planned for a leap month"),
        pytest.param("planned", {"from": "2021-Q3"}, date(2021, 9, 30), id="planned for a quarter"),
        pytest.param("planned", {"from": "2021-H1"}, date(2021, 6, 30), id="planned for a half-year"),
        pytest.param("planned", {"from": 2021}, date(2021, 12, 31), id="planned for a year"),
        pytest.param(
            "planned", {"from": "2021-Q3", "to": 2023}, date(2021, 9, 30), id="planned to begin long ago"
        ),
        pytest.param("planned", {"to": "2021-Q3"}, date(2021, 9, 30), id="planned with an end alone"),
        pytest.param(
            "ongoing", {"from": "2021-Q3", "to": "2021-Q4"}, date(2021, 12, 31), id="under way past its end"
        ),
        pytest.param("ongoing", {"to": "2022-01-15"}, date(2022, 1, 15), id="under way with an end alone"),
    ],
)
def test_a_step_is_on_time_on_the_last_day_and_late_the_day_after(
    status: str, timeline: dict[str, Any], last: date
) -> None:
    found = step(timeline, status)
    assert not is_late(found, last)
    assert is_late(found, date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize(
    ("status", "timeline"),
    [
        ("planned", {}),
        ("ongoing", {}),
        ("ongoing", {"from": "2021-Q3"}),
        ("done", {"from": "2021-Q3", "to": "2021-Q4"}),
        ("on-hold", {"from": "2021-Q3", "to": "2021-Q4"}),
        ("dropped", {"from": "2021-Q3", "to": "2021-Q4"}),
    ],
)
def test_a_step_that_nothing_is_due_of_is_never_late(status: str, timeline: dict[str, Any]) -> None:
    assert not is_late(step(timeline, status), date(2199, 1, 1))


@pytest.mark.parametrize(
    ("status", "in_time", "overdue"),
    [
        ("planned", "planned", "late"),
        ("ongoing", "under way", "late"),
        ("done", "done", "done"),
        ("on-hold", "on hold", "on hold"),
        ("dropped", "dropped", "dropped"),
    ],
)
def test_a_state_is_the_status_unless_the_step_is_late(status: str, in_time: str, overdue: str) -> None:
    found = step({"from": "2021-Q3", "to": "2021-Q3"}, status)
    assert STATES[state(found, date(2021, 9, 30))] == in_time
    assert STATES[state(found, date(2021, 10, 1))] == overdue


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Marland, financial: Trains officers"),
        (
            {"amount": {"value": 10_000_000, "currency": "EUR"}},
            "Marland, financial (EUR\xa010\xa0million): Trains officers",
        ),
        ({"period": "2019/2023"}, "Marland, financial (2019 to 2023): Trains officers"),
        ({"verified": False}, "Marland, financial (to be confirmed): Trains officers"),
        (
            {"amount": {"value": 12_500, "currency": "EUR"}, "period": "2019/", "verified": False},
            "Marland, financial (EUR\xa012\xa0500, since 2019, to be confirmed): Trains officers",
        ),
        ({"delegation": "UK", "kind": "lead"}, "UK, lead: Trains officers"),
        ({"note": "said aside"}, "Marland, financial: Trains officers"),
    ],
)
def test_a_contribution_says_who_brings_what_how_much_and_when(facts: dict[str, Any], words: str) -> None:
    known = {"delegation": "QM", "kind": "financial", "description": "Trains officers", "sources": SOURCES}
    assert contribution_in_words(EXERCISE, Contribution.model_validate(known | facts)) == words


def test_an_instrument_is_named_without_its_brackets_and_by_its_id_where_it_is_not_in_the_catalogue() -> None:
    assert instrument_name(EXERCISE, "charter") == "Charter"
    assert instrument_name(EXERCISE, "pact") == "pact"


def test_a_member_state_goes_by_its_name_and_by_its_code_where_the_list_does_not_have_it() -> None:
    assert delegation_name(EXERCISE, "QM") == "Marland"
    assert delegation_name(EXERCISE, "UK") == "UK"
