"""What the Council's rules are tried on: a country, the replies to a question, or lists by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from partnercli.cli.exit_codes import Exit
from partnercli.cli.majority.asked import Asked
from partnercli.cli.session import Session, sound
from partnercli.cli.supposing import positions
from partnercli.documents.words import day_in_words
from partnercli.library.lookup import find_country, find_meeting, typed
from partnercli.library.problems import NotFound, Usage
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import did_you_mean
from partnercli.records.position import Stance
from partnercli.repository.scope import Scope
from partnercli.tally.majority import IN_FORCE
from partnercli.tally.questions import QuestionRow, question_rows
from partnercli.tally.table import StanceTable, by_stance
from partnercli.tally.votes import Vote, votes_on_country, votes_on_question


class Subject(NamedTuple):
    """What is tried, on which day, and who is said to vote how.

    `invited` may take part: the expected delegations of a `table`, or by hand, where there is none, all Member
    States of the day. `by_convention` are those whose vote is a convention, and read the other way beside it: who
    can accept the country, or holds a scrutiny reservation. `code` is the exit code that the files read leave.
    """

    exercise: Exercise
    code: Exit
    day: date
    invited: tuple[str, ...]
    said: Mapping[str, Vote]
    table: StanceTable | None = None
    country: str | None = None
    question: QuestionRow | None = None
    by_convention: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The Member States of the day."""
        return self.exercise.members_on(self.day)

    @property
    def marking(self) -> Marking:
        """How what is read is handled."""
        return self.table.marking if self.table else self.exercise.marking


def read(session: Session, asked: Asked) -> Subject:
    """What is asked about; raises Usage for a day before the rules, and NotFound."""
    subject = _by_hand(session, asked) if asked.by_hand else _positions(session, asked)
    if subject.day < IN_FORCE:
        raise Usage(
            f"on {day_in_words(subject.day)} the Council did not vote by these rules, which hold since "
            f"{day_in_words(IN_FORCE)}",
            "try a later meeting" if subject.table else f"try a later day: --on {IN_FORCE.isoformat()}",
        )
    return subject


def _by_hand(session: Session, asked: Asked) -> Subject:
    needed = Scope.settings().also(Kind.DELEGATIONS)
    day = asked.day
    loaded = session.load(needed if day else needed.also(Kind.MEETING), at=asked.revision)
    exercise, code = sound(session, loaded)
    if day is None:
        current = exercise.current_meeting
        named = asked.meeting or current
        day = exercise.meetings[find_meeting(loaded, named)].date if named else session.today
    return Subject(exercise, code, day, exercise.members_on(day), {})


def _positions(session: Session, asked: Asked) -> Subject:
    exercise, table, code = positions(session, asked.meeting, asked.revision, asked.left_out, asked.assumed)
    if asked.country is not None:
        country = find_country(exercise, asked.country)
        said = votes_on_country(table, country, asked.can_accept or Vote.ABSTAIN)
        hesitant = by_stance(table.on_country(country))[Stance.CAN_ACCEPT]
        return Subject(
            exercise, code, table.day, table.expected, said, table, country, by_convention=hesitant
        )
    row = _question(question_rows(table, exercise, session.today), typed(asked.question or ""), table.meeting)
    return Subject(
        exercise,
        code,
        table.day,
        table.expected,
        votes_on_question(row),
        table,
        question=row,
        by_convention=row.replies["scrutiny-reservation"],
    )


def _question(rows: tuple[QuestionRow, ...], wanted: str, meeting: str) -> QuestionRow:
    known = {row.question.id: row for row in rows}
    if wanted in known:
        return known[wanted]
    there = (
        f"the questions are: {', '.join(known)}"
        if known
        else f"put one: partner meeting question {meeting} QUESTION --text TEXT"
    )
    raise NotFound(f'there is no question "{wanted}" at {meeting}', did_you_mean(wanted, known) or there)
