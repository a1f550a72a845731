"""How much of a file that somebody sent is read: far more than twenty-seven replies need."""

from __future__ import annotations

LARGEST = 5_000_000
"""The largest file, in bytes."""
MOST_ROWS = 10_000
"""Of a sheet, a table or a CSV file."""
MOST_COLUMNS = 256
MOST_CELLS = 100_000
"""Of a file; empty ones before others in their row are counted."""
MOST_GRIDS = 200
"""Sheets or tables."""
LONGEST_CELL = 32_767
"""Characters of a cell: as many as Excel lets a cell hold."""
MOST_TEXT = 5_000_000
"""Characters of all cells: a text that many cells share counts for each."""


class Amount:
    """How much of a file has been read."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0

    def add(self, text: str) -> bool:
        """Count a cell; False where this is more than is read of a file."""
        self.cells += 1
        self.characters += len(text)
        return self.cells <= MOST_CELLS and self.characters <= MOST_TEXT
