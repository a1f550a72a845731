"""How `--help` writes what a command takes: as a person types it, without a programmer's names of types."""

from __future__ import annotations

from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from typer._click.core import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperArgument, TyperGroup

HELP_OPTIONS = ["-h", "--help"]
"""What asks for the help of any command."""
EXAMPLE = "Example: "
"""How a paragraph of a help begins that is a line to type."""
_TYPES = {"<str>": "TEXT", "<list[str]>": "TEXT", "<int>": "NUMBER"}
"""What the library calls the value of an option that says nothing better, and what people read."""
_THEIR_HELP = {
    "Show this message and exit.": "Show this help.",
    "Install completion for the current shell.": "Let the Tab key complete what is typed in this shell.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Show the lines that do so, to put them in place by hand."
    ),
}
"""What the library says of its own options, and what people read."""


class _Argument(TyperArgument):
    """An argument as a usage line has it: COUNTRY, [DOCUMENT], DELEGATION…, without its type."""

    def get_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002 - named by the base class
        """Its name; in brackets where it may be left out, with dots where there may be several."""
        name = f"{self.display_name_raw}{'' if self.nargs == 1 else '…'}"
        return [name if self.required else f"[{name}]"]

    def display_type_rich(self, ctx: Any) -> None:
        """Its type, which its name and help say."""


class _Formatter(HelpFormatter):
    """The layout of a help: as wide as the screen, from 40 columns to 80; no word is parted at its hyphen."""

    def __init__(self, **_: Any) -> None:
        """The library leaves its own width open, and would never be narrower than 50."""
        super().__init__(width=min(max(get_terminal_size((80, 24)).columns, 40), 80) - 2)

    def write_text(self, text: str) -> None:
        """Paragraphs; the further lines of an example are set in, so that it is seen where it ends."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            further = indent + ("    " if paragraph.startswith(EXAMPLE) else "")
            lines = wrap(
                " ".join(paragraph.split()),
                self.width,
                initial_indent=indent,
                subsequent_indent=further,
                break_on_hyphens=False,
            )
            self.write("".join(f"{line}\n" for line in lines))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """What is listed, each with its meaning; on a narrow screen the longer names have a line for themselves."""
        super().write_dl(list(rows), min(col_max, self.width * 2 // 5), col_spacing)


class _Context(Context):
    """What the library knows of a call, with our layout of its help."""

    formatter_class = _Formatter


def made_plain(command: Any) -> None:
    """Let the help of a command, and of those below it, say what it takes in plain words.

    Lists of commands give the whole first sentence of each: cut short it says half.
    """
    command.context_class = _Context
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = "COMMAND …"
    option = command.get_help_option(_Context(command, help_option_names=HELP_OPTIONS))
    for param in (*command.params, option):
        param.help = _THEIR_HELP.get(param.help, param.help)
        if isinstance(param, TyperArgument):
            param.__class__ = _Argument
        elif param.metavar is None and not param.is_flag:
            param.metavar = _TYPES.get(param.display_type(None))
    for one in getattr(command, "commands", {}).values():
        one.short_help = (one.help or "").partition("\n\n")[0]
        made_plain(one)
