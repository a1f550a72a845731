"""What several delegations say in one file, put together as it is read; said twice in two ways, it is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from partnercli.exchange.remark import Remark
from partnercli.exchange.reply import Reply, WrittenAs
from partnercli.recording.positions import Subject
from partnercli.recording.replies import Answered, Call, Entry
from partnercli.records.exercise import Exercise

MOST_CALLS: Final = 100
"""Themes that one delegation may call for in a file."""


class Gathering:
    """The replies of a file as far as they were read; `remarks` are on what is wrong between them."""

    def __init__(self, file: str, digest: str, place: str, exercise: Exercise, written_as: WrittenAs) -> None:
        """`digest` is the SHA-256 of the file's bytes, `place` the sheet or table."""
        self._file = file
        self._digest = digest
        self._place = place
        self._exercise = exercise
        self._written_as = written_as
        self._replies: dict[str, _Words] = {}
        self.remarks: list[Remark] = []

    def reply(self, delegation: str) -> _Words:
        """What a delegation says, to be added to."""
        return self._replies.setdefault(delegation, _Words())

    def entry(self, delegation: str, entry: Entry) -> None:
        """A country or region is named: the same words again count once, others are a fault at both places."""
        entries = self.reply(delegation).entries
        before = entries.setdefault(entry.subject, entry)
        if before.says != entry.says:
            name = self._name(entry.subject)
            message = f"{name} is named twice, in two ways: here and at {before.at}"
            self._error(entry.at, message, "keep one of the two")

    def answer(self, delegation: str, answer: Answered) -> None:
        """A question is answered, likewise."""
        answers = self.reply(delegation).answers
        before = answers.setdefault(answer.question, answer)
        if before.answer != answer.answer:
            message = (
                f"the question {answer.question} is answered twice, in two ways: here and at {before.at}"
            )
            self._error(answer.at, message, "keep one of the two")

    def call(self, delegation: str, call: Call) -> None:
        """A theme is called for; said again, it counts once."""
        calls = self.reply(delegation).calls
        if len(calls) <= MOST_CALLS:
            calls.setdefault(call.theme, call)
            if len(calls) > MOST_CALLS:
                self._error(call.at, f"{delegation} calls for more than {MOST_CALLS} themes", "send fewer")

    def meeting(self, delegation: str, meeting: str) -> None:
        """The file names the meeting of a delegation's words: the same one for all of them."""
        self.reply(delegation).meeting = meeting

    def illustrative(self, delegation: str) -> None:
        """The file says of a delegation's words that they are no real position."""
        self.reply(delegation).illustrative = True

    def replies(self) -> Iterator[Reply]:
        """The replies in protocol order, of those that say anything."""
        for delegation in self._exercise.in_protocol_order(set(self._replies)):
            words = self._replies[delegation]
            said = (tuple(words.entries.values()), tuple(words.calls.values()), tuple(words.answers.values()))
            if any(said):
                yield Reply(
                    delegation,
                    self._file,
                    self._digest,
                    self._place,
                    *said,
                    meeting=words.meeting,
                    illustrative=words.illustrative,
                    written_as=self._written_as,
                )

    def _name(self, subject: Subject) -> str:
        kind, key = subject
        return self._exercise.countries[key].name if kind == "country" else self._exercise.region_names[key]

    def _error(self, at: str, message: str, hint: str) -> None:
        self.remarks.append(Remark(self._file, at, message, hint))


class _Words:
    """What one delegation says: entries by subject, calls by theme, answers by question."""

    def __init__(self) -> None:
        self.entries: dict[Subject, Entry] = {}
        self.calls: dict[str, Call] = {}
        self.answers: dict[str, Answered] = {}
        self.meeting: str | None = None
        self.illustrative = False
