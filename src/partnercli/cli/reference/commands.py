"""docs/reference/commands.md: every command with what it does, takes and prints, from the command line itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from partnercli.cli.command_tree import Entry, every_command
from partnercli.cli.contracts import CONTRACTS
from partnercli.cli.help import EXAMPLE
from partnercli.cli.reference.markdown import anchor, code, fenced, inline, link, page, prose, table

_HEAD = """\
What stands under [partner](#partner) is given before the command: `partner --repo DIR tally`. Each command ends with
one of the [exit codes](exit-codes.md); the words of `--format` are explained in [formats](formats.md), the JSON in
[contracts](contracts.md)."""


def commands_page() -> str:
    """A list of all commands, and a section for each."""
    entries = every_command()
    rows = ((link(one.name), prose(_paragraphs(one)[0])) for one in entries[1:] if not one.is_group)
    sections = (part for one in entries for part in _section(one))
    return page("Commands", "the command line", _HEAD, table(("command", "does"), rows), *sections)


def _paragraphs(entry: Entry) -> list[str]:
    return inspect.cleandoc(entry.command.help or "").split("\n\n")


def _section(entry: Entry) -> Iterator[str]:
    """What one command does, an example, what it takes, and its JSON."""
    paragraphs = _paragraphs(entry)
    examples = [one.removeprefix(EXAMPLE) for one in paragraphs if one.startswith(EXAMPLE)]
    yield f"{'###' if ' ' in entry.name.removeprefix('partner ') else '##'} {entry.name}"
    yield fenced(" ".join((entry.name, *entry.command.collect_usage_pieces(entry.context))), "text")
    yield from (prose(one) for one in paragraphs if not one.startswith(EXAMPLE))
    if examples:
        yield fenced("\n".join(f"$ {' '.join(one.split())}" for one in examples), "console")
    if taken := [
        _row(one, entry) for one in entry.command.get_params(entry.context) if "--help" not in one.opts
    ]:
        yield table(("takes", "meaning", "besides"), taken)
    if contracts := [
        one.format for one in CONTRACTS if not entry.is_group and _prints(entry.name, one.commands)
    ]:
        yield f"JSON: {', '.join(f'[{code(one)}](contracts.md#{anchor(one)})' for one in contracts)}."


def _prints(name: str, commands: str) -> bool:
    """Whether a command is one of those of a contract, which may be named by their group, and with an option."""
    named = (one.partition(" --")[0] for one in commands.split(", "))
    return any(f"{name} ".startswith(f"{one} ") for one in named)


def _row(param: Any, entry: Entry) -> tuple[str, str, str]:
    """An argument or option as it is typed, what it means, and whether it is required, or what holds without it."""
    typed, said = param.get_help_record(entry.context)
    help_ = param.help or ""
    return code(typed), prose(help_), inline(said.removeprefix(help_).strip(" []"))
