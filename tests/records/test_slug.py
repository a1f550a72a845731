from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.base import Unreadable, check_slug
from partnercli.records.slug import LONGEST, PATTERN, is_slug, numbered, slugify

DEVICES = ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"]


@pytest.mark.parametrize("text", ["corvo", "2031-03-04-working-group", "a", "9", "com10", "a" * LONGEST])
def test_lower_case_letters_digits_and_single_hyphens_make_an_id(text: str) -> None:
    assert is_slug(text)
    assert check_slug(text) == text


@pytest.mark.parametrize(
    "text", ["", "Corvo", "a--b", "-a", "a-", "a_b", "a b", "é", "a.b", "../a", "a\n", "a" * (LONGEST + 1)]
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize("text", DEVICES)
def test_names_that_windows_keeps_for_devices_are_no_ids(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Ínsula d'Ocre", "write insula-d-ocre"),
        ("con", "use lower-case letters, digits and hyphens"),
        ("…", "use lower-case letters, digits and hyphens"),
    ],
)
def test_a_refusal_names_the_nearest_id_if_there_is_one(text: str, hint: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(f'"{text}" is not an id')) as refused:
        check_slug(text)
    assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ínsula d'Ocre", "insula-d-ocre"),
        ("Œcre", "oecre"),
        ("Ǿrestad", "orestad"),
        ("  São -- Tomé  ", "sao-tome"),
        ("日本", ""),
    ],
)
def test_a_names_slug_keeps_what_plain_letters_can_say(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_the_slug_of_a_slug_is_itself(name: str) -> None:
    slug = slugify(name)
    assert slugify(slug) == slug
    assert slug == "" or (re.fullmatch(PATTERN, slug) and len(slug) <= LONGEST)


@given(st.integers(0, 12), st.sampled_from(["xxxx-21", "open-" + "x" * 70, "a" * 62 + "-bc"]))
def test_a_slug_that_is_taken_is_numbered_and_never_too_long(count: int, slug: str) -> None:
    given: list[str] = []
    for _ in range(count):
        given.append(numbered(slug, given))
    assert len(set(given)) == count
    assert all(is_slug(one) for one in given)
    assert all(one.endswith(f"-{place}") for place, one in enumerate(given[1:], 2))


def test_a_slug_is_numbered_from_two_on_where_the_first_free_number_is() -> None:
    assert numbered("xxxx-21", ()) == "xxxx-21"
    assert numbered("xxxx-21", {"xxxx-21"}) == "xxxx-21-2"
    assert numbered("xxxx-21", {"xxxx-21", "xxxx-21-2", "xxxx-21-4"}) == "xxxx-21-3"
