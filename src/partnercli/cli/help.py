"""How `--help` writes what a command takes: as a person types it, without a programmer's names of types."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument

_TYPES = {"<str>": "TEXT", "<list[str]>": "TEXT", "<int>": "NUMBER"}
"""What the library calls the value of an option that says nothing better, and what people read."""


class _Argument(TyperArgument):
    """An argument as a usage line has it: COUNTRY, [DOCUMENT], DELEGATION…, without its type."""

    def get_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 - named by the base class
        """Its name; in brackets where it may be left out, with dots where there may be several."""
        name = f"{self.display_name_raw}{'' if self.nargs == 1 else '…'}"
        return [name if self.required else f"[{name}]"]

    def display_type_rich(self, ctx: Any) -> None:
        """Its type, which its name and help say."""


def made_plain(command: Any) -> None:
    """Let the help of a command, and of those below it, say what it takes in plain words.

    Lists of commands give the whole first sentence of each: cut short it says half.
    """
    for param in command.params:
        if isinstance(param, TyperArgument):
            param.__class__ = _Argument
        elif param.metavar is None and not param.is_flag:
            param.metavar = _TYPES.get(param.display_type(None))
    for one in getattr(command, "commands", {}).values():
        one.short_help = (one.help or "").partition("\n\n")[0]
        made_plain(one)
