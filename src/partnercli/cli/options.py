"""The arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from partnercli.documents.audience import Audience


class Format(StrEnum):
    """How records are written out."""

    TEXT = "text"
    """For people, as wide as the terminal."""
    JSON = "json"
    """For programs: one object, and nothing else on standard output."""


class TableFormat(StrEnum):
    """How a reading of positions is written out."""

    TABLE = "table"
    """For people, as wide as the terminal."""
    JSON = "json"
    """For programs: one object, with everything that the table shows and who it rests on."""
    CSV = "csv"
    """For spreadsheets: a row a line, each with its marking; no cell can become a formula."""
    MD = "md"
    """For papers and forges: a table in Markdown."""


class Basis(StrEnum):
    """How a position was given."""

    STATEMENT = "statement"
    WRITTEN = "written"
    NON_PAPER = "non-paper"
    BILATERAL = "bilateral"


Output = Annotated[Format, typer.Option("--format", help="text, or json for programs.")]
Tabular = Annotated[
    TableFormat, typer.Option("--format", help="table, or json, csv, md for programs and papers.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")]
Assignments = Annotated[
    list[str],
    typer.Argument(metavar="FIELD=VALUE", help="A field and its value; an empty value takes it out."),
]

CountryName = Annotated[
    str, typer.Argument(metavar="COUNTRY", help="The country: name, id, ISO code or alias.")
]
InstrumentName = Annotated[str, typer.Argument(metavar="INSTRUMENT", help="The instrument: its id or name.")]
DocumentName = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="The document: its id, or its number as printed.")
]
DocumentOrCurrent = Annotated[
    str | None,
    typer.Argument(
        metavar="DOCUMENT",
        help="The document: its id, or its number as printed; otherwise the current one.",
    ),
]
DelegationName = Annotated[
    str, typer.Argument(metavar="DELEGATION", help="The delegation: code, name or alias.")
]
Delegations = Annotated[
    list[str] | None, typer.Argument(metavar="DELEGATION", help="Delegations: code, name or alias.")
]
MeetingName = Annotated[str, typer.Argument(metavar="MEETING", help="The meeting, by its id.")]
AtMeeting = Annotated[
    str | None,
    typer.Option("--meeting", metavar="MEETING", help="The meeting, by its id; otherwise the current one."),
]

AtRevision = Annotated[
    str | None,
    typer.Option("--at", metavar="REV", help="The state at this commit, branch or tag."),
]
AsOf = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="As of this day: 2021-05-25. [default: today]")
]
ForReaders = Annotated[
    Audience | None,
    typer.Option(
        "--audience",
        help="Who may read it: presidency (who said what), delegations or public; otherwise delegations.",
    ),
]
ForPublic = Annotated[
    bool, typer.Option("--public", help="Short for --audience public; needs a recorded release.")
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--output", metavar="DIR", help="The folder to write to; otherwise build/ of the repository."
    ),
]
InRegion = Annotated[
    list[str] | None,
    typer.Option(
        "--region", metavar="REGION", help="Show only this region; figures and ranks stay. Repeatable."
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without", metavar="DELEGATION", help="What if this delegation were not expected? Repeatable."
    ),
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="IT=tunisia[:STANCE]",
        help="What if it supported this country? Or :can-accept, :reservation, :opposition, :none. Repeatable.",
    ),
]

GivenAs = Annotated[
    Basis | None, typer.Option("--basis", help="How it was given; bilateral is confidential.")
]
Illustrative = Annotated[bool, typer.Option("--illustrative", help="Not a real position: outputs say so.")]

TakenFrom = Annotated[
    str | None,
    typer.Option("--source", metavar="TITLE", help="Where it was taken from; otherwise said plainly."),
]
SourceTitle = Annotated[
    str | None, typer.Option("--source", metavar="TITLE", help="Where it can be checked.")
]
SourceTitles = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="TITLE", help="Where it can be checked: the source's title. Repeatable."
    ),
]
SourceReference = Annotated[
    str | None,
    typer.Option("--reference", metavar="TEXT", help="The source's number, or the place within it."),
]
SourceUrl = Annotated[str | None, typer.Option("--url", help="The source's address, from https:// on.")]
Verified = Annotated[
    bool | None,
    typer.Option("--verified/--unverified", help="Read in its source, or only generally reported."),
]
NoteText = Annotated[str | None, typer.Option("--note", help="What to know about it.")]
