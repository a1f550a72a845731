"""What one Presidency hands over to the next: what the template may use, for the Presidency alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnercli.documents.paper_words import DATED
from partnercli.documents.partners import printed_names
from partnercli.documents.question_words import QuestionWords, question_words
from partnercli.documents.speakers import tied_to
from partnercli.documents.standing import Standing, standing_of
from partnercli.documents.step_words import (
    STATES,
    contribution_in_words,
    delegation_name,
    instrument_name,
    timing_in_table,
)
from partnercli.documents.voices import Said, View, said_at
from partnercli.documents.words import day_in_words, first_capital, listed, meeting_in_words
from partnercli.outlines.follow_up import state
from partnercli.records.exercise import Exercise
from partnercli.records.outline import Step
from partnercli.records.position import Stance
from partnercli.records.presidencies import PresidencyTerm
from partnercli.tally.stances import stance_table

_OPEN = ("planned", "ongoing", "late")
"""The states of a step that is still a promise."""


@dataclass(frozen=True, slots=True)
class ListedWords:
    """A partner of the list: `support` delegations support it, `decision` is why it is listed below the line.

    `outline` says how far its outline is: none, draft, endorsed and so on.
    """

    partner: str
    support: int
    priority: bool
    decision: str
    outline: str


@dataclass(frozen=True, slots=True)
class LeftOutWords:
    """A country over the line that the Presidency left off the list, and why."""

    partner: str
    decision: str


@dataclass(frozen=True, slots=True)
class ConclusionWords:
    """What the Chair concluded on a question at a meeting; `day` is empty where it is not on record."""

    meeting: str
    question: str
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A step that is to come, under way or late; `instrument` is what it uses, `action` what is to be done."""

    partner: str
    instrument: str
    action: str
    lead: str
    timing: str
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """What a Member State announced for a step that is not done."""

    partner: str
    contribution: str


@dataclass(frozen=True, slots=True)
class Reserve:
    """A delegation's reservations, oppositions and conditions, partners in sentences with its words in quotes."""

    delegation: str
    reserves: str
    opposes: str
    conditions: str


@dataclass(frozen=True, slots=True)
class SuspectWords:
    """An endorsed outline beneath which something changed, and what, a clause each."""

    partner: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting or visit to come."""

    date: str
    title: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A document to revise, by its number, and why, a clause each."""

    document: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """All that the template of the handover sees.

    `title` is that of the exercise. `outgoing` holds the Presidency; `incoming` is next, from `takes_over` to `until`,
    all empty where the list of Presidencies does not say. `meeting` and `meeting_date` are the current meeting, empty
    where there is none; `heard` of `expected` delegations spoke, `confirmed` of them confirmed how they were read,
    `unheard` did not speak. `decided_by` is the document whose list it is, empty where the tally alone gives it.
    `promises` are the steps that are not done, overdue ones first, then by date. `contributions` are what Member
    States announced for them. `reserves` are those stated openly; `in_confidence` counts the delegations that spoke in
    confidence to this Presidency alone, of which nothing is handed on. `without_outline` is given once something was
    concluded.
    """

    date: str
    title: str
    outgoing: str
    incoming: str
    takes_over: str
    until: str
    meeting: str
    meeting_date: str
    heard: int
    expected: int
    confirmed: int
    unheard: str
    decided_by: str
    partners: tuple[ListedWords, ...]
    left_out: tuple[LeftOutWords, ...]
    conclusions: tuple[ConclusionWords, ...]
    promises: tuple[Promise, ...]
    contributions: tuple[Announced, ...]
    questions: tuple[QuestionWords, ...]
    reserves: tuple[Reserve, ...]
    in_confidence: int
    suspect: tuple[SuspectWords, ...]
    drafts: str
    without_outline: str
    meetings: tuple[Ahead, ...]
    revise: tuple[Revision, ...]
    designations: tuple[str, ...]


def handover(exercise: Exercise, day: date) -> Handover:
    """The words of a handover on a day."""
    standing = standing_of(exercise, day)
    tally = standing.tally
    named = (one.country for one in exercise.outlines.values() if one.country in exercise.countries)
    heard = said_at(exercise, stance_table(exercise, tally.meeting)) if tally else ()
    said = [one for one in heard if not one.confidential]
    tied = (view.key for one in said for view in _tied(one))
    names, designations = printed_names(exercise, dict.fromkeys((*standing.partners, *named, *tied)), day)
    meeting = exercise.meetings[standing.meeting] if standing.meeting else None
    after = next_presidency(exercise, day)
    config = exercise.config
    return Handover(
        date=day_in_words(day),
        title=config.title if config else "",
        outgoing=delegation_name(exercise, config.presidency) if config else "",
        incoming=delegation_name(exercise, after.delegation) if after else "",
        takes_over=day_in_words(after.start) if after else "",
        until=day_in_words(after.end) if after else "",
        meeting=meeting_in_words(meeting.title, meeting.forum) if meeting else "",
        meeting_date=day_in_words(meeting.date) if meeting else "",
        heard=len(tally.responded) if tally else 0,
        expected=len(tally.expected) if tally else 0,
        confirmed=len(tally.confirmed) if tally else 0,
        unheard=listed(tally.silent) if tally else "",
        decided_by=_decided_by(exercise, standing),
        partners=tuple(_partners(exercise, standing, names)),
        left_out=tuple(_left_out(exercise, standing)),
        conclusions=tuple(_conclusions(exercise)),
        promises=tuple(_promises(exercise, names, day)),
        contributions=tuple(_contributions(exercise, names)),
        questions=tuple(question_words(exercise, one, day, openly=True) for one in standing.questions),
        reserves=tuple(_reserves(said, names)),
        in_confidence=len(heard) - len(said),
        suspect=tuple(
            SuspectWords(_partner(exercise, one.outline, names), tuple(doubt.what for doubt in one.doubts))
            for one in standing.suspect
        ),
        drafts=listed([_partner(exercise, key, names) for key in standing.drafts]),
        without_outline=listed([names[key] for key in standing.without_outline]),
        meetings=tuple(_ahead(exercise, standing)),
        revise=tuple(
            Revision(str(exercise.documents[one.document].full_number), one.because)
            for one in standing.revise
        ),
        designations=designations,
    )


