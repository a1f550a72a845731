"""What Member States already bring to a country, and the steps it belongs to (R9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partnercli.outlines.schedule import Dated
from partnercli.outlines.state import Situation
from partnercli.records.contribution import Contribution, CountryContribution


@dataclass(frozen=True, slots=True)
class Brought:
    """Contributions by the instrument of the step.

    `attached` go to the step's own instrument, `offered` to another of the same pillar, for the drafter to
    decide; `homeless` fit no step.
    """

    attached: dict[str, list[CountryContribution]]
    offered: dict[str, list[CountryContribution]]
    homeless: list[CountryContribution]


def brought(situation: Situation, steps: Sequence[Dated]) -> Brought:
    """R9: the country's contributions, each at one place; a declared nil is left out."""
    found = Brought({}, {}, [])
    for contribution in situation.country.contributions:
        if contribution.kind == "none":
            continue
        home = _home(situation, contribution.instrument, steps)
        if home == contribution.instrument:
            found.attached.setdefault(home, []).append(contribution)
        elif home:
            found.offered.setdefault(home, []).append(contribution)
        else:
            found.homeless.append(contribution)
    return found


def _home(situation: Situation, slug: str, steps: Sequence[Dated]) -> str | None:
    """The step's instrument: the same; else one that follows on it; else the first of its pillar."""
    if any(slug == dated.step.slug for dated in steps):
        return slug
    pillar = situation.instruments[slug].pillar if slug in situation.instruments else None
    kin = [dated.step for dated in steps if dated.step.instrument.pillar == pillar]
    following = [step.slug for step in kin if slug in step.predecessors()]
    return next(iter((*following, *(step.slug for step in kin))), None)


def for_step(contribution: CountryContribution) -> Contribution:
    """The same contribution as a step holds it: the instrument is the step's."""
    kept = [name for name in Contribution.model_fields if name in contribution.model_fields_set]
    return Contribution.model_validate({name: getattr(contribution, name) for name in kept})
