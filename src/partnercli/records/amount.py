"""Amounts of money."""

from typing import Annotated

from pydantic import Field

from partnercli.records.base import Number, Record, Text


class Amount(Record):
    """A sum of money, exactly as its source gives it."""

    value: Number
    """The sum in whole units of the currency, not in thousands or millions."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """Three capital letters (ISO 4217): EUR."""
    note: Text | None = None
    """What the sum covers."""
