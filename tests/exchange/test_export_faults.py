"""Rows that no database could take are named, each with what is wrong, before anything is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports_made import MADE, PEOPLE, REGIONS
from partnercli.exchange.export.faults import faults
from partnercli.exchange.tables import Value

PADDING: tuple[Value, ...] = (None,) * 5


def test_tables_that_fit_together_have_none_where_a_reference_with_an_empty_column_names_nothing() -> None:
    half = (("sahel", 1, *PADDING, "sahel", None),)
    assert faults(MADE) == ()
    assert faults(replace(MADE, tables=(REGIONS, replace(PEOPLE, rows=half)))) == ()


@pytest.mark.parametrize(
    ("regions", "people", "found"),
    [
        ((("sahel", "Sahel"), ("sahel", "Again")), (), "regions: sahel stands 2 times"),
        ((("sahel", None),), (), "regions: sahel has no name"),
        ((), (("sahel", 1, *PADDING, None, None),), "people: sahel, 1 names sahel, which is not in regions"),
        (
            (("sahel", "Sahel"),),
            (("sahel", 1, *PADDING, "sahel", 2),),
            "people: sahel, 1 names sahel, 2, which is not in people",
        ),
    ],
)
def test_each_row_that_does_not_fit_has_a_sentence(
    regions: tuple[tuple[Value, ...], ...], people: tuple[tuple[Value, ...], ...], found: str
) -> None:
    tables = (replace(REGIONS, rows=regions), replace(PEOPLE, rows=people))
    assert faults(replace(MADE, tables=tables)) == (found,)
