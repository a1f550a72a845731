"""How an export is handled, and some of its tables with those that they refer to."""

from __future__ import annotations

from exports_made import MADE, PUBLIC
from partnercli.documents.words import BANNER
from partnercli.exchange.writing.handled import handled, marks, with_referred, within


def test_its_marks_are_its_marking_and_the_banners_of_its_readers() -> None:
    assert marks(MADE) == ("LIMITE", BANNER, "PRESIDENCY ONLY")
    assert marks(PUBLIC) == ()


def test_every_row_says_who_may_read_it() -> None:
    for table in handled(MADE):
        assert {row[-3:] for row in table.rows} <= {("PRESIDENCY ONLY", "LIMITE", True)}
    assert {row[-3:] for row in handled(PUBLIC)[0].rows} == {("public", "public", False)}


def test_some_tables_come_without_references_to_others_or_with_those_they_refer_to() -> None:
    (people,) = within(MADE, frozenset({"people"})).tables
    assert [reference.table for reference in people.references] == ["people"]
    assert with_referred(MADE, frozenset({"people"})) == {"people", "regions"}
    assert with_referred(MADE, frozenset({"regions"})) == {"regions"}
