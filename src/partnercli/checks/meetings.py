"""PC310 to PC313: meetings follow one another, and dates stand in order."""

from __future__ import annotations

from collections.abc import Iterator

from partnercli.checks import examples
from partnercli.checks.readings import MOST_HINTS, Readings
from partnercli.checks.registry import check
from partnercli.findings import Finding, Rule, Severity
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean


@check(
    Rule(
        code="PC310",
        severity=Severity.ERROR,
        title="positions carried over in a circle or from the future",
        why="Positions stand from an earlier meeting until they are replaced; a later one cannot lend them.",
        mend="let `carries_over_from` name an earlier meeting, or leave it out",
        breaks=examples.meeting("forum: Visit\ndate: 2031-04-02\ncarries_over_from: 2031-04-02-visit\n"),
        holds=examples.meeting(f"forum: Visit\ndate: 2031-04-02\ncarries_over_from: {examples.MEETING}\n"),
    )
)
def carried_backwards(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Meetings that carry over from a later one, from themselves, or in a circle."""
    for key, meeting in on.exercise.meetings.items():
        earlier = on.exercise.meetings.get(meeting.carries_over_from or "")
        if earlier is None:
            continue
        message = ""
        if earlier.date > meeting.date:
            message = f"{meeting.carries_over_from} is later than {meeting.date}"
        elif key in on.exercise.carried_over(meeting.carries_over_from):
            message = f"{meeting.carries_over_from} leads back to this meeting"
        if message:
            yield rule.finding(Kind.MEETING.file(key), message, path=("carries_over_from",))


@check(
    Rule(
        code="PC311",
        severity=Severity.WARNING,
        title="a date that comes too early",
        why="A confirmation, reply date or conclusion before its meeting is most likely a slip of the year or month.",
        mend="check both dates",
        breaks=examples.position("confirmed: 2030-03-08\n"),
        holds=examples.position("confirmed: 2031-03-08\n"),
    )
)
def dates_in_order(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Confirmations, reply dates and conclusions that lie before their meeting."""
    for at, code, position in on.exercise.all_positions:
        meeting = on.exercise.meetings.get(at)
        if meeting and position.confirmed and position.confirmed < meeting.date:
            message = f"confirmed on {position.confirmed}, before the meeting on {meeting.date}"
            yield rule.finding(Kind.POSITION.file(f"{at}/{code}"), message, path=("confirmed",))
    for key, meeting in on.exercise.meetings.items():
        dated = [("questions", n, "due", question.due) for n, question in enumerate(meeting.questions)]
        dated += [("conclusions", n, "on", conclusion.on) for n, conclusion in enumerate(meeting.conclusions)]
        for name, number, field, day in dated:
            if day is not None and day < meeting.date:
                message = f"{day} is before the meeting on {meeting.date}"
                yield rule.finding(Kind.MEETING.file(key), message, path=(name, number, field))


@check(
    Rule(
        code="PC312",
        severity=Severity.ERROR,
        title="a reply or conclusion on a question that was not put",
        why="It would be counted nowhere.",
        mend="use the id of a question in the meeting's file, or add the question there",
        breaks=examples.position("answers: [{question: way-foward, reply: agree}]\n"),
        holds=examples.position("answers: [{question: way-forward, reply: agree}]\n"),
    )
)
def unknown_question(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Answers and conclusions that name no question of their meeting."""
    named: list[tuple[str, str, tuple[str | int, ...], str]] = []
    for at, code, position in on.exercise.all_positions:
        for number, answer in enumerate(position.answers):
            file = Kind.POSITION.file(f"{at}/{code}")
            named.append((at, file, ("answers", number, "question"), answer.question))
    for key, meeting in on.exercise.meetings.items():
        file = Kind.MEETING.file(key)
        named += [
            (key, file, ("conclusions", n, "question"), c.question) for n, c in enumerate(meeting.conclusions)
        ]
    put = {at: dict.fromkeys(one.id for one in found.questions) for at, found in on.exercise.meetings.items()}
    unknown = [one for one in named if one[0] in put and one[3] not in put[one[0]]]
    for number, (at, file, path, question) in enumerate(unknown):
        hint = did_you_mean(question, put[at]) if number < MOST_HINTS else ""
        message = f'there is no question "{question}" at {at}'
        yield rule.finding(file, message, hint=hint, path=path, arguments=(question,))


@check(
    Rule(
        code="PC313",
        severity=Severity.WARNING,
        title="silence without a date",
        why="Under the silence procedure no objection means agreement, but only once a date has passed.",
        mend="add `due` to the question",
        breaks=examples.meeting(
            "forum: Visit\ndate: 2031-04-02\nquestions: [{id: way, text: Agreed?, mode: silence}]\n"
        ),
        holds=examples.meeting(
            "forum: Visit\ndate: 2031-04-02\n"
            "questions: [{id: way, text: Agreed?, mode: silence, due: 2031-04-20}]\n"
        ),
    )
)
def silence_has_a_date(on: Readings, rule: Rule) -> Iterator[Finding]:
    """Questions under silence procedure without a due date."""
    for key, meeting in on.exercise.meetings.items():
        for number, question in enumerate(meeting.questions):
            if question.mode == "silence" and question.due is None:
                message = f'silence on "{question.id}" never ends: it has no due date'
                yield rule.finding(Kind.MEETING.file(key), message, path=("questions", number))
