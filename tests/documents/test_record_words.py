"""The words of records in a document's language: their own in English, translated else, and what lacks is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from partnercli.documents.language.english import ENGLISH
from partnercli.documents.language.french import FRENCH
from partnercli.documents.language.language import Language
from partnercli.documents.record_words import Lack, RecordWords, Untranslated
from partnercli.records.config import Config
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import Instrument
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.regions import RegionList

SOURCES: dict[str, Any] = {"sources": [{"title": "Gazetteer"}]}
DAY, LATER = date(2031, 3, 10), date(2031, 7, 1)


def exercise(french: dict[str, Any] | None = None) -> Exercise:
    """One country, region, instrument and meeting; `french` are the country's own translations."""
    country = {
        "name": "Corvo",
        "region": "plain",
        "footnote": "Without prejudice.",
        "names": [{"from": "2031-06-01", "name": "Corvía"}],
        "cooperation": [{"instrument": "grant", "title": "Wells", "status": "in-force", **SOURCES}],
        "translations": {"fr": french} if french is not None else {},
    }
    settings: dict[str, Any] = {
        "format": 1,
        "title": "T",
        "presidency": "QP",
        "priority": {"at_least": "1/2", "of": "all", "within": "region"},
        "phrases": [{"count": 1, "phrase": "one Member State"}, {"count": 2, "phrase": "two Member States"}],
        "translations": {
            "fr": {"phrases": {"one Member State": "un État membre"}, "calls": {"talks": "pourparlers"}}
        },
    }
    region = {"id": "plain", "name": "Inner Plain", "translations": {"fr": {"wording": "dans la plaine"}}}
    asked = [{"id": "way", "text": "Do you agree?", "translations": {"fr": {"text": "Êtes-vous d'accord?"}}}]
    return Exercise(
        config=Config.model_validate(settings),
        region_list=RegionList.model_validate({"regions": [region], **SOURCES}),
        countries={"corvo": Country.model_validate({**country, **SOURCES})},
        instruments={
            "grant": Instrument.model_validate(
                {"name": "Shore grant", "kind": "financial", "pillar": "governance", "lead": "X", **SOURCES}
            )
        },
        meetings={
            "m": Meeting.model_validate(
                {"forum": "HLWG", "date": "2031-03-04", "questions": asked, **SOURCES}
            )
        },
    )


def lacks(words: RecordWords) -> tuple[Lack, ...]:
    with pytest.raises(Untranslated) as raised:
        words.require_all()
    return raised.value.lacks


def words(language: Language, french: dict[str, Any] | None = None) -> RecordWords:
    return RecordWords(exercise(french), language)


def test_in_english_records_speak_for_themselves_and_nothing_lacks() -> None:
    english = words(ENGLISH)
    assert [english.country("corvo", day) for day in (DAY, LATER)] == ["Corvo", "Corvía"]
    assert english.footnote("corvo") == "Without prejudice."
    assert (english.region("plain"), english.region_in_words("plain")) == ("Inner Plain", "in Inner Plain")
    assert (english.instrument("grant"), english.cooperation("corvo", 0)) == ("Shore grant", "Wells")
    assert (english.meeting("m"), english.outcome("m")) == ("HLWG meeting", "")
    assert english.questions("m") == ("Do you agree?",)
    assert (english.phrase("one Member State"), english.call("two-words")) == (
        "one Member State",
        "two words",
    )
    english.require_all()


def test_in_french_the_translations_stand_in() -> None:
    french = words(FRENCH, {"name": "Corbeau", "footnote": "Sans préjudice."})
    assert french.country("corvo", DAY) == "Corbeau"
    assert french.footnote("corvo") == "Sans préjudice."
    assert french.region_in_words("plain") == "dans la plaine"
    assert french.questions("m") == ("Êtes-vous d'accord?",)
    assert (french.phrase("one Member State"), french.phrase(""), french.call("talks")) == (
        *("un État membre", "", "pourparlers"),
    )
    french.require_all()


def test_what_is_not_said_in_english_lacks_in_no_language() -> None:
    french = words(FRENCH, {"name": "Corbeau"})
    assert french.outcome("m") == ""
    french.require_all()


@pytest.mark.parametrize(
    ("ask", "lack"),
    [
        (lambda w: w.country("corvo", DAY), (Kind.COUNTRY, "corvo", ("translations", "fr", "name"))),
        (
            lambda w: w.country("corvo", LATER),
            (Kind.COUNTRY, "corvo", ("names", 0, "translations", "fr", "name")),
        ),
        (lambda w: w.footnote("corvo"), (Kind.COUNTRY, "corvo", ("translations", "fr", "footnote"))),
        (
            lambda w: w.cooperation("corvo", 0),
            (Kind.COUNTRY, "corvo", ("cooperation", 0, "translations", "fr", "title")),
        ),
        (lambda w: w.region("plain"), (Kind.REGIONS, "", ("regions", 0, "translations", "fr", "name"))),
        (lambda w: w.instrument("grant"), (Kind.INSTRUMENT, "grant", ("translations", "fr", "name"))),
        (lambda w: w.meeting("m"), (Kind.MEETING, "m", ("translations", "fr", "title"))),
        (
            lambda w: w.phrase("two Member States"),
            (Kind.CONFIG, "", ("translations", "fr", "phrases", "two Member States")),
        ),
        (lambda w: w.call("roadmaps"), (Kind.CONFIG, "", ("translations", "fr", "calls", "roadmaps"))),
    ],
)
def test_a_word_that_is_missing_is_empty_and_noted_by_its_place(ask: Any, lack: Any) -> None:
    french = words(FRENCH, {})
    assert ask(french) == ""
    assert lacks(french) == (Lack(*lack),)


def test_each_lack_is_named_once_in_the_order_of_need() -> None:
    french = words(FRENCH)
    for _ in range(2):
        french.meeting("m")
        french.country("corvo", DAY)
    assert [lack.key for lack in lacks(french)] == ["m", "corvo"]
