"""What changed in records, as part of the contract `partner.diff/1`."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from partnercli.records.kinds import Kind


class RewordedContract(TypedDict):
    """A record that says the same in other words."""

    kind: Kind
    """Its kind."""
    id: str | None
    """Its id; null for what a file of one record or of a list says itself."""


class RecordChangeContract(RewordedContract):
    """A record that is new, gone or says something else."""

    change: Literal["added", "removed", "changed"]
    """What became of it."""
    fields: list[str]
    """The keys that differ, in the order of the record; only for `changed`."""
    was: NotRequired[str]
    """The id that a document had before the registry gave its number; only where it had another."""


class OutlineChangeContract(TypedDict):
    """What changed in an outline."""

    country: str
    """The country, by its id."""
    step: str | None
    """The step, by its id; null for what the outline says itself."""
    change: Literal["added", "removed", "changed", "reordered"]
    """What became of it."""
    fields: list[str]
    """The keys that differ, in the order of the record; only for `changed`."""


class OutlineChangesContract(TypedDict, total=False):
    """What changed in the outlines; absent where they are not compared."""

    outlines: list[OutlineChangeContract]
    """The changes, by outline."""
    reworded: list[str]
    """The outlines that say the same in other words, by their countries' ids."""


class RecordChangesContract(TypedDict, total=False):
    """What changed in every other record; absent where they are not compared."""

    records: list[RecordChangeContract]
    """The changes, by kind and within it by id or in the order of the list."""
    records_reworded: list[RewordedContract]
    """The records that say the same in other words."""
