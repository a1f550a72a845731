"""Where things stand with one country on one day (R1), and which pillars are a gap (R4)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from partnercli.outlines.catalogue import COUNTED_POLITICAL
from partnercli.records.country import Cooperation, CooperationStatus, Country
from partnercli.records.instrument import PILLARS, Instrument, Pillar
from partnercli.records.period import Period

HORIZON_MONTHS = 24
"""How far an outline looks ahead: money that closes within it (two years, in `wording`) no longer fills a pillar."""
_STRENGTH = {status: place for place, status in enumerate(CooperationStatus)}
"""Each status by its strength: the smaller, the stronger."""
_EXISTING = frozenset({CooperationStatus.IN_FORCE, CooperationStatus.SIGNED})
"""What other instruments can stand on."""
_ABSENT = frozenset({CooperationStatus.ENDED})
"""What counts as if it were not there."""


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` on; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Standing(NamedTuple):
    """How far an instrument has come: its strongest status, and the entries of the country that say so."""

    status: CooperationStatus
    entries: tuple[Cooperation, ...]

    @property
    def existing(self) -> bool:
        """In force or signed: footing for other instruments."""
        return self.status in _EXISTING

    @property
    def in_force(self) -> bool:
        """In force: the instrument asks for no step of its own."""
        return self.status is CooperationStatus.IN_FORCE

    @property
    def live(self) -> bool:
        """Under way and not yet in force: gives a step (R3)."""
        return not self.in_force

    @property
    def since(self) -> Period | None:
        """When the status was first reached, where an entry says it."""
        return min((entry.since for entry in self.entries if entry.since), key=_by_day, default=None)

    @property
    def titles(self) -> str:
        """What the entries are called, parted by semicolons; empty where none has a title."""
        return "; ".join(entry.title for entry in self.entries if entry.title)


def _by_day(period: Period) -> tuple[date, date]:
    return period.key


def _counts(entry: Cooperation, day: date) -> bool:
    begun = entry.since is None or entry.since.begun_on(day)
    return begun and entry.status not in _ABSENT and not (entry.until and entry.until.over_on(day))


def standings(country: Country, day: date) -> dict[str, Standing]:
    """R1: each instrument's strongest status on `day`.

    Ended, past its `until`, or reached only after `day`: as if it were not there. A `since` given as a month
    or year counts from its first day.
    """
    found: dict[str, list[Cooperation]] = {}
    for entry in country.cooperation:
        if _counts(entry, day):
            found.setdefault(entry.instrument, []).append(entry)
    strongest = {
        slug: min((e.status for e in entries), key=_STRENGTH.__getitem__) for slug, entries in found.items()
    }
    return {
        slug: Standing(strongest[slug], tuple(entry for entry in entries if entry.status is strongest[slug]))
        for slug, entries in found.items()
    }


@dataclass(frozen=True)
class Situation:
    """One country, the catalogue and the day of record: all that the rules look at."""

    country_id: str
    country: Country
    instruments: Mapping[str, Instrument]
    on: date

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """R1: the strongest status of each instrument that counts on the day, by id."""
        return standings(self.country, self.on)

    @cached_property
    def closing(self) -> Mapping[str, Period]:
        """Money in force that closes within the horizon, with its last day."""
        in_force = {slug for slug, standing in self.standings.items() if standing.in_force}
        money = {
            slug for slug in in_force & self.instruments.keys() if self.instruments[slug].kind == "financial"
        }
        last = {slug: self._last_day(slug) for slug in sorted(money)}
        horizon = months_later(self.on, HORIZON_MONTHS)
        return {slug: until for slug, until in last.items() if until and until.last <= horizon}

    def _last_day(self, slug: str) -> Period | None:
        ends = [entry.until for entry in self.standings[slug].entries if entry.until]
        open_ended = len(ends) < len(self.standings[slug].entries)
        latest = None if open_ended else max(ends, key=_by_day)
        return min(
            (end for end in (self.instruments[slug].available.until, latest) if end),
            key=_by_day,
            default=None,
        )

    @cached_property
    def gaps(self) -> tuple[Pillar, ...]:
        """R4: the pillars in which nothing that counts is in force, in the pillars' order.

        Legal, operational and financial instruments count, of the political ones the Mobility Partnership,
        the Common Agenda and the two bilateral dialogues; money does not that closes within the horizon.
        """
        filled = {self.instruments[slug].pillar for slug in self.standings if self._fills(slug)}
        return tuple(pillar for pillar in PILLARS if pillar not in filled)

    def _fills(self, slug: str) -> bool:
        if slug not in self.instruments or not self.standings[slug].in_force or slug in self.closing:
            return False
        return self.instruments[slug].kind != "political" or slug in COUNTED_POLITICAL

    def stands_alternative(self, slug: str) -> str | None:
        """An instrument named in its `not_with` that exists or is live, or None (R4)."""
        return next((other for other in self.instruments[slug].not_with if other in self.standings), None)
