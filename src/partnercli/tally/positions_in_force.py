"""Whose words stand at a meeting: the files given there, and the earlier ones that it carries over."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from partnercli.records.exercise import Exercise
from partnercli.records.position import Position

Files = Mapping[str, Position]
"""The positions of one meeting by the delegation that speaks in them."""


class InForce(NamedTuple):
    """The position whose preferences stand for a delegation, and the meeting at which it was given."""

    meeting: str
    position: Position


def chain(exercise: Exercise, meeting: str) -> tuple[str, ...]:
    """The meeting itself, then those whose positions stand there until replaced, the nearest first.

    It ends before one that lies later in time: nobody can have spoken there yet.
    """
    links = [meeting]
    for earlier in islice(exercise.carried_over(meeting), 1, None):
        if exercise.meetings[earlier].date > exercise.meetings[links[-1]].date:
            break
        links.append(earlier)
    return tuple(links)


def files_at(exercise: Exercise, meeting: str) -> Files:
    """The positions given at a meeting, by delegation.

    Where several files claim one delegation, the one named after it speaks: never both, never by chance.
    """
    files = exercise.positions.get(meeting, {})
    best_last = sorted(files.items(), key=lambda file: (file[0] == file[1].delegation.lower(), file[0]))
    return {position.delegation: position for _, position in best_last}


def files_along(exercise: Exercise, meeting: str) -> Mapping[str, Files]:
    """The positions given at each meeting of the chain, the meeting's own first."""
    return {link: files_at(exercise, link) for link in chain(exercise, meeting)}


def in_force(files: Mapping[str, Files], delegation: str) -> InForce | None:
    """The position in force of a delegation: the first along the chain with `preferences`, even an empty one.

    `files` are those of `files_along`. A file without that key leaves earlier ones standing; lists are never
    merged. None: nothing stands.
    """
    for meeting, given in files.items():
        position = given.get(delegation)
        if position is not None and position.preferences is not None:
            return InForce(meeting, position)
    return None
