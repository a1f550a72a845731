"""`partner position copy-from`: a later meeting starts from earlier positions."""

from __future__ import annotations

from typing import Annotated

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import AtMeeting, Delegations, DryRun
from partnercli.cli.position.desk import Desk, desk_at
from partnercli.cli.recording_desk import called, meeting_at
from partnercli.documents.words import listed
from partnercli.library.problems import NotFound, Refused
from partnercli.recording.positions import copied
from partnercli.recording.readings import noted
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain
from partnercli.tally.members import expected


def copy_from(
    context: typer.Context,
    earlier: Annotated[str, typer.Argument(metavar="EARLIER", help="The earlier meeting, by its id.")],
    delegations: Delegations = None,
    meeting: AtMeeting = None,
    dry_run: DryRun = False,
) -> int:
    """Start a meeting from earlier positions.

    One file a delegation, of all that are expected or of those named, from its position in force at the earlier
    meeting. Each says that it was taken over; none counts as confirmed. What is there already is left.

    Example: partner position copy-from 2021-03-15-ministers BE
    """
    desk = desk_at(context, meeting)
    start = meeting_at(desk.loaded, earlier)
    if start == desk.at or desk.exercise.meetings[start].date > desk.meeting.date:
        raise Refused(f"{start} is no earlier meeting than {desk.at}", "name the later one with --meeting")
    codes = desk.delegations(delegations) if delegations else expected(desk.exercise, desk.meeting)
    there = [code for code in codes if desk.old(code) is not None]
    taken = {code: noted(desk.exercise, start)(code) for code in codes if code not in there}
    silent = [code for code, one in taken.items() if not one.preferences]
    if delegations and silent:
        raise NotFound(
            f"nothing stands of {listed(silent)} at {start}",
            "record it: partner position set DELEGATION --support COUNTRY",
        )
    new = {
        code: _copy(desk, plain(one.force.position), one.force.meeting)
        for code, one in taken.items()
        if one.force is not None and one.preferences
    }
    if there:
        desk.session.terminal.note(f"left as they are, there already: {' '.join(there)}")
    if not new:
        desk.session.terminal.note(f"nothing to take over from {start}")
        return Exit.FINE
    for code in new:
        if code not in expected(desk.exercise, desk.meeting):
            desk.say_oddities(code, illustrative=True, new=False)
    carry_out(desk.session, desk.loaded, [desk.change(*one) for one in new.items()], dry_run=dry_run)
    return Exit.FINE


def _copy(desk: Desk, position: Plain, origin: str) -> Plain:
    source = {
        "title": f"Position at the {called(desk.exercise.meetings[origin])}, taken over",
        "reference": origin,
        "note": "not confirmed for this meeting yet",
    }
    return copied(position, desk.at, source)
