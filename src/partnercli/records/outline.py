"""`data/outlines/`: the indicative outline of a partnership: steps, in order, by when, with whose help."""

from typing import Literal, Self

from pydantic import Field, model_validator

from partnercli.records.base import Many, Record, Slug, Text, Unreadable
from partnercli.records.contribution import Contribution
from partnercli.records.instrument import Pillar
from partnercli.records.period import Day, PeriodText
from partnercli.records.source import Sources

OutlineStatus = Literal["draft", "submitted", "discussed", "endorsed", "superseded"]
StepStatus = Literal["planned", "ongoing", "done", "on-hold", "dropped"]


class BasisInput(Record):
    """One record that an endorsed outline rested on."""

    file: Text
    """Its file, from the repository's root."""
    digest: Text
    """The SHA-256 of what it said, in hexadecimal."""
    support: int | None = None
    """For a country: how many delegations supported it."""


class Basis(Record):
    """What an outline rested on when it was endorsed; written by the tool."""

    day: Day
    """The day of endorsement."""
    meeting: Text | None = None
    """The meeting whose positions were counted, by its id."""
    inputs: Many[BasisInput] = ()
    """The records it rested on."""


class Endorsement(Record):
    """By whom an outline was endorsed."""

    by: Text
    """Who endorsed it."""
    on: Day
    """When."""
    reference: Text | None = None
    """The document that records it."""
    basis: Basis | None = None
    """What it rested on; written by the tool."""


class StatusChange(Record):
    """A status that an outline reached, and where that is recorded."""

    status: OutlineStatus
    """draft, submitted, discussed, endorsed or superseded."""
    on: Day
    """When it was reached."""
    meeting: Text | None = None
    """The meeting where that happened, by its id."""
    by: Text | None = None
    """Who did it: the Commission submitted, the Council endorsed."""
    reference: Text | None = None
    """The document that records it."""
    note: Text | None = None
    """What to know about it."""


class Hold(Record):
    """A time in which no step should start."""

    until: PeriodText
    """No step before this has passed."""
    reason: Text | None = None
    """Why: elections, a change of power."""


class LeftForLater(Record):
    """An instrument looked at and left for later."""

    instrument: Text
    """The instrument, by its id."""
    reason: Text
    """Why."""


class Timeline(Record):
    """When a step happens."""

    start: PeriodText | None = Field(default=None, alias="from")
    """When it begins."""
    end: PeriodText | None = Field(default=None, alias="to")
    """When it ends; left out where the partner must agree and no date can be given."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end.last < self.start.first:
            raise Unreadable(
                f"the step ends ({self.end}) before it begins ({self.start})", "check from and to"
            )
        return self


class Step(Record):
    """One step of an outline."""

    id: Slug
    """Its id within the outline: made of verb and instrument, never of its position."""
    instrument: Text
    """The instrument it uses, by its id."""
    action: Text
    """What is to be done."""
    lead: Text | None = None
    """Who does it."""
    partners: Many[Text] = Field(default=(), alias="with")
    """Who works on it with the lead."""
    outreach: bool = False
    """Whether it is contact with the partner."""
    timeline: Timeline = Field(default_factory=Timeline)
    """When; left out where no date can be given."""
    after: Many[Text] = ()
    """Steps that come first, by id."""
    status: StepStatus = "planned"
    """planned, ongoing, done, on-hold or dropped."""
    why: Text | None = None
    """The rules that placed it."""
    contributions: Many[Contribution] = ()
    """What Member States bring to it."""
    sources: Sources | None = None
    """What it rests on."""


class DraftedStep(Record):
    """What the tool last wrote into one step that the rules gave."""

    instrument: Text
    """The instrument of the step, by its id: a draft has one step an instrument."""
    digest: Text
    """A short digest of each field that the rules fill, one after the other; written by the tool."""


class Drafted(Record):
    """What the tool last wrote into an outline; kept by the tool, so that a later draft changes nothing else.

    A field that still has the digest recorded here is the tool's and follows the facts; one that has not is
    somebody's own and stays as it is. An instrument recorded here without a step was taken out on purpose and
    does not come back. Digests and not the words themselves: what was written stands in the outline once, and
    neither the history of the repository nor the facts of an earlier day are needed to tell the two apart.
    """

    on: Day
    """The day on which the facts were read."""
    wanted: Many[Text] = Field(default=(), alias="with")
    """Instruments that were asked for beyond the defaults, by id."""
    digest: Text
    """The same digests of objectives, gaps and later."""
    steps: Many[DraftedStep] = ()
    """The steps, in the order in which the tool put them."""


class Outline(Record):
    """The indicative outline for one partner country."""

    country: Text
    """The country, by its id."""
    status: OutlineStatus
    """draft, submitted, discussed, endorsed or superseded."""
    endorsed: Endorsement | None = None
    """By whom and when; with status endorsed."""
    history: Many[StatusChange] = ()
    """The statuses it has gone through, earliest first; the last one is its status."""
    hold: Hold | None = None
    """A time in which no step should start."""
    meeting: Text | None = None
    """Where it is, or will be, discussed, by its id."""
    objectives: Many[Text] = ()
    """What the partnership is to reach."""
    gaps: Many[Pillar] = ()
    """Pillars where nothing was in force when it was drafted."""
    later: Many[LeftForLater] = ()
    """Instruments looked at and left for later."""
    steps: Many[Step]
    """In the order of implementation."""
    drafted: Drafted | None = None
    """What the tool last wrote, so that `outline update` leaves alone what people wrote."""
