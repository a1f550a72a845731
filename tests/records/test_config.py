from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.config import FORMAT, Config
from partnercli.records.marking import Marking

CONFIG: dict[str, Any] = {
    "format": 1,
    "title": "Partnerships of the Northern Shore",
    "presidency": "QP",
    "priority": {"at_least": "2/3", "of": "all", "within": "region"},
    "phrases": [{"count": 1, "phrase": "one Member State"}],
}


def refused(**fields: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        Config.model_validate(CONFIG | fields)
    return [(error["loc"], error["msg"]) for error in caught.value.errors()]


def test_settings_read_their_line_exactly_and_are_limite_unless_they_say_otherwise() -> None:
    config = Config.model_validate(CONFIG)
    assert (config.priority.at_least, config.marking) == (Fraction(2, 3), Marking.LIMITE)
    assert Config.model_validate(CONFIG | {"marking": "public"}).marking is Marking.PUBLIC


def test_a_newer_format_is_refused_with_a_word_on_upgrading() -> None:
    [(place, message)] = refused(format=FORMAT + 1)
    assert place == ("format",)
    assert f"format {FORMAT + 1}; this program reads up to {FORMAT}" in message


@pytest.mark.parametrize("number", [0, -1, "1", True])
def test_a_format_is_a_whole_number_from_1(number: object) -> None:
    assert [place for place, _ in refused(format=number)] == [("format",)]


@pytest.mark.parametrize("band", [{"phrase": "some"}, {"phrase": "some", "count": 1, "at_least": "1/2"}])
def test_a_band_has_either_a_share_or_a_count(band: dict[str, object]) -> None:
    place, message = refused(phrases=[band])[0]
    assert (place, "either at_least or count" in message) == (("phrases", 0), True)


def test_counts_need_at_least_one_band() -> None:
    assert [place for place, _ in refused(phrases=[])] == [("phrases",)]


@pytest.mark.parametrize(("key", "value"), [("of", "some"), ("within", "country"), ("at_least", 0)])
def test_the_rule_of_priorities_keeps_to_its_words(key: str, value: object) -> None:
    assert [place for place, _ in refused(priority=CONFIG["priority"] | {key: value})] == [("priority", key)]


def test_a_check_is_an_error_a_warning_a_note_or_off() -> None:
    assert Config.model_validate(CONFIG | {"checks": {"PC305": "off"}}).checks == {"PC305": "off"}
    assert [place for place, _ in refused(checks={"PC305": "of"})] == [("checks", "PC305")]
