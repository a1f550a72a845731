"""`partner meeting new`: a meeting that is not recorded yet."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.changes import carry_out, left_by, new_file
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import source_or, understood, words_given
from partnercli.cli.meeting.current import made_current
from partnercli.cli.meeting.questions import Due, Silence, asked, texts_given
from partnercli.cli.options import DryRun, SourceReference, TakenFrom
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words, first_capital
from partnercli.library.lookup import find_document, typed
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused, Usage
from partnercli.recording.meetings import MeetingId, forum_of, read_id, words_of
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.plain import Plain, in_order
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope
from partnercli.tally.positions_in_force import chain


def new(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="ID", help="Its date, then words: 2021-06-10-emwp.")],
    forum: Annotated[
        str | None, typer.Option(metavar="TEXT", help="HLWG, EMWP, visit …; otherwise read from the id.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What a sentence calls it, without its date.")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it is held: informal videoconference.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it is held.")] = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it brought: a sentence that a NOTE may use.")
    ] = None,
    carries_over_from: Annotated[
        str | None,
        typer.Option(metavar="MEETING", help="An earlier meeting whose positions stand until replaced."),
    ] = None,
    delegation: Annotated[
        list[str] | None,
        typer.Option(metavar="DELEGATIONS", help="Expected; otherwise the members on the day. Repeatable."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="COUNTRIES", help="Partners of a visit or dialogue. Repeatable."),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(metavar="ID: TEXT", help='A guiding question: "way-forward: Do …?" Repeatable.'),
    ] = None,
    due: Due = None,
    silence: Silence = False,
    document: Annotated[
        list[str] | None, typer.Option(metavar="DOCUMENT", help="A document before it. Repeatable.")
    ] = None,
    source: TakenFrom = None,
    reference: SourceReference = None,
    current: Annotated[
        bool, typer.Option("--current", help="Make it the current meeting in partner.yaml too.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record a new meeting.

    Its date is read from its id, and its forum where the words say it: 2021-06-10-emwp.

    Example: partner meeting new 2021-06-10-emwp --current
    """
    session: Session = context.obj
    named = understood(read_id, meeting)
    key = f"{named.day}-{named.words}"
    loaded = session.load(Scope.everything())
    exercise = loaded.exercise
    there = key in exercise.ids(Kind.MEETING)
    if there and not current:
        raise _recorded(key)
    names = NamesGiven(exercise)
    countries = names.each(names.country, country or [])
    delegations = names.each(names.delegation, delegation or [])
    names.check()
    where = words_given(forum, "--forum") if forum is not None else _forum(exercise, named)
    values: Plain = {
        "forum": where,
        "date": named.day.isoformat(),
        **texts_given(title=title, format=form, place=place, outcome=outcome),
        "sources": [
            source_or(
                source,
                reference,
                f"{first_capital(where)} of {day_in_words(named.day)}, as convened by the Presidency",
            )
        ],
    }
    if countries:
        values["countries"] = list(countries)
    if delegations:
        values["delegations"] = list(exercise.in_protocol_order(set(delegations)))
    if carries_over_from is not None:
        values["carries_over_from"] = _earlier(loaded, carries_over_from, named)
    if document:
        values["documents"] = [find_document(exercise, typed(one)) for one in document]
    values = asked(in_order(values, Meeting), question or (), due, silence=silence)
    made = new_file(Kind.MEETING.file(key), Meeting.model_validate(values))
    begun = left_by(loaded, made)
    if there and begun is None:
        raise _recorded(key)
    changes = [begun or made]
    if current:
        changes.append(made_current(loaded, key))
    carry_out(session, loaded, changes, dry_run=dry_run)
    if not current:
        session.terminal.note(f"to work on it: --meeting {key}, or partner meeting current {key}")
    elif carries_over_from is None and (before := _last_heard(exercise)) not in (None, key):
        session.terminal.note(
            f"nobody counts as heard there yet; where the positions of {before} are to stand: "
            f"partner meeting set {key} carries_over_from={before}"
        )
    return Exit.FINE


def _last_heard(exercise: Exercise) -> str | None:
    """The meeting that was the current one, where positions were recorded at it or are carried over to it."""
    current = exercise.current_meeting
    if current is None or current not in exercise.meetings:
        return None
    return current if any(exercise.positions.get(link) for link in chain(exercise, current)) else None


def _recorded(key: str) -> Refused:
    hint = f"see it: partner meeting show {key}; change it: partner meeting set {key} FIELD=VALUE"
    return Refused(
        f"{Kind.MEETING.file(key)} is there already",
        f"{hint}; make it current: partner meeting current {key}",
    )


def _forum(exercise: Exercise, named: MeetingId) -> str:
    found = forum_of(
        named.words, {words_of(key): one.forum for key, one in sorted(exercise.meetings.items())}
    )
    if found is None:
        raise Usage(
            f'"{named.words}" is no forum known so far',
            'say which it is: --forum HLWG, or in words: --forum "Employment Committee"',
        )
    return found


def _earlier(loaded: Loaded, earlier: str, named: MeetingId) -> str:
    key = meeting_at(loaded, earlier)
    if loaded.exercise.meetings[key].date > named.day:
        raise Refused(
            f"{key} is later than {named.day}", "positions are carried over from an earlier meeting"
        )
    return key
