"""`partner explain`: what a finding means, why it matters, and how to mend or accept it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from partnercli.checks.judgement import FIXED
from partnercli.checks.registry import catalogue
from partnercli.cli.explain.page import page, section
from partnercli.cli.explain.screen import every_rule, never_accepted, one_rule
from partnercli.cli.problems import Exit, NotFound
from partnercli.cli.session import Session
from partnercli.findings import Rule
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.repository.scope import Scope


class Format(StrEnum):
    """How rules are written."""

    TEXT = "text"
    JSON = "json"
    MD = "md"


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="The finding's code: PC204, or 204. All when left out."),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="text, json for programs, or md: the page docs/rules.md.")
    ] = Format.TEXT,
) -> int:
    """Say what a finding means, why it matters, how to mend it, and how to accept it.

    Without a code, all findings there are. Needs no repository; in one, the severities that its `checks` set
    are shown.
    """
    session: Session = context.obj
    rules = catalogue()
    rule = _found(rules, code) if code is not None else None
    if output is Format.JSON:
        session.terminal.write(_json([rule] if rule else rules.values()))
    elif output is Format.MD:
        session.terminal.write(section(rule) if rule else page(rules.values()))
    elif rule:
        width = min(session.terminal.width, 100)
        session.terminal.lines(one_rule(rule, _severities(session).get(rule.code), width))
    else:
        session.terminal.lines(every_rule(rules.values(), _severities(session), session.terminal.width))
        session.terminal.note("partner explain CODE says more about one of them")
    return Exit.FINE


def _found(rules: Mapping[str, Rule], code: str) -> Rule:
    """The rule of a code as people type or paste it: in any case, with or without PC, `PC204:` too."""
    wanted = f"PC{re.sub(r'[^A-Z0-9]', '', code.upper()).removeprefix('PC')}"
    if wanted in rules:
        return rules[wanted]
    near = did_you_mean(wanted, [known for known in rules if known[:3] == wanted[:3]] or rules)
    raise NotFound(f'there is no finding "{code}"', near or "partner explain lists all there are")


def _severities(session: Session) -> Mapping[str, str]:
    """What this repository makes of the codes that it may choose for; nothing where there is no repository."""
    try:
        config = session.load(Scope(frozenset({Kind.CONFIG}))).exercise.config
    except NotFound:
        if session.repo:
            raise
        return {}
    chosen = config.checks if config else {}
    return {code: severity for code, severity in chosen.items() if code not in FIXED}


def _json(rules: Iterable[Rule]) -> str:
    """Rules as `partner.rules/1`, in ASCII: some examples hold what no text should."""
    content = {"format": "partner.rules/1", "rules": [_one(rule) for rule in rules]}
    return json.dumps(content, indent=2) + "\n"


def _one(rule: Rule) -> dict[str, Any]:
    return {
        **rule._asdict(),
        "breaks": rule.breaks._asdict(),
        "holds": rule.holds._asdict(),
        "can_be_accepted": not never_accepted(rule),
    }
