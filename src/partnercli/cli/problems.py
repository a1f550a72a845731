"""What ends a command early, and the exit codes.

Problem               says what is wrong and what to do
├── Usage             2  the command line is wrong
├── NotFound          3  a repository, record or revision is not there
├── NoAccess          4  a file cannot be read or written
└── Refused           1  the data has errors, or a file would be overwritten
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class Exit(IntEnum):
    """The exit codes of every command."""

    FINE = 0
    ERRORS = 1
    USAGE = 2
    NOT_FOUND = 3
    NO_ACCESS = 4
    INTERRUPTED = 130


class Problem(Exception):
    """What is wrong, in words for the user, and what to do about it."""

    code: ClassVar[Exit] = Exit.ERRORS

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Usage(Problem):
    """The command line is wrong."""

    code = Exit.USAGE


class NotFound(Problem):
    """A repository, record or revision is not there."""

    code = Exit.NOT_FOUND


class NoAccess(Problem):
    """A file cannot be read or written."""

    code = Exit.NO_ACCESS


class Refused(Problem):
    """The data does not allow it."""

    code = Exit.ERRORS
