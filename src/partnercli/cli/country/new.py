"""`partner country new`: a partner country that has no record yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, new_record
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import given, sources_given, words_given
from partnercli.cli.options import DryRun, NoteText, SourceReference, SourceTitles, SourceUrl
from partnercli.cli.session import Session
from partnercli.library.lookup import find_region
from partnercli.library.problems import Refused, Usage
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import fold
from partnercli.records.slug import is_slug, slugify
from partnercli.repository.scope import Scope

_NAMING = ("name", "official_name", "iso2", "iso3")


def new_country(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its short name, as the Council writes it.")],
    region: Annotated[str | None, typer.Option("--region", help="Its region: id or name.")] = None,
    official_name: Annotated[str | None, typer.Option("--official-name", help="Its official name.")] = None,
    iso2: Annotated[str | None, typer.Option("--iso2", help="Two capital letters (ISO 3166-1).")] = None,
    iso3: Annotated[str | None, typer.Option("--iso3", help="Three capital letters (ISO 3166-1).")] = None,
    aliases: Annotated[
        list[str] | None, typer.Option("--alias", help="Another name it is looked up by. Repeatable.")
    ] = None,
    roles: Annotated[
        list[str] | None,
        typer.Option("--role", help="origin, transit or host, only where a source says so. Repeatable."),
    ] = None,
    groups: Annotated[
        list[str] | None,
        typer.Option("--group", help="A group that decides which instruments fit: acp. Repeatable."),
    ] = None,
    working_party: Annotated[
        str | None, typer.Option("--working-party", help="The Council's geographic working party: MAMA.")
    ] = None,
    footnote: Annotated[str | None, typer.Option("--footnote", help="The footnote its name carries.")] = None,
    note: NoteText = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    dry_run: DryRun = False,
) -> int:
    """Record a partner country; its id is made from its name.

    Example: partner country new Oman --region middle-east --source UNTERM
    """
    session: Session = context.obj
    name = words_given(name)
    key = slugify(name)
    if not is_slug(key):
        raise Usage(f'no id can be made from "{name}"', "write the name in letters, at most 64 of them")
    found = sources_given(titles, reference, url)
    loaded = session.load(Scope.everything())
    _refuse_there(loaded.exercise, key)
    if region is None or found is None:
        raise _lacking(loaded.exercise, region, found)
    values = given(
        name=name,
        official_name=official_name,
        iso2=iso2,
        iso3=iso3,
        region=find_region(loaded.exercise, region),
        roles=roles,
        aliases=aliases,
        working_party=working_party,
        groups=groups,
        footnote=footnote,
        note=note,
    )
    change = new_record(Kind.COUNTRY, key, {**values, "sources": found})
    _refuse_known(loaded.exercise, key, values)
    carry_out(session, loaded, [change], dry_run=dry_run)
    return Exit.FINE


def _lacking(exercise: Exercise, region: str | None, found: object | None) -> Usage:
    """What a new country lacks of region and sources, all at once."""
    faults = []
    if region is None:
        known = ", ".join(exercise.region_order)
        faults.append(("a country needs its region", f"give it with --region: {known}"))
    if found is None:
        how = 'say where the name and codes can be checked: --source "TITLE"'
        faults.append(("every fact needs its source", how))
    texts, hints = zip(*faults, strict=True)
    return Usage("; ".join(texts), "; ".join(hints))


def _refuse_there(exercise: Exercise, key: str) -> None:
    """Refused where the country is recorded already: that goes before whatever else is wrong."""
    if key in exercise.ids(Kind.COUNTRY):
        hint = f"see it: partner country show {key}; change it: partner country set {key} FIELD=VALUE"
        raise Refused(f"{Kind.COUNTRY.file(key)} is there already", hint)


def _refuse_known(exercise: Exercise, key: str, values: Mapping[str, Any]) -> None:
    """Refused where a country that goes by one of its names or codes is recorded already."""
    names = [*(values[field] for field in _NAMING if field in values), *values.get("aliases", ()), key]
    if clashes := list(_clashes(exercise, names)):
        raise Refused(
            "; ".join(clashes), "if it is the same country, change that record; else leave the name out"
        )


def _clashes(exercise: Exercise, names: Iterable[str]) -> Iterator[str]:
    for name in {fold(name): name for name in reversed(list(names))}.values():
        owner = exercise.country_names.find(name)
        if owner is not None:
            yield f'"{name}" stands for {exercise.countries[owner].name} ({owner}) already'
