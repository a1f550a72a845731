"""`data/countries/`: partner countries, what exists with them and who contributes."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from partnercli.records.amount import Amount
from partnercli.records.base import Count, Many, Number, OneOf, Record, Slug, Text, Unreadable, Year
from partnercli.records.contribution import CountryContribution
from partnercli.records.period import Day, PeriodText
from partnercli.records.source import Sources
from partnercli.records.translations import Translations


class CooperationStatus(StrEnum):
    """How far an instrument has come with a country; the strongest first."""

    IN_FORCE = "in-force"
    SIGNED = "signed"
    NEGOTIATING = "negotiating"
    EXPLORATORY = "exploratory"
    SUSPENDED = "suspended"
    ENDED = "ended"


class NameWords(Record):
    """A country's name in another language."""

    name: Text | None = None
    """The short name."""


class CountryWords(NameWords):
    """What a document in another language says of a country."""

    footnote: Text | None = None
    """The footnote its name carries."""


class TitleWords(Record):
    """A title in another language."""

    title: Text | None = None
    """Which one it is."""


class CountryName(Record):
    """A name in force from a day on."""

    start: Day = Field(alias="from")
    """The first day of its use."""
    name: Text
    """The short name."""
    official_name: Text | None = None
    """The official name."""
    translations: Translations[NameWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""


class CooperationEvent(Record):
    """Something that happened to an instrument."""

    date: PeriodText
    """When."""
    event: Text
    """What."""
    verified: bool = True
    """False: generally reported, not read."""


class Cooperation(Record):
    """An instrument that exists with a country, or is being worked on."""

    instrument: Text
    """The instrument, by its id."""
    title: Text | None = None
    """Which one: an instrument may stand twice under different titles."""
    translations: Translations[TitleWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""
    status: OneOf[CooperationStatus]
    """exploratory, negotiating, signed, in-force, suspended or ended."""
    since: PeriodText | None = None
    """When that status was reached."""
    until: PeriodText | None = None
    """Its last day; after it the instrument counts as ended."""
    verified: bool = True
    """False: generally reported, not read."""
    check: Text | None = None
    """What is still open about it."""
    participants: Many[Text] = ()
    """Delegations that take part, by code; former ones too."""
    amount: Amount | None = None
    """Its money."""
    history: Many[CooperationEvent] = ()
    """What happened, earliest first."""
    note: Text | None = None
    """What to know about it."""
    sources: Sources
    """Where it can be checked."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.until.before(self.since):
            raise Unreadable(
                f"it ends ({self.until}) before it begins ({self.since})", "check since and until"
            )
        return self


class Indicator(Record):
    """A figure on the relevance of migration flows."""

    measure: Text
    """What is counted."""
    year: Year
    """The year it belongs to."""
    value: Number
    """The figure, in `unit`."""
    unit: Text
    """What one is: persons."""
    rounded_to: Count | None = None
    """How coarsely the source rounds it."""
    date: Text | None = None
    """The day or time within the year, in words."""
    note: Text | None = None
    """What to know about it."""
    sources: Sources
    """Where it can be checked."""


class Country(Record):
    """A partner country."""

    name: Text
    """Its short name, as the Council wrote it at first; later names are in `names`."""
    official_name: Text | None = None
    """Its official name."""
    iso2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """Two capital letters (ISO 3166-1); left out where there is no code."""
    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """Three capital letters (ISO 3166-1)."""
    region: Text
    """Its region, by its id in regions.yaml."""
    roles: Many[Literal["origin", "transit", "host"]] = ()
    """What it is to migration, only where a source says so."""
    aliases: Many[Text] = ()
    """Other names it is looked up by."""
    working_party: Text | None = None
    """The Council's geographic working party; suggests a subject code, never forces it."""
    groups: Many[Slug] = ()
    """Groups that decide which instruments fit: acp, neighbourhood-south, enlargement."""
    names: Many[CountryName] = ()
    """Other names, each in force from its day on."""
    footnote: Text | None = None
    """The footnote its name carries."""
    translations: Translations[CountryWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""
    cooperation: Many[Cooperation] = ()
    """What exists already, or is being worked on."""
    absent: Many[Text] = ()
    """Instruments known not to exist, by id."""
    contributions: Many[CountryContribution] = ()
    """What Member States bring, known before any outline."""
    indicators: Many[Indicator] = ()
    """Figures on the relevance of migration flows."""
    note: Text | None = None
    """What to know about it."""
    sources: Sources
    """Where name, codes and roles can be checked."""

    def name_on(self, day: date) -> str:
        """Its short name in documents of `day`, without retroactive effect."""
        place = self.name_in_force(day)
        return self.name if place is None else self.names[place].name

    def name_in_force(self, day: date) -> int | None:
        """Which of the later names is in force on a day, by its place among them; None for the first name."""
        begun = [place for place, later in enumerate(self.names) if later.start <= day]
        return max(begun, key=lambda place: self.names[place].start, default=None)

    @property
    def called(self) -> tuple[str, ...]:
        """All that it is looked up by, besides its id."""
        later = (name for entry in self.names for name in (entry.name, entry.official_name))
        names = (self.name, self.official_name, self.iso2, self.iso3, *later, *self.aliases)
        return tuple(name for name in names if name)
