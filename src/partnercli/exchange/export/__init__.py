"""The tables of `partner export`, for each circle of readers made from what that circle may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from partnercli.documents.audience import Audience
from partnercli.exchange.export import delegations, presidency, public
from partnercli.exchange.tables import Export
from partnercli.records.config import Config
from partnercli.records.exercise import Exercise

TABLES: Mapping[Audience, tuple[str, ...]] = {
    Audience.PRESIDENCY: presidency.TABLES,
    Audience.DELEGATIONS: delegations.TABLES,
    Audience.PUBLIC: public.TABLES,
}
"""The tables that each circle has, by name, in their order."""


def export_for(
    audience: Audience,
    exercise: Exercise,
    config: Config,
    meeting: str | None,
    on: date,
    revision: str | None = None,
) -> Export:
    """The exercise in tables, as of a day; `revision` is what was named with --at.

    `meeting` is the one whose positions are read; the public reads of the released document, whose meeting it is not
    told, nor a revision. Raises for the public NotReleased, WrittenByOthers, MissingRecord; KeyError for a meeting
    that is unknown.
    """
    if audience is Audience.PUBLIC:
        return public.public_export(exercise, config, on)
    make = presidency.presidency_export if audience is Audience.PRESIDENCY else delegations.delegations_export
    return replace(make(exercise, config, meeting or "", on), revision=revision)
