"""`partner cache`: what is remembered between runs, where it lies, and how it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypedDict

import typer

from partnercli.cli.exit_codes import Exit
from partnercli.cli.options import Format, Output
from partnercli.cli.session import Session
from partnercli.cli.terminal import wrapped
from partnercli.library.problems import NoAccess, NotFound
from partnercli.records.contract_words import Count
from partnercli.records.plural import plural
from partnercli.repository.cache import Contents, clear, contents, where
from partnercli.system.reasons import reason

app = typer.Typer(
    help="See and clear what is remembered between runs to save time.\n\nExample: partner cache info",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


class CacheContract(TypedDict):
    """What is remembered between runs."""

    format: Literal["partner.cache/1"]
    """The contract's name and version."""
    folder: str | None
    """Where the cache lies; null where nothing is remembered."""
    in_use: bool
    """Whether a command here remembers."""
    why_not: str
    """Why it does not, in words; empty where it does."""
    repositories: Count
    """For how many repositories something is held."""
    files: Count
    """How many files the cache has."""
    bytes: Count
    """Their size."""


@app.command("info")
def show_info(context: typer.Context, output: Output = Format.TEXT) -> int:
    """Show where the cache lies, how much it holds, and whether it is in use.

    It holds what the files of your repositories hold, so that files which did not change need not be read through
    again. Only you may read it. PARTNER_CACHE_DIR names another folder; empty, nothing is remembered.

    Example: partner cache info
    """
    session: Session = context.obj
    place = session.cache_of(_repository(session))
    held = contents(place.folder) if place.folder else Contents(0, 0, 0)
    if output is Format.JSON:
        contract: CacheContract = {
            "format": "partner.cache/1",
            "folder": str(place.folder) if place.folder else None,
            "in_use": place.folder is not None,
            "why_not": place.why_not,
            "repositories": held.repositories,
            "files": held.files,
            "bytes": held.size,
        }
        session.terminal.json(contract)
        return Exit.FINE
    if place.folder is None:
        session.terminal.line(f"Nothing is remembered between runs: {place.why_not}.")
        return Exit.FINE
    session.terminal.line(f"The cache lies in {place.folder}")
    said = f"It holds {_in_words(held)}." if held.files else "It is empty."
    session.terminal.lines(wrapped(said, session.terminal.width))
    return Exit.FINE


@app.command("clear")
def clear_all(context: typer.Context) -> int:
    """Take away all that is remembered, of every repository; the next check takes longer.

    Example: partner cache clear
    """
    session: Session = context.obj
    place = where()
    if place.folder is None:
        session.terminal.line(f"Nothing was taken away: {place.why_not}.")
        session.terminal.line("What was remembered before lies where it was.")
        return Exit.FINE
    try:
        gone = clear(place.folder)
    except OSError as error:
        hint = f"delete the folders in {place.folder} that are named partner- and 32 digits"
        raise NoAccess(f"the cache cannot be taken away: {reason(error)}", hint) from error
    session.terminal.line(
        f"{_in_words(gone)} taken away from {place.folder}." if gone.files else "It was empty."
    )
    return Exit.FINE


def _repository(session: Session) -> Path | None:
    """The repository that a command would read here, if any: a cache that lies in it is not in use."""
    try:
        return session.root
    except NotFound:
        return None


def _in_words(held: Contents) -> str:
    repositories = plural(held.repositories, "repository", "repositories")
    return f"{plural(held.files, 'file')}, {held.size_in_words}, for {repositories}"
