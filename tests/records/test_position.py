from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.position import Position, Stance

POSITION = {
    "delegation": "QM",
    "meeting": "2031-03-04-working-group",
    "basis": "statement",
    "sources": [{"title": "Notes of the Chair"}],
}


def position(**fields: Any) -> Position:
    return Position.model_validate(POSITION | fields)


def test_a_preference_is_support_unless_it_says_otherwise() -> None:
    preferences = position(
        preferences=[{"country": "corvo"}, {"region": "inner-plain", "stance": "opposition"}]
    ).preferences
    assert preferences
    assert [(p.subject, p.stance) for p in preferences] == [
        (("country", "corvo"), Stance.SUPPORT),
        (("region", "inner-plain"), Stance.OPPOSITION),
    ]


def test_leaving_preferences_out_is_not_the_same_as_having_none() -> None:
    assert position().preferences is None
    assert position(preferences=[]).preferences == ()


@pytest.mark.parametrize("preference", [{}, {"country": "corvo", "region": "inner-plain"}, {"note": "x"}])
def test_a_preference_names_either_a_country_or_a_region(preference: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="names either a country or a region"):
        position(preferences=[preference])


def test_stances_rise_in_caution_from_support_to_opposition() -> None:
    assert sorted(Stance, key=lambda stance: stance.caution) == [
        "support",
        "can-accept",
        "reservation",
        "opposition",
    ]


def test_a_position_is_real_and_only_noted_unless_it_says_otherwise() -> None:
    assert (position().illustrative, position().confirmed) == (False, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("basis", "rumour"),
        ("confirmed", "yes"),
        ("illustrative", "no"),
        ("calls", ["Road maps"]),
        ("answers", [{"question": "way-forward", "reply": "maybe"}]),
        ("preferences", [{"country": "corvo", "stance": "suport"}]),
        ("preferences", [{"country": "corvo", "rank": 0}]),
        ("preferences", [{"country": "corvo", "priority": "highest"}]),
    ],
)
def test_every_word_of_a_position_is_one_of_those_allowed(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        position(**{field: value})
    assert [error["loc"][0] for error in refused.value.errors()] == [field]
