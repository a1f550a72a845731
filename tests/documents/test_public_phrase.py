"""The phrase that the public reads for a count: true, and never one by which a delegation could be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.documents.public import public_phrase
from partnercli.records.config import Band

SHARED = (
    Band.model_validate({"at_least": 1, "phrase": "all"}),
    Band.model_validate({"at_least": "1/2", "phrase": "a large number"}),
    Band.model_validate({"at_least": "5/27", "phrase": "several"}),
    Band.model_validate({"count": 4, "phrase": "some"}),
    Band.model_validate({"count": 3, "phrase": "some"}),
    Band.model_validate({"count": 1, "phrase": "one"}),
)
"""The bands that the tool's own exercise uses."""


@st.composite
def scales(draw: st.DrawFn) -> tuple[tuple[Band, ...], int]:
    """Bands as a repository may have them, each with a phrase of its own, and how many delegations there are."""
    expected = draw(st.integers(1, 40))
    shares = draw(st.sets(st.integers(1, expected), min_size=1, max_size=8))
    counts = draw(st.sets(st.integers(1, expected), max_size=6))
    bands = [
        Band.model_validate({"at_least": f"{share}/{expected}", "phrase": f"from {share} of {expected}"})
        for share in sorted(shares, reverse=True)
    ]
    for count in sorted(counts):
        exact = Band.model_validate({"count": count, "phrase": f"exactly {count}"})
        bands.insert(draw(st.integers(0, len(bands))), exact)
    return tuple(bands), expected


def published(bands: Sequence[Band], expected: int) -> list[str]:
    """The phrase of every count, from none to all of the delegations."""
    return [public_phrase(bands, support, expected) for support in range(expected + 1)]


@given(scales())
def test_up_to_four_supporters_get_no_phrase(scale: tuple[tuple[Band, ...], int]) -> None:
    assert set(published(*scale)[:5]) == {""}


@given(scales())
def test_all_but_five_and_all_counts_above_bear_the_same_phrase(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    assert len(set(published(bands, expected)[max(expected - 5, 0) :])) == 1


@given(scales())
def test_no_phrase_tells_one_count_from_all_others(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    remaining = published(bands, expected)[5 : max(expected - 4, 5)]
    assert 1 not in [bearers for phrase, bearers in Counter(remaining).items() if phrase]


@given(scales())
def test_a_phrase_is_true_of_every_count_that_bears_it(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    shares = {band.phrase: band.at_least for band in bands if band.at_least is not None}
    for support, phrase in enumerate(published(bands, expected)):
        if phrase:
            share = shares[phrase]
            assert share is not None
            assert Fraction(support, expected) >= share


@given(scales())
def test_a_band_for_one_exact_count_is_never_used(scale: tuple[tuple[Band, ...], int]) -> None:
    assert not [phrase for phrase in published(*scale) if phrase.startswith("exactly")]


@given(scales())
def test_bands_for_exact_counts_change_no_phrase(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    assert published([band for band in bands if band.at_least], expected) == published(bands, expected)


@given(scales())
def test_more_supporters_never_get_a_lower_phrase(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    shares = {"": Fraction(0)} | {band.phrase: band.at_least for band in bands if band.at_least is not None}
    reached = [shares[phrase] for phrase in published(bands, expected)]
    assert reached == sorted(reached)


@given(scales())
def test_a_phrase_that_enough_counts_bear_is_the_one_that_fits(scale: tuple[tuple[Band, ...], int]) -> None:
    bands, expected = scale
    shares = [(band.at_least, band.phrase) for band in bands if band.at_least is not None]
    fitting = {
        support: next((phrase for share, phrase in shares if Fraction(support, expected) >= share), "")
        for support in range(5, expected - 4)
    }
    bearers = Counter(fitting.values())
    for support, phrase in fitting.items():
        if bearers[phrase] > 1:
            assert public_phrase(bands, support, expected) == phrase


@given(scales(), st.integers(0, 9))
def test_in_a_group_of_fewer_than_ten_nobody_gets_a_phrase(
    scale: tuple[tuple[Band, ...], int], expected: int
) -> None:
    assert set(published(scale[0], expected)) == {""}


def test_of_27_the_usual_bands_leave_two_phrases() -> None:
    phrases = published(SHARED, 27)
    assert phrases == [""] * 5 + ["several"] * 9 + ["a large number"] * 14


@pytest.mark.parametrize(
    ("expected", "support", "phrase"),
    [
        pytest.param(10, 5, "", id="five of ten would stand alone"),
        pytest.param(11, 5, "", id="of five and six each would bear its own"),
        pytest.param(12, 5, "", id="five of twelve would stand alone below the half"),
        pytest.param(12, 6, "a large number", id="six and seven share theirs"),
        pytest.param(12, 12, "a large number", id="all are told as seven are"),
    ],
)
def test_in_a_small_group_a_phrase_stands_only_where_two_counts_share_it(
    expected: int, support: int, phrase: str
) -> None:
    assert public_phrase(SHARED, support, expected) == phrase


def test_a_phrase_that_would_stand_alone_gives_way_to_the_next_lower_one() -> None:
    bands = [
        Band.model_validate({"at_least": f"{count}/27", "phrase": f"from {count}"}) for count in (14, 13, 5)
    ]
    phrases = published(bands, 27)
    assert phrases[12:15] == ["from 5", "from 5", "from 14"]
