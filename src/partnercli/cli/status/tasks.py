"""What is to be done next, and the command for each: the lines of `partner status`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from partnercli.documents.outdated import NUMBERLESS, ToRevise
from partnercli.documents.standing import OpenQuestion, Standing
from partnercli.documents.step_words import instrument_name, timing_in_table
from partnercli.documents.words import day_of_year, listed, period_in_words
from partnercli.findings import Severity
from partnercli.records.document import Document
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.outline import Step
from partnercli.records.plural import plural
from partnercli.records.position import Stance
from partnercli.tally.result import Tally

_SHOWN = 12
"""Delegations or countries that a line names; of more it gives the number."""
_FORMS = 4
"""Delegations that a command names one by one; of more, all get the form."""
TaskKind = Literal[
    "findings",
    "delegations",
    "countries",
    "meeting",
    "silent",
    "in_part",
    "unconfirmed",
    "question",
    "line",
    "list",
    "document",
    "revise",
    "without_outline",
    "drafts",
    "suspect",
    "late",
    "crowded",
]
"""What there may be to do, in the order in which an exercise runs."""


class Task(NamedTuple):
    """One thing to do: its kind, a short label, what is the matter in words, and the command that deals with it."""

    kind: TaskKind
    label: str
    text: str
    command: str


def tasks(exercise: Exercise, standing: Standing, counts: Mapping[Severity, int]) -> Iterator[Task]:
    """All that is to be done, in the order in which an exercise runs: what keeps all else from being right first."""
    if found := [
        plural(counts[one], str(one)) for one in (Severity.ERROR, Severity.WARNING) if counts.get(one)
    ]:
        yield Task("findings", "data", f"{listed(found)} in the data", "partner validate")
    yield from _set_up(exercise, standing)
    yield from _heard(exercise, standing)
    for question in standing.questions:
        yield from _question(question, standing)
    yield from _list(exercise, standing)
    yield from _documents(exercise, standing)
    yield from _outlines(exercise, standing)
    if standing.meeting and not standing.ahead:
        yield Task("meeting", "meetings", "none ahead on record", "partner meeting new DATE-FORUM")


def _set_up(exercise: Exercise, standing: Standing) -> Iterator[Task]:
    """What a new exercise lacks."""
    if not exercise.delegations:
        text = "no delegation is listed: fill in data/delegations.yaml"
        yield Task("delegations", "delegations", text, "partner validate")
    if not exercise.countries:
        yield Task(
            "countries",
            "countries",
            "no partner country is on record",
            "partner country new NAME --region REGION --source TITLE",
        )
    if standing.meeting is None:
        current = "meetings are on record, and none is the current one" if exercise.meetings else "none yet"
        yield Task("meeting", "meeting", current, "partner meeting new DATE-FORUM --current")


def _heard(exercise: Exercise, standing: Standing) -> Iterator[Task]:
    tally = standing.tally
    if tally is None or tally.day > standing.day:
        return
    if not tally.responded and tally.expected:
        yield Task("silent", "not heard", "nobody has spoken so far", _hearing(exercise, standing, tally))
        return
    if tally.silent:
        yield Task(
            "silent", "not heard", _some(tally.silent), _hearing(exercise, standing, tally, tally.silent)
        )
    if standing.in_part:
        text = f"taken over in part, without what had errors: {_some(standing.in_part)}"
        yield Task("in_part", "replies", text, "partner import FILE")
    if standing.unconfirmed:
        by = _by(exercise.meetings[tally.meeting].questions, standing.day)
        text = _some(standing.unconfirmed)
        yield Task("unconfirmed", "unconfirmed", text, f"partner position remind --unconfirmed{by}")


def _hearing(exercise: Exercise, standing: Standing, tally: Tally, silent: Sequence[str] = ()) -> str:
    """How to hear who was not: in writing where something is still asked after the meeting, else in the room."""
    asked = any(question.meeting == tally.meeting for question in standing.questions)
    if not asked or standing.day <= tally.day:
        return "partner position enter"
    by = _by(exercise.meetings[tally.meeting].questions, standing.day, "--reply-by")
    return " ".join(("partner form", *(silent if len(silent) <= _FORMS else ()))) + by


def _question(question: OpenQuestion, standing: Standing) -> Iterator[Task]:
    row, day = question.row, standing.day
    due, name = row.question.due, row.question.id
    at = "" if question.meeting == standing.meeting else f" --meeting {question.meeting}"
    conclude = f"partner meeting conclude {question.meeting} --question {name} --text TEXT"
    object_ = "objects" if len(row.objections) == 1 else "object"
    against = f"; {_some(row.objections)} {object_}" if row.objections else ""
    if row.silence == "pending":
        until = f"silence until {day_of_year(due, day)}" if due else "silence without a day on which it ends"
        dated = f"partner meeting question {question.meeting} {name} --due DATE"
        yield Task("question", name, f"{until}{against}", f"partner position list{at}" if due else dated)
    elif question.owing:
        by = f", {'late since' if question.late_on(day) else 'due'} {day_of_year(due, day)}" if due else ""
        text = f"no reply from {_some(question.owing)}{by}"
        yield Task(
            "question", name, text, f"partner position remind --no-reply{at}{_by([row.question], day)}"
        )
    else:
        how = "silence has passed" if row.silence == "accepted" else "all have replied"
        yield Task("question", name, f"{how}{against}: to be concluded", conclude)


def _by(questions: Iterable[Question], day: date, option: str = "--by") -> str:
    """What a reminder or a form needs where no question sets a day that is still to come."""
    return "" if any(one.due is not None and one.due >= day for one in questions) else f" {option} DATE"


def _list(exercise: Exercise, standing: Standing) -> Iterator[Task]:
    """What to read before a list is decided, and before it is put to delegations: how firm, and good for whom."""
    tally = standing.tally
    if tally is None or tally.day > standing.day:
        return
    if not standing.decided:
        close = {"on it": tally.on_the_line, "one short": [row for row in tally.one_short if row.support]}
        if text := "; ".join(
            f"{where}: {_some([row.name for row in rows], ', ')}" for where, rows in close.items() if rows
        ):
            yield Task("line", "the line", text, "partner tally --robustness")
    elif not standing.agreed and _reports_the_current_meeting(exercise, standing):
        favoured = {
            code
            for row in tally.countries
            if row.country in standing.partners
            for stance in (Stance.SUPPORT, Stance.CAN_ACCEPT)
            for code in row.delegations[stance]
        }
        if without := len(set(tally.responded) - favoured):
            text = f"nothing on it for {without} of {len(tally.responded)} heard"
            yield Task("list", "the list", text, "partner tally --list")


def _reports_the_current_meeting(exercise: Exercise, standing: Standing) -> bool:
    document = exercise.documents[standing.document] if standing.document else None
    return document is not None and document.reports(exercise.config) == standing.meeting


def _documents(exercise: Exercise, standing: Standing) -> Iterator[Task]:
    if standing.document is None and standing.tally is not None and standing.tally.responded:
        to_do = "partner document new --subject TEXT --current"
        yield Task("document", "document", "none is the current one yet", to_do)
    for one in standing.revise:
        document = exercise.documents[one.document]
        yield Task("revise", str(document.full_number), "; ".join(one.because), _mended_by(one, document))


def _mended_by(one: ToRevise, document: Document) -> str:
    """The verb for its reasons; what has no number yet is corrected as it is, for there is nothing to revise."""
    if one.because == (NUMBERLESS,):
        return f"partner document number {one.document} NUMBER"
    to_set = f"meeting={one.heard_since}" if one.heard_since else ""
    if one.list_differs and not to_set:
        return f"partner document partners {one.document}"
    if not document.number.given:
        return f"partner document set {one.document} {to_set or 'date=DATE'}"
    return f"partner document revise {one.document}" + (f" --set {to_set}" if to_set else "")


def _outlines(exercise: Exercise, standing: Standing) -> Iterator[Task]:
    def name(key: str) -> str:
        return exercise.countries[key].name_on(standing.day)

    if standing.without_outline:
        text = f"none for {_some(list(map(name, standing.without_outline)), ', ')}"
        yield Task("without_outline", "outlines", text, f"partner outline new {standing.without_outline[0]}")
    if standing.agreed and standing.drafts:
        drafts = [exercise.outlines[key].country for key in standing.drafts]
        text = f"in draft: {_some(list(map(name, drafts)), ', ')}"
        yield Task("drafts", "drafts", text, f"partner outline status {standing.drafts[0]} submitted")
    for key, doubts in standing.suspect:
        text = f"suspect: {'; '.join(doubt.what for doubt in doubts)}"
        yield Task("suspect", name(exercise.outlines[key].country), text, f"partner outline show {key}")
    for key in dict.fromkeys(late.outline for late in standing.late):
        steps = [late.step for late in standing.late if late.outline == key]
        yield Task(
            "late", name(exercise.outlines[key].country), _late(exercise, steps), _caught_up(key, steps)
        )
    for quarter, keys in standing.crowds.items():
        text = f"{len(keys)} begin in {period_in_words(quarter)}"
        yield Task("crowded", "outlines", text, "partner outline list")


def _late(exercise: Exercise, steps: Sequence[Step]) -> str:
    """The late steps of an outline: how many, and the first by name."""
    first = f"{instrument_name(exercise, steps[0].instrument)}, {timing_in_table(steps[0])}"
    return f"late: {first}" if len(steps) == 1 else f"{len(steps)} steps late, first {first}"


def _caught_up(outline: str, steps: Sequence[Step]) -> str:
    if len(steps) == 1:
        return f"partner outline step done {outline} {steps[0].id}"
    return f"partner outline show {outline}"


def _some(names: Sequence[str], between: str = " ") -> str:
    """The names where they are few; else how many they are."""
    return between.join(names) if len(names) <= _SHOWN else str(len(names))
