"""`partner outline`: drafting and reading indicative outlines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from difflib import unified_diff
from enum import StrEnum
from typing import Annotated, Any

import typer

from partnercli.checks.judgement import judge
from partnercli.checks.readings import Readings
from partnercli.checks.registry import run
from partnercli.cli.findings_text import write_findings
from partnercli.cli.lookup import find_country
from partnercli.cli.outline_screen import outlines_screen, screen
from partnercli.cli.problems import NoAccess, NotFound, Refused, Usage
from partnercli.cli.session import Session, errors, shown, sound
from partnercli.documents.words import listed, plural
from partnercli.outlines.draft import Draft, UnknownInstrument, draft_outline
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import Lookup
from partnercli.records.period import read_day
from partnercli.repository.canonical import NotCanonical, canonical, plain
from partnercli.repository.load import Loaded, Scope, load
from partnercli.repository.trees import Overlay
from partnercli.repository.write import NOTHING, Occupied, WriteProblem, write_atomic


class Format(StrEnum):
    """How outlines are written out."""

    TEXT = "text"
    JSON = "json"


app = typer.Typer(
    help="Draft and read the indicative outline for a partner country.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


def _day(text: str) -> date:
    try:
        return read_day(text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


@app.command("new")
def new(
    context: typer.Context,
    country: Annotated[
        str, typer.Argument(metavar="COUNTRY", help="The country: name, slug, ISO code or alias.")
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of record; otherwise the current document's date."),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="INSTRUMENT", help="An instrument wanted beyond the defaults. Repeatable."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the new file and write nothing.")] = False,
) -> int:
    """Draft the outline for a country from its record and the catalogue of instruments.

    Writes data/outlines/<country>.yaml, never over a file that is there. The draft says why each step stands
    where it does; comments say what is still to decide.
    """
    session: Session = context.obj
    loaded = session.load(Scope.of_outlines())
    exercise, code = sound(session, loaded)
    key = find_country(exercise, country)
    path = Kind.OUTLINE.file(key)
    if key in exercise.ids(Kind.OUTLINE):
        raise Refused(f"{path} is there already", "edit it, or remove it first; it is never overwritten")
    day = _day(on) if on else _day_of_record(exercise)
    draft = _drafted(exercise, key, day, [_instrument(exercise, name) for name in wanted or ()])
    text = _text(path, draft, day)
    _checked(session, loaded, path, text)
    if dry_run:
        lines = text.decode().splitlines(keepends=True)
        session.terminal.write("".join(unified_diff([], lines, "/dev/null", path)))
        return code
    _write(session, path, text)
    session.terminal.line(shown(session.root / path))
    for line in _said(exercise, draft):
        session.terminal.note(line)
    return code


def _day_of_record(exercise: Exercise) -> date:
    config = exercise.config
    document = exercise.documents.get((config and config.current_document) or "")
    if document is None:
        raise Usage("there is no current document to take the day of record from", "give it: --on 2021-05-25")
    return document.date


def _instrument(exercise: Exercise, name: str) -> str:
    names = Lookup({key: (instrument.name,) for key, instrument in exercise.instruments.items()})
    if (found := names.find(name)) is not None:
        return found
    near = names.suggest(name)
    hint = f"did you mean {near[1]}?" if near else "see data/instruments/ for those there are"
    raise NotFound(f'there is no instrument "{name}"', hint)


def _drafted(exercise: Exercise, key: str, day: date, wanted: list[str]) -> Draft:
    try:
        return draft_outline(
            key,
            exercise.countries[key],
            exercise.instruments,
            on=day,
            wanted=wanted,
            meetings=exercise.meetings,
        )
    except UnknownInstrument as error:
        raise NotFound(f'there is no instrument "{error.instrument}"') from error


def _text(path: str, draft: Draft, day: date) -> bytes:
    head = f"Drafted on the state of {day} by `partner outline new`; every line is yours to change."
    try:
        return canonical(path, draft.outline, {("country",): head, **draft.comments})
    except NotCanonical as error:
        raise Refused(f"the draft cannot be written: {error}", "shorten the records it rests on") from error


def _checked(session: Session, loaded: Loaded, path: str, text: bytes) -> None:
    """The repository as it would be with the new file: refused if that would break anything."""
    after = load(Overlay(loaded.tree, {path: text}), Scope.of_outlines())
    found = after.placed(
        finding for finding in (*after.findings, *run(after.exercise)) if finding.file == path
    )
    new = errors(judge(found, after.acceptances, after.exercise.config).findings)
    if new:
        write_findings(session.terminal, after, new)
        raise Refused("the draft would not be valid, so nothing was written", "mend the records it rests on")


def _write(session: Session, path: str, text: bytes) -> None:
    try:
        write_atomic(session.root / path, text, NOTHING)
    except Occupied as error:
        raise Refused(str(error), "edit it, or remove it first; it is never overwritten") from error
    except WriteProblem as error:
        raise NoAccess(str(error), "check the folder's permissions and the space left") from error


def _said(exercise: Exercise, draft: Draft) -> Iterator[str]:
    outline = draft.outline
    outreach = sum(step.outreach for step in outline.steps)
    yield f"{plural(len(outline.steps), 'step')}, {outreach} of them outreach; gaps: {listed(outline.gaps) or 'none'}"
    if outline.later:
        names = [exercise.instruments[left.instrument].name for left in outline.later]
        yield f"left for later: {listed(names)}"
    for warning in draft.warnings:
        yield f"warning: {warning}"


@app.command("list")
def list_outlines(
    context: typer.Context,
    output: Annotated[Format, typer.Option("--format", help="text, or json for programs.")] = Format.TEXT,
) -> int:
    """List the outlines there are, and the priority countries that have none."""
    session: Session = context.obj
    loaded = session.load(Scope.of_meeting().also(Kind.OUTLINE))
    exercise, code = sound(session, loaded)
    tally = Readings(exercise).current_tally
    if output is Format.TEXT:
        session.terminal.lines(outlines_screen(exercise, tally))
        return code
    missing = (
        [row.country for row in tally.priorities if row.country not in exercise.outlines] if tally else []
    )
    outlines = [
        {"country": key, "status": outline.status, "steps": len(outline.steps)}
        for key, outline in sorted(exercise.outlines.items())
    ]
    illustrative = tally is not None and tally.illustrative
    _json(
        session, "partner.outlines/1", exercise, illustrative, outlines=outlines, priorities_without=missing
    )
    return code


@app.command("show")
def show_outline(
    context: typer.Context,
    country: Annotated[
        str, typer.Argument(metavar="COUNTRY", help="The country: name, slug, ISO code or alias.")
    ],
    output: Annotated[Format, typer.Option("--format", help="text, or json for programs.")] = Format.TEXT,
) -> int:
    """Show one outline: objectives, steps in order with lead and time, contributions, gaps."""
    session: Session = context.obj
    loaded = session.load(Scope.of_outlines())
    exercise, code = sound(session, loaded)
    key = find_country(exercise, country)
    if key not in exercise.outlines:
        raise NotFound(
            f"{exercise.countries[key].name} has no outline", f"draft it: partner outline new {key}"
        )
    if output is Format.TEXT:
        session.terminal.lines(screen(exercise, key, min(session.terminal.width, 100)))
    else:
        _json(session, "partner.outline/1", exercise, False, outline=plain(exercise.outlines[key]))
    return code


def _json(session: Session, name: str, exercise: Exercise, illustrative: bool, **content: Any) -> None:
    """One JSON object: its contract, how it is handled, and what it holds."""
    marking = str(exercise.config.marking if exercise.config else Marking.LIMITE)
    whole = {"format": name, "marking": marking, "illustrative": illustrative, **content}
    session.terminal.write(json.dumps(whole, ensure_ascii=False, indent=2, default=float) + "\n")