def next_presidency(exercise: Exercise, day: date) -> PresidencyTerm | None:
    """The first term that begins after a day; None where the list does not say."""
    terms = exercise.presidency_list.presidencies if exercise.presidency_list else ()
    return min((term for term in terms if term.start > day), key=lambda term: term.start, default=None)


def _partner(exercise: Exercise, outline: str, names: Mapping[str, str]) -> str:
    return names[exercise.outlines[outline].country]


def _decided_by(exercise: Exercise, standing: Standing) -> str:
    document = exercise.documents[standing.document] if standing.document and standing.decided else None
    if document is None:
        return ""
    return DATED.format(number=document.full_number, date=day_in_words(document.date))


def _partners(exercise: Exercise, standing: Standing, names: Mapping[str, str]) -> Iterator[ListedWords]:
    rows = {row.country: row for row in standing.tally.countries} if standing.tally else {}
    document = exercise.documents[standing.document] if standing.document else None
    because = {one.country: one.because or "" for one in (document.partners or ())} if document else {}
    status = {one.country: one.status for one in exercise.outlines.values()}
    for key in standing.partners:
        row = rows.get(key)
        yield ListedWords(
            partner=names[key],
            support=row.support if row else 0,
            priority=row.priority if row else False,
            decision=because.get(key, ""),
            outline=status.get(key, "none"),
        )


def _left_out(exercise: Exercise, standing: Standing) -> Iterator[LeftOutWords]:
    left = exercise.documents[standing.document].left_out if standing.document else ()
    yield from (
        LeftOutWords(exercise.countries[one.country].name_on(standing.day), one.because)
        for one in left
        if one.country in exercise.countries
    )


def _conclusions(exercise: Exercise) -> Iterator[ConclusionWords]:
    for meeting in sorted(exercise.meetings.values(), key=lambda meeting: (meeting.date, meeting.forum)):
        questions = {question.id: question.text for question in meeting.questions}
        for one in meeting.conclusions:
            yield ConclusionWords(
                meeting=f"{meeting.forum}, {day_in_words(meeting.date)}",
                question=questions.get(one.question, one.question),
                text=one.text,
                day=day_in_words(one.on) if one.on else "",
            )


def _promises(exercise: Exercise, names: Mapping[str, str], day: date) -> Iterator[Promise]:
    """Overdue steps first, then those with a date by it, then the others; each in the order of its outline."""
    found = [(country, step) for country, step in _steps(exercise, names) if state(step, day) in _OPEN]
    for country, step in sorted(found, key=lambda pair: _due(pair[1])):
        how_far = state(step, day)
        yield Promise(
            partner=names[country],
            instrument=instrument_name(exercise, step.instrument),
            action=step.action,
            lead=step.lead or "",
            timing=first_capital(timing_in_table(step)),
            state=STATES[how_far],
            late=how_far == "late",
        )


def _due(step: Step) -> date:
    """The day by which a step is late unless it begins, or ends; those of steps that are late have passed."""
    when = step.timeline.end if step.status == "ongoing" else step.timeline.start or step.timeline.end
    return when.last if when else date.max


def _steps(exercise: Exercise, names: Mapping[str, str]) -> Iterator[tuple[str, Step]]:
    for outline in exercise.outlines.values():
        if outline.status != "superseded" and outline.country in names:
            yield from ((outline.country, step) for step in outline.steps)


def _contributions(exercise: Exercise, names: Mapping[str, str]) -> Iterator[Announced]:
    """What Member States announced for steps that are not done."""
    for country, step in _steps(exercise, names):
        for one in step.contributions if step.status not in ("done", "dropped") else ():
            if one.kind != "none":
                yield Announced(names[country], contribution_in_words(exercise, one))


def _reserves(said: Iterable[Said], names: Mapping[str, str]) -> Iterator[Reserve]:
    """Who has reservations, oppositions or conditions at the current meeting, in protocol order."""
    for one in said:
        if _tied(one):
            yield Reserve(
                delegation=one.delegation,
                reserves=tied_to(one.on(Stance.RESERVATION), names),
                opposes=tied_to(one.on(Stance.OPPOSITION), names),
                conditions=tied_to(one.with_conditions, names),
            )


def _tied(said: Said) -> tuple[View, ...]:
    return (*said.on(Stance.RESERVATION, Stance.OPPOSITION), *said.with_conditions)


def _ahead(exercise: Exercise, standing: Standing) -> Iterator[Ahead]:
    for key in standing.ahead:
        meeting = exercise.meetings[key]
        yield Ahead(day_in_words(meeting.date), meeting_in_words(meeting.title, meeting.forum))
