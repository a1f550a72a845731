"""Sums, terms, periods and meetings as documents print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from partnercli.documents.words import meeting_in_words, money, period_in_table, term_in_words
from partnercli.records.amount import Amount
from partnercli.records.period import Period, Term


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("10000000", "EUR_10_million"),
        ("1000000", "EUR_1_million"),
        ("999999", "EUR_999_999"),
        ("2500000", "EUR_2.5_million"),
        ("2500000.00", "EUR_2.5_million"),
        ("1234000", "EUR_1.234_million"),
        ("1234500", "EUR_1_234_500"),
        ("146000", "EUR_146_000"),
        ("12500", "EUR_12_500"),
        ("900", "EUR_900"),
        ("999000000", "EUR_999_million"),
        ("1000000000", "EUR_1_billion"),
        ("1234000000", "EUR_1.234_billion"),
        pytest.param(
            "1234500000",
            "EUR_1_234.5_million",
        ),
        pytest.param(
            "1234567.50",
            "EUR_1_234_567.50",
        ),
        ("1234567.55", "EUR_1_234_567.55"),
        ("79500000000", "EUR_79.5_billion"),
        ("1E+7", "EUR_10_million"),
        ("1E+2", "EUR_100"),
    ],
)
def test_a_sum_is_short_where_three_decimals_are_enough_and_never_breaks(value: str, printed: str) -> None:
    amount = Amount.model_validate({"value": Decimal(value), "currency": "EUR"})
    assert money(amount) == printed.replace("_", "\xa0")


def test_a_sum_keeps_its_currency() -> None:
    assert money(Amount.model_validate({"value": 400000, "currency": "XTS"})) == "XTS\xa0400\xa0000"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2019", "2019"),
        ("2016/2019", "2016 to 2019"),
        ("2016/", "since 2016"),
        ("2019/2019", "2019"),
        ("2011-10/", "since October 2011"),
        ("2021-Q3", "the third quarter of 2021"),
        ("2021-Q3/2022-H1", "the third quarter of 2021 to the first half of 2022"),
        ("2014-03-03/2014-12", "3 March 2014 to December 2014"),
        ("2021/2021-12", "2021 to December 2021"),
    ],
)
def test_a_term_says_from_when_to_when_or_since_when(written: str, printed: str) -> None:
    assert term_in_words(Term.read(written)) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2014-03-03", "3 March 2014"),
        ("2011-10", "October 2011"),
        ("2021-Q1", "Q1 2021"),
        ("2021-Q2", "Q2 2021"),
        ("2021-Q3", "Q3 2021"),
        ("2021-Q4", "Q4 2021"),
        ("2022-H1", "first half of 2022"),
        ("2022-H2", "second half of 2022"),
        ("2014", "2014"),
    ],
)
def test_a_period_in_a_cell_is_short(written: str, printed: str) -> None:
    assert period_in_table(Period.read(written)) == printed


@pytest.mark.parametrize(
    ("title", "forum", "called"),
    [
        ("spring meeting of Ministers", "Ministers", "spring meeting of Ministers"),
        (None, "HLWG", "HLWG meeting"),
        (None, "visit", "visit"),
        (None, "High-level dialogue", "High-level dialogue"),
    ],
)
def test_a_meeting_is_called_by_its_title_else_by_its_forum(
    title: str | None, forum: str, called: str
) -> None:
    assert meeting_in_words(title, forum) == called
