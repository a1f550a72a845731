"""Tables that a delegation designed itself: which column holds what, and what its rows say."""

from partnercli.exchange.own_table.fields import ALL_SUPPORTED, Field
from partnercli.exchange.own_table.mapping import ColumnMap, NotMapped, in_words, read_mapping
from partnercli.exchange.own_table.proposing import (
    Proposed,
    cells_looked_at,
    may_be_reply,
    proposed_mapping,
)
from partnercli.exchange.own_table.reading import read_table

__all__ = [
    "ALL_SUPPORTED",
    "ColumnMap",
    "Field",
    "NotMapped",
    "Proposed",
    "cells_looked_at",
    "in_words",
    "may_be_reply",
    "proposed_mapping",
    "read_mapping",
    "read_table",
]
