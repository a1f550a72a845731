"""Where the exercise stands on a day, and what is still to do: one reading for `partner status` and the handover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from partnercli.documents.outdated import ToRevise, tally_of, to_revise
from partnercli.documents.partners import partners_shown
from partnercli.documents.progress import outlines_in_order
from partnercli.outlines.basis import Doubt, doubts
from partnercli.outlines.follow_up import crowded, overdue
from partnercli.outlines.partners import concluded, partners_agreed
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Step
from partnercli.records.period import Period
from partnercli.tally.questions import QuestionRow, question_rows
from partnercli.tally.result import Tally
from partnercli.tally.stances import stance_table


class OpenQuestion(NamedTuple):
    """A guiding question of a meeting that was held, on which nothing is concluded yet, and the replies to it."""

    meeting: str
    row: QuestionRow

    @property
    def owing(self) -> tuple[str, ...]:
        """Who owes a reply, in protocol order: nobody under the silence procedure, where none need be given."""
        return self.row.silent if self.row.silence == "nothing" else ()

    def late_on(self, day: date) -> bool:
        """Whether replies were due before a day and some are still owed."""
        due = self.row.question.due
        return bool(self.owing) and due is not None and due < day


class Suspect(NamedTuple):
    """An endorsed outline, by its id, beneath which something changed, and what."""

    outline: str
    doubts: tuple[Doubt, ...]


class Late(NamedTuple):
    """A step of an outline, by the outline's id, that should have begun or ended and has not."""

    outline: str
    step: Step


class Standing(NamedTuple):
    """Where the exercise stands on `day`.

    `meeting` is the current one and `tally` what was said there; None while there is none. `document` is the current
    one. `partners` is its list as decided, else the priorities, and `decided` says which. `unconfirmed` were read, and
    have not confirmed it; of what those `in_part` sent, something was left out for an error. `concluded`: the Chair
    concluded something at the current meeting or later; `agreed`: or at one carried over to it, and the list is
    decided. `without_outline` are partners that have none; empty until they are agreed, for the Commission writes
    outlines then. `drafts` are working drafts; `crowds` quarters in which too many outlines begin. `ahead` are the
    meetings of this day and after it, the next one first. All by id.
    """

    day: date
    meeting: str | None
    tally: Tally | None
    document: str | None
    partners: tuple[str, ...]
    decided: bool
    unconfirmed: tuple[str, ...]
    in_part: tuple[str, ...]
    questions: tuple[OpenQuestion, ...]
    concluded: bool
    agreed: bool
    without_outline: tuple[str, ...]
    drafts: tuple[str, ...]
    suspect: tuple[Suspect, ...]
    late: tuple[Late, ...]
    crowds: Mapping[Period, tuple[str, ...]]
    revise: tuple[ToRevise, ...]
    ahead: tuple[str, ...]


def standing_of(exercise: Exercise, day: date) -> Standing:
    """Where the exercise stands on a day, as far as its records tell."""
    config = exercise.config
    meeting = _known(exercise.meetings, config.current_meeting if config else None)
    document = _known(exercise.documents, config.current_document if config else None)
    tally = tally_of(exercise, meeting)
    partners, decided = partners_shown(exercise, exercise.documents[document] if document else None, tally)
    agreed = partners_agreed(exercise)
    outlines = tuple(outlines_in_order(exercise))
    with_outline = {exercise.outlines[key].country for key in outlines}
    support = {row.country: row.support for row in tally.countries} if tally and tally.responded else {}
    changed = (Suspect(key, doubts(exercise, key, support)) for key in outlines)
    return Standing(
        day=day,
        meeting=meeting,
        tally=tally,
        document=document,
        partners=partners,
        decided=decided,
        unconfirmed=tuple(code for code in tally.responded if code not in tally.confirmed) if tally else (),
        in_part=_in_part(exercise, meeting),
        questions=tuple(_questions(exercise, meeting, day)),
        concluded=concluded(exercise),
        agreed=agreed,
        without_outline=tuple(key for key in partners if key not in with_outline) if agreed else (),
        drafts=tuple(key for key in outlines if exercise.outlines[key].status == "draft"),
        suspect=tuple(one for one in changed if one.doubts),
        late=tuple(Late(key, step) for key in outlines for step in overdue(exercise.outlines[key], day)),
        crowds=crowded(exercise.outlines),
        revise=to_revise(exercise),
        ahead=meetings_ahead(exercise, day),
    )


def meetings_ahead(exercise: Exercise, day: date) -> tuple[str, ...]:
    """The meetings on a day and after it, visits included, the next one first."""
    coming = ((meeting.date, key) for key, meeting in exercise.meetings.items() if meeting.date >= day)
    return tuple(key for _, key in sorted(coming))


def open_questions(exercise: Exercise, meeting: str, day: date) -> Iterator[OpenQuestion]:
    """The guiding questions of a meeting on which nothing is concluded."""
    closed = {one.question for one in exercise.meetings[meeting].conclusions}
    rows = question_rows(stance_table(exercise, meeting), exercise, day)
    yield from (OpenQuestion(meeting, row) for row in rows if row.question.id not in closed)


def _in_part(exercise: Exercise, meeting: str | None) -> tuple[str, ...]:
    """Whose file at a meeting lacks something of what was sent, in protocol order."""
    found = exercise.positions.get(meeting or "", {}).values()
    return exercise.in_protocol_order({one.delegation for one in found if one.in_part})


def _known(records: Mapping[str, object], key: str | None) -> str | None:
    return key if key in records else None


def _from_current_on(exercise: Exercise, current: str | None) -> Iterator[tuple[str, Meeting]]:
    """The current meeting and those after it, in time; all where there is no current one."""
    since = exercise.meetings[current].date if current else date.min
    found = [(meeting.date, key) for key, meeting in exercise.meetings.items() if meeting.date >= since]
    yield from ((key, exercise.meetings[key]) for _, key in sorted(found))


def _questions(exercise: Exercise, current: str | None, day: date) -> Iterator[OpenQuestion]:
    for key, meeting in _from_current_on(exercise, current):
        if meeting.questions and meeting.date <= day:
            yield from open_questions(exercise, key, day)
