"""`partner meeting question` and `conclude`: what is asked at a meeting, and what the Chair concluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out, revised
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import understood, words_given
from partnercli.cli.options import DryRun, MeetingName
from partnercli.cli.recording_desk import day_since, meeting_at, question_at
from partnercli.cli.session import Session
from partnercli.documents.words import day_in_words
from partnercli.library.lookup import typed
from partnercli.library.problems import Refused, Usage
from partnercli.recording.meetings import concluded, questioned
from partnercli.records.base import check_slug
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.names import did_you_mean
from partnercli.records.plain import Plain
from partnercli.repository.scope import Scope

Silence = Annotated[
    bool, typer.Option("--silence", help="Silence procedure: no objection by that day means acceptance.")
]
Due = Annotated[str | None, typer.Option(metavar="DATE", help="Until when delegations may reply.")]


def put_question(
    context: typer.Context,
    meeting: MeetingName,
    question: Annotated[str, typer.Argument(metavar="ID", help="The question's id: way-forward.")],
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="The question itself.")] = None,
    due: Due = None,
    silence: Annotated[
        bool | None,
        typer.Option(
            "--silence/--reply",
            help="Silence procedure: no objection by that day means acceptance; or each is to reply.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Put or change a guiding question.

    Of one that is put already only what is given changes.

    Example: partner meeting question 2021-04-22-hlwg timing --text "By when?"
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    record = loaded.exercise.meetings[at]
    key = understood(check_slug, question)
    earlier = next((one for one in record.questions if one.id == key), None)
    if earlier is None and text is None:
        near = did_you_mean(key, [one.id for one in record.questions])
        raise Usage(f'there is no question "{key}" at {at} yet', near or "give its text: --text TEXT")
    given = {"id": key, **texts_given(text=text), **_timing(record, due, silence=bool(silence))}
    if silence is False:
        given["mode"] = "reply"
    ends = given.get("due") or (earlier and earlier.due)
    if given.get("mode", earlier.mode if earlier else "reply") == "silence" and not ends:
        raise _endless()
    change = revised(loaded, Kind.MEETING, at, lambda values: questioned(values, given))
    if carry_out(session, loaded, [change], dry_run=dry_run) and earlier is not None:
        _say_who_replied(session, loaded.exercise, at, key)
    return Exit.FINE


def _say_who_replied(session: Session, exercise: Exercise, at: str, question: str) -> None:
    """On standard error, who replied before the question was changed."""
    positions = exercise.positions.get(at, {}).values()
    replied = {one.delegation for one in positions if any(a.question == question for a in one.answers)}
    if replied:
        codes = " ".join(exercise.in_protocol_order(replied))
        session.terminal.note(f"replied to the question as it was before: {codes}")


def conclude(
    context: typer.Context,
    meeting: MeetingName,
    question: Annotated[str, typer.Option(metavar="ID", help="The question, by its id.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="What the Chair concluded.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day; otherwise today.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the conclusion that is recorded already.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record what the Chair concluded.

    One conclusion on each question; nothing is computed from the replies.

    Example: partner meeting conclude 2021-04-22-hlwg --question way-forward --text "Agreed"
    """
    session: Session = context.obj
    loaded = session.load(Scope.everything())
    at = meeting_at(loaded, meeting)
    record = loaded.exercise.meetings[at]
    key = question_at(record, at, question)
    day = day_since(record, on or session.today.isoformat(), "a conclusion")
    conclusion = {"question": key, **texts_given(text=text), "on": day.isoformat()}
    earlier = next((one for one in record.conclusions if one.question == key), None)
    same = earlier is not None and earlier.text == conclusion["text"] and earlier.on == day
    if earlier is not None and not same and not replace:
        raise Refused(
            f'a conclusion on "{key}" is recorded already: {earlier.text}', "to replace it, give --replace"
        )
    change = revised(loaded, Kind.MEETING, at, lambda values: concluded(values, conclusion))
    carry_out(session, loaded, [change], dry_run=dry_run)
    put = next(one for one in record.questions if one.id == key)
    if put.mode == "silence" and put.due is not None and day <= put.due:
        session.terminal.note(f"note: silence on it ends only after {day_in_words(put.due)}")
    return Exit.FINE


def texts_given(**given: str | None) -> dict[str, str]:
    """The texts that were given; raises Usage for one that says nothing."""
    return {name: words_given(text, f"--{name}") for name, text in given.items() if text is not None}


def _timing(meeting: Meeting, due: str | None, *, silence: bool) -> Plain:
    """How a question is put: until when, and whether silence means acceptance."""
    timing: Plain = {}
    if due is not None:
        timing["due"] = day_since(meeting, due, "a reply due").isoformat()
    if silence:
        timing["mode"] = "silence"
    return timing


def asked(meeting: Plain, questions: Sequence[str], due: str | None, *, silence: bool) -> Plain:
    """The meeting with the questions that it puts, all of them until one day."""
    timing = _timing(Meeting.model_validate(meeting), due, silence=silence)
    if timing and not questions:
        raise Usage("--due and --silence belong to a question", 'put one: --question "way-forward: Do …?"')
    if silence and due is None:
        raise _endless()
    for text in questions:
        meeting = questioned(meeting, {**_question(text, meeting), **timing})
    return meeting


def _endless() -> Usage:
    return Usage("silence without a day never ends", "give the day: --due DATE")


def _question(text: str, meeting: Mapping[str, Any]) -> Plain:
    key, _, words = (part.strip() for part in typed(text).partition(":"))
    if not words:
        raise Usage(
            f'"{typed(text)}" is no question', 'write its id, a colon, and its text: "way-forward: Do …?"'
        )
    if key in (one["id"] for one in meeting.get("questions", ())):
        raise Usage(f'"{key}" is put twice', "give each question an id of its own")
    return {"id": understood(check_slug, key), "text": words_given(words, "the question")}
