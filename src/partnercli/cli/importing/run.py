"""One run of an import: all files read, shown beside what is on record, and written together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.importing.contract import to_contract
from partnercli.cli.importing.files_given import files_given
from partnercli.cli.importing.keyboard import Keyboard
from partnercli.cli.importing.order import Order
from partnercli.cli.importing.reading import received
from partnercli.cli.importing.screen import head_lines, remark_lines, reply_lines, totals
from partnercli.cli.importing.taking import Taking, Written, given_as, kept_of, takings, written
from partnercli.cli.marks import marks
from partnercli.cli.options import Format
from partnercli.cli.position.desk import Desk
from partnercli.cli.recording_desk import called, meeting_at
from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece, Terminal
from partnercli.documents.compilation import COMPILED
from partnercli.documents.words import listed
from partnercli.exchange.proposal import Proposal, Received, meetings_named, proposed
from partnercli.exchange.remark import Weight, errors
from partnercli.library.lookup import find_delegation, typed
from partnercli.library.problems import Problem, Refused
from partnercli.recording.readings import names_at
from partnercli.records.plural import plural
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

_NOTHING = "nothing to change: all of it is on record"
_KEPT = "nothing to change: ours is kept where the two differ, and the rest is on record"
_AS_FAR_AS_READ = "nothing to change in what could be read; what has an error is left out"
_NO_REPLY = "there is no reply to take over"


def imported(session: Session, paths: Iterable[Path], order: Order, output: Format) -> int:
    """Read, show and take over; gives the exit code."""
    given = files_given(session, paths)
    loaded = session.load(Scope.everything(), once=True)
    order = order._replace(
        meeting=meeting_at(loaded, order.meeting) if order.meeting else None,
        delegation=find_delegation(loaded.exercise, order.delegation) if order.delegation else None,
        mapping=typed(order.mapping) if order.mapping else None,
        sheet=typed(order.sheet) if order.sheet else None,
    )
    keyboard = Keyboard(session, wanted=output is Format.TEXT and not order.taking)
    opened = session.terminal.progress.each("Reading what was sent", given.files)
    files = [received(one, loaded.exercise, order, keyboard) for one in opened]
    desk = Desk(session, loaded, _meeting(session, loaded, files, order))
    proposal = proposed(files, desk.exercise, desk.at)
    run = _Run(desk, order, proposal, tuple(takings(desk, proposal, whole=order.whole)))
    try:
        return run.in_json() if output is Format.JSON else run.in_text(keyboard)
    finally:
        _say_passed_over(session.terminal, given.passed_over)


def _say_passed_over(terminal: Terminal, lines: Sequence[str]) -> None:
    """Last of all, where it is seen: a reply in a folder may be a file of another kind."""
    for line in lines:
        terminal.note(line)
    if lines:
        terminal.note(
            Piece("  hint: ", "bold"), "if one is a reply, ask for it as .xlsx, .docx, .csv or .json"
        )


def _meeting(session: Session, loaded: Loaded, files: Sequence[Received], order: Order) -> str:
    """The meeting given, else the current one, unless files name others and none of them names that.

    Then it is the first that they name, and that is said.
    """
    named = meetings_named(files)
    current = loaded.exercise.current_meeting
    at = meeting_at(loaded, order.meeting or (named[0] if named and current not in named else None))
    if order.meeting is None and named and current not in (None, at):
        session.terminal.note(f"the meeting is {at}, which the file names; it is not the current one")
    return at


class _Aside(Terminal):
    """Prints on standard error all that people read: standard output is for JSON."""

    def __init__(self, beside: Terminal) -> None:
        super().__init__(color=False, quiet=beside.quiet, progress=beside.progress)

    def line(self, *pieces: Piece | str) -> None:
        self.note(*pieces)

    def write(self, text: str) -> None:
        for line in text.splitlines():
            self.note(line)


class _Run:
    """What was read in one run, beside what is on record."""

    def __init__(self, desk: Desk, order: Order, proposal: Proposal, replies: tuple[Taking, ...]) -> None:
        self._desk = desk
        self._order = order
        self._proposal = proposal
        self._replies = replies
        self._errors = errors(proposal.remarks)
        self._illustrative = order.illustrative or any(one.illustrative for one in replies)

    def in_text(self, keyboard: Keyboard) -> Exit:
        """Show, ask where somebody can answer, and write."""
        terminal = self._desk.session.terminal
        terminal.lines(self._shown(terminal.width))
        for remark in self._proposal.remarks:
            for line in remark_lines(remark):
                (terminal.error if remark.weight is Weight.ERROR else terminal.note)(*line)
        if self._errors and not self._order.partial:
            raise self._with_errors()
        if keyboard.asks:
            chosen = list(self._chosen(keyboard))
        elif self._order.taking:
            self._require_a_word()
            chosen = self._as_asked()
        else:
            self._say_how()
            return Exit.FINE
        if keyboard.asks and not chosen:
            terminal.note("nothing was written")
        else:
            self._write(chosen)
        for remark in self._errors:
            terminal.error(f"left out: {remark.place}: {remark.message}")
        return Exit.FINE

    def in_json(self) -> Exit:
        """The same for a program, which is never asked; what people read goes to standard error."""
        session = self._desk.session
        aside = session._replace(terminal=_Aside(session.terminal))
        chosen = self._as_asked()
        problem: Problem | None = None
        stands = False
        try:
            if self._errors and not self._order.partial:
                raise self._with_errors()
            if self._order.taking:
                self._require_a_word()
                stands = self._write(chosen, aside) and not self._order.dry_run
        except Problem as refused:
            problem = refused
        contract = to_contract(
            self._desk.exercise,
            self._desk.at,
            self._proposal,
            chosen,
            illustrative=self._illustrative,
            stands=stands,
        )
        session.terminal.json(contract)
        if problem is not None:
            raise problem
        return Exit.FINE

    def _shown(self, width: int) -> Iterator[Line]:
        exercise = self._desk.exercise
        yield from marks(exercise, illustrative=self._illustrative, width=width)
        files, meeting = len(self._proposal.files), called(self._desk.meeting)
        yield from head_lines(self._replies, files, meeting, width)
        name = names_at(exercise, self._desk.at)
        for one in self._replies:
            yield from reply_lines(one, name, exercise.delegations[one.delegation].name, width)
        yield ()
        yield (totals(self._replies, len(self._errors)),)

    def _chosen(self, keyboard: Keyboard) -> Iterator[tuple[Taking, Written]]:
        """What is taken over, asked delegation by delegation."""
        name = names_at(self._desk.exercise, self._desk.at)
        for one, after in self._as_asked():
            if after.change is None or not keyboard.takes_over(one, after):
                continue
            kept = kept_of(one, self._order) if self._order.settled else keyboard.kept(one, name)
            yield one, written(self._desk, one, self._order, kept)

    def _as_asked(self) -> list[tuple[Taking, Written]]:
        """Each reply with what its file says once it is taken over, as far as the command line decides."""
        return [
            (one, written(self._desk, one, self._order, kept_of(one, self._order))) for one in self._replies
        ]

    def _require_a_word(self) -> None:
        """Raise Refused where something is in conflict and nobody said what is to stand."""
        conflicts = [one for one in self._replies if one.found.conflicts]
        if conflicts and not self._order.settled:
            count = plural(sum(len(one.found.conflicts) for one in conflicts), "conflict")
            who = listed([one.delegation for one in conflicts])
            raise Refused(
                f"{count} with what is on record of {who}; nothing was written",
                "look at both sides, then give --replace to take theirs or --keep to keep ours",
            )

    def _with_errors(self) -> Refused:
        files = len({remark.file for remark in self._errors})
        return Refused(
            f"{plural(len(self._errors), 'error')} in {plural(files, 'file')}; nothing was written",
            "mend what is named above, or give --partial to take over the rest",
        )

    def _write(self, chosen: Sequence[tuple[Taking, Written]], session: Session | None = None) -> bool:
        desk = self._desk if session is None else self._desk._replace(session=session)
        note = desk.session.terminal.note
        changing = [(one, after) for one, after in chosen if after.change is not None]
        if not changing:
            note(self._nothing())
            return False
        for one, _ in changing:
            desk.say_oddities(one.delegation, illustrative=True, new=False)
        new = [(one.delegation, after.new) for one, after in changing if one.ours.file is None]
        desk.say_unmarked([code for code, values in new if not values.get("illustrative")])
        changes = [after.change for _, after in changing if after.change is not None]
        done = carry_out(desk.session, desk.loaded, changes, dry_run=self._order.dry_run)
        told: dict[str, list[str]] = {}
        for one, after in changing:
            for words in (*_what_follows(one, after, self._order), *_late(desk, one, self._order)):
                told.setdefault(words, []).append(one.delegation)
        for words, who in told.items():
            note(f"note: {listed(who)}: {words}")
        return done

    def _nothing(self) -> str:
        """Why no file changes."""
        if not self._replies:
            return _NO_REPLY
        if self._errors:
            return _AS_FAR_AS_READ
        return _KEPT if any(one.found.conflicts for one in self._replies) else _NOTHING

    def _say_how(self) -> None:
        note = self._desk.session.terminal.note
        if not any(after.change for _, after in self._as_asked()):
            note(self._nothing())
            return
        conflicts = any(one.found.conflicts for one in self._replies) and not self._order.settled
        word = ", and --replace or --keep for what is in conflict" if conflicts else ""
        note(f"nothing was written; to take this over: --yes{word}")


def _what_follows(one: Taking, after: Written, order: Order) -> Iterator[str]:
    """What the desk should know of a file that was written."""
    old, new, given = one.ours.file or {}, after.new, given_as(one, order)
    before, now = old.get("basis"), new["basis"]
    if now == "bilateral" != given:
        yield "what was said so far is in confidence, so the whole file stays so"
    elif now not in COMPILED and given in COMPILED:
        yield f"the file stays a {now}, with what was said before; no compilation shows it"
    elif before in COMPILED and now not in COMPILED:
        yield f"the file becomes a {now}, with what was sent in writing before; no compilation shows it any more"
    elif before not in (None, *COMPILED) and now in COMPILED:
        yield "all that the file holds was now sent in writing, so a compilation shows it with the delegation's name"
    if after.confirms:
        yield f"the form confirms the reading, as of {after.confirms}"
    if "confirmed" in old and "confirmed" not in new:
        yield f"the confirmation of {old['confirmed']} was of another reading and is taken out: confirm this anew"


def _late(desk: Desk, one: Taking, order: Order) -> Iterator[str]:
    """Which replies to guiding questions came after their day."""
    asked = {question.id: question for question in desk.meeting.questions}
    for difference in one.found.differences:
        question = asked.get(difference.subject[1]) if difference.field == "answer" else None
        if question is not None and question.due is not None and order.received > question.due:
            over = (
                "silence counted as acceptance from then on"
                if question.mode == "silence"
                else "they came late"
            )
            yield f"replies to {question.id} were due by {question.due}: {over}"
