"""The list of partners: what reaches the line needs no reason to be on it, and one to be left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.recording.partner_lists import (
    NeedsReason,
    NotOnTheList,
    OtherCountries,
    Reading,
    added,
    country_of,
    frozen,
    left_out,
    ordered,
    undecided,
)

USUAL = ["altamar", "belmonte", "corvo", "dravina", "esker"]
READING = Reading(("altamar", "corvo"), USUAL)
Plain = dict[str, Any]


def start(*partners: str) -> Plain:
    return {"kind": "note", "partners": list(partners), "sources": []}


def countries(plain: Plain) -> list[str]:
    return [country_of(entry) for entry in plain["partners"]]


def test_the_first_decision_freezes_the_tallys_priorities_and_keeps_a_list_that_is_there() -> None:
    assert frozen({"sources": [], "kind": "note"}, ["altamar", "corvo"]) == start("altamar", "corvo")
    assert frozen(start("esker"), ["altamar"]) == start("esker")


def test_a_country_over_the_line_needs_no_reason_and_another_does() -> None:
    assert added(start("altamar"), "corvo", None, READING) == start("altamar", "corvo")
    with pytest.raises(NeedsReason) as refused:
        added(start("altamar"), "esker", None, READING)
    assert (refused.value.country, refused.value.added) == ("esker", True)
    plain = added(start("altamar"), "esker", "The host asked.", READING)
    assert plain["partners"] == ["altamar", {"country": "esker", "because": "The host asked."}]
    assert added(plain, "esker", None, READING) == plain


def test_an_added_country_comes_to_its_usual_place_only_where_the_list_is_in_usual_order() -> None:
    assert countries(added(start("altamar", "dravina"), "corvo", None, READING)) == [
        "altamar",
        "corvo",
        "dravina",
    ]
    assert countries(added(start("dravina", "altamar"), "corvo", None, READING)) == [
        "dravina",
        "altamar",
        "corvo",
    ]


def test_a_country_over_the_line_is_left_out_with_its_reason_and_an_added_one_simply_goes() -> None:
    with pytest.raises(NeedsReason) as refused:
        left_out(start("altamar", "corvo"), "corvo", None, READING)
    assert not refused.value.added
    plain = left_out(start("altamar", "corvo", "esker"), "corvo", "A vote is near.", READING)
    assert (countries(plain), plain["left_out"]) == (
        ["altamar", "esker"],
        [{"country": "corvo", "because": "A vote is near."}],
    )
    assert countries(left_out(plain, "esker", None, READING)) == ["altamar"]
    again = left_out(plain, "corvo", "The vote was put off.", READING)
    assert again["left_out"] == [{"country": "corvo", "because": "The vote was put off."}]
    both = left_out(again, "altamar", "It asked for time.", READING)
    assert both["left_out"] == [*again["left_out"], {"country": "altamar", "because": "It asked for time."}]
    assert left_out(both, "altamar", None, READING) == both


def test_what_is_neither_listed_nor_over_the_line_cannot_be_left_out() -> None:
    with pytest.raises(NotOnTheList):
        left_out(start("altamar"), "esker", "why", READING)


def test_who_comes_back_is_left_out_no_longer() -> None:
    plain = left_out(start("altamar", "corvo"), "corvo", "A vote is near.", READING)
    assert added(plain, "corvo", None, READING) == start("altamar", "corvo")


def test_an_order_names_the_whole_list_once() -> None:
    assert ordered(start("altamar", "corvo"), ["corvo", "altamar"]) == start("corvo", "altamar")
    with pytest.raises(OtherCountries) as refused:
        ordered(start("altamar", "corvo"), ["esker", "corvo"])
    assert (refused.value.missing, refused.value.unlisted) == (["altamar"], ["esker"])
    with pytest.raises(OtherCountries):
        ordered(start("altamar", "corvo"), ["corvo", "altamar", "corvo"])


DECISION = st.tuples(st.booleans(), st.sampled_from(USUAL), st.sampled_from([None, "because"]))


@given(st.lists(DECISION, max_size=12))
def test_whatever_is_decided_each_difference_to_the_tally_keeps_its_reason(
    decisions: list[tuple[bool, str, str | None]],
) -> None:
    plain = frozen({"kind": "note", "sources": []}, READING.carried)
    for adds, country, because in decisions:
        try:
            plain = (added if adds else left_out)(plain, country, because, READING)
        except (NeedsReason, NotOnTheList):
            continue
    listed = countries(plain)
    left = {one["country"] for one in plain.get("left_out", ())}
    assert len(listed) == len(set(listed))
    assert not set(listed) & left
    assert set(listed) | left >= set(READING.carried)
    assert all(
        isinstance(entry, dict) for entry in plain["partners"] if country_of(entry) not in READING.carried
    )
    assert undecided(plain) == {"kind": "note", "sources": []}
