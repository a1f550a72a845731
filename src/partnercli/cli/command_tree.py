"""The command line as one list: every command and group, in the order of `partner --help`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from partnercli.cli.app import command


class Entry(NamedTuple):
    """A command or group: its full name (`partner outline new`), the library's object of it, and its context."""

    name: str
    command: Any
    context: Any

    @property
    def path(self) -> str:
        """What is typed after `partner`; empty for that itself."""
        return self.name.removeprefix("partner").lstrip()

    @property
    def is_group(self) -> bool:
        """Whether it only holds commands."""
        return hasattr(self.command, "list_commands")


def every_command() -> list[Entry]:
    """`partner` itself, and then each command followed by those below it."""
    context = command().make_context("partner", [], resilient_parsing=True)
    return list(_with_below(Entry("partner", command(), context)))


def _with_below(entry: Entry) -> Iterator[Entry]:
    yield entry
    if not entry.is_group:
        return
    for name in entry.command.list_commands(entry.context):
        below = entry.command.get_command(entry.context, name)
        context = below.make_context(name, [], parent=entry.context, resilient_parsing=True)
        yield from _with_below(Entry(f"{entry.name} {name}", below, context))
