"""`partner country cooperation`, `contribution` and `indicator`: facts about a country, each with its source."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, revised
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import given, one_of, sources_given, understood
from partnercli.cli.options import (
    CountryName,
    DryRun,
    InstrumentName,
    NoteText,
    SourceReference,
    SourceTitles,
    SourceUrl,
    Verified,
)
from partnercli.cli.session import Session
from partnercli.library.lookup import find_country, find_delegation, find_instrument
from partnercli.library.problems import Refused, Usage
from partnercli.recording.amounts import read_amount, read_figure
from partnercli.recording.countries import (
    Incomplete,
    NoSource,
    WhichOne,
    outdated_since,
    with_contribution,
    with_cooperation,
    with_indicator,
)
from partnercli.records.contribution import ContributionKind
from partnercli.records.country import CooperationStatus
from partnercli.records.kinds import Kind
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

AmountText = Annotated[
    str | None, typer.Option("--amount", help='A sum with its currency: "10 million EUR".')
]


def record_cooperation(
    context: typer.Context,
    country: CountryName,
    instrument: InstrumentName,
    status: Annotated[
        str | None,
        typer.Option("--status", help="in-force, signed, negotiating, exploratory, suspended or ended."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="When that status was reached: 2014-03-03, 2014-03, 2014.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Its last day; after it the instrument counts as ended.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="Which one, where the instrument stands there twice.")
    ] = None,
    amount: AmountText = None,
    participants: Annotated[
        list[str] | None, typer.Option("--participant", help="A delegation that takes part. Repeatable.")
    ] = None,
    check: Annotated[str | None, typer.Option("--check", help="What is still open about it.")] = None,
    note: NoteText = None,
    verified: Verified = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    dry_run: DryRun = False,
) -> int:
    """Record an instrument that exists with a country or is worked on, or what changed about it.

    The same instrument and title is changed, any other is added. Another status needs its source; the day of
    the old status goes with it.

    Example: partner country cooperation tunisia europol-agreement --unverified
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    codes = exercise.in_protocol_order({find_delegation(exercise, name) for name in participants or ()})
    fact = given(
        instrument=find_instrument(exercise, instrument),
        title=title,
        status=status and one_of(CooperationStatus, status, "status"),
        since=since,
        until=until,
        verified=verified,
        check=check,
        participants=list(codes),
        amount=_amount(amount),
        note=note,
        sources=sources_given(titles, reference, url),
    )
    code = _recorded(session, loaded, country, fact, with_cooperation, dry_run)
    gone = outdated_since(plain(exercise.countries[find_country(exercise, country)]), fact)
    if gone is not None:
        session.terminal.note(
            f"{gone} was the day of the old status and is taken out: add --since for the new one"
        )
    return code


def record_contribution(
    context: typer.Context,
    country: CountryName,
    instrument: InstrumentName,
    delegation: Annotated[
        str, typer.Argument(metavar="DELEGATION", help="The Member State: code, name or alias.")
    ],
    description: Annotated[str | None, typer.Option("--description", help="What it does.")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="lead, financial, operational, participation, political or none."),
    ] = None,
    amount: AmountText = None,
    period: Annotated[
        str | None, typer.Option("--period", help="When: 2019, 2016/2019, or 2016/ when it goes on.")
    ] = None,
    note: NoteText = None,
    verified: Verified = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    dry_run: DryRun = False,
) -> int:
    """Record what a Member State brings to an instrument with a country; the same description is changed.

    Example: partner country contribution tunisia mobility-partnership IT --kind operational --description
    "What it brings" --source "Where it says so"
    """
    session: Session = context.obj
    if description is None:
        raise Usage("a contribution needs to say what it is", 'give it: --description "…"')
    loaded = session.load(Scope.everything())
    fact = given(
        instrument=find_instrument(loaded.exercise, instrument),
        delegation=find_delegation(loaded.exercise, delegation),
        kind=kind and one_of(ContributionKind, kind, "kind of contribution"),
        description=description,
        amount=_amount(amount),
        period=period,
        note=note,
        verified=verified,
        sources=sources_given(titles, reference, url),
    )
    return _recorded(session, loaded, country, fact, with_contribution, dry_run)


def record_indicator(
    context: typer.Context,
    country: CountryName,
    measure: Annotated[str | None, typer.Option("--measure", help="What is counted.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="The year it belongs to.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="The figure: 44 200 or 44200.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="What one is: persons.")] = None,
    rounded_to: Annotated[
        int | None, typer.Option("--rounded-to", help="How coarsely the source rounds it: 100.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", help="The day or time within the year, in words.")
    ] = None,
    note: NoteText = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    dry_run: DryRun = False,
) -> int:
    """Record a figure on migration from or through a country; the same measure, year and date is changed.

    Example: partner country indicator uganda --measure "refugees hosted" --year 2020 --date "end of 2020"
    --value 1400000 --source "UNHCR, Global Trends 2020"
    """
    session: Session = context.obj
    if measure is None or year is None:
        raise Usage("a figure needs to say what is counted, and when", 'give --measure "…" and --year')
    loaded = session.load(Scope.everything())
    fact = given(
        measure=measure,
        year=year,
        value=_figure(value),
        unit=unit,
        rounded_to=rounded_to,
        date=day,
        note=note,
        sources=sources_given(titles, reference, url),
    )
    return _recorded(session, loaded, country, fact, with_indicator, dry_run)


def _amount(text: str | None) -> dict[str, Any] | None:
    return None if text is None else understood(read_amount, text)


def _figure(text: str | None) -> int | Decimal | None:
    if text is None:
        return None
    value = understood(read_figure, text)
    return int(value) if value == value.to_integral_value() else value


def _recorded(
    session: Session,
    loaded: Loaded,
    country: str,
    fact: Plain,
    put: Callable[[Plain, Plain], Plain],
    dry_run: bool,
) -> Exit:
    """Put a fact into a country's file; raises Usage or Refused where it is not whole."""
    key = find_country(loaded.exercise, country)
    try:
        change = revised(loaded, Kind.COUNTRY, key, lambda values: put(values, fact))
    except NoSource as error:
        raise Usage("every fact needs its source", 'say where it can be checked: --source "TITLE"') from error
    except Incomplete as error:
        raise Usage(
            f"a new entry needs its {error.field}", f"add --{error.field.replace('_', '-')}"
        ) from error
    except WhichOne as error:
        named = "; ".join(title or "one without a title" for title in error.titles)
        raise Refused(
            f"{fact['instrument']} stands there {len(error.titles)} times: {named}",
            "say which one, or a new one, with --title",
        ) from error
    carry_out(session, loaded, [change], dry_run=dry_run)
    return Exit.FINE
