"""What tables are made from: all records, checked, and shown to nobody who may not see what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from partnercli.cli.exit_codes import Exit
from partnercli.cli.reading_words import heard, in_confidence, rule_in_words
from partnercli.cli.session import Session, sound
from partnercli.documents.audience import Audience
from partnercli.exchange.export import export_for
from partnercli.exchange.export.faults import faults
from partnercli.exchange.tables import Export
from partnercli.library.lookup import find_meeting
from partnercli.library.problems import Refused
from partnercli.library.refusals import made_for_public
from partnercli.library.soundness import config_of
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope
from partnercli.tally.counts import count
from partnercli.tally.stances import stance_table

_NAMED = 5
"""How many faults a message names."""


def read(
    session: Session, readers: Audience, meeting: str | None, revision: str | None, on: date
) -> tuple[Export, Exit]:
    """The tables for their readers, of the files as they are or at a revision, and the exit code they leave."""
    loaded = session.load(Scope.everything(), revision, remember=readers is not Audience.PUBLIC)
    if readers is Audience.PUBLIC:
        return _public(loaded, on), Exit.FINE
    exercise, code = sound(session, loaded)
    at = find_meeting(loaded, meeting)
    made = export_for(readers, exercise, config_of(exercise), at, on, revision)
    if readers is Audience.PRESIDENCY:
        made = replace(made, reading=_reading(exercise, at))
    if found := faults(made):
        more = len(found) - _NAMED
        raise Refused(
            f"the records do not fit together: {'; '.join(found[:_NAMED])}{f'; and {more} more' if more > 0 else ''}",
            "mend them first; see where: partner validate",
        )
    return made, code


def _reading(exercise: Exercise, meeting: str) -> tuple[str, ...]:
    """What stands with every reading of positions: who was heard, where the line is, who spoke in confidence."""
    tally = count(stance_table(exercise, meeting), exercise)
    said = (heard(tally), rule_in_words(tally.threshold), in_confidence(tally.bilateral))
    return tuple(sentence for sentence in said if sentence)


def _public(loaded: Loaded, on: date) -> Export:
    def make(exercise: Exercise, config: Config, day: date) -> Export:
        return export_for(Audience.PUBLIC, exercise, config, None, day)

    made = made_for_public(loaded, make, on)
    if faults(made):
        raise Refused(
            "the records do not fit together, and a public version is made from sound data only",
            "mend them first; see where: partner validate",
        )
    return made
