"""Where each value of a file stands."""

from __future__ import annotations

from typing import Any

from partnercli.findings import RecordPath, Span


class Place:
    """Where a value stands. `keys` holds the marks of a mapping's keys, `parts` the places within."""

    __slots__ = ("end", "flow", "keys", "parts", "start")

    def __init__(
        self, start: Any, end: Any, parts: dict[str, Place] | list[Place] | None, *, flow: bool
    ) -> None:
        """From the parser's marks, which count lines and columns from 0."""
        self.start = start
        self.end = end
        self.parts = parts
        self.keys: dict[str, tuple[Any, Any]] = {}
        self.flow = flow

    @property
    def span(self) -> Span:
        """From its first character to behind its last one; comments after a block do not belong to it."""
        last = self
        while last.parts and not last.flow:
            last = last.parts[-1] if isinstance(last.parts, list) else next(reversed(last.parts.values()))
        return span_of(self.start, last.end)

    def find(self, path: RecordPath, *, at_key: bool = False) -> Span:
        """The span at `path`, or of the nearest place above it that the file has."""
        here = self
        for depth, step in enumerate(path):
            within = here.within(step)
            if within is None:
                return here.span
            if at_key and depth == len(path) - 1 and step in here.keys:
                return span_of(*here.keys[str(step)])
            here = within
        return here.span

    def within(self, step: str | int) -> Place | None:
        """The place one step down, or None."""
        if isinstance(self.parts, dict):
            return self.parts.get(str(step))
        if isinstance(self.parts, list) and isinstance(step, int) and step < len(self.parts):
            return self.parts[step]
        return None


def span_of(start: Any, end: Any) -> Span:
    """The span between two of the parser's marks, which count from 0."""
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column + 1, 1))
