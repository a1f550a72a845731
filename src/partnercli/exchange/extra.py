"""The optional libraries with which workbooks are written: openpyxl, and defusedxml, on which it relies for XML."""

from __future__ import annotations

from importlib import import_module


class NoSpreadsheets(Exception):
    """The extra `tables` is not installed; as text it says so, and `hint` how to get it."""

    hint = "pip install 'partnercli[tables]'"

    def __init__(self) -> None:
        super().__init__("spreadsheets need openpyxl and defusedxml, which are not installed")


def require_spreadsheets() -> None:
    """Raise NoSpreadsheets where one of the two is missing."""
    try:
        import_module("defusedxml")
        import_module("openpyxl")
    except ImportError:
        raise NoSpreadsheets from None
