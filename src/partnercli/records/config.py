"""`partner.yaml`: what this repository holds and by which convention counts are read."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from partnercli.records.base import Count, Many, Record, Text, Unreadable, either
from partnercli.records.marking import Marking, MarkingText
from partnercli.records.share import Share
from partnercli.records.translations import Translations

FORMAT = 1
"""The newest repository format that this program reads."""


def _known_format(number: int) -> int:
    if number > FORMAT:
        raise Unreadable(
            f"this repository is of format {number}; this program reads up to {FORMAT}",
            "upgrade partner (pip install --upgrade partnercli)",
        )
    return number


class Priority(Record):
    """When a country counts as a priority: this repository's convention, not a rule of the Council."""

    at_least: Share
    """The share of delegations that must support it: a number or a fraction such as 2/3."""
    of: Literal["all", "responded"]
    """Of all expected delegations, or only of those that responded."""
    within: Literal["region", "all"]
    """How countries are listed and ranked: region by region, or all together. The base stays the same."""


class ConfigWords(Record):
    """How documents in another language word counts and what delegations call for."""

    phrases: dict[Text, Text] = Field(default_factory=dict)
    """Each phrase by its English words: {all Member States: tous les États membres}."""
    calls: dict[Text, Text] = Field(default_factory=dict)
    """Each theme in words, by the theme as positions have it: {roadmaps: feuilles de route}."""


class Band(Record):
    """How a count is worded, either from a share of all delegations on or for one exact count."""

    model_config = either("at_least", "count")

    at_least: Share | None = None
    """From this share of all expected delegations on."""
    count: Count | None = None
    """For exactly this many delegations."""
    phrase: Text
    """The words."""

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.at_least is None) == (self.count is None):
            raise Unreadable("a band has either at_least or count", "give one of the two")
        return self


class Config(Record):
    """The repository's settings."""

    format: Annotated[int, Field(ge=1, json_schema_extra={"maximum": FORMAT}), AfterValidator(_known_format)]
    """The format of the repository: 1."""
    title: Text
    """What the exercise is called."""
    presidency: Text
    """The delegation that holds the Presidency, by its code."""
    marking: MarkingText = Marking.LIMITE
    """What the repository holds; left out means LIMITE."""
    current_meeting: Text | None = None
    """The meeting whose positions are tallied unless another is named; left out: there is none yet."""
    current_document: Text | None = None
    """The document that is rendered unless another is named."""
    contact: Text | None = None
    """Whom delegations ask about the forms sent to them, best a functional mailbox; left out: the form names none."""
    priority: Priority
    """When a country counts as a priority."""
    phrases: Annotated[Many[Band], Field(min_length=1)]
    """How counts are worded, highest first: the first band that fits is used."""
    translations: Translations[ConfigWords] = Field(default_factory=dict)
    """How counts and calls are worded in other languages, by code: fr."""
    checks: dict[str, Literal["error", "warning", "note", "off"]] = Field(default_factory=dict)
    """The severity of a finding in this repository, by its code: error, warning, note or off."""
