"""A finding: one thing that is wrong at one place."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Self

RecordPath = tuple[str | int, ...]
"""Where in a record: keys and list positions from its root; `()` is the whole file."""


class Severity(StrEnum):
    """How much a finding weighs: only errors make a command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, counted in characters; the end lies behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


WHOLE_FILE = Span(1, 1, 1, 1)
"""The place of what is wrong with a file rather than with something in it."""


class Finding(NamedTuple):
    """One thing that is wrong: its rule, its place, what is wrong in words and what to do.

    `file` is relative to the repository's root, with `/`. `path` is the place in the record; `at_key`
    says that the key itself is meant rather than its value. `span` is filled in by whoever knows the file's
    text. `arguments` are the values that tell this finding from another of its rule at the same place.
    `for_others` says it without what a delegation said, where `message` tells that.
    """

    code: str
    severity: Severity
    file: str
    message: str
    hint: str = ""
    path: RecordPath = ()
    at_key: bool = False
    arguments: tuple[str, ...] = ()
    span: Span | None = None
    for_others: str = ""

    @property
    def public_message(self) -> str:
        """What is wrong, for readers who may not learn who said what: a forge's, the log of a check."""
        return self.for_others or self.message

    @property
    def place(self) -> Span:
        """Where it stands; the file's beginning for one that is about the whole file."""
        return self.span or WHOLE_FILE

    @property
    def fingerprint(self) -> str:
        """The same for the same fault in another state of the repository.

        It depends neither on the line nor on an entry's number in a list: entries added above change neither.
        """
        import hashlib  # loads OpenSSL: only where a fingerprint is asked for

        keys = (step for step in self.path if isinstance(step, str))
        parts = (self.code, self.file, *keys, "\x1e", *self.arguments)
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()[:32]

    def at(self, span: Span | None) -> Self:
        """The same finding, placed."""
        return self._replace(span=span)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, then down the file, then by code."""
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return self.file, line, column, self.code, self.message


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that make a command fail."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
