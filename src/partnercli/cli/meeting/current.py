"""`partner meeting current`: the meeting that is meant where none is named."""

from __future__ import annotations

import typer

from partnercli.cli.changes import Change, carry_out, revised
from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import DryRun, MeetingName
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session
from partnercli.records.kinds import Kind
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope


def make_current(context: typer.Context, meeting: MeetingName, dry_run: DryRun = False) -> int:
    """Make a meeting the current one.

    Every command means it where none is named.

    Example: partner meeting current 2021-04-22-hlwg
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    carry_out(session, loaded, [made_current(loaded, meeting_at(loaded, meeting))], dry_run=dry_run)
    return Exit.FINE


def made_current(loaded: Loaded, key: str) -> Change:
    """The change of the settings by which the meeting with this id is the current one."""
    return revised(loaded, Kind.CONFIG, "", lambda plain: {**plain, "current_meeting": key})
