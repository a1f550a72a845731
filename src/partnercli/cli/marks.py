"""How what is shown is handled: the marking, and that positions are not real; above screens and in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from partnercli.cli.terminal import Line, Piece, wrapped
from partnercli.documents.words import BANNER
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking


class Handling(TypedDict):
    """How what a command tells is handled: in its contract, after its `format`."""

    marking: Marking
    """How all of it is handled."""
    illustrative: bool
    """Whether any position that it tells of, or rests on, is not real."""


def mark_words(marking: Marking, *, illustrative: bool) -> list[str]:
    """What must stand above everything of this marking."""
    limite = ["LIMITE"] if marking is Marking.LIMITE else []
    return [*limite, *([BANNER] if illustrative else [])]


def mark_line(words: Sequence[str], width: int = 80) -> Iterator[Line]:
    """The line above a screen, where there is anything to say; a line a mark where one has no room for all."""
    line = " · ".join(words)
    for said in [line] if len(line) <= width else words:
        if said:
            yield (Piece(said, "bold"),)


def marks(
    exercise: Exercise, *, illustrative: bool = False, of: Iterable[Marking] = (), width: int = 80
) -> Iterator[Line]:
    """What stands above every screen: the stricter marking of all, and that positions are not real."""
    marking = Marking.highest((exercise.marking, *of))
    yield from mark_line(mark_words(marking, illustrative=illustrative), width)


def head(exercise: Exercise, title: str, width: int, *, illustrative: bool) -> Iterator[Line]:
    """The marks and the title above a screen."""
    yield from marks(exercise, illustrative=illustrative, width=width)
    yield from wrapped(title, width, "bold")


def handling(exercise: Exercise, *, illustrative: bool = False, of: Iterable[Marking] = ()) -> Handling:
    """How what is told is handled, as its contract has it; `of` are the markings of the documents told of."""
    return {"marking": Marking.highest((exercise.marking, *of)), "illustrative": illustrative}
