from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.outline import Outline, Timeline
from partnercli.records.period import Period


def outline(**fields: Any) -> Outline:
    return Outline.model_validate({"country": "corvo", "status": "draft", "steps": []} | fields)


def test_a_step_is_planned_and_undated_unless_it_says_otherwise() -> None:
    step = outline(steps=[{"id": "open-charter", "instrument": "charter", "action": "Open it."}]).steps[0]
    assert (step.status, step.outreach, step.timeline.start, step.timeline.end) == (
        "planned",
        False,
        None,
        None,
    )


def test_a_step_may_end_within_the_period_in_which_it_begins() -> None:
    timeline = Timeline.model_validate({"from": "2031-H2", "to": "2031-Q3"})
    assert timeline.end == Period.quarter(2031, 3)


def test_a_step_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="ends \\(2031-Q2\\) before it begins \\(2031-Q3\\)"):
        Timeline.model_validate({"from": "2031-Q3", "to": "2031-Q2"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "final"),
        ("gaps", ["returns"]),
        ("later", [{"instrument": "charter"}]),
        ("hold", {"reason": "the Duchy votes"}),
        ("endorsed", {"by": "Ministers"}),
        ("steps", [{"id": "Open charter", "instrument": "charter", "action": "Open it."}]),
    ],
)
def test_an_outlines_words_are_those_allowed(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        outline(**{field: value})
    assert [error["loc"][0] for error in refused.value.errors()] == [field]
