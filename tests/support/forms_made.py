"""Forms of the invented exercise: made, filled in by openpyxl, and opened again as what a delegation sent."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from partnercli.exchange.form.layout import Form, sheets_for
from partnercli.exchange.form.reading import read_form
from partnercli.exchange.form.workbook import workbook_of
from partnercli.exchange.grid import Sent
from partnercli.exchange.opening import opened
from partnercli.exchange.remark import Weight
from partnercli.exchange.reply import Read, Reply
from partnercli.exchange.workbook_file import write_text
from partnercli.records.exercise import Exercise
from partnercli.repository.load import load
from partnercli.repository.scope import Scope
from partnercli.repository.trees import WorkingTree

FICTIONAL = Path(__file__).parents[1] / "fictional"
AT, EARLIER = "2031-03-04-working-group", "2031-01-20-ministers"
DAY = date(2031, 3, 4)


@cache
def invented() -> Exercise:
    return load(WorkingTree(FICTIONAL), Scope.everything()).exercise


def form_for(*codes: str, exercise: Exercise | None = None, blank: bool = False, **said: Any) -> Form:
    sheets = sheets_for(exercise or invented(), AT, codes, blank=blank)
    return Form("Partnerships", AT, "Working Group of 4 March 2031", DAY, ("LIMITE",), sheets, **said)


@cache
def workbook_for(*codes: str, together: bool = False, blank: bool = False) -> bytes:
    return workbook_of(form_for(*codes, together=together, blank=blank))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """A workbook with a change made to it by openpyxl."""
    workbook = load_workbook(io.BytesIO(data))
    change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def filled(data: bytes, cells: Mapping[str, str | None], sheet: str = "Reply") -> bytes:
    """A workbook with texts typed into cells; None empties one."""

    def type_in(workbook: Any) -> None:
        for address, text in cells.items():
            if text is None:
                workbook[sheet][address].value = None
            else:
                write_text(workbook[sheet][address], text)

    return changed(data, type_in)


def sent(data: bytes) -> Sent:
    return opened("reply.xlsx", data)


def read(data: bytes) -> Read:
    """What the form says to the invented exercise."""
    return read_form(sent(data), invented())


def place_of(data: bytes, text: str, sheet: str = "Reply") -> int:
    """The row whose first cell says this."""
    (found,) = [place for place, said in enumerate(_first_cells(data, sheet), 1) if said == text]
    return found


@cache
def _first_cells(data: bytes, sheet: str) -> list[Any]:
    return [row[0].value for row in load_workbook(io.BytesIO(data))[sheet].iter_rows(max_col=1)]


def reply_in(found: Read) -> Reply:
    assert [remark for remark in found.remarks if remark.weight is Weight.ERROR] == []
    (reply,) = found.replies
    return reply


def says(found: Read) -> dict[str, Mapping[str, Any]]:
    """What a reply says of each country or region, by its id; what it left as it was is not among it."""
    return {entry.subject[1]: entry.says for entry in reply_in(found).entries if entry.touched}


def faults(found: Read) -> list[tuple[str, str, str]]:
    return [(one.address, one.message, one.hint) for one in found.remarks if one.weight is Weight.ERROR]


def warnings(found: Read) -> list[tuple[str, str]]:
    return [(one.address, one.message) for one in found.remarks if one.weight is Weight.WARNING]
