"""The one way in which a template can be wrong, for everybody who finds it so."""

from __future__ import annotations

SECONDS = 2
"""Seconds of the processor that the rendering of a repository's own template may take."""
TOO_SLOW = (f"the template takes longer than {SECONDS} seconds", "look for a loop that runs too often")
TOO_LARGE = ("the template needs too much memory", "look for a loop or a sum that grows")
TOO_MUCH = ("the template takes more time or memory than it may", "look for a loop that runs too often")
"""What is wrong with a template beyond its limits, and what to do."""


class TemplateProblem(Exception):
    """What is wrong with a template.

    `template` is its file name; `line` counts from 1 and is None where no line can be told; `message` says
    what is wrong, `hint` what to do (empty where the message says it all).
    """

    def __init__(self, template: str, line: int | None, message: str, hint: str = "") -> None:
        """Keep the four parts; as text they read `note.md.j2:12: message`."""
        super().__init__(f"{template}{f':{line}' if line else ''}: {message}")
        self.template = template
        self.line = line
        self.message = message
        self.hint = hint
