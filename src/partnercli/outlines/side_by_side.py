"""Two outlines beside one another: which instruments either has a step on, pillar by pillar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from partnercli.records.contribution import Contribution
from partnercli.records.instrument import PILLARS, Instrument, Pillar
from partnercli.records.outline import Outline, Step


class Row(NamedTuple):
    """One instrument: the steps on it in either outline. `pillar` is None where the catalogue does not hold it."""

    pillar: Pillar | None
    instrument: str
    left: tuple[Step, ...]
    right: tuple[Step, ...]


class Comparison(NamedTuple):
    """Two outlines and their instruments: by pillar in the pillars' order, and by id within one."""

    left: Outline
    right: Outline
    rows: tuple[Row, ...]

    @property
    def common(self) -> tuple[str, ...]:
        """The instruments that both have a step on."""
        return tuple(row.instrument for row in self.rows if row.left and row.right)

    @property
    def only_left(self) -> tuple[str, ...]:
        """The instruments that only the first has a step on."""
        return tuple(row.instrument for row in self.rows if not row.right)

    @property
    def only_right(self) -> tuple[str, ...]:
        """The instruments that only the second has a step on."""
        return tuple(row.instrument for row in self.rows if not row.left)


def side_by_side(left: Outline, right: Outline, instruments: Mapping[str, Instrument]) -> Comparison:
    """Two outlines compared by the instruments of their steps; dropped steps count as absent."""
    kept = [[step for step in outline.steps if step.status != "dropped"] for outline in (left, right)]
    rows = []
    for slug in {step.instrument for steps in kept for step in steps}:
        entry = instruments.get(slug)
        ours, theirs = (tuple(step for step in steps if step.instrument == slug) for steps in kept)
        rows.append(Row(entry.pillar if entry else None, slug, ours, theirs))
    return Comparison(left, right, tuple(sorted(rows, key=_order)))


def _order(row: Row) -> tuple[int, str]:
    return PILLARS.index(row.pillar) if row.pillar else len(PILLARS), row.instrument


def brought(outline: Outline) -> Iterator[tuple[Step, Contribution]]:
    """What is brought to an outline's steps, in their order; a declared nil is nothing brought."""
    for step in outline.steps:
        yield from ((step, one) for one in step.contributions if one.kind != "none")
