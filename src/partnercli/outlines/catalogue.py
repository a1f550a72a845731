"""Questions put to the catalogue of instruments, and the few instruments that the rules name themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from partnercli.records.country import Country
from partnercli.records.instrument import Instrument, Strength

HIGH_LEVEL_DIALOGUE = "high-level-dialogue"
MIGRATION_DIALOGUE = "migration-dialogue"
DIALOGUES = (MIGRATION_DIALOGUE, HIGH_LEVEL_DIALOGUE)
"""The two bilateral dialogues, in the order in which one in force is convened (R2)."""
COUNTED_POLITICAL = frozenset({*DIALOGUES, "mobility-partnership", "camm"})
"""The political instruments that fill a pillar (R4); all others are declarations or regional."""
FOOTING_ONLY = frozenset(
    {"framework-agreement", "rabat-process", "khartoum-process", "budapest-process", "prague-process"}
)
"""Framework agreements and regional processes: others stand on them; live, they give no step (R3)."""


def predecessors(instrument: Instrument, strength: Strength) -> tuple[str, ...]:
    """The instruments that stand before it by law (`required`) or by practice (`normally`)."""
    return tuple(before.instrument for before in instrument.usually_after if before.strength == strength)


def fits(instrument: Instrument, country_id: str, country: Country) -> bool:
    """Whether its scope takes in the country: one match is enough, a group shut out decides."""
    scope = instrument.scope
    if set(scope.not_groups) & set(country.groups):
        return False
    if not (scope.regions or scope.groups or scope.countries):
        return True
    in_group = bool(set(scope.groups) & set(country.groups))
    return country.region in scope.regions or in_group or country_id in scope.countries


def known_by(instrument: Instrument, day: date) -> bool:
    """Whether it was public by `day`; where no announcement is recorded, whether it could be used."""
    public = instrument.available.announced or instrument.available.start
    return public is None or public.begun_on(day)


def closed_by(instrument: Instrument, day: date) -> bool:
    """Whether its last day has passed on `day`."""
    until = instrument.available.until
    return until is not None and until.over_on(day)


def exclude_each_other(instruments: Mapping[str, Instrument], one: str, other: str) -> bool:
    """Whether either is named in the other's `not_with`."""
    return other in instruments[one].not_with or one in instruments[other].not_with


def run_together(instruments: Mapping[str, Instrument], one: str, other: str) -> bool:
    """Whether either is named in the other's `together_with`."""
    return other in instruments[one].together_with or one in instruments[other].together_with
