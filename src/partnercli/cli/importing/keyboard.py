"""What is asked at a keyboard before anything is written; through a pipe or with --yes nothing is."""

from __future__ import annotations

from partnercli.cli.importing.screen import remark_lines, subject_words
from partnercli.cli.importing.taking import Taking, Written
from partnercli.cli.session import Session
from partnercli.cli.typed_lines import TypedLines
from partnercli.exchange.remark import Remark
from partnercli.library.problems import Refused
from partnercli.recording.positions import Subject
from partnercli.recording.readings import Name

_TRUE = {"y": True, "yes": True, "n": False, "no": False}
_THEIRS = {"t": True, "theirs": True, "o": False, "ours": False}


class Keyboard:
    """Asks who sits at a keyboard. Ctrl-C and Ctrl-D end the run, with nothing written."""

    def __init__(self, session: Session, *, wanted: bool) -> None:
        """`wanted`: there is something to decide, and the output is for people."""
        self._terminal = session.terminal
        self._lines = TypedLines()
        self.asks = wanted and self._lines.at_a_keyboard

    def agree(self, told: Remark) -> None:
        """Whether a table is to be read so; raises Refused where it is not."""
        if not self.asks:
            return
        for line in remark_lines(told):
            self._terminal.line(*line)
        if not self._choice("Read it so? [y/n] ", _TRUE):
            raise Refused("nothing was written", told.hint)

    def takes_over(self, taking: Taking, after: Written) -> bool:
        """Whether what a delegation says is to be taken over, as confirmed where it confirms the reading."""
        word = " as confirmed" if after.confirms and not taking.found.conflicts else ""
        return self._choice(f"Take over what {taking.delegation} says{word}? [y/n] ", _TRUE)

    def kept(self, taking: Taking, name: Name) -> tuple[Subject, ...]:
        """Of what is in conflict, where ours is to stay."""
        asked = {
            one.subject: subject_words(one.subject, name) for one in taking.found.differences if one.conflict
        }
        return tuple(
            subject
            for subject, words in asked.items()
            if not self._choice(f"{taking.delegation}, {words}: theirs or ours? [t/o] ", _THEIRS)
        )

    def _choice(self, question: str, words: dict[str, bool]) -> bool:
        while True:
            self._terminal.flush()
            try:
                said = self._lines.next(question).casefold()
            except (EOFError, KeyboardInterrupt):
                self._terminal.line()  # after the question, so that the shell goes on at the start of a line
                raise
            if said in words:
                return words[said]
            self._terminal.note(f"type one of: {', '.join(words)}")
