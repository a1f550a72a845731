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
LONGEST_TEXT = 32_767
"""Characters of a cell: as many as Excel lets a cell hold."""
