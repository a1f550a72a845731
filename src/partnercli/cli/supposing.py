"""The positions that a reading starts from: one meeting's, as the files stand or with what-ifs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session, sound
from partnercli.library.supposing import stances
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.repository.scope import Scope
from partnercli.tally.table import StanceTable


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
    return Positions(exercise, stances(loaded, meeting, left_out, assumed), code)
