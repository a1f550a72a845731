"""What holds of every tally, whatever delegations say."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from made_options import CODES, DAY, FEW, countries, options
from partnercli.records.exercise import Exercise
from partnercli.records.position import Stance
from partnercli.tally.counts import count
from partnercli.tally.result import CountryRow, Tally
from partnercli.tally.stances import stance_table
from partnercli.tally.what_if import assume, without

Make = Callable[..., Exercise]
codes = st.sampled_from(CODES)


def tallied(exercise: Exercise) -> Tally:
    return count(stance_table(exercise, DAY), exercise)


def rows(tally: Tally) -> dict[str, CountryRow]:
    return {row.country: row for row in tally.countries}


@FEW
@given(options)
def test_every_delegation_is_counted_once_and_every_support_found_again(
    make: Make, chosen: dict[str, Any]
) -> None:
    tally = tallied(make(**chosen))
    assert sorted((*tally.responded, *tally.silent)) == sorted(tally.expected)
    for row in tally.countries:
        heard = [code for listed in row.delegations.values() for code in listed]
        assert len(heard) == len(set(heard))
        assert set(heard) <= set(tally.responded)
    for region in tally.regions:
        named = {
            code
            for row in tally.countries
            if row.region == region.region
            for code in row.delegations[Stance.SUPPORT]
        }
        assert set(region.supporters) == named | set(region.region_only)
        assert not named & set(region.region_only)


@FEW
@given(options)
def test_ranks_follow_support_and_priorities_are_the_top_of_them(make: Make, chosen: dict[str, Any]) -> None:
    tally = tallied(make(**chosen))
    for one in tally.countries:
        assert one.rank == 1 + sum(other.support > one.support for other in tally.countries)
        beside = [other for other in tally.countries if other.region == one.region]
        assert one.rank_in_region == 1 + sum(other.support > one.support for other in beside)
        base = len(tally.expected if tally.threshold.of == "all" else tally.responded)
        reaches = one.support >= 1 and Fraction(one.support, base) >= tally.threshold.at_least
        assert one.priority is reaches


@FEW
@given(options, st.randoms(use_true_random=False))
def test_the_order_of_files_and_entries_changes_nothing(
    make: Make, chosen: dict[str, Any], chance: Any
) -> None:
    def shuffled(said: dict[str, str | None]) -> dict[str, str | None]:
        mixed = list(said.items())
        chance.shuffle(mixed)
        return {
            code: None if text is None else " ".join(chance.sample(text.split(), len(text.split())))
            for code, text in mixed
        }

    mixed = {meeting: shuffled(given_there) for meeting, given_there in reversed(chosen["said"].items())}
    assert tallied(make(**(chosen | {"said": mixed}))) == tallied(make(**chosen))


@FEW
@given(options, st.permutations(CODES))
def test_the_protocol_order_decides_the_order_of_lists_and_no_figure(
    make: Make, chosen: dict[str, Any], order: list[str]
) -> None:
    def figures(tally: Tally) -> list[object]:
        return [
            (row.country, row.rank, row.rank_in_region, row.support, row.population_share, row.priority)
            for row in tally.countries
        ]

    tally = tallied(make(**chosen, members=" ".join(order)))
    assert figures(tally) == figures(tallied(make(**chosen)))
    for row in tally.countries:
        for listed in row.delegations.values():
            assert list(listed) == [code for code in order if code in listed]


@FEW
@given(options, codes, countries)
def test_one_more_supporter_never_lowers_support_or_rank(
    make: Make, chosen: dict[str, Any], code: str, country: str
) -> None:
    exercise = make(**chosen)
    table = stance_table(exercise, DAY)
    before = rows(count(table, exercise))
    after = rows(count(assume(table, code, country, Stance.SUPPORT), exercise))
    if country in before:
        assert after[country].support >= before[country].support
        assert after[country].rank <= before[country].rank
        assert after[country].rank_in_region <= before[country].rank_in_region


@FEW
@given(options, codes)
def test_without_a_delegation_the_figures_are_those_of_a_meeting_where_it_is_not_expected(
    make: Make, chosen: dict[str, Any], code: str
) -> None:
    exercise = make(**chosen)
    others = {"delegations": tuple(other for other in CODES if other != code)}
    meetings = {**chosen["meetings"], DAY: {**chosen["meetings"].get(DAY, {}), **others}}
    counted = tallied(make(**(chosen | {"meetings": meetings})))
    left_out = count(without(stance_table(exercise, DAY), [code]), exercise)
    assert left_out._replace(what_if=(), not_counted=counted.not_counted) == counted


@FEW
@given(options, codes, countries, st.none() | st.sampled_from(Stance))
def test_a_stance_assumed_and_taken_back_leaves_what_everyone_says_as_it_was(
    make: Make, chosen: dict[str, Any], code: str, country: str, stance: Stance | None
) -> None:
    table = stance_table(make(**chosen), DAY)
    if code not in table.voices:
        table = assume(table, code, country, None)
    said = table.on_country(country).get(code)
    back = assume(assume(table, code, country, stance), code, country, said.stance if said else None)

    def stances(of: Any) -> dict[tuple[str, str], Stance]:
        return {(c, n): m.stance for c, v in of.voices.items() for n, m in v.countries.items()}

    assert stances(back) == stances(table)
    assert back.responded == table.responded
