"""`partner outline import`: an outline that came back beside ours, and what it says taken over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Annotated, Any

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.findings_text import write_findings
from partnercli.cli.options import CountryName, DryRun
from partnercli.cli.outline.editing import opened
from partnercli.cli.outline.reply import read_reply
from partnercli.cli.outline.screen import head
from partnercli.cli.outline.words import field_in_words, value_in_words
from partnercli.cli.session import Session
from partnercli.documents.words import listed
from partnercli.library.lookup import typed
from partnercli.library.problems import Refused, Usage
from partnercli.outlines.incoming import Comparison, compared, taken_over
from partnercli.records.kinds import Kind
from partnercli.records.outline import Outline
from partnercli.records.plain import Plain
from partnercli.repository.canonical import plain


def import_outline(
    context: typer.Context,
    country: CountryName,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="An outline's record in YAML or JSON, or a CSV with the columns step, from, to and status.",
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Take over what differs.")] = False,
    source: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Where the dates come from; recorded on each step that changes."),
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The number or place of that source.")
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Show where an outline that came back differs from ours: its dates first, then steps, leads, contributions.

    With --yes what it says is written into ours, and all that it does not say stays: our wording, our order,
    steps that only ours has.

    Example: partner outline import morocco reply.csv
    """
    session: Session = context.obj
    taking = yes or dry_run
    if taking and not (source and source.strip()):
        raise Usage("what is taken over needs its source", 'name it: --source "Reply of the Commission"')
    at = opened(session, country)
    if at.outline.status == "superseded":
        raise Refused(
            f"{Kind.OUTLINE.file(at.key)} is superseded", "compare with the outline that stands in its place"
        )
    reply = read_reply(file, at.exercise, at.outline)
    if reply.findings:
        write_findings(session.terminal, at.loaded, reply.findings)
        raise Refused(f"{file} cannot be taken as it is; nothing was written", "mend what is named above")
    found = compared(plain(at.outline), reply.steps)
    width = session.terminal.text_width
    session.terminal.lines(head(at.exercise, at.outline, width=width))
    for line in _lines(at.outline, found, width):
        session.terminal.line(line)
    if not taking:
        if found.differences or found.only_theirs:
            session.terminal.note('nothing was written; to take this over: --yes --source "TITLE"')
        return Exit.FINE
    rests_on = {"title": typed(source or "")} | ({"reference": typed(reference)} if reference else {})
    change = at.revised(lambda values: taken_over(values, reply.steps, rests_on))
    carry_out(session, at.loaded, [change], dry_run=dry_run)
    return Exit.FINE


def _lines(outline: Outline, found: Comparison, width: int) -> Iterator[str]:
    """The differences by step, ours and then theirs."""
    for text in _told(outline, found):
        yield from wrap(text, width, subsequent_indent="      ")


def _told(outline: Outline, found: Comparison) -> Iterator[str]:
    numbers = {step.id: number for number, step in enumerate(outline.steps, 1)}
    if not found.differences and not found.only_theirs:
        yield "Theirs says what ours says, wherever both have a step."
    for one in found.differences:
        yield f"step {numbers[one.step]} ({one.step}), ours → theirs:"
        for field, (ours, theirs) in one.fields.items():
            if field == "contributions":
                yield from _contributions(ours, theirs)
            else:
                yield f"    {field_in_words(field)}: {value_in_words(field, ours)} → {value_in_words(field, theirs)}"
    for step in found.only_theirs:
        yield f"only theirs ({step['id']}), {value_in_words('timeline', step.get('timeline'))}: {step['action']}"
    if found.only_ours:
        left = listed([str(numbers[key]) for key in found.only_ours])
        yield f"only ours: {'step' if len(found.only_ours) == 1 else 'steps'} {left}"


def _contributions(ours: list[Plain | None], theirs: list[Plain]) -> Iterator[str]:
    for before, after in zip(ours, theirs, strict=True):
        told = "not in ours" if before is None else f"{_sum(before)} → {_sum(after)}"
        yield f"    contribution of {after['delegation']} ({after['kind']}): {after['description']}: {told}"


def _sum(contribution: Plain) -> str:
    amount: dict[str, Any] | None = contribution.get("amount")
    return f"{amount['currency']} {amount['value']}" if amount else "no amount"
