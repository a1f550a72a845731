"""Where each value of a file stands."""

from __future__ import annotations

from typing import Any

from partnercli.findings import RecordPath, Span


class Place:
    """Where a value stands, by the parser's marks, which count lines and columns from 0.

    A mapping has the marks of its keys in `keys` and the places of their values in `values`; a list has the
    places of its entries. `flow` says that brackets enclose it.
    """

    __slots__ = ("end", "entries", "flow", "keys", "start", "values")

    def __init__(
        self, start: Any, end: Any, within: dict[str, Place] | list[Place] | None = None, *, flow: bool = True
    ) -> None:
        """A scalar, or with `within` a mapping or list still to be filled."""
        self.start = start
        self.end = end
        self.flow = flow
        if type(within) is dict:
            self.values = within
            self.keys: dict[str, tuple[Any, Any]] = {}
        elif type(within) is list:
            self.entries = within

    @property
    def span(self) -> Span:
        """From its first character to behind its last one; comments after a block do not belong to it."""
        last = self
        while not last.flow and (within := last._within):
            last = within[-1]
        return span_of(self.start, last.end)

    @property
    def _within(self) -> list[Place]:
        return list(self.values.values()) if hasattr(self, "values") else getattr(self, "entries", [])

    def find(self, path: RecordPath, *, at_key: bool = False) -> Span:
        """The span at `path`, or of the nearest place above it that the file has."""
        here = self
        for depth, step in enumerate(path, 1):
            within = here._at(step)
            if within is None:
                return here.span
            if at_key and depth == len(path) and hasattr(here, "keys"):
                return span_of(*here.keys[str(step)])
            here = within
        return here.span

    def _at(self, step: str | int) -> Place | None:
        if hasattr(self, "values"):
            return self.values.get(str(step))
        entries = getattr(self, "entries", [])
        return entries[step] if isinstance(step, int) and step < len(entries) else None


def span_of(start: Any, end: Any) -> Span:
    """The span between two of the parser's marks, which count from 0."""
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column + 1, 1))
