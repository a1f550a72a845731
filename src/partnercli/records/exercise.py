"""The exercise: everything a repository says at one state, typed, unchangeable, and never reading more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from partnercli.records.kinds import Kind
from partnercli.records.marking import Marking
from partnercli.records.names import Lookup

if TYPE_CHECKING:  # a model is made only where a file of its kind is read
    from partnercli.records.config import Config
    from partnercli.records.country import Country
    from partnercli.records.delegations import Delegation, DelegationList
    from partnercli.records.document import Document
    from partnercli.records.instrument import Instrument
    from partnercli.records.meeting import Meeting
    from partnercli.records.outline import Outline
    from partnercli.records.position import Position
    from partnercli.records.presidencies import PresidencyList
    from partnercli.records.regions import Region, RegionList


@dataclass(frozen=True)
class Exercise:
    """All records by kind and id; positions by meeting and file name (the delegation's code in lower case).

    A file that could not be read is missing here and named in `malformed`, so that nobody takes it for
    absent. `read` says which kinds were read as a whole: a command reads only what it needs, so of the others
    some records or none are here. `listed` are the ids of kinds that were listed without being read as a whole.
    """

    config: Config | None = None
    region_list: RegionList | None = None
    presidency_list: PresidencyList | None = None
    delegation_list: DelegationList | None = None
    countries: Mapping[str, Country] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    positions: Mapping[str, Mapping[str, Position]] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    malformed: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    read: frozenset[Kind] = frozenset(Kind)
    listed: Mapping[Kind, frozenset[str]] = field(default_factory=dict)

    @property
    def marking(self) -> Marking:
        """How what the repository holds is handled: as its settings say, and LIMITE where they cannot be read."""
        return self.config.marking if self.config else Marking.LIMITE

    @property
    def current_meeting(self) -> str | None:
        """The id of the meeting whose positions are tallied unless another is named; None while there is none."""
        return self.config.current_meeting if self.config else None

    @property
    def current_document(self) -> str | None:
        """The id of the document that is rendered unless another is named; None while there is none."""
        return self.config.current_document if self.config else None

    @property
    def day_of_record(self) -> date | None:
        """The day on which facts are read unless another is named: of the current document, else of the meeting."""
        document = self.documents.get(self.current_document or "")
        meeting = self.meetings.get(self.current_meeting or "")
        return document.date if document else meeting.date if meeting else None

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The regions, in the order of every output."""
        return self.region_list.regions if self.region_list else ()

    @cached_property
    def region_order(self) -> Mapping[str, int]:
        """Each region's place in the order of outputs."""
        return {region.id: place for place, region in enumerate(self.regions)}

    def region_place(self, region: str) -> tuple[int, str]:
        """Where a region comes in outputs: in the order of regions.yaml, those that it does not know last, by id."""
        return self.region_order.get(region, len(self.region_order)), region

    @cached_property
    def region_names(self) -> Mapping[str, str]:
        """What each region is called, by its id."""
        return {region.id: region.name for region in self.regions}

    @cached_property
    def delegations(self) -> Mapping[str, Delegation]:
        """The delegations by code, in protocol order."""
        listed = self.delegation_list.delegations if self.delegation_list else ()
        return {delegation.code: delegation for delegation in listed}

    def members_on(self, day: date) -> tuple[str, ...]:
        """The codes of the Member States on `day`, in protocol order."""
        return tuple(code for code, delegation in self.delegations.items() if delegation.member_on(day))

    @cached_property
    def _protocol_order(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.delegations)}

    def protocol_place(self, code: str) -> int:
        """Where a delegation comes in protocol order; those that the list does not know come last."""
        return self._protocol_order.get(code, len(self._protocol_order))

    def in_protocol_order(self, codes: frozenset[str] | set[str]) -> tuple[str, ...]:
        """These delegations in protocol order; unknown ones last, by code."""
        known = tuple(code for code in self.delegations if code in codes)
        return (*known, *sorted(codes - set(known)))

    @cached_property
    def country_names(self) -> Lookup:
        """Finds a country's id by name, official name, ISO code, alias or id."""
        return Lookup({key: country.called for key, country in self.countries.items()})

    @cached_property
    def delegation_names(self) -> Lookup:
        """Finds a delegation's code by name or alias."""
        called = {
            code: (d.name, *((d.official_name,) if d.official_name else ()), *d.aliases)
            for code, d in self.delegations.items()
        }
        return Lookup(called)

    @cached_property
    def meetings_by_date(self) -> tuple[str, ...]:
        """The ids of all meetings, the earliest first; of one day by id."""
        return tuple(sorted(self.meetings, key=lambda key: (self.meetings[key].date, key)))

    def carried_over(self, meeting: str | None) -> Iterator[str]:
        """A meeting, then those whose positions it carries over, the nearest first; each once, unknown ones not."""
        passed: set[str] = set()
        while meeting is not None and meeting in self.meetings and meeting not in passed:
            passed.add(meeting)
            yield meeting
            meeting = self.meetings[meeting].carries_over_from

    @cached_property
    def all_positions(self) -> tuple[tuple[str, str, Position], ...]:
        """Every position with the meeting and the file name it lies under."""
        return tuple((at, code, p) for at, found in self.positions.items() for code, p in found.items())

    @cached_property
    def any_illustrative(self) -> bool:
        """Whether any position read is not a real one: then nothing made here may pass for a Council document."""
        return any(position.illustrative for _, _, position in self.all_positions)

    def ids(self, kind: Kind) -> frozenset[str]:
        """The ids of a kind, those of files that could not be or were not read included."""
        held: Mapping[Kind, Mapping[str, object]] = {
            Kind.COUNTRY: self.countries,
            Kind.MEETING: self.meetings,
            Kind.INSTRUMENT: self.instruments,
            Kind.OUTLINE: self.outlines,
            Kind.DOCUMENT: self.documents,
            Kind.DELEGATIONS: self.delegations,
            Kind.REGIONS: self.region_order,
        }
        unread = self.malformed.get(kind, frozenset()) | self.listed.get(kind, frozenset())
        return frozenset(held[kind]) | unread

    def knows(self, kind: Kind) -> bool:
        """Whether it can be told which records of a kind there are."""
        return kind in self.read or kind in self.listed
