"""A wrong command line: what the library says of it, in the words of people, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from typer._click.exceptions import ClickException, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperArgument

from partnercli.cli.app import command
from partnercli.library.problems import Usage
from partnercli.records.names import did_you_mean

_THEIR_WORDS = (
    (r"Value error, ", ""),
    (
        r"Invalid value for '([^']*)': (?:Input should be a valid|Unable to parse input string as an) integer.*",
        r"\1 needs a whole number",
    ),
    (
        r"Invalid value for '([^']*)': Input should be greater than or equal to (\d+)",
        r"\1 needs at least \2",
    ),
    (r"No such command", "there is no command"),
    (r"Missing command", "no command is named"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r'"\1" is more than this command takes'),
    (r"requires an argument|requires 1 argument", "needs a value"),
    (r"requires (\d+) arguments", r"needs \1 values"),
    (r"(Option|Invalid value for) '([^']*)'", r"\1 \2"),
    (r"'([^']*)'", r'"\1"'),
)
"""What the library says of a command line, and how people say it."""
_NO_CHOICE = re.compile(
    r"Invalid value for '(?P<name>[^']+)': (?:Value error, )?'(?P<value>.*)' is not one of (?P<words>.*?)\.?"
)
_NEAR = re.compile(r"\.? Did you mean (?P<words>.*)\?$")
"""The nearest names, as the library adds them to what it says."""


def in_words(error: ClickException, arguments: Sequence[str]) -> Usage:
    """What is wrong with a command line and what to do: the nearest word, or how the command is called."""
    context = error.ctx if isinstance(error, UsageError) else None
    called = context.command_path if context else _called(arguments)
    message, hint = _said(error)
    return Usage(message, hint or f"see how to call it: {called} --help")


def _said(error: ClickException) -> tuple[str, str]:
    if isinstance(error, NoSuchOption):
        return f'there is no option "{error.option_name}"', _instead_of(error)
    if isinstance(error, MissingParameter) and error.param is not None:
        return f"{_name(error.param)} is missing{_meaning(error.param)}", ""
    return _plainer(" ".join(error.format_message().split()))


def _instead_of(error: NoSuchOption) -> str:
    """The nearest option, or where the one typed belongs."""
    if error.option_name in {option for param in command().params for option in param.opts}:
        return f"it stands before the command: partner {error.option_name} …"
    return did_you_mean(error.option_name, error.possibilities or ())


def _name(param: Any) -> str:
    return str(param.display_name_raw if isinstance(param, TyperArgument) else param.opts[0])


def _meaning(param: Any) -> str:
    """What is to be given, as the help says it, in brackets."""
    said = (param.help or "").partition(". ")[0].removesuffix(".")
    return f" ({said[:1].lower()}{said[1:]})" if said else ""


def _called(arguments: Sequence[str]) -> str:
    """The command that was called, by its full name, as far as what was typed names one."""
    found, path = command(), "partner"
    for word in arguments:
        if hasattr(found, "list_commands") and word in found.list_commands(None):
            found, path = found.get_command(None, word), f"{path} {word}"
    return path


def _plainer(message: str) -> tuple[str, str]:
    """What the library says, without the words of programmers, and the nearest word that is right."""
    if choice := _NO_CHOICE.fullmatch(message):
        words = [word.strip("' ") for word in choice["words"].split(",")]
        said = f'"{choice["value"]}" is none of: {", ".join(words)} ({choice["name"]})'
        return said, did_you_mean(choice["value"], words)
    if near := _NEAR.search(message):
        message = message[: near.start()]
    for theirs, ours in _THEIR_WORDS:
        message = re.sub(theirs, ours, message)
    message = message.removesuffix(".")
    said = message if message.startswith("-") else f"{message[:1].lower()}{message[1:]}"
    names = ", ".join(re.findall(r"[\w-]+", near["words"])) if near else ""
    return said, f"did you mean {names}?" if names else ""
