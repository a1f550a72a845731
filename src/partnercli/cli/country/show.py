"""`partner country list`, `show` and `set`: the countries there are, and one of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import typer

from partnercli.checks.readings import Readings
from partnercli.cli.country.screen import CountryRow, countries_screen, country_screen
from partnercli.cli.editing import set_fields
from partnercli.cli.lookup import find_country
from partnercli.cli.marks import write_json
from partnercli.cli.options import Assignments, CountryName, DryRun, Format, Output
from partnercli.cli.session import Session, sound
from partnercli.documents.partners import by_region
from partnercli.outlines.state import standings
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import fold
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope


def list_countries(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the countries by region: code, how much exists or is under way with each, and its outline."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    day = Readings(exercise).day_of_record or session.today
    regions = [
        (region, [_row(exercise, country, day) for country in countries])
        for region, countries in by_region(exercise, _by_name(exercise))
    ]
    if output is Format.TEXT:
        session.terminal.lines(countries_screen(exercise, regions, day))
        return code
    rows = [_summary(exercise, row) for _, found in regions for row in found]
    write_json(session, "partner.countries/1", exercise, on=day.isoformat(), countries=rows)
    return code


def _by_name(exercise: Exercise) -> list[str]:
    return sorted(exercise.countries, key=lambda country: (fold(exercise.countries[country].name), country))


def _row(exercise: Exercise, country: str, day: date) -> CountryRow:
    record = exercise.countries[country]
    held = standings(record, day).values()
    outline = exercise.outlines.get(country)
    return CountryRow(
        country,
        record.name_on(day),
        record.iso2 or "",
        sum(standing.in_force for standing in held),
        sum(standing.live for standing in held),
        str(outline.status) if outline else "",
    )


def _summary(exercise: Exercise, row: CountryRow) -> dict[str, Any]:
    record = exercise.countries[row.country]
    return {
        "country": row.country,
        "name": row.name,
        "region": record.region,
        "iso2": record.iso2,
        "iso3": record.iso3,
        "in_force": row.in_force,
        "under_way": row.under_way,
        "outline": row.outline or None,
    }


def show_country(context: typer.Context, country: CountryName, output: Output = Format.TEXT) -> int:
    """Show all that is recorded of one country, with its sources."""
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    key = find_country(exercise, country)
    if output is Format.TEXT:
        session.terminal.lines(country_screen(exercise, key, min(session.terminal.width, 100)))
    else:
        record = exercise.countries[key]
        write_json(session, "partner.country/1", exercise, id=key, country=plain(record))
    return code


def set_country(
    context: typer.Context, name: CountryName, assignments: Assignments, dry_run: DryRun = False
) -> int:
    """Set fields of a country's record, all else in its file left as it is.

    A list is separated by commas: aliases="Tunisie,Tunesien". A field within another is named with a dot, an
    entry by what it begins with: cooperation.grant.status=signed. Nothing is written if it would break the data.
    """
    return set_fields(context.obj, Kind.COUNTRY, find_country, name, assignments, dry_run=dry_run)
