"""`partner outline step`: the steps of an outline, added, set, moved and done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from partnercli.cli.changes import Change, carry_out
from partnercli.cli.editing import edited
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import not_ahead, period_given, source_given
from partnercli.cli.options import Assignments, CountryName, DryRun, SourceReference, SourceTitle
from partnercli.cli.outline.editing import Opened, StepName, find_step, opened
from partnercli.cli.session import Session
from partnercli.library.lookup import find_instrument, typed
from partnercli.library.problems import Refused, Usage
from partnercli.outlines import edits
from partnercli.outlines.catalogue import DIALOGUES
from partnercli.outlines.state import Situation
from partnercli.records.kinds import Kind
from partnercli.records.period import as_scalar
from partnercli.records.plain import Plain
from partnercli.repository.edit import said

app = typer.Typer(
    help="Add, set, move and finish the steps of an outline.\n\n"
    "Example: partner outline step done morocco 1 --on 2021-09-14",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command("add")
def add(
    context: typer.Context,
    country: CountryName,
    instrument: Annotated[
        str, typer.Argument(metavar="INSTRUMENT", help="The instrument it uses, by its id or name.")
    ],
    action: Annotated[str, typer.Option(metavar="TEXT", help="What is to be done.")],
    lead: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who does it; otherwise as in the catalogue.")
    ] = None,
    partners: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="WHO", help="Who works on it with the lead. Repeatable."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="PERIOD", help="When it begins: 2021-Q3, 2021-09-14.")
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="PERIOD", help="When it ends; leave it out where nobody can say."),
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(metavar="STEP", help="A step that comes first. Repeatable."),
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="STEP", help="Put it before this step; otherwise it comes last.")
    ] = None,
    at: Annotated[int | None, typer.Option(metavar="N", help="Put it in this place, counted from 1.")] = None,
    outreach: Annotated[
        bool | None,
        typer.Option(help="Whether it is contact with the partner; otherwise as in the catalogue."),
    ] = None,
    slug: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Its id; otherwise made of verb and instrument."),
    ] = None,
    source: SourceTitle = None,
    reference: SourceReference = None,
    dry_run: DryRun = False,
) -> int:
    """Add a step to an outline: last, or where --before or --at says.

    Refused where the order would break the law of an instrument, or steps would wait for one another.

    Example: partner outline step add morocco resettlement --action "Ask" --at 2
    """
    session: Session = context.obj
    on = opened(session, country)
    used = find_instrument(on.exercise, instrument)
    entry = on.exercise.instruments[used]
    ids = [step.id for step in on.outline.steps]
    contact = (entry.outreach or used in DIALOGUES) if outreach is None else outreach
    when = _timeline(start, end)
    waits = [find_step(on.exercise, on.outline, one) for one in after or ()]
    told = source_given(source, reference)
    step: Plain = {
        "id": typed(slug) if slug else edits.new_step_id(_situation(session, on), used, ids),
        "instrument": used,
        "action": typed(action),
        "lead": typed(lead) if lead else entry.lead,
        **({"with": who} if (who := [typed(one) for one in partners or entry.partners]) else {}),
        **({"outreach": True} if contact else {}),
        **({"timeline": when} if when else {}),
        **({"after": waits} if waits else {}),
        **({"sources": [told]} if told else {}),
    }
    place = _place(on, ids, before, at)
    _carry_out(
        session, on, on.revised(lambda outline: edits.with_step(outline, step, place)), dry_run=dry_run
    )
    same = [one.id for one in on.outline.steps if one.instrument == used]
    also = f"; of the same instrument: {', '.join(same)}" if same else ""
    session.terminal.note(f"step {place + 1} of {len(ids) + 1}: {step['id']}{also}")
    return Exit.FINE


def _situation(session: Session, on: Opened) -> Situation:
    day = on.exercise.day_of_record or session.today
    return Situation(on.key, on.exercise.countries[on.outline.country], on.exercise.instruments, day)


def _timeline(start: str | None, end: str | None) -> Plain:
    begins, ends = (period_given(text) if text else None for text in (start, end))
    if begins and ends and ends.last < begins.first:
        raise Usage(f"the step would end ({ends}) before it begins ({begins})", "check --from and --to")
    return {key: as_scalar(one) for key, one in (("from", begins), ("to", ends)) if one}


def _place(on: Opened, ids: Sequence[str], before: str | None, at: int | None) -> int:
    """Where a step is put among `ids`, counted from 0; last where neither is given."""
    if before is not None and at is not None:
        raise Usage("--before and --at do not go together", "leave one of them out")
    if before is not None:
        return list(ids).index(find_step(on.exercise, on.outline, before))
    if at is not None and not 1 <= at <= len(ids) + 1:
        raise Usage(f"there is no place {at}", f"the places go from 1 to {len(ids) + 1}")
    return len(ids) if at is None else at - 1


@app.command("set")
def set_step(
    context: typer.Context,
    country: CountryName,
    step: StepName,
    assignments: Assignments,
    dry_run: DryRun = False,
) -> int:
    """Set fields of a step: lead=EEAS, status=on-hold, timeline.from=2021-Q4, after=1,2, with="EEAS,Frontex".

    All else in the file is left as it is. A contribution is named by its delegation: contributions.IT.note=…

    Example: partner outline step set morocco 2 lead=EEAS timeline.from=2021-Q4
    """
    session: Session = context.obj
    on = opened(session, country)
    found = find_step(on.exercise, on.outline, step)
    whole = [f"steps.{found}.{_with_ids(on, typed(one))}" for one in assignments]
    _carry_out(session, on, edited(on.loaded, Kind.OUTLINE, on.key, whole), dry_run=dry_run)
    return Exit.FINE


def _with_ids(on: Opened, assignment: str) -> str:
    """An assignment in which the steps that come first are named by id."""
    field, equals, value = assignment.partition("=")
    if field != "after" or not value:
        return assignment
    ids = (find_step(on.exercise, on.outline, one) for one in value.split(","))
    return f"{field}{equals}{','.join(ids)}"


@app.command("move")
def move(
    context: typer.Context,
    country: CountryName,
    step: StepName,
    before: Annotated[str | None, typer.Option(metavar="STEP", help="Put it before this step.")] = None,
    after: Annotated[str | None, typer.Option(metavar="STEP", help="Put it right after this step.")] = None,
    to: Annotated[
        int | None, typer.Option("--at", "--to", metavar="N", help="Put it in this place, counted from 1.")
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Move a step to another place in the order of implementation.

    Example: partner outline step move morocco 3 --before 1
    """
    if sum(one is not None for one in (before, after, to)) != 1:
        raise Usage("say where the step goes", "give --before STEP, --after STEP or --at N")
    session: Session = context.obj
    on = opened(session, country)
    found = find_step(on.exercise, on.outline, step)
    others = [one.id for one in on.outline.steps if one.id != found]
    target = before if after is None else after
    if target is not None and find_step(on.exercise, on.outline, target) == found:
        raise Usage(f"{found} cannot stand beside itself", "name another step")
    if to is not None and not 1 <= to <= len(others) + 1:
        raise Usage(f"there is no place {to}", f"the places go from 1 to {len(others) + 1}")
    place = (to or 1) - 1 if target is None else others.index(find_step(on.exercise, on.outline, target))
    place += after is not None
    _carry_out(session, on, on.revised(lambda outline: edits.moved(outline, found, place)), dry_run=dry_run)
    return Exit.FINE


