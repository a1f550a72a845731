"""Where the exercise stands, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from partnercli.cli.marks import marks
from partnercli.cli.status.tasks import Task
from partnercli.cli.terminal import Line, Piece, columns, fitted, wrapped
from partnercli.documents.standing import Standing
from partnercli.documents.words import day_in_words, day_of_year
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural

_LABEL = 16
"""Columns of the label before what is to be done."""
_NEAREST = 3
"""Meetings ahead that are named."""


def screen(exercise: Exercise, standing: Standing, tasks: Sequence[Task], width: int) -> Iterator[Line]:
    """Where the exercise stands, then what is to be done, each with its command at the right."""
    config = exercise.config
    yield from marks(exercise, illustrative=exercise.any_illustrative, width=width)
    yield from wrapped(f"{config.title if config else ''}, {day_in_words(standing.day)}", width, "bold")
    yield from wrapped(_heard(exercise, standing), width)
    yield from wrapped(_list(exercise, standing), width)
    yield from wrapped(_ahead(exercise, standing), width)
    yield ()
    if not tasks:
        yield ("Nothing is to be done today.",)
        return
    yield (Piece("To do", "bold"),)
    for task in tasks:
        yield from _task(task, width)


def _heard(exercise: Exercise, standing: Standing) -> str:
    tally = standing.tally
    if standing.meeting is None:
        return "No meeting yet."
    meeting = exercise.meetings[standing.meeting]
    said = f"{meeting.forum}, {day_in_words(meeting.date)}"
    if tally is None:
        return f"{said}: no delegation is listed."
    named = plural(len(tally.countries), "country", "countries")
    reach = (
        f"{len(tally.priorities)} of {named} named reach the line" if tally.countries else "no country named"
    )
    concluded = "concluded" if standing.concluded else "nothing concluded"
    heard = f"{len(tally.responded)} of {len(tally.expected)} heard, {len(tally.confirmed)} confirmed"
    return f"{said}: {heard}; {reach}; {concluded}."


def _list(exercise: Exercise, standing: Standing) -> str:
    outlines = len({exercise.outlines[key].country for key in exercise.outlines} & set(standing.partners))
    have = f"{outlines} of {plural(len(standing.partners), 'partner')} with an outline"
    have += f" ({len(standing.drafts)} in draft)" if standing.drafts else ""
    if standing.document is None:
        return f"No document yet; {have}." if standing.partners else "No document yet."
    document = exercise.documents[standing.document]
    whose = "its list decided" if standing.decided else "its list by the tally"
    return f"{document.full_number}, {day_in_words(document.date)}: {whose}; {have}."


def _ahead(exercise: Exercise, standing: Standing) -> str:
    named = [
        f"{exercise.meetings[key].forum}, {day_of_year(exercise.meetings[key].date, standing.day)}"
        for key in standing.ahead[:_NEAREST]
    ]
    more = len(standing.ahead) - len(named)
    ahead = "; ".join(named) + (f"; and {more} more" if more > 0 else "")
    return f"Meetings ahead: {ahead or 'none on record'}."


def _task(task: Task, width: int) -> Iterator[Line]:
    """The label, what is the matter, and the command: on one line where there is room, else on a line of its own."""
    label, room = f"  {fitted(task.label, _LABEL)} ", width - _LABEL - 3
    text = wrap(task.text, room, break_on_hyphens=False) or [""]
    last = columns(text[-1]) + 2 + columns(task.command)
    for place, line in enumerate(text):
        start = Piece(label, "bold") if place == 0 else " " * len(label)
        if place == len(text) - 1 and last <= room:
            yield (
                start,
                line,
                " " * (room - columns(line) - columns(task.command)),
                Piece(task.command, "cyan"),
            )
        else:
            yield start, line
    if last > room:
        yield " " * max(0, width - columns(task.command)), Piece(task.command, "cyan")
