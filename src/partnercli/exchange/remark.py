"""What is to be said of a file that somebody sent, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Weight(StrEnum):
    """How much a remark weighs: an error keeps what stands at its place out of the data."""

    ERROR = "error"
    WARNING = "warning"


class Remark(NamedTuple):
    """One thing at one place of a file that was sent.

    `file` is its name as it was given. `address` says where in it, as the program that made it does: Reply!B7;
    table 2, row 3, column 1; line 4, column 2; positions[0].preferences[1].country. Empty for the whole file.
    `hint` says what to do about it.
    """

    file: str
    address: str
    message: str
    hint: str = ""
    weight: Weight = Weight.ERROR

    @property
    def place(self) -> str:
        """File and address, as a line of text begins."""
        return f"{self.file}: {self.address}" if self.address else self.file


def errors(remarks: Iterable[Remark]) -> list[Remark]:
    """Those that keep something out of the data."""
    return [remark for remark in remarks if remark.weight is Weight.ERROR]
