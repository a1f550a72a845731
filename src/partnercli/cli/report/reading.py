"""What a report is made from: all records, checked, and shown to nobody who may not see what is wrong with them."""

from __future__ import annotations

from datetime import date

from partnercli.cli.lookup import find_meeting
from partnercli.cli.problems import Exit, Refused
from partnercli.cli.render.refusals import refusal, require_sound
from partnercli.cli.session import Session, sound
from partnercli.documents.audience import Audience
from partnercli.documents.grounds import MissingRecord, WrittenByOthers
from partnercli.documents.handling import NotReleased
from partnercli.documents.report.rows import Report
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Loaded, Scope


def read(
    session: Session, readers: Audience, meeting: str | None, revision: str | None, on: date
) -> tuple[Report, Exit]:
    """The report for its readers, of the files as they are or at a revision, and the exit code that the data leave."""
    loaded = session.load(Scope.everything(), revision)
    if readers is Audience.PUBLIC:
        return _public(loaded, on), Exit.FINE
    exercise, code = sound(session, loaded)
    config, key = _config(exercise), find_meeting(loaded, meeting)
    if readers is Audience.PRESIDENCY:
        from partnercli.documents.report.presidency import presidency_report

        return presidency_report(exercise, config, key, on), code
    from partnercli.documents.report.delegations import delegations_report

    return delegations_report(exercise, config, key, on), code


def _public(loaded: Loaded, on: date) -> Report:
    from partnercli.documents.report.public import public_report

    require_sound(loaded)
    try:
        return public_report(loaded.exercise, _config(loaded.exercise), on)
    except (MissingRecord, NotReleased, WrittenByOthers) as problem:
        raise refusal(problem, loaded) from problem


def _config(exercise: Exercise) -> Config:
    if exercise.config is None:
        raise Refused("partner.yaml cannot be read", "mend it first: partner validate says where")
    return exercise.config
