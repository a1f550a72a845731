"""What is worked out of the rounds: pure figures, that know nothing of programs.

A figure is worked out of the medians of the rounds in which all that it needs was run, and out of each of these rounds,
which gives its spread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Literal, NamedTuple, Protocol


class Run(NamedTuple):
    """One run of a command: how long it took, in seconds, and the most memory it held, in KiB."""

    time: float
    memory: float


Round = Mapping[str, Run]
"""The runs of one round, by the command's name; what is slow does not run in every round."""


class Figure(Protocol):
    """A number that comes out of a round."""

    @property
    def needs(self) -> frozenset[str]:
        """The commands that must have run."""

    def of(self, runs: Round) -> float:
        """The number."""


class Ratio(NamedTuple):
    """How many times as long as another command, or how many times as much memory."""

    command: str
    base: str
    measured: Literal["time", "memory"] = "time"

    @property
    def needs(self) -> frozenset[str]:
        """Both."""
        return frozenset((self.command, self.base))

    def of(self, runs: Round) -> float:
        """Time over time, or memory over memory."""
        new, old = (getattr(runs[name], self.measured) for name in (self.command, self.base))
        return float(new / old)


class Span(NamedTuple):
    """The same command on two repositories, and how many files each of these has."""

    less: str
    more: str
    files: tuple[int, int]


class Growth(NamedTuple):
    """The exponent e of time ~ files^e, less the time of `start`: 1 is in proportion, 0 is flat."""

    span: Span
    start: str

    @property
    def needs(self) -> frozenset[str]:
        """Both ends and the start."""
        return frozenset((self.span.less, self.span.more, self.start))

    def of(self, runs: Round) -> float:
        """The exponent; what hardly differs from the start counts as a millisecond more."""
        small, large = (
            max(runs[name].time - runs[self.start].time, 1e-3) for name in (self.span.less, self.span.more)
        )
        less, more = self.span.files
        return math.log(large / small) / math.log(more / less)


class Memory(NamedTuple):
    """What each further file adds to the most memory held, in KiB."""

    span: Span

    @property
    def needs(self) -> frozenset[str]:
        """Both ends."""
        return frozenset((self.span.less, self.span.more))

    def of(self, runs: Round) -> float:
        """KiB a file."""
        less, more = self.span.files
        return (runs[self.span.more].memory - runs[self.span.less].memory) / (more - less)


class Bar(NamedTuple):
    """A figure with what it is, what it should be at most (`goal`), and what it must be at most (`least`).

    Both are None where a figure is shown and no bar is set.
    """

    what: str
    figure: Figure
    goal: float | None = None
    least: float | None = None

    def verdict(self, value: float) -> str:
        """How a value stands to the bar; nothing where it is held or there is none."""
        if self.goal is None or self.least is None or value <= self.goal:
            return ""
        return "over the goal" if value <= self.least else "MISSED"


class Reading(NamedTuple):
    """A figure as it was read: of the medians, and of each round, in their order."""

    value: float
    rounds: tuple[float, ...]

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest of any round."""
        return min(self.rounds), max(self.rounds)


def read(figure: Figure, rounds: Iterable[Round]) -> Reading | None:
    """The figure, or None where no round has all that it needs."""
    whole = [runs for runs in rounds if figure.needs <= runs.keys()]
    if not whole:
        return None
    middle = {name: _median([runs[name] for runs in whole]) for name in figure.needs}
    return Reading(figure.of(middle), tuple(map(figure.of, whole)))


def _median(runs: Sequence[Run]) -> Run:
    return Run(median(run.time for run in runs), median(run.memory for run in runs))


ROUNDS_TO_TELL = 3
LEAST_MOVE = 0.05


def moved(ratios: Sequence[float]) -> str:
    """Whether the ratios new : old, one a round, show that something moved: `up`, `down` or nothing.

    It moved where every round says so on the same side, and the median by more than a twentieth; two rounds are too
    few to tell. It is no proof: of many commands some will seem to move by chance in a few rounds.
    """
    off = median(ratios) - 1
    if len(ratios) < ROUNDS_TO_TELL or abs(off) <= LEAST_MOVE:
        return ""
    if min(ratios) > 1:
        return "up"
    return "down" if max(ratios) < 1 else ""
