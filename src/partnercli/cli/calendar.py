"""`partner calendar`: meetings, reply dates and steps for a calendar program."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import day_given, readers_given
from partnercli.cli.made_files import FileContract, as_listed, named_for, put, today
from partnercli.cli.options import AtRevision, Folder, ForPublic
from partnercli.cli.session import Session, shown, sound
from partnercli.documents.audience import Audience
from partnercli.documents.words import listed
from partnercli.exchange.calendar.circles import calendar_of, day_of_record, public_calendar
from partnercli.exchange.calendar.contract import CalendarContract, to_contract
from partnercli.exchange.calendar.entries import Calendar, Kind, only
from partnercli.exchange.calendar.icalendar_text import icalendar
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import NotFound, Usage
from partnercli.library.refusals import made_for_public
from partnercli.library.soundness import config_of
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.repository.scope import Scope


class CalendarFileContract(CalendarContract):
    """What stands in a calendar for one circle of readers, and the file that holds it."""

    files: list[FileContract]
    """The file, alone."""


app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COUNTED = {Kind.MEETINGS: "meeting", Kind.REPLIES: "reply date", Kind.STEPS: "step"}
_TO_GIVE = {
    Kind.MEETINGS: "record a meeting: partner meeting new DATE-FORUM",
    Kind.REPLIES: "give a question a day: partner meeting question MEETING QUESTION --due DATE",
    Kind.STEPS: "give a step a time: partner outline step set COUNTRY STEP timeline.from=PERIOD",
}
"""What to do where there is nothing of a kind."""


@app.command()
def calendar(
    context: typer.Context,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="COUNTRY", help="Only what concerns this partner. Repeatable."),
    ] = None,
    kinds: Annotated[
        list[Kind] | None,
        typer.Option(
            "--only", metavar="meetings|replies|steps", help="Only entries of this kind. Repeatable."
        ),
    ] = None,
    audience: Annotated[
        Audience | None,
        typer.Option(
            help="Who may read it: presidency (visits, replies missing), delegations or public; "
            "otherwise delegations."
        ),
    ] = None,
    public: ForPublic = False,
    at: AtRevision = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help="As of this day. [default: that of the current document or meeting, the later one]",
        ),
    ] = None,
    output: Folder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="List the file and its entries as JSON, with the file's hash.")
    ] = False,
) -> int:
    """Write an iCalendar file (.ics) for Outlook and other calendar programs: meetings, reply dates, steps.

    Every entry keeps its id, so that a calendar program replaces what it has when it takes in a newer file.

    Example: partner calendar --audience presidency
    """
    session: Session = context.obj
    readers = readers_given(audience, public=public)
    _fit(readers, countries, kinds, on)
    loaded = session.load(Scope.everything(), at, remember=readers is not Audience.PUBLIC)
    exercise = loaded.exercise
    if readers is Audience.PUBLIC:
        from partnercli.documents.report.public import public_report

        whole, code = public_calendar(made_for_public(loaded, public_report, today(session))), Exit.FINE
    else:
        exercise, code = sound(session, loaded)
        day = day_given(on) if on is not None else day_of_record(exercise) or today(session)
        whole = calendar_of(exercise, config_of(exercise), readers, day)
    names = NamesGiven(exercise)
    wanted = names.each(names.country, countries or ())
    names.check()
    made = only(whole, kinds or tuple(Kind), wanted)
    if not made.entries:
        raise _nothing(exercise, wanted, kinds or tuple(Kind), readers)
    data = icalendar(made)
    (path,) = put(session, output, {f"{named_for(readers, 'calendar')}.ics": data})
    _say(session, made, path, data, as_json=as_json)
    return code


def _fit(
    readers: Audience, countries: Sequence[str] | None, kinds: Collection[Kind] | None, on: str | None
) -> None:
    """Refuse what could only give an empty calendar, or one that says more than it may."""
    if readers is Audience.PUBLIC and (countries or on is not None):
        raise Usage(
            "the public reads all steps of the released list, as of the document's day",
            "leave out --country and --on",
        )
    if readers is Audience.PUBLIC and kinds and Kind.STEPS not in kinds:
        raise Usage("the public reads of steps alone", "leave out --only")
    if countries and kinds and set(kinds) == {Kind.REPLIES}:
        raise Usage("replies are asked for on all partners together", "leave out --country or --only")


def _nothing(
    exercise: Exercise, countries: Sequence[str], kinds: Collection[Kind], readers: Audience
) -> NotFound:
    """Why there is no calendar: a file without an entry is none (RFC 5545, 3.4)."""
    shown_to = f"in the calendar for {'the Presidency' if readers is Audience.PRESIDENCY else readers}"
    if countries and Kind.STEPS not in kinds:
        for_all = readers is Audience.DELEGATIONS
        return NotFound(
            f"{_names(exercise, countries)}: no visit or dialogue {shown_to}",
            "visits are the Presidency's alone: --audience presidency"
            if for_all
            else "see the meetings: partner meeting list",
        )
    if without := [key for key in countries if key not in exercise.outlines]:
        said = f"{_names(exercise, without)}: no outline, and nothing else with a day {shown_to}"
        return NotFound(said, f"draft it: partner outline new {without[0]}")
    if readers is Audience.PUBLIC:
        said = "the public reads of dated steps of the released list alone, and there are none"
        return NotFound(said, _TO_GIVE[Kind.STEPS])
    hint = "; ".join(_TO_GIVE[kind] for kind in Kind if kind in kinds)
    return NotFound("there is nothing with a day to put into a calendar", hint)


def _names(exercise: Exercise, countries: Sequence[str]) -> str:
    return listed([exercise.countries[key].name for key in countries])


def _say(session: Session, made: Calendar, path: Path, data: bytes, *, as_json: bool) -> None:
    counts = [
        plural(count, word)
        for kind, word in _COUNTED.items()
        if (count := sum(entry.kind is kind for entry in made.entries))
    ]
    without = len(made.undated)
    undated = f"; {plural(without, 'step has', 'steps have')} no day yet" if without else ""
    session.terminal.note(f"{listed(counts)}{undated}")
    if not as_json:
        session.terminal.line(shown(path))
        return
    contract: CalendarFileContract = {**to_contract(made), "files": [as_listed(path, data)]}
    session.terminal.json(contract)
