"""`partner validate`: every problem in every file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from partnercli.cli.reports import ReportFile
from partnercli.cli.session import Session
from partnercli.cli.validation import Wanted, validated
from partnercli.findings.formats import Format

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Show only what concerns these files or folders."),
    ] = None,
    output: Annotated[
        Format | None,
        typer.Option("--format", help="How to write the findings; text unless on GitHub Actions."),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Only what is new since this commit, branch or tag counts."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Only what is not in this list of old findings counts."),
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings of now to the file of --baseline.")
    ] = False,
    report: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=FILE",
            help="Write the findings to a file as well: sarif=partner.sarif. Repeatable.",
        ),
    ] = None,
) -> int:
    """Check every file of the repository and say what is wrong, where, and what to do.

    All files are read, since one can break another. Ends with 1 if there is an error; warnings and notes do
    not count.

    Example: partner validate

    Example: partner validate --changed-since origin/main
    """
    session: Session = context.obj
    reports = [ReportFile.read(one) for one in report or ()]
    return validated(session, Wanted(paths or (), output, changed_since, baseline, write_baseline, reports))
