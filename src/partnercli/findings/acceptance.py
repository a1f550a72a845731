"""Acceptances: findings that somebody decided to live with, said in a comment of the file, with the reason."""

from __future__ import annotations

from typing import Final, NamedTuple

from partnercli.findings.finding import Finding, Span

FORM: Final = "# partner: allow PC201 because …"
"""How an acceptance is written; several codes stand with commas between them."""


class Acceptance(NamedTuple):
    """A comment that begins with `partner:`, and so is addressed to this tool.

    `codes` are what it accepts, and `reason` why: none, and empty, where it does not say so in the form. `first`
    to `last` are the lines that it stands for, counted from 1; `span` is the comment itself.
    """

    file: str
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int
    span: Span

    def covers(self, finding: Finding) -> bool:
        """Whether it stands for the line of this finding, which is placed in the same file."""
        return self.first <= finding.place.line <= self.last
