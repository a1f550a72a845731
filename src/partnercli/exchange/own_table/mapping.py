"""Which column of a table holds what: as it is kept, and as people type it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from partnercli.exchange.grid import Grid, column_named
from partnercli.exchange.own_table.fields import CROSSES, OF_A_COUNTRY, POSITIONS, SUBJECTS, Field
from partnercli.exchange.own_table.header_words import FIRST_ROWS, find_header
from partnercli.recording.spoken_names import Unclear
from partnercli.records.base import shown
from partnercli.records.names import did_you_mean, fold

_TYPED: Final[Mapping[str, Field]] = {
    **{fold(field): field for field in Field},
    "stance": Field.POSITION,
    "rank": Field.ORDER,
    "note": Field.COMMENTS,
    "notes": Field.COMMENTS,
    "comment": Field.COMMENTS,
    "condition": Field.CONDITIONS,
    "calls": Field.CALL,
}
"""The fields by what may be typed for them."""
_QUOTES = "\"“”„'‘’«»"
_ENTRY = re.compile(
    rf"""\s*([^=,;]*?)\s*(?:=\s*(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]|([^,;]*?)))?\s*(?:[,;]|$)"""
)
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_NUMBER = re.compile(r"\d{1,5}", re.ASCII)


class ColumnMap(NamedTuple):
    """Which column holds what, counted from 0; `header` is the last row of the header, None where there is none."""

    columns: Mapping[Field, int]
    header: int | None = None

    @property
    def bare(self) -> bool:
        """Whether countries or regions are named and no column holds positions: a list of those that are supported."""
        return bool({Field.COUNTRY, Field.REGION} & set(self.columns)) and not POSITIONS & set(self.columns)


class NotMapped(ValueError):
    """What was typed is no mapping of the table; `problems` are all its mistakes, each with a hint."""

    def __init__(self, problems: tuple[Unclear, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def in_words(mapping: ColumnMap) -> str:
    """What to type for a mapping: Country=2, Position=3."""
    return ", ".join(f"{field}={column + 1}" for field, column in mapping.columns.items())


def width(grid: Grid) -> int:
    """How many columns a table has."""
    return max(map(len, grid.rows), default=0)


def read_mapping(text: str, grid: Grid) -> ColumnMap:
    """What was typed for a table: Country=2, Position=C, Comments="Remarks of the delegation".

    A column is a number from 1, a letter, or the words above it in quotation marks. Raises NotMapped.
    """
    header = find_header(grid)
    columns: dict[Field, int] = {}
    problems: list[Unclear] = []
    found = header.row if header else None
    named: int | None = None
    for entry in _ENTRY.finditer(text):
        if not entry[0].strip(" ,;\n"):
            continue
        try:
            field = _field(entry, columns)
            columns[field], row = _column(entry, grid)
            named = named if row is None else max(row, named or 0)
        except Unclear as problem:
            problems.append(problem)
    problems += _missing(columns) if not problems else ()
    if problems:
        raise NotMapped(tuple(problems))
    if named is None or found == named + 1:  # the row below may be the second of the header
        return ColumnMap(columns, found)
    return ColumnMap(columns, named)


def _field(entry: re.Match[str], columns: Mapping[Field, int]) -> Field:
    name = entry[1]
    field = _TYPED.get(fold(name))
    if field is None:
        known = [str(field) for field in Field]
        hint = did_you_mean(name, known) or f"the words are: {', '.join(known)}"
        raise Unclear(f"{shown(name)} is nothing that a column can hold", hint)
    if field in columns:
        raise Unclear(f"{field} is given twice", "keep one of the two")
    if entry[2] is None and not entry[3]:
        raise Unclear(f"the column of {field} is missing", f"write its number behind a sign: {field}=2")
    return field


def _column(entry: re.Match[str], grid: Grid) -> tuple[int, int | None]:
    """The column that is meant, and the row of its words where these were given."""
    if entry[2] is not None:
        return _headed(entry[2], grid)
    said = entry[3]
    if _NUMBER.fullmatch(said):
        column = int(said) - 1
    elif _LETTERS.fullmatch(said):
        column = column_named(said.upper()) - 1
    else:
        raise Unclear(
            f"{shown(said)} is no column", "write its number, a letter, or the words above it in quotes"
        )
    if not 0 <= column < width(grid):
        raise Unclear(f"there is no column {said}", f"the table has {width(grid)}: the first is 1")
    return column, None


def _headed(words: str, grid: Grid) -> tuple[int, int]:
    """The first cell of the table that holds these words, from the top."""
    seen: list[str] = []
    for row, cells in enumerate(grid.rows[:FIRST_ROWS]):
        for column, cell in enumerate(cells):
            if cell.text.strip() and fold(cell.text) == fold(words):
                return column, row
            seen.append(cell.text.strip())
    raise Unclear(f"no column is headed {shown(words)}", did_you_mean(words, filter(None, seen)))


def _missing(columns: Mapping[Field, int]) -> Iterator[Unclear]:
    """What a mapping lacks, or has in two ways."""
    given = set(columns)
    if not given & SUBJECTS:
        yield Unclear("no column holds countries", "say which: Country=1")
    elif given & (OF_A_COUNTRY - {Field.COMMENTS}) and not given & {Field.COUNTRY, Field.REGION}:
        yield Unclear("no column holds the countries that the positions are on", "say which: Country=1")
    for field, other in ((Field.QUESTION, Field.REPLY), (Field.REPLY, Field.QUESTION)):
        if field in given and other not in given:
            yield Unclear(f"{field} needs a column for {other} too", f"say which: {other}=2")
    if Field.POSITION in given and given & set(CROSSES):
        yield Unclear("a position is either a word or a cross", "map Position, or the columns of crosses")
    by_column: dict[int, Field] = {}
    for field, column in columns.items():
        other = by_column.setdefault(column, field)
        if other is not field and {other, field} != {Field.COUNTRY, Field.REGION}:
            yield Unclear(
                f"column {column + 1} cannot be {other} and {field}", "give each a column of its own"
            )
