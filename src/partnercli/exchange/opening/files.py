"""Opens a file by what it holds, whatever its name says."""

from __future__ import annotations

import hashlib
import re

from partnercli.documents.office_archive import BEGINNING, ArchiveProblem, Wrong, archive_parts
from partnercli.exchange.grid import Grid, Sent
from partnercli.exchange.opening.comma import read_comma
from partnercli.exchange.opening.foreign import Foreign, foreign, foreign_parts
from partnercli.exchange.opening.limits import LARGEST
from partnercli.exchange.opening.remarks import Remarks, some_of

_ANEW = "open the file in the program that made it and save it anew; if it will not open, ask for it again"
_LESS = (
    "take pictures out, delete empty rows and columns that are only coloured or lined, and save it anew; "
    "or copy the table into a new file"
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MICROSOFT = "application/vnd.ms-"
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, spaces and joiners without width, byte order marks: they come along when text is copied."""


def opened(name: str, data: bytes) -> Sent:
    """The tables of a workbook (.xlsx), a Word document (.docx) or a CSV file, and what is to be said of it.

    `name` is what the user called it. Nothing is raised for anything that a file may hold; where it may not be read,
    all that is wrong with it is said, each at its place, and there are no tables.
    """
    remarks = Remarks(name)
    grids = tuple(_as_seen(grid, remarks) for grid in _grids(data, remarks))
    digest = hashlib.sha256(data).hexdigest()
    return Sent(name, digest, () if remarks.refused else grids, remarks.all())


def _grids(data: bytes, remarks: Remarks) -> tuple[Grid, ...]:
    if len(data) > LARGEST:
        remarks.error(
            "", f"it is larger than {LARGEST // 1_000_000} MB", "take pictures out of it, or send less"
        )
        return ()
    if not data.strip():
        remarks.error("", "it is empty", "ask for it again, or name another file")
        return ()
    unread = foreign(data)
    if unread is not None:
        return _not_read(unread, remarks)
    return _from_archive(data, remarks) if data.startswith(BEGINNING) else read_comma(data, remarks)


def _as_seen(grid: Grid, remarks: Remarks) -> Grid:
    """The table without the characters that nobody sees, and a word where there were any."""
    held = [cell.address for row in grid.rows for cell in row if _UNSEEN.search(cell.text)]
    if not held:
        return grid
    remarks.warning(grid.name, f"invisible characters, as of soft hyphens, are left out: {some_of(held)}")
    rows = (tuple(cell._replace(text=_UNSEEN.sub("", cell.text)) for cell in row) for row in grid.rows)
    return grid._replace(rows=tuple(rows))


def _not_read(unread: Foreign, remarks: Remarks) -> tuple[Grid, ...]:
    remarks.error("", f"it is {unread.what}", unread.hint)
    return ()


def _from_archive(data: bytes, remarks: Remarks) -> tuple[Grid, ...]:
    from partnercli.exchange.opening.package import BrokenPart, Package
    from partnercli.exchange.opening.word import read_word
    from partnercli.exchange.opening.workbook import read_workbook

    try:
        parts = archive_parts(data)
    except ArchiveProblem as problem:
        for fault in problem.faults:
            what = fault.message if not fault.part else f"this part of the file {fault.message}"
            hint = _LESS if fault.wrong is Wrong.TOO_LARGE else _ANEW
            remarks.error(fault.part, what if fault.part else f"it {what}", hint)
        return ()
    package = Package(parts, remarks)
    main = next(package.of("", "officeDocument"), None)
    try:
        kind = package.kind(main.target) if main else ""
    except BrokenPart:
        return ()
    if main and kind.startswith((f"{_OFFICE}spreadsheetml.", f"{_MICROSOFT}excel.")) and "binary" not in kind:
        return read_workbook(package, main.target)
    if main and kind.startswith((f"{_OFFICE}wordprocessingml.", f"{_MICROSOFT}word.")):
        return read_word(package, main.target)
    return _not_read(foreign_parts(parts), remarks)