@app.command("done")
def finish(
    context: typer.Context,
    country: CountryName,
    step: StepName,
    on_day: Annotated[
        str | None,
        typer.Option("--on", metavar="PERIOD", help="When it was done: 2021-09-14, 2021-Q3."),
    ] = None,
    source: SourceTitle = None,
    reference: SourceReference = None,
    dry_run: DryRun = False,
) -> int:
    """Record that a step is done, and when: that becomes its end.

    Example: partner outline step done morocco 1 --on 2021-09-14
    """
    session: Session = context.obj
    on = opened(session, country)
    found, told = find_step(on.exercise, on.outline, step), source_given(source, reference)
    when = period_given(on_day) if on_day else None
    if when is not None:
        not_ahead("a step done", when, session.today)
    _carry_out(session, on, on.revised(lambda one: edits.done(one, found, when, told)), dry_run=dry_run)
    if any(one.id == found and one.status == "dropped" for one in on.outline.steps):
        session.terminal.note(f"warning: {found} had been dropped")
    return Exit.FINE


def _carry_out(session: Session, on: Opened, change: Change, *, dry_run: bool) -> None:
    """Write a changed outline, unless its steps would wait for one another; say where their order is not theirs."""
    steps = said(change.after or b"")["steps"]
    if found := edits.circle(steps):
        raise Refused(
            f"these steps would wait for one another: {' after '.join(found)}; nothing was written",
            "leave one of them out of `after`",
        )
    carry_out(session, on.loaded, [change], dry_run=dry_run)
    for step, other in edits.out_of_order(steps):
        session.terminal.note(f"warning: {step} stands before {other}, which it comes after")
