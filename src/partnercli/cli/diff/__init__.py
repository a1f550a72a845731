"""`partner diff`: what changed in meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from partnercli.cli.diff.comparison import Comparison, of_documents, of_meetings, of_revisions
from partnercli.cli.exit_codes import Exit
from partnercli.cli.session import Session
from partnercli.cli.terminal import Piece
from partnercli.library.problems import Usage
from partnercli.tally.diff import Change

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Format(StrEnum):
    """How the diff is written."""

    TEXT = "text"
    """For people: each change as a sentence, with who moved."""
    JSON = "json"
    """For programs: one object, with everything that changed."""
    MD = "md"
    """For a forge: counts, never who said what."""


@app.command()
def diff(
    context: typer.Context,
    base: Annotated[
        str | None, typer.Argument(metavar="BASE", help="The earlier revision: a commit, branch or tag.")
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(metavar="HEAD", help="The later revision; otherwise the files as they are now."),
    ] = None,
    meetings: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="M1 M2", help="Compare two meetings, by their ids, in the files as they are now."
        ),
    ] = None,
    documents: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="D1 D2", help="Compare the decided lists of two documents, in the files as they are now."
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="End with 1 if anything differs.")] = False,
    output: Annotated[
        Format, typer.Option("--format", help="text, json for programs, or md: counts only, never who.")
    ] = Format.TEXT,
) -> int:
    """Show what changed in meaning: who moved, ranks, the line, decided lists, outlines, every record.

    Each revision is tallied at its own current meeting. Rewording, comments and the order of entries are no
    change.

    Example: partner diff main

    Example: partner diff --meetings 2021-03-15-ministers 2021-04-22-hlwg

    Example: partner diff --documents 8952/21 "EUCO 17/21"
    """
    session: Session = context.obj
    comparison = _compared(session, base, head, meetings, documents)
    _write(session, comparison, output)
    return Exit.ERRORS if check and comparison.differs else Exit.FINE


def _compared(
    session: Session,
    base: str | None,
    head: str | None,
    meetings: tuple[str, str] | None,
    documents: tuple[str, str] | None,
) -> Comparison:
    if sum(bool(asked) for asked in (base, meetings, documents)) > 1:
        raise Usage("revisions, meetings and documents do not go together", "leave out all but one kind")
    if base:
        return of_revisions(session, base, head)
    if meetings:
        return of_meetings(session, *meetings)
    if documents:
        return of_documents(session, *documents)
    hint = "name a commit: partner diff HEAD~1; or two meetings: partner diff --meetings M1 M2"
    raise Usage("there is nothing to compare", hint)


def _write(session: Session, comparison: Comparison, output: Format) -> None:
    terminal = session.terminal
    if output is Format.TEXT:
        from partnercli.cli.diff.screen import screen

        for side in comparison.sides:
            for file in side.unread:
                said = f"{file} could not be read in {side.name} and is left out"
                terminal.error(Piece("warning: ", "bold yellow"), said)
        terminal.lines(screen(comparison, terminal.text_width))
    elif output is Format.MD:
        from partnercli.cli.diff.markdown import markdown

        terminal.write(markdown(comparison))
    else:
        from partnercli.tally.diff_contract import to_contract

        revision = Change(comparison.base.revision, comparison.head.revision)
        unread = Change(comparison.base.unread, comparison.head.unread)
        made = to_contract(comparison.figures, revision, comparison.contract(), unread)
        terminal.json(made)
