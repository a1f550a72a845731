"""How firm a tally is: against recounting, and against every way in which delegations could change or speak."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_options import CODES, DAY, FEW, countries, options
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.robustness import Firmness, Robustness, firmness, robustness
from partnercli.tally.robustness_contract import to_contract
from partnercli.tally.stances import stance_table
from partnercli.tally.table import StanceTable
from partnercli.tally.what_if import assume, without

Make = Callable[..., Exercise]


def read(exercise: Exercise) -> Robustness:
    return robustness(stance_table(exercise, DAY), exercise)


def row(of: Robustness, country: str) -> Firmness:
    (found,) = (row for row in of.countries if row.country == country)
    return found


def is_priority(table: StanceTable, exercise: Exercise, country: str) -> bool:
    """By counting all of it again."""
    return country in [row.country for row in count(table, exercise).priorities]


def reaches(exercise: Exercise, supporters: int, base: int) -> bool:
    """By the rule itself: at least one supporter, and at least the share of the base."""
    assert exercise.config is not None
    return supporters >= 1 and supporters >= exercise.config.priority.at_least * base


def test_the_worked_example(worked_example: Exercise) -> None:
    found = {row.country: row for row in read(worked_example).countries}
    said = {
        name: (row.margin, row.flip, row.if_silent_speak.priority, " ".join(row.pivotal))
        for name, row in found.items()
    }
    assert said == {
        "tunisia": (1, 2, "certain", ""),
        "morocco": (-2, 2, "impossible", ""),
        "niger": (0, 1, "certain", "BE DE FR"),
        "mali": (-2, 2, "impossible", ""),
    }
    assert found["mali"].if_silent_speak[:2] == found["morocco"].if_silent_speak[:2] == (1, 2)


def test_the_contract_of_the_worked_example(worked_example: Exercise) -> None:
    contract = to_contract(read(worked_example))
    assert {key: value for key, value in contract.items() if key != "countries"} == {
        "format": "partner.robustness/1",
        "meeting": "2021-04-22",
        "marking": "LIMITE",
        "illustrative": False,
        "what_if": [],
        "threshold": {"at_least": 0.5, "of": "all", "base": 6, "needed": 3},
        "silent": ["MT"],
        "bilateral": [],
    }
    assert contract["countries"][2] == {
        "country": "niger",
        "name": "Niger",
        "region": "sahel",
        "support": 3,
        "needed": 3,
        "margin": 0,
        "priority": True,
        "flip": 1,
        "if_silent_speak": {"low": 3, "high": 4, "needed": 3, "priority": "certain"},
        "carried": 0,
        "pivotal": ["BE", "DE", "FR"],
    }


def test_a_priority_among_those_who_spoke_may_be_none_once_all_speak(make: Make) -> None:
    made = make({DAY: {"QM": "arda", "QN": "arda belmar"}}, of="responded")
    arda = row(read(made), "arda")
    assert (arda.needed, arda.priority, arda.margin) == (1, True, 1)
    assert (arda.if_silent_speak, arda.if_silent_speak.priority) == ((2, 6, 3), "possible")


def test_without_a_delegation_that_did_not_speak_a_base_of_responses_stays(make: Make) -> None:
    said = {"QM": "arda", "QN": "belmar", "QO": "belmar"}
    arda = row(read(make({DAY: said}, of="responded")), "arda")
    assert (arda.priority, arda.pivotal) == (False, ("QN", "QO"))


def test_a_country_that_loses_its_only_supporter_is_no_priority_however_low_the_line(make: Make) -> None:
    arda = row(read(make({DAY: {"QM": "arda"}}, members="QM")), "arda")
    assert (arda.priority, arda.pivotal, arda.flip) == (True, ("QM",), 1)


@pytest.mark.parametrize(
    ("here", "carried"),
    [(None, 1), ("arda", 0), ("belmar", 0)],
    ids=["no word of it", "said again", "replaced"],
)
def test_supporters_whose_support_was_given_earlier_are_counted(
    here: str | None, carried: int, make: Make
) -> None:
    said = {"2021-03-15": {"QM": "arda"}, DAY: {"QM": here, "QN": "arda"}}
    made = make(said, meetings={DAY: {"carries_over_from": "2021-03-15"}})
    assert row(read(made), "arda").carried == carried


def test_support_assumed_in_a_what_if_is_not_carried(make: Make) -> None:
    said = {"2021-03-15": {"QM": "belmar"}, DAY: {}}
    made = make(said, meetings={DAY: {"carries_over_from": "2021-03-15"}})
    table = assume(stance_table(made, DAY), "QM", "arda", Stance.SUPPORT)
    found = {row.country: row.carried for row in robustness(table, made).countries}
    assert found == {"arda": 0, "belmar": 1}


def test_a_country_that_nobody_names_can_be_read_too(make: Make) -> None:
    made = make({DAY: {"QM": "arda"}}, members="QM QN QO")
    table = stance_table(made, DAY)
    elund = firmness(table, made, count(table, made).threshold, "elund")
    assert (elund.support, elund.flip, elund.if_silent_speak) == (0, 2, (0, 2, 2))


def test_only_some_regions_are_shown_and_every_figure_stays(worked_example: Exercise) -> None:
    whole = read(worked_example)
    part = whole.only_regions(["sahel"])
    assert part.countries == whole.countries[2:]
    assert [region.region for region in part.tally.regions] == ["sahel"]
    assert part.tally.threshold == whole.tally.threshold


@FEW
@given(options)
def test_rows_are_those_of_the_tally_with_its_figures(make: Make, chosen: dict[str, Any]) -> None:
    found = read(make(**chosen))
    assert [(row.country, row.support, row.priority, row.needed) for row in found.countries] == [
        (row.country, row.support, row.priority, found.tally.threshold.needed)
        for row in found.tally.countries
    ]


@FEW
@given(options)
def test_pivotal_are_those_without_whom_a_recount_differs(make: Make, chosen: dict[str, Any]) -> None:
    made = make(**chosen)
    table = stance_table(made, DAY)
    for row in robustness(table, made).countries:
        recounted = tuple(
            code
            for code in CODES
            if is_priority(without(table, [code]), made, row.country) is not row.priority
        )
        assert row.pivotal == recounted


@FEW
@given(options)
def test_pivotal_is_nobody_each_supporter_or_each_other_that_the_base_counts(
    make: Make, chosen: dict[str, Any]
) -> None:
    table = stance_table(make(**chosen), DAY)
    found = robustness(table, make(**chosen))
    counted = table.expected if found.tally.threshold.of == "all" else table.responded
    for row in found.countries:
        supporters = table.supporters(row.country)
        others = tuple(code for code in counted if code not in supporters)
        assert row.pivotal in ((), supporters if row.priority else others)


@FEW
@given(options)
def test_the_interval_holds_every_way_in_which_the_silent_may_speak(
    make: Make, chosen: dict[str, Any]
) -> None:
    made = make(**chosen)
    table = stance_table(made, DAY)
    for row in robustness(table, made).countries:
        outcomes: set[bool] = set()
        supports: set[int] = set()
        for size in range(len(table.silent) + 1):
            for chosen_ones in combinations(table.silent, size):
                supports.add(row.support + len(chosen_ones))
                outcomes.add(reaches(made, row.support + len(chosen_ones), len(table.expected)))
        spoken = row.if_silent_speak
        assert (min(supports), max(supports)) == (spoken.low, spoken.high)
        said = {"certain": {True}, "impossible": {False}, "possible": {True, False}}[spoken.priority]
        assert outcomes == said
        assert not (row.priority and spoken.priority == "impossible")
        assert row.priority or spoken.priority != "certain"


@FEW
@given(options, countries)
def test_one_way_of_speaking_counted_whole_lies_in_the_interval(
    make: Make, chosen: dict[str, Any], country: str
) -> None:
    """What-ifs for all the silent, counted as any tally is."""
    made = make(**chosen)
    table = stance_table(made, DAY)
    row = firmness(table, made, count(table, made).threshold, country)
    for stance, support in (
        (Stance.SUPPORT, row.if_silent_speak.high),
        (Stance.CAN_ACCEPT, row.if_silent_speak.low),
    ):
        spoken = table
        for code in table.silent:
            spoken = assume(spoken, code, country, stance)
        assert len(spoken.supporters(country)) == support
        assert is_priority(spoken, made, country) is (support >= row.if_silent_speak.needed)


@FEW
@given(options)
def test_flip_delegations_change_the_priority_and_one_fewer_never_do(
    make: Make, chosen: dict[str, Any]
) -> None:
    """Every set of delegations of the base, each changed from supporting to not, or from not to supporting."""
    made = make(**chosen)
    table = stance_table(made, DAY)
    found = robustness(table, made)
    base = table.expected if found.tally.threshold.of == "all" else table.responded
    for row in found.countries:
        supporters = set(table.supporters(row.country))
        smallest = min(
            size
            for size in range(1, len(base) + 1)
            for changed in combinations(base, size)
            if reaches(made, len(supporters ^ set(changed)), len(base)) is not row.priority
        )
        assert row.flip == smallest


@FEW
@given(options, st.permutations(CODES), st.randoms(use_true_random=False))
def test_neither_the_order_of_files_nor_of_delegations_matters(
    make: Make, chosen: dict[str, Any], order: list[str], chance: Any
) -> None:
    def shuffled(said: dict[str, str | None]) -> dict[str, str | None]:
        return dict(chance.sample(list(said.items()), len(said)))

    mixed = {meeting: shuffled(said) for meeting, said in reversed(chosen["said"].items())}
    changed = read(make(**(chosen | {"said": mixed}), members=" ".join(order)))
    found = read(make(**chosen))
    assert [row._replace(pivotal=tuple(sorted(row.pivotal))) for row in changed.countries] == [
        row._replace(pivotal=tuple(sorted(row.pivotal))) for row in found.countries
    ]
