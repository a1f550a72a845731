"""Which column of a table holds what, as its header words and its cells let one believe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from partnercli.exchange.grid import Grid
from partnercli.exchange.own_table.fields import ALL_SUPPORTED, CROSSES, OF_A_COUNTRY, SUBJECTS, Field
from partnercli.exchange.own_table.header_words import Header, find_header, says_nothing
from partnercli.exchange.own_table.mapping import ColumnMap, width
from partnercli.exchange.own_table.stance_words import (
    MARKS,
    NAYS,
    NO_MARKS,
    priority_said,
    rank_said,
    reply_said,
    speaks_against,
    stance_said,
)
from partnercli.exchange.subjects import Subjects
from partnercli.records.base import shown
from partnercli.records.exercise import Exercise
from partnercli.records.names import fold

_MOST_ROWS = 200
"""Rows whose cells are looked at."""
_MOST_CELLS = 10_000
"""Cells of a table that are looked at: of one with many columns fewer rows."""
_LONGEST_WORDS = 200
"""Characters of a cell that may still be a name or word; what is longer is prose."""
_BY_CELLS: Final = (Field.COUNTRY, Field.DELEGATION, Field.POSITION, Field.PRIORITY)
"""What cells alone can show, without a word above them."""
_MAY_HOLD: Final[Mapping[Field, tuple[Field, ...]]] = {
    **dict.fromkeys(CROSSES, (Field.POSITION, Field.ORDER)),
    Field.PRIORITY: (Field.PRIORITY, Field.ORDER, Field.COUNTRY, Field.POSITION),
    Field.ORDER: (Field.ORDER,),
    Field.COUNTRY: (Field.COUNTRY, Field.DELEGATION),
}
"""What the cells under a heading may turn out to hold, the most likely first."""
_STRICT: Final = frozenset({Field.PRIORITY, Field.ORDER})
"""Headings that are not believed when the cells hold nothing of the kind."""


class Proposed(NamedTuple):
    """A mapping that suggests itself, None where it cannot be told what the table is about.

    `reasons` say why columns are taken; `unclear` name the columns that are left out, and why.
    """

    mapping: ColumnMap | None
    reasons: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def proposed_mapping(grid: Grid, exercise: Exercise, subjects: Subjects) -> Proposed:
    """What the columns of a table seem to hold; `subjects` are those of its file."""
    header = find_header(grid)
    columns = tuple(_columns(grid, header, exercise, subjects))
    taken: dict[Field, _Column] = {}
    unclear: dict[int, str] = {}
    for column in columns:
        field = _field(column)
        if field is None:
            unclear[column.number] = _why_not(column)
        elif field in taken and column.share(field) <= taken[field].share(field):
            unclear[column.number] = f"{column}: {taken[field]} is {field} already"
        else:
            if field in taken:
                unclear[taken[field].number] = f"{taken[field]}: {column} is rather {field}"
            taken[field] = column
    for field, why in _not_together(taken).items():
        column = taken.pop(field)
        unclear[column.number] = f"{column}: {why}"
    if len(rivals := [column for column in columns if column.tells_positions()]) > 1:
        taken.pop(Field.POSITION, None)
        both = f"{' and '.join(map(str, rivals))} may each hold them"
        unclear |= {column.number: both if column is rivals[0] else "" for column in rivals}
    said = tuple(unclear[number] for number in sorted(unclear) if unclear[number])
    if not set(taken) & SUBJECTS:
        return Proposed(None, unclear=("no column seems to hold countries or guiding questions", *said))
    reasons = tuple(_reasons(taken))
    numbers = {field: taken[field].number for field in Field if field in taken}
    mapping = ColumnMap(numbers, header.row if header else None)
    if mapping.bare:
        if doubts := (*said, *_may_tell(taken)):
            return Proposed(None, unclear=("it cannot be told where positions stand", *doubts))
        reasons = (*reasons, ALL_SUPPORTED)
    return Proposed(mapping, reasons, said)


def may_be_reply(grid: Grid, exercise: Exercise, subjects: Subjects) -> bool:
    """Whether a table could be what a delegation says: it maps by itself, or a cell of it names a country or region."""
    texts = (cell.text for row in grid.rows[:_MOST_ROWS] for cell in row if len(cell.text) <= _LONGEST_WORDS)
    return (
        any(subjects.one(text) is not None for text in texts)
        or proposed_mapping(grid, exercise, subjects).mapping is not None
    )


def cells_looked_at(grid: Grid) -> int:
    """How many cells of a table are looked at, to tell whether it may be a reply."""
    return sum(len(row) for row in grid.rows[:_MOST_ROWS])


class _Column(NamedTuple):
    """A column as it looks: its words above, what they can mean, how many cells say something, and what kind."""

    number: int
    words: str
    meant: frozenset[Field]
    filled: int
    counts: Mapping[Field, int]
    crosses: bool

    def __str__(self) -> str:
        return f"column {self.number + 1}" + (f" ({shown(self.words)})" if self.words else "")

    def share(self, field: Field) -> tuple[int, int]:
        """How well the cells suit a field, to choose among columns: those that fit, then those that say anything."""
        return self.counts.get(field, 0), self.filled

    def tells_positions(self) -> bool:
        """Whether words or cells say that positions stand here: of two such columns none is chosen."""
        return bool(self.filled) and self.meant <= {Field.POSITION} and _field(self) is Field.POSITION

    def counts_rows(self) -> bool:
        """Whether it numbers the rows: nothing but whole numbers below "No", which alone could also mean a refusal."""
        return fold(self.words) == "no" and self.counts.get(Field.ORDER, 0) == self.filled

    def mostly(self, field: Field) -> bool:
        """Whether more than half of the cells that say something hold this."""
        return 2 * self.counts.get(field, 0) > self.filled


def _columns(grid: Grid, header: Header | None, exercise: Exercise, subjects: Subjects) -> Iterator[_Column]:
    first = header.row + 1 if header else 0
    wide = width(grid)
    rows = grid.rows[first : first + min(_MOST_ROWS, _MOST_CELLS // max(wide, 1))]
    for number in range(wide):
        texts = [row[number].text.strip() for row in rows if number < len(row)]
        filled = [text for text in texts if text]
        if filled or (header and number in header.fields):
            counts = Counter(field for text in filled for field in _kinds(text, subjects, exercise))
            crosses = all(text.lower() in MARKS | NO_MARKS | NAYS for text in filled)
            meant = header.fields.get(number, frozenset()) if header else frozenset()
            yield _Column(number, _words(grid, header, number), meant, len(filled), counts, crosses)


def _words(grid: Grid, header: Header | None, column: int) -> str:
    """The words above a column: the lowest row of the header that has any there."""
    for row in range(header.row if header else -1, -1, -1):
        cell = grid.cell(row, column)
        if cell is not None and cell.text.strip():
            return cell.text.strip()
        if header and row < header.row - 1:
            break
    return ""


def _kinds(text: str, subjects: Subjects, exercise: Exercise) -> Iterator[Field]:
    """What a cell may be, as it stands."""
    if len(text) > _LONGEST_WORDS:
        return
    if subjects.names(text):
        yield Field.COUNTRY
        if subjects.region(text) is not None:
            yield Field.REGION
    if exercise.delegation_names.find(text) is not None:
        yield Field.DELEGATION
    if stance_said(text) is not None:
        yield Field.POSITION
    if priority_said(text) is not None:
        yield Field.PRIORITY
    if rank_said(text) is not None:
        yield Field.ORDER
    if reply_said(text) is not None:
        yield Field.REPLY


def _field(column: _Column) -> Field | None:
    """What a column holds; None where neither its words nor its cells tell.

    A column of positions is never dropped for words that are not understood: without it, all who are named would
    seem to be supported.
    """
    if len(column.meant) == 1:
        (said,) = column.meant
        return _as_the_cells_say(said, column)
    if not column.filled or speaks_against(column.words):
        return None
    possible = [field for field in _BY_CELLS if field in column.meant or not column.meant]
    otherwise = Field.POSITION if Field.POSITION in column.meant else None
    return next((field for field in possible if column.mostly(field)), otherwise)


def _as_the_cells_say(said: Field, column: _Column) -> Field | None:
    """What the words above say, unless the cells plainly hold something else; None where that is nothing known."""
    if not column.filled or (said in CROSSES and column.crosses):
        return said
    held = next((kind for kind in _MAY_HOLD.get(said, ()) if column.mostly(kind)), None)
    if held is None:
        return None if said in _STRICT else said
    return None if said in CROSSES and held is Field.ORDER else held


def _not_together(taken: Mapping[Field, _Column]) -> Mapping[Field, str]:
    """The fields that go, since another that they need is missing, or says the same in another way."""
    gone: dict[Field, str] = {}
    if (Field.QUESTION in taken) != (Field.REPLY in taken):
        gone[Field.QUESTION if Field.QUESTION in taken else Field.REPLY] = (
            "questions need a column of replies, and replies one of questions"
        )
    crosses = [field for field in CROSSES if field in taken]
    if crosses == [Field.OPPOSITION] and fold(taken[Field.OPPOSITION].words) == "no":
        gone[Field.OPPOSITION] = "it may number the rows"
    if crosses and Field.POSITION in taken:
        worded = taken[Field.POSITION].counts.get(Field.POSITION, 0)
        for field in crosses if worded else [Field.POSITION]:
            gone[field] = "positions are told by another column already"
    if not {Field.COUNTRY, Field.REGION} & set(taken):
        alone = OF_A_COUNTRY - ({Field.COMMENTS} if Field.QUESTION in taken else set())
        gone |= {field: "no column says of which country" for field in taken if field in alone}
    return gone


def _reasons(taken: Mapping[Field, _Column]) -> Iterator[str]:
    """Why columns are taken, those together that are taken for the same reason."""
    ordered = [(field, taken[field]) for field in Field if field in taken]
    by_words = [f"{field} is {column}" for field, column in ordered if column.meant == {field}]
    by_cells = [f"{field} is {column}" for field, column in ordered if column.meant != {field}]
    if by_words:
        yield f"by the words above: {', '.join(by_words)}"
    if by_cells:
        yield f"by what the cells hold: {', '.join(by_cells)}"


def _may_tell(taken: Mapping[Field, _Column]) -> Iterator[str]:
    """The columns of texts beside countries without positions: what they say may be that a country is not supported."""
    for field in (Field.CONDITIONS, Field.COMMENTS):
        if field in taken and taken[field].filled and Field.QUESTION not in taken:
            yield f"{taken[field]} may say what the position is"


def _why_not(column: _Column) -> str:
    """Why a column is not read; nothing where there is nothing in it."""
    if not column.filled or says_nothing(column.words) or column.counts_rows():
        return ""
    if len(column.meant) == 1:
        (said,) = column.meant
        return f"{column} says {said}, and what its cells hold is something else"
    if column.meant:
        return f"{column} may be {' or '.join(sorted(column.meant))}"
    return f"{column} is not read: nothing tells what it holds"
