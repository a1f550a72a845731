"""The catalogue of checks, and how they are run over an exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
_MODULES: Mapping[str, frozenset[Kind]] = {
    "settings": frozenset(),
    "identity": frozenset(),
    "references": frozenset(),
    "meetings": frozenset(),
    "positions": frozenset(),
    "outline_steps": frozenset({Kind.OUTLINE}),
    "outlines": frozenset({Kind.OUTLINE}),
    "documents": frozenset({Kind.DOCUMENT}),
}
"""The modules of the checks, each with the kinds of records without which none of its checks finds anything."""


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
def checks(read: frozenset[Kind] = frozenset(Kind)) -> tuple[Check, ...]:
    """All checks that may find something where records of these kinds were read, by code."""
    found = (
        value
        for name, kinds in _MODULES.items()
        if kinds <= read
        for value in vars(import_module(f"partnercli.checks.{name}")).values()
        if isinstance(value, Check) and value.needs <= read
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
    for one in checks(exercise.read):
        yield from one.examine(readings, one.rule)
