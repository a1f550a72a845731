"""Contributions of individual Member States to a partnership."""

from typing import Literal

from partnercli.records.amount import Amount
from partnercli.records.base import Record, Text
from partnercli.records.period import TermText
from partnercli.records.source import Sources

ContributionKind = Literal["lead", "financial", "operational", "participation", "political", "none"]
"""lead: of a programme; financial: own money; operational: an agency or ministry carries out EU money;
participation: consortium or signatory; political: a bilateral text; none: declared nil, never printed."""


class Contribution(Record):
    """What one Member State brings."""

    delegation: Text
    """The Member State, by its code; former ones too."""
    kind: ContributionKind
    """lead, financial (own money), operational (carries out EU money), participation, political, none."""
    description: Text
    """What it does."""
    amount: Amount | None = None
    """Left out where nobody gave one: never zero."""
    period: TermText | None = None
    """When: 2019, 2016/2019, or 2016/ when it goes on."""
    note: Text | None = None
    """What to know about it."""
    verified: bool = True
    """False: generally reported, not read."""
    sources: Sources
    """Where it can be checked."""


class OfInstrument(Record):
    """What belongs to an instrument."""

    instrument: Text
    """The instrument, by its id."""


class CountryContribution(Contribution, OfInstrument):
    """A contribution known before any outline, by the instrument it goes to."""
