"""In which order the steps stand (R7), and which of them a step waits for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from partnercli.outlines.catalogue import predecessors, run_together
from partnercli.outlines.steps import PlannedStep
from partnercli.records.instrument import PILLARS, Instrument, InstrumentKind

KINDS: tuple[InstrumentKind, ...] = ("political", "operational", "legal", "financial")
"""In the order in which steps stand where nothing else decides."""


def in_order(steps: Iterable[PlannedStep], instruments: Mapping[str, Instrument]) -> tuple[PlannedStep, ...]:
    """R7: each step behind all that usually stands before it.

    Among those that are free: one that runs together with the step just placed, or with those beside which that
    one was placed; then dialogues, live before new, kind, pillar (offers before asks), id. Should the catalogue's
    practice run in a circle, law still holds; a circle of law is cut at the step that comes first by the rest.
    """
    left = {step.slug: step for step in sorted(steps, key=_rank)}
    placed: list[PlannedStep] = []
    together: list[str] = []
    while left:
        free = _free(left)
        partners = [
            step for step in free if any(run_together(instruments, one, step.slug) for one in together)
        ]
        step = left.pop((partners or free)[0].slug)
        together = [*together, step.slug] if partners else [step.slug]
        placed.append(step)
    return tuple(placed)


def _rank(step: PlannedStep) -> tuple[bool, bool, int, int, str]:
    kind, pillar = KINDS.index(step.instrument.kind), PILLARS.index(step.instrument.pillar)
    return not step.is_dialogue, step.rung > 0, kind, pillar, step.slug


def _free(left: Mapping[str, PlannedStep]) -> list[PlannedStep]:
    """The steps that nothing left stands before; else those that the law does not hold back; else all."""
    free = [step for step in left.values() if not _held(step.predecessors(), step, left)]
    by_law = [
        step for step in left.values() if not _held(predecessors(step.instrument, "required"), step, left)
    ]
    return free or by_law or list(left.values())


def _held(before: Iterable[str], step: PlannedStep, left: Collection[str]) -> bool:
    return any(slug in left and slug != step.slug for slug in before)


def waits_for(step: PlannedStep, earlier: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """The earlier steps that must come first.

    What is under way already waits for a new step only where the law makes it: practice alone is no reason to
    interrupt talks that began without it (R3, R8).
    """
    before = set(step.predecessors())
    by_law = predecessors(step.instrument, "required")
    return tuple(
        other
        for other in earlier
        if other.slug in before and (step.rung > 0 or other.rung == 0 or other.slug in by_law)
    )
