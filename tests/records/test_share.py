from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.records.base import Unreadable
from partnercli.records.share import as_text, reached_by, read_share, rounded
from partnercli.repository.plain_value import plain_value

SHARES = st.fractions(0, 1, max_denominator=999_999_999).filter(bool)


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("0.5", Fraction(1, 2)),
        ("0.55", Fraction(11, 20)),
        ("0.1", Fraction(1, 10)),
        (".25", Fraction(1, 4)),
        ("2/3", Fraction(2, 3)),
        ("18 / 27", Fraction(2, 3)),
        ("1", Fraction(1)),
        ("0.000000000000000001", Fraction(1, 10**18)),
    ],
)
def test_a_share_is_exactly_what_its_text_says(written: str, share: Fraction) -> None:
    assert read_share(plain_value(written)) == share


@pytest.mark.parametrize("written", [0, -1, Decimal("1.0001"), "3/2", "0/5", 2])
def test_a_share_lies_above_0_and_up_to_1(written: object) -> None:
    with pytest.raises(Unreadable, match="is not above 0 and up to 1") as refused:
        read_share(written)
    assert "2/3" in refused.value.hint


@pytest.mark.parametrize(
    "written", ["half", "50 %", "1/0", "2/3\n", "-1/2", "１/２", "1/2/3", True, None, 0.5, [1, 2]]
)
def test_what_is_no_share_is_refused(written: object) -> None:
    with pytest.raises(Unreadable, match="is not a share") as refused:
        read_share(written)
    assert "2/3" in refused.value.hint


@given(SHARES)
def test_a_share_written_out_reads_back_exactly(share: Fraction) -> None:
    assert read_share(plain_value(as_text(share))) == share


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(1, 2), "0.5"), (Fraction(2, 3), "2/3"), (Fraction(1), "1"), (Fraction(5, 27), "5/27")],
)
def test_a_share_is_written_as_a_short_decimal_or_a_fraction(share: Fraction, text: str) -> None:
    assert as_text(share) == text


@given(SHARES, st.integers(1, 60))
def test_the_number_reached_is_the_smallest_whose_share_reaches_the_line(share: Fraction, base: int) -> None:
    needed = reached_by(share, base)
    assert Fraction(needed, base) >= share
    assert needed == 1 or Fraction(needed - 1, base) < share


def test_the_number_reached_is_not_bent_by_binary_fractions() -> None:
    assert math.ceil(Fraction(0.55) * 20) == 12
    assert reached_by(read_share(Decimal("0.55")), 20) == 11
    assert reached_by(read_share("2/3"), 27) == 18
    assert reached_by(read_share(Decimal("0.6667")), 27) == 19


def test_with_nobody_to_count_one_would_still_be_needed() -> None:
    assert reached_by(Fraction(1, 2), 0) == 1


@pytest.mark.parametrize(
    ("share", "shown"),
    [(Fraction(22, 27), 0.8148), (Fraction(1, 20000), 0.0), (Fraction(3, 20000), 0.0002), (None, None)],
)
def test_outputs_show_four_places_half_to_even(share: Fraction | None, shown: float | None) -> None:
    assert rounded(share) == shown
