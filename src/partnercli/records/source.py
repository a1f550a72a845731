"""Sources: where a fact can be checked."""

from typing import Annotated

from pydantic import Field

from partnercli.records.base import Many, Record, Text
from partnercli.records.period import PeriodText


class Source(Record):
    """Where a reader can check a fact."""

    title: Text
    """What it is called."""
    reference: Text | None = None
    """Its number, Official Journal reference or place within it."""
    note: Text | None = None
    """What it does or does not show."""
    date: PeriodText | None = None
    """When it was published or read."""
    url: Annotated[str, Field(pattern=r"^https://[^\s]+$")] | None = None
    """Its address, beginning with https://."""

    @property
    def in_words(self) -> str:
        """Title and reference as one reads them: Register of the Old Forum, page 3."""
        return f"{self.title}, {self.reference}" if self.reference else self.title


Sources = Annotated[Many[Source], Field(min_length=1)]
"""At least one source."""
