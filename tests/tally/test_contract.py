"""The JSON contract `partner.tally/1`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.position import Answer, Position
from partnercli.tally.calls import call_rows
from partnercli.tally.contract import to_contract
from partnercli.tally.counts import count
from partnercli.tally.questions import question_rows
from partnercli.tally.stances import stance_table

DAY = "2021-04-22"
COUNTRY_KEYS = {
    *("country", "name", "region", "rank", "rank_in_region", "support", "share", "share_of_responded"),
    *("population_share", "can_accept", "opposition", "reservations", "phrase", "priority", "delegations"),
}


def test_the_worked_example_reads_in_the_contracts_keys(worked_example: Exercise) -> None:
    said = to_contract(count(stance_table(worked_example, DAY), worked_example))
    assert said["format"] == "partner.tally/1"
    assert (said["meeting"], said["marking"], said["illustrative"]) == (DAY, "LIMITE", False)
    assert said["delegations"] == {
        "expected": 6,
        "responded": 5,
        "confirmed": 0,
        "silent": ["MT"],
        "carried": [],
        "not_counted": [],
        "bilateral": [],
        "without_any": ["AT"],
    }
    assert said["threshold"] == {"at_least": 0.5, "of": "all", "base": 6, "needed": 3}
    assert all(row.keys() >= COUNTRY_KEYS for row in said["countries"])
    assert [(row["share"], row["population_share"]) for row in said["countries"]] == [
        (0.6667, 0.9596),
        (0.1667, 0.0495),
        (0.5, 0.6972),
        (0.1667, 0.2899),
    ]
    assert said["countries"][2]["delegations"] == {
        "support": ["BE", "DE", "FR"],
        "can-accept": [],
        "reservation": ["IT"],
        "opposition": [],
    }
    sahel = said["regions"][1]
    assert (sahel["region"], sahel["name"], sahel["support"]) == ("sahel", "Sahel", 4)
    assert (sahel["share"], sahel["region_only"]) == (0.6667, ["AT"])


def test_carried_delegations_stand_with_the_meeting_they_spoke_at(make: Callable[..., Exercise]) -> None:
    exercise = make(
        {"2021-03-15": {"QN": "arda"}, DAY: {}}, meetings={DAY: {"carries_over_from": "2021-03-15"}}
    )
    said = to_contract(count(stance_table(exercise, DAY), exercise))
    assert said["delegations"]["carried"] == [{"delegation": "QN", "from": "2021-03-15"}]


def test_missing_figures_are_null(make: Callable[..., Exercise]) -> None:
    exercise = make({DAY: {"QM": "arda:reservation"}})
    said = to_contract(count(stance_table(exercise, DAY), exercise))
    (row,) = said["countries"]
    assert (row["population_share"], row["phrase"], said["population_year"]) == (None, None, None)


def test_replies_are_said_where_they_are_asked_for(
    make: Callable[..., Exercise], speak: Callable[..., Position]
) -> None:
    question = Question(id="way", text="Agreed?", due=date(2021, 6, 4), mode="silence")
    answers = (Answer(question="way", reply="agree-with-comments", comment="if soon"),)
    exercise = make(
        {DAY: {"QM": speak("QM", DAY, answers=answers)}},
        members="QM QN",
        meetings={DAY: {"questions": (question,)}},
    )
    table = stance_table(exercise, DAY)
    tally = count(table, exercise)
    said = to_contract(tally, question_rows(table, exercise, date(2021, 6, 5)))
    assert said["questions"] == [
        {
            "question": "way",
            "text": "Agreed?",
            "mode": "silence",
            "due": "2021-06-04",
            "replies": {
                "agree": [],
                "agree-with-comments": ["QM"],
                "scrutiny-reservation": [],
                "disagree": [],
            },
            "silent": ["QN"],
            "silence": "accepted",
            "comments": [{"delegation": "QM", "comment": "if soon", "confidential": False}],
        }
    ]
    assert "questions" not in to_contract(tally)


def test_calls_are_said_where_they_are_asked_for(
    make: Callable[..., Exercise], speak: Callable[..., Position]
) -> None:
    exercise = make({DAY: {"QN": speak("QN", DAY, "arda", calls=("roadmaps",))}}, members="QM QN QO")
    tally = count(stance_table(exercise, DAY), exercise)
    assert to_contract(tally, calls=call_rows(exercise, tally))["calls"] == [
        {
            "call": "roadmaps",
            "support": 1,
            "share": 0.3333,
            "phrase": "several",
            "delegations": ["QN"],
        }
    ]
    assert "calls" not in to_contract(tally)


def test_all_of_it_can_be_written_as_json(worked_example: Exercise) -> None:
    said = to_contract(count(stance_table(worked_example, DAY), worked_example))
    assert json.loads(json.dumps(said)) == said
