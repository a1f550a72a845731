"""The catalogue of checks, and how they are run over an exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from partnercli.checks.readings import Readings
from partnercli.findings import Finding, Rule, Severity
from partnercli.findings.reading import READING_RULES
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind

Examine = Callable[[Readings, Rule], Iterator[Finding]]
FIXED = frozenset(rule.code for rule in READING_RULES if rule.severity is Severity.ERROR)
"""Codes whose severity is no repository's to choose."""
_MODULES = (
    "settings",
    "identity",
    "references",
    "meetings",
    "positions",
    "outline_steps",
    "outlines",
    "documents",
)


class Check(NamedTuple):
    """A rule, the kinds of records it compares, and the function that finds its breaches."""

    rule: Rule
    needs: frozenset[Kind]
    examine: Examine


def check(rule: Rule, *needs: Kind) -> Callable[[Examine], Check]:
    """Make a check of a function; it runs only when all records of the kinds it needs have been read."""

    def made(examine: Examine) -> Check:
        return Check(rule, frozenset(needs), examine)

    return made


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by code."""
    found = (
        value
        for name in _MODULES
        for value in vars(import_module(f"partnercli.checks.{name}")).values()
        if isinstance(value, Check)
    )
    return tuple(sorted(found, key=lambda one: one.rule.code))


def catalogue() -> dict[str, Rule]:
    """Every rule there is, those of reading a file included, by code."""
    return {rule.code: rule for rule in (*READING_RULES, *(one.rule for one in checks()))}


def run(exercise: Exercise) -> Iterator[Finding]:
    """The breaches found in an exercise, not yet placed, with the rules' own severities."""
    readings = Readings(exercise)
    for one in checks():
        if one.needs <= exercise.read:
            yield from one.examine(readings, one.rule)


def weighed(findings: Iterable[Finding], config: Config | None) -> Iterator[Finding]:
    """The same findings with the severities that the repository gives them; those it turns off left out.

    What makes a file unreadable stays an error: nobody can turn off that a file is not counted.
    """
    chosen = config.checks if config else {}
    for finding in findings:
        word = finding.severity if finding.code in FIXED else chosen.get(finding.code, finding.severity)
        if word != "off":
            yield finding._replace(severity=Severity(word))
