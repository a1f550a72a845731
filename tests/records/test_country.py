from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.country import CooperationStatus, Country

SOURCES = [{"title": "Gazetteer"}]
CORVO = {
    "name": "Corvo",
    "region": "inner-plain",
    "iso2": "XC",
    "aliases": ["Raven Land"],
    "names": [
        {"from": "2033-01-01", "name": "New Corvo"},
        {"from": "2031-06-01", "name": "Corvía", "official_name": "Republic of Corvía"},
    ],
    "sources": SOURCES,
}


def refused(**fields: Any) -> list[tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as caught:
        Country.model_validate(CORVO | fields)
    return [error["loc"] for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2031, 5, 31), "Corvo"),
        (date(2031, 6, 1), "Corvía"),
        (date(2032, 12, 31), "Corvía"),
        (date(2033, 1, 1), "New Corvo"),
    ],
)
def test_a_document_uses_the_name_of_its_day(day: date, name: str) -> None:
    assert Country.model_validate(CORVO).name_on(day) == name


def test_a_country_is_looked_up_by_every_name_it_ever_bore() -> None:
    called = Country.model_validate(CORVO).called
    assert called == ("Corvo", "XC", "New Corvo", "Corvía", "Republic of Corvía", "Raven Land")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iso2", "xc"),
        ("iso2", "XCC"),
        ("iso3", "XC"),
        ("roles", ["transition"]),
        ("groups", ["A B"]),
        ("sources", []),
    ],
)
def test_codes_roles_groups_and_sources_keep_to_their_form(field: str, value: object) -> None:
    assert [place[0] for place in refused(**{field: value})] == [field]


def test_cooperation_that_ends_before_it_begins_is_refused() -> None:
    entry = {
        "instrument": "grant",
        "status": "ended",
        "since": "2031",
        "until": "2030-12",
        "sources": SOURCES,
    }
    assert refused(cooperation=[entry]) == [("cooperation", 0)]


def test_cooperation_may_end_within_the_period_in_which_it_begins() -> None:
    entry = {
        "instrument": "grant",
        "status": "ended",
        "since": "2031",
        "until": "2031-03",
        "sources": SOURCES,
    }
    country = Country.model_validate(CORVO | {"cooperation": [entry]})
    assert country.cooperation[0].status is CooperationStatus.ENDED
    assert country.cooperation[0].verified


def test_the_strongest_status_stands_first() -> None:
    assert list(CooperationStatus) == [
        "in-force",
        "signed",
        "negotiating",
        "exploratory",
        "suspended",
        "ended",
    ]
