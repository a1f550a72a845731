"""The positions that a reading starts from: one meeting's, as the files stand or with what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from partnercli.cli.lookup import find_country, find_delegation, find_meeting
from partnercli.cli.names_given import NamesGiven
from partnercli.cli.problems import Exit, Usage
from partnercli.cli.session import Session, sound
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import did_you_mean
from partnercli.records.position import Stance
from partnercli.repository.scope import Scope
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable
from partnercli.tally.what_if import NotExpected, assume, without


class Positions(NamedTuple):
    """What delegations say at a meeting; `code` is the exit code that the files read leave."""

    exercise: Exercise
    table: StanceTable
    code: Exit

    @property
    def title(self) -> str:
        """What a screen calls the meeting."""
        return self.exercise.meetings[self.table.meeting].forum

    def as_strict_as(self, marking: Marking) -> Positions:
        """The same, handled at least as a document is that is shown beside them."""
        return self._replace(
            table=self.table._replace(marking=Marking.highest((self.table.marking, marking)))
        )


def positions(
    session: Session,
    meeting: str | None,
    revision: str | None = None,
    left_out: Sequence[str] | None = None,
    assumed: Sequence[str] | None = None,
    also: Sequence[Kind] = (),
) -> Positions:
    """The positions at a meeting, the current one if None is named, now or at a revision.

    `left_out` and `assumed` are what was typed after --without and --assume; records of the kinds `also` are read too.
    """
    loaded = session.load(Scope.of_meeting(meeting).also(*also), at=revision)
    exercise, code = sound(session, loaded)
    table = stance_table(exercise, find_meeting(loaded, meeting))
    return Positions(exercise, supposed(exercise, table, left_out, assumed), code)


def supposed(
    exercise: Exercise,
    table: StanceTable,
    left_out: Sequence[str] | None = None,
    assumed: Sequence[str] | None = None,
) -> StanceTable:
    """The table with what-ifs, as they were typed; raises Usage or NotFound for what cannot be supposed."""
    names = NamesGiven(exercise)
    gone = names.each(names.delegation, left_out or ())
    names.check()
    try:
        if gone:
            table = without(table, gone)
        assumptions = [_assumption(exercise, text) for text in assumed or ()]
        for place, (code, country, stance) in enumerate(assumptions):
            if code in gone:
                raise Usage(f"{code} cannot speak and be left out", "take it out of --without or of --assume")
            if any(earlier[:2] == (code, country) for earlier in assumptions[:place]):
                raise Usage(f"two assumptions are made for {code} on {country}", "keep one of them")
            table = assume(table, code, country, stance)
    except NotExpected as error:
        raise Usage(str(error), "name a delegation that is expected there") from error
    return table


def _assumption(exercise: Exercise, text: str) -> tuple[str, str, Stance | None]:
    delegation, _, rest = text.partition("=")
    country, _, stance = rest.partition(":")
    if not country:
        raise Usage(
            f'"{text}" is no assumption', "write --assume IT=tunisia or --assume IT=tunisia:opposition"
        )
    words = (*(str(one) for one in Stance), "none")
    if stance and stance not in words:
        raise Usage(
            f'"{stance}" is no stance', did_you_mean(stance, words) or f"write one of: {', '.join(words)}"
        )
    chosen = None if stance == "none" else Stance(stance or Stance.SUPPORT)
    return find_delegation(exercise, delegation), find_country(exercise, country), chosen
