"""LibreOffice as a hand that nobody here guides: it types into workbooks, converts files, and prints sheets to look at.

Packages libreoffice-calc-nogui and libreoffice-writer-nogui are enough. It works in a folder and with a profile made
for one run of the tests, and what is typed goes to it through a file in UTF-8, so that every character arrives.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from read_back import said

Place = tuple[str, str]
"""A cell: the name of its sheet and its address, as B7."""

_MACROS = Path(__file__).with_suffix(".bas")
_LINE_END = "␊"
_SAVED_AS = {
    "docx": "docx:MS Word 2007 XML",
    "csv": "csv:Text - txt - csv (StarCalc):59,34,76",  # semicolons, quotation marks, UTF-8
}
"""How LibreOffice is told of a kind of file, where its ending is not enough."""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">\
{text}</script:module>
"""


class Locked(Exception):
    """LibreOffice did not take a text: the cell is locked."""


class Seen(NamedTuple):
    """A cell as LibreOffice shows it: whether it is locked, where the words of its drop-down list stand, its text.

    `choices` is empty where there is no list, or where the list refuses nothing.
    """

    locked: bool
    choices: str
    text: str


def filled(workbook: bytes, cells: Mapping[Place, str]) -> bytes:
    """An .xlsx in which somebody typed these texts, cell by cell, and saved it; raises Locked."""
    for text in cells.values():
        assert not {"\t", "\r", _LINE_END} & set(text), "who types a tab leaves the cell"
    orders = [(*place, text.replace("\n", _LINE_END)) for place, text in cells.items()]
    saved, found = _at_the_desk(workbook, orders)
    if locked := [place for place in cells if found[place].locked]:
        raise Locked(", ".join("!".join(place) for place in locked))
    taken = {place: cell.text for place, cell in found.items()}
    assert taken == cells, [(taken[place], text) for place, text in cells.items() if taken[place] != text]
    return saved


def seen(workbook: bytes, places: Iterable[Place]) -> dict[Place, Seen]:
    """What LibreOffice shows in cells of an .xlsx."""
    return _at_the_desk(workbook, list(places))[1]


def converted(data: bytes, source: str, target: str) -> bytes:
    """A file saved as one of another kind; both by their endings, as xlsx and ods."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / f"file.{source}").write_bytes(data)
        as_text = ("--infilter=HTML (StarWriter)",) if (source, target) == ("html", "docx") else ()
        _soffice(
            *as_text,
            "--convert-to",
            _SAVED_AS.get(target, target),
            "--outdir",
            folder / "out",
            folder / f"file.{source}",
        )
        return (folder / "out" / f"file.{target}").read_bytes()


def pictures(workbook: bytes, into: Path) -> list[Path]:
    """The pages of an .xlsx as they are printed, as PNG files in a folder."""
    pdf = into / "printed.pdf"
    pdf.write_bytes(converted(workbook, "xlsx", "pdf"))
    said("pdftoppm", "-png", "-r", "80", pdf, into / "page")
    return sorted(into.glob("page*.png"))


def _at_the_desk(workbook: bytes, orders: Iterable[tuple[str, ...]]) -> tuple[bytes, dict[Place, Seen]]:
    """Open, type where an order has a text, look, and save."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "form.xlsx").write_bytes(workbook)
        asked = [*("\t".join(order) for order in orders), "", ""]  # the end of the last line is read with it
        (folder / "orders.txt").write_text("\n".join(asked), "utf-8")
        macros = _MACROS.read_text("utf-8").replace("@FOLDER@", folder.as_uri())
        module = _profile() / "user/basic/Standard/Module1.xba"
        module.write_text(_MODULE.format(text=escape(macros)), "utf-8")
        _soffice("--norestore", "macro:///Standard.Module1.TypeIn")
        *lines, done, rest = (folder / "seen.txt").read_text("utf-8").split("\n")
        assert (done, rest) == ("done", "")
        return (folder / "filled.xlsx").read_bytes(), dict(map(_seen, lines))


def _seen(line: str) -> tuple[Place, Seen]:
    sheet, address, locked, choices, text = line.split("\t")
    return (sheet, address), Seen(locked == "locked", choices, text.replace(_LINE_END, "\n"))


def _soffice(*arguments: str | Path) -> None:
    said("soffice", f"-env:UserInstallation={_profile().as_uri()}", "--headless", *arguments)


@cache
def _profile() -> Path:
    """A profile for this run of the tests, after a first start, which fills it."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={folder.as_uri()}", "--headless", "--terminate_after_init"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder
