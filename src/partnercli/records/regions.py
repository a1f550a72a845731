"""`data/regions.yaml`: the regions, in the order of every output."""

from typing import Annotated

from pydantic import Field

from partnercli.records.base import Many, Record, Slug, Text
from partnercli.records.source import Sources
from partnercli.records.translations import Translations


class RegionWords(Record):
    """What a document in another language calls a region."""

    name: Text | None = None
    """What it is called."""
    wording: Text | None = None
    """As a sentence says it, with the word before it: en Afrique du Nord."""


class Region(Record):
    """A region. Countries name their region, not the other way round."""

    id: Slug
    """Its id."""
    name: Text
    """What it is called."""
    wording: Text | None = None
    """As a sentence says it: in the Western Balkans. Left out: `in` and the name."""
    translations: Translations[RegionWords] = Field(default_factory=dict)
    """The same in other languages, by code: fr."""
    note: Text | None = None
    """Who says which countries belong to it."""
    sources: Sources | None = None
    """Where that can be checked, beside the file's own sources."""

    @property
    def in_words(self) -> str:
        """As a sentence says it."""
        return self.wording or f"in {self.name}"


class RegionList(Record):
    """The regions of the exercise."""

    regions: Annotated[Many[Region], Field(min_length=1)]
    """In the order of every output."""
    sources: Sources
    """Where the list comes from."""
