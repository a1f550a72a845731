"""Amounts of money."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from partnercli.records.base import Number, Record, Text, Unreadable


def more_than_nothing(value: Decimal) -> Decimal:
    """A sum itself; raises Unreadable for 0, which could be read as nothing given or as nothing known."""
    if not value:
        raise Unreadable("an amount of 0 says nothing", "leave the amount out where nobody gave one")
    return value


class Amount(Record):
    """A sum of money, exactly as its source gives it."""

    value: Annotated[
        Number, AfterValidator(more_than_nothing), Field(json_schema_extra={"exclusiveMinimum": 0})
    ]
    """The sum in whole units of the currency, not in thousands or millions; left out where nobody gave one: never 0."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """Three capital letters (ISO 4217): EUR."""
    note: Text | None = None
    """What the sum covers."""

    @property
    def in_full(self) -> str:
        """The sum to its last digit, by thousands: EUR 25 000 000."""
        return f"{self.currency} {self.value:,f}".replace(",", " ")
