"""`partner position remove`: what was recorded by mistake is taken away."""

from __future__ import annotations

import typer

from partnercli.cli.changes import Change, carry_out, file_bytes
from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import AtMeeting, DelegationName, DryRun
from partnercli.cli.position.desk import desk_at
from partnercli.library.problems import NotFound
from partnercli.records.kinds import Kind


def remove_position(
    context: typer.Context, delegation: DelegationName, meeting: AtMeeting = None, dry_run: DryRun = False
) -> int:
    """Take away a position that was recorded by mistake.

    The whole file goes, with its comments: git keeps what it said. A delegation that takes back what it said is
    recorded instead: position set DE --change --withdraw.

    Example: partner position remove DE
    """
    desk = desk_at(context, meeting)
    (code,) = desk.delegations([delegation])
    if desk.old(code) is None:
        raise NotFound(f"{code} has no position at {desk.at}", "see who has: partner position list")
    path = Kind.POSITION.file(desk.key(code))
    change = Change(path, file_bytes(desk.loaded.tree, path), None)
    carry_out(desk.session, desk.loaded, [change], dry_run=dry_run)
    return Exit.FINE
