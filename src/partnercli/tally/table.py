"""The stance table: delegation × country at one meeting, every rule of who counts and what they say applied.

It is the one input of all readings: counts, what-ifs and whatever compares or weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from partnercli.records.marking import Marking
from partnercli.records.position import Reply, Stance

ByStance = Mapping[Stance, tuple[str, ...]]
"""Delegations in protocol order, by what they say; every stance is a key."""


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Mention(NamedTuple):
    """What one delegation says of one country or region.

    `conditional`: with conditions; `first`: as its first choice (rank 1); `assumed`: in a what-if only.
    """

    stance: Stance
    conditional: bool = False
    first: bool = False
    assumed: bool = False


class Voice(NamedTuple):
    """What one delegation that responded says.

    `origin` is the meeting whose file holds the preferences in force, None where none are; `spoke`: it has a
    file at the tallied meeting itself, or a what-if makes it speak. `confirmed`: it confirmed the reading of
    its position. `bilateral`, `illustrative`: of any file used. `answers` are by question, and never carried.
    """

    origin: str | None = None
    spoke: bool = True
    confirmed: bool = False
    bilateral: bool = False
    illustrative: bool = False
    countries: Mapping[str, Mention] = NOTHING
    regions: Mapping[str, Mention] = NOTHING
    answers: Mapping[str, Reply] = NOTHING


class Carried(NamedTuple):
    """A delegation whose preferences come from an earlier meeting, and which."""

    delegation: str
    origin: str


class StanceTable(NamedTuple):
    """Who is expected at a meeting and what each says.

    `expected` and the keys of `voices` (those who responded) are in protocol order. `not_counted` have a file
    at the meeting but are not expected there. `names` gives every country with a record its name on `day`,
    the meeting's date; no other country is in the table. `what_if` says in words what departs from the
    files; empty for the files as they are.
    """

    meeting: str
    day: date
    marking: Marking
    expected: tuple[str, ...]
    voices: Mapping[str, Voice]
    not_counted: tuple[str, ...]
    names: Mapping[str, str]
    what_if: tuple[str, ...] = ()

    @property
    def responded(self) -> tuple[str, ...]:
        """Expected delegations with a file at the meeting, or with preferences carried to it."""
        return tuple(self.voices)

    @property
    def silent(self) -> tuple[str, ...]:
        """Expected delegations that did not respond: neither support nor opposition."""
        return tuple(code for code in self.expected if code not in self.voices)

    @property
    def carried(self) -> tuple[Carried, ...]:
        """Whose preferences come from which earlier meeting."""
        origins = ((code, voice.origin) for code, voice in self.voices.items())
        return tuple(Carried(code, origin) for code, origin in origins if origin not in (None, self.meeting))

    @property
    def confirmed(self) -> tuple[str, ...]:
        """Those who confirmed the reading of their position; the others' readings were noted only."""
        return tuple(code for code, voice in self.voices.items() if voice.confirmed)

    @property
    def bilateral(self) -> tuple[str, ...]:
        """Those who spoke in confidence: counted, never named outside the Presidency's own outputs."""
        return tuple(code for code, voice in self.voices.items() if voice.bilateral)

    @property
    def illustrative(self) -> bool:
        """Whether any file used is not a real position."""
        return any(voice.illustrative for voice in self.voices.values())

    @property
    def countries(self) -> frozenset[str]:
        """The countries that anyone names, in any stance."""
        return frozenset(country for voice in self.voices.values() for country in voice.countries)

    @property
    def regions(self) -> frozenset[str]:
        """The regions that anyone names as such, in any stance."""
        return frozenset(region for voice in self.voices.values() for region in voice.regions)

    def on_country(self, country: str) -> Mapping[str, Mention]:
        """What is said of a country, by delegation."""
        return {c: voice.countries[country] for c, voice in self.voices.items() if country in voice.countries}

    def on_region(self, region: str) -> Mapping[str, Mention]:
        """What is said of a region named without a country, by delegation."""
        return {c: voice.regions[region] for c, voice in self.voices.items() if region in voice.regions}

    def supporters(self, country: str) -> tuple[str, ...]:
        """Who supports a country."""
        said = ((code, voice.countries.get(country)) for code, voice in self.voices.items())
        return tuple(code for code, mention in said if mention and mention.stance is Stance.SUPPORT)

    def supported_by(self, delegation: str) -> frozenset[str]:
        """The countries that a delegation supports; none if it did not respond."""
        voice = self.voices.get(delegation, Voice())
        return frozenset(c for c, mention in voice.countries.items() if mention.stance is Stance.SUPPORT)

    def in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Those of these delegations that are expected, in protocol order, each once."""
        named = set(codes)
        return tuple(code for code in self.expected if code in named)


def by_stance(mentions: Mapping[str, Mention]) -> ByStance:
    """The delegations that take each stance, in the order given."""
    return {
        stance: tuple(code for code, mention in mentions.items() if mention.stance is stance)
        for stance in Stance
    }
