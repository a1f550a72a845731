"""Meetings on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnercli.cli.marks import head
from partnercli.cli.narrow import table_row
from partnercli.cli.reading_words import REPLY_WORDS
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.words import day_in_words, first_capital
from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Meeting
from partnercli.records.plural import plural
from partnercli.tally.questions import QuestionRow
from partnercli.tally.table import StanceTable

_NAME, _NAMES = 26, 37
"""Columns at most for the id of a meeting in a list, and for id and forum together."""
_TABLE = 76
"""Columns that the list needs."""


def list_screen(exercise: Exercise, tables: Sequence[StanceTable], width: int) -> Iterator[Line]:
    """One line a meeting, the current one marked."""
    illustrative = any(table.illustrative for table in tables)
    yield from head(exercise, "Meetings", width, illustrative=illustrative)
    current = exercise.current_meeting
    name = min(_NAME, max((len(table.meeting) for table in tables), default=0))
    forum = min(_NAMES - name, max((len(exercise.meetings[one.meeting].forum) for one in tables), default=0))
    if not tables:
        yield from wrapped(
            "There is no meeting yet. Make one: partner meeting new DATE-FORUM --current", width
        )
    for table in tables:
        record = exercise.meetings[table.meeting]
        asked, concluded = len(record.questions), len(record.conclusions)
        questions = f", {plural(asked, 'question')}, {concluded} concluded" if asked else ""
        heard = f"{len(table.responded)} of {len(table.expected)} heard{questions}"
        mark = "* " if table.meeting == current else "  "
        cells = (
            Piece(f"{mark}{fitted(table.meeting, name)} ", "bold"),
            f"{fitted(record.forum, forum)} {heard}",
        )
        yield from table_row(cells, _TABLE, width, f"{mark}{table.meeting}", (record.forum, heard))
    if current in [table.meeting for table in tables]:
        yield (Piece("* the current meeting", "dim"),)


def meeting_screen(
    exercise: Exercise, table: StanceTable, rows: Sequence[QuestionRow], width: int
) -> Iterator[Line]:
    """One meeting: what it is, who has spoken and who not, its questions with replies and conclusions."""
    record = exercise.meetings[table.meeting]
    title = f"{first_capital(record.title or record.forum)}, {day_in_words(record.date)}"
    yield from head(exercise, title, width, illustrative=table.illustrative)
    for label, text in _facts(exercise, table, record):
        if text:
            yield from _pair(label, text, width)
    for row in rows:
        yield ()
        yield from _question(row, record, width)
    yield ()
    spoke = [code for code, voice in table.voices.items() if voice.spoke]
    yield from _codes("spoke here", spoke, width)
    for origin in dict.fromkeys(one.origin for one in table.carried):
        carried = [
            one.delegation for one in table.carried if one.origin == origin and one.delegation not in spoke
        ]
        yield from _codes("carried over", carried, width, f" (from {origin})")
    yield from _codes("not heard", table.silent, width)
    yield from _codes("confirmed", table.confirmed, width)
    yield from _codes("not expected", table.not_counted, width)


def _facts(exercise: Exercise, table: StanceTable, record: Meeting) -> Iterator[tuple[str, str]]:
    yield "id", table.meeting
    yield "forum", record.forum
    yield "how", record.format or ""
    yield "where", record.place or ""
    names = [
        exercise.countries[key].name_on(record.date) if key in exercise.countries else key
        for key in record.countries
    ]
    yield "partners", ", ".join(names)
    yield "carries over", record.carries_over_from or ""
    yield "documents", ", ".join(record.documents)
    yield "outcome", record.outcome or ""
    yield "expected", plural(len(table.expected), "delegation")


def _question(row: QuestionRow, record: Meeting, width: int) -> Iterator[Line]:
    question = row.question
    yield from wrapped(f"{question.id}: {question.text}", width, "bold")
    yield from wrapped(f"  {_terms(row)}", width, indent="  ")
    for reply, codes in row.replies.items():
        if codes:
            yield from _codes(REPLY_WORDS[reply], codes, width)
    yield from _codes(
        "silent, so accepted" if row.silence == "accepted" else "no reply yet", row.silent, width
    )
    if question.mode == "silence" and row.objections:
        yield from _codes("silence broken by", row.objections, width)
    for conclusion in record.conclusions:
        if conclusion.question == question.id:
            when = f" on {day_in_words(conclusion.on)}" if conclusion.on else ""
            yield from wrapped(f"  Concluded{when}: {conclusion.text}", width, indent="    ")


def _terms(row: QuestionRow) -> str:
    due = row.question.due
    by = day_in_words(due) if due else ""
    if row.question.mode == "silence":
        ended = "has ended" if row.silence == "accepted" else "means acceptance"
        return f"Silence procedure until {by}; silence {ended}." if by else "Silence procedure without a day."
    return f"Replies are due by {by}." if by else "No day for replies is set."


def _pair(label: str, text: str, width: int) -> Iterator[Line]:
    yield from wrapped(f"{label:<14}{text}", width, indent=" " * 14)


def _codes(label: str, codes: Sequence[str], width: int, after: str = "") -> Iterator[Line]:
    if codes:
        yield from wrapped(f"  {label:<22} {len(codes):>3}  {' '.join(codes)}{after}", width, indent=" " * 30)
