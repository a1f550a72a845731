"""`data/meetings/`: where delegations spoke, what they were asked and what was concluded."""

from typing import Literal

from pydantic import Field

from partnercli.records.base import Many, Record, Slug, Text
from partnercli.records.period import Day
from partnercli.records.source import Sources
from partnercli.records.translations import Translations


class QuestionWords(Record):
    """A guiding question in another language."""

    text: Text | None = None
    """The question."""


class MeetingWords(Record):
    """What a document in another language says of a meeting."""

    title: Text | None = None
    """What a sentence calls it, without its date."""
    outcome: Text | None = None
    """What it brought, as a sentence that a NOTE may use."""


class Question(Record):
    """A guiding question put to delegations."""

    id: Slug
    """Its id within the meeting."""
    text: Text
    """The question."""
    due: Day | None = None
    """When replies are due."""
    mode: Literal["reply", "silence"] = "reply"
    """reply: each delegation answers; silence: no objection by `due` means accepted."""
    translations: Translations[QuestionWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""


class Conclusion(Record):
    """What the Chair concluded: recorded, never computed."""

    question: Text
    """The question, by its id."""
    text: Text
    """What was concluded."""
    on: Day | None = None
    """When."""


class Meeting(Record):
    """A meeting, visit or conference. Its id is its date, then words."""

    forum: Text
    """Where: HLWG, EMWP, FAC/JHA, or visit."""
    date: Day
    """When; the first day of several."""
    title: Text | None = None
    """What a sentence calls it, without its date."""
    format: Text | None = None
    """How it was held: informal videoconference."""
    place: Text | None = None
    """Where it was held."""
    outcome: Text | None = None
    """What it brought, as a sentence that a NOTE may use."""
    translations: Translations[MeetingWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""
    countries: Many[Text] = ()
    """Partner countries, by id: only for a visit or a dialogue with them."""
    delegations: Many[Text] | None = None
    """Delegations expected, by code; left out: the members on that date."""
    carries_over_from: Text | None = None
    """An earlier meeting, by its id, whose positions stand until replaced."""
    questions: Many[Question] = ()
    """The guiding questions."""
    conclusions: Many[Conclusion] = ()
    """What the Chair concluded."""
    documents: Many[Text] = ()
    """The documents before it, by their ids in data/documents/."""
    sources: Sources
    """Where it can be checked."""
