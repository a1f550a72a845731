"""One run of `partner`: the command line in, the exit code out, and never a traceback for a user's fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from partnercli.cli.exit_codes import Exit, exit_on
from partnercli.cli.progress import Progress
from partnercli.cli.terminal import Terminal, use_utf_8
from partnercli.library.problems import NoAccess, Problem, Usage
from partnercli.system.reasons import reason


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
        from partnercli.system.pipes import nobody_reads

        _give_up_output()
        return Exit.FINE if nobody_reads(error) else _said(_no_access(error), arguments)
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - what Typer raises is of private classes
        return (_without if isinstance(error, ImportError) else _by_typer)(error, arguments)
    return code if isinstance(code, int) else Exit.FINE


def _call(arguments: Sequence[str], progress: Progress) -> object:
    """Call the command, and take away the line of what is under way, however the command ends."""
    _refuse_empty(arguments)
    try:
        return _called_with(arguments, progress)
    finally:
        progress.end()


def _called_with(arguments: Sequence[str], progress: Progress) -> object:
    """`validate` of a whole repository, which people and hooks call all day, has nothing to parse.

    However help is asked for, it is that of the command named: `partner help tally`, `partner --help tally`.
    """
    match arguments:
        case ["validate"]:
            return _validate(None, progress)
        case ["--repo", folder, "validate"]:
            return _validate(Path(folder), progress)
        case ["doctor"]:  # it has to say which library is missing, Typer too
            return _doctor(progress)
        case ["help" | "-h" | "--help", *named]:
            arguments = [*named, "--help"]
    from partnercli.cli.app import command

    return command()(args=list(arguments), prog_name="partner", standalone_mode=False, obj=progress)


def _validate(repo: Path | None, progress: Progress) -> object:
    from partnercli.cli.session import Session
    from partnercli.cli.validation import validated

    terminal = Terminal(progress=progress)
    return validated(Session(terminal, date.today(), repo))  # noqa: DTZ011 - the day at the desk


def _doctor(progress: Progress) -> object:
    from partnercli.cli.doctor.examination import examined, shown
    from partnercli.cli.session import Session
    from partnercli.system.installation import loads

    terminal = Terminal(color=None if loads("rich") else False, progress=progress)
    return shown(terminal, *examined(Session(terminal, date.today())))  # noqa: DTZ011 - the day at the desk


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
    """The same bytes in every file and pipe; into a stream that the caller closed, what is written is lost."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            lost = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end of the process
            setattr(sys, name, lost)
        elif not stream.isatty():
            use_utf_8(stream)


def _give_up_output() -> None:
    """Lose what is still to be written, so that the end of the process does not fail on it again."""
    with suppress(OSError):  # no descriptor, where output is captured
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _no_access(error: OSError) -> NoAccess:
    """A file that cannot be read or written, in words."""
    what = error.filename if isinstance(error.filename, str) else "a file"
    message = f"{what} could not be read or written: {reason(error)}"
    return NoAccess(message, "check its name, its folder and the space left")


def _said(problem: Problem, arguments: Sequence[str]) -> int:
    terminal = Terminal(color=False if "--no-color" in arguments else None)
    with suppress(OSError):  # nobody listens to standard error
        terminal.problem(str(problem), problem.hint, problem.lines)
        sys.stderr.flush()
    return exit_on(problem)


def _without(error: Exception, arguments: Sequence[str]) -> int:
    """Say which library is missing; in no colour, as rich may be the one."""
    from partnercli.system.installation import broken

    lacking = broken(error)
    if lacking is None:
        raise error
    return _said(Usage(*lacking), (*arguments, "--no-color"))


def _by_typer(error: Exception, arguments: Sequence[str]) -> int:
    from typer import Abort
    from typer import Exit as TyperExit
    from typer._click.exceptions import ClickException, NoArgsIsHelpError

    if isinstance(error, TyperExit):
        return int(error.exit_code)
    if isinstance(error, Abort):
        return Exit.INTERRUPTED
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return Exit.USAGE
    if isinstance(error, ClickException):
        from partnercli.cli.wrong_use import in_words

        return _said(in_words(error, arguments), arguments)
    raise error
