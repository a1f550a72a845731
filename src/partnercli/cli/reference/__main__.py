"""`python -m partnercli.cli.reference DIR` writes all reference pages into a folder: part of `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from partnercli.cli.reference.pages import pages
from partnercli.repository.write import ANYTHING, write_atomic

if __name__ == "__main__":
    for name, text in pages().items():
        write_atomic(Path(sys.argv[1], name), text.encode(), ANYTHING)
