"""`partner validate`: every problem in every file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.session import Session
from partnercli.cli.validation import Format, validated

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Show only what concerns these files or folders."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="text, or json for programs.")] = Format.TEXT,
) -> int:
    """Check every file of the repository and say what is wrong, where, and what to do.

    All files are read, since one can break another. Ends with 1 if there is an error; warnings and notes do
    not count.
    """
    session: Session = context.obj
    return validated(session, paths or (), output)
