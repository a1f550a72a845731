"""What the commands of `partner outline` share: their arguments, the day given, and JSON."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from partnercli.cli.lookup import find_country
from partnercli.cli.problems import NotFound, Usage
from partnercli.cli.session import Session
from partnercli.records.base import Unreadable
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.period import read_day


class Format(StrEnum):
    """How outlines are written out."""

    TEXT = "text"
    JSON = "json"


CountryName = Annotated[
    str, typer.Argument(metavar="COUNTRY", help="The country: name, slug, ISO code or alias.")
]
Output = Annotated[Format, typer.Option("--format", help="text, or json for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")]


def day_given(text: str) -> date:
    """A day of the command line; raises Usage."""
    try:
        return read_day(text)
    except Unreadable as error:
        raise Usage(str(error), error.hint) from error


def find_outline(exercise: Exercise, name: str) -> str:
    """The id of the outline of a country named by name, slug, ISO code or alias; raises NotFound."""
    key = find_country(exercise, name)
    if key not in exercise.outlines:
        hint = f"draft it: partner outline new {key}"
        raise NotFound(f"{exercise.countries[key].name} has no outline", hint)
    return key


def write_json(session: Session, name: str, exercise: Exercise, illustrative: bool, **content: Any) -> None:
    """One JSON object: its contract, how it is handled, and what it holds."""
    marking = str(exercise.config.marking if exercise.config else Marking.LIMITE)
    whole = {"format": name, "marking": marking, "illustrative": illustrative, **content}
    session.terminal.write(json.dumps(whole, ensure_ascii=False, indent=2, default=float) + "\n")
