from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.meeting import Meeting


def meeting(**fields: Any) -> Meeting:
    return Meeting.model_validate(
        {"forum": "Working Group", "date": "2031-03-04", "sources": [{"title": "Calendar"}]} | fields
    )


def test_leaving_delegations_out_is_not_the_same_as_expecting_none() -> None:
    assert meeting().delegations is None
    assert meeting(delegations=[]).delegations == ()


def test_a_question_waits_for_replies_unless_silence_accepts() -> None:
    questions = meeting(
        questions=[{"id": "a", "text": "Agreed?"}, {"id": "b", "text": "So?", "mode": "silence"}]
    ).questions
    assert [question.mode for question in questions] == ["reply", "silence"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "2031-03"),
        ("questions", [{"id": "Way forward", "text": "Agreed?"}]),
        ("conclusions", [{"question": "a"}]),
    ],
)
def test_a_meetings_facts_keep_to_their_form(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        meeting(**{field: value})
    assert [error["loc"][0] for error in refused.value.errors()] == [field]
