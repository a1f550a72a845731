"""The figures of a tally, with the worked example number by number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.result import CountryRow, Tally
from partnercli.tally.stances import stance_table

Make = Callable[..., Exercise]
DAY = "2021-04-22"


def tallied(exercise: Exercise, meeting: str = DAY) -> Tally:
    return count(stance_table(exercise, meeting), exercise)


def row_of(tally: Tally, country: str) -> CountryRow:
    (found,) = (row for row in tally.countries if row.country == country)
    return found


def test_the_worked_example_gives_every_figure_of_its_table(worked_example: Exercise) -> None:
    figures = [
        (
            row.region,
            row.name,
            row.support,
            row.share,
            row.share_of_responded,
            row.population_share,
            row.reservations,
            row.opposition,
            row.rank,
            row.rank_in_region,
            row.priority,
            row.phrase,
        )
        for row in tallied(worked_example).countries
    ]
    of_people = {millions: Fraction(millions, 2325) for millions in (2231, 115, 1621, 674)}
    sixths, fifths = (Fraction(1, 6), Fraction(1, 5))
    assert figures == [
        (
            "north-africa", "Tunisia", 4, 4 * sixths, 4 * fifths, of_people[2231],
            0, 1, 1, 1, True, "a large number",
        ),
        ("north-africa", "Morocco", 1, sixths, fifths, of_people[115], 0, 0, 3, 2, False, "one delegation"),
        ("sahel", "Niger", 3, 3 * sixths, 3 * fifths, of_people[1621], 1, 0, 2, 1, True, "a large number"),
        ("sahel", "Mali", 1, sixths, fifths, of_people[674], 0, 0, 3, 2, False, "one delegation"),
    ]  # fmt: skip


def test_the_worked_example_gives_who_is_counted_and_what_each_region_has(worked_example: Exercise) -> None:
    tally = tallied(worked_example)
    assert (len(tally.expected), len(tally.responded), tally.silent) == (6, 5, ("MT",))
    assert (tally.threshold.base, tally.threshold.needed) == (6, 3)
    assert [(region.name, region.support, region.region_only) for region in tally.regions] == [
        ("North Africa", 4, ()),
        ("Sahel", 4, ("AT",)),
    ]
    assert row_of(tally, "niger").conditional == 1
    assert row_of(tally, "tunisia").delegations == {
        Stance.SUPPORT: ("BE", "DE", "FR", "IT"),
        Stance.CAN_ACCEPT: (),
        Stance.RESERVATION: (),
        Stance.OPPOSITION: ("AT",),
    }


def test_can_accept_is_shown_and_is_no_support(make: Make) -> None:
    row = row_of(
        tallied(make({DAY: {"QM": "arda", "QN": "arda:can-accept", "QO": "arda:can-accept"}})), "arda"
    )
    assert (row.support, row.can_accept, row.priority) == (1, 2, False)


def test_opposition_is_neither_deducted_nor_a_veto(make: Make) -> None:
    said = dict.fromkeys(("QM", "QN", "QO"), "arda") | dict.fromkeys(("QP", "QQ", "QR"), "arda:opposition")
    row = row_of(tallied(make({DAY: said})), "arda")
    assert (row.support, row.opposition, row.priority) == (3, 3, True)


def test_conditions_and_first_choices_of_supporters_are_shown_and_do_not_weigh(make: Make) -> None:
    row = row_of(tallied(make({DAY: {"QM": "arda*", "QN": "arda!", "QO": "arda*!:reservation"}})), "arda")
    assert (row.support, row.conditional, row.first_named) == (2, 1, 1)


def test_equal_support_shares_a_rank_and_stands_in_alphabetical_order(make: Make) -> None:
    said = {"QM": "corvia arda", "QN": "corvia arda", "QO": "belmar:opposition", "QP": "elund"}
    rows = tallied(make({DAY: said}, names={"arda": "Zeta"})).countries
    assert [(row.name, row.rank, row.rank_in_region) for row in rows] == [
        ("Corvia", 1, 1),
        ("Zeta", 1, 1),
        ("Belmar", 4, 3),
        ("Elund", 3, 1),
    ]


@pytest.mark.parametrize("within", ["region", "all"])
def test_accents_do_not_change_the_alphabetical_order(make: Make, within: str) -> None:
    exercise = make(
        {DAY: {"QM": "arda belmar corvia"}},
        names={"arda": "Élan", "belmar": "Foe", "corvia": "Ebb"},
        within=within,
    )
    assert [row.name for row in tallied(exercise).countries] == ["Ebb", "Élan", "Foe"]


def test_within_all_lists_by_rank_across_regions(make: Make) -> None:
    rows = tallied(make({DAY: {"QM": "elund arda", "QN": "elund"}}, within="all")).countries
    assert [(row.country, row.rank) for row in rows] == [("elund", 1), ("arda", 2)]


def test_within_a_region_governs_order_but_not_the_base(make: Make) -> None:
    rows = tallied(make({DAY: {"QM": "elund arda", "QN": "elund"}}, within="region")).countries
    assert [(row.country, row.share) for row in rows] == [("arda", Fraction(1, 6)), ("elund", Fraction(2, 6))]


def test_a_country_named_only_in_opposition_is_listed_without_phrase(make: Make) -> None:
    row = row_of(tallied(make({DAY: {"QM": "arda:opposition"}})), "arda")
    assert (row.support, row.share, row.priority) == (0, Fraction(0), False)
    assert row.phrase is None


def test_a_country_without_a_record_is_passed_over_and_its_delegation_has_still_responded(make: Make) -> None:
    tally = tallied(make({DAY: {"QM": "nowhere"}}))
    assert (tally.countries, tally.regions, tally.responded) == ((), (), ("QM",))


def test_a_country_of_an_unknown_region_comes_last_under_that_regions_id(make: Make) -> None:
    tally = tallied(make({DAY: {"QM": "arda dorin"}}, countries={"arda": "elsewhere", "dorin": "south"}))
    assert [row.country for row in tally.countries] == ["dorin", "arda"]
    assert [(region.region, region.name) for region in tally.regions] == [
        ("south", "South"),
        ("elsewhere", "elsewhere"),
    ]


def test_a_region_counts_each_delegation_once_and_gives_its_countries_nothing(make: Make) -> None:
    tally = tallied(make({DAY: {"QM": "@north arda belmar", "QN": "@north arda:opposition", "QO": "arda"}}))
    (north,) = tally.regions
    assert (north.support, north.share, north.region_only) == (3, Fraction(1, 2), ("QN",))
    assert row_of(tally, "arda").support == 2


def test_a_region_is_listed_when_it_is_named_in_any_stance(make: Make) -> None:
    (south,) = tallied(make({DAY: {"QM": "@south:opposition"}})).regions
    assert (south.region, south.support, south.itself[Stance.OPPOSITION]) == ("south", 0, ("QM",))


def test_a_region_without_a_priority_is_one_without_a_partner(make: Make) -> None:
    tally = tallied(make({DAY: dict.fromkeys(("QM", "QN", "QO"), "arda @south")}))
    assert [region.partners for region in tally.regions] == [("arda",), ()]
    assert [region.region for region in tally.regions_without_partner] == ["south"]


def test_who_is_on_the_line_and_who_is_one_short_is_said(make: Make) -> None:
    said = {"QM": "arda belmar dorin corvia", "QN": "arda belmar dorin", "QO": "arda belmar", "QP": "arda"}
    tally = tallied(make({DAY: said}))
    assert [row.country for row in tally.on_the_line] == ["belmar"]
    assert [row.country for row in tally.one_short] == ["dorin"]
    assert [row.country for row in tally.priorities] == ["arda", "belmar"]


def test_who_has_no_country_among_the_priorities_is_said_silent_delegations_apart(make: Make) -> None:
    said = {**dict.fromkeys(("QM", "QN", "QO"), "arda"), "QP": "dorin arda:can-accept", "QQ": "@north"}
    assert tallied(make({DAY: said})).without_any == ("QP", "QQ")


def test_the_share_that_is_needed_is_compared_exactly(make: Make) -> None:
    members = [f"Q{letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    said = dict.fromkeys(members[:11], "arda")
    exercise = make({DAY: said}, members=" ".join(members), at_least=Fraction("0.55"))
    assert row_of(tallied(exercise), "arda").priority


def test_a_threshold_of_those_that_responded_has_them_as_base(make: Make) -> None:
    tally = tallied(make({DAY: {"QM": "arda", "QN": "dorin"}}, of="responded"))
    row = row_of(tally, "arda")
    assert (tally.threshold.base, tally.threshold.needed) == (2, 1)
    assert (row.priority, row.share, row.share_of_responded) == (True, Fraction(1, 6), Fraction(1, 2))


def test_a_phrase_speaks_of_all_expected_even_where_the_threshold_does_not(make: Make) -> None:
    row = row_of(tallied(make({DAY: {"QM": "arda", "QN": "arda"}}, of="responded")), "arda")
    assert row.share_of_responded == 1
    assert row.phrase == "several"


@pytest.mark.parametrize("of", ["all", "responded"])
def test_where_nobody_responded_nothing_is_listed_and_one_delegation_is_needed_at_least(
    make: Make, of: str
) -> None:
    tally = tallied(make({DAY: {}}, at_least=Fraction(1, 100), of=of))
    assert (tally.countries, tally.regions, tally.threshold.needed) == ((), (), 1)
    assert tally.silent == tally.expected


def test_a_priority_needs_a_supporter_however_low_the_threshold(make: Make) -> None:
    row = row_of(tallied(make({DAY: {"QM": "arda:reservation"}}, at_least=Fraction(1, 100))), "arda")
    assert not row.priority


def test_a_priority_that_only_carried_positions_lift_over_the_line_is_named_as_such(make: Make) -> None:
    exercise = make(
        {
            "2021-03-15": {"QM": "arda dorin"},
            DAY: dict.fromkeys(("QN", "QO"), "arda dorin") | {"QP": "dorin"},
        },
        meetings={DAY: {"carries_over_from": "2021-03-15"}},
    )
    tally = tallied(exercise)
    assert [row.country for row in tally.priorities] == ["arda", "dorin"]
    assert [row.country for row in tally.only_with_carried] == ["arda"]


def test_carried_delegations_would_leave_a_base_of_responses_with_their_positions(make: Make) -> None:
    exercise = make(
        {"2021-03-15": {"QM": "arda"}, DAY: {"QN": "arda", "QO": "dorin"}},
        meetings={DAY: {"carries_over_from": "2021-03-15"}},
        of="responded",
    )
    tally = tallied(exercise)
    assert tally.threshold.needed == 2
    assert [row.country for row in tally.priorities] == ["arda"]
    assert tally.only_with_carried == ()


def test_a_carried_delegation_that_also_answered_stays_in_the_base_without_its_earlier_words(
    make: Make,
) -> None:
    exercise = make(
        {"2021-03-15": {"QM": "arda"}, DAY: {"QM": None, "QN": "arda", "QO": "dorin"}},
        meetings={DAY: {"carries_over_from": "2021-03-15"}},
        of="responded",
    )
    assert [row.country for row in tallied(exercise).only_with_carried] == ["arda"]


def test_a_country_has_the_name_it_bore_on_the_day_of_the_meeting(make: Make) -> None:
    exercise = make({DAY: {"QM": "arda"}})
    renamed = exercise.countries["arda"].model_validate(
        exercise.countries["arda"].model_dump()
        | {
            "names": [
                {"from": date(2021, 4, 22), "name": "New Arda"},
                {"from": date(2022, 1, 1), "name": "Later"},
            ]
        }
    )
    assert tallied(replace(exercise, countries={"arda": renamed})).countries[0].name == "New Arda"


def test_without_a_rule_to_count_by_there_is_no_tally(make: Make) -> None:
    exercise = replace(make({DAY: {"QM": "arda"}}), config=None)
    with pytest.raises(ValueError, match=r"partner\.yaml"):
        count(stance_table(exercise, DAY), exercise)
