"""The records that others name, for the Presidency: regions, delegations and countries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from partnercli.documents.partners import by_region
from partnercli.exchange.export.presidency.ground import Ground
from partnercli.exchange.export.references import TO_COUNTRY, TO_DELEGATION, TO_INSTRUMENT, TO_REGION
from partnercli.exchange.export.sheet import (
    Part,
    Placed,
    Sheet,
    day,
    joined,
    parts,
    place,
    placed,
    text,
    whole,
    yes_no,
)
from partnercli.exchange.tables import Reference
from partnercli.records.country import Country, CountryName
from partnercli.records.delegations import Delegation, PopulationYear
from partnercli.records.names import fold
from partnercli.records.presidencies import PresidencyTerm
from partnercli.records.regions import Region


class DelegationRow(NamedTuple):
    """A delegation, its place in protocol order, and what it is on the meeting's day.

    `persons` is its population in the `year` with whose figures the tally reckons.
    """

    place: int
    delegation: Delegation
    member: bool
    expected: bool
    persons: int | None
    year: int | None


class CountryRow(NamedTuple):
    """A country by its id, and its name on the meeting's day."""

    id: str
    country: Country
    name: str


class YearRow(NamedTuple):
    """A year of population figures, and what delegations.yaml says of it, None where it says nothing."""

    year: int
    described: PopulationYear | None


class AbsentRow(NamedTuple):
    """An instrument that is known not to exist with a country."""

    country: str
    instrument: str


def _regions(ground: Ground) -> Iterator[Placed[Region]]:
    return placed(ground.exercise.regions)


def _delegations(ground: Ground) -> Iterator[DelegationRow]:
    year = ground.tally.population.year
    for at, (code, delegation) in enumerate(ground.exercise.delegations.items(), start=1):
        persons = delegation.population.get(year) if year is not None else None
        expected = code in ground.table.expected
        yield DelegationRow(at, delegation, delegation.member_on(ground.day), expected, persons, year)


def _years(ground: Ground) -> Iterator[YearRow]:
    """The years for which any population is given."""
    listed_ones = ground.exercise.delegation_list
    described = {entry.year: entry for entry in (listed_ones.populations if listed_ones else ())}
    given = {year for one in ground.exercise.delegations.values() for year in one.population}
    return (YearRow(year, described.get(year)) for year in sorted(given))


def _terms(ground: Ground) -> Iterator[Placed[PresidencyTerm]]:
    terms = ground.exercise.presidency_list
    return placed(terms.presidencies if terms else ())


def countries_in_order(ground: Ground) -> Iterator[CountryRow]:
    """All countries as lists show them: by region, and by name within it."""
    known = ground.exercise.countries
    names = {key: country.name_on(ground.day) for key, country in known.items()}
    by_name = sorted(known, key=lambda key: (fold(names[key]), key))
    for _, keys in by_region(ground.exercise, by_name):
        yield from (CountryRow(key, known[key], names[key]) for key in keys)


def _absent(ground: Ground) -> Iterator[AbsentRow]:
    for row in countries_in_order(ground):
        yield from (AbsentRow(row.id, one) for one in dict.fromkeys(row.country.absent))


REGIONS: Sheet[Ground, Placed[Region]] = Sheet(
    name="regions",
    means="A region of partner countries.",
    key=("region",),
    fields=(
        text("region", "The region's id.", lambda row: row.what.id, required=True),
        place("Its place in the order of every list, from 1.", lambda row: row.place),
        text("name", "What it is called.", lambda row: row.what.name, required=True),
        text("wording", "How a sentence says that a country lies in it.", lambda row: row.what.in_words),
        text("note", "Who says which countries belong to it.", lambda row: row.what.note),
    ),
    rows=_regions,
    sources=lambda row: row.what.sources or (),
)

POPULATION_YEARS: Sheet[Ground, YearRow] = Sheet(
    name="population_years",
    means="A year with whose population figures the Council votes.",
    key=("year",),
    fields=(
        whole("year", "The year.", lambda row: row.year, required=True),
        text(
            "status",
            "What the figures are: act, eurostat, reported, partial or stand-in; empty where nobody says.",
            lambda row: row.described.status if row.described else None,
        ),
        text("act", "The act that fixes them.", lambda row: row.described.act if row.described else None),
        day(
            "reference_date",
            "The day for which they count the population.",
            lambda row: row.described.reference_date if row.described else None,
        ),
        text(
            "note", "What to know when using them.", lambda row: row.described.note if row.described else None
        ),
    ),
    rows=_years,
    sources=lambda row: row.described.sources if row.described else (),
)

