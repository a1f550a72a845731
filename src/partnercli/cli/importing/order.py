"""What the command line of an import asks for, the same for all its files."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Order(NamedTuple):
    """The options as they were given, texts checked.

    `mapping` says which column of a table holds what, `table` which table it is: its number from 1; `sheet` likewise
    its name. `received` is the day on which the files came, `channel` the way. `basis` None leaves it to the kind of
    file. Of what is in conflict, `replace` takes theirs and `keep` ours.
    """

    received: date
    meeting: str | None = None
    delegation: str | None = None
    mapping: str | None = None
    table: int | None = None
    sheet: str | None = None
    whole: bool = False
    channel: str | None = None
    basis: str | None = None
    illustrative: bool = False
    source: str | None = None
    reference: str | None = None
    yes: bool = False
    partial: bool = False
    replace: bool = False
    keep: bool = False
    dry_run: bool = False

    @property
    def taking(self) -> bool:
        """Whether what the files say is to be taken over without a further question."""
        return self.yes or self.dry_run

    @property
    def settled(self) -> bool:
        """Whether it says what is to stand of what is in conflict."""
        return self.replace or self.keep
