"""`partner explain`: what a finding means, why it matters, and how to mend or accept it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal, TypedDict

import typer

from partnercli.checks.judgement import FIXED
from partnercli.checks.registry import catalogue
from partnercli.cli.exit_codes import Exit
from partnercli.cli.explain.screen import every_rule, one_rule
from partnercli.cli.reference.findings import findings_page, section
from partnercli.cli.rule_words import never_accepted
from partnercli.cli.session import Session
from partnercli.findings import Example, Rule, Severity
from partnercli.library.problems import NotFound
from partnercli.records.names import did_you_mean
from partnercli.repository.scope import Scope


class Format(StrEnum):
    """How rules are written."""

    TEXT = "text"
    """For people, as wide as the terminal."""
    JSON = "json"
    """For programs: one object with every field of every rule."""
    MD = "md"
    """A page in Markdown: docs/reference/findings.md."""


class ExampleContract(TypedDict):
    """One file of a repository, as it would stand there."""

    path: str
    """Its place, from the root."""
    text: str | None
    """What it says; null where there is no such file."""


class RuleContract(TypedDict):
    """What must hold, why, and how to mend a breach of it."""

    code: str
    """Its code, which never changes its meaning: PC204."""
    severity: Severity
    """How much a breach weighs, where the settings of a repository say nothing else."""
    title: str
    """What a breach is."""
    why: str
    """Why it matters."""
    mend: str
    """What to do."""
    breaks: ExampleContract
    """A file that breaks it."""
    holds: ExampleContract
    """The file mended."""
    confidential: bool
    """Whether its messages may tell what a delegation said."""
    can_be_accepted: bool
    """Whether a comment in the file can accept a breach, with a reason."""


class RulesContract(TypedDict):
    """What a check of a repository looks for."""

    format: Literal["partner.rules/1"]
    """The contract's name and version."""
    rules: list[RuleContract]
    """The rules, by code."""


app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="The finding's code: PC204, or 204; otherwise all."),
    ] = None,
    output: Annotated[
        Format,
        typer.Option("--format", help="text, json for programs, or md: the page docs/reference/findings.md."),
    ] = Format.TEXT,
) -> int:
    """Say what a finding means, why it matters, how to mend it, and how to accept it.

    Without a code, all findings there are. Needs no repository; in one, the severities that its `checks` set
    are shown.

    Example: partner explain PC204
    """
    session: Session = context.obj
    rules = catalogue()
    rule = _found(rules, code) if code is not None else None
    if output is Format.JSON:
        session.terminal.write(_json([rule] if rule else rules.values()))
    elif output is Format.MD:
        session.terminal.write(section(rule) if rule else findings_page(rules.values()))
    elif rule:
        width = session.terminal.text_width
        session.terminal.lines(one_rule(rule, _severities(session).get(rule.code), width))
    else:
        session.terminal.lines(every_rule(rules.values(), _severities(session), session.terminal.width))
        session.terminal.note("more about one of them: partner explain CODE")
    return Exit.FINE


def _found(rules: Mapping[str, Rule], code: str) -> Rule:
    """The rule of a code as people type or paste it: in any case, with or without PC, `PC204:` too."""
    wanted = f"PC{re.sub(r'[^A-Z0-9]', '', code.upper()).removeprefix('PC')}"
    if wanted in rules:
        return rules[wanted]
    near = did_you_mean(wanted, [known for known in rules if known[:3] == wanted[:3]] or rules)
    raise NotFound(f'there is no finding "{code}"', near or "see those there are: partner explain")


def _severities(session: Session) -> Mapping[str, str]:
    """What this repository makes of the codes that it may choose for; nothing where there is no repository."""
    try:
        config = session.load(Scope.settings()).exercise.config
    except NotFound:
        if session.repo:
            raise
        return {}
    chosen = config.checks if config else {}
    return {code: severity for code, severity in chosen.items() if code not in FIXED}


def _json(rules: Iterable[Rule]) -> str:
    """Rules as `partner.rules/1`, in ASCII: some examples hold what no text should."""
    content: RulesContract = {"format": "partner.rules/1", "rules": [_one(rule) for rule in rules]}
    return json.dumps(content, indent=2) + "\n"


def _one(rule: Rule) -> RuleContract:
    return {
        "code": rule.code,
        "severity": rule.severity,
        "title": rule.title,
        "why": rule.why,
        "mend": rule.mend,
        "breaks": _example(rule.breaks),
        "holds": _example(rule.holds),
        "confidential": rule.confidential,
        "can_be_accepted": not never_accepted(rule),
    }


def _example(one: Example) -> ExampleContract:
    return {"path": one.path, "text": one.text}
