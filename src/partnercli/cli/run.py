"""One run of `partner`: the command line in, the exit code out, and never a traceback for a user's fault."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from partnercli.cli.problems import Exit, NoAccess, Problem, Usage
from partnercli.cli.progress import Progress
from partnercli.cli.terminal import Terminal

_THEIR_WORDS = (
    (r"Value error, ", ""),
    (
        r"Input should be a valid integer.*|Unable to parse input string as an integer.*",
        "it is no whole number",
    ),
    (r"No such command", "there is no command"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r'"\1" is more than this command takes'),
    (r"requires an argument|requires 1 argument", "needs a value"),
    (r"requires (\d+) arguments", r"needs \1 values"),
    (r"No such option:? (\S+)", r'there is no option "\1"'),
    (r"(Missing argument|Missing option|Option|Invalid value for) '([^']*)'", r"\1 \2"),
    (r"'([^']*)'", r'"\1"'),
)
"""What the library says of a value, and how people say it."""
_NO_CHOICE = re.compile(
    r"Invalid value for '(?P<name>[^']+)': (?:Value error, )?'(?P<value>.*)' is not one of (?P<words>.*?)\.?"
)
_NEAR = re.compile(r"\.? (?:Did you mean (?P<words>.*)\?|\(Possible options: (?P<options>.*)\))$")
"""The nearest names, as the library adds them to what it says."""


def run(arguments: Sequence[str], progress: Progress | None = None) -> int:
    """Run one command; `progress` says on the screen what is under way."""
    _open_streams()
    try:
        code = _call(arguments, progress or Progress())
        sys.stdout.flush()
    except Problem as problem:
        return _said(problem, arguments)
    except (BrokenPipeError, SystemExit) as end:  # Typer makes the second of the first
        if not isinstance(end, BrokenPipeError) and not isinstance(end.__context__, BrokenPipeError):
            raise
        _give_up_output()
        return Exit.FINE
    except OSError as error:
        _give_up_output()
        reason = (error.strerror or str(error)).lower()
        what = error.filename if isinstance(error.filename, str) else "a file"
        message = f"{what} could not be read or written: {reason}"
        return _said(NoAccess(message, "check its name, its folder and the space left"), arguments)
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - what Typer raises is of private classes
        return _by_typer(error, arguments)
    return code if isinstance(code, int) else Exit.FINE


def _call(arguments: Sequence[str], progress: Progress) -> object:
    """Call the command, and take away the line of what is under way, however the command ends."""
    _refuse_empty(arguments)
    try:
        return _called_with(arguments, progress)
    finally:
        progress.end()


def _called_with(arguments: Sequence[str], progress: Progress) -> object:
    """`validate` of a whole repository, which people and hooks call all day, has nothing to parse."""
    match arguments:
        case ["validate"]:
            return _validate(None, progress)
        case ["--repo", folder, "validate"]:
            return _validate(Path(folder), progress)
    from partnercli.cli.app import command

    return command()(args=list(arguments), prog_name="partner", standalone_mode=False, obj=progress)


def _validate(repo: Path | None, progress: Progress) -> object:
    from partnercli.cli.session import Session
    from partnercli.cli.validation import validated

    terminal = Terminal(progress=progress)
    return validated(Session(terminal, date.today(), repo))  # noqa: DTZ011 - the day at the desk


def _refuse_empty(arguments: Sequence[str]) -> None:
    """Refuse what says nothing: a name that was lost on its way is not none, which often means the usual."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        option, equals, value = (
            argument.partition("=") if argument.startswith("--") else (before, "=", argument)
        )
        if equals and not value.strip():
            raise Usage(
                f"{option if option.startswith('--') else 'a name'} is empty",
                "say something, or leave it out",
            )


def _open_streams() -> None:
    """Give a stream that the caller closed a place where what is written is lost."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            lost = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end of the process
            setattr(sys, name, lost)


def _give_up_output() -> None:
    """Lose what is still to be written, so that the end of the process does not fail on it again."""
    with suppress(OSError):  # no descriptor, where output is captured
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(problem: Problem, arguments: Sequence[str]) -> int:
    terminal = Terminal(color=False if "--no-color" in arguments else None)
    with suppress(OSError):  # nobody listens to standard error
        terminal.problem(str(problem), problem.hint)
        sys.stderr.flush()
    return problem.code


def _by_typer(error: Exception, arguments: Sequence[str]) -> int:
    from typer import Abort
    from typer import Exit as TyperExit
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption, UsageError

    if isinstance(error, TyperExit):
        return int(error.exit_code)
    if isinstance(error, Abort):
        return Exit.INTERRUPTED
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return Exit.USAGE
    if isinstance(error, ClickException):
        told = isinstance(error, UsageError) and error.ctx
        called = told.command_path if told else _called(arguments)
        message, near = _plainer(" ".join(error.format_message().split()))
        if isinstance(error, NoSuchOption) and error.option_name in _before_the_command():
            near = f"it stands before the command: partner {error.option_name} …"
        return _said(Usage(message, near or f"see how to call it: {called} --help"), arguments)
    raise error


def _called(arguments: Sequence[str]) -> str:
    """The command that was called, by its full name, as far as what was typed names one."""
    from partnercli.cli.app import command

    found, path = command(), "partner"
    for word in arguments:
        if hasattr(found, "list_commands") and word in found.list_commands(None):
            found, path = found.get_command(None, word), f"{path} {word}"
    return path


def _before_the_command() -> frozenset[str]:
    """The options of every command, which are typed before it."""
    from partnercli.cli.app import command

    return frozenset(option for param in command().params for option in param.opts)


def _plainer(message: str) -> tuple[str, str]:
    """What the library says of a command line, without the words of programmers, and the nearest that is right."""
    from partnercli.records.names import did_you_mean

    if choice := _NO_CHOICE.fullmatch(message):
        words = [word.strip("' ") for word in choice["words"].split(",")]
        said = f'"{choice["value"]}" is none of: {", ".join(words)} ({choice["name"]})'
        return said, did_you_mean(choice["value"], words)
    if near := _NEAR.search(message):
        message = message[: near.start()]
    for theirs, ours in _THEIR_WORDS:
        message = re.sub(theirs, ours, message)
    message = message.removesuffix(".")
    names = ", ".join(re.findall(r"[\w-]+", near["words"] or near["options"])) if near else ""
    return f"{message[:1].lower()}{message[1:]}", f"did you mean {names}?" if names else ""
