"""What a report is made from: all records, checked, and shown to nobody who may not see what is wrong with them."""

from __future__ import annotations

from datetime import date

from partnercli.cli.lookup import find_document, find_meeting
from partnercli.cli.problems import Exit, Refused
from partnercli.cli.session import Session, errors, sound
from partnercli.documents.audience import Audience
from partnercli.documents.handling import NotReleased
from partnercli.documents.report.rows import Report
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
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

    exercise = loaded.exercise
    _require_sound(loaded)
    config, key = _config(exercise), find_document(exercise, None)
    document = exercise.documents[key]
    meeting = find_meeting(loaded, document.reports(config))
    for partner in document.partners or ():
        if partner.country not in exercise.countries:
            said = f"a partner without a record is named: {partner.country}"
            raise Refused(said, f"add {Kind.COUNTRY.file(partner.country)}, or correct the name")
    try:
        return public_report(exercise, config, key, meeting, on)
    except NotReleased as problem:
        raise Refused(
            f"no decision to release {document.full_number} is recorded, so the public can have nothing of it",
            "once it is taken, record who decided and where that stands: "
            f"partner document release {document.full_number.slug} --by WHO --reference …",
        ) from problem


def _require_sound(loaded: Loaded) -> None:
    """Refuse what has errors, without a word on them: who asks for the public version may show it to anybody."""
    from partnercli.checks.judgement import judge, weighed
    from partnercli.checks.registry import run

    exercise = loaded.exercise
    found = () if errors(loaded.findings) else loaded.placed(errors(weighed(run(exercise), exercise.config)))
    if errors(loaded.findings) or errors(judge(found, loaded.acceptances, exercise.config).findings):
        raise Refused(
            "the data have errors, and a public version is made from sound data only", "see partner validate"
        )


def _config(exercise: Exercise) -> Config:
    if exercise.config is None:
        raise Refused("partner.yaml cannot be read", "mend it first: partner validate says where")
    return exercise.config
