"""What one delegation says in a file that it sent, every name found; nothing here decides anything."""

from __future__ import annotations

from typing import Literal, NamedTuple

from partnercli.exchange.remark import Remark
from partnercli.recording.replies import Answered, Call, Entry

WrittenAs = Literal["table", "CSV", "JSON"]
"""What a file was read as: one of the tables that it may hold, a CSV file, or JSON, whatever its name ends in."""


class Reply(NamedTuple):
    """One delegation's words in one file.

    `meeting` is the id of the meeting that the file itself names, None where it names none. `place` is the sheet or
    table. `form`: it is our form, which showed all that was on record but what is in confidence, so that what the
    delegation left is confirmed by it; but not where `together`: then the desk filled it in, in a workbook that shows
    all delegations. `illustrative`: it says of itself that it is no real position.
    """

    delegation: str
    file: str
    digest: str
    place: str
    entries: tuple[Entry, ...] = ()
    calls: tuple[Call, ...] = ()
    answers: tuple[Answered, ...] = ()
    meeting: str | None = None
    form: bool = False
    illustrative: bool = False
    together: bool = False
    written_as: WrittenAs = "table"


class Read(NamedTuple):
    """What was read out of a file: the replies that it holds, and what is to be said of it."""

    replies: tuple[Reply, ...] = ()
    remarks: tuple[Remark, ...] = ()
