"""The command line of `partner` as a table, so that it is known without making it.

`command_line.tsv` is made from the command line itself (`made.py`), and tested to be fresh.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

TABLE = f"{os.path.dirname(__file__)}/command_line.tsv"  # noqa: PTH120 - pathlib takes long to load
ARGUMENT, AGAIN = "ARGUMENT", "..."
"""What stands for an argument in the second column; and behind all that may be given more than once."""


class Row:
    """One thing that a command takes: a line of the table.

    `takes`: the name of a command below it, the names of an option parted by commas, or ARGUMENT. `values`: what an
    option or argument is given, a pattern for each value parted by spaces (`values.py`); empty where nothing is.
    `help`: one sentence. `again`: whether it may be given more than once.
    """

    def __init__(self, line: str) -> None:
        _, takes, self.values, self.help = line.rstrip("\n").split("\t")
        self.takes = takes.removesuffix(AGAIN)
        self.again = takes.endswith(AGAIN)


class Command:
    """What the command of a path ("outline new"; empty for `partner` itself) takes, each in the order of its help."""

    def __init__(self, path: str) -> None:
        """A command that does not exist takes nothing."""
        self.path = path
        self.commands: dict[str, Row] = {}
        self.options: dict[str, Row] = {}
        self.arguments: list[Row] = []
        for row in _rows(path):
            if row.takes == ARGUMENT:
                self.arguments.append(row)
            elif row.takes.startswith("-"):
                self.options.update(dict.fromkeys(row.takes.split(","), row))
            else:
                self.commands[row.takes] = row


def _rows(path: str) -> Iterator[Row]:
    with open(TABLE, encoding="utf-8") as lines:  # noqa: PTH123
        for line in lines:
            if line.startswith(f"{path}\t"):
                yield Row(line)
