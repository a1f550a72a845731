"""Where each value of a file stands."""

from __future__ import annotations

from typing import Any

from partnercli.findings import RecordPath, Span


class Place:
    """Where a value stands, by the parser's events, whose marks count lines and columns from 0.

    A mapping has the events of its keys in `keys`, and in `values` what stands behind each; a list has
    `entries`. What stands there is the Place of a list or mapping, or the event of a scalar.
    """

    __slots__ = ("end", "entries", "keys", "start", "values")

    def __init__(
        self, event: Any, *, values: dict[str, Any] | None = None, entries: list[Any] | None = None
    ) -> None:
        """From the event that begins it; `end` is set by the one that ends it."""
        self.start = event
        self.end = event
        self.keys: dict[str, Any] = {}
        self.values = {} if values is None else values
        self.entries = [] if entries is None else entries

    @property
    def span(self) -> Span:
        """From its first character to behind its last one; comments after a block do not belong to it."""
        last: Any = self
        while isinstance(last, Place) and (within := last.within) and not last.start.flow_style:
            last = within[-1]
        return span_of(self.start.start_mark, (last.end if isinstance(last, Place) else last).end_mark)

    @property
    def within(self) -> list[Any]:
        """What it holds, in order."""
        return list(self.values.values()) or self.entries

    def find(self, path: RecordPath, *, at_key: bool = False) -> Span:
        """The span at `path`, or of the nearest place above it that the file has."""
        here: Place = self
        for depth, step in enumerate(path, 1):
            found = here._at(step)
            if found is None:
                return here.span
            if at_key and depth == len(path) and step in here.keys:
                found = here.keys[str(step)]
            if not isinstance(found, Place):
                return span_of(found.start_mark, found.end_mark)
            here = found
        return here.span

    def _at(self, step: str | int) -> Any:
        if isinstance(step, int):
            return self.entries[step] if step < len(self.entries) else None
        return self.values.get(step)


def span_of(start: Any, end: Any) -> Span:
    """The span between two of the parser's marks, which count from 0."""
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column + 1, 1))
