"""What the commands that record positions and meetings share: the meeting, days in order, sources, options."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.lookup import find_meeting, typed
from partnercli.cli.outline_options import day_given
from partnercli.cli.problems import NotFound, Refused, Usage
from partnercli.documents.words import day_in_words
from partnercli.recording.positions import Plain
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.repository.load import Loaded
from partnercli.repository.text import forbidden_in

AtMeeting = Annotated[
    str | None,
    typer.Option("--meeting", metavar="MEETING", help="The meeting, by its id; otherwise the current one."),
]
SourceTitle = Annotated[
    str | None,
    typer.Option("--source", metavar="TITLE", help="Where it was taken from; otherwise said plainly."),
]
Reference = Annotated[
    str | None, typer.Option("--reference", metavar="TEXT", help="The source's number, or the place in it.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")]


class Basis(StrEnum):
    """How a position was given."""

    STATEMENT = "statement"
    WRITTEN = "written"
    NON_PAPER = "non-paper"
    BILATERAL = "bilateral"


DelegationName = Annotated[
    str, typer.Argument(metavar="DELEGATION", help="The delegation: code, name or alias.")
]
Delegations = Annotated[
    list[str] | None, typer.Argument(metavar="[DELEGATION]…", help="Delegations: code, name or alias.")
]
GivenAs = Annotated[
    Basis | None, typer.Option("--basis", help="How it was given; bilateral is confidential.")
]
Illustrative = Annotated[bool, typer.Option("--illustrative", help="Not a real position: outputs say so.")]


def meeting_at(loaded: Loaded, meeting: str | None) -> str:
    """The id of the meeting named, or of the current one; raises NotFound, or Refused where it cannot be read."""
    config = loaded.exercise.config
    wanted = meeting or (config.current_meeting if config else None)
    if wanted is None:
        hint = "make one: partner meeting new DATE-WORDS --current; or name one that there is"
        raise NotFound("there is no current meeting", hint)
    if wanted in loaded.exercise.malformed.get(Kind.MEETING, ()):
        file = Kind.MEETING.file(wanted or "")
        raise Refused(f"{file} cannot be read as it is", "mend it first: partner validate says where")
    return find_meeting(loaded, meeting)


def day_since(meeting: Meeting, text: str, what: str) -> date:
    """A day given that is not before its meeting; raises Usage or Refused."""
    day = day_given(text)
    if day < meeting.date:
        words = f"{what} on {day} is before the meeting on {meeting.date}"
        raise Refused(words, "check the day: dates stand in order")
    return day


def called(meeting: Meeting) -> str:
    """A meeting as a sentence calls it: HLWG of 22 April 2021."""
    return f"{meeting.forum} of {day_in_words(meeting.date)}"


def words_given(text: str, what: str) -> str:
    """A text of the command line that a record may hold; raises Usage where it is empty or could do harm."""
    words = typed(text).strip()
    if not words:
        raise Usage(f"{what} is empty", "say something, or leave it out")
    if name := forbidden_in(words):
        raise Usage(f"{what} holds {name}", "leave that character out")
    return words


def source_given(title: str | None, reference: str | None, otherwise: str) -> Plain:
    """The source named on the command line; else one of this title."""
    if reference is not None and title is None:
        raise Usage("a reference belongs to a source", "give the source's title too: --source TITLE")
    source = {"title": words_given(title, "the source") if title is not None else otherwise}
    return source if reference is None else {**source, "reference": words_given(reference, "the reference")}
