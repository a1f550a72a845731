"""Whatever outlines say: their steps stand in the calendar on their days, worked out here from the texts alone."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from partnercli.documents.audience import Audience
from partnercli.exchange.calendar.circles import calendar_of
from partnercli.exchange.calendar.entries import Kind
from partnercli.records.outline import Outline
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

FICTIONAL = load(WorkingTree(Path(__file__).parents[1] / "fictional"), Scope.everything()).exercise
YEARS = ("2023", "2024", "2100")
"""A leap year, one before it, and one that is none although 4 divides it."""
PERIODS = [
    year + part
    for year in YEARS
    for part in ("", "-H1", "-H2", "-Q1", "-Q4", "-02", "-12", "-02-28", "-12-31")
] + ["2024-02-29"]
STATUSES = ("planned", "ongoing", "done", "on-hold", "dropped")


def ends(period: str) -> tuple[date, date]:
    """The first and the last day of a period as it is written."""
    year, _, part = period.partition("-")
    if len(part) == 5:
        return date.fromisoformat(period), date.fromisoformat(period)
    months = {"": 12, "H": 6, "Q": 3}.get(part[:1], 1)
    last = int(part[-2:].strip("HQ") or 1) * months
    return date(int(year), last - months + 1, 1), date(int(year), last, monthrange(int(year), last)[1])


@st.composite
def _steps(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        pair = sorted((draw(st.sampled_from(PERIODS)), draw(st.sampled_from(PERIODS))), key=ends)
        kept = [name for name in ("from", "to") if draw(st.booleans())]
        found.append(
            {
                "id": f"go-{number}",
                "instrument": "charter",
                "action": "Go.",
                "status": draw(st.sampled_from(STATUSES)),
                "timeline": {
                    name: one for name, one in zip(("from", "to"), pair, strict=True) if name in kept
                },
            }
        )
    return found


@settings(max_examples=60)
@given(_steps(), st.sampled_from(["draft", "endorsed", "superseded"]), st.sampled_from(list(Audience)[:2]))
def test_steps_of_what_stands_are_there_on_their_days_and_no_other(
    steps: list[dict[str, Any]], status: str, audience: Audience
) -> None:
    outline = Outline.model_validate({"country": "corvo", "status": status, "steps": steps})
    exercise = replace(FICTIONAL, outlines={"corvo": outline})
    assert exercise.config is not None
    made = calendar_of(exercise, exercise.config, audience, date(2031, 3, 10))
    expected = {}
    for step in steps if status != "superseded" else ():
        given_ends = [ends(period) for period in step["timeline"].values()]
        if given_ends and step["status"] != "dropped":
            first = given_ends[0][0] if "from" in step["timeline"] else given_ends[0][1]
            last = given_ends[-1][1] if "to" in step["timeline"] else first
            expected[f"step.corvo.{step['id']}"] = (first, last)
    found = [one for one in made.entries if one.kind is Kind.STEPS]
    assert {one.key: (one.first, one.last) for one in found} == expected
    assert len(found) == len(expected)
