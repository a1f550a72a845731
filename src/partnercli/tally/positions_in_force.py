"""Whose words stand at a meeting: the files given there, and the earlier ones that it carries over."""

from __future__ import annotations

from collections.abc import Mapping
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

    It ends before a meeting that is unknown, lies later in time or came already.
    """
    links = [meeting]
    while (here := exercise.meetings.get(links[-1])) and here.carries_over_from is not None:
        earlier = exercise.meetings.get(here.carries_over_from)
        if earlier is None or earlier.date > here.date or here.carries_over_from in links:
            break
        links.append(here.carries_over_from)
    return tuple(links)


def files_at(exercise: Exercise, meeting: str) -> Files:
    """The positions given at a meeting, by delegation.

    Where several files claim one delegation, the one named after it speaks: never both, never by chance.
    """
    files = exercise.positions.get(meeting, {})
    best_last = sorted(files.items(), key=lambda file: (file[0] == file[1].delegation.lower(), file[0]))
    return {position.delegation: position for _, position in best_last}


def in_force(files: Mapping[str, Files], delegation: str) -> InForce | None:
    """The position in force of a delegation: the first along the chain with `preferences`, even an empty one.

    `files` holds each meeting of the chain, in its order. A file without that key leaves earlier ones
    standing; lists are never merged. None: nothing stands.
    """
    for meeting, given in files.items():
        position = given.get(delegation)
        if position is not None and position.preferences is not None:
            return InForce(meeting, position)
    return None
