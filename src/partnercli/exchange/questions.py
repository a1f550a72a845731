"""The guiding questions that a reply may answer, by id, words or number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnercli.records.exercise import Exercise
from partnercli.records.meeting import Question
from partnercli.records.names import Lookup

_NUMBER = re.compile(r"(?:question\s*|q\.?\s*)?(\d{1,2})[.)]?", re.IGNORECASE | re.ASCII)
_NUMBERED = re.compile(r"^\s*(?:(?:question\s*|q\.?\s*)?\d{1,2}\s*[.):]\s*)", re.IGNORECASE | re.ASCII)


class Questions:
    """The questions of a meeting, or those of all meetings where none is named."""

    def __init__(self, exercise: Exercise, meeting: str | None = None) -> None:
        self._of_one = meeting in exercise.meetings
        self._asked = tuple(_asked(exercise, meeting if self._of_one else None))
        texts: dict[str, list[str]] = {}
        for question in self._asked:
            texts.setdefault(question.id, []).append(question.text)
        self._lookup = Lookup(texts)

    def find(self, text: str) -> str | None:
        """The id of the question meant: by its id or words, with or without a number; by number at one meeting."""
        number = _NUMBER.fullmatch(text.strip())
        if number and self._of_one and 0 < int(number[1]) <= len(self._asked):
            return self._asked[int(number[1]) - 1].id
        return self._lookup.find(text) or self._lookup.find(_NUMBERED.sub("", text, count=1))

    @property
    def hint(self) -> str:
        """What to write instead of what is none of them."""
        ids = ", ".join(dict.fromkeys(question.id for question in self._asked))
        return (
            f"the questions are: {ids}"
            if ids
            else "no guiding question is on record; put it: partner meeting question MEETING QUESTION --text TEXT"
        )


def _asked(exercise: Exercise, meeting: str | None) -> Iterator[Question]:
    for key, held in exercise.meetings.items():
        if meeting in (None, key):
            yield from held.questions
