"""The commands that write data, one run of each on the fictional repository."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, NamedTuple

import typer

from partnercli.cli.app import _COMMANDS


class Verb(NamedTuple):
    """A run that writes: its arguments, and the runs that go before it."""

    arguments: tuple[str, ...]
    after: tuple[tuple[str, ...], ...] = ()
    goes_on: bool = False

    @property
    def name(self) -> str:
        """The command's words."""
        words = self.arguments[:2]
        return " ".join(words)


VERBS = (
    Verb(("country", "set", "Corvo", "note=As told.")),
    Verb(("outline", "new", "Belmonte")),
)


def writing_commands() -> Iterator[str]:
    """The words of every command that has --dry-run."""
    for name in _COMMANDS:
        yield from _of(typer.main.get_command(import_module(f"partnercli.cli.{name}").app), name)


def _of(command: Any, words: str) -> Iterator[str]:
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from _of(inner, f"{words} {name}")
    elif any("--dry-run" in option.opts for option in command.params):
        yield words
