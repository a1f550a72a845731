"""The files of forms: their names, and that none that somebody filled in is written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from partnercli.cli.files_sent import sent_bytes
from partnercli.cli.session import shown
from partnercli.documents.words import listed
from partnercli.exchange.form.layout import Form
from partnercli.exchange.opening.limits import LARGEST
from partnercli.exchange.workbook_file import as_made
from partnercli.library.problems import Refused

FOLDER = "forms"
"""Where forms lie within the build folder."""


def file_name(form: Form) -> str:
    """The name of a form's file."""
    return f"form-{form.meeting}-{'together' if form.together else form.sheets[0].delegation.lower()}.xlsx"


def require_unfilled(folder: Path, names: Iterable[str]) -> None:
    """Raise Refused where a form that somebody filled in would be written over."""
    hint = "move it away (and import it), or name another folder with --output"
    there = [path for name in names if (path := folder / name).is_file()]
    filled = [shown(path) for path in there if not as_made(sent_bytes(path, LARGEST, hint))]
    if filled:
        said = "saved by another program since it was made, and may hold replies"
        raise Refused(f"{said}: {listed(filled)}", hint)
