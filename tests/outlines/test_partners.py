"""For which partners outlines are written, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from partnercli.outlines.partners import partners_agreed, partners_to_outline
from partnercli.records.config import Config
from partnercli.records.country import Country
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting

SOURCES = [{"title": "A source"}]
DAYS = {"before": "2031-01-01", "now": "2031-03-04", "later": "2031-04-01"}


def exercise(
    *concluded: str, carries: str | None = None, decided: Mapping[str, Any] | None = None
) -> Exercise:
    """A current meeting, one before and one after it, and the current document with what it decided."""
    config = {
        "format": 1,
        "title": "x",
        "presidency": "QP",
        "current_meeting": "now",
        "current_document": "10001-31",
        "priority": {"at_least": "1/2", "of": "all", "within": "region"},
        "phrases": [{"count": 1, "phrase": "one"}],
    }
    document = {
        "kind": "note",
        "number": "10001/31",
        "date": "2031-03-10",
        "from": "Presidency",
        "to": "Delegations",
        "subject": "Partnerships",
        "sources": SOURCES,
    }
    meetings = {}
    for key, day in DAYS.items():
        facts: dict[str, Any] = {"forum": "Group", "date": day, "sources": SOURCES}
        if key in concluded:
            facts["conclusions"] = [{"question": "way", "text": "Agreed."}]
        if key == "now" and carries:
            facts["carries_over_from"] = carries
        meetings[key] = Meeting.model_validate(facts)
    countries = {
        key: {"name": key, "region": "east", "sources": SOURCES} for key in ("aland", "beland", "celand")
    }
    return Exercise(
        config=Config.model_validate(config),
        meetings=meetings,
        countries={key: Country.model_validate(country) for key, country in countries.items()},
        documents={} if decided is None else {"10001-31": Document.model_validate(document | dict(decided))},
    )


@pytest.mark.parametrize(
    ("concluded", "agreed"), [(["before"], False), (["now"], True), (["later"], True), ([], False)]
)
def test_partners_are_agreed_by_a_conclusion_of_the_current_meeting_or_a_later_one(
    concluded: list[str], agreed: bool
) -> None:
    given = exercise(*concluded)
    assert partners_agreed(given) is agreed
    assert not partners_agreed(Exercise(meetings=given.meetings))


def test_a_conclusion_of_a_meeting_carried_over_agrees_them_once_the_list_is_decided() -> None:
    assert partners_agreed(exercise("before", carries="before", decided={"partners": ["aland"]}))
    assert not partners_agreed(exercise("before", carries="before", decided={}))
    assert not partners_agreed(exercise("before", decided={"partners": ["aland"]}))


def test_outlines_are_for_the_list_as_decided_and_then_the_priorities_not_left_out() -> None:
    left_out = [{"country": "beland", "because": "Not now."}]
    listed = exercise(decided={"partners": ["celand", "aland", "nowhere"], "left_out": left_out})
    assert partners_to_outline(listed, ["beland", "aland"]) == ("celand", "aland")
    assert partners_to_outline(exercise(decided={}), ["beland", "aland"]) == ("beland", "aland")
    assert partners_to_outline(exercise(), ["beland", "aland"]) == ("beland", "aland")
