"""The rows of a table under a mapping, as what each delegation says; every word of it with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final

from partnercli.exchange.gathering import Gathering
from partnercli.exchange.grid import Cell, Grid, Sent
from partnercli.exchange.named import meeting_named
from partnercli.exchange.one_meeting import SAY_ITS_MEETING, OneMeeting
from partnercli.exchange.own_table.cells import Fault, Row, ticked_columns
from partnercli.exchange.own_table.fields import ALL_SUPPORTED, OF_A_COUNTRY, POSITIONS, Field
from partnercli.exchange.own_table.header_words import asks_what_is_against
from partnercli.exchange.own_table.mapping import ColumnMap
from partnercli.exchange.own_table.owners import Owners
from partnercli.exchange.own_table.said import answer_of, preferred_in
from partnercli.exchange.own_table.stance_words import speaks_against, stance_said
from partnercli.exchange.questions import Questions
from partnercli.exchange.remark import Remark, Weight, errors
from partnercli.exchange.reply import Read
from partnercli.exchange.subjects import Subjects
from partnercli.exchange.themes import theme_of, themes_in
from partnercli.recording.positions import Subject
from partnercli.recording.replies import Call, Entry
from partnercli.records.base import Unreadable, shown
from partnercli.records.exercise import Exercise
from partnercli.records.names import did_you_mean, fold

_FOOTNOTE_SIGNS: Final = ("*", "†", "‡", "§")
_MOST_REMARKS: Final = 200
_MOST_SAID: Final = 100_000
"""Positions that are read of a table, each delegation's and each country's for itself."""
_LONGEST_HEADING: Final = 80
"""Characters of the longest line above a list that is asked whether it speaks against what is listed."""
_OF_THE_ROW: Final = frozenset({Field.DELEGATION, Field.MEETING, Field.ILLUSTRATIVE})
"""What says nothing by itself."""


def read_table(
    sent: Sent,
    grid: Grid,
    mapping: ColumnMap,
    exercise: Exercise,
    subjects: Subjects,
    delegation: str | None = None,
    meeting: str | None = None,
) -> Read:
    """What the rows of a table say.

    `delegation` is the code of the one whose table it is, where that was said; else a column, a line above the table,
    the sheet's or the file's name must tell. `meeting` is the id of the meeting whose questions are answered, and whose
    rows are read where they name several. `subjects` are those by which the columns of the same file were found.
    """
    owners = Owners(sent.file, grid, mapping, exercise, delegation)
    return _Reading(sent, grid, mapping, exercise, owners, meeting, subjects).read()


class _Reading:
    """A table as far as it was read."""

    def __init__(
        self,
        sent: Sent,
        grid: Grid,
        mapping: ColumnMap,
        exercise: Exercise,
        owners: Owners,
        meeting: str | None,
        subjects: Subjects,
    ) -> None:
        self._file = sent.file
        self._grid = grid
        self._mapping = mapping
        self._exercise = exercise
        self._owners = owners
        self._subjects = subjects
        self._ticked = ticked_columns(grid, mapping)
        self._questions = Questions(exercise, meeting)
        self._one = OneMeeting(sent.file, grid.name, self._meetings_named(), meeting)
        self._gathered = Gathering(
            sent.file, sent.digest, grid.name, exercise, "CSV" if grid.alone else "table"
        )
        self._remarks: list[Remark] = []
        self._headings = 0
        self._said = 0

    def read(self) -> Read:
        """All rows below the header."""
        self._look_above()
        first = self._first()
        if against := self._against(first):
            return Read(remarks=(*self._remarks, against))
        if self._one.remark is not None:
            self._remarks.append(self._one.remark)
        if self._one.refused:
            return Read(remarks=tuple(self._remarks))
        for number in range(first, len(self._grid.rows)):
            row = self._row_at(number)
            try:
                self._row(row, number)
            except Fault as fault:
                row.fault(fault)
            self._remarks += row.remarks
            if len(self._remarks) > _MOST_REMARKS and len(errors(self._remarks)) > _MOST_REMARKS:
                message = f"more than {_MOST_REMARKS} faults: the rows below this one are not looked at"
                self._remarks.append(Remark(self._file, row.at(), message, "is it the right table?"))
                break
        replies = tuple(self._gathered.replies())
        remarks = [*self._owners.remarks, *self._remarks, *self._gathered.remarks, *self._of_the_table()]
        if not replies and not errors(remarks):
            hint = "say which columns to read: --map"
            remarks.append(Remark(self._file, self._grid.name, "no row of this table says a position", hint))
        return Read(replies, tuple(remarks))

    def _row_at(self, number: int) -> Row:
        return Row(self._grid, number, self._mapping, self._file, self._ticked)

    def _look_above(self) -> None:
        """Names above the header or in it are no rows of the table: they are named, so that none is lost."""
        header = self._mapping.header
        for number in range(0 if header is None else header + 1):
            cell = self._row_at(number).cell(Field.COUNTRY)
            if cell is not None and self._subjects.names(cell.text):
                where = "in" if number == header else "above"
                message = f"{shown(cell.text)} stands {where} the header of the table and is not read"
                self._warn(cell.address, message)

    def _against(self, first: int) -> Remark | None:
        """What stands above the rows, and may turn round what they seem to say; None where nothing does."""
        above = [cell for row in self._grid.rows[:first] for cell in row]
        name = Cell(self._grid.name, self._grid.name)
        if self._mapping.bare:
            found = (
                cell
                for cell in (*above, name)
                if len(cell.text) <= _LONGEST_HEADING and speaks_against(cell.text)
            )
            what = "what is named below is not supported"
        else:
            position = self._mapping.columns.get(Field.POSITION)
            header = self._grid.cell(first - 1, position) if first and position is not None else None
            found = (cell for cell in (header,) if cell is not None and asks_what_is_against(cell.text))
            what = "a yes below is no support"
        if (cell := next(found, None)) is None:
            return None
        hint = "write a position beside each country, in a column of its own"
        return Remark(self._file, cell.address, f"{shown(cell.text)} may mean that {what}", hint)

    def _first(self) -> int:
        """The first row below the header; where no row is known to be it, the first one that names nothing may be."""
        if self._mapping.header is not None:
            return self._mapping.header + 1
        for number in range(len(self._grid.rows)):
            row = self._row_at(number)
            if (cell := row.cell(Field.COUNTRY)) is None:
                continue
            named, position = self._subjects.named(cell.text), row.cell(Field.POSITION)
            strange = not named.subjects and not any(unknown.near for unknown in named.unknown)
            if strange and (position is None or stance_said(position.text) is None):
                self._warn(cell.address, f"{shown(cell.text)} is read as the header of the table")
                return number + 1
            return number
        return 0

    def _meetings_named(self) -> Iterator[str]:
        """The meetings on record that the rows name, row by row."""
        for number in range(len(self._grid.rows)):
            cell = self._row_at(number).cell(Field.MEETING)
            if cell is not None and cell.text in self._exercise.meetings:
                yield cell.text

    def _row(self, row: Row, number: int) -> None:
        filled = row.filled()
        cell = row.cell(Field.MEETING)
        if cell is not None and cell.text in self._exercise.meetings and self._one.passes_over(cell.text):
            with suppress(Fault):  # an empty cell below means the delegation of this row
                self._owners.of(row)
            return
        owners = self._owners.of(row)
        if not filled - _OF_THE_ROW or self._is_header_again(number):
            return
        self._meeting(row, owners)
        about_a_question = Field.QUESTION in filled
        if about_a_question:
            self._answer(row, owners)
        elif Field.REPLY in filled:
            raise Fault(row.at(), "there is a reply and no question in this row", self._questions.hint)
        self._calls(row, owners)
        said = filled & (OF_A_COUNTRY - ({Field.COMMENTS} if about_a_question else set()))
        if filled & {Field.COUNTRY, Field.REGION}:
            self._country(row, number, said, owners)
        elif said:
            raise Fault(row.at(), "this row names no country", "name one, or empty the row")

    def _is_header_again(self, number: int) -> bool:
        """Whether the header is repeated, as at the top of a page."""
        if self._mapping.header is None:
            return False
        above, here = self._grid.rows[self._mapping.header], self._grid.rows[number]
        return [fold(cell.text) for cell in above] == [fold(cell.text) for cell in here]

    def _meeting(self, row: Row, owners: Sequence[str]) -> None:
        cell = row.cell(Field.MEETING)
        if self._one.leaves_open(cell.text if cell else None):
            raise Fault(row.at(), "this row names no meeting, and others name several", SAY_ITS_MEETING)
        if cell:
            try:
                meeting = meeting_named(self._exercise, cell.text)
            except Unreadable as unknown:
                raise Fault(cell.address, str(unknown), unknown.hint) from unknown
            for owner in owners:
                self._gathered.meeting(owner, meeting)
        if row.yes(Field.ILLUSTRATIVE):
            for owner in owners:
                self._gathered.illustrative(owner)

    def _country(self, row: Row, number: int, said: frozenset[Field], owners: Sequence[str]) -> None:
        cell, subjects = self._named(row)
        if not subjects and not said & POSITIONS:
            return
        if not said and self._is_heading(row, number, subjects):
            return
        preferred = preferred_in(row, cell, said, self._mapping)
        if preferred is None:
            return
        self._said += len(subjects) * len(owners)
        if self._said > _MOST_SAID:
            message = f"more than {_MOST_SAID:,} positions: this row is not read"
            raise Fault(cell.address, message, "import it in several files")
        for subject in subjects:
            entry = Entry(subject, preferred.says, cell.address, preferred.cells)
            for owner in owners:
                self._gathered.entry(owner, entry)

    def _named(self, row: Row) -> tuple[Cell, tuple[Subject, ...]]:
        """The cell that names what the row is about, and that; nothing where a part of it is not known."""
        if (cell := row.cell(Field.COUNTRY)) is not None:
            named = self._subjects.named(cell.text)
            if named.unknown and cell.text.startswith(_FOOTNOTE_SIGNS) and not row.filled() & OF_A_COUNTRY:
                row.warn(cell.address, "this row is read as a footnote and passed over")
                return cell, ()
            for unknown in named.unknown:
                row.fault(Fault(cell.address, unknown.message, unknown.hint))
            return cell, () if named.unknown else named.subjects
        cell = row.cell(Field.REGION) or Cell(row.at(), "")
        if (region := self._subjects.region(cell.text)) is None:
            known = [region.name for region in self._exercise.regions]
            hint = did_you_mean(cell.text, known) or f"the regions are: {', '.join(known)}"
            raise Fault(cell.address, f"there is no region {shown(cell.text)}", hint)
        return cell, (region,)

    def _is_heading(self, row: Row, number: int, subjects: Sequence[Subject]) -> bool:
        """Whether a row with a region's name alone stands above its countries, and names no region itself.

        In a table that has positions it always does. In a bare list it does where a country of it comes next; where
        one of another region does, it is named, and a warning says so.
        """
        (kind, region), *others = subjects
        if kind != "region" or others:
            return False
        following = self._next_subject(number) if self._mapping.bare else None
        of_it = following is not None and self._region_of(following) == region
        if following is not None and following[0] == "country" and not of_it:
            row.warn(row.at(), "this region is read as one that the delegation names, not as a heading")
        heads = not self._mapping.bare or of_it
        self._headings += heads
        return heads

    def _region_of(self, subject: Subject) -> str | None:
        """The region of a country; None of a region."""
        kind, key = subject
        return self._exercise.countries[key].region if kind == "country" else None

    def _next_subject(self, number: int) -> Subject | None:
        for later in range(number + 1, len(self._grid.rows)):
            row = self._row_at(later)
            if (cell := row.cell(Field.COUNTRY)) is not None:
                return next(iter(self._subjects.named(cell.text).subjects), None)
            if row.cell(Field.REGION) is not None:
                return None
        return None

    def _answer(self, row: Row, owners: Sequence[str]) -> None:
        if (said := answer_of(row, self._questions)) is not None:
            for owner in owners:
                self._gathered.answer(owner, said)

    def _calls(self, row: Row, owners: Sequence[str]) -> None:
        if (cell := row.cell(Field.CALL)) is None:
            return
        for text in themes_in(cell.text):
            try:
                theme = theme_of(text)
            except Unreadable as error:
                row.fault(Fault(cell.address, str(error), error.hint))
                continue
            for owner in owners:
                self._gathered.call(owner, Call(theme, cell.address))

    def _of_the_table(self) -> Iterator[Remark]:
        if self._mapping.bare:
            hint = 'if one does, say which: --map "Country=1, Position=2"'
            yield Remark(self._file, self._grid.name, ALL_SUPPORTED, hint, Weight.WARNING)
        if self._headings:
            rows = (
                "1 row is read as a heading"
                if self._headings == 1
                else f"{self._headings} rows are read as headings"
            )
            message = f"{rows}: the name of a region, and nothing said of it"
            hint = "where a region itself is meant, give its row a position"
            yield Remark(self._file, self._grid.name, message, hint, Weight.WARNING)

    def _warn(self, at: str, message: str) -> None:
        self._remarks.append(Remark(self._file, at, message, weight=Weight.WARNING))
