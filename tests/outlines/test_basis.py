"""What an endorsed outline rested on, and what makes it suspect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from partnercli.outlines.basis import Doubt, basis_of, digest, doubts
from partnercli.records.config import Config
from partnercli.records.country import Country
from partnercli.records.exercise import Exercise
from partnercli.records.instrument import Instrument
from partnercli.records.kinds import Kind
from partnercli.records.meeting import Meeting
from partnercli.records.outline import Outline

SOURCES = [{"title": "A source"}]
DAY = date(2031, 5, 1)
COUNTRY: dict[str, Any] = {
    "name": "Aland",
    "region": "east",
    "cooperation": [{"instrument": "forum", "status": "in-force", "sources": SOURCES}],
    "sources": SOURCES,
}
TALKS: dict[str, Any] = {
    "name": "Talks",
    "kind": "political",
    "pillar": "governance",
    "lead": "Commission",
    "sources": SOURCES,
}
VISIT: dict[str, Any] = {"forum": "visit", "date": "2031-06-02", "countries": ["aland"], "sources": SOURCES}
OUTLINE: dict[str, Any] = {
    "country": "aland",
    "status": "endorsed",
    "steps": [
        {"id": "open-talks", "instrument": "talks", "action": "Talk.", "timeline": {"from": "2031-06-02"}}
    ],
}
FILE = "data/countries/aland.yaml"


def exercise(
    *,
    country: dict[str, Any] | None = None,
    talks: dict[str, Any] | None = None,
    visit: dict[str, Any] | None = None,
    outline: dict[str, Any] | None = None,
) -> Exercise:
    """One outline on one country, one instrument and a visit, with some of their fields changed."""
    return Exercise(
        countries={"aland": Country.model_validate(COUNTRY | (country or {}))},
        instruments={
            "talks": Instrument.model_validate(TALKS | (talks or {})),
            "other": Instrument.model_validate(TALKS),
        },
        meetings={"visit": Meeting.model_validate(VISIT | (visit or {}))},
        outlines={"aland": Outline.model_validate(OUTLINE | (outline or {}))},
    )


def endorsed(support: dict[str, int]) -> dict[str, Any]:
    """The endorsement on the basis of the records as they are."""
    basis = basis_of(exercise(), "aland", day=DAY, meeting="spring", support=support)
    return {"endorsed": {"by": "Council", "on": "2031-05-01", "basis": basis.model_dump(mode="json")}}


def doubted(now: dict[str, int], **changed: dict[str, Any]) -> tuple[Doubt, ...]:
    """What is in doubt of an outline endorsed with five supporters, once records say this."""
    outline = endorsed({"aland": 5}) | changed.pop("outline", {})
    return doubts(exercise(outline=outline, **changed), "aland", now)


def test_it_rests_on_its_country_its_instruments_and_the_meetings_that_dated_it() -> None:
    basis = basis_of(exercise(), "aland", day=DAY, meeting="spring", support={"aland": 5})
    assert (basis.day, basis.meeting) == (DAY, "spring")
    assert [(one.file, one.support) for one in basis.inputs] == [
        (FILE, 5),
        ("data/instruments/talks.yaml", None),
        ("data/meetings/visit.yaml", None),
    ]


def test_inputs_stand_by_their_files_names_whatever_the_order_of_the_steps() -> None:
    names = [f"talks-{number}" for number in (4, 2, 5, 1, 3)]
    base = exercise(outline={"steps": [{"id": one, "instrument": one, "action": "Talk."} for one in names]})
    known = {name: Instrument.model_validate(TALKS) for name in names}
    inputs = basis_of(replace(base, instruments=known), "aland", day=DAY, meeting=None, support={}).inputs
    assert [one.file for one in inputs[1:]] == [f"data/instruments/{name}.yaml" for name in sorted(names)]


@pytest.mark.parametrize(("support", "recorded"), [({}, None), ({"other": 3}, 0)])
def test_support_is_recorded_where_anything_was_counted(
    support: dict[str, int], recorded: int | None
) -> None:
    assert basis_of(exercise(), "aland", day=DAY, meeting=None, support=support).inputs[0].support == recorded


@pytest.mark.parametrize("visit", [{"date": "2031-06-03"}, {"countries": ["elsewhere"]}, {"countries": []}])
def test_a_meeting_that_dated_no_step_is_none_of_its_inputs(visit: dict[str, Any]) -> None:
    basis = basis_of(exercise(visit=visit), "aland", day=DAY, meeting=None, support={})
    assert "data/meetings/visit.yaml" not in [one.file for one in basis.inputs]


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"country": {"region": "west"}}, Doubt(FILE, "its facts changed")),
        (
            {
                "country": {
                    "cooperation": [
                        {"instrument": "forum", "status": "ended", "since": "2031-Q3", "sources": SOURCES}
                    ]
                }
            },
            Doubt(FILE, "its facts changed; forum ended since 2031-Q3"),
        ),
        (
            {"talks": {"consent": True}},
            Doubt("data/instruments/talks.yaml", "its entry in the catalogue changed"),
        ),
        (
            {"visit": {"date": "2031-09-01"}},
            Doubt("data/meetings/visit.yaml", "its day or its countries changed: it is on 2031-09-01"),
        ),
    ],
)
def test_a_changed_input_is_in_doubt(changed: dict[str, dict[str, Any]], doubt: Doubt) -> None:
    assert doubted({"aland": 5}, **changed) == (doubt,)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"country": {"aliases": ["Old Aland"], "note": "x", "sources": [{"title": "Another"}]}},
        {"country": {"absent": []}},
        {"talks": {"note": "x", "outreach": False}},
        {"visit": {"outcome": "It went well.", "documents": ["1-31"]}},
    ],
)
def test_what_no_outline_rests_on_leaves_no_doubt(changed: dict[str, dict[str, Any]]) -> None:
    assert doubted({"aland": 5}, **changed) == ()


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ({"aland": 4}, "support was 5 when it was endorsed, and is 4 now"),
        ({"aland": 6}, "support was 5 when it was endorsed, and is 6 now"),
        ({"other": 9}, "support was 5 when it was endorsed, and is 0 now"),
        ({}, None),
    ],
)
def test_another_count_is_in_doubt_unless_nothing_is_counted(now: dict[str, int], what: str | None) -> None:
    assert doubted(now) == ((Doubt(FILE, what),) if what else ())


def test_a_record_that_is_gone_is_in_doubt() -> None:
    whole = exercise(outline=endorsed({}))
    without = Exercise(
        countries=whole.countries, instruments={}, meetings=whole.meetings, outlines=whole.outlines
    )
    assert doubts(without, "aland", {}) == (
        Doubt("data/instruments/talks.yaml", "the record is no longer there"),
    )


@pytest.mark.parametrize(
    "outline",
    [
        {"status": "superseded"},
        {"endorsed": {"by": "Council", "on": "2031-05-01"}},
        {"status": "draft", "endorsed": None},
    ],
)
def test_only_an_endorsed_outline_with_its_basis_can_be_suspect(outline: dict[str, Any]) -> None:
    kept = {key: value for key, value in outline.items() if value is not None}
    whole = {**OUTLINE, **endorsed({"aland": 5}), **kept}
    if outline.get("endorsed", "") is None:
        del whole["endorsed"]
    changed = exercise(country={"region": "west"}, outline=None)
    held = Exercise(
        countries=changed.countries,
        instruments=changed.instruments,
        meetings=changed.meetings,
        outlines={"aland": Outline.model_validate(whole)},
    )
    assert doubts(held, "aland", {"aland": 1}) == ()


def test_a_default_written_out_and_a_figure_in_other_digits_say_the_same() -> None:
    def of(**facts: Any) -> str:
        entry = {"instrument": "forum", "status": "in-force", "sources": SOURCES}
        return digest(Country.model_validate(COUNTRY | {"cooperation": [entry | facts]}))

    money = {"currency": "EUR", "value": Decimal("2.50")}
    assert of() == of(verified=True) != of(verified=False)
    assert of(amount=money) == of(amount=money | {"value": Decimal("2.5")}) != of()


def test_how_facts_are_sourced_and_commented_leaves_no_doubt_at_any_depth() -> None:
    entry = {"instrument": "forum", "status": "in-force", "check": "its day", "note": "x"}
    before = {"instrument": "other", "strength": "normally"}
    talks = endorsed({"aland": 5})
    found = doubts(
        exercise(
            country={"cooperation": [entry | {"sources": [{"title": "Another", "reference": "2/31"}]}]},
            outline=talks,
        ),
        "aland",
        {"aland": 5},
    )
    assert found == ()
    reasoned = before | {"reason": "habit", "reference": "3/31"}
    one, other = (Instrument.model_validate(TALKS | {"usually_after": [said]}) for said in (before, reasoned))
    assert digest(one) == digest(other) != digest(Instrument.model_validate(TALKS))


def settings(share: str, **given: Any) -> Config:
    priority = {"at_least": share, "of": "all", "within": "region"} | given
    phrases = [{"count": 1, "phrase": "one"}]
    return Config.model_validate(
        {"format": 1, "title": "T", "presidency": "QM", "priority": priority, "phrases": phrases}
    )


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (settings("1/2"), None),
        (settings("2/4", within="all"), None),
        (settings("2/3"), "from a share of 2/3 of all delegations on"),
        (settings("1/2", of="responded"), "from a share of 0.5 of those that responded on"),
    ],
)
def test_another_threshold_is_in_doubt_where_support_was_counted(now: Config, what: str | None) -> None:
    support = {"aland": 5}
    whole = replace(exercise(), config=settings("1/2"))
    basis = basis_of(whole, "aland", day=DAY, meeting="spring", support=support)
    held = {"endorsed": {"by": "Council", "on": "2031-05-01", "basis": basis.model_dump(mode="json")}}
    found = doubts(replace(exercise(outline=held), config=now), "aland", support)
    changed = f"when a country counts as a priority changed: {what}"
    assert found == ((Doubt("partner.yaml", changed),) if what else ())


def test_a_record_that_cannot_be_read_is_not_said_to_be_gone() -> None:
    whole = exercise(outline=endorsed({}))
    unread = replace(whole, instruments={}, malformed={Kind.INSTRUMENT: frozenset({"talks"})})
    assert doubts(unread, "aland", {}) == ()
