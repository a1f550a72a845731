"""Facts about a country: added once, changed where they stand, never without a source."""

from __future__ import annotations

from typing import Any

import pytest

from partnercli.recording.countries import (
    Incomplete,
    NoSource,
    WhichOne,
    outdated_since,
    with_contribution,
    with_cooperation,
    with_indicator,
)

Plain = dict[str, Any]
LEDGER = [{"title": "Ledger"}]
GAZETTE = [{"title": "Gazette"}]


def grant(**fields: Any) -> Plain:
    return {"instrument": "grant", "status": "negotiating", **fields, "sources": LEDGER}


def country(*entries: Plain, **fields: Any) -> Plain:
    return {"name": "Corvo", "cooperation": list(entries), **fields, "sources": LEDGER}


def test_a_new_instrument_comes_last_and_is_absent_no_longer() -> None:
    plain = {"name": "Corvo", "absent": ["charter", "grant"], "sources": LEDGER}
    assert with_cooperation(plain, grant()) == country(grant(), absent=["charter"])
    assert with_cooperation({**plain, "absent": ["grant"]}, grant()) == country(grant())


def test_another_status_is_put_into_the_same_entry_with_its_source_and_without_the_old_day() -> None:
    plain = country(grant(title="Wells", since="2030", note="kept"))
    fact = {"instrument": "grant", "status": "signed", "sources": GAZETTE}
    (entry,) = with_cooperation(plain, fact)["cooperation"]
    assert list(entry.items()) == [
        ("instrument", "grant"),
        ("title", "Wells"),
        ("status", "signed"),
        ("note", "kept"),
        ("sources", [*LEDGER, *GAZETTE]),
    ]
    assert outdated_since(plain, fact) == "2030"
    assert outdated_since(plain, {**fact, "since": "2031"}) is None
    assert outdated_since(plain, {**fact, "status": "negotiating"}) is None


def test_the_same_fact_twice_is_the_same_as_once() -> None:
    once = with_cooperation(country(), grant(since="2030"))
    assert with_cooperation(once, grant(since="2030")) == once


def test_another_title_is_another_entry_and_of_several_one_has_to_be_named() -> None:
    plain = with_cooperation(country(grant(title="Wells")), grant(title="Roads"))
    assert [entry["title"] for entry in plain["cooperation"]] == ["Wells", "Roads"]
    with pytest.raises(WhichOne) as refused:
        with_cooperation(plain, {"instrument": "grant", "note": "x"})
    assert refused.value.titles == ["Wells", "Roads"]


@pytest.mark.parametrize("fact", [{"status": "signed"}, {"since": "2031"}, {"until": "2032"}])
def test_what_is_stated_needs_a_source_and_a_remark_does_not(fact: Plain) -> None:
    with pytest.raises(NoSource):
        with_cooperation(country(grant()), {"instrument": "grant", **fact})
    noted = with_cooperation(country(grant()), {"instrument": "grant", "note": "x"})
    assert noted["cooperation"][0]["note"] == "x"
    with pytest.raises(Incomplete):
        with_cooperation(country(), {"instrument": "grant", "sources": LEDGER})


def test_a_contribution_is_known_by_instrument_delegation_and_description() -> None:
    fact = {"instrument": "grant", "delegation": "QM", "description": "A school", "sources": LEDGER}
    with pytest.raises(Incomplete) as refused:
        with_contribution(country(), fact)
    assert refused.value.field == "kind"
    plain = with_contribution(country(), {**fact, "kind": "operational"})
    plain = with_contribution(plain, {**fact, "kind": "financial", "sources": GAZETTE})
    assert plain["contributions"] == [{**fact, "kind": "financial", "sources": [*LEDGER, *GAZETTE]}]
    assert len(with_contribution(plain, {**fact, "kind": "lead", "delegation": "QN"})["contributions"]) == 2
    with pytest.raises(NoSource):
        with_contribution(plain, {**fact, "sources": []})


def test_a_figure_is_known_by_measure_year_and_date() -> None:
    fact = {"measure": "arrivals", "year": 2030, "value": 10, "unit": "persons", "sources": LEDGER}
    plain = with_indicator(with_indicator(country(), fact), {**fact, "value": 12})
    assert plain["indicators"] == [{**fact, "value": 12}]
    assert len(with_indicator(plain, {**fact, "year": 2031})["indicators"]) == 2
    assert list(plain) == ["name", "cooperation", "indicators", "sources"]
