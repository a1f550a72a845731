"""`partner country list`, `show` and `set`: the countries there are, and one of them."""

from __future__ import annotations

from datetime import date

import typer

from partnercli.cli.country.contract import countries_contract, country_contract
from partnercli.cli.country.screen import CountryRow, countries_screen, country_screen
from partnercli.cli.editing import set_fields
from partnercli.cli.options import Assignments, CountryName, DryRun, Format, Output
from partnercli.cli.session import Session, sound
from partnercli.documents.partners import by_region
from partnercli.library.lookup import find_country
from partnercli.outlines.state import standings
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import fold
from partnercli.repository.scope import Scope


def list_countries(context: typer.Context, output: Output = Format.TEXT) -> int:
    """List the countries by region: code, how much exists or is under way with each, and its outline.

    Example: partner country list
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    day = exercise.day_of_record or session.today
    regions = [
        (region, [_row(exercise, country, day) for country in countries])
        for region, countries in by_region(exercise, _by_name(exercise))
    ]
    if output is Format.TEXT:
        session.terminal.lines(countries_screen(exercise, regions, day, session.terminal.text_width))
        return code
    rows = [row for _, found in regions for row in found]
    session.terminal.json(countries_contract(exercise, rows, day))
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


def show_country(context: typer.Context, country: CountryName, output: Output = Format.TEXT) -> int:
    """Show all that is recorded of one country, with its sources.

    Example: partner country show Tunisia
    """
    session: Session = context.obj
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    key = find_country(exercise, country)
    if output is Format.TEXT:
        session.terminal.lines(country_screen(exercise, key, session.terminal.text_width))
    else:
        session.terminal.json(country_contract(exercise, key))
    return code


def set_country(
    context: typer.Context, name: CountryName, assignments: Assignments, dry_run: DryRun = False
) -> int:
    """Set fields of a country's record, all else in its file left as it is.

    A list is separated by commas: aliases="Tunisie,Tunesien". A field within another is named with a dot, an
    entry by what it begins with: cooperation.grant.status=signed. Nothing is written if it would break the data.

    Example: partner country set tunisia aliases="Tunisie,Tunesien"
    """
    return set_fields(context.obj, Kind.COUNTRY, find_country, name, assignments, dry_run=dry_run)
