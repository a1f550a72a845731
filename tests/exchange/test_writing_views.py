"""Views of the database: only where their tables are, and told in the documentation."""

from __future__ import annotations

from pathlib import Path

from partnercli.documents.audience import Audience
from partnercli.exchange.export import TABLES
from partnercli.exchange.tables import Column, Table, Type
from partnercli.exchange.writing.views import VIEWS, views_of

PAGE = (Path(__file__).parents[2] / "docs" / "export.md").read_text("utf-8")


def table(name: str, columns: str) -> Table:
    made = tuple(Column(column, Type.TEXT, "A word.") for column in columns.split())
    return Table(name, "A row.", made, (), ())


def test_a_view_is_there_where_all_that_it_reads_is_there() -> None:
    for view in VIEWS:
        tables = [table(name, columns) for name, columns in view.reads.items()]
        assert view in views_of(tables)
        for missing in view.reads:
            assert view not in views_of(one for one in tables if one.name != missing)
            column = view.reads[missing].split()[0]
            less = [table(name, view.reads[name].replace(column, "", name == missing)) for name in view.reads]
            assert view not in views_of(less)


def test_each_reads_only_tables_of_the_presidency() -> None:
    for view in VIEWS:
        assert view.reads.keys() <= set(TABLES[Audience.PRESIDENCY])


def test_the_page_on_exports_tells_of_each() -> None:
    for view in VIEWS:
        assert f"| `{view.name}` | " in PAGE
