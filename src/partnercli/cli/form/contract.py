"""The forms that were made as JSON: the contract `partner.form/1`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

from partnercli.cli.made_files import FileContract, as_listed
from partnercli.cli.marks import Handling, handling
from partnercli.exchange.form.layout import Form, Sheet
from partnercli.exchange.form.names import FORMAT
from partnercli.records.contract_words import Day
from partnercli.records.exercise import Exercise


class SheetContract(TypedDict):
    """What is put to one delegation."""

    delegation: str
    """The delegation, by its code."""
    prefilled_from: str | None
    """The meeting whose words of this delegation are shown, by its id; null where none are."""
    left_out: bool
    """Whether something that it said in confidence is not shown."""


class FormFileContract(FileContract):
    """A workbook: for one delegation, or for the Presidency with a sheet for each."""

    delegation: str | None
    """The delegation, by its code; null for a workbook with a sheet for each."""
    prefilled_from: str | None
    """The meeting whose words of this delegation are shown, by its id; null where none are."""
    left_out: NotRequired[bool]
    """Whether something that it said in confidence is not shown; only for one delegation."""
    sheets: NotRequired[list[SheetContract]]
    """The sheets; only for a workbook with a sheet for each."""
    illustrative: bool
    """Whether it says that it is no real form."""


class FormContract(Handling):
    """The forms that were made."""

    format: Literal["partner.form/1"]
    """The contract's name and version; the forms bear it too."""
    meeting: str
    """The meeting to which delegations reply, by its id."""
    reply_by: Day | None
    """Until when; null where no day is known."""
    what_if: list[str]
    """Always empty: a form is made from the files as they stand."""
    files: list[FormFileContract]
    """The workbooks, by delegation in protocol order."""


def to_contract(
    exercise: Exercise, forms: Sequence[Form], paths: Sequence[Path], data: Sequence[bytes]
) -> FormContract:
    """The forms as plain values: each with where it was put and its bytes."""
    first = forms[0]
    made = zip(forms, paths, data, strict=True)
    return {
        "format": FORMAT,
        **handling(exercise, illustrative=any(form.illustrative for form in forms)),
        "meeting": first.meeting,
        "reply_by": first.reply_by.isoformat() if first.reply_by else None,
        "what_if": [],
        "files": [_file(form, as_listed(path, one)) for form, path, one in made],
    }


def _file(form: Form, listed: FileContract) -> FormFileContract:
    sheets = [_sheet(sheet) for sheet in form.sheets]
    if form.together:
        return {
            **listed,
            "delegation": None,
            "prefilled_from": None,
            "sheets": sheets,
            "illustrative": form.illustrative,
        }
    return {**listed, **sheets[0], "illustrative": form.illustrative}


def _sheet(sheet: Sheet) -> SheetContract:
    return {
        "delegation": sheet.delegation,
        "prefilled_from": sheet.prefilled_from,
        "left_out": sheet.left_out,
    }
