from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from partnercli.records.amount import Amount
from partnercli.repository.plain_value import plain_value


@pytest.mark.parametrize("written", ["10000000", "0.10", "2500000.50", "0.01"])
def test_an_amount_is_exactly_the_number_written(written: str) -> None:
    amount = Amount.model_validate({"value": plain_value(written), "currency": "XTS"})
    assert amount.value == Decimal(written)


@pytest.mark.parametrize("value", [-1, 0, True, "10", 1.5, [1]])
def test_an_amount_is_a_number_above_0(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Amount.model_validate({"value": value, "currency": "XTS"})
    assert {error["loc"] for error in refused.value.errors()} == {("value",)}


@pytest.mark.parametrize("currency", ["eur", "€", "EURO", "EU", "EUR\n"])
def test_a_currency_is_three_capital_letters(currency: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Amount.model_validate({"value": 1, "currency": currency})
    assert {error["loc"] for error in refused.value.errors()} == {("currency",)}
