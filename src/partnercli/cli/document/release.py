"""`partner document release`: the recorded decision that a public version needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, revised
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_or, given
from partnercli.cli.options import DocumentName, DryRun
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words, listed
from partnercli.library.lookup import find_delegation, find_document
from partnercli.library.problems import Refused, Usage
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.plain import in_order
from partnercli.repository.scope import Scope


def release_document(
    context: typer.Context,
    document: DocumentName,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who decided.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it was decided; otherwise today.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", help="Where the decision is recorded.")
    ] = None,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="DELEGATION", help="A delegation that the public version may name. Repeatable."
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of an earlier release.")
    ] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the release out again.")] = False,
    dry_run: DryRun = False,
) -> int:
    """Record the decision to release a document: only then a public version of it can be written.

    Example: partner document release 8952/21 --by Coreper
    """
    session: Session = context.obj
    if withdraw and (by or on or reference or names or replace):
        raise Usage("--withdraw takes the release out", "give it alone")
    if not withdraw and not by:
        raise Usage("a release needs to say who decided", 'give it: --by "WHO"')
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    key = find_document(exercise, document)
    record = exercise.documents[key]
    if withdraw:
        _may_be_withdrawn(key, record)
        release = None
    else:
        day = _day(record, on, session.today)
        _may_be_released(key, record, replace)
        codes = exercise.in_protocol_order({find_delegation(exercise, name) for name in names or ()})
        release = given(by=by, on=day.isoformat(), reference=reference, delegations=list(codes))
    change = revised(loaded, Kind.DOCUMENT, key, lambda values: _with(values, release))
    if carry_out(session, loaded, [change], dry_run=dry_run) and not dry_run:
        for line in _opens(key, record, release, exercise) if release else _shuts(record):
            session.terminal.note(line)
    return Exit.FINE


def _day(record: Document, text: str | None, today: date) -> date:
    day = day_or(text, today)
    if day > today:
        raise Refused(f"{day_in_words(day)} is still to come", "record a decision once it was taken")
    if day < record.date:
        hint = "give the day of the decision with --on, or correct the document's date"
        raise Refused(
            f"{day_in_words(day)} is before {record.full_number} itself ({day_in_words(record.date)})", hint
        )
    return day


def _may_be_released(key: str, record: Document, replace: bool) -> None:
    if record.release is not None and not replace:
        hint = f"add --replace for another decision, or: partner document release {key} --withdraw"
        raise Refused(
            f"{record.full_number} was released by {record.release.by} on {day_in_words(record.release.on)}",
            hint,
        )


def _may_be_withdrawn(key: str, record: Document) -> None:
    if record.release is None:
        raise Refused(
            f"no release of {record.full_number} is recorded, so there is none to withdraw",
            f"see what is recorded of it: partner document show {key}",
        )
    if record.marking is Marking.PUBLIC:
        hint = f"mark it first: partner document set {key} marking=LIMITE"
        raise Refused(f"{record.full_number} is marked public, which needs its release", hint)


def _with(values: dict[str, Any], release: dict[str, Any] | None) -> dict[str, Any]:
    others = {key: value for key, value in values.items() if key != "release"}
    return in_order({**others, "release": release}, Document) if release else others


def _opens(key: str, record: Document, release: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    """What the release lets the public have, and what not."""
    if record.by_others:
        yield f"{record.full_number} was written by others, and nothing is written under its number"
        yield "a public NOTE that looks back to it (drift) may say how its list differs"
        return
    names = [exercise.delegations[code].name for code in release.get("delegations", ())]
    named = f"of the Member States only {listed(names)}" if names else "no Member State"
    yield f"a public version of {record.full_number} can be written now: partner render note {key} --public"
    yield f"it may name {named}; counts, reasons and who said what stay out of it"
    if record.marking is Marking.LIMITE:
        yield f"{record.full_number} itself stays LIMITE"
    if "reference" not in release:
        yield "warning: it does not say where the decision is recorded: add --reference with --replace"


def _shuts(record: Document) -> Iterator[str]:
    yield f"no public version of {record.full_number} can be written any more; one that was sent out stays out"
