"""Numbers of Council documents: 8952/21, 14860/1/18 REV 1, 9459/20 ADD 1 COR 1, WK 10084/2018 REV 1."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Annotated, Self

from partnercli.records.base import Unreadable, shown, written

_FORM = re.compile(
    r"(?:(?P<series>[A-Z]{2,4}(?:-[A-Z]{2,4})?) )?(?P<number>[1-9]\d{0,5}|X{3,6})(?:/(?P<inner>[1-9]\d?))?"
    r"/(?P<year>\d{2}|\d{4})"
    r"(?: INIT)?(?: REV (?P<revision>[1-9]\d?))?(?: ADD (?P<addendum>[1-9]\d?))?(?: COR (?P<corrigendum>[1-9]\d?))?",
    re.ASCII,
)
_HINT = "write it as printed: 8952/21, WK 10084/2018, or XXXX/21 until the registry has given one"
WORKING_PAPERS = "WK"
"""The series of working papers."""
USUAL = range(5000, 20000)
"""Where numbers of the main series have been seen: each January the count starts again near 5000."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document's number with its later forms.

    `series` is empty for the main one (ST, never printed). `number` is text because it may be XXXX while the
    registry has given none. `year` is as printed, two digits or four. `revision`, `addendum` and
    `corrigendum` are 0 where there is none.
    """

    series: str
    number: str
    year: str
    revision: int = 0
    addendum: int = 0
    corrigendum: int = 0

    @classmethod
    def read(cls, value: object) -> Self:
        """Read a number as printed on one line; raises Unreadable.

        A revision of the main series stands twice, as in 14860/1/18 REV 1: both must agree; 14860/1/18 alone says it.
        """
        if isinstance(value, cls):
            return value
        form = _FORM.fullmatch(value.strip()) if isinstance(value, str) else None
        if not form:
            raise Unreadable(f"{shown(value)} is not a document number", _HINT)
        revision = int(form["revision"] or 0)
        if form["inner"] and not revision:
            revision = int(form["inner"])
        if form["inner"] and int(form["inner"]) != revision:
            hint = f"write {form['number']}/{form['inner']}/{form['year']} REV {form['inner']}"
            raise Unreadable(f"the two revision numbers of {shown(value)} do not agree", hint)
        return cls(
            "" if form["series"] in (None, "ST") else form["series"],
            form["number"],
            form["year"],
            revision,
            int(form["addendum"] or 0),
            int(form["corrigendum"] or 0),
        )

    @classmethod
    def cited(cls, text: str) -> Self | None:
        """The number with which a citation begins, as in 8715/1/16 REV 1 ASILE 11 + ADD 1; None where none does."""
        found = _FORM.match(text.strip())
        if found is None or text.strip()[found.end() :][:1] not in ("", " ", ",", ";"):
            return None
        try:
            return cls.read(found[0])
        except Unreadable:
            return None

    def form(self, revision: int, addendum: int, corrigendum: int) -> Self:
        """The number of a later form of this document."""
        return replace(self, revision=revision, addendum=addendum, corrigendum=corrigendum)

    @property
    def given(self) -> bool:
        """Whether the registry has given a number."""
        return not self.number.startswith("X")

    @property
    def usual(self) -> bool:
        """Whether it lies where numbers of its series have been seen."""
        return not self.given or bool(self.series) or int(self.number) in USUAL

    @property
    def lines(self) -> tuple[str, ...]:
        """As printed on the first page: the number on one line, each later form on its own.

        Working papers, whose year has four digits, name their form on the same line, INIT for the first.
        """
        if self.series == WORKING_PAPERS:
            return (f"{self.series} {self.number}/{self.year} {' '.join(self._later) or 'INIT'}",)
        inner = f"/{self.revision}" if self.revision else ""
        return (f"{self.series} {self.number}{inner}/{self.year}".strip(), *self._later)

    @property
    def _later(self) -> tuple[str, ...]:
        later = (("REV", self.revision), ("ADD", self.addendum), ("COR", self.corrigendum))
        return tuple(f"{word} {count}" for word, count in later if count)

    @property
    def slug(self) -> str:
        """The id of its record: 8952-21, 8952-21-rev-1, 8952-21-add-1-cor-1."""
        later = (("rev", self.revision), ("add", self.addendum), ("cor", self.corrigendum))
        parts = (self.series, self.number, self.year, *(f"{word}-{count}" for word, count in later if count))
        return "-".join(part.lower() for part in parts if part)

    @property
    def register_name(self) -> str:
        """As the public register calls it: ST 8952 2021 INIT. Never printed on the document."""
        year = self.year if len(self.year) == 4 else f"20{self.year}"
        return f"{self.series or 'ST'} {self.number} {year} {' '.join(self._later) or 'INIT'}"

    def __str__(self) -> str:
        return " ".join(self.lines)


def _first_version(value: object) -> DocumentNumber:
    """Read the number of a record, whose later form stands in fields of its own."""
    number = DocumentNumber.read(value)
    first = number.form(0, 0, 0)
    if number != first:
        fields = (
            ("revision", number.revision),
            ("addendum", number.addendum),
            ("corrigendum", number.corrigendum),
        )
        apart = ", ".join(f"{field}: {count}" for field, count in fields if count)
        raise Unreadable(
            f"{shown(value)} holds a later form", f"write number: {first}, and {apart} on a line of its own"
        )
    return number


NumberText = Annotated[DocumentNumber, written(_first_version, type="string", pattern=r"^\S.*/\d{2,4}.*$")]
"""A document number as printed: 8952/21, WK 10084/2018, or XXXX/21 while there is none."""
