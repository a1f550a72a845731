"""The desk at a meeting: the file in which each delegation speaks there, and what is said before it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import typer

from partnercli.cli.changes import Change, file_bytes, new_file, revised
from partnercli.cli.given import not_ahead
from partnercli.cli.recording_desk import called, day_since, meeting_at
from partnercli.cli.session import Session
from partnercli.documents.words import listed
from partnercli.library.lookup import require_readable
from partnercli.library.names_given import NamesGiven
from partnercli.library.problems import Refused
from partnercli.recording.readings import Noted, named_by_stance, names_at, noted
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.plain import Plain
from partnercli.records.position import Position, Preference
from partnercli.repository.edit import said
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope
from partnercli.tally.members import expected
from partnercli.tally.stances import stance_table

_GIVEN = {
    "statement": "Statement at the {}, as noted by the Presidency",
    "written": "Written reply to the {}, as received by the Presidency",
    "non-paper": "Non-paper for the {}, as received by the Presidency",
    "bilateral": "Bilateral contact on the {}, as noted by the Presidency",
}


def desk_at(context: typer.Context, meeting: str | None) -> Desk:
    """The desk at the meeting named, or at the current one; raises NotFound or Refused."""
    session: Session = context.obj
    loaded = session.load(Scope.everything(), once=True)
    return Desk(session, loaded, meeting_at(loaded, meeting))


class Desk(NamedTuple):
    """The repository and the meeting at which positions are recorded."""

    session: Session
    loaded: Loaded
    at: str

    @property
    def exercise(self) -> Exercise:
        """What the repository says."""
        return self.loaded.exercise

    @property
    def meeting(self) -> Meeting:
        """The meeting's record."""
        return self.exercise.meetings[self.at]

    def key(self, delegation: str) -> str:
        """The id of the file in which a delegation speaks, or would."""
        own = delegation.lower()
        files = self.exercise.positions.get(self.at, {})
        others = [name for name, position in sorted(files.items()) if position.delegation == delegation]
        name = own if own in files or not others else others[-1]
        return f"{self.at}/{name}"

    def noted(self, delegation: str) -> Noted:
        """What was noted of a delegation there so far."""
        return noted(self.exercise, self.at)(delegation)

    def old(self, delegation: str) -> Plain | None:
        """What the delegation's file says, None where there is none; raises Refused or NoAccess."""
        key = self.key(delegation)
        path = Kind.POSITION.file(key)
        require_readable(self.exercise, Kind.POSITION, key)
        if key.rpartition("/")[2] not in self.exercise.positions.get(self.at, {}):
            return None
        values: Plain = said(file_bytes(self.loaded.tree, path))
        return values

    def change(self, delegation: str, new: Plain) -> Change:
        """The delegation's file, new or as it is, with what it is to say; raises Refused or NoAccess."""
        key = self.key(delegation)
        if self.old(delegation) is None:
            return new_file(Kind.POSITION.file(key), Position.model_validate(new))
        return revised(self.loaded, Kind.POSITION, key, lambda _: new)

    def head(self, delegation: str, basis: str) -> Plain:
        """What stands above a new position; its sources are still to be given."""
        return {"delegation": delegation, "meeting": self.at, "basis": basis}

    def source(self, basis: str) -> str:
        """The plain title of a source, by how the position was given."""
        return _GIVEN[basis].format(called(self.meeting))

    def delegations(self, given: Iterable[str]) -> tuple[str, ...]:
        """The codes of the delegations named, in protocol order; raises NotFound."""
        names = NamesGiven(self.exercise)
        codes = names.each(names.delegation, given)
        names.check()
        return self.exercise.in_protocol_order(set(codes))

    def confirmation(self, text: str) -> date:
        """The day of a confirmation: not before the meeting, not in the future; raises Usage or Refused."""
        day = day_since(self.meeting, text, "a confirmation")
        not_ahead("a confirmation on", day, self.session.today)
        return day

    def in_words(self, preferences: Iterable[Preference]) -> str:
        """Preferences on one line: support Tunisia and Morocco; reservation Iraq (until then)."""
        found = named_by_stance(preferences, names_at(self.exercise, self.at))
        return "; ".join(f"{stance} {listed(named)}" for stance, named in found.items()) or "nothing named"

    def say_oddities(self, delegation: str, *, illustrative: bool, new: bool) -> None:
        """On standard error, what may be a slip: a delegation not expected, a real position among others."""
        if delegation not in expected(self.exercise, self.meeting):
            self._warn(f"{delegation} is not expected at {self.at}: its position is counted in no figure")
        self.say_unmarked([delegation] if new and not illustrative else [])

    def say_unmarked(self, delegations: Sequence[str]) -> None:
        """On standard error, whose new position is not marked illustrative where others are."""
        if delegations and stance_table(self.exercise, self.at).illustrative:
            whose = f"the new one of {listed(delegations)} is not marked so (--illustrative)"
            self._warn(f"other positions at {self.at} are illustrative, and {whose}")

    def _warn(self, words: str) -> None:
        self.session.terminal.note(f"warning: {words}")

    def second(self, delegation: str) -> Refused:
        """The refusal of a second position, with what is recorded."""
        recorded = self.in_words(self.noted(delegation).preferences)
        path = Kind.POSITION.file(self.key(delegation))
        return Refused(
            f"{delegation} has a position at {self.at} already: {recorded} ({path})",
            "to change it, give --change: what you do not name then stays as it is",
        )
