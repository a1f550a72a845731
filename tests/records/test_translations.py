"""Words of records in other languages: by code, never in English, and no unknown ones."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from partnercli.records.country import Country
from partnercli.records.meaning import differing, reworded

BARE: dict[str, Any] = {"name": "Corvo", "region": "inner-plain", "sources": [{"title": "Gazetteer"}]}


def country(**translations: dict[str, str]) -> Country:
    return Country.model_validate({**BARE, "translations": translations})


def test_words_stand_by_the_code_of_their_language() -> None:
    said = country(fr={"name": "Corvée", "footnote": "Sans préjudice."}, de={"name": "Korfen"})
    assert said.translations["fr"].name == "Corvée"
    assert said.translations["fr"].footnote == "Sans préjudice."
    assert said.translations["de"].footnote is None


def test_a_record_without_words_in_another_language_has_none() -> None:
    assert Country.model_validate(BARE).translations == {}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", {"name": "Corvo"}),
        ("FR", {"name": "Corvée"}),
        ("french", {"name": "Corvée"}),
        ("fr\n", {"name": "Corvée"}),
        ("fr", {"title": "x"}),
        ("fr", {"name": " "}),
    ],
)
def test_english_another_form_of_code_and_unknown_or_empty_words_are_refused(
    code: str, words: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        country(**{code: words})


def test_another_translation_rewords_a_record_and_changes_nothing_of_its_meaning() -> None:
    old, new = country(fr={"name": "Corvée"}), country(fr={"name": "Le Corvo"})
    assert differing(old, new) == ()
    assert reworded(old, new)
