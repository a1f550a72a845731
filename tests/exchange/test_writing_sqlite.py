"""The SQLite file: typed tables whose keys hold, every column explained, the same bytes each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from exports_made import HOSTILE, MADE, PEOPLE, PUBLIC, exports
from partnercli.exchange.tables import Export, Value
from partnercli.exchange.writing.formats import OldSqlite
from partnercli.exchange.writing.handled import handled
from partnercli.exchange.writing.sqlite import APPLICATION_ID, sqlite_file


@contextmanager
def opened(export: Export) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(sqlite_file(export))
        base.execute("PRAGMA foreign_keys = ON")
        yield base


@pytest.fixture
def made() -> Iterator[sqlite3.Connection]:
    with opened(MADE) as base:
        yield base


def kept(value: Value) -> str | int | float | None:
    """A value as the README says that SQLite keeps it: exactly, and as text where it has no such number."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else str(value)
    if isinstance(value, Decimal):
        return float(value) if Decimal(str(float(value))) == value else f"{value:f}"
    if isinstance(value, Fraction):
        return float(round(value, 4))
    return value.isoformat() if isinstance(value, date) else value


def test_it_is_sound_and_says_whose_it_is(made: sqlite3.Connection) -> None:
    assert made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert made.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert made.execute("PRAGMA user_version").fetchone() == (1,)


def test_its_schema_is_typed_keyed_and_explained(made: sqlite3.Connection) -> None:
    (schema,) = made.execute("SELECT sql FROM sqlite_master WHERE name = 'regions'").fetchone()
    assert schema == (
        'CREATE TABLE "regions" ( -- A region of partner countries.\n'
        '  "region" TEXT NOT NULL, -- The region\'s id.\n'
        '  "name" TEXT NOT NULL, -- What it is called.\n'
        '  "readers" TEXT NOT NULL, -- Who may read the row: PRESIDENCY ONLY, delegations or public.\n'
        '  "marking" TEXT NOT NULL, -- How the row is handled: LIMITE or public.\n'
        '  "illustrative" INTEGER NOT NULL CHECK ("illustrative" IN (0, 1)), '
        "-- Whether anything that this export shows is not real.\n"
        '  PRIMARY KEY ("region")\n'
        ") STRICT"
    )
    assert made.execute(
        "SELECT means FROM columns WHERE \"table\" = 'people' AND \"column\" = 'day'"
    ).fetchone() == ("When.",)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("INSERT INTO people (region, place) VALUES ('atlantis', 1)", "NOT NULL|FOREIGN KEY"),
        ("UPDATE people SET region = 'atlantis' WHERE place = 10", "FOREIGN KEY"),
        ("UPDATE people SET next_region = 'sahel', next_place = 99 WHERE place = 10", "FOREIGN KEY"),
        ("UPDATE people SET region = 'sahel', place = 2 WHERE place = 10", "UNIQUE"),
        ("UPDATE people SET sure = 2", "CHECK"),
        ("UPDATE people SET day = '25.5.2021'", "CHECK"),
        ("UPDATE people SET share = 'half'", "REAL"),
        ("UPDATE regions SET name = NULL", "NOT NULL"),
    ],
)
def test_it_refuses_what_breaks_a_key_or_a_type(change: str, broken: str, made: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=broken):
        made.execute(change)


def test_columns_that_refer_to_other_rows_have_one_index(made: sqlite3.Connection) -> None:
    (plan,) = made.execute(
        "EXPLAIN QUERY PLAN SELECT * FROM people WHERE next_region = 'a' AND next_place = 1"
    )
    assert "index_of_people_by_next_region_next_place" in plan[-1]
    (plan,) = made.execute("EXPLAIN QUERY PLAN SELECT * FROM people WHERE region = 'a'")
    assert "sqlite_autoindex_people_1" in plan[-1]  # of the key, which begins with it
    assert made.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql NOTNULL"
    ).fetchone() == (1,)


def test_hostile_words_stand_as_they_are(made: sqlite3.Connection) -> None:
    words = made.execute("SELECT words FROM people WHERE words IS NOT NULL ORDER BY rowid").fetchall()
    assert words == [("plain",), *((text,) for text in HOSTILE)]


def test_it_says_how_it_is_handled(made: sqlite3.Connection) -> None:
    assert dict(made.execute("SELECT fact, says FROM about").fetchall()) == {
        "title": "Partnerships & <others>",
        "handling": "LIMITE; ILLUSTRATIVE, NOT A COUNCIL DOCUMENT; PRESIDENCY ONLY",
        "readers": "PRESIDENCY ONLY",
        "meeting": "2031-03-04-working-group",
        "on": "2031-03-25",
        "revision": "main",
        "reading": "One of two heard. The line is 1.",
        "format": "partner.export/1",
    }
    with opened(PUBLIC) as base:
        facts = dict(base.execute("SELECT fact, says FROM about").fetchall())
    assert facts == {
        "title": "Partnerships",
        "handling": "public",
        "readers": "public",
        "on": "2031-03-25",
        "format": "partner.export/1",
    }


def test_a_row_that_names_a_later_one_of_its_own_table_is_taken() -> None:
    backwards = replace(PEOPLE, rows=tuple(reversed(PEOPLE.rows)))
    with opened(replace(MADE, tables=(MADE.tables[0], backwards))) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_sqlite_without_typed_tables_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(OldSqlite, match="too old"):
        sqlite_file(MADE)


@given(exports())
def test_any_export_is_read_back_and_has_the_same_bytes_again(export: Export) -> None:
    with opened(export) as base:
        for table in handled(export):
            rows = base.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()  # noqa: S608
            assert rows == [tuple(map(kept, row)) for row in table.rows]
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sqlite_file(export) == sqlite_file(export)
