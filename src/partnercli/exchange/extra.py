"""The optional libraries with which workbooks are written: openpyxl, and defusedxml, on which it relies for XML."""

from __future__ import annotations

from importlib import import_module


class NoSpreadsheets(Exception):
    """The extra `tables` is not installed; as text it says so, and `hint` how to get it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def require_spreadsheets() -> None:
    """Raise NoSpreadsheets where one of the two is missing."""
    try:
        import_module("defusedxml")
        import_module("openpyxl")
    except ImportError:
        from partnercli.system.installation import TABLES

        raise NoSpreadsheets(*TABLES.lacking()) from None
