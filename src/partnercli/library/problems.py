"""What ends a piece of work early, each with a sentence for people and what to do about it.

Problem               says what is wrong and what to do
├── Usage             what is asked for contradicts itself, or cannot be made
├── NotFound          a repository, record or revision is not there
├── NoAccess          a file cannot be read or written
└── Refused           the data do not allow it
    └── Unsound       the data have errors, each named
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnercli.findings import Finding


class Problem(Exception):
    """What is wrong, in words for people, and what to do about it.

    `str()` gives the sentence, `hint` the way out; empty where none is known. `lines` name, one by one, what the
    sentence counts.
    """

    def __init__(self, message: str, hint: str = "", lines: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.lines = tuple(lines)


class Usage(Problem):
    """What is asked for contradicts itself or cannot be made: a command line, or the arguments of a call."""


class NotFound(Problem):
    """A repository, record or revision is not there."""


class NoAccess(Problem):
    """A file cannot be read or written."""


class Refused(Problem):
    """The data do not allow it."""


class Unsound(Refused):
    """The data have errors; `findings` are those, placed and in the order of their files."""

    def __init__(self, message: str, hint: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)
