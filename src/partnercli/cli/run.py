"""One run of `partner`: the command line in, the exit code out, and never a traceback for a user's fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from partnercli.cli.problems import Exit, Problem
from partnercli.cli.terminal import Piece, Terminal


def run(arguments: Sequence[str]) -> int:
    """Run one command."""
    from partnercli.cli.app import command

    try:
        code = command()(args=list(arguments), prog_name="partner", standalone_mode=False)
        sys.stdout.flush()
    except Problem as problem:
        return _said(problem)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - what Typer raises is of private classes
        return _by_typer(error)
    return code if isinstance(code, int) else Exit.FINE


def _said(problem: Problem) -> int:
    terminal = Terminal()
    terminal.error(Piece("error: ", "bold red"), str(problem))
    if problem.hint:
        terminal.error(Piece("hint: ", "bold"), problem.hint)
    return problem.code


def _by_typer(error: Exception) -> int:
    from typer import Abort
    from typer import Exit as TyperExit
    from typer._click.exceptions import ClickException

    if isinstance(error, TyperExit):
        return int(error.exit_code)
    if isinstance(error, Abort):
        return Exit.INTERRUPTED
    if isinstance(error, ClickException):
        error.show()
        return int(error.exit_code)
    raise error
