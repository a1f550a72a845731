"""Of a file that holds words for several meetings, those for one: what is read, and what is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from partnercli.documents.words import listed
from partnercli.exchange.remark import Remark, Weight
from partnercli.records.plural import plural

SAY_ITS_MEETING: Final = "name its meeting in it"
_MOST_NAMED: Final = 10
"""Meetings that are named in one line."""


class OneMeeting:
    """Which rows of a file are read.

    Where it names one meeting or none, all of them are: `meeting` is None then. Where it names several, those of
    `wanted` are read, and `remark` says what is passed over; where none is of it, nothing is, and `remark` is an error.
    """

    def __init__(self, file: str, place: str, named: Iterable[str], wanted: str | None) -> None:
        """`named` are the ids of the meetings on record, row by row; `wanted` None: nobody said which one is meant."""
        rows: dict[str, int] = {}
        for meeting in named:
            rows[meeting] = rows.get(meeting, 0) + 1
        self.meeting: str | None = None
        self.remark: Remark | None = None
        if len(rows) < 2:
            return
        others = [meeting for meeting in rows if meeting != wanted]
        if wanted in rows:
            self.meeting = wanted
            passed = listed([f"{plural(rows[one], 'row')} for {one}" for one in others], _MOST_NAMED)
            message = f"it holds words for several meetings; read for {wanted}, passed over: {passed}"
            hint = f"to read those instead: --meeting {others[0]}"
            self.remark = Remark(file, place, message, hint, Weight.WARNING)
        else:
            none = f", and none for {wanted}" if wanted else ""
            message = f"it holds words for several meetings{none}: {listed(others, _MOST_NAMED)}"
            self.remark = Remark(file, place, message, f"say which one is meant: --meeting {others[0]}")

    @property
    def refused(self) -> bool:
        """Whether it cannot be told which rows are meant."""
        return self.remark is not None and self.remark.weight is Weight.ERROR

    def passes_over(self, meeting: str | None) -> bool:
        """Whether a row that names this meeting is left out, as meant for another one."""
        return self.meeting is not None and meeting not in (None, self.meeting)

    def leaves_open(self, meeting: str | None) -> bool:
        """Whether a row that names no meeting may be of any of those that others name."""
        return self.meeting is not None and meeting is None
