"""`partner outline check`: what is wrong or doubtful in the outlines on a day, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import Annotated

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.findings_text import write_findings
from partnercli.cli.given import day_or
from partnercli.cli.narrow import flowing
from partnercli.cli.options import Format, Output
from partnercli.cli.outline.check_contract import to_contract
from partnercli.cli.outline.faults import Fault, faults_of, outline_of
from partnercli.cli.outline.screen import head, name_of
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.documents.words import day_in_words
from partnercli.findings import Severity
from partnercli.library.lookup import find_country, find_outline
from partnercli.library.problems import Refused
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def check(
    context: typer.Context,
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="COUNTRY", help="The countries whose outlines to check; otherwise all."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which to read them; otherwise today.")
    ] = None,
    output: Output = Format.TEXT,
) -> int:
    """Check outlines on a day: order, circles, dates that cannot be, holds, alternatives, steps that are late.

    Each fault comes with its step and what to do. Ends with 1 where there are errors, with 0 where there are
    only warnings.

    Example: partner outline check --on 2021-06-15
    """
    session: Session = context.obj
    day = day_or(on, session.today)
    loaded = session.load(Scope.everything())
    _require_readable(session, loaded)
    exercise = loaded.exercise
    keys = [_outline(exercise, name) for name in countries or ()] or sorted(exercise.ids(Kind.OUTLINE))
    faults = faults_of(loaded, dict.fromkeys(keys), day)
    if output is Format.JSON:
        session.terminal.json(to_contract(exercise, faults, day))
    else:
        session.terminal.lines(_screen(exercise, faults, day, session.terminal.text_width))
    wrong = any(fault.severity is Severity.ERROR for found in faults.values() for fault in found)
    return Exit.ERRORS if wrong else Exit.FINE


def _outline(exercise: Exercise, name: str) -> str:
    """The id of a country's outline, one that cannot be read included."""
    key = find_country(exercise, name)
    return key if key in exercise.ids(Kind.OUTLINE) else find_outline(exercise, name)


def _require_readable(session: Session, loaded: Loaded) -> None:
    """Refused where a file beside the outlines cannot be read: what rests on it could not be checked."""
    broken = [one for one in loaded.findings if one.severity is Severity.ERROR and not outline_of(one)]
    if broken:
        write_findings(session.terminal, loaded, broken)
        raise Refused("the data cannot be read as they are", "mend the files named above, then try again")


def _screen(
    exercise: Exercise, faults: Mapping[str, Sequence[Fault]], day: date, width: int
) -> Iterator[Line]:
    read = [exercise.outlines[key] for key in faults if key in exercise.outlines]
    yield from head(exercise, *read, width=width)
    yield from wrapped(f"Indicative outlines as they stand on {day_in_words(day)}", width)
    for key, found in faults.items():
        yield ()
        yield from flowing((Piece(name_of(exercise, key), "bold"), f" · {_status(exercise, key)}"), width)
        if not found:
            yield ("    nothing to mend",)
        yield from _by_step(found, width)
    yield ()
    yield from wrapped(_summary(faults), width)


def _by_step(found: Sequence[Fault], width: int) -> Iterator[Line]:
    """The faults of one outline under their steps; what to do is said once where it is the same."""
    hints: set[str] = set()
    for step, faults in groupby(found, key=lambda fault: (fault.step, fault.id)):
        number, name = step
        yield from wrapped(
            f"{number:>3}. {name}".rstrip() if number else "    the outline", width, indent="     "
        )
        for fault in faults:
            weight = f"{fault.severity} {fault.code}".rstrip()
            first, *rest = wrap(
                f"{weight}: {fault.message}", width, initial_indent="     ", subsequent_indent="       "
            )
            yield ("     ", Piece(weight, _STYLES[fault.severity]), first.strip().removeprefix(weight))
            hint = (
                []
                if fault.hint in hints
                else wrap(f"→ {fault.hint}", width, initial_indent="       ", subsequent_indent="         ")
            )
            yield from ((line,) for line in (*rest, *hint))
            hints.add(fault.hint)


def _summary(faults: Mapping[str, Sequence[Fault]]) -> str:
    if not faults:
        return "There is no outline yet. Draft one: partner outline new COUNTRY"
    every = [fault.severity for found in faults.values() for fault in found]
    counts = [plural(every.count(one), str(one)) for one in Severity if one in every]
    said = f"{', '.join(counts)} in {sum(map(bool, faults.values()))}" if counts else "nothing to mend in any"
    return f"{said} of {plural(len(faults), 'outline')}"


def _status(exercise: Exercise, key: str) -> str:
    return exercise.outlines[key].status if key in exercise.outlines else "cannot be read"
