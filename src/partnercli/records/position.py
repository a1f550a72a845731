"""`data/positions/`: what one delegation said at one meeting."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, Self, get_args

from pydantic import model_validator

from partnercli.records.base import Count, Many, OneOf, Record, Slug, Text, Unreadable, either
from partnercli.records.period import Day
from partnercli.records.source import Sources

Reply = Literal["agree", "agree-with-comments", "scrutiny-reservation", "disagree"]
"""An answer to a guiding question, the most cautious last."""
REPLIES: tuple[Reply, ...] = get_args(Reply)
Priority = Literal["high", "medium", "low"]
"""How much a country or region matters to a delegation, the most first."""


class Stance(StrEnum):
    """What a delegation says of a country, the most cautious last."""

    SUPPORT = "support"
    CAN_ACCEPT = "can-accept"
    RESERVATION = "reservation"
    OPPOSITION = "opposition"

    @property
    def caution(self) -> int:
        """How cautious it is: support 0, opposition 3."""
        return _CAUTION[self]


_CAUTION = {stance: caution for caution, stance in enumerate(Stance)}
STANCE_VERBS: Mapping[Stance, str] = {
    Stance.SUPPORT: "supports",
    Stance.CAN_ACCEPT: "can accept",
    Stance.RESERVATION: "has a reservation on",
    Stance.OPPOSITION: "opposes",
}
"""What a delegation does that takes a stance, before the name of the country: it supports Tunisia."""


class Preference(Record):
    """One country or region that a delegation named."""

    model_config = either("country", "region")

    country: Text | None = None
    """The country, by its id."""
    region: Text | None = None
    """A region named without a country, by its id."""
    stance: OneOf[Stance] = Stance.SUPPORT
    """support, can-accept (not counted as support, shown), reservation or opposition."""
    priority: Priority | None = None
    """How much it matters to the delegation; does not weigh in the tally."""
    rank: Count | None = None
    """Its place in the delegation's own order; does not weigh in the tally."""
    conditions: Text | None = None
    """What the delegation ties it to."""
    note: Text | None = None
    """Anything else worth keeping."""

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if (self.country is None) == (self.region is None):
            raise Unreadable("a preference names either a country or a region", "give one of the two")
        return self

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about: ("country", id) or ("region", id)."""
        return ("country", self.country) if self.country is not None else ("region", self.region or "")


IN_PART = "taken over in part"
"""Ends the note of a source of which something was left out for an error."""


class Answer(Record):
    """A reply to a guiding question."""

    question: Text
    """The question, by its id in the meeting's file."""
    reply: Reply
    """The reply."""
    comment: Text | None = None
    """What was added."""

    @property
    def caution(self) -> int:
        """How cautious the reply is: agree 0, disagree 3."""
        return REPLIES.index(self.reply)


class Position(Record):
    """One delegation at one meeting."""

    delegation: Text
    """The delegation, by its code."""
    meeting: Text
    """The meeting, by its id."""
    basis: Literal["statement", "written", "non-paper", "bilateral"]
    """How it was given; bilateral is confidential: counted, never shown with its name."""
    confirmed: Day | None = None
    """When the delegation confirmed the reading; left out: noted only."""
    illustrative: bool = False
    """True: not a real position; every output made from it says so."""
    preferences: Many[Preference] | None = None
    """The countries and regions named. Left out: earlier ones stand; []: withdraws them."""
    calls: Many[Slug] = ()
    """What the delegation asks for, by theme: roadmaps, timelines."""
    remarks: Many[Text] = ()
    """What it said in its own words, as noted; for the Presidency's eyes only."""
    answers: Many[Answer] = ()
    """Its replies to the meeting's guiding questions."""
    sources: Sources
    """Where the position was taken from."""

    @property
    def in_part(self) -> bool:
        """Whether its last source came in without what had errors, and the delegation did not confirm the rest."""
        return self.confirmed is None and (self.sources[-1].note or "").endswith(IN_PART)
