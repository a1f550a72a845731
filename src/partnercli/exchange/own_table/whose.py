"""Whose words a table holds, where no column says it: a line above it, the sheet's name, the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from partnercli.exchange.grid import Grid
from partnercli.exchange.own_table.fields import Field
from partnercli.exchange.own_table.header_words import fields_in
from partnercli.records.exercise import Exercise

_SAID = re.compile(r"\s*([^:\n]{2,40}?)\s*[:–—]\s*([^\n]+)")
_LONGEST_LINE = 120
"""Characters of the longest line above a table that says whose it is."""
_LONGEST_NAME = 4
"""Words of the longest name of a delegation that is looked for in a file's name."""


def delegations_told(file: str, grid: Grid, header: int | None, exercise: Exercise) -> tuple[str, ...]:
    """The delegations that file, sheet and the lines above the header name, in protocol order."""
    above = [cell.text for row in grid.rows[: header or 0] for cell in row if len(cell.text) <= _LONGEST_LINE]
    found = {*_above(above, exercise), *_in_name(PurePath(file.replace("\\", "/")).stem, exercise)}
    if (code := exercise.delegation_names.find(grid.name)) is not None:
        found.add(code)
    return exercise.in_protocol_order(found)


def _above(cells: list[str], exercise: Exercise) -> Iterator[str]:
    """Delegation: Germany, in one cell or in two; or the name alone."""
    for text in cells:
        said = _SAID.fullmatch(text)
        name = said[2] if said and fields_in(said[1]) == {Field.DELEGATION} else text
        if (code := exercise.delegation_names.find(name)) is not None:
            yield code


def _in_name(stem: str, exercise: Exercise) -> Iterator[str]:
    """A file is called by a delegation, or has its name between other words; a code only stands first or last."""
    words = re.findall(r"\w+", stem.replace("_", " "))
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            code = exercise.delegation_names.find(" ".join(words[at : at + size]))
            is_code = size == 1 and len(words[at]) <= 3
            if code is not None and (not is_code or at in (0, len(words) - 1)):
                yield code
                at += size - 1
                break
        at += 1
