"""The digests by which what the tool wrote is told from what people wrote."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnercli.outlines.drafted import STEP_FIELDS, digest, digests, recorded, recorded_digest, same

STEP = {
    "id": "open-desk",
    "instrument": "desk",
    "action": "Set it up.",
    "timeline": {"from": "2021-Q3", "to": "2021-Q4"},
    "after": [],
    "status": "planned",
}


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("action", "Set it\n up.", "Set it up."),
        ("after", [], None),
        ("outreach", False, None),
        ("status", "planned", None),
        ("timeline", {"from": 2022}, {"from": "2022"}),
        ("timeline", {}, None),
        ("timeline", {"from": 2022, "to": 2023}, {"to": 2023, "from": 2022}),
        ("sources", [{"title": "Act", "note": "page\n3"}], [{"note": "page 3", "title": "Act"}]),
    ],
)
def test_two_ways_to_say_the_same_have_one_digest(field: str, one: Any, other: Any) -> None:
    assert digest({field: one}, field) == digest({} if other is None else {field: other}, field)
    assert same({field: one}, {} if other is None else {field: other}, field)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("action", "Set it up.", "Set it up"),
        ("after", ["a", "b"], ["b", "a"]),
        ("outreach", True, False),
        ("status", "done", "planned"),
        ("timeline", {"from": "2021-Q3"}, {"to": "2021-Q3"}),
        ("sources", [{"title": "Act"}], [{"title": "Act"}, {"title": "Act"}]),
    ],
)
def test_what_says_something_else_has_another(field: str, one: Any, other: Any) -> None:
    assert digest({field: one}, field) != digest({field: other}, field)
    assert not same({field: one}, {field: other}, field)


def test_a_record_has_the_day_what_was_asked_for_and_a_row_of_digests_a_step() -> None:
    record = recorded({"objectives": ["Meet."], "steps": [STEP]}, date(2021, 5, 25), {"pact", "desk"})
    assert (record["on"], record["with"]) == ("2021-05-25", ["desk", "pact"])
    (step,) = record["steps"]
    assert step == {"instrument": "desk", "digest": digests(STEP, STEP_FIELDS)}
    assert [recorded_digest(step["digest"], field, STEP_FIELDS) for field in STEP_FIELDS] == [
        digest(STEP, field) for field in STEP_FIELDS
    ]


def test_a_field_that_a_record_is_too_old_to_know_counts_as_somebody_elses() -> None:
    old = digests(STEP, STEP_FIELDS[:-1])
    assert recorded_digest(old, STEP_FIELDS[-1], STEP_FIELDS) == ""
