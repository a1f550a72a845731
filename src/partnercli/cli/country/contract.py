"""Countries as JSON: the contracts `partner.countries/1` and `partner.country/1`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypedDict

from partnercli.cli.country.screen import CountryRow
from partnercli.cli.marks import Handling, handling
from partnercli.records.contract_words import Count, CountryRecord, Day
from partnercli.records.exercise import Exercise
from partnercli.records.outline import OutlineStatus
from partnercli.repository.canonical import plain


class ListedCountryContract(TypedDict):
    """A country, and how much exists or is under way with it."""

    country: str
    """Its id."""
    name: str
    """Its name on the day."""
    region: str
    """Its region, by its id."""
    iso2: str | None
    """Its ISO 3166-1 code of two letters; null where it is not recorded."""
    iso3: str | None
    """Its ISO 3166-1 code of three letters; null where it is not recorded."""
    in_force: Count
    """How many instruments are in force with it."""
    under_way: Count
    """How many have come less far: explored, negotiated, signed or suspended; what has ended is not counted."""
    outline: OutlineStatus | None
    """How far its outline has come; null where it has none."""


class CountriesContract(Handling):
    """The countries there are."""

    format: Literal["partner.countries/1"]
    """The contract's name and version."""
    on: Day
    """The day of which their names and what exists with them are told."""
    countries: list[ListedCountryContract]
    """The countries, by region and name."""


class CountryContract(Handling):
    """All that is recorded of one country."""

    format: Literal["partner.country/1"]
    """The contract's name and version."""
    id: str
    """Its id."""
    country: CountryRecord
    """The country as its file says it."""


def countries_contract(exercise: Exercise, rows: Iterable[CountryRow], on: date) -> CountriesContract:
    """The countries as plain values, in the order given."""
    return {
        "format": "partner.countries/1",
        **handling(exercise),
        "on": on.isoformat(),
        "countries": [_listed(exercise, row) for row in rows],
    }


def _listed(exercise: Exercise, row: CountryRow) -> ListedCountryContract:
    record, outline = exercise.countries[row.country], exercise.outlines.get(row.country)
    return {
        "country": row.country,
        "name": row.name,
        "region": record.region,
        "iso2": record.iso2,
        "iso3": record.iso3,
        "in_force": row.in_force,
        "under_way": row.under_way,
        "outline": outline.status if outline else None,
    }


def country_contract(exercise: Exercise, key: str) -> CountryContract:
    """The country with this id as plain values."""
    country = plain(exercise.countries[key])
    return {"format": "partner.country/1", **handling(exercise), "id": key, "country": country}
