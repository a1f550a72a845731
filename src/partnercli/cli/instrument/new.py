"""`partner instrument new`: an instrument that the catalogue does not have yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, new_record
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import given, one_of, sources_given, understood
from partnercli.cli.options import (
    DryRun,
    NoteText,
    SourceReference,
    SourceTitles,
    SourceUrl,
    Verified,
)
from partnercli.cli.session import Session
from partnercli.library.lookup import find_instrument
from partnercli.library.problems import Refused, Usage
from partnercli.records.base import check_slug
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import InstrumentKind, Pillar, Strength
from partnercli.records.kinds import Kind
from partnercli.repository.scope import Scope


def new_instrument(
    context: typer.Context,
    instrument: Annotated[str, typer.Argument(metavar="ID", help="Its id: talent-partnership.")],
    name: Annotated[str | None, typer.Option("--name", help="What it is called.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="political, legal, operational or financial.")
    ] = None,
    pillar: Annotated[
        str | None,
        typer.Option(
            "--pillar",
            help="governance, root-causes, protection, legal-migration, irregular-migration or return.",
        ),
    ] = None,
    lead: Annotated[str | None, typer.Option("--lead", help="Who leads it.")] = None,
    partners: Annotated[
        list[str] | None, typer.Option("--with", help="Who works on it with the lead. Repeatable.")
    ] = None,
    what: Annotated[str | None, typer.Option("--what", help="What it is, in a sentence.")] = None,
    legal_base: Annotated[
        str | None, typer.Option("--legal-base", help="The article or act it rests on.")
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(
            "--after",
            metavar="INSTRUMENT[=required]",
            help="What stands before it: by law (required), or normally, which is the default. Repeatable.",
        ),
    ] = None,
    outreach: Annotated[bool, typer.Option("--outreach", help="It is contact with the partner.")] = False,
    consent: Annotated[bool, typer.Option("--consent", help="The partner must agree to it.")] = False,
    no_default: Annotated[bool, typer.Option("--no-default", help="It is never proposed unasked.")] = False,
    note: NoteText = None,
    verified: Verified = None,
    titles: SourceTitles = None,
    reference: SourceReference = None,
    url: SourceUrl = None,
    dry_run: DryRun = False,
) -> int:
    """Record an instrument that the catalogue does not have yet.

    Example: partner instrument new twinning --name Twinning --kind operational --pillar governance --lead
    Commission --source "Twinning Manual"
    """
    session: Session = context.obj
    key = understood(check_slug, instrument)
    loaded = session.load(Scope.everything())
    if key in loaded.exercise.ids(Kind.INSTRUMENT):
        hint = f"see it: partner instrument show {key}; change it: partner instrument set {key} FIELD=VALUE"
        raise Refused(f"{Kind.INSTRUMENT.file(key)} is there already", hint)
    needed = {"--name": name, "--kind": kind, "--pillar": pillar, "--lead": lead, "--source": titles}
    if lacking := [option for option, value in needed.items() if not value]:
        raise Usage(
            f"an instrument needs {', '.join(lacking)} as well", "give each; every fact has its source"
        )
    values = given(
        name=name,
        kind=kind and one_of(InstrumentKind, kind, "kind of instrument"),
        pillar=pillar and one_of(Pillar, pillar, "pillar"),
        what=what,
        legal_base=legal_base,
        lead=lead,
        **{"with": partners},
        outreach=outreach or None,
        consent=consent or None,
        default=False if no_default else None,
        usually_after=_predecessors(loaded.exercise, after or ()),
        verified=verified,
        note=note,
        sources=sources_given(titles, reference, url),
    )
    carry_out(session, loaded, [new_record(Kind.INSTRUMENT, key, values)], dry_run=dry_run)
    return Exit.FINE


def _predecessors(exercise: Exercise, named: Sequence[str]) -> list[dict[str, Any]]:
    """What stands before it, as records hold it; raises NotFound or Usage."""
    found: dict[str, str] = {}
    for text in named:
        name, _, strength = text.partition("=")
        key = find_instrument(exercise, name)
        if key in found:
            raise Usage(f"{key} is given twice with --after", "keep one of them")
        found[key] = one_of(Strength, strength or "normally", "strength of an order")
    return [{"instrument": key, "strength": strength} for key, strength in found.items()]
