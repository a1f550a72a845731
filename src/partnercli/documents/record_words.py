"""What records are called, and what they say, in the language of a document; and what they lack for it.

A document is written as a whole or not at all: what is missing is noted here while it is put together, so that all
of it can be named at once, and no word of another language slips in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from partnercli.documents.language.language import Language
from partnercli.documents.words import meeting_in_words, spelt
from partnercli.records.exercise import Exercise
from partnercli.records.kinds import Kind
from partnercli.records.translations import RECORDED

if TYPE_CHECKING:
    from partnercli.records.base import Record

Path = tuple[str | int, ...]


class Lack(NamedTuple):
    """A text that a record does not have in a language: its kind, its id, and the place where it belongs."""

    kind: Kind
    key: str
    path: Path


class Untranslated(Exception):
    """Records lack words of the language that a document is in: `lacks` names each once, in the order of need."""

    def __init__(self, language: Language, lacks: tuple[Lack, ...]) -> None:
        super().__init__(f"{len(lacks)} texts are not there in {language.name}")
        self.language = language
        self.lacks = lacks


class RecordWords:
    """The words of an exercise's records in one language; a text that is not there is empty, and noted."""

    def __init__(self, exercise: Exercise, language: Language) -> None:
        self.language = language
        self._exercise = exercise
        self._lacking: dict[Lack, None] = {}

    def require_all(self) -> None:
        """Raise Untranslated if anything asked for so far was not there."""
        if self._lacking:
            raise Untranslated(self.language, tuple(self._lacking))

    def country(self, key: str, on: date) -> str:
        """The short name of a country on a day."""
        country = self._exercise.countries[key]
        place = country.name_in_force(on)
        if place is None:
            return self._said("name", country, Kind.COUNTRY, key)
        return self._said("name", country.names[place], Kind.COUNTRY, key, "names", place)

    def footnote(self, key: str) -> str:
        """The footnote that a country's name carries; empty where it carries none."""
        return self._said("footnote", self._exercise.countries[key], Kind.COUNTRY, key)

    def region(self, key: str) -> str:
        """What a region is called; its id where it is on no list."""
        place = self._exercise.region_order.get(key)
        if place is None:
            return key
        return self._said("name", self._exercise.regions[place], Kind.REGIONS, "", "regions", place)

    def region_in_words(self, key: str) -> str:
        """A region as a sentence says it; its id where it is on no list."""
        place = self._exercise.region_order.get(key)
        if place is None:
            return key
        region = self._exercise.regions[place]
        if self.language.code == RECORDED:
            return region.in_words
        return self._translated("wording", region, Kind.REGIONS, "", "regions", place)

    def instrument(self, key: str) -> str:
        """What an instrument is called; its id where it is not in the catalogue."""
        instrument = self._exercise.instruments.get(key)
        return self._said("name", instrument, Kind.INSTRUMENT, key) if instrument else key

    def cooperation(self, key: str, place: int) -> str:
        """Which one of its kind a cooperation with a country is, by its place there; empty where that is not said."""
        cooperation = self._exercise.countries[key].cooperation[place]
        return self._said("title", cooperation, Kind.COUNTRY, key, "cooperation", place)

    def meeting(self, key: str) -> str:
        """What a sentence calls a meeting, without an article; outside of English it needs a title for that."""
        meeting = self._exercise.meetings[key]
        if self.language.code == RECORDED:
            return meeting_in_words(meeting.title, meeting.forum)
        return self._translated("title", meeting, Kind.MEETING, key)

    def outcome(self, key: str) -> str:
        """What a meeting brought; empty where that is not said."""
        return self._said("outcome", self._exercise.meetings[key], Kind.MEETING, key)

    def questions(self, key: str) -> tuple[str, ...]:
        """The guiding questions of a meeting."""
        questions = self._exercise.meetings[key].questions
        return tuple(
            self._said("text", question, Kind.MEETING, key, "questions", place)
            for place, question in enumerate(questions)
        )

    def phrase(self, phrase: str) -> str:
        """A phrase for how many, which the settings give in English; empty stays empty."""
        return phrase if self.language.code == RECORDED or not phrase else self._setting("phrases", phrase)

    def call(self, theme: str) -> str:
        """What delegations call for, by its theme."""
        return spelt(theme) if self.language.code == RECORDED else self._setting("calls", theme)

    def _setting(self, field: str, key: str) -> str:
        """What the settings say in the language of one of their words."""
        words = self._words_of(self._exercise.config)
        said: Mapping[str, str] = getattr(words, field) if words else {}
        return self._noted(said.get(key), Kind.CONFIG, "", (*self._at(), field, key))

    def _said(self, field: str, record: Record, kind: Kind, key: str, *place: str | int) -> str:
        """A text of a record in the language; empty where the record has none at all."""
        own: str | None = getattr(record, field)
        if own is None or self.language.code == RECORDED:
            return own or ""
        return self._translated(field, record, kind, key, *place)

    def _translated(self, field: str, record: Record, kind: Kind, key: str, *place: str | int) -> str:
        words = self._words_of(record)
        return self._noted(getattr(words, field) if words else None, kind, key, (*place, *self._at(), field))

    def _words_of(self, record: Any) -> Any:
        """What a record says in the language; None where it says nothing."""
        translations: Mapping[str, Any] = record.translations if record else {}
        return translations.get(self.language.code)

    def _at(self) -> Path:
        return ("translations", self.language.code)

    def _noted(self, text: str | None, kind: Kind, key: str, path: Path) -> str:
        if text is None:
            self._lacking[Lack(kind, key, path)] = None
        return text or ""
