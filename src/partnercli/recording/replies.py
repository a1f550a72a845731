"""What one delegation says in writing, cell by cell, beside what it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from partnercli.recording.positions import Subject
from partnercli.records.plain import Plain

FIELDS = ("stance", "priority", "rank", "conditions", "note")
"""What a reply can say of a country or region: the fields of a preference."""


class Entry(NamedTuple):
    """What a reply says of a country or region.

    `says` gives fields of a preference; a field that is not in it was not asked and stays as it is, None means that
    the reply leaves it empty. `stance` None: no longer named at all. `shown` is what the form had there when it was
    sent, by the same fields; None where nothing was shown (a table of the delegation's own, a row that was empty).
    `cells` are the addresses of the fields, `at` that of the name.
    """

    subject: Subject
    says: Mapping[str, str | int | None]
    at: str
    cells: Mapping[str, str] = {}
    shown: Mapping[str, str | int | None] | None = None

    @property
    def touched(self) -> bool:
        """Whether the delegation changed anything of what it was shown; always so where it was shown nothing."""
        return self.shown is None or any(self.shown.get(field) != said for field, said in self.says.items())


class Call(NamedTuple):
    """A theme that a reply calls for, a slug; `no_longer` where the form showed it and the reply took it out."""

    theme: str
    at: str
    no_longer: bool = False


class Answered(NamedTuple):
    """A reply to a guiding question: `answer` are plain values of Answer, None where a reply shown was taken out.

    `shown` is the answer that the form had there when it was sent, None where it had none.
    """

    question: str
    answer: Plain | None
    at: str
    shown: Plain | None = None
