"""The files of an export in the formats asked for, each written by the module of its own."""

from __future__ import annotations

from enum import StrEnum

from partnercli.exchange.tables import Export
from partnercli.exchange.writing.handled import handled, with_referred, within


class Format(StrEnum):
    """A format, by the word of the command line."""

    CSV = "csv"
    """A file a table, for any program; `datapackage.json` beside them says what each column is."""
    XLSX = "xlsx"
    """One Excel workbook with a sheet a table, for people; needs the extra `tables`."""
    JSON = "json"
    """One object, a row a line, for programs: `partner.export/1`."""
    SQLITE = "sqlite"
    """One database with typed tables, keys between them and views for the questions most asked."""


class OldSqlite(Exception):
    """The SQLite that Python was built with cannot make the database; as text it says so, and `hint` what to do."""

    hint = "use a Python with SQLite 3.37 or later"

    def __init__(self, version: str) -> None:
        super().__init__(f"this Python has SQLite {version}, which is too old for typed tables")


STEM = "exercise"
"""The name of the files that hold all tables, without its ending."""


def written(export: Export, form: Format, names: frozenset[str]) -> dict[str, bytes]:
    """The files of one format, by name, of the tables named; raises NoSpreadsheets or OldSqlite.

    A database holds besides the tables that these refer to, since its keys have to lead somewhere.
    """
    chosen = within(export, names)
    match form:
        case Format.CSV:
            from partnercli.exchange.writing.comma import csv_file
            from partnercli.exchange.writing.data_package import data_package

            files = {f"{table.name}.csv": csv_file(table) for table in handled(chosen)}
            return {**files, "datapackage.json": data_package(chosen)}
        case Format.XLSX:
            from partnercli.exchange.extra import require_spreadsheets
            from partnercli.exchange.writing.workbook import workbook_file

            require_spreadsheets()
            return {f"{STEM}.xlsx": workbook_file(chosen)}
        case Format.JSON:
            from partnercli.exchange.writing.json_text import json_file

            return {f"{STEM}.json": json_file(chosen)}
        case Format.SQLITE:
            from partnercli.exchange.writing.sqlite import sqlite_file

            return {f"{STEM}.sqlite": sqlite_file(within(export, with_referred(export, names)))}
