"""What the commands that change an outline share: the outline opened, its steps found, periods and sources read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

from partnercli.cli.changes import Change, revised
from partnercli.cli.session import Session
from partnercli.library.lookup import find_outline, require_readable, typed
from partnercli.library.problems import NotFound, Refused, Usage
from partnercli.outlines.edits import NotAllowed
from partnercli.records.base import shown
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.names import did_you_mean
from partnercli.records.outline import Outline
from partnercli.repository.load import Loaded
from partnercli.repository.scope import Scope

StepName = Annotated[
    str,
    typer.Argument(metavar="STEP", help="The step: its number in the outline, its id, or its instrument."),
]


class Opened(NamedTuple):
    """An outline that is to be changed, and all that is there."""

    loaded: Loaded
    key: str

    @property
    def exercise(self) -> Exercise:
        """All records."""
        return self.loaded.exercise

    @property
    def outline(self) -> Outline:
        """The outline as it is."""
        return self.exercise.outlines[self.key]

    def revised(self, change: Callable[[Any], Any]) -> Change:
        """Its file once it says what `change` makes of it; raises Refused for what an outline does not allow."""
        try:
            return revised(self.loaded, Kind.OUTLINE, self.key, change)
        except NotAllowed as error:
            raise Refused(f"{error}; nothing was written", error.hint) from error


def opened(session: Session, country: str) -> Opened:
    """The outline of a country, to be changed; raises NotFound, or Refused where it cannot be read as it is."""
    return outline_in(session.load(Scope.everything()), country)


def outline_in(loaded: Loaded, country: str) -> Opened:
    """The same where everything is loaded already."""
    require_readable(loaded.exercise, Kind.OUTLINE, typed(country).lower())
    return Opened(loaded, find_outline(loaded.exercise, country))


def find_step(exercise: Exercise, outline: Outline, named: str) -> str:
    """The id of the step with this id, number or instrument; raises NotFound, or Usage where it could be several."""
    named = typed(named).strip()
    ids = [step.id for step in outline.steps]
    if named in ids:
        return named
    numbers = {str(number): key for number, key in enumerate(ids, 1)}
    if named in numbers:
        return numbers[named]
    using = [step.id for step in outline.steps if step.instrument == named]
    if len(using) > 1:
        raise Usage(f"several steps use {named}", f"name one of them: {', '.join(using)}")
    if using:
        return using[0]
    near = did_you_mean(named, (*ids, *(step.instrument for step in outline.steps)))
    known = f"name one of its {len(ids)} steps by its number or id" if ids else "it has no step yet"
    raise NotFound(
        f"the outline of {exercise.countries[outline.country].name} has no step {shown(named)}", near or known
    )
