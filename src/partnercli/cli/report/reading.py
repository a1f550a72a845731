"""What a report is made from: all records, checked, and shown to nobody who may not see what is wrong with them."""

from __future__ import annotations

from datetime import date

from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session, sound
from partnercli.documents.audience import Audience
from partnercli.documents.report.rows import Report
from partnercli.library.lookup import find_meeting
from partnercli.library.refusals import made_for_public
from partnercli.library.soundness import config_of
from partnercli.repository.scope import Scope


def read(
    session: Session, readers: Audience, meeting: str | None, revision: str | None, on: date
) -> tuple[Report, Exit]:
    """The report for its readers, of the files as they are or at a revision, and the exit code that the data leave."""
    loaded = session.load(Scope.everything(), revision, remember=readers is not Audience.PUBLIC)
    if readers is Audience.PUBLIC:
        from partnercli.documents.report.public import public_report

        return made_for_public(loaded, public_report, on), Exit.FINE
    exercise, code = sound(session, loaded)
    config, key = config_of(exercise), find_meeting(loaded, meeting)
    if readers is Audience.PRESIDENCY:
        from partnercli.documents.report.presidency import presidency_report

        return presidency_report(exercise, config, key, on), code
    from partnercli.documents.report.delegations import delegations_report

    return delegations_report(exercise, config, key, on), code
