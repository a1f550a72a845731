"""The steps of an outline before they have an order: convened, live and proposed (R2, R3, R4)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum

from partnercli.outlines.catalogue import DIALOGUES, FOOTING_ONLY
from partnercli.outlines.proposals import Proposals
from partnercli.outlines.state import Situation, Standing
from partnercli.records.country import CooperationStatus
from partnercli.records.instrument import Instrument
from partnercli.records.slug import numbered


class Verb(StrEnum):
    """What a step does with its instrument: the first words of its id."""

    CONVENE = "convene"
    BRING_INTO_FORCE = "bring-into-force"
    PURSUE = "pursue"
    OPEN = "open"
    RESUME = "resume"


LIVE_VERBS = {
    CooperationStatus.SIGNED: Verb.BRING_INTO_FORCE,
    CooperationStatus.NEGOTIATING: Verb.PURSUE,
    CooperationStatus.EXPLORATORY: Verb.OPEN,
    CooperationStatus.SUSPENDED: Verb.RESUME,
}
"""R3: what a live instrument asks for."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step on one instrument.

    `rung` is 0 where the instrument exists or is under way, and then `standing` says how far it has come;
    `why` are the rules that made the step, in words.
    """

    slug: str
    instrument: Instrument
    verb: Verb
    rung: int
    standing: Standing | None
    why: tuple[str, ...]

    @property
    def is_dialogue(self) -> bool:
        """Whether it is one of the two bilateral dialogues."""
        return self.slug in DIALOGUES

    @property
    def outreach(self) -> bool:
        """Whether it is contact with the partner: a dialogue is, whatever the catalogue says."""
        return self.is_dialogue or self.instrument.outreach

    @property
    def under_way(self) -> bool:
        """Whether talks or ratification are going on, so that the step has begun already."""
        return self.verb in (Verb.PURSUE, Verb.BRING_INTO_FORCE)

    def predecessors(self) -> tuple[str, ...]:
        """The instruments that stand before its own, whatever the strength."""
        return tuple(before.instrument for before in self.instrument.usually_after)


def step_id(verb: Verb, slug: str, taken: Container[str] = ()) -> str:
    """The id of a step: verb and instrument, numbered where that is taken, and cut to the length of a slug."""
    return numbered(f"{verb}-{slug}", taken)


def earlier_stage(done: str, given: str, slug: str) -> bool:
    """Whether the id of a step that is done was drafted for another stage of its instrument than `given`."""
    return done != given and done in {step_id(verb, slug) for verb in Verb}


def planned_steps(situation: Situation, proposals: Proposals) -> tuple[PlannedStep, ...]:
    """All steps of a country's outline, by instrument; one instrument never gives two."""
    proposed = (
        PlannedStep(slug, situation.instruments[slug], Verb.OPEN, rung, None, proposals.why[slug])
        for slug, rung in proposals.rungs.items()
    )
    steps = (*_live(situation), *proposed)
    return tuple(sorted((*_convened(situation, steps), *steps), key=lambda step: step.slug))


def _live(situation: Situation) -> Iterator[PlannedStep]:
    for slug, standing in situation.standings.items():
        if standing.live and slug in situation.instruments and slug not in FOOTING_ONLY:
            why = f"R3 {standing.status}{_since(standing)}"
            yield PlannedStep(
                slug, situation.instruments[slug], LIVE_VERBS[standing.status], 0, standing, (why,)
            )


def _convened(situation: Situation, steps: tuple[PlannedStep, ...]) -> Iterator[PlannedStep]:
    """R2: the dialogue in force, the structured before the high-level one, unless a step is one already."""
    if any(step.is_dialogue for step in steps):
        return
    for slug in DIALOGUES:
        standing = situation.standings.get(slug)
        if standing and standing.in_force and slug in situation.instruments:
            why = f"R2 dialogue in force{_since(standing)}, convened first"
            yield PlannedStep(slug, situation.instruments[slug], Verb.CONVENE, 0, standing, (why,))
            return


def _since(standing: Standing) -> str:
    return f" since {standing.since}" if standing.since else ""
