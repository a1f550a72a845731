"""One sitting of the tour de table: lines in, each answer written at once, taken back if it was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from partnercli.cli.changes import Change, carry_out, write_change
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import source_or
from partnercli.cli.position.desk import Desk
from partnercli.cli.position.tour_de_table_screen import ended, head, help_lines, said_lines, who_lines
from partnercli.cli.position.tour_de_table_words import completions, room_of
from partnercli.cli.recording_desk import meeting_at
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line
from partnercli.cli.typed_lines import TypedLines
from partnercli.library.problems import NoAccess, NotFound, Problem, Refused
from partnercli.recording.hearing import NotUnderstood, heard
from partnercli.recording.positions import NotNamed, Said, headed, recorded
from partnercli.recording.readings import Noted
from partnercli.recording.tour_de_table import ORDERS, addressed, in_words, said_in
from partnercli.recording.turns import Turns
from partnercli.records.characters import forbidden_in
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain
from partnercli.repository.load import Loaded, load_changed
from partnercli.repository.scope import Scope
from partnercli.tally.members import expected


class Asked(NamedTuple):
    """What the command line asks for, the same for every answer."""

    meeting: str | None
    basis: str
    source: str | None
    reference: str | None
    illustrative: bool
    dry_run: bool


class _Answer(NamedTuple):
    """An answer of this sitting."""

    delegation: str
    change: Change


class Sitting:
    """One sitting. The repository is read anew for every line, so that nobody's edit meanwhile is lost."""

    def __init__(self, session: Session, asked: Asked, *, in_order: bool) -> None:
        """Raises NotFound where the meeting or who is expected there is not known, and Usage."""
        self._session = session
        self._terminal = session.terminal
        self._asked = asked
        self._in_order = in_order
        self._answers: list[_Answer] = []
        self._missed = 0
        self._laid: dict[str, bytes | None] = {}  # what --dry-run would have written
        self._changing: str | None = None
        self._lines = TypedLines()
        self._read()
        self._asked = asked._replace(meeting=self._desk.at)
        if not self._members:
            raise NotFound(f"no delegation is expected at {self._desk.at}", "see data/delegations.yaml")
        self._source = source_or(asked.source, asked.reference, self._desk.source(asked.basis))
        self._turns = Turns([code for code in self._members if not self._spoke(code)], in_order=in_order)

    def sit(self) -> Exit:
        """Record line after line, to the last, `done` or Ctrl-D; what is recorded stands, however it ends."""
        self._terminal.lines(self._head())
        if self._lines.at_a_keyboard:
            self._terminal.line("Type what each says; ? shows how, Enter passes, done ends.")
        self._lines.completed_by(lambda before, word: completions(self._room, self._calls(), before, word))
        try:
            while self._goes_on():
                pass
        except EOFError:
            self._new_line()
        except KeyboardInterrupt:
            self._new_line()
            self._terminal.note("interrupted: what is recorded stands; the same command goes on")
            raise
        self._terminal.lines(self._ended())
        return Exit.ERRORS if self._missed and not self._lines.at_a_keyboard else Exit.FINE

    def _read(self) -> None:
        loaded = self._session.load(Scope.everything(), once=True)
        if self._laid:
            loaded = load_changed(loaded, self._laid, Scope.everything())
        self._knows(loaded)

    def _knows(self, loaded: Loaded) -> None:
        self._desk = Desk(self._session, loaded, meeting_at(loaded, self._asked.meeting))
        self._members = expected(self._desk.exercise, self._desk.meeting)
        self._room = room_of(self._desk)

    def _goes_on(self) -> bool:
        """Take one line in; False where it was the last."""
        self._terminal.flush()
        now = self._turns.now
        line = self._lines.next(f"{now or ''}> ")
        try:
            self._read()
            return self._obeyed(line)
        except NotUnderstood as unclear:
            self._not_recorded(line, [Refused(str(problem), problem.hint) for problem in unclear.problems])
        except Problem as problem:
            self._not_recorded(line, [problem])
        return True

    def _not_recorded(self, line: str, problems: Sequence[Problem]) -> None:
        self._missed += 1
        for problem in problems:
            self._terminal.problem(str(problem), problem.hint or "type ? for what can be typed")
        if any(isinstance(problem, NoAccess) for problem in problems):
            return  # which says itself what stands and what does not
        where = "" if self._lines.at_a_keyboard else f"line {self._lines.number} ({line}): "
        self._terminal.error(f"{where}nothing of this line is recorded")

    def _obeyed(self, line: str) -> bool:
        order = ORDERS.get(line.lower())
        if order is None:
            self._hears(line)
        elif order == "pass":
            return self._passes()
        elif order == "undo":
            self._undoes()
        elif order == "back":
            self._goes_back()
        elif order == "who":
            self._terminal.lines(self._who())
        elif order == "help":
            self._terminal.lines(help_lines())
        return order != "done"

    def _passes(self) -> bool:
        """Enter: whose turn it is passes; where nobody is left to be asked, it ends the sitting."""
        if self._turns.now is None:
            return not (self._in_order and self._lines.at_a_keyboard)
        self._changing = None
        self._turns.passes()
        self._say_when_all_were_asked()
        return True

    def _say_when_all_were_asked(self) -> None:
        if self._in_order and self._turns.now is None and self._lines.at_a_keyboard:
            self._terminal.line("All were asked. DE: … adds one, undo takes back, Enter ends.")

    def _hears(self, line: str) -> None:
        if character := forbidden_in(line):
            raise Refused(f"the line holds {character}", "type it without")
        about = addressed(line, self._room)
        who = about.delegation or self._turns.now
        if who is None:
            raise Refused("whose words are these?", "begin with the delegation: DE: tunisia")
        on_purpose = about.change or self._changing == who
        if not about.text:
            self._gives_the_floor(who, on_purpose=on_purpose)
            return
        try:
            if self._spoke(who) and not on_purpose:
                raise Refused(f"{who} is recorded already: {self._words(who)}", _how_to_change(who))
            self._records(who, about.text)
        except (NotUnderstood, Problem):
            if about.delegation is None and not self._lines.at_a_keyboard:
                self._turns.passes()  # the next line of a file is the next delegation's all the same
            raise

    def _gives_the_floor(self, who: str, *, on_purpose: bool) -> None:
        if self._spoke(who):
            self._says(f"{who} is recorded: {self._words(who)}")
            if not on_purpose:
                self._says(_how_to_change(who))
                return
            self._changing = who
        self._turns.calls(who)

    def _records(self, who: str, text: str) -> None:
        said = heard(text, who, self._room)
        before = self._desk.noted(who)
        old, new = self._desk.old(who), self._said_too(who, said)
        if old is not None:
            self._says(f"before: {self._words(who)}")
        self._says(f"{'' if old is None else 'now: '}{in_words(said_in(new), self._room)}")
        if old is not None and "confirmed" in old and "confirmed" not in new:
            self._says(f"its confirmation of {old['confirmed']} was of what it said before, and is taken out")
        if old is not None and old["basis"] != new["basis"]:
            self._says(f"all in its file counts as {new['basis']} from now on, no longer as {old['basis']}")
        change = self._desk.change(who, new)
        self._warns(who, said, new=old is None)
        if carry_out(self._session, self._desk.loaded, [change], dry_run=self._asked.dry_run):
            self._answers.append(_Answer(who, change))
            self._lays(change.path, change.after)
        self._changing = None
        self._turns.spoke(who)
        self._say_what_is_left_out(who, before)
        self._say_when_all_were_asked()

    def _said_too(self, who: str, said: Said) -> Plain:
        """The position once it says this too; raises Refused where it takes back what it does not name."""
        asked, old, before = self._asked, self._desk.old(who), self._desk.noted(who)
        first = old is None or "preferences" not in old
        try:
            new = recorded(old, said, {**self._desk.head(who, asked.basis), "sources": [self._source]})
        except NotNamed as error:
            name = self._room.name(error.subject)
            hint = (
                f"to keep the rest of what it said before: as before, without {name}"
                if before.carried
                else ""
            )
            raise Refused(f"{who} does not name {name} at this meeting", hint) from error
        added = self._source if first or asked.source else None
        return headed(new, illustrative=asked.illustrative, source=added)

    def _say_what_is_left_out(self, who: str, before: Noted) -> None:
        """What it named at an earlier meeting and names no longer: nobody is to lose it unseen."""
        now = self._desk.noted(who)
        if before.carried and before.force and not now.carried:
            named = {preference.subject for preference in now.preferences}
            left = [one.subject for one in before.preferences if one.subject not in named]
            if left:
                names = ", ".join(self._room.name(subject) for subject in left)
                self._says(f"named at {before.force.meeting}, not now: {names}")
                self._says(f"if it names them still: change {who}: as before")

    def _undoes(self) -> None:
        """Take back the last answer of this sitting: its file as it was before, or gone where it was new."""
        if not self._answers:
            raise Refused(
                "there is nothing to take back", "undo takes back what was recorded in this sitting"
            )
        who, change = self._answers[-1]
        words = self._words(who)
        if not self._asked.dry_run:
            write_change(self._session, Change(change.path, change.after, change.before))
        self._answers.pop()
        self._lays(change.path, change.before)
        self._says(f"taken back: {who}: {words}")
        if self._spoke(who):
            self._says(f"it stands as before: {self._words(who)}")
        else:
            self._turns.again(who)

    def _goes_back(self) -> None:
        who = self._turns.back()
        if who is None:
            raise Refused("nobody was asked before", "name whom you mean: DE: … or change DE")
        if self._spoke(who):
            self._gives_the_floor(who, on_purpose=True)
        else:
            self._turns.again(who)

    def _lays(self, path: str, data: bytes | None) -> None:
        """Go on from what was just written, or would have been: only the next line reads all files again."""
        if self._asked.dry_run:
            self._laid[path] = data
        self._knows(load_changed(self._desk.loaded, {path: data}, Scope.everything()))

    def _spoke(self, who: str) -> bool:
        """Whether there is something of it here but a written reply; a file that cannot be read counts."""
        here = self._desk.noted(who).here
        if here is None:
            return self._desk.key(who) in self._desk.exercise.malformed.get(Kind.POSITION, ())
        more = here.preferences is not None or bool(here.calls or here.remarks)
        return more or here.basis == "statement"

    def _words(self, who: str) -> str:
        here = self._desk.noted(who).here
        return in_words(said_in(plain(here)), self._room) if here else "its file cannot be read"

    def _calls(self) -> set[str]:
        files = self._desk.exercise.positions.get(self._desk.at, {})
        return {call for position in files.values() for call in position.calls}

    def _warns(self, who: str, said: Said, *, new: bool) -> None:
        """What may be a slip, said beside the answer: of all answers alike, with the first only."""
        illustrative = self._asked.illustrative
        self._desk.say_oddities(who, illustrative=illustrative, new=new and not self._answers)
        known = self._calls()
        for call in said.calls:
            if call not in known and (hint := did_you_mean(call, known)):
                self._terminal.note(f"warning: nobody called for {call} so far: {hint}")

    def _head(self) -> Iterator[Line]:
        noted = [self._desk.noted(code) for code in self._members]
        illustrative = self._asked.illustrative or any(one.illustrative for one in noted)
        spoke = sum(map(self._spoke, self._members))
        said = f"{spoke} of {len(self._members)} recorded"
        yield from head(self._desk.exercise, self._desk.at, said, illustrative=illustrative)

    def _who(self) -> Iterator[Line]:
        yield from self._head()
        passed = [code for code in self._members if code in self._turns.passed and not self._spoke(code)]
        spoke = [code for code in self._members if self._spoke(code)]
        others = [code for code in self._members if code not in (*spoke, *passed)]
        carried = [code for code in (*passed, *others) if self._desk.noted(code).carried]
        yield from who_lines(spoke, passed, others, carried, self._terminal.width)

    def _ended(self) -> Iterator[Line]:
        yield from self._who()
        config = self._desk.exercise.config
        current = config is not None and config.current_meeting == self._desk.at
        noted = [self._desk.noted(code) for code in self._members]
        yield from ended(
            len(self._answers),
            None if current else self._desk.at,
            silent=not all(map(self._spoke, self._members)),
            unconfirmed=any(one.here and not one.here.confirmed for one in noted),
            dry_run=self._asked.dry_run,
        )

    def _says(self, text: str) -> None:
        self._terminal.lines(said_lines(text, self._terminal.width))

    def _new_line(self) -> None:
        if self._lines.at_a_keyboard:
            self._terminal.line()


def _how_to_change(who: str) -> str:
    return f"to add: {who}: +…; to change: change {who}: …"
