"""`partner outline contribute`: what a Member State brings to a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import typer

from partnercli.cli.changes import carry_out
from partnercli.cli.exit_codes import Exit
from partnercli.cli.given import one_of, source_given, understood
from partnercli.cli.options import DryRun, SourceReference
from partnercli.cli.outline.editing import find_step, outline_in
from partnercli.cli.session import Session
from partnercli.library.lookup import find_delegation, typed
from partnercli.library.problems import NotFound, Usage
from partnercli.outlines import edits
from partnercli.recording.amounts import EXAMPLE, read_amount
from partnercli.records.contribution import ContributionKind
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean
from partnercli.records.outline import Outline
from partnercli.records.period import Term, as_scalar
from partnercli.records.plain import Plain
from partnercli.repository.scope import Scope

KINDS: tuple[ContributionKind, ...] = get_args(ContributionKind)
_USUAL: dict[str, str] = {
    "lead": "Leads the programme",
    "financial": "Contributes money of its own",
    "operational": "Carries out part of the EU's work",
    "participation": "Takes part",
    "political": "Supports it by a bilateral text",
    "none": "Declared that it brings nothing",
}
"""What a contribution of a kind is where nobody describes it, in the words by which the kinds are told apart."""


def contribute(
    context: typer.Context,
    delegation: Annotated[
        str, typer.Argument(metavar="DELEGATION", help="The Member State: code, name or alias.")
    ],
    step: Annotated[
        str,
        typer.Argument(
            metavar="STEP", help="The step: its id or instrument; with --country also its number."
        ),
    ],
    kind: Annotated[str, typer.Option(metavar="KIND", help=f"{', '.join(KINDS)} (a declared nil).")],
    source: Annotated[str, typer.Option(metavar="TITLE", help="Where it can be checked.")],
    reference: SourceReference = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Whose outline, where several have such a step."),
    ] = None,
    amount: Annotated[
        str | None, typer.Option(metavar="SUM", help=f'The sum with its currency: "{EXAMPLE}".')
    ] = None,
    description: Annotated[str | None, typer.Option(metavar="TEXT", help="What it does.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="TERM", help="When: 2019, 2016/2019, or 2016/ when it goes on.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What to know about it.")] = None,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Generally reported, not read in its source.")
    ] = False,
    change: Annotated[
        bool, typer.Option("--change", help="Change what is recorded under this kind and description.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Record what a Member State brings to a step of an outline, with its source.

    Example: partner outline contribute IT talent-partnership --country morocco --kind lead --source "E-mail
    of 3 May 2021"
    """
    session: Session = context.obj
    which = one_of(ContributionKind, kind, "kind of contribution")
    told: Plain = {
        "delegation": delegation,
        "kind": which,
        "description": typed(description) if description else _USUAL[which],
        **({"amount": _amount(amount, which)} if amount else {}),
        **({"period": _term(period)} if period else {}),
        **({"note": typed(note)} if note else {}),
        **({"verified": False} if unverified else {}),
        "sources": [source_given(source, reference)],
    }
    loaded = session.load(Scope.everything())
    told["delegation"] = find_delegation(loaded.exercise, delegation)
    on = outline_in(loaded, _country(loaded.exercise, step) if country is None else country)
    named = find_step(on.exercise, on.outline, step)
    changed = on.revised(lambda outline: edits.contributed(outline, named, told, change=change))
    carry_out(session, on.loaded, [changed], dry_run=dry_run)
    return Exit.FINE


def _country(exercise: Exercise, step: str) -> str:
    """The one country whose outline has a step of this id, else on this instrument; superseded ones aside."""
    step = typed(step)
    standing = {key: one for key, one in exercise.outlines.items() if one.status != "superseded"}
    found = _having(standing.items(), step)
    if len(found) == 1:
        return found[0]
    if found:
        raise Usage(f"several outlines have a step {step}: {', '.join(found)}", "name the country: --country")
    if step.isdecimal():
        raise Usage("a number alone names no step", f"name the country too: --country COUNTRY, step {step}")
    known = [name for one in standing.values() for each in one.steps for name in (each.id, each.instrument)]
    hint = did_you_mean(step, known) or "see the steps of an outline: partner outline show COUNTRY"
    raise NotFound(f'no outline has a step "{step}"', hint)


def _having(outlines: Iterable[tuple[str, Outline]], step: str) -> list[str]:
    known = sorted(outlines)
    by_id = [key for key, one in known if any(each.id == step for each in one.steps)]
    return by_id or [key for key, one in known if any(each.instrument == step for each in one.steps)]


def _amount(text: str, kind: str) -> Plain:
    if kind == "none":
        raise Usage("a declared nil has no amount", "leave --amount out, or give another --kind")
    return understood(read_amount, text)


def _term(text: str) -> str | int:
    return as_scalar(understood(Term.read, text))
