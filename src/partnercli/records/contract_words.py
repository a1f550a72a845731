"""How values are written in the JSON of contracts, where the type alone does not say it.

Contracts are typed dictionaries; their JSON Schemas are made from these types (`cli/contract_schema.py`).
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from partnercli.records.kinds import Kind


class Keyword(NamedTuple):
    """A keyword of JSON Schema that holds for a value beside its type."""

    name: str
    value: str | int


class Inline(NamedTuple):
    """Marks a part whose keys are not below a key of their own, but stand among those of the whole."""


class RecordOf(NamedTuple):
    """Marks what is said as a record's file says it: the schema is that of its kind of file, or of a part of it."""

    kind: Kind
    part: str | None = None


INLINE = Inline()
Day = Annotated[str, Keyword("format", "date")]
"""A day: 2021-04-22."""
Moment = Annotated[str, Keyword("format", "date-time")]
"""A day and time with its zone: 2021-04-22T10:00:00+02:00."""
Count = Annotated[int, Keyword("minimum", 0)]
"""How many there are of something."""
Part = Annotated[float, Keyword("minimum", 0), Keyword("maximum", 1)]
"""A share as outputs show it: from 0 to 1, rounded to 4 places, half to even."""
PreferenceRecord = Annotated[dict[str, Any], RecordOf(Kind.POSITION, "Preference")]
AnswerRecord = Annotated[dict[str, Any], RecordOf(Kind.POSITION, "Answer")]
CountryRecord = Annotated[dict[str, Any], RecordOf(Kind.COUNTRY)]
DocumentRecord = Annotated[dict[str, Any], RecordOf(Kind.DOCUMENT)]
InstrumentRecord = Annotated[dict[str, Any], RecordOf(Kind.INSTRUMENT)]
MeetingRecord = Annotated[dict[str, Any], RecordOf(Kind.MEETING)]
OutlineRecord = Annotated[dict[str, Any], RecordOf(Kind.OUTLINE)]
PositionRecord = Annotated[dict[str, Any], RecordOf(Kind.POSITION)]
SourceRecord = Annotated[dict[str, Any], RecordOf(Kind.POSITION, "Source")]
SettingsRecord = Annotated[dict[str, Any], RecordOf(Kind.CONFIG)]
"""A record, or a part of one, as its file says it."""
