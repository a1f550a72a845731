"""`partner outline new`: the draft of an outline, made by the rules from the records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from partnercli.cli.changes import carry_out, new_file
from partnercli.cli.given import day_given
from partnercli.cli.options import CountryName, DryRun
from partnercli.cli.session import Session, sound
from partnercli.documents.words import listed
from partnercli.library.lookup import find_country, find_instrument, find_meeting, typed
from partnercli.library.problems import Refused, Usage
from partnercli.outlines.draft import Draft, draft_outline
from partnercli.outlines.drafted import recorded
from partnercli.outlines.schedule import Settled
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.outline import Hold, Outline
from partnercli.records.period import Period
from partnercli.records.plain import in_order
from partnercli.records.plural import plural
from partnercli.repository.canonical import plain
from partnercli.repository.scope import Scope

RecordDay = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="The day of record; otherwise the date of the current document, of the current meeting, or today.",
    ),
]
_OURS = "What the rules wrote: `partner outline update` changes only what nobody else did. Leave it as it is."


class Drafted(NamedTuple):
    """A draft, and the plain values of its outline with the record of what the rules wrote."""

    draft: Draft
    values: dict[str, Any]


def new(
    context: typer.Context,
    country: CountryName,
    on: RecordDay = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="INSTRUMENT", help="An instrument wanted beyond the defaults. Repeatable."
        ),
    ] = None,
    hold_until: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="No step begins before this has passed: 2021-12, 2021-Q4."),
    ] = None,
    hold_reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why: elections, a change of power.")
    ] = None,
    meeting: Annotated[
        str | None, typer.Option(metavar="MEETING", help="Where it will be discussed, by the meeting's id.")
    ] = None,
    objective: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="An objective, instead of those that the rules word. Repeatable."),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Draft the outline for a country from its record and the catalogue of instruments.

    Writes data/outlines/<country>.yaml, never over a file that is there. The draft says why each step stands
    where it does; comments say what is still to decide.

    Example: partner outline new Tunisia --on 2021-05-25
    """
    session: Session = context.obj
    hold = _hold(hold_until, hold_reason)
    exercise, code = sound(session, session.load(Scope.of_outlines()))
    key = find_country(exercise, country)
    path = Kind.OUTLINE.file(key)
    if key in exercise.ids(Kind.OUTLINE):
        hint = f"bring it up to date: partner outline update {key}; it is never overwritten"
        raise Refused(f"{path} is there already", hint)
    loaded = session.load(Scope.everything())
    place = {"meeting": find_meeting(loaded, typed(meeting))} if meeting else {}
    day, taken = day_of_record(session, exercise, on)
    asked = [find_instrument(exercise, name) for name in wanted or ()]
    draft, values = drafted(exercise, key, day, asked, Settled(hold))
    aims = {"objectives": [typed(text) for text in objective]} if objective else {}
    values = values | {"history": [{"status": "draft", "on": str(day)}]} | place | aims
    notes = {at: note for at, note in draft.comments.items() if at != ("objectives",) or not aims}
    head = f"Drafted on the state of {day} by `partner outline new`; every line is yours to change."
    change = new_file(path, _outline(values), {("country",): head, **notes, ("drafted",): _OURS})
    carry_out(session, loaded, [change], dry_run=dry_run)
    session.terminal.note(f"day of record: {day}, {taken}")
    for line in _said(exercise, draft):
        session.terminal.note(line)
    return code


def _hold(until: str | None, reason: str | None) -> Hold | None:
    if until is None:
        if reason is not None:
            raise Usage("--hold-reason says why, and nothing says until when", "add --hold-until 2021-12")
        return None
    try:
        period = Period.read(typed(until))
    except Unreadable as error:
        raise Usage(f"--hold-until: {error}", error.hint) from error
    return Hold.model_validate({"until": period} | ({"reason": typed(reason)} if reason else {}))


def _outline(values: Mapping[str, Any]) -> Outline:
    """The outline in the order of its model, in which its file is laid out."""
    return Outline.model_validate(in_order(values, Outline))


def day_of_record(session: Session, exercise: Exercise, on: str | None) -> tuple[date, str]:
    """The day on which the facts are read, and in words where it was taken from."""
    if on is not None:
        return day_given(on), "as given"
    document = exercise.documents.get(exercise.current_document or "")
    if document:
        return document.date, f"the date of the current document ({exercise.current_document})"
    meeting = exercise.meetings.get(exercise.current_meeting or "")
    if meeting:
        return meeting.date, f"the date of the current meeting ({exercise.current_meeting})"
    return session.today, "today"


def drafted(
    exercise: Exercise,
    key: str,
    day: date,
    wanted: Collection[str],
    settled: Settled,
) -> Drafted:
    """The outline of a country as the rules make it on a day, round what people have settled."""
    draft = draft_outline(
        key,
        exercise.countries[key],
        exercise.instruments,
        on=day,
        wanted=wanted,
        meetings=exercise.meetings,
        settled=settled,
    )
    values = plain(draft.outline)
    return Drafted(draft, values | {"drafted": recorded(values, day, wanted)})


def _said(exercise: Exercise, draft: Draft) -> Iterator[str]:
    outline = draft.outline
    outreach = sum(step.outreach for step in outline.steps)
    gaps = listed([gap.replace("-", " ") for gap in outline.gaps]) or "none"
    yield f"{plural(len(outline.steps), 'step')}, {outreach} of them outreach; gaps: {gaps}"
    if outline.later:
        names = [exercise.instruments[left.instrument].name for left in outline.later]
        yield f"left for later: {listed(names)}"
    for warning in draft.warnings:
        yield f"warning: {warning}"
