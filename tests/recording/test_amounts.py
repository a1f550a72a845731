"""Amounts as people type them are read exactly, or refused with what to write."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnercli.documents.words import money
from partnercli.recording.amounts import read_amount
from partnercli.records.amount import Amount
from partnercli.records.base import Unreadable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 million EUR", 10_000_000),
        ("EUR 10 000 000", 10_000_000),
        ("EUR\xa010\u202f000\xa0000", 10_000_000),
        ("10m eur", 10_000_000),
        ("500 000 EUR", 500_000),
        ("EUR 1.5 bn", 1_500_000_000),
        ("€ 2,5 million", 2_500_000),
        ("2.5 Mio euros", 2_500_000),
        ("3 mrd EUR", 3_000_000_000),
        ("750kEUR", 750_000),
        ("1,500,000 EUR", 1_500_000),
        ("1.500.000 EUR", 1_500_000),
        ("1.500,50 EUR", Decimal("1500.50")),
        ("1,500.50 EUR", Decimal("1500.50")),
        ("1'500 EUR", 1500),
        ("EUR 0,500 million", 500_000),
        ("EUR 2.125 million", 2_125_000),
        ("12 500.75 EUR", Decimal("12500.75")),
    ],
)
def test_an_amount_is_read_exactly_however_it_is_written(text: str, value: Decimal | int) -> None:
    read = read_amount(text)
    assert read == {"value": value, "currency": "EUR"}
    assert type(read["value"]) is type(value)


@pytest.mark.parametrize("currency", ["MXN", "KES", "MNT", "XTS"])
def test_a_currency_that_begins_like_a_word_of_size_is_a_currency(currency: str) -> None:
    assert read_amount(f"10 {currency.lower()}") == {"value": 10, "currency": currency}


@pytest.mark.parametrize("text", ["10 million", "500 000", "10 bn", "10 mio", "3"])
def test_an_amount_without_a_currency_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable, match="names no currency") as refused:
        read_amount(text)
    assert refused.value.hint == 'add its three letters: "10 million EUR"'


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "1,500 EUR",
            'write "1 500" if it is thousands, "1.5" if the comma parts decimals',
        ),
        (
            "EUR 1,250 million",
            'write "1 250" if it is thousands, "1.25" if the comma parts decimals',
        ),
        (
            "10.000 EUR",
            'write "10 000" if it is thousands, "10" if the point parts decimals',
        ),
    ],
)
def test_a_figure_that_can_be_read_in_two_ways_is_refused(text: str, hint: str) -> None:
    with pytest.raises(Unreadable, match="can be read in two ways") as refused:
        read_amount(text)
    assert refused.value.hint == hint


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "EUR", "about 10 million EUR", "-5 EUR", "EUR 5 EUR", "10 00 EUR", "1,500,50 EUR",
        "5 $", "1e9 EUR", "٣ EUR", "10 gazillion EUR", f"{'9' * 31} EUR", "0 EUR", "EUR 0.00 million",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_amount(text)
    assert refused.value.hint


@given(
    st.decimals(min_value="0.01", max_value="99999999999", places=2),
    st.sampled_from(["EUR", "USD", "MXN", "KES"]),
)
def test_what_documents_print_is_read_back(value: Decimal, currency: str) -> None:
    printed = money(Amount(value=value, currency=currency))
    assert read_amount(printed) == {"value": value, "currency": currency}
