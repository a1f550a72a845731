"""How a count is worded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.config import Band
from partnercli.tally.phrases import phrase

BANDS = (
    Band(at_least=Fraction(1), phrase="all"),
    Band(at_least=Fraction(2, 3), phrase="a large majority"),
    Band(at_least=Fraction(1, 2), phrase="a large number"),
    Band(count=4, phrase="some"),
    Band(count=1, phrase="one"),
)


@pytest.mark.parametrize(
    ("support", "words"),
    [
        (27, "all"),
        (26, "a large majority"),
        (18, "a large majority"),
        (17, "a large number"),
        (14, "a large number"),
        (13, None),
        (4, "some"),
        (3, None),
        (1, "one"),
        (0, None),
    ],
)
def test_the_first_band_that_fits_gives_the_words_by_share_of_all_or_by_exact_count(
    support: int, words: str | None
) -> None:
    assert phrase(BANDS, support, 27) == words


def test_nothing_is_said_where_nobody_is_expected() -> None:
    assert phrase(BANDS, 0, 0) is None


def test_the_order_of_the_file_decides_where_several_bands_fit() -> None:
    assert phrase(reversed(BANDS), 1, 1) == "one"


@given(st.integers(1, 40), st.data())
def test_more_support_is_never_worded_more_weakly_where_bands_descend(
    expected: int, data: st.DataObject
) -> None:
    shares = st.fractions(min_value=Fraction(1, 50), max_value=1, max_denominator=50)
    descending = sorted(data.draw(st.sets(shares, min_size=1, max_size=5)), reverse=True)
    bands = [Band(at_least=share, phrase=f"at least {share}") for share in descending]
    words = [phrase(bands, support, expected) for support in range(expected + 1)]
    weakest_first = [None, *(band.phrase for band in reversed(bands))]
    strengths = [weakest_first.index(said) for said in words]
    assert strengths == sorted(strengths)
