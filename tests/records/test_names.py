from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.names import Lookup, did_you_mean, fold, nearest

LOOKUP = Lookup(
    {"corvo": ["Corvo", "XC", "Raven Land"], "esker": ["Esker", "XE", "Raven Land"], "raven": ["Corvo"]}
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ínsula d'Ocre", "insula d’ocre"),
        ("CORVO", "corvo"),
        ("Raven-Land", "raven land"),
        ("Straße", "STRASSE"),
        ("Œcre", "oecre"),
        ("Łódź", "lodz"),
        ("İzmir", "izmir"),
        ("ı", "I"),
        ("ﬁn", "fin"),
        ("Ǿ", "o"),
    ],
)
def test_case_accents_apostrophes_and_hyphens_do_not_count(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("Corvo", "Corvia", "Esker", "Έσκερ", "日本")}) == 5


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("name", ["corvo", "Corvó", "xc", "CORVO "])
def test_an_id_is_found_by_any_of_its_names_in_any_case(name: str) -> None:
    assert LOOKUP.find(name) == "corvo"


def test_a_name_that_two_share_finds_neither_and_is_known_as_shared() -> None:
    assert LOOKUP.find("Raven Land") is None
    assert LOOKUP.shared["raven land"] == {"corvo", "esker"}


def test_an_id_wins_over_anothers_name() -> None:
    assert LOOKUP.find("corvo") == "corvo"
    assert LOOKUP.shared["corvo"] == {"corvo", "raven"}


def test_an_unknown_name_suggests_the_nearest_and_whose_it_is() -> None:
    assert LOOKUP.find("Eskar") is None
    assert LOOKUP.suggest("Eskar") == ("esker", "esker")
    assert LOOKUP.suggest("zzzz") is None


def test_the_nearest_words_come_best_first_and_as_they_are_written() -> None:
    assert nearest("corvoo", ["Esker", "Corva", "Corvo"]) == ("Corvo", "Corva")
    assert nearest("corvoo", ["Esker", "Corva", "Corvo"], most=1) == ("Corvo",)


@pytest.mark.parametrize(("word", "meant"), [("Lybia", ("Libya",)), ("Nigre", ("Niger",)), ("aybil", ())])
def test_letters_in_another_order_behind_the_first_are_nearest(word: str, meant: tuple[str, ...]) -> None:
    assert nearest(word, ["Nigeria", "Niger", "Libya"]) == meant


def test_a_hint_names_the_nearest_word_or_is_empty() -> None:
    assert did_you_mean("regoin", ["name", "region"]) == "did you mean region?"
    assert did_you_mean("xyz", ["name", "region"]) == ""
