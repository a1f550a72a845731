"""How what is shown is handled: the marking, and that positions are not real; above screens and in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from partnercli.cli.session import Session
from partnercli.cli.terminal import Line, Piece
from partnercli.documents.words import BANNER
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking


def marking_of(exercise: Exercise, of: Iterable[Marking] = ()) -> Marking:
    """How what is read from the repository is handled; `of` are the markings of the documents shown with it."""
    own = exercise.config.marking if exercise.config else Marking.LIMITE
    return Marking.highest((own, *of))


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
    yield from mark_line(mark_words(marking_of(exercise, of), illustrative=illustrative), width)


def write_json(
    session: Session,
    name: str,
    exercise: Exercise,
    *,
    illustrative: bool = False,
    of: Iterable[Marking] = (),
    **content: Any,
) -> None:
    """One JSON object: its contract, how it is handled, and what it holds."""
    whole = {
        "format": name,
        "marking": str(marking_of(exercise, of)),
        "illustrative": illustrative,
        **content,
    }
    session.terminal.json(whole)
