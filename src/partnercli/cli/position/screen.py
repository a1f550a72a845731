"""Positions on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from partnercli.cli.marks import head
from partnercli.cli.narrow import table_row
from partnercli.cli.reading_words import REPLY_WORDS
from partnercli.cli.terminal import Line, Piece, fitted, wrapped
from partnercli.documents.step_words import delegation_name
from partnercli.documents.words import day_in_words
from partnercli.recording.readings import Noted, named_by_stance, names_at
from partnercli.records.exercise import Exercise
from partnercli.records.plural import plural
from partnercli.records.position import Stance
from partnercli.tally.questions import QuestionRow
from partnercli.tally.table import StanceTable

_TABLE = 72
"""Columns that the list needs, for its last cell to say enough."""
_SHORT = {
    Stance.SUPPORT: "sup",
    Stance.CAN_ACCEPT: "acc",
    Stance.RESERVATION: "res",
    Stance.OPPOSITION: "opp",
}


class Listed(NamedTuple):
    """A line of a list: what was noted of a delegation, which replies are awaited, whether it counts."""

    noted: Noted
    awaited: tuple[QuestionRow, ...]
    counted: bool


def position_screen(
    exercise: Exercise, one: Noted, awaited: Sequence[QuestionRow], width: int
) -> Iterator[Line]:
    """One delegation at one meeting: what stands, where it was said, and what is still open."""
    meeting = exercise.meetings[one.meeting]
    name = delegation_name(exercise, one.delegation)
    title = f"{name} ({one.delegation}): {meeting.forum}, {day_in_words(meeting.date)}"
    yield from head(exercise, title, width, illustrative=one.illustrative)
    yield from wrapped(_standing(exercise, one), width)
    for stance, named in named_by_stance(one.preferences, names_at(exercise, one.meeting)).items():
        yield from _pair(str(stance), "; ".join(named), width)
    for preference in one.preferences:
        if preference.note:
            name = names_at(exercise, one.meeting)(preference.subject)
            yield from _pair("note", f"{name}: {' '.join(preference.note.split())}", width)
    if one.here:
        yield from _said_here(one, width)
    for row in awaited:
        yield from _pair("reply awaited", f"{row.question.id}: {row.question.text}{_by(row)}", width)
    for position in one.used:
        for source in position.sources:
            words = "; ".join(word for word in (source.title, source.reference, source.note) if word)
            yield from _pair("source", words, width)


def _said_here(one: Noted, width: int) -> Iterator[Line]:
    if one.here is None:
        return
    if one.here.calls:
        yield from _pair("calls for", ", ".join(one.here.calls), width)
    for remark in one.here.remarks:
        yield from _pair("remark", f'"{" ".join(remark.split())}"', width)
    for answer in one.here.answers:
        comment = f": {' '.join(answer.comment.split())}" if answer.comment else ""
        yield from _pair("reply", f"{answer.question}: {REPLY_WORDS[answer.reply]}{comment}", width)


def _by(row: QuestionRow) -> str:
    if row.question.due is None:
        return ""
    until = day_in_words(row.question.due)
    return f" (silence until {until} means acceptance)" if row.silence == "pending" else f" (due {until})"


def _pair(label: str, text: str, width: int) -> Iterator[Line]:
    labelled = f"{label}:"
    yield from wrapped(f"{labelled:<15}{text}", width, indent=" " * 15)


def _standing(exercise: Exercise, one: Noted) -> str:
    """Where what stands was said, how, and whether the delegation confirmed it."""
    if not one.heard:
        return "Not heard: nothing is recorded, and nothing is carried over."
    used = one.used[0]
    if one.carried and one.force is not None:
        origin = exercise.meetings[one.force.meeting]
        where = f"Carried over from {one.force.meeting} ({origin.forum}, {day_in_words(origin.date)})"
    else:
        where = "Said at this meeting" if one.force else "Said at this meeting, without naming a country"
    confirmed = f"confirmed on {day_in_words(used.confirmed)}" if used.confirmed else "noted, not confirmed"
    gone = "; names nothing" if one.force and not one.preferences else ""
    confidence = " (in confidence)" if used.basis == "bilateral" else ""
    return f"{where}; {used.basis}{confidence}; {confirmed}{gone}."


def list_screen(
    exercise: Exercise, table: StanceTable, listed: Sequence[Listed], width: int, *, illustrative: bool
) -> Iterator[Line]:
    """One line a delegation, in protocol order, those not expected last."""
    meeting = exercise.meetings[table.meeting]
    title = f"Positions: {meeting.forum}, {day_in_words(meeting.date)}"
    yield from head(exercise, title, width, illustrative=illustrative)
    if not listed:
        yield from wrapped("No delegation stands so. See all of them: partner position list", width)
        return
    if width >= _TABLE:
        figures = "".join(f"{word:>4}" for word in _SHORT.values())
        yield (Piece(f"{'':4}{'given':<24}{'confirmed':<12}{figures}  replies", "dim"),)
    for one in listed:
        yield from _row(one, width)
    yield from wrapped(
        f"{plural(len(listed), 'delegation')}. sup support, acc can accept, res reservation, opp opposition.",
        width,
        "dim",
    )


def _row(listed: Listed, width: int) -> Iterator[Line]:
    one, code, replies = listed.noted, listed.noted.delegation, _replies(listed)
    if one.heard:
        given = f"from {one.force.meeting}" if one.carried and one.force else str(one.used[0].basis)
        given += "" if listed.counted else ", not expected"
        confirmed = str(one.used[0].confirmed or "noted only")
        counts = [sum(p.stance is stance for p in one.preferences) for stance in _SHORT]
        figures = "".join(f"{count or '-':>4}" for count in counts)
        cells = (
            f"{fitted(given, 23)} {confirmed:<12}{figures}  {fitted(replies, max(10, width - 60))}".rstrip()
        )
        stances = (f"{word} {n}" for word, n in zip(_SHORT.values(), counts, strict=True) if n)
        said = (given, confirmed, *stances, replies)
    else:
        cells = f"{'not heard':<52}  {replies}".rstrip()
        said = ("not heard", replies)
    yield from table_row((Piece(f"{code:<4}", "bold"), cells), _TABLE, width, code, said)


def _replies(listed: Listed) -> str:
    """The replies given, and how many are awaited."""
    given = [REPLY_WORDS[answer.reply] for answer in listed.noted.here.answers] if listed.noted.here else []
    awaited = [f"{len(listed.awaited)} awaited"] if listed.awaited else []
    return "; ".join([*given, *awaited])
