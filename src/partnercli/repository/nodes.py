"""A person's file as a tree: each value with the comments and blank lines that belong to it.

A comment on a line of its own belongs to the entry below; where a block ends, one that stands as deep as the block
belongs to its end. One at the end of a line belongs to the entry whose key or value ends there. What stands above
the first entry belongs to the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from partnercli.repository.margins import Margin, end_of_value, margins
from partnercli.repository.place import Place
from partnercli.repository.splice import is_flow, start_of

_FAR = 1 << 62


@dataclass(slots=True)
class Node:
    """A value, the nodes of a list, or those of a mapping by key.

    `style` is how a value is written: `"`, `'`, `|`, `>` or empty. `open`: what it holds stands on lines of its own,
    because its author chose so. `above` are lines: comments, and blank ones; `beside` is a comment at the end of its
    first line, and `below` are lines at the end of the block.
    """

    value: Any
    style: str = ""
    open: bool = False
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)

    @property
    def within(self) -> list[Node]:
        """What it holds, in order."""
        if isinstance(self.value, dict):
            return list(self.value.values())
        return self.value if isinstance(self.value, list) else []

    @property
    def bare(self) -> bool:
        """Whether no comment or blank line belongs to it or to anything in it."""
        return not (self.above or self.beside or self.below) and all(node.bare for node in self.within)


class _Next(NamedTuple):
    """The entry that follows a block: where it begins, and in which column."""

    start: int
    column: int


def nodes(text: str, place: Place, value: dict[str, Any]) -> Node:
    """The tree of a file's text, which has LF line ends and no byte order mark."""
    reading = _Reading(text, place)
    above = reading.until(start_of(next(iter(place.keys.values()))) if place.keys else _FAR)
    root = reading.node(value, place, _FAR, _Next(_FAR, 0))
    root.above, root.open = [*above, *root.above], True
    root.below += reading.until(_FAR)
    while root.below and not root.below[-1]:
        root.below.pop()
    return root


class _Reading:
    """One way through a file, from top to bottom, that leaves each comment where it belongs."""

    def __init__(self, text: str, place: Place) -> None:
        self._text = text
        self._rest = deque(margins(text, place))

    def until(self, end: int) -> list[str]:
        """All comments and blank lines before a place of the text."""
        return [margin.text for margin in self._taken(end)]

    def node(self, value: Any, at: Any, limit: int, after: _Next) -> Node:
        """A value with what belongs to it.

        `limit` is where the brackets that it stands in close, and `after` what follows it outside of brackets.
        """
        if not isinstance(at, Place) or not at.within:
            return self._single(value, at, limit)
        node = Node({} if isinstance(value, dict) else [], open=not is_flow(at) and _of_phrases(value))
        self._head(node, at)
        column, end = int(at.start.start_mark.column), int(at.end.end_mark.index)
        steps = list(value) if isinstance(value, dict) else list(range(len(value)))
        starts = [start_of(at.keys[step] if isinstance(step, str) else at.entries[step]) for step in steps]
        follow = [*(_Next(start, column) for start in starts[1:]), after]
        for step, start, behind in zip(steps, starts, follow, strict=True):
            above = self.until(start) if node.value else begun(self.until(start))
            inner = at.values[step] if isinstance(step, str) else at.entries[step]
            one = self.node(value[step], inner, end - 1 if is_flow(at) else limit, behind)
            one.above = [*above, *one.above]
            if isinstance(step, str):
                node.value[step] = one
            else:
                node.value.append(one)
        if is_flow(at):
            node.below = [text for text in self.until(end) if text]
            self._beside(node, end, limit)
            _without_blanks(node)
        else:
            node.below = self._below(column, after)
        return node

    def _single(self, value: Any, at: Any, limit: int) -> Node:
        """A value that holds nothing, with what stands between its key and its end."""
        event = at.start if isinstance(at, Place) else at
        node = Node(value, getattr(event, "style", None) or "")
        end = int(at.end.end_mark.index) if isinstance(at, Place) else end_of_value(self._text, event)
        for margin in self._taken(end):
            if margin.text and not margin.own_line and not node.beside:
                node.beside = margin.text
            elif margin.text:
                node.above.append(margin.text)
        self._beside(node, end, limit)
        return node

    def _head(self, node: Node, at: Place) -> None:
        """What stands between a key and the list or mapping behind it."""
        start = start_of(at)
        while self._rest and self._rest[0].start < start:
            if not self._rest[0].own_line and not node.beside:
                node.beside, node.open = self._rest.popleft().text, True
            elif is_flow(at):
                node.above += filter(None, [self._rest.popleft().text])
            else:
                return

    def _beside(self, node: Node, end: int, limit: int) -> None:
        if self._rest and not node.beside and not self._rest[0].own_line and self._rest[0].start < limit:
            here = self._rest[0]
            if "\n" not in self._text[end : here.start]:
                node.beside = self._rest.popleft().text

    def _below(self, column: int, after: _Next) -> list[str]:
        """The comments at the end of a block: as deep as its entries, and deeper than what follows."""
        count = 0
        for number, margin in enumerate(self._rest, 1):
            if margin.start >= after.start or not margin.own_line:
                break
            if margin.text:
                if margin.column < column or margin.column <= after.column:
                    break
                count = number
        return [self._rest.popleft().text for _ in range(count)]

    def _taken(self, end: int) -> Iterator[Margin]:
        while self._rest and self._rest[0].start < end:
            yield self._rest.popleft()


def begun(lines: list[str]) -> list[str]:
    """Lines above the first entry of a block, which no blank line opens."""
    return lines[next((number for number, line in enumerate(lines) if line), len(lines)) :]


def _of_phrases(value: Any) -> bool:
    """Whether a block reads better as one: a mapping, or a list with more than codes and ids."""
    return isinstance(value, dict) or any(isinstance(item, str) and " " in item for item in value)


def _without_blanks(node: Node) -> None:
    """Blank lines between brackets part nothing."""
    for one in node.within:
        one.above = [text for text in one.above if text]
        _without_blanks(one)
