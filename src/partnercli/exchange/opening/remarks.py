"""Gathers what is to be said of a file, so that all of it is said at once."""

from __future__ import annotations

from collections.abc import Iterable

from partnercli.exchange.opening.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT
from partnercli.exchange.remark import Remark, Weight

MOST = 50
"""Remarks of one weight that are made one by one."""
_SHOWN = 10
"""Addresses that one remark lists."""
_LONGEST_ADDRESS = 200
"""Characters: names of parts can be made as long as a file."""
_LESS = "copy what is to be said into a smaller table, or send it in several files"


class Remarks:
    """The remarks on one file, in the order in which they are made; beyond fifty of a weight they are counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._made: dict[Weight, list[Remark]] = {weight: [] for weight in Weight}
        self._beyond = dict.fromkeys(Weight, 0)

    @property
    def refused(self) -> bool:
        """Whether one of them is an error."""
        return bool(self._made[Weight.ERROR])

    @property
    def full(self) -> bool:
        """Whether further errors are only counted."""
        return len(self._made[Weight.ERROR]) >= MOST

    def error(self, address: str, message: str, hint: str) -> None:
        """Something for which the file is refused."""
        self._make(Remark(self._file, address, message, hint))

    def warning(self, address: str, message: str, hint: str = "") -> None:
        """Something that is passed over."""
        self._make(Remark(self._file, address, message, hint, Weight.WARNING))

    def too_much(self, address: str) -> None:
        """The file is refused: what stands at a place goes beyond what is read of a file."""
        limits = (
            f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns, {MOST_CELLS:,} cells with {MOST_TEXT:,} characters"
        )
        self.error(address, f"the file goes beyond what is read of one: {limits}", _LESS)

    def all(self) -> tuple[Remark, ...]:
        """Errors, then warnings, each followed by how many more there are."""
        return tuple(remark for weight in Weight for remark in (*self._made[weight], *self._more(weight)))

    def _make(self, remark: Remark) -> None:
        made = self._made[remark.weight]
        if len(made) < MOST:
            made.append(remark._replace(address=remark.address[:_LONGEST_ADDRESS]))
        else:
            self._beyond[remark.weight] += 1

    def _more(self, weight: Weight) -> list[Remark]:
        count = self._beyond[weight]
        return [Remark(self._file, "", f"and {count:,} more like these", "", weight)] if count else []


def some_of(addresses: Iterable[str]) -> str:
    """Some addresses as a text, each once: B7, C9 and 3 more."""
    every = list(dict.fromkeys(addresses))
    more = f" and {len(every) - _SHOWN:,} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more
