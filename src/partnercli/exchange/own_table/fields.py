"""What a column of a table can hold."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from partnercli.records.position import Stance


class Field(StrEnum):
    """What a column holds, by the word that is typed for it; those of a stance are columns of crosses."""

    COUNTRY = "Country"
    REGION = "Region"
    POSITION = "Position"
    PRIORITY = "Priority"
    ORDER = "Order"
    CONDITIONS = "Conditions"
    COMMENTS = "Comments"
    DELEGATION = "Delegation"
    CALL = "Call"
    QUESTION = "Question"
    REPLY = "Reply"
    MEETING = "Meeting"
    ILLUSTRATIVE = "Illustrative"
    SUPPORT = "Support"
    CAN_ACCEPT = "Can accept"
    RESERVATION = "Reservation"
    OPPOSITION = "Opposition"


CROSSES: Final = {
    Field.SUPPORT: Stance.SUPPORT.value,
    Field.CAN_ACCEPT: Stance.CAN_ACCEPT.value,
    Field.RESERVATION: Stance.RESERVATION.value,
    Field.OPPOSITION: Stance.OPPOSITION.value,
}
"""Columns with a cross where their stance is taken."""
SUBJECTS: Final = frozenset({Field.COUNTRY, Field.REGION, Field.QUESTION, Field.CALL})
"""What a row can be about: a table has one of them at least."""
OF_A_COUNTRY: Final = frozenset(
    {Field.POSITION, Field.PRIORITY, Field.ORDER, Field.CONDITIONS, Field.COMMENTS, *CROSSES}
)
"""What is said of the country or region of a row."""
POSITIONS: Final = frozenset({Field.POSITION, *CROSSES})
"""What tells a position."""
ALL_SUPPORTED: Final = "no column holds positions: every country and region named is read as supported"
"""What is said of a table without a column for positions, before and after it is read."""
