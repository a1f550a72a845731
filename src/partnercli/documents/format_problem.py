"""The one way in which a format cannot be written, for every writer."""

from __future__ import annotations

from typing import ClassVar


class FormatProblem(Exception):
    """A document that cannot be written in a format: `message` says why, `hint` what to do about it."""

    missing: ClassVar[bool] = False
    """Whether an optional library is not here, and nothing is wrong with the document."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both; as text they read `message`."""
        super().__init__(message)
        self.message = message
        self.hint = hint
