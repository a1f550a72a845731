"""The exit codes, and with which one a command ends on a problem."""

from __future__ import annotations

from enum import IntEnum

from partnercli.library.problems import NoAccess, NotFound, Problem, Usage


class Exit(IntEnum):
    """The exit codes of every command."""

    FINE = 0
    """All went well; warnings and notes are no failure."""
    ERRORS = 1
    """The data have errors, or do not allow what was asked; a `--check` found a difference; a file stands in the
    way."""
    USAGE = 2
    """What was asked cannot be understood, or contradicts itself; nothing was written."""
    NOT_FOUND = 3
    """There is no such repository, record or revision."""
    NO_ACCESS = 4
    """A file could not be read or written."""
    INTERRUPTED = 130
    """Ended by Ctrl-C; no file is left half written. Another signal ends it with 128 and its number."""


def exit_on(problem: Problem) -> Exit:
    """The exit code of a command that ended on a problem."""
    match problem:
        case Usage():
            return Exit.USAGE
        case NotFound():
            return Exit.NOT_FOUND
        case NoAccess():
            return Exit.NO_ACCESS
        case _:
            return Exit.ERRORS
