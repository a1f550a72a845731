"""The catalogue of checks, and how they are run over an exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from typing import NamedTuple

from partnercli.checks.judgement import ACCEPTANCE_RULES
from partnercli.checks.readings import Readings
from partnercli.findings import Finding, Rule
from partnercli.findings.reading import READING_RULES
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind

Examine = Callable[[Readings, Rule], Iterator[Finding]]
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
    """Every rule there is, by code: those of reading a file, of comparing records, and of acceptances."""
    return {rule.code: rule for rule in (*READING_RULES, *(one.rule for one in checks()), *ACCEPTANCE_RULES)}


def run(exercise: Exercise, day: date | None = None) -> Iterator[Finding]:
    """The breaches found in an exercise, not yet placed, with the rules' own severities.

    Outlines are read on `day`; on the day of record where none is given.
    """
    readings = Readings(exercise, day)
    for one in checks():
        if one.needs <= exercise.read:
            yield from one.examine(readings, one.rule)
