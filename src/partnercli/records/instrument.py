"""`data/instruments/`: the catalogue of instruments of migration partnerships."""

from typing import Literal, get_args

from pydantic import Field

from partnercli.records.base import Count, Many, Record, Slug, Text
from partnercli.records.period import PeriodText
from partnercli.records.source import Sources
from partnercli.records.translations import Translations

InstrumentKind = Literal["political", "legal", "operational", "financial"]
Pillar = Literal[
    "governance", "root-causes", "protection", "legal-migration", "irregular-migration", "return"
]
"""The six themes of the external chapter of the Pact, COM(2020) 609."""
PILLARS: tuple[Pillar, ...] = get_args(Pillar)
"""In the order in which steps are proposed: offers before asks."""
Strength = Literal["required", "normally"]


class Predecessor(Record):
    """An instrument that stands before another."""

    instrument: Text
    """The earlier instrument, by its id."""
    strength: Strength
    """required: law or the act itself makes it so; normally: practice."""
    reason: Text | None = None
    """Why."""
    reference: Text | None = None
    """Where that can be checked."""


class Scope(Record):
    """Where an instrument can be proposed: one match of regions, groups or countries is enough."""

    regions: Many[Text] = ()
    """Regions, by id."""
    groups: Many[Slug] = ()
    """Groups of countries."""
    countries: Many[Text] = ()
    """Countries, by id."""
    not_groups: Many[Slug] = ()
    """Groups where it cannot be proposed, whatever else fits."""


class Availability(Record):
    """When the EU can use an instrument."""

    announced: PeriodText | None = None
    """When it was public."""
    start: PeriodText | None = Field(default=None, alias="from")
    """From when it can be used."""
    until: PeriodText | None = None
    """Until when it can be used."""


class ObservedDuration(Record):
    """How long a real case took: for comparison, never a forecast."""

    months: Count
    """The duration in months."""
    start: Text | None = Field(default=None, alias="from")
    """What it is counted from, in words."""
    end: Text | None = Field(default=None, alias="to")
    """What it is counted to, in words."""
    country: Text | None = None
    """The country of the case, by its id."""
    reference: Text | None = None
    """Where that can be checked."""
    note: Text | None = None
    """What to know about it."""


class InstrumentWords(Record):
    """What a document in another language calls an instrument."""

    name: Text | None = None
    """What it is called."""


class Instrument(Record):
    """An instrument of the catalogue."""

    name: Text
    """What it is called."""
    translations: Translations[InstrumentWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""
    kind: InstrumentKind
    """political, legal, operational or financial."""
    pillar: Pillar
    """The theme it belongs to."""
    what: Text | None = None
    """What it is, in a sentence."""
    legal_base: Text | None = None
    """The article or act it rests on."""
    lead: Text
    """Who leads it."""
    partners: Many[Text] = Field(default=(), alias="with")
    """Who works on it with the lead."""
    outreach: bool = False
    """Whether the step is contact with the partner: a visit, dialogue or round table."""
    consent: bool = False
    """Whether the partner must agree: then no end date can be planned."""
    default: bool = True
    """False: never proposed unasked."""
    scope: Scope = Field(default_factory=Scope)
    """Where it can be proposed; left out: anywhere."""
    available: Availability = Field(default_factory=Availability)
    """When it can be used; left out: always."""
    usually_after: Many[Predecessor] = ()
    """What stands before it."""
    together_with: Many[Text] = ()
    """Instruments run in parallel with it, without order, by id."""
    not_with: Many[Text] = ()
    """Instruments that it replaces or is the alternative to, by id."""
    takes: Many[ObservedDuration] = ()
    """How long real cases took."""
    verified: bool = True
    """False: from general knowledge of the field; check before relying on it."""
    note: Text | None = None
    """What to know about it."""
    sources: Sources
    """Where it can be checked."""
