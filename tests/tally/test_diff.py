"""What changed between two tallies, by the definitions of `partner.diff/1`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_options import CODES, DAY, words
from partnercli.records.exercise import Exercise
from partnercli.records.marking import Marking
from partnercli.records.position import Position, Stance
from partnercli.tally.diff import Change, CountryDiff, Diff, Move, diff, reading
from partnercli.tally.diff_contract import DiffContract, to_contract

Make = Callable[..., Exercise]
states = st.fixed_dictionaries(
    {
        "said": st.dictionaries(st.sampled_from(CODES), words).map(lambda files: {DAY: files}),
        "at_least": st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12),
        "of": st.sampled_from(["all", "responded"]),
        "meetings": st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(
            lambda codes: {DAY: {"delegations": tuple(codes)}}
        ),
    }
)


def between(base: Exercise, head: Exercise) -> Diff:
    return diff(reading(base, DAY), reading(head, DAY), head)


def countries(found: Diff) -> dict[str, CountryDiff]:
    return {row.country: row for row in found.countries}


def contract(found: Diff) -> DiffContract:
    return to_contract(found, Change("old", None), {"outlines": []}, Change((), ()))


def figures(row: CountryDiff) -> list[Change[Any]]:
    return [row.support, row.reservations, row.opposition, row.rank, row.rank_in_region, row.priority]


def mirrored(value: Any) -> Any:
    """A contract with from and to swapped, and the words for each way."""
    other = {"from": "to", "entered": "left", "spoke": "fell_silent", "gained": "lost"}
    other |= {new: old for old, new in other.items()}
    if isinstance(value, dict):
        return {other.get(key, key): mirrored(one) for key, one in value.items()}
    return [mirrored(one) for one in value] if isinstance(value, list) else value


@given(states)
def test_a_state_does_not_differ_from_itself(make: Make, state: dict[str, Any]) -> None:
    found = between(make(**state), make(**state))
    assert not found.differs
    assert (found.countries, found.regions, found.gained, found.lost) == ((), (), (), ())


@given(states, states)
def test_the_way_back_is_the_way_there_mirrored(
    make: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    there, back = between(make(**one), make(**other)), between(make(**other), make(**one))
    assert there.differs is back.differs
    assert mirrored(contract(back)) == contract(there)


@given(states, states)
def test_moves_explain_support_reservations_and_opposition_exactly(
    make: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    for row in between(make(**one), make(**other)).countries:
        assert all(move.before is not move.after for move in row.moves)
        joined = sum(move.joins for move in row.moves)
        assert row.support.after - row.support.before == joined - sum(move.leaves for move in row.moves)
        for stance, count in ((Stance.RESERVATION, row.reservations), (Stance.OPPOSITION, row.opposition)):
            come = sum(move.after is stance for move in row.moves)
            gone = sum(move.before is stance for move in row.moves)
            assert count.after - count.before == come - gone


@given(states, states)
def test_a_country_that_crosses_the_line_has_its_because_and_no_other_has(
    make: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    found = between(make(**one), make(**other))
    for row in found.countries:
        assert bool(row.because) is row.priority.differs
    crossed = [row.country for row in found.countries if row.because]
    assert sorted(crossed) == sorted(row.country for row in (*found.gained, *found.lost))


@given(states, states)
def test_a_country_is_listed_if_and_only_if_it_moves_or_a_figure_of_it_differs(
    make: Make, one: dict[str, Any], other: dict[str, Any]
) -> None:
    base, head = make(**one), make(**other)
    listed = countries(between(base, head))
    for row in listed.values():
        assert row.moves or any(change.differs for change in figures(row))
    sides = [{row.country: row for row in tally.countries} for tally in _tallies(base, head)]
    for key in (sides[0].keys() | sides[1].keys()) - listed.keys():
        before, after = sides[0][key], sides[1][key]
        assert before.delegations == after.delegations
        assert before[3:5] == after[3:5]  # both ranks
        assert before.priority is after.priority


def _tallies(*exercises: Exercise) -> Iterator[Any]:
    for exercise in exercises:
        tally = reading(exercise, DAY)
        assert tally is not None
        yield tally


def test_a_supporter_more_takes_a_country_over_the_line(make: Make) -> None:
    base = make({DAY: {"QM": "arda dorin", "QN": "arda"}}, members="QM QN QO QP QQ QR")
    head = make({DAY: {"QM": "arda dorin", "QN": "arda", "QO": "arda @south"}}, members="QM QN QO QP QQ QR")
    found = contract(between(base, head))
    assert found == {
        "format": "partner.diff/1",
        "marking": "LIMITE",
        "illustrative": False,
        "base": {"revision": "old", "meeting": DAY},
        "head": {"revision": None, "meeting": DAY},
        "threshold": {
            "from": {"at_least": 0.5, "of": "all", "base": 6, "needed": 3},
            "to": {"at_least": 0.5, "of": "all", "base": 6, "needed": 3},
        },
        "delegations": {
            "expected": {"from": 6, "to": 6},
            "entered": [],
            "left": [],
            "spoke": ["QO"],
            "fell_silent": [],
        },
        "priorities": {"gained": ["arda"], "lost": [], "because": {"arda": ["support"]}},
        "countries": [
            {
                "country": "arda",
                "name": "Arda",
                "region": "north",
                "support": {"from": 2, "to": 3},
                "reservations": {"from": 0, "to": 0},
                "opposition": {"from": 0, "to": 0},
                "share": {"from": 0.3333, "to": 0.5},
                "rank": {"from": 1, "to": 1},
                "rank_in_region": {"from": 1, "to": 1},
                "priority": {"from": False, "to": True},
                "moves": [{"delegation": "QO", "from": None, "to": "support"}],
            }
        ],
        "regions": [
            {"region": "north", "support": {"from": 2, "to": 3}},
            {"region": "south", "support": {"from": 1, "to": 2}},
        ],
        "outlines": [],
    }
    assert json.loads(json.dumps(found)) == found


def test_a_country_absent_on_a_side_has_no_support_and_no_rank_there(make: Make) -> None:
    base, head = make({DAY: {"QM": "arda"}}), make({DAY: {"QM": "dorin"}})
    found = countries(between(base, head))
    assert (found["arda"].support, found["arda"].rank) == ((1, 0), (1, None))
    assert found["dorin"].share == (Fraction(0), Fraction(1, 6))
    assert found["dorin"].rank_in_region == (None, 1)
    assert [row.moves for row in found.values()] == [
        (Move("QM", Stance.SUPPORT, None),),
        (Move("QM", None, Stance.SUPPORT),),
    ]


def test_a_move_that_no_figure_shows_is_listed_all_the_same(make: Make) -> None:
    base, head = make({DAY: {"QM": "arda", "QN": "arda:can-accept"}}), make({DAY: {"QM": "arda", "QN": ""}})
    (row,) = between(base, head).countries
    assert not any(change.differs for change in figures(row))
    assert row.moves == (Move("QN", Stance.CAN_ACCEPT, None),)


def test_a_country_that_only_others_move_past_is_listed_with_its_rank(make: Make) -> None:
    base = make({DAY: {"QM": "arda", "QN": "arda", "QO": "dorin"}})
    head = make({DAY: {"QM": "arda", "QN": "arda", "QO": "dorin", "QP": "elund", "QQ": "elund"}})
    dorin = countries(between(base, head))["dorin"]
    assert (dorin.support, dorin.rank, dorin.rank_in_region, dorin.moves) == ((1, 1), (2, 3), (1, 2), ())


@pytest.mark.parametrize(
    ("base", "head", "because"),
    [
        ({}, {"at_least": Fraction(1, 3)}, ("threshold",)),
        ({}, {"of": "responded"}, ("delegations", "threshold")),
        ({}, {"members": "QM QN QO QP"}, ("delegations",)),
        (
            {},
            {"members": "QM QN QO QP", "at_least": Fraction(1, 4), "said": {DAY: {"QM": "arda"}}},
            ("support", "delegations", "threshold"),
        ),
    ],
    ids=["rule", "responded", "members", "all"],
)
def test_because_names_every_ingredient_that_differs_in_its_order(
    base: dict[str, Any], head: dict[str, Any], because: tuple[str, ...], make: Make
) -> None:
    said = {"said": {DAY: {"QM": "arda", "QN": "arda"}}}
    (gained,) = between(make(**(said | base)), make(**(said | head))).gained
    assert (gained.country, gained.because) == ("arda", because)


def test_speaking_and_falling_silent_are_of_those_expected_on_both_sides(make: Make) -> None:
    base = make({DAY: {"QM": "arda", "QN": "arda"}}, members="QM QN QO QP")
    head = make({DAY: {"QM": "arda", "QO": "", "QR": "arda"}}, members="QM QN QO QR")
    found = between(base, head)
    assert (found.entered, found.left, found.expected) == (("QR",), ("QP",), (4, 4))
    assert (found.spoke, found.fell_silent) == (("QO",), ("QN",))


def test_countries_go_by_the_heads_regions_and_then_by_name(make: Make) -> None:
    base = make({DAY: {}}, regions="north south")
    said = {DAY: {"QM": "arda belmar corvia dorin elund"}}
    head = make(said, regions="south north", names={"corvia": "Ávila"})
    found = between(base, head)
    assert [row.country for row in found.countries] == ["dorin", "elund", "arda", "corvia", "belmar"]
    assert [row.region for row in found.regions] == ["south", "north"]


def test_delegations_are_in_the_heads_protocol_order_and_former_ones_last(make: Make) -> None:
    base = make({DAY: {"QX": "arda", "QA": "arda"}}, members="QA QX QM")
    head = make({DAY: {"QM": "arda", "QB": "arda"}}, members="QM QB")
    (row,) = between(base, head).countries
    assert [move.delegation for move in row.moves] == ["QM", "QB", "QA", "QX"]


@pytest.mark.parametrize(
    "head",
    [
        {"at_least": Fraction(2, 3)},
        {"said": {DAY: {"QM": "arda", "QN": ""}}},
        {"said": {DAY: {"QM": "arda @south"}}},
        {"said": {DAY: {"QM": "arda arda:can-accept"}}},
    ],
    ids=["rule", "spoke", "region", "country"],
)
def test_each_kind_of_difference_is_a_change_by_itself(head: dict[str, Any], make: Make) -> None:
    said = {"said": {DAY: {"QM": "arda"}}}
    assert between(make(**said), make(**(said | head))).differs


def test_another_meeting_with_the_same_words_is_no_change(make: Make) -> None:
    exercise = make({"2021-03-15": {"QM": "arda"}, DAY: {"QM": "arda"}})
    found = diff(reading(exercise, "2021-03-15"), reading(exercise, DAY), exercise)
    assert (found.meeting, found.differs) == (("2021-03-15", DAY), False)


def test_without_a_meeting_everything_is_zero_and_the_rule_is_known(make: Make) -> None:
    head = make({DAY: {"QM": "arda", "QN": "arda", "QO": "arda"}})
    found = diff(reading(head, None), reading(head, DAY), head)
    said = contract(found)
    assert said["base"]["meeting"] is None
    assert said["threshold"]["from"] == {"at_least": 0.5, "of": "all", "base": 0, "needed": 1}
    assert said["delegations"]["expected"] == {"from": 0, "to": 6}
    assert found.entered == CODES
    assert said["priorities"]["because"] == {"arda": ["support", "delegations"]}


def test_without_settings_a_side_counts_as_empty_and_has_no_rule(make: Make) -> None:
    head = make({DAY: {"QM": "arda", "QN": "arda", "QO": "arda"}})
    said = contract(diff(reading(Exercise(), None), reading(head, DAY), head))
    assert said["threshold"]["from"] is None
    assert said["priorities"]["because"] == {"arda": ["support", "delegations"]}
    assert said["marking"] == "LIMITE"
    back = contract(diff(reading(head, DAY), reading(Exercise(), None), Exercise()))
    assert (back["threshold"]["to"], back["head"]["meeting"]) == (None, None)


def test_the_stricter_marking_and_the_illustrative_mark_of_either_side_stand(
    make: Make, speak: Callable[..., Position]
) -> None:
    limite = reading(make({DAY: {"QM": speak("QM", DAY, "arda", illustrative=True)}}), DAY)
    assert limite is not None
    public = limite._replace(marking=Marking.PUBLIC, illustrative=False)
    exercise = make({DAY: {}})
    for sides in ((limite, public), (public, limite)):
        assert diff(*sides, exercise)[1:3] == (Marking.LIMITE, True)
    assert diff(public, public, exercise)[1:3] == (Marking.PUBLIC, False)
    assert diff(None, public, exercise).marking is Marking.LIMITE


def test_files_that_could_not_be_read_are_named_per_side(make: Make) -> None:
    found = between(make({DAY: {}}), make({DAY: {}}))
    said = to_contract(found, Change(None, None), {}, Change(("data/regions.yaml",), ()))
    assert said["partial"] == {"base": ["data/regions.yaml"], "head": []}
    assert "partial" not in contract(found)


def test_a_name_is_that_of_the_heads_day(make: Make) -> None:
    base = make({DAY: {"QM": "arda"}}, names={"arda": "Old Arda"}, countries={"arda": "south"})
    head = make({DAY: {"QM": "arda", "QN": "arda"}})
    (row,) = between(base, head).countries
    assert (row.name, row.region) == ("Arda", "north")


def test_a_country_and_a_region_that_nobody_names_any_more_stand_as_the_head_has_them(make: Make) -> None:
    base = make(
        {DAY: {"QM": "arda"}}, names={"arda": "Old Arda"}, countries={"arda": "old"}, regions="south old"
    )
    found = between(base, make({DAY: {"QM": ""}}))
    assert [(row.name, row.region) for row in found.countries] == [("Arda", "north")]
    renamed = make({DAY: {"QM": ""}}, regions="north old")
    assert renamed.region_list is not None
    regions = tuple(one.model_copy(update={"name": "New"}) for one in renamed.regions)
    renamed = replace(renamed, region_list=renamed.region_list.model_copy(update={"regions": regions}))
    assert [(row.region, row.name) for row in between(base, renamed).regions] == [("old", "New")]
