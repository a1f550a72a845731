"""What stands in a file beside its values: comments and blank lines, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from partnercli.repository.place import Place
from partnercli.repository.splice import below, start_of

_MARGIN = re.compile(r"^[ \t]*$|(?:^|(?<=[ \t]))#.*", re.MULTILINE)
_HEADER = re.compile(r"[|>][-+0-9]*")


class Margin(NamedTuple):
    """A comment with its `#`, or a blank line, whose `text` is empty.

    `start` is its place in the text and `column` that in its line, both from 0; `own_line`: nothing stands before it.
    """

    start: int
    column: int
    text: str
    own_line: bool


def margins(text: str, place: Place) -> list[Margin]:
    """The comments and blank lines of a text, from top to bottom; none of those in a value.

    Blank lines are found only where lines end in LF alone.
    """
    pieces, at = [], 0
    for start, end in sorted(_values(text, place)):
        pieces += [text[at:start], "x" * (end - start)]
        at = end
    masked = "".join((*pieces, text[at:]))
    return [
        _margin(masked, hit) for hit in _MARGIN.finditer(masked) if hit[0].strip() or hit.end() < len(text)
    ]


def end_of_value(text: str, event: Any) -> int:
    """Where a value that is no list and no mapping ends: behind its last line that says something."""
    start, end = start_of(event), int(event.end_mark.index)
    header = _HEADER.match(text, start) if event.style in ("|", ">") else None
    if header is None:
        return end
    if "+" in header[0]:
        return end - 1 if text[start:end].endswith("\n") else end
    return start + len(text[start:end].rstrip(" \t\n"))


def _margin(masked: str, hit: re.Match[str]) -> Margin:
    line = masked.rfind("\n", 0, hit.start()) + 1
    own_line = not masked[line : hit.start()].strip()
    return Margin(hit.start(), hit.start() - line, hit[0].rstrip(), own_line)


def _values(text: str, node: Any) -> Iterator[tuple[int, int]]:
    """Where keys and values stand; of a text over several lines without its first, which may end in a comment."""
    if isinstance(node, Place) and (node.within or node.start is not node.end):
        for inner in (*node.keys.values(), *node.within):
            yield from _values(text, inner)
        return
    event = node.start if isinstance(node, Place) else node
    end = end_of_value(text, event)
    yield (min(below(text, start_of(event)), end) if event.style in ("|", ">") else start_of(event)), end