DELEGATIONS: Sheet[Ground, DelegationRow] = Sheet(
    name="delegations",
    means="A delegation of a Member State, or of a former one.",
    key=("delegation",),
    fields=(
        text(
            "delegation",
            "The delegation's code as the institutions write it.",
            lambda row: row.delegation.code,
            required=True,
        ),
        place("Its place in protocol order, from 1.", lambda row: row.place),
        text("name", "Its short name in English.", lambda row: row.delegation.name, required=True),
        text("official_name", "Its official name.", lambda row: row.delegation.official_name),
        text("aliases", "Other names it goes by, by semicolons.", lambda row: joined(row.delegation.aliases)),
        day("accession", "Its first day as a member.", lambda row: row.delegation.accession, required=True),
        day(
            "withdrawal",
            "Its last day as a member; empty for members.",
            lambda row: row.delegation.withdrawal,
        ),
        yes_no("member", "Whether it is a member on the meeting's day.", lambda row: row.member),
        yes_no("expected", "Whether it is counted at the meeting.", lambda row: row.expected),
        whole("population", "Persons, in `population_year`.", lambda row: row.persons),
        whole(
            "population_year",
            "The year of the population figures: the meeting's, or the nearest earlier one.",
            lambda row: row.year,
        ),
    ),
    rows=_delegations,
    references=(Reference(("population_year",), "population_years"),),
)

PRESIDENCIES: Sheet[Ground, Placed[PresidencyTerm]] = Sheet(
    name="presidencies",
    means="A term of the Presidency of the Council.",
    key=("place",),
    fields=(
        place("The place in time, from 1.", lambda row: row.place),
        text("delegation", "The delegation that holds it.", lambda row: row.what.delegation, required=True),
        day("from", "The first day.", lambda row: row.what.start, required=True),
        day("to", "The last day.", lambda row: row.what.end, required=True),
    ),
    rows=_terms,
    references=(TO_DELEGATION,),
)

COUNTRIES: Sheet[Ground, CountryRow] = Sheet(
    name="countries",
    means="A partner country.",
    key=("country",),
    fields=(
        text("country", "The country's id.", lambda row: row.id, required=True),
        text("name", "Its short name on the meeting's day.", lambda row: row.name, required=True),
        text(
            "official_name",
            "Its official name, as first recorded; later ones stand in country_names.",
            lambda row: row.country.official_name,
        ),
        text("region", "The region that it lies in.", lambda row: row.country.region, required=True),
        text("iso2", "Its two letters in ISO 3166-1.", lambda row: row.country.iso2),
        text("iso3", "Its three letters in ISO 3166-1.", lambda row: row.country.iso3),
        text(
            "roles",
            "What it is to migration where a source says so: origin, transit, host; by semicolons.",
            lambda row: joined(row.country.roles),
        ),
        text(
            "groups",
            "Groups that decide which instruments fit, by semicolons.",
            lambda row: joined(row.country.groups),
        ),
        text("aliases", "Other names it goes by, by semicolons.", lambda row: joined(row.country.aliases)),
        text(
            "working_party",
            "The Council's geographic working party for it.",
            lambda row: row.country.working_party,
        ),
        text("footnote", "The footnote that its name carries.", lambda row: row.country.footnote),
        text("note", "What to know about it.", lambda row: row.country.note),
    ),
    rows=countries_in_order,
    references=(TO_REGION,),
    sources=lambda row: row.country.sources,
)

COUNTRY_NAMES: Sheet[Ground, Part[str, CountryName]] = Sheet(
    name="country_names",
    means="A later name of a country, from the day on which it was taken up.",
    key=("country", "place"),
    fields=(
        text("country", "The country.", lambda row: row.of, required=True),
        place("The place in its record, from 1.", lambda row: row.place),
        day("from", "The first day of its use.", lambda row: row.what.start, required=True),
        text("name", "The short name.", lambda row: row.what.name, required=True),
        text("official_name", "The official name.", lambda row: row.what.official_name),
    ),
    rows=lambda ground: parts((row.id, row.country.names) for row in countries_in_order(ground)),
    references=(TO_COUNTRY,),
)

ABSENT: Sheet[Ground, AbsentRow] = Sheet(
    name="absent",
    means="An instrument that is known not to exist with a country.",
    key=("country", "instrument"),
    fields=(
        text("country", "The country.", lambda row: row.country, required=True),
        text("instrument", "The instrument.", lambda row: row.instrument, required=True),
    ),
    rows=_absent,
    references=(TO_COUNTRY, TO_INSTRUMENT),
)
